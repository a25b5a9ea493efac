// What the frame of every page does by script: light and dark, the drawer, the contents, the words that
// were searched for, the button that prints.
(() => {
  "use strict";

  // ---- Light and dark: what the reader chose, else what the system says; a press back to the system's follows it again ----

  const options = [...document.querySelectorAll(".palette input")];
  const schemeOf = (option) => option.dataset.mdColorScheme;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const systems = () => dark.matches ? "slate" : "default";
  const kept = () => __md_get("__palette")?.color.scheme ?? null;
  const frames = [...document.querySelectorAll("meta[name=theme-color]")].map((meta) => [meta, meta.media]);
  const names = options.map((option) => option.getAttribute("aria-label"));
  let chosen = kept();

  /** Show a palette: on the page, on its switch, and in the browser's own frame. */
  function paint() {
    const scheme = chosen ?? systems();
    if (document.body.dataset.mdColorScheme !== scheme) document.body.dataset.mdColorScheme = scheme;
    options.forEach((option, index) => {
      option.checked = schemeOf(option) === scheme;
      const name = names[index] + (schemeOf(option) === systems() ? "" : ", as your system"); // each leads to the other
      option.setAttribute("aria-label", name);
      option.nextElementSibling.title = name;
    });
    for (const [meta, media] of frames) {
      meta.media = !chosen ? media : media.includes(chosen === "slate" ? "dark" : "light") ? "all" : "not all";
    }
  }

  function repaint() {
    chosen = kept();
    paint();
  }

  paint();
  dark.addEventListener("change", paint);
  addEventListener("storage", repaint); // chosen in another window
  addEventListener("pageshow", repaint); // Back brings a page as it was left, and a form as it was filled in

  options.forEach((option, index) => {
    option.addEventListener("change", () => {
      const scheme = schemeOf(option);
      chosen = scheme === systems() ? null : scheme;
      __md_set("__palette", chosen && { index, color: { media: option.dataset.mdColorMedia, scheme } });
      paint();
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

  const rail = document.getElementById("rail");
  const popovers = "popover" in HTMLElement.prototype;
  if (popovers) document.addEventListener("click", ({ target }) => {
    if (target.closest("#rail a") && rail.matches(":popover-open")) rail.hidePopover();
  });

  // ---- Browsers from before 2024 know no popovers: there the drawer is opened and closed here ----

  function turn(open) {
    rail.classList.toggle("rail--open", open);
    document.querySelector(open ? ".rail__close" : ".tool--menu").focus({ preventScroll: true });
  }

  if (!popovers && rail) {
    rail.classList.add("rail--alone");
    document.addEventListener("click", ({ target }) => {
      const open = rail.classList.contains("rail--open");
      if (open && (!rail.contains(target) || target.closest("a, button"))) turn(false);
      else if (!open && target.closest(".tool--menu")) turn(true);
    });
    document.addEventListener("keydown", ({ key }) => {
      if (key === "Escape" && rail.classList.contains("rail--open")) turn(false);
    });
  }

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
