"""Every card of every page opens; script and styles stay light."""

from __future__ import annotations

import gzip
from pathlib import Path

from cards import Open
from mkdocs_site import Site
from projects import ROOT

MOST_BYTES = 6 * 1024


_OPEN_ALL = """() => [...document.querySelectorAll("a.cite, a[data-term]:not(.lemma a)")].map(link => {
  link.click()
  const label = document.querySelector(".card")?.getAttribute("aria-label")
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}))
  const kind = link.matches(".cite") ? `Note ${link.hash.slice(6)}: ` : link.matches(".person") ? "Person: " : "Term: "
  return [kind, label ?? "", document.querySelectorAll(".card").length]
})"""


def test_every_trigger_of_every_page_opens_its_card(site: Site, open_page: Open) -> None:
    opened = 0
    for name, built in site.pages.items():
        if not built.tree.cssselect(".definition, .record"):
            continue
        page = open_page("narrow", name)
        for kind, label, left in page.evaluate(_OPEN_ALL):
            assert label.startswith(kind) and left == 0, (name, kind, label, left)
            opened += 1
        page.context.close()
    assert opened > 100


def test_scripts_and_styles_of_cards_stay_light() -> None:
    files = ("assets/javascripts/cards.js", "assets/stylesheets/cards.css")  # as written: as delivered they are less
    weight = sum(len(gzip.compress((ROOT / "docs" / name).read_bytes(), 9)) for name in files)
    assert weight <= MOST_BYTES, f"{weight} bytes"
    script = (ROOT / "docs" / Path(files[0])).read_text(encoding="utf-8")
    assert "innerHTML" not in script and '"use strict"' in script
