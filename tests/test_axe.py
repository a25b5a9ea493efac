"""Axe on each kind of page, in both palettes; the pages with an open card are in test_cards_barriers.py."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import charts, make_interactive, visit
from playwright.sync_api import Browser

PAGES = (
    "", "between-two-fires/", "what-could-come-next/", "timeline/", "map/", "people/", "evidence/", "data/", "about/",
    "charts/", "charts/drones-by-month/", "charts/border-map/", "charts/verdicts/embed/",
)  # fmt: skip


def _violations(page: object) -> list[str]:
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:220]}"
        for one in Axe().run(page).response["violations"]
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(address: str, browser: Browser, name: str, dark: bool) -> None:
    visited = visit(browser, address + name, 360 if dark else 1280, dark=dark)
    found = _violations(visited.page)
    visited.close()
    assert found == []


def test_axe_finds_nothing_on_a_chart_made_interactive(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "charts/drones-by-month/", 1280)
    for figure in charts(visited.page):
        make_interactive(figure)
    found = _violations(visited.page)
    visited.close()
    assert found == []
