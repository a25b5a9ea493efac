/* Permalinks: a press copies the whole address and says so; without this script they are plain links. */
(() => {
  "use strict";

  document.addEventListener("click", async event => {
    const link = event.target.closest("a.permalink");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    let told = link.parentElement.querySelector("[role=status]");
    if (!told) {
      told = Object.assign(document.createElement("span"), { className: "permalink__told" });
      told.setAttribute("role", "status");
      link.after(" ", told);
    }
    try {
      await navigator.clipboard.writeText(location.href.split(/[?#]/)[0] + link.hash);
      told.textContent = "Address copied.";
    } catch {
      told.textContent = "The address bar has it.";
    }
  });
})();
