"""What leaves a page: what is copied from it, quoted, and read without its styles."""

from __future__ import annotations

import re

import pytest
from browsing import visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Page

from explainer.publication.publication import Publication

EXPLAINER = "who-needs-the-evening-ferry/"
_SELECT = """([from, to]) => {
  const range = new Range();
  range.setStartBefore(from);
  range.setEndAfter(to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def _select(page: Page, start: str, end: str) -> None:
    """Select what lies from the first element of a selector to that of another."""
    handles = [page.locator(selector).first.element_handle() for selector in (start, end)]
    page.evaluate(_SELECT, handles)


def _copied(page: Page) -> str:
    page.keyboard.press("ControlOrMeta+c")
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_copied_paragraph_is_its_sentences_and_numbers_and_a_copied_heading_its_words(
    browser: Browser, address: str, width: int
) -> None:
    visited = visit(browser, address + EXPLAINER, width, permissions=["clipboard-read", "clipboard-write"])
    page = visited.page
    _select(page, "p:has(> .note)", "p:has(> .note)")
    first = _copied(page).strip()
    assert re.search(r"\.\d+$", first)
    assert not re.search(r"[\u2060\xa0]|note|claim|established", first), first
    _select(page, "h2[id]", "h2[id]")
    assert _copied(page).strip() == page.locator("h2[id]").first.inner_text().strip()
    assert "#" not in _copied(page)
    assert visited.complaints == []
    visited.close()


def test_without_styles_a_page_is_its_sentences_and_each_chart_a_picture_with_its_words(
    site: Site, publication: Publication
) -> None:
    for page in site.read:
        for cited in page.tree.cssselect(".cited"):
            assert re.fullmatch(r"\S*?\d+", cited.text_content()), page.address
        assert all(note.text_content().strip() == "" for note in page.tree.cssselect(".note[id]")), page.address
        assert all(link.text_content().strip() == "" for link in page.tree.cssselect(".headerlink")), page.address
        for figure in page.tree.cssselect("figure.chart"):
            (still,) = figure.cssselect("img.chart__still")
            assert still.get("alt") == publication.dossier.charts[figure.get("data-chart", "")].alt
            assert still.get("src", "").endswith(".png") and still.get("loading") == "lazy"
