/* A filter over the glossary and over who's who; without this script each is a plain list with its jump bar. */
(() => {
  "use strict";

  // What is looked into, what stays only with an entry under it, and how an entry is called.
  const KINDS = {
    glossary: {
      one: "term", all: "terms", bar: ".idx",
      texts: ":scope > h2, :scope > p", within: "its name, its other forms or its definition",
    },
    people: {
      one: "entry", all: "entries", bar: ".jumps",
      texts: "h3, .person__spellings, .person__role", within: "its name, its spellings or its role",
    },
  };
  const list = document.querySelector(".glossary, .people");
  const kind = KINDS[list.matches(".people") ? "people" : "glossary"];
  const entries = [...list.querySelectorAll(".lemma")];
  const bar = list.querySelector(kind.bar);

  // Capitals and accents make no difference: “demarche” finds “démarche”, “lodz” finds “Łódź”.
  const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ł", "l");

  const texts = entries.map(entry => folded([...entry.querySelectorAll(kind.texts)]
    .map(part => [...part.childNodes].filter(node => !node.matches?.(".headerlink, .note")).map(node => node.textContent).join(" "))
    .join(" ")));

  const input = list.querySelector(".term-filter input");
  const found = list.querySelector(".term-filter [role=status]");

  function filter() {
    const words = folded(input.value).split(/\s+/).filter(Boolean);
    entries.forEach((entry, number) => { entry.hidden = !words.every(word => texts[number].includes(word)); });
    for (const letter of list.querySelectorAll(".letter")) {
      let next = letter.nextElementSibling;
      while (next?.matches(".lemma[hidden]")) next = next.nextElementSibling;
      letter.hidden = !next?.matches(".lemma");
    }
    for (const group of list.querySelectorAll(":scope > section")) group.hidden = !group.querySelector(".lemma:not([hidden])");
    bar.hidden = words.length > 0;
    const count = entries.filter(entry => !entry.hidden).length;
    found.textContent = !words.length ? ""
      : count ? `${count} of ${entries.length} ${kind.all}`
      : `No ${kind.one} has “${input.value.trim()}” in ${kind.within}. The site’s search looks through every page.`;
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
