"""Long pages on a phone: what is far off is not laid out, and links to it lead there all the same."""

from __future__ import annotations

import pytest
from browsing import visit
from playwright.sync_api import Browser

LONG = (
    ("claims/", ".claim", 150, "five-scenarios-2026"),
    ("sources/", ".sources > li", 400, "viasna-2024-10-08"),
    ("evidence/", ".stmt", 60, "a74"),
    ("booklet/", ".chapter", 8, "c8-what-came-next"),
)
_AT_REST = """entries => entries.filter(
  entry => !entry.firstElementChild.checkVisibility({ contentVisibilityAuto: true })).length"""
# How tall each was guessed to be, by how tall it is.
_GUESSES = """entries => entries.map(entry => {
  const guessed = entry.offsetHeight;
  entry.style.contentVisibility = "visible";
  const is = entry.offsetHeight;
  entry.style.contentVisibility = "";
  return guessed / is;
})"""


@pytest.mark.parametrize(("path", "entries", "least", "far"), LONG)
def test_far_entries_wait_and_links_reach_them(
    address: str, browser: Browser, path: str, entries: str, least: int, far: str
) -> None:
    visited = visit(browser, address + path, 360)
    listed = visited.page.locator(entries)
    assert listed.evaluate_all(_AT_REST) >= least
    visited.page.evaluate("id => { location.hash = id }", far)
    visited.page.wait_for_function(
        "id => { const { top } = document.getElementById(id).getBoundingClientRect(); return top > 40 && top < 240 }",
        arg=far,
    )
    shown = visited.page.locator(f"[id='{far}']")
    assert shown.evaluate("entry => entry.checkVisibility({ contentVisibilityAuto: true })")
    assert min(listed.evaluate_all(_GUESSES)) > 0.95, "lower than it is, an entry would lie over the next"
    visited.close()


def test_on_wide_screens_and_on_paper_everything_is_laid_out(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "claims/", 1280)
    assert visited.page.locator(".claim").evaluate_all(_AT_REST) == 0
    visited.page.set_viewport_size({"width": 360, "height": 900})
    visited.page.emulate_media(media="print")
    assert visited.page.locator(".claim").evaluate_all(_AT_REST) == 0
    visited.close()
