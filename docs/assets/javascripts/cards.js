/* Cards: what a term (a.term), a person (a.person) or a citation (a.cite) holds, opened where it stands.

   The text of a card stands at the end of the page: .definition[data-term] and .record[data-record].
   A copy of it goes into the block of the trigger; apparatus.css puts it into the margin or lets it stand under the text.
   Pointing opens it after a moment, keyboard focus too; a click or tap at once, and it stays.
   One card at a time. Without this script terms are links to the glossary and citations to their notes. */
(() => {
  "use strict";

  const MOMENT = 300; // ms before pointing opens, and before leaving closes
  const AIR = 10; // px between a card and what it keeps clear of
  const HEAD = 160; // px of a card that are brought into sight
  const TRIGGER = "a[data-term][href], a.cite[data-claim][href]";
  const BLOCK = "p, li, dt, dd, td, th";
  const STOPS = "a[href], button, summary, [tabindex='0']";

  let open = null; // {trigger, card, kept, far}: kept open by "focus" or because "asked" for; how far the pointer has gone
  let dismissed = null; // the trigger whose card was just closed by hand: it waits to be left
  let returning = false; // while focus goes back to a trigger, which then stays closed
  let aimed = null; // the trigger that is about to open
  let opening = 0, closing = 0; // timers
  let pointer = ""; // where the pointer was last

  function content({ dataset: { term, claim } }) {
    return document.querySelector(term ? `.definition[data-term="${term}"]` : `.record[data-record="${claim}"]`);
  }

  function triggerAt(node) {
    const link = node.closest?.(TRIGGER);
    return link && !link.closest(".card") && content(link) ? link : null;
  }

  function element(tag, name, text = "") {
    return Object.assign(document.createElement(tag), { className: name, textContent: text });
  }

  function make(trigger) {
    const copy = content(trigger).cloneNode(true);
    for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
    copy.querySelector(".record__head b")?.remove(); // the number, which the head of the card says
    const kind = trigger.matches(".cite") ? `Note ${trigger.hash.replace(/\D/g, "")}` : trigger.matches(".person") ? "Person" : "Term";
    const head = element("div", "card__kind"), body = element("div", "card__body"), card = element("aside", "card");
    const close = element("button", "card__close", "Close");
    close.type = "button";
    head.append(element("span", "", kind), close);
    body.append(...copy.childNodes);
    card.append(head, body);
    card.id = "card";
    card.setAttribute("role", "note");
    card.setAttribute("aria-label", `${kind}: ${body.firstElementChild.textContent.trim()}`);
    return card;
  }

  /** Change the page and keep `still` where it is on the screen. */
  function hold(still, change) {
    const before = still.getBoundingClientRect().top;
    change();
    const moved = still.isConnected ? still.getBoundingClientRect().top - before : 0;
    if (moved) scrollBy({ top: moved, behavior: "instant" });
  }

  /** What was about to open or close no longer is. */
  function rest() {
    clearTimeout(opening);
    clearTimeout(closing);
    closing = 0;
    aimed = null;
  }

  function show(trigger, kept = "") {
    rest();
    dismissed = null;
    if (open?.trigger !== trigger) hold(trigger, () => {
      remove();
      open = { trigger, card: make(trigger), kept: "", far: 0 };
      trigger.setAttribute("aria-expanded", "true");
      trigger.setAttribute("aria-controls", "card");
      (trigger.closest(BLOCK) ?? trigger.parentElement).append(open.card);
      place();
    });
    open.kept ||= kept;
    if (kept) reveal(kept === "asked");
  }

  /** A card that opens below the screen: bring its head up; on focus alone, never the trigger out of sight. */
  function reveal(asked) {
    const { top, bottom } = open.card.getBoundingClientRect();
    const short = Math.min(bottom, top + HEAD) + AIR - innerHeight;
    const room = asked ? short : open.trigger.getBoundingClientRect().top - roof() - AIR;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    if (short > 0 && room > 0) scrollBy({ top: Math.min(short, room), behavior });
  }

  /** Where the header ends. */
  function roof() {
    return document.querySelector(".md-header").getBoundingClientRect().bottom;
  }

  function remove() {
    if (!open) return;
    open.card.remove();
    open.trigger.setAttribute("aria-expanded", "false");
    open.trigger.removeAttribute("aria-controls");
    for (const note of document.querySelectorAll(".note--under")) note.classList.remove("note--under");
    open = null;
  }

  /** Close the card; `still` is what the reader is at. */
  function close(still) {
    rest();
    if (open) hold(still, remove);
  }

  /** Close the card by hand and go back to its trigger, unless the reader only pointed at it. */
  function dismiss(scroll) {
    const { trigger, card, kept } = open;
    const back = kept || card.contains(document.activeElement);
    dismissed = trigger;
    close(trigger);
    returning = true;
    if (back) trigger.focus({ preventScroll: true });
    returning = false;
    if (back && scroll) trigger.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** In the margin: beside its line, whole on the screen, clear of the drawings that reach into the margin. */
  function place() {
    if (!open?.card.offsetParent) return; // nor on paper
    const { trigger, card } = open;
    const inMargin = getComputedStyle(card).position === "absolute";
    if (inMargin) {
      const line = trigger.getClientRects()[0], middle = (line.top + line.bottom) / 2;
      const page = trigger.closest(".page").getBoundingClientRect();
      const frame = card.offsetParent.getBoundingClientRect();
      let least = roof() + AIR;
      let most = innerHeight - AIR;
      for (const drawing of document.querySelectorAll(".chart--wide, .opening")) {
        const { top, bottom } = drawing.getBoundingClientRect();
        if (bottom < middle) least = Math.max(least, bottom + AIR);
        else if (top > middle) most = Math.min(most, top - AIR);
      }
      const top = Math.max(least, Math.min(middle - 2 * AIR, most - card.offsetHeight));
      card.style.left = `${page.right - card.offsetWidth - frame.left}px`;
      card.style.top = `${top - frame.top}px`;
      card.style.setProperty("--line", `${Math.max(0, Math.min(middle - top, card.offsetHeight))}px`);
    }
    const box = card.getBoundingClientRect();
    for (const note of document.querySelectorAll(".note")) {
      const { top, bottom } = note.getBoundingClientRect();
      const covered = inMargin && top < box.bottom + AIR && bottom > box.top - AIR;
      note.classList.toggle("note--under", covered || `#${note.id}` === trigger.hash);
    }
  }

  function aim(trigger, kept) {
    if (trigger === aimed) return;
    clearTimeout(opening);
    aimed = trigger;
    if (trigger) opening = setTimeout(show, MOMENT, trigger, kept);
  }

  /** Leaving closes after a moment, and a pointer on its way to the card has all the time it needs. */
  function leave(still, far) {
    if (!open) return;
    if (!far || !closing || far < open.far) clearTimeout(closing);
    if (!far) closing = 0;
    else if (!closing || far < open.far) {
      closing = setTimeout(() => {
        closing = 0;
        if (open && !open.kept) close(still.isConnected ? still : open.trigger);
      }, MOMENT);
    }
    open.far = far;
  }

  function distance({ clientX: x, clientY: y }, { left, right, top, bottom }) {
    return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  }

  document.addEventListener("pointermove", event => {
    // A page that scrolls under a pointer at rest is not pointing, nor is selecting text.
    const now = `${event.screenX},${event.screenY}`, rests = now === pointer;
    pointer = now;
    if (event.pointerType === "touch" || event.buttons || rests) return;
    const trigger = triggerAt(event.target);
    if (trigger !== dismissed) dismissed = null;
    aim(trigger === dismissed || trigger === open?.trigger ? null : trigger);
    if (open) {
      const inside = trigger === open.trigger || open.card.contains(event.target);
      leave(event.target, inside ? 0 : distance(event, open.card.getBoundingClientRect()) || 1);
    }
  });
  document.documentElement.addEventListener("pointerleave", event => {
    if (event.pointerType === "touch") return;
    aim(null);
    leave(document.documentElement, Infinity);
  });

  // On the parts of the page, not on the document: there Safari on phones sends no click for a tap on plain text.
  for (const part of document.body.children) part.addEventListener("click", event => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.defaultPrevented) return;
    const trigger = triggerAt(event.target);
    if (trigger) {
      event.preventDefault();
      // A second tap closes; Enter (no pointer, no detail) does not close what focus has opened.
      if (open?.trigger === trigger && open.kept && event.detail) dismiss(false);
      else show(trigger, "asked");
    } else if (event.target.closest(".card__close")) dismiss(!event.detail);
    else if (open && !open.card.contains(event.target)) close(event.target);
  });

  document.addEventListener("focusin", ({ target }) => {
    if (!target.matches(":focus-visible")) return;
    const trigger = triggerAt(target);
    const inside = open && (trigger === open.trigger || open.card.contains(target));
    if (inside) open.kept ||= "focus";
    else if (open) close(target);
    aim(inside || returning ? null : trigger, "focus");
  });
  document.addEventListener("focusout", () => aim(null));

  document.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      aim(null);
      if (open) dismiss(true);
    }
    const tab = event.key === "Tab" || event.code === "Tab"; // with Shift WebKit on Linux has no name for the key
    if (!open || !tab) return;
    const { trigger, card } = open, stops = [...card.querySelectorAll(STOPS)], at = document.activeElement;
    if (at === trigger && !event.shiftKey) {
      event.preventDefault();
      stops[0].focus();
    } else if (at === stops[0] && event.shiftKey) {
      event.preventDefault();
      trigger.focus();
    } else if (at === stops.at(-1) && !event.shiftKey) dismiss(true); // and the browser goes on from the trigger
  });

  addEventListener("resize", place);
  new ResizeObserver(place).observe(document.querySelector(".page"));

  /** Mark terms where they first stand ("first"), everywhere ("all") or nowhere ("none"). */
  function mark(which) {
    document.documentElement.classList.remove("terms-all", "terms-none");
    if (which !== "first") document.documentElement.classList.add(`terms-${which}`);
    if (which === "all") for (const again of document.querySelectorAll("span.term-again[data-term]")) {
      const link = element("a", `${again.dataset.term.startsWith("person_") ? "person" : "term"} term-again`);
      link.dataset.term = again.dataset.term;
      link.dataset.href = document.querySelector(`a[data-term="${again.dataset.term}"]`)?.getAttribute("href") ?? "";
      link.append(...again.childNodes);
      again.replaceWith(link);
    }
    for (const link of document.querySelectorAll("a[data-term]")) {
      link.dataset.href ??= link.getAttribute("href");
      if (which === "none" || (which === "first" && link.matches(".term-again"))) link.removeAttribute("href");
      else link.setAttribute("href", link.dataset.href);
    }
    for (const link of document.querySelectorAll("a[data-term], a.cite")) {
      if (triggerAt(link)) link.setAttribute("aria-expanded", "false");
      else link.removeAttribute("aria-expanded");
    }
  }

  const choice = document.querySelector(".term-marks");

  const kept = () => choice?.querySelector(`[value="${__md_get("__terms") ?? "first"}"]`);

  /** Mark as the reader chose, here or on another page. */
  function settle() {
    const chosen = kept();
    if (chosen) chosen.checked = true;
    mark(chosen?.value ?? "first");
  }

  settle();
  // Back brings a page as it was left, or a form as it was filled in.
  addEventListener("pageshow", ({ persisted }) => { if (persisted || !(kept()?.checked ?? true)) settle(); });
  choice?.addEventListener("change", ({ target }) => {
    if (open) remove();
    mark(target.value);
    __md_set("__terms", target.value);
  });
})();
