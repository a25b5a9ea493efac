/* What is copied: citations, whose forms get a button each once their box is opened, and the addresses of records.

   The box of a claim or statement holds the plain forms alone; BibTeX and CSL-JSON are looked up by key in a script
   that is loaded for the first who asks, also from a folder, where a page may read no file. Without this script the boxes open all the same, and their text can be selected. */
(() => {
  "use strict";

  const SCRIPTS = document.currentScript.dataset; // citations, quoting: their addresses, relative to the page
  const CODE = ["BibTeX", "CSL-JSON"];

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject });
      document.head.append(script);
    });
  }

  async function lookUp(form, key) {
    if (!window.citations) await load(SCRIPTS.citations);
    return window.citations[key][form];
  }

  // A site that was built without knowing its address says so (data-fragment): then it is this page's.
  function complete(form, text, fragment) {
    if (fragment === undefined) return text;
    const address = location.href.split(/[?#]/)[0] + fragment;
    if (form === "BibTeX") return text.replace(/\n}$/, `,\n  url = {${address}}\n}`);
    if (form === "CSL-JSON") return text.replace(/\n}]$/, `,\n  "URL": ${JSON.stringify(address)}\n}]`);
    return `${text} ${address}${form === "Chicago" ? "." : ""}`;
  }

  function button(form, told, textOf) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "citing__copy";
    made.textContent = "Copy ";
    made.append(Object.assign(document.createElement("span"), { className: "vh", textContent: form }));
    made.addEventListener("click", async () => {
      told.textContent = "";
      try {
        await navigator.clipboard.writeText(await textOf());
        told.textContent = `${form} copied.`;
      } catch {
        told.textContent = `${form} could not be copied.`;
      }
    });
    return made;
  }

  function row(form) {
    const made = document.createElement("div");
    made.dataset.form = form;
    made.append(Object.assign(document.createElement("dt"), { textContent: form }), document.createElement("dd"));
    return made;
  }

  function equip(box) {
    box.dataset.ready = "";
    const { cite, fragment } = box.dataset, list = box.querySelector("dl");
    const told = Object.assign(document.createElement("p"), { className: "citing__told" });
    told.setAttribute("role", "status");
    box.append(told);
    if (box.closest(".page__cite")) box.append("To quote the page, select its words: a button beside them copies both.");
    for (const one of list.querySelectorAll("[data-form]")) {
      const held = one.querySelector("code") ?? one.querySelector("dd"), form = one.dataset.form;
      held.textContent = complete(form, held.textContent, fragment);
      if (navigator.clipboard) one.querySelector("dt").append(button(form, told, () => held.textContent));
    }
    if (!navigator.clipboard) return;
    for (const form of CODE) {
      if (list.querySelector(`[data-form="${form}"]`)) continue;
      const made = row(form);
      const textOf = async () => complete(form, await lookUp(form, cite), fragment);
      made.querySelector("dt").append(button(form, told, textOf));
      made.querySelector("dd").textContent = "for reference managers";
      list.append(made);
    }
  }

  // `toggle` does not bubble; caught on its way down it needs one listener for all boxes.
  document.addEventListener("toggle", event => {
    const box = event.target;
    if (box.matches?.("details.citing") && box.open && !("ready" in box.dataset)) equip(box);
  }, true);

  // A link to the place opens the box.
  function arrive() {
    const box = location.hash === "#cite-this-page" && document.querySelector("#cite-this-page details");
    if (box) box.open = true;
  }
  addEventListener("hashchange", arrive);
  arrive();

  // ---- Addresses: a press on a permalink copies it whole and says so; without this script they are plain links ----

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

  // ---- Words that somebody selects can be copied as a quotation; quoting.js is loaded by the first who does ----

  document.addEventListener("selectionchange", function ask() {
    if (getSelection().isCollapsed) return;
    document.removeEventListener("selectionchange", ask);
    load(SCRIPTS.quoting);
  });
})();
