/* The map and its list: pointing at a place or focusing it marks it in the other. Without this script links do. */
(() => {
  "use strict";

  const atlas = document.querySelector(".atlas__body");
  if (!atlas) return;
  const dots = [...atlas.querySelectorAll("[data-places]")];

  function mark(target, on) {
    const dot = target.closest?.("[data-places]"), entry = target.closest?.(".place");
    const ids = dot ? dot.dataset.places.split(" ") : entry ? [entry.id] : [];
    for (const id of ids) {
      if (dot) document.getElementById(id).classList.toggle("is-lit", on);
      for (const one of dots) if (one.dataset.places.split(" ").includes(id)) one.classList.toggle("is-lit", on);
    }
  }

  for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    atlas.addEventListener(event, ({ target }) => mark(target, on));
  }
})();
