// What the frame of every page does by script: light and dark, the drawer, the contents, the words that
// were searched for, the button that prints.
(() => {
  "use strict";

  // ---- Light and dark: the radio button of the palette in use is checked ----

  const options = [...document.querySelectorAll(".palette input")];
  const schemeOf = (option) => option.dataset.mdColorScheme;

  options.forEach((option, index) => {
    option.checked = schemeOf(option) === document.body.dataset.mdColorScheme;
    option.addEventListener("change", () => {
      document.body.dataset.mdColorScheme = schemeOf(option);
      __md_set("__palette", { index, color: { media: option.dataset.mdColorMedia, scheme: schemeOf(option) } });
    });
    option.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      const next = options[(index + 1) % options.length];
      next.focus();
      next.click();
    });
  });

  // ---- The drawer closes when one of its links leads to a place on the same page ----

  document.addEventListener("click", ({ target }) => {
    if (target.closest(".rail:popover-open a")) document.getElementById("rail").hidePopover();
  });

  // ---- The drawer opens at the page being read, which on reference pages stands far down ----

  document.addEventListener("toggle", ({ target, newState }) => {
    if (target.id !== "rail" || newState !== "open") return;
    const here = target.querySelector("li.here, .rail__group [aria-current=page]");
    if (here && here.offsetTop > target.clientHeight / 2) target.scrollTop = here.offsetTop - target.clientHeight / 3;
  }, true);

  // ---- The contents: of the sections that have passed the upper quarter of the window the last one is being read ----

  const links = new Map();
  for (const link of document.querySelectorAll("[data-contents] a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const passed = new Set();
  const reading = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) passed[isIntersecting ? "add" : "delete"](target);
    const last = [...links.keys()].filter((heading) => passed.has(heading)).pop();
    for (const [heading, link] of links) link.classList.toggle("md-nav__link--active", heading === last);
  }, { rootMargin: "1000000px 0px -75% 0px" });
  for (const heading of links.keys()) reading.observe(heading);

  // ---- What was searched for is marked on the page that a result leads to (?h=) ----

  const words = new URLSearchParams(location.search).get("h")?.toLowerCase().split(/[\s*+\-:~^]+/).filter(Boolean) ?? [];

  function* places() {
    const texts = document.createNodeIterator(document.getElementById("content"), NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const read = text.data.toLowerCase();
      for (const word of words) {
        for (let at = read.indexOf(word); at >= 0; at = read.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(text, at);
          range.setEnd(text, at + word.length);
          yield range;
        }
      }
    }
  }

  if (words.length && "highlights" in CSS) CSS.highlights.set("found", new Highlight(...places()));

  // ---- The button at the foot of an explainer and of the booklet opens the browser's dialog to print or save as PDF ----

  for (const place of document.querySelectorAll(".print")) {
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => print());
  }
})();
