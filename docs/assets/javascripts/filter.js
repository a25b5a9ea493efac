/* A filter over a list: statements, events, terms, people.

   The form, overrides/blocks/filter.html, names the items and groups that it rules. An item is shown
   where it has, in data-FIELD, one of the values chosen of each field, and all words typed in its data-texts, parts
   of it named by the form. The choice stands in the address, ?actor=one,other&theme=trade or ?find=words, so that it
   can be linked, and Back undoes what was chosen. A link to #verdict-differs chooses, too:
   without this script it leads to the list of those statements.
   Without this script the form stays hidden and the page whole. */
(() => {
  "use strict";

  const form = document.querySelector("[data-filter]");
  if (!form) return;
  const told = form.querySelector("[role=status]");
  const items = [...document.querySelectorAll(form.dataset.items)];
  const groups = [...document.querySelectorAll(form.dataset.groups)];
  const echoes = [...document.querySelectorAll("[data-echo] a[href*='#']")]; // drawings and bars that follow the list
  const typed = form.querySelector("input[type=search]");
  const names = [...new Set([...form.elements].map(field => field.name).filter(name => name && name !== typed?.name))];
  const boxes = name => [...form.querySelectorAll(`input[name="${name}"]`)];
  const list = name => form.querySelector(`select[name="${name}"]`);

  // What can be chosen of a field: the control to set, its value, its words, where its count stands.
  const choices = Object.fromEntries(names.map(name => [name, [
    ...boxes(name).map(box => ({
      value: box.value, box,
      words: box.closest("label").querySelector(".filter__words").textContent,
      count: number => {
        box.closest("label").querySelector(".filter__n").textContent = number;
        box.closest("label").classList.toggle("is-none", !number);
      },
    })),
    ...[...list(name)?.options ?? []].filter(option => option.value).map(option => ({
      value: option.value, option,
      words: option.dataset.words ?? (option.value === option.textContent ? option.value : `“${option.textContent}”`),
      count: number => { if (option.dataset.words) option.textContent = `${option.dataset.words} (${number})`; },
    })),
  ]]));

  // Capitals and accents make no difference: “demarche” finds “démarche”, “lodz” finds “Łódź”.
  const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ł", "l");
  const shown = part => [...part.childNodes].filter(node => !node.matches?.(".headerlink, .note")).map(node => node.textContent).join(" ");
  const texts = new Map(typed && items.map(item => [item, folded([...item.querySelectorAll(form.dataset.texts)].map(shown).join(" "))]));
  const words = () => folded(typed?.value ?? "").split(/\s+/).filter(Boolean);

  const chosen = name => choices[name].filter(({ box, option }) => box?.checked || option?.selected);
  const has = (item, name, value) => (item.dataset[name] ?? "").split(" ").includes(value);
  const distinct = some => new Set(some.map(item => item.dataset.event ?? item)).size; // an event may stand at several places
  const total = distinct(items);
  const fits = (item, name, picked) => !picked[name].length || picked[name].some(one => has(item, name, one.value));

  function sentence(count, picked) {
    const { one, several } = form.dataset;
    const asked = names.filter(name => picked[name].length);
    const named = asked.map(name => picked[name].map(choice => choice.words).join(" or ")).join("; ");
    if (words().length) {
      const sought = `“${typed.value.trim()}”`;
      return count ? `${count} of ${total} ${several}: ${sought}.`
        : `No ${one} has ${sought} in ${form.dataset.within}. The site’s search looks through every page.`;
    }
    if (!count) return `No ${one} fits this choice: ${named}. Choose another, or show all.`;
    return `${count === total ? `All ${count} ${several}` : `${count} of ${total} ${several}`}${named ? `: ${named}` : ""}.`;
  }

  function show() {
    const picked = Object.fromEntries(names.map(name => [name, chosen(name)]));
    const sought = words();
    const active = sought.length > 0 || names.some(name => picked[name].length);
    for (const item of items) {
      item.hidden = !(names.every(name => fits(item, name, picked)) && sought.every(word => texts.get(item).includes(word)));
    }
    const count = distinct(items.filter(item => !item.hidden));
    for (const group of groups) {
      const inside = items.filter(item => group.contains(item) && !item.hidden).length;
      group.hidden = active && !inside;
      const number = group.querySelector("[data-count]");
      if (number) number.textContent = active ? `${inside} of ${number.dataset.count}` : number.dataset.count;
      // A folded group opens for what is found in it, and folds again with the end of the search.
      if (group.matches("details") && active !== group.hasAttribute("data-sought")) {
        if (active) group.toggleAttribute("data-was-open", group.open);
        group.open = active || group.hasAttribute("data-was-open");
        group.toggleAttribute("data-sought", active);
      }
    }
    for (const name of names) {
      const others = names.filter(other => other !== name);
      const within = items.filter(item => others.every(other => fits(item, other, picked)));
      for (const choice of choices[name]) choice.count(distinct(within.filter(item => has(item, name, choice.value))));
    }
    for (const link of echoes) {
      const ids = link.dataset.places?.split(" ") ?? [link.getAttribute("href").split("#")[1]]; // a dot may be of several
      link.classList.toggle("is-off", ids.every(id => document.getElementById(id)?.closest("[hidden]")));
    }
    form.classList.toggle("is-active", active);
    form.classList.toggle("is-empty", !count);
    told.textContent = sentence(count, picked);
  }

  const query = () => [...names.map(name => [name, chosen(name).map(choice => choice.value).join(",")]),
    [typed?.name, encodeURIComponent(typed?.value.trim() ?? "")]]
    .filter(([, values]) => values).map(([name, values]) => `${name}=${values}`).join("&"); // commas stay readable

  function choose(asked) {
    if (typed) typed.value = asked.get(typed.name) ?? "";
    for (const name of names) {
      const wanted = (asked.get(name) ?? "").split(",");
      for (const { box, option, value } of choices[name]) {
        if (box) box.checked = wanted.includes(value);
        else option.selected = wanted.includes(value);
      }
      if (list(name) && !chosen(name).length) list(name).value = "";
    }
    show();
  }

  function changed() {
    show();
    const asked = query();
    const address = location.pathname + (asked && `?${asked}`);
    if (typed) history.replaceState(null, "", address); // a step back for each letter would be many
    else history.pushState(null, "", address);
  }

  // #FIELD-VALUE is a choice where a field has that value.
  function asked() {
    const [, name, value] = /^#([a-z]+)-(.+)$/.exec(location.hash) ?? [];
    return choices[name]?.some(choice => choice.value === value) ? new URLSearchParams({ [name]: value }) : null;
  }

  // A link to what is folded opens it; to what is filtered away, shows all rather than nothing.
  function arrive() {
    const choice = asked();
    if (choice) {
      choose(choice);
      form.scrollIntoView();
      return;
    }
    const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (!target) return;
    const away = target.closest("[hidden]");
    if (away && (items.includes(away) || groups.includes(away))) {
      choose(new URLSearchParams());
      history.replaceState(null, "", location.pathname + location.hash);
    }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (items.includes(target)) target.querySelector(":scope > details")?.setAttribute("open", "");
    if (items.includes(target) || away) target.scrollIntoView();
  }

  form.addEventListener(typed ? "input" : "change", changed);
  typed?.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !typed.value) return;
    typed.value = "";
    changed();
  });
  form.addEventListener("reset", () => setTimeout(changed)); // the fields are empty after the event
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("popstate", () => choose(new URLSearchParams(location.search)));
  addEventListener("hashchange", arrive);

  // What #FIELD-VALUE leads to without this script would draw the browser there after the choice was made.
  for (const name of names) for (const { value } of choices[name]) document.getElementById(`${name}-${value}`)?.removeAttribute("id");
  form.hidden = false;
  document.querySelector(".finder")?.removeAttribute("open");
  choose(new URLSearchParams(location.search));
  arrive();
})();
