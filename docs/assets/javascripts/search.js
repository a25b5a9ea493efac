/* The way into search. Material's bundle searches and draws what it finds, and brings the index of all words with it;
   both are loaded when a reader reaches for the field. What it lacks is here as well: a button that closes it, the way
   back to where the reader was, the record of a name before all that mentions it, and a near name for a slip. */
(() => {
  "use strict";

  const BUNDLE = new URL(document.currentScript.dataset.bundle, location).href;
  // Keys that act alone: who speaks to the computer, or touches a key unawares, is led away by them. "/" opens the
  // search unless the reader has switched it off; Material's others never act.
  const KEY = "/", OTHERS = ["s", "f", "n", "p", ".", ","], PASSING = ["Tab", "Shift", "Control", "Alt", "Meta"];
  const TYPING = "input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]";
  const SETUP = 0, QUERY = 2, RESULT = 3; // the bundle's types of messages to its worker and back
  // The bundle takes each word for the beginning of one: "is" finds ISW, "a" everything.
  const SMALL = new Set(("and are at by can did do does for from had has have how in is it its of on or that the this to " +
    "was were what when where which who whose why will with").split(" "));
  const toggle = document.getElementById("__search");
  const find = document.querySelector(".tool--find");
  const search = document.querySelector(".md-search");
  const field = search?.querySelector(".md-search__input");
  if (!toggle || !field) return;
  const found = search.querySelector(".md-search-result");
  const told = search.querySelector(".md-search-result__meta");
  const nearest = search.querySelector(".md-search-result__meant");
  const key = document.querySelector(".keys input");
  let entries = []; // of the index, each with location, title and text
  let known = null; // what they are found by, once somebody has asked
  let asked = false;
  let loaded = false;
  let before = null; // where focus was when the search opened
  let waiting = 0; // queries that are not answered yet
  let held = false; // whether focus was on a result when others came in its place

  // ---- Names: the record of whom they name comes first, and a near one is offered for a slip ----

  const BARE = { ł: "l", đ: "d", ø: "o" };
  /** A text as it is typed: no capitals, accents, apostrophes and other signs. */
  const plain = (text) => text.normalize("NFD").replace(/['’ʼ]s\b|\p{M}|['’ʼ]/gu, "").toLowerCase()
    .replace(/[łđø]/g, (letter) => BARE[letter]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  // "Who is the mayor?" asks for the mayor; small words alone are asked for as they are. What stands nowhere as it was
  // typed is asked for in plain letters, which the index has of every name.
  function meant(query) {
    const words = query.replace(/['’ʼ]s\b/g, "").split(/\s+/);
    const kept = words.filter((word) => !(SMALL.has(word.toLowerCase()) || /^\p{L}$/u.test(word)));
    return (kept.length ? kept : words).map((word) => {
      const stands = known.written.includes(word.toLowerCase()) || !known.text.includes(` ${plain(word)}`);
      return stands ? word : plain(word);
    }).join(" ");
  }

  /** Records by their names and other spellings, the words of these, and all that is written, as it is and plain. */
  function learn() {
    const records = new Map(), words = new Map();
    for (const { location, title, text } of entries) {
      for (const name of [title, ...[...text.matchAll(/<p>Also written ([^<]*)/g)].map(([, spelling]) => spelling)]) {
        records.set(plain(name), [...records.get(plain(name)) ?? [], location]);
        for (const word of name.split(/[^\p{L}\p{M}\p{N}’-]+/u)) if (word.length > 3) words.set(plain(word), word);
      }
    }
    const written = entries.map(({ title, text }) => `${title} ${text.replace(/<[^>]*>/g, " ")}`).join(" ").toLowerCase();
    return { records, words, written, text: ` ${plain(written)}` };
  }

  /** How many slips lie between two words: a letter more, less or another, or two that changed places. */
  function slips(one, other) {
    let before = [], last = [...other, ""].map((_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
        if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[other.length];
  }

  /** The query with the nearest name for each word that begins no word of the site, or "". */
  function nearer(query) {
    const words = query.split(/\s+/), better = words.map((word) => {
      const typed = plain(word);
      if (typed.length < 4 || known.text.includes(` ${typed}`)) return word;
      let best = word, least = typed.length > 5 ? 3 : 2;
      for (const [name, written] of known.words) {
        const apart = Math.abs(name.length - typed.length) < least ? slips(typed, name) : least;
        if (apart < least) [best, least] = [written, apart];
      }
      return best;
    });
    return words.some((word, at) => word !== better[at]) ? better.join(" ") : "";
  }

  /** Put the records of a name before what only mentions it: each page's results are a list, in the order of scores. */
  function raise(items, query) {
    for (const location of [...known.records.get(plain(query)) ?? []].reverse()) {
      const page = items.find((results) => results.some((result) => result.location === location));
      if (!page) continue;
      const at = page.findIndex((result) => result.location === location), [record] = page.splice(at, 1);
      record.score = Math.max(...items.flat().map(({ score }) => score), record.score) + 1;
      page.unshift(record);
      items.splice(items.indexOf(page), 1);
      items.unshift(page);
    }
  }

  function offer(query) {
    nearest.replaceChildren();
    if (!query) return;
    const link = document.createElement("a");
    link.href = `?q=${encodeURIComponent(query)}`;
    const words = Object.assign(document.createElement("b"), { textContent: query });
    words.dataset.mdScore = -1; // on Enter Material follows the highest score
    link.append(words);
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      event.stopPropagation(); // else Material would close the search
      field.value = query;
      field.focus();
      typed();
    });
    nearest.append("Did you mean ", link, "?");
  }

  /** The first result but for the page that only heads others: Enter then leads to the entry, as it does from the field. */
  function first() {
    return [...found.querySelectorAll("a")].find(link => link.firstElementChild.dataset.mdScore !== "0.00");
  }

  /** Who went to a result before all letters were answered stays on one: Material draws the list anew for each. */
  function hold() {
    if (held && document.activeElement === document.body) (first() ?? field).focus();
    held = false;
  }

  /** Material's searching worker, which is asked for what is meant. */
  class Searching extends Worker {
    constructor(...where) {
      super(...where);
      this.addEventListener("message", ({ data: { type, data } }) => { // before Material hears of it
        if (type !== RESULT) return;
        const query = field.value.trim();
        found.setAttribute("aria-busy", --waiting > 0);
        held ||= found.contains(document.activeElement);
        setTimeout(hold);
        raise(data.items, query);
        offer(nearer(query));
      });
    }

    postMessage(message, ...more) {
      if (message?.type === SETUP) entries = message.data.docs;
      if (message?.type === QUERY) {
        known ??= learn();
        found.setAttribute("aria-busy", ++waiting > 0);
      }
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
    field.select();
  }

  /** Material listens for keys alone: what is pasted by a menu, dictated or chosen by a phone is typed as well. */
  function typed() {
    if (!field.value) offer("");
    field.dispatchEvent(new Event("keyup"));
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
  field.addEventListener("input", typed);
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
    } else if (toggle.checked && (PASSING.includes(event.key) || event.code === "Tab")) { // WebKit may leave it unnamed
      // Material would take the focus from the field, in Safari back to the head of the page for ever, and to the field
      // from a result, even when Shift is pressed for Shift+Tab.
      event.stopPropagation();
    } else if (toggle.checked && event.key === "ArrowDown" && event.target === field) {
      const link = first();
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      link.focus();
    } else if (!toggle.checked && (event.key === KEY || OTHERS.includes(event.key))
      && !(event.metaKey || event.ctrlKey || event.altKey) && !event.target.closest(TYPING)) {
      event.stopPropagation(); // Material listens on the window
      if (event.key !== KEY || !key.checked) return;
      event.preventDefault();
      before = outside(document.activeElement);
      open();
    }
  });

  const shown = search.querySelector(".md-search__key");
  key.checked = __md_get("__keys") !== false;
  shown.hidden = !key.checked;
  key.addEventListener("change", () => {
    __md_set("__keys", key.checked);
    shown.hidden = !key.checked;
  });
  if (new URLSearchParams(location.search).has("q")) bring();
})();
