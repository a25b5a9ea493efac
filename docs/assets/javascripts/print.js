/* The button at the foot of an explainer and of the booklet: it opens the browser's own dialog to print or save as PDF. */
(() => {
  "use strict";

  for (const place of document.querySelectorAll(".print")) {
    place.hidden = false;
    place.querySelector("button").addEventListener("click", () => print());
  }
})();
