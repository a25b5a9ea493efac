/* A filter over the glossary; without this script the page is a plain list with its jump bar. */
(() => {
  "use strict";

  const glossary = document.querySelector(".glossary");
  const entries = [...glossary.querySelectorAll(".lemma")];
  const bar = glossary.querySelector(".idx");

  // Capitals and accents make no difference: “demarche” finds “démarche”.
  const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // What is looked into: the term, its other forms, its definition.
  const texts = entries.map(entry => folded([...entry.querySelectorAll(":scope > h2, :scope > p")]
    .map(part => [...part.childNodes].filter(node => !node.matches?.(".headerlink, .note")).map(node => node.textContent).join(""))
    .join(" ")));

  const input = glossary.querySelector(".term-filter input");
  const found = glossary.querySelector(".term-filter [role=status]");

  function filter() {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    entries.forEach((entry, number) => { entry.hidden = !words.every(word => texts[number].includes(word)); });
    for (const letter of glossary.querySelectorAll(".letter")) {
      let next = letter.nextElementSibling;
      while (next?.matches(".lemma[hidden]")) next = next.nextElementSibling;
      letter.hidden = !next?.matches(".lemma");
    }
    bar.hidden = words.length > 0;
    const count = entries.filter(entry => !entry.hidden).length;
    found.textContent = !words.length ? ""
      : count ? `${count} of ${entries.length} terms`
      : `No term has “${input.value.trim()}” in its name, its other forms or its definition. The site’s search looks through every page.`;
  }

  input.addEventListener("input", filter);
  input.addEventListener("keydown", event => {
    if (event.key === "Escape" && input.value) { input.value = ""; filter(); }
  });
  // A link to an entry that the filter hides shows it.
  addEventListener("hashchange", () => {
    const entry = document.getElementById(location.hash.slice(1))?.closest(".lemma");
    if (entry?.hidden) { input.value = ""; filter(); entry.scrollIntoView(); }
  });
  if (input.value) filter(); // what the browser kept when coming back
})();
