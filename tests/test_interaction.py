"""Charts in a real Chromium: pictures first, interactive on demand with the same marks and words, and nothing moves."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pytest
from browsing import Visit, await_state, charts, make_interactive, settle, visit
from mkdocs_site import Site
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, expect
from pypdf import PdfReader

from explainer.charts.kinds import KINDS
from explainer.publication.publication import Publication

PAGE = "who-needs-the-evening-ferry/"
OTHER = "the-railway-at-the-quay/"
# Between them the pages have every kind of chart.
PAGES = ("", PAGE, OTHER, "about/")
# What one pixel may differ by, of 255, and how many may differ by more: the rounding of lines to tenths of a pixel.
PIXEL, SHARE = 90, 0.007
_PLACE = "({ offsetTop, offsetLeft, offsetWidth, offsetHeight }) => [offsetTop, offsetLeft, offsetWidth, offsetHeight]"
# The marks and words of the form that is seen. Hidden marks that carry words have no place in a picture.
_SEEN = """
(figure, which) => {
  const shown = (mark) => {
    const { fill, stroke, fillOpacity, strokeWidth, strokeOpacity, opacity } = getComputedStyle(mark);
    const filled = fill !== "none" && fillOpacity !== "0", lined = stroke !== "none" && parseFloat(strokeWidth) > 0;
    return opacity !== "0" && (filled || (lined && strokeOpacity !== "0"));
  };
  const parts = [...figure.querySelectorAll(which)].filter((svg) => getComputedStyle(svg).display !== "none");
  const marks = parts.flatMap((svg) => [...svg.querySelectorAll("path.point, .point > path")]).filter(shown);
  const texts = parts.flatMap((svg) => [...svg.querySelectorAll("text")]).map((text) => text.textContent.trim());
  return [marks.length, ...texts.filter(Boolean).sort()];
}
"""
# Words of the drawing that paper shows, line by line; those with a halo stand in a PDF twice, letters mixed.
_PRINTED = """
(figure) => [...figure.querySelectorAll(".chart__picture")]
  .filter((svg) => getComputedStyle(svg).display !== "none")
  .flatMap((svg) => [...svg.querySelectorAll("text:not([stroke])")])
  .flatMap((text) => (text.querySelector("tspan[x]") ? [...text.querySelectorAll("tspan[x]")] : [text]))
  .map((line) => line.textContent).filter((words) => /^[\\w ]+$/.test(words))
"""


@pytest.fixture
def blank(browser: Browser) -> Iterator[Visit]:
    """A wide window in which nothing is open yet."""
    found = visit(browser, "about:blank", 1280)
    yield found
    found.close()


@pytest.fixture
def opened(blank: Visit, address: str) -> Visit:
    """A page with several charts."""
    blank.page.goto(address + PAGE)
    return blank


def _hold_the_clock(visited: Visit) -> None:
    """Let time pass only by order: a slow machine is no slow pointer."""
    visited.page.clock.install()
    visited.page.clock.pause_at(visited.page.evaluate("Date.now()") + 1000)


def test_scripts_are_asked_for_when_a_reader_dwells_on_a_chart_or_presses_its_button_and_keys_reach_the_points(
    opened: Visit, publication: Publication
) -> None:
    page = opened.page
    page.mouse.wheel(0, 20_000)
    page.wait_for_function("innerHeight + scrollY >= document.documentElement.scrollHeight - 1")
    settle(page)
    assert opened.chart_scripts == []
    first = charts(page)[0]
    body = first.locator(".chart__body")
    body.scroll_into_view_if_needed()
    _hold_the_clock(opened)
    body.hover()
    page.clock.run_for(60)
    page.mouse.move(1, 1)
    page.clock.run_for(300)
    assert opened.chart_scripts == [], "the pointer only passed over it"
    body.hover()
    page.clock.run_for(300)
    page.clock.resume()
    await_state(first, "drawn")
    assert len(opened.chart_scripts) == 2
    chart, keys = "evening-passengers", page.keyboard
    figure = page.locator(f"#chart-{chart}")
    button, said = figure.locator(".chart__tool").first, figure.locator("[role=status]")
    button.focus()
    keys.press("Enter")
    await_state(figure, "drawn")
    assert len(opened.chart_scripts) == 3
    assert sum("plotly" in url for url in opened.chart_scripts) == 1
    keys.press("Tab")
    keys.press("Tab")
    expect(figure.locator(".chart__body")).to_be_focused()
    keys.press("ArrowRight")
    held = [row.point for row in publication.drawings[chart].table.rows if row.point and row.point.value]
    counted = f"{held[0].value:g} passengers"
    expect(said).to_contain_text(f"1 of {len(held)}: {held[0].date.words}, {counted}")
    expect(figure.locator(".hoverlayer")).to_contain_text(counted)
    keys.press("End")
    expect(said).to_contain_text(f"{len(held)} of {len(held)}: {held[-1].date.words}")
    keys.press("Escape")
    await_state(figure, "picture")
    expect(button).to_be_focused()
    assert figure.locator(".chart__plot").count() == 0
    assert opened.complaints == []


def test_what_a_chart_says_runs_on_over_its_lines_and_a_linked_chart_is_marked(
    blank: Visit, address: str, publication: Publication
) -> None:
    page = blank.page
    page.goto(f"{address}charts/verdicts/")
    figure = charts(page)[0]
    make_interactive(figure)
    figure.locator(".chart__body").focus()
    page.keyboard.press("ArrowRight")
    said = figure.locator("[role=status]")
    expect(said).to_contain_text(" of ")
    texts = []
    for _ in range(int(said.inner_text().split(":")[0].split(" of ")[1])):
        texts.append(said.inner_text())
        page.keyboard.press("ArrowRight")
    assert not [text for text in texts if re.search(r",\s*,|[.:;],", text)]
    for statement in publication.dossier.article.values():
        assert any(statement.restated in text for text in texts), statement.id
    page.goto(f"{address}{PAGE}#chart-evening-passengers")
    shadow = "it => getComputedStyle(it).boxShadow"
    assert page.locator("#chart-evening-passengers").evaluate(shadow) != "none"
    assert charts(page)[-1].evaluate(shadow) == "none"


def test_a_wish_for_every_chart_is_kept_until_it_is_taken_back(opened: Visit, address: str) -> None:
    page = opened.page
    charts(page)[0].locator(".chart__tool").nth(1).click()
    await_state(charts(page)[0], "drawn")
    page.goto(address + OTHER)
    figure = charts(page)[0]
    figure.scroll_into_view_if_needed()
    await_state(figure, "drawn")
    figure.locator(".chart__tool").nth(1).click()
    await_state(figure, "picture")
    page.goto(address + PAGE)
    page.locator(".chart__tool").first.wait_for()
    settle(page)
    assert {figure.get_attribute("data-state") for figure in charts(page)} == {"picture"}
    page.go_back()  # whether the browser kept that page or loads it again, its chart can be worked
    make_interactive(charts(page)[0])
    charts(page)[0].locator(".chart__tool").first.click()
    await_state(charts(page)[0], "picture")


def test_who_saves_data_taps_first_and_a_chart_that_cannot_load_stays_a_picture(blank: Visit, address: str) -> None:
    page = blank.page
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    page.route("**/plotly.*.min.js", lambda route: route.abort())
    page.goto(address + PAGE)
    figure = charts(page)[0]
    body = figure.locator(".chart__body")
    body.scroll_into_view_if_needed()
    _hold_the_clock(blank)
    body.hover()
    page.clock.run_for(400)
    assert blank.chart_scripts == []
    page.clock.resume()
    with page.expect_event("requestfailed", lambda request: "/plotly." in request.url):
        body.click()
    await_state(figure, "picture")
    assert figure.locator(".chart__picture--wide").is_visible()
    assert figure.locator(".chart__plot").count() == 0
    page.unroute("**/plotly.*.min.js")
    body.click()
    await_state(figure, "drawn")


def test_a_finger_on_a_chart_scrolls_the_page_and_a_tap_makes_it_interactive(browser: Browser, address: str) -> None:
    visited = visit(browser, address + PAGE, 360, has_touch=True, is_mobile=True)
    page, figure = visited.page, charts(visited.page)[1]
    body = figure.locator(".chart__body")
    devtools = page.context.new_cdp_session(page)

    def swipe() -> None:
        """Draw a finger 200 px upwards from the middle of the chart, until the page has scrolled."""
        body.scroll_into_view_if_needed()
        box, before = body.bounding_box(), page.evaluate("scrollY")
        assert box is not None
        for step in range(11):
            kind = "touchMove" if step else "touchStart"
            points = [{"x": 180, "y": box["y"] + box["height"] / 2 - 20 * step}]
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            settle(page)
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_function("before => scrollY > before + 100", arg=before)

    swipe()
    assert visited.chart_scripts == []
    body.scroll_into_view_if_needed()
    body.tap()
    await_state(figure, "drawn")
    swipe()
    visited.close()


def test_print_has_every_chart_whole(blank: Visit, address: str, publication: Publication) -> None:
    page, words = blank.page, set[str]()
    page.goto(address + OTHER)
    figures = charts(page)
    make_interactive(figures[0])  # it prints as a picture all the same
    page.emulate_media(media="print")
    sheets = [_bare(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    page.set_viewport_size({"width": 680, "height": 900})  # of A4
    for figure in figures:
        id_ = str(figure.get_attribute("data-chart"))
        drawn = {_bare(text) for text in (publication.dossier.charts[id_].title, *figure.evaluate(_PRINTED))}
        words |= drawn
        assert any(all(text in sheet for text in drawn) for sheet in sheets), f"{id_}: no sheet has all its words"
    assert len(words) > 20


def _bare(text: str) -> str:
    """A text without spaces and ligatures, which a PDF sets as it likes."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_a_page_built_without_pictures_draws_its_charts_when_they_are_near(
    blank: Visit, address: str, site: Site
) -> None:
    bare = re.sub(r'<svg class="chart__picture.*?</svg>', "", site.pages[PAGE].text, flags=re.DOTALL)
    blank.page.set_viewport_size({"width": 360, "height": 900})
    blank.page.route(address + PAGE, lambda route: route.fulfill(body=bare, content_type="text/html"))
    blank.page.goto(address + PAGE)
    assert blank.chart_scripts == []
    for figure in charts(blank.page)[:2]:
        figure.scroll_into_view_if_needed()
        await_state(figure, "drawn")
        assert figure.locator(".chart__picture, .chart__tool").count() == 0
    assert blank.complaints == []


def _gray(part: Locator) -> Image.Image:
    part.page.mouse.move(1, 1)
    return Image.open(io.BytesIO(part.screenshot())).convert("L")


# Both forms name the same tokens, so either width does with one palette.
@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)], ids=["360-dark", "1280-light"])
def test_the_interactive_form_of_every_kind_agrees_with_the_picture(
    address: str, browser: Browser, publication: Publication, width: int, dark: bool
) -> None:
    kinds = {id_: chart.kind for id_, chart in publication.dossier.charts.items()}
    compared = set[str]()
    for name in PAGES:
        visited = visit(browser, address + name, width, dark=dark, last="charts")
        # In a screenshot the header would lie over the chart.
        visited.page.locator(".md-header").evaluate("header => header.style.setProperty('position', 'static')")
        for figure in charts(visited.page):
            chart, body = str(figure.get_attribute("data-chart")), figure.locator(".chart__body")
            if kinds[chart] in compared:
                continue
            compared.add(kinds[chart])
            body.scroll_into_view_if_needed()
            before, place = _gray(body), body.evaluate(_PLACE)
            make_interactive(figure)
            assert body.evaluate(_PLACE) == place, chart
            settle(visited.page)
            after = _gray(body)
            assert before.size == after.size, chart
            apart = ImageChops.difference(before, after).point(lambda value: 255 * (value > PIXEL)).histogram()[255]
            assert apart <= SHARE * before.width * before.height, f"{chart}: {apart} pixels differ"
            # Titles of axes, their tick labels (hence their range) and every other word.
            still, live = (figure.evaluate(_SEEN, which) for which in (".chart__picture", ".chart__plot .main-svg"))
            assert still == live, chart
        assert visited.page.evaluate("shifts") == [], "something moved"
        assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
        assert visited.complaints == []
        visited.close()
    assert compared == set(KINDS), f"{set(KINDS) - compared} on none of the pages {PAGES}"
