/* What Material's search lacks: a button that closes it, the way back to where the reader was, links with a name.
   Material's script opens it ("/", "s", "f", focus), draws the results, walks through them by arrow keys, closes by Esc. */
(() => {
  "use strict";

  const toggle = document.getElementById("__search"), find = document.querySelector(".tool--find");
  const search = document.querySelector(".md-search"), field = search?.querySelector(".md-search__input");
  if (!toggle || !field) return;
  let before = null; // where focus was when the search opened

  function open() {
    if (!toggle.checked) toggle.click();
    field.focus();
  }

  /** Go back; to nothing in particular where the reader came from nothing in particular. */
  function back() {
    if (before?.isConnected) before.focus();
    else if (find.offsetParent) find.focus();
  }

  function outside(element) {
    return element && element !== document.body && !search.contains(element) ? element : null;
  }

  // In the capturing phase, for Material's script turns the switch as soon as the field has focus.
  document.addEventListener("focus", ({ target, relatedTarget }) => {
    if (target === field && !toggle.checked) before = outside(relatedTarget);
  }, true);
  find.addEventListener("click", () => { before = find; open(); });
  search.querySelector(".md-search__close").addEventListener("click", () => {
    toggle.click();
    back();
  });
  toggle.addEventListener("change", () => find.setAttribute("aria-expanded", toggle.checked));

  // Material draws each result as an article with a heading of the first level: in a link they are but its words.
  new MutationObserver(() => {
    for (const part of search.querySelectorAll(":is(article, article > :is(h1, h2)):not([role])")) part.setAttribute("role", "none");
  }).observe(search.querySelector(".md-search-result__list"), { childList: true });

  // On the way down to Material's listener on the window the search is still open; going back waits until it is closed.
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && toggle.checked) setTimeout(back);
    // Where the field is behind a button, Material's script could not focus it.
    else if (["/", "s", "f"].includes(event.key) && !toggle.checked && !field.offsetParent
      && !(event.metaKey || event.ctrlKey || event.altKey)
      && !event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]")) {
      event.preventDefault();
      before = outside(document.activeElement);
      open();
    }
  });
})();
