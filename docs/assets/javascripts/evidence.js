/* The filter of the evidence page: which statements are shown, by verdict and by paragraph or explainer.

   The choice stands in the address, ?verdict=differs,not-corroborated&in=p11, so that it can be linked.
   Without this script the form stays hidden, and lists of links lead to every statement. */
(() => {
  "use strict";

  const form = document.querySelector("[data-filter]");
  if (!form) return;
  const boxes = [...form.elements.verdict], where = form.elements.in;
  const told = form.querySelector("[role=status]");
  const statements = [...document.querySelectorAll(".stmt")];
  const sections = [...document.querySelectorAll(".para")];

  const words = box => box.closest("label").querySelector(".verdict").textContent;

  function chosen() {
    const option = where.selectedOptions[0];
    return {
      verdicts: boxes.filter(box => box.checked),
      paragraphs: option.value ? option.dataset.paragraphs.split(" ") : null,
      place: option.value ? (option.value === option.textContent ? option.value : `“${option.textContent}”`) : "",
    };
  }

  function sentence(count, { verdicts, place }) {
    const named = verdicts.map(words).join(" or ");
    const within = place ? ` in ${place}` : "";
    if (!count) return `No statement${within} has the verdict ${named}. Choose another, or show all.`;
    const all = count === statements.length ? "All " : "", of = all ? "" : ` of ${statements.length}`;
    return `${all}${count}${of} statements${within}${named ? `: ${named}` : ""}.`;
  }

  function show() {
    const choice = chosen(), wanted = choice.verdicts.map(box => box.value);
    let count = 0;
    for (const section of sections) {
      const here = !choice.paragraphs || choice.paragraphs.includes(section.id);
      let some = false;
      for (const one of section.querySelectorAll(".stmt")) {
        one.hidden = !here || (wanted.length > 0 && !wanted.includes(one.dataset.verdict));
        if (!one.hidden) { some = true; count += 1; }
      }
      section.hidden = !some;
    }
    told.textContent = sentence(count, choice);
  }

  function write() {
    const address = new URL(location.href);
    const wanted = boxes.filter(box => box.checked).map(box => box.value);
    address.search = "";
    // Commas as they are: the address is to be read and passed on.
    const parts = [wanted.length && `verdict=${wanted.join(",")}`, where.value && `in=${where.value}`].filter(Boolean);
    if (parts.length) address.search = `?${parts.join("&")}`;
    if (parts.length) address.hash = "";
    history.replaceState(null, "", address);
  }

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    const wanted = (asked.get("verdict") ?? "").split(",");
    for (const box of boxes) box.checked = wanted.includes(box.value);
    where.value = asked.get("in") ?? "";
    if (where.selectedIndex < 0) where.value = "";
    show();
  }

  // A link to a statement that is filtered away shows it: all, rather than nothing.
  function arrive() {
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target?.closest(".para") || !target.closest("[hidden]")) return;
    for (const box of boxes) box.checked = false;
    where.value = "";
    show();
    history.replaceState(null, "", location.pathname + location.hash);
    target.scrollIntoView();
  }

  form.addEventListener("change", () => { show(); write(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); write(); })); // the fields are empty after the event
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("popstate", readAddress);
  addEventListener("hashchange", arrive);

  form.hidden = false;
  document.querySelector(".finder")?.removeAttribute("open");
  readAddress();
  arrive();
})();
