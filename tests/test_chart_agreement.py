"""A chart’s interactive form beside its picture, in a real Chromium: the same marks and words in the same places."""

from __future__ import annotations

import io

import pytest
from browsing import charts, make_interactive, visit
from charted import WITH_CHARTS
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator

# What one pixel may differ by, of 255, and how many may differ by more: the rounding of lines to tenths of a pixel.
PIXEL, SHARE = 90, 0.007
_PLACE = "({ offsetTop, offsetLeft, offsetWidth, offsetHeight }) => [offsetTop, offsetLeft, offsetWidth, offsetHeight]"
# Hidden marks that carry words have no place in a picture.
_POINTS = """
(figure) => {
  const shown = (mark) => {
    const { fill, stroke, fillOpacity, strokeWidth, strokeOpacity, opacity } = getComputedStyle(mark);
    const filled = fill !== "none" && fillOpacity !== "0", lined = stroke !== "none" && parseFloat(strokeWidth) > 0;
    return opacity !== "0" && (filled || (lined && strokeOpacity !== "0"));
  };
  const marks = (root) => [...root.querySelectorAll("path.point, .point > path")].filter(shown).length;
  const pictures = [...figure.querySelectorAll(".chart__picture")];
  const picture = pictures.find((svg) => getComputedStyle(svg).display !== "none");
  return [marks(picture), marks(figure.querySelector(".chart__plot"))];
}
"""


def _gray(part: Locator) -> Image.Image:
    part.page.mouse.move(1, 1)
    return Image.open(io.BytesIO(part.screenshot())).convert("L")


def _texts(figure: Locator, which: str) -> list[str]:
    return sorted(
        figure.evaluate(
            """(figure, which) => [...figure.querySelectorAll(which)]
              .filter((svg) => getComputedStyle(svg).display !== "none")
              .flatMap((svg) => [...svg.querySelectorAll("text")].map((text) => text.textContent.trim()))
              .filter(Boolean)""",
            which,
        )
    )


# Both forms name the same tokens, so either width does with one palette.
@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)], ids=["360-dark", "1280-light"])
@pytest.mark.parametrize("name", WITH_CHARTS)
def test_the_interactive_form_agrees_with_the_picture(
    address: str, browser: Browser, name: str, width: int, dark: bool
) -> None:
    visited = visit(browser, address + name, width, dark=dark)
    # In a screenshot the header would lie over the chart.
    visited.page.locator(".md-header").evaluate("header => header.style.setProperty('position', 'static')")
    for figure in charts(visited.page):
        chart, body = figure.get_attribute("data-chart"), figure.locator(".chart__body")
        body.scroll_into_view_if_needed()
        before, place = _gray(body), body.evaluate(_PLACE)
        make_interactive(figure)
        assert body.evaluate(_PLACE) == place
        visited.page.wait_for_timeout(60)
        after = _gray(body)
        assert before.size == after.size, chart
        apart = ImageChops.difference(before, after).point(lambda value: 255 * (value > PIXEL)).histogram()[255]
        assert apart <= SHARE * before.width * before.height, f"{chart}: {apart} pixels differ"
        still, live = figure.evaluate(_POINTS)
        assert still == live, chart
        # Titles of axes, their tick labels (hence their range) and every other word.
        assert _texts(figure, ".chart__picture") == _texts(figure, ".chart__plot .main-svg"), chart
    assert visited.page.evaluate("shifts") == [], "something moved"
    assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
    assert visited.complaints == []
    visited.close()
