/* The way into search. Material's bundle searches and draws what it finds, and brings the index of all words with it;
   both are loaded when a reader reaches for the field. What it lacks is here as well: a button that closes it,
   and the way back to where the reader was. */
(() => {
  "use strict";

  const BUNDLE = new URL(document.currentScript.dataset.bundle, location).href;
  const KEYS = ["/", "s", "f"]; // Material's
  const TYPING = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";
  const QUERY = 2; // the bundle's type of a message that asks
  // The bundle takes each word for the beginning of one: "is" finds ISW, "a" everything.
  const SMALL = new Set(("and are at by can did do does for from had has have how in is it its of on or that the this to " +
    "was were what when where which who whose why will with").split(" "));
  const toggle = document.getElementById("__search");
  const find = document.querySelector(".tool--find");
  const search = document.querySelector(".md-search");
  const field = search?.querySelector(".md-search__input");
  if (!toggle || !field) return;
  const told = search.querySelector(".md-search-result__meta");
  let asked = false;
  let loaded = false;
  let before = null; // where focus was when the search opened

  // "Who is the mayor?" asks for the mayor; small words alone are asked for as they are.
  function meant(query) {
    const words = query.split(/\s+/);
    const kept = words.filter((word) => !(SMALL.has(word.toLowerCase()) || /^\p{L}$/u.test(word)));
    return kept.length ? kept.join(" ") : query;
  }

  /** Material's searching worker, which is asked for what is meant. */
  class Searching extends Worker {
    postMessage(message, ...more) {
      super.postMessage(message?.type === QUERY ? { ...message, data: meant(message.data) } : message, ...more);
    }
  }

  function bring() {
    // A page opened from a folder may not read the index beside it.
    if (location.protocol === "file:") {
      told.textContent = "Search works where the site is served, not from a folder.";
      return;
    }
    if (asked) return;
    asked = true;
    // Loaded before the page is whole, the bundle takes such links for the site in other languages and asks for their
    // sitemaps; ours lead to the feed and to the page as Markdown. With a space more they mean the same, and it is blind.
    for (const link of document.querySelectorAll("link[rel=alternate]")) link.setAttribute("rel", "alternate ");
    window.Worker = Searching; // the bundle makes one
    const script = document.createElement("script");
    script.src = BUNDLE;
    script.onload = () => { loaded = true; };
    script.onerror = () => {
      asked = false;
      script.remove();
      told.textContent = "Search did not load; try again when you are connected.";
    };
    document.head.append(script);
  }

  function open() {
    if (!toggle.checked) toggle.click();
    field.focus();
  }

  /** Go back; to nothing in particular where the reader came from nothing in particular. */
  function back() {
    if (before?.isConnected) before.focus();
    else if (find.offsetParent) find.focus();
    else field.blur();
  }

  function outside(element) {
    return element && element !== document.body && !search.contains(element) ? element : null;
  }

  toggle.addEventListener("change", () => {
    find.setAttribute("aria-expanded", toggle.checked);
    if (toggle.checked) bring();
  });
  // In the capturing phase, for Material's script turns the switch as soon as the field has focus.
  document.addEventListener("focus", ({ target, relatedTarget }) => {
    if (target !== field || toggle.checked) return;
    before = outside(relatedTarget) ?? before;
    toggle.click();
  }, true);
  // Who walks past the field leaves it closed. Material sees to that only once it is loaded; left open until then,
  // it would call back whoever presses a key.
  document.addEventListener("focusin", ({ target }) => {
    if (toggle.checked && !search.contains(target)) toggle.click();
  });
  // Material's listener on the window takes the focus from the field when Tab is pressed, and WebKit then begins anew at the
  // head of the page, for ever: the search is closed here, and Tab goes on from the field.
  field.addEventListener("keydown", event => {
    if (event.key !== "Tab" && event.code !== "Tab") return;
    event.stopPropagation();
    if (toggle.checked) toggle.click();
  });
  field.form.addEventListener("submit", event => event.preventDefault());
  find.addEventListener("click", () => { before = find; open(); });
  search.querySelector(".md-search__close").addEventListener("click", () => {
    toggle.click();
    back();
  });

  // Material draws each result as an article with a heading of the first level: in a link they are but its words.
  new MutationObserver(() => {
    for (const part of search.querySelectorAll(":is(article, article > :is(h1, h2)):not([role])")) part.setAttribute("role", "none");
  }).observe(search.querySelector(".md-search-result__list"), { childList: true });

  // On the way down to Material's listener on the window the search is still open; going back waits until it is closed.
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && toggle.checked) {
      if (!loaded) toggle.click();
      setTimeout(back);
    } else if (KEYS.includes(event.key) && !toggle.checked && !(event.metaKey || event.ctrlKey || event.altKey)
      // Material's script could not focus a field that is behind a button.
      && !(loaded && field.offsetParent) && !event.target.closest(TYPING)) {
      event.preventDefault();
      before = outside(document.activeElement);
      open();
    }
  });
  if (new URLSearchParams(location.search).has("q")) bring();
})();
