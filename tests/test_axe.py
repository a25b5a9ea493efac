"""Pages of each kind in a real Chromium, narrow and wide, light and dark: no barriers, no complaints, nothing cut off.

Pages with an open card are in test_cards_place.py.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from barriers import COLOURS, barriers
from browsing import Visit, charts, make_interactive, visit
from playwright.sync_api import Browser

KINDS = {
    "home": "",
    "explainer": "who-needs-the-evening-ferry/",
    "glossary": "glossary/",
    "evidence": "evidence/",
    "timeline": "timeline/",
    "map": "map/",
    "people": "people/",
    "claims": "claims/",
    "sources": "sources/",
    "data": "data/",
    "about": "about/",
    "charts": "charts/",
    "chart": "charts/turn-lanes/",
    "embed": "charts/turn-lanes/embed/",
    "booklet": "booklet/",
    "unknown": "no/such/page",
}
both_palettes = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


def _faults(visited: Visit, rules: Sequence[str] = (), without: Sequence[str] = ()) -> list[str]:
    """Return what a reader would stumble over; the browser’s word on the answer 404 is none."""
    wider = visited.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    quiet = [told for told in visited.complaints if "status of 404" not in told]
    too_wide = [f"{wider} px wider than the window"] if wider > 0 else []
    return [*barriers(visited.page, rules=rules, without=without), *quiet, *too_wide]


# A page chooses its palette when it loads, so each has a load of its own; narrow and wide are one page resized.
# Colours take axe longest and are those of a palette at any width: light is asked for them wide, dark narrow.
@both_palettes
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_barriers_narrow_and_wide(address: str, window: Visit, kind: str, dark: bool) -> None:
    window.look(address + KINDS[kind], 360, dark=dark)
    scheme = window.page.locator("body").get_attribute("data-md-color-scheme")
    assert scheme == ("slate" if dark and kind != "embed" else "default")
    if dark:
        assert _faults(window, COLOURS) == []
    else:
        assert _faults(window, without=COLOURS) == []
        window.page.set_viewport_size({"width": 1280, "height": 900})
        assert _faults(window) == []


def test_a_chart_made_interactive_has_no_barriers(address: str, window: Visit) -> None:
    window.look(address + "charts/evening-passengers/", 1280)
    make_interactive(charts(window.page)[0])
    assert _faults(window) == []


@both_palettes
def test_the_open_drawer_has_no_barriers(address: str, browser: Browser, dark: bool) -> None:
    visited = visit(browser, address + "timeline/", 360, dark=dark, reduced_motion="reduce")
    visited.page.get_by_role("button", name="Contents").click()
    small = "all => all.filter(one => one.getBoundingClientRect().height < 24).length"
    assert visited.page.locator("#rail :is(a, button)").evaluate_all(small) == 0
    assert _faults(visited) == []
    visited.close()


def test_a_barrier_is_told(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang='en'><title>T</title><main><h1>H</h1><p style='color: #ccc'>pale</p><img src='x'>")
    assert {one.partition(":")[0] for one in barriers(page)} == {"color-contrast", "image-alt"}
    page.close()
