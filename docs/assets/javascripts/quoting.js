/* Copy as quotation: beside words that are selected a button copies them in quotation marks, with the page's citation,
   a link that leads to the words themselves (a text fragment), and what the notes among them rest on.

   copying.js loads this when somebody selects words. The button waits until the selection rests, for whoever copies in
   the usual way or reads with the pointer is not to be disturbed. On touch screens, where the system has its own menu
   beside a selection, it stands at the lower edge. It is the next stop of the Tab key. */
(() => {
  "use strict";

  const REST = 500; // ms
  const LEAST = 3; // words: less is looked up rather than quoted
  const ENDS = 6; // words at either end by which an address finds a long passage
  const AIR = 8; // px
  const BLOCK = "p, li, dt, dd, td, th, h1, h2, h3, h4, div, section, article";
  const APART = ".card, .notes, .definitions, .citing, .quoting, form, nav, pre, textarea";
  const UNSAID = ".note, .cite, .vh, .status, .later, .headerlink, .card, svg, script";
  const CITED = "#cite-this-page [data-form=APA] dd, #cite [data-form=APA] dd";
  const RAISED = { SUP: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻", SUB: "₀₁₂₃₄₅₆₇₈₉₊₋₋" }; // as plain text has them: 10³ and not 103
  const DIGITS = "0123456789+-−";
  const BREAK = "\0"; // where the text of the page goes on with something that is not quoted

  const content = document.getElementById("content");
  const box = element("div", "quoting"), button = element("button", "", "Copy as quotation"), told = element("p", "");
  button.type = "button";
  told.setAttribute("role", "status");
  box.append(button, told);
  let waiting = 0, before = null, held = null; // held: the range that the button is for

  function element(tag, name, text = "") {
    return Object.assign(document.createElement(tag), { className: name, textContent: text });
  }

  const inWords = (text) => text.split(/\s+/).filter(Boolean);

  /** The selection in whole words, if it can be quoted. */
  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0).cloneRange(), { commonAncestorContainer: around } = range;
    const holder = around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement;
    if (!content.contains(holder) || holder.closest(APART)) return null;
    const letter = (node, at) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.data[at] ?? "");
    const { startContainer: first, endContainer: last } = range;
    while (letter(first, range.startOffset) && letter(first, range.startOffset - 1)) range.setStart(first, range.startOffset - 1);
    while (letter(last, range.endOffset - 1) && letter(last, range.endOffset)) range.setEnd(last, range.endOffset + 1);
    return inWords(runs(range).join(" ")).length < LEAST ? null : range;
  }

  /** The words of a range, in runs that stand on the page without a break; digits raised where they are to be read. */
  function runs(range, raised = false) {
    const part = range.cloneContents();
    for (const unsaid of part.querySelectorAll(UNSAID)) unsaid.replaceWith(BREAK);
    for (const one of raised ? part.querySelectorAll("sup, sub") : [])
      one.textContent = [...one.textContent].map((sign) => RAISED[one.tagName][DIGITS.indexOf(sign)] ?? sign).join("");
    for (const block of part.querySelectorAll(`${BLOCK}, br`)) block.after(BREAK);
    return part.textContent.split(BREAK).map((run) => inWords(run).join(" ")).filter(Boolean);
  }

  /** The address of the words: browsers that know text fragments scroll there and mark them, others open the page. */
  function address(range) {
    const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.split(/[?#]/)[0];
    const said = runs(range), first = inWords(said[0]), last = inWords(said.at(-1));
    const ends = said.length === 1 && first.length <= 2 * ENDS ? [said[0]]
      : [first.slice(0, ENDS).join(" "), last.slice(-ENDS).join(" ")];
    return `${page}#:~:text=${ends.map((words) => encodeURIComponent(words).replaceAll("-", "%2D")).join(",")}`;
  }

  /** What a note rests on: its sources with their addresses, or whose words it has and where they stand here. */
  function backing(cite) {
    const record = document.querySelector(`.record[data-record="${cite.dataset.claim}"]`);
    if (!record) return [];
    const facts = Object.fromEntries([...record.querySelectorAll("dl > div")]
      .map((fact) => [fact.querySelector("dt").textContent, fact.querySelector("dd")]));
    const home = record.querySelector(".record__links a").href;
    const sources = (facts.Sources ?? facts.Source)?.querySelectorAll("li"), [first] = sources ?? [];
    const words = first ? `${inWords(first.textContent).join(" ")}, ${first.querySelector("a").href}` : facts.Says?.textContent;
    const more = sources?.length === 1 ? "" : `${first ? "all sources: " : ""}${home}`;
    return [`N${cite.getAttribute("aria-label").slice(1)}: ${[words, more].filter(Boolean).join("; ")}`];
  }

  function quotation(range) {
    const words = runs(range, true).join(" ").replaceAll("“", "‘").replaceAll("”", "’");
    const cited = document.querySelector(CITED)?.textContent.replace(/\s*\w+:\/\/\S+$/, "") ?? `${document.title}.`;
    const cites = [...range.cloneContents().querySelectorAll("a.cite")];
    const notes = new Map(cites.map((cite) => [cite.dataset.claim, cite])).values();
    return [`“${words}”`, `${cited} ${address(range)}`, ...[...notes].flatMap(backing)].join("\n");
  }

  function offer() {
    if (document.querySelector(":active")) waiting = setTimeout(offer, REST); // the pointer is still pressed
    const range = chosen();
    if (!range || document.querySelector(":active")) return;
    held = range;
    const end = range.endContainer, inside = (end.nodeType === Node.ELEMENT_NODE ? end : end.parentElement).closest(BLOCK);
    (inside.closest(".table-scroll")?.parentElement ?? inside).append(box);
    const line = [...range.getClientRects()].at(-1), lowest = innerHeight - 2 * box.offsetHeight;
    const aside = matchMedia("(pointer: coarse)").matches || !line || line.bottom < 0 || line.bottom > lowest;
    box.classList.toggle("quoting--aside", aside);
    box.style.left = box.style.top = "";
    if (aside) return;
    const frame = box.offsetParent.getBoundingClientRect();
    box.style.left = `${Math.max(AIR, Math.min(line.right, innerWidth - AIR) - box.offsetWidth) - frame.left}px`;
    box.style.top = `${line.bottom + AIR - frame.top}px`;
  }

  function withdraw() {
    const within = box.contains(document.activeElement);
    box.remove();
    box.querySelector("textarea")?.remove();
    told.textContent = "";
    if (within && before?.isConnected) before.focus({ preventScroll: true });
    held = before = null;
  }

  function settle() {
    clearTimeout(waiting);
    if (box.contains(document.activeElement)) return; // the reader is at it
    if (held) withdraw();
    waiting = setTimeout(offer, REST);
  }

  button.addEventListener("click", async () => {
    const text = quotation(held);
    told.textContent = "";
    try {
      await navigator.clipboard.writeText(text);
      told.textContent = "Quotation copied.";
    } catch {
      const field = box.querySelector("textarea") ?? element("textarea", "");
      field.readOnly = true;
      field.rows = 6;
      field.setAttribute("aria-label", "The quotation");
      field.value = text;
      box.append(field);
      told.textContent = "Copy it from here:";
      field.focus();
      field.select();
      field.scrollTop = 0;
    }
  });
  // A press takes neither the focus nor the selection from the words.
  box.addEventListener("mousedown", (event) => { if (!event.target.matches("textarea")) event.preventDefault(); });
  box.addEventListener("focusin", ({ relatedTarget }) => { if (!box.contains(relatedTarget)) before = relatedTarget; });
  box.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !box.contains(relatedTarget)) withdraw(); });
  document.addEventListener("selectionchange", settle);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && !event.shiftKey && held && !box.contains(document.activeElement)) {
      event.preventDefault(); // and from there the browser goes on behind the words
      button.focus();
    } else if (event.key === "Escape") {
      clearTimeout(waiting);
      if (held) withdraw();
    }
  });
  settle(); // for the selection that asked for this
})();
