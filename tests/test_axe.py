"""Axe on every page, narrow and wide, light and dark; pages with an open card are in test_cards_barriers.py."""

from __future__ import annotations

import pytest
from barriers import barriers
from browsing import charts, make_interactive, visit
from mkdocs_site import Site
from playwright.sync_api import Browser


# A page chooses its palette when it loads, so each has a load of its own; narrow and wide are one page resized.
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_any_page(site: Site, address: str, browser: Browser, dark: bool) -> None:
    found = {}
    for name in [*site.pages, "404.html"]:
        visited = visit(browser, address + name, 360, dark=dark)
        scheme = visited.page.locator("body").get_attribute("data-md-color-scheme")
        assert scheme == ("slate" if dark and not name.endswith("/embed/") else "default"), name
        for width in (360, 1280):
            visited.page.set_viewport_size({"width": width, "height": 900})
            if faults := barriers(visited.page):
                found[name, width] = faults
        visited.close()
    assert found == {}


def test_axe_finds_nothing_on_a_chart_made_interactive(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "charts/evening-passengers/", 1280)
    for figure in charts(visited.page):
        make_interactive(figure)
    assert barriers(visited.page) == []
    visited.close()


def test_axe_tells_of_a_barrier(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang='en'><title>T</title><main><h1>H</h1><p style='color: #ccc'>pale</p><img src='x'>")
    assert {one.partition(":")[0] for one in barriers(page)} == {"color-contrast", "image-alt"}
    page.close()
