"""Axe on every page, narrow and wide, light and dark; pages with an open card are in test_cards_barriers.py."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import charts, make_interactive, visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Page


def _violations(page: Page) -> list[str]:
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:220]}"
        for one in Axe().run(page).response["violations"]
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_any_page(site: Site, address: str, browser: Browser, width: int, dark: bool) -> None:
    found = {}
    for name in [*site.pages, "404.html"]:
        visited = visit(browser, address + name, width, dark=dark)
        if faults := _violations(visited.page):
            found[name] = faults
        visited.close()
    assert found == {}


def test_axe_finds_nothing_on_a_chart_made_interactive(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "charts/drones-by-month/", 1280)
    for figure in charts(visited.page):
        make_interactive(figure)
    found = _violations(visited.page)
    visited.close()
    assert found == []
