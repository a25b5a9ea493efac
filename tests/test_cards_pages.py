"""Every card of every page opens; script and styles stay light."""

from __future__ import annotations

import gzip
from pathlib import Path

from cards import MOMENT, Open, card_of, focus_by_keyboard, point_at, raised, wait
from mkdocs_site import Site, SitePage
from playwright.sync_api import Locator, Page, expect
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
    assert opened > 300


_TRIGGERS = (".page a.cite[data-claim]", ".page a.term[data-term]", ".page a.person[data-term]")


def _selectors(page: SitePage) -> list[str]:
    """Name the kinds of triggers that open cards on a page; in the glossary terms and people lead to their entries."""
    if not page.tree.cssselect(".definition, .record"):
        return []
    kinds = _TRIGGERS[:1] if page.address == "glossary/" else _TRIGGERS
    return [f"{kind}:not(.card *, .definitions *)" for kind in kinds if page.tree.cssselect(kind)]


def _sample(page: Page, selector: str) -> list[Locator]:
    """The first, the middle and the last."""
    found = page.locator(selector)
    return [found.nth(number) for number in sorted({0, found.count() // 2, found.count() - 1})]


def _closes(page: Page) -> None:
    expect(card_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card_of(page)).to_have_count(0)


def test_on_each_page_first_middle_and_last_open_by_all_three(site: Site, open_page: Open) -> None:
    pages = {name: selectors for name, page in site.pages.items() if (selectors := _selectors(page))}
    assert len(pages) > 10 and any(len(selectors) == len(_TRIGGERS) for selectors in pages.values())
    for name, selectors in pages.items():
        page = open_page("wide", name)
        for trigger in [trigger for selector in selectors for trigger in _sample(page, selector)]:
            raised(page, trigger)
            for way in (point_at, focus_by_keyboard):
                way(page, trigger)
                wait(page, MOMENT)
                _closes(page)
        page.context.close()
        page = open_page("narrow", name, has_touch=True, is_mobile=True)
        for trigger in [trigger for selector in selectors for trigger in _sample(page, selector)]:
            raised(page, trigger).tap()
            _closes(page)
        page.context.close()


def test_scripts_and_styles_of_cards_stay_light() -> None:
    files = ("assets/javascripts/cards.js", "assets/stylesheets/cards.css")  # as written: as delivered they are less
    weight = sum(len(gzip.compress((ROOT / "docs" / name).read_bytes(), 9)) for name in files)
    assert weight <= MOST_BYTES, f"{weight} bytes"
    script = (ROOT / "docs" / Path(files[0])).read_text(encoding="utf-8")
    assert "innerHTML" not in script and '"use strict"' in script
