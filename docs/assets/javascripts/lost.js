/* The page for addresses that lead nowhere: names the page whose address is most like the one asked for. */
(() => {
  "use strict";

  const LIKE = 0.45; // from 0, nothing in common, to 1, the same; below it a guess would only puzzle
  const lost = document.querySelector(".lost"), likely = lost.querySelector(".lost__likely"), search = lost.querySelector(".lost__search");
  const home = new URL(lost.dataset.home, location.href).pathname;

  /** The words of an address, without where the site stands and without what only servers care for. */
  function words(path) {
    const own = path.startsWith(home) ? path.slice(home.length) : path;
    let read = own;
    try { read = decodeURIComponent(own); } catch { /* not an escape of ours: the letters as they are */ }
    return read.toLowerCase().replace(/\.(html?|md|php)$/, "").split(/[^\p{L}\p{N}]+/u).filter(word => word && word !== "index");
  }

  function pairs(text) {
    return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
  }

  /** How like two texts are: the pairs of letters that they share, of all they have (Dice). */
  function likeness(one, other) {
    const left = pairs(one), right = pairs(other), all = left.length + right.length;
    let shared = 0;
    for (const pair of left) {
      const at = right.indexOf(pair);
      if (at >= 0) { shared += 1; right.splice(at, 1); }
    }
    return all ? 2 * shared / all : 0;
  }

  const asked = words(location.pathname);
  const parts = location.pathname.slice(home.length).split("/").map(part => words(home + part).join(""));
  const links = [...document.querySelectorAll(".page .two a"), ...document.getElementById("lost-more").content.querySelectorAll("a")];
  let best = null, most = LIKE;
  for (const link of links) {
    const path = new URL(link.href, location.href).pathname, last = words(home + path.split("/").filter(Boolean).at(-1)).join("");
    // The whole address counts, and a little less any part of it: in x/y/beijing-moves there is one.
    const like = path === home ? 0
      : Math.max(likeness(asked.join(""), words(path).join("")), ...parts.map(part => 0.85 * likeness(part, last)));
    if (like > most) [best, most] = [link, like];
  }
  if (best) {
    const link = likely.querySelector("a");
    link.href = best.href;
    link.textContent = (best.querySelector(".ti") ?? best).textContent;
    likely.hidden = false;
  }
  const told = asked.filter(word => word.length > 1);
  if (told.length) {
    const link = search.querySelector("a");
    link.href = `${lost.dataset.home}?q=${encodeURIComponent(told.join(" "))}`;
    link.textContent = told.join(" ");
    search.hidden = false;
  }
  lost.hidden = !best && !told.length;
})();
