/* A chart in a frame on another site tells the page around it how high it is, and again whenever that changes:
   another width, the table opened. The code that readers copy (overrides/frame.html) listens. */
(() => {
  "use strict";

  if (parent === window) return;
  const whole = document.documentElement;
  new ResizeObserver(() => parent.postMessage({ chartHeight: whole.offsetHeight }, "*")).observe(whole);
})();
