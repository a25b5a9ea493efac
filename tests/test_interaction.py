"""Charts in a real Chromium: pictures first, interactive on demand, and nothing moves."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from browsing import Visit, await_state, charts, make_interactive, served, visit
from charted import WITH_CHARTS
from mkdocs_site import Site
from playwright.sync_api import Browser
from projects import build
from pypdf import PdfReader

from explainer.publication.publication import Publication

PAGE = "who-needs-the-evening-ferry/"


@pytest.fixture
def opened(browser: Browser, address: str) -> Visit:
    """A page with three charts."""
    found = visit(browser, address + PAGE, 1280)
    yield found
    found.close()


def test_no_chart_script_is_asked_for_before_a_reader_asks(opened: Visit) -> None:
    opened.page.mouse.wheel(0, 20_000)
    opened.page.wait_for_timeout(400)
    assert opened.chart_scripts == []
    first, second, *_ = charts(opened.page)
    make_interactive(first)
    assert len(opened.chart_scripts) == 2
    make_interactive(second)
    assert sum("plotly" in url for url in opened.chart_scripts) == 1
    assert len(opened.chart_scripts) == 3
    assert opened.complaints == []


def test_pointing_at_a_chart_makes_it_interactive_and_passing_over_does_not(opened: Visit) -> None:
    figure = charts(opened.page)[0]
    body = figure.locator(".chart__body")
    body.scroll_into_view_if_needed()
    opened.page.clock.install()
    opened.page.clock.pause_at(opened.page.evaluate("Date.now()") + 1000)  # a slow machine is no slow pointer
    body.hover()
    opened.page.mouse.move(1, 1)
    opened.page.clock.run_for(300)
    assert opened.chart_scripts == []
    body.hover()
    opened.page.clock.run_for(300)
    opened.page.clock.resume()
    await_state(figure, "drawn")


def test_the_keyboard_reaches_the_points_and_goes_back(opened: Visit) -> None:
    figure = opened.page.locator("#chart-evening-passengers")
    figure.locator(".chart__tool").first.focus()
    opened.page.keyboard.press("Enter")
    await_state(figure, "drawn")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.classList[0]") == "chart__body"
    opened.page.keyboard.press("ArrowRight")
    said = figure.locator("[role=status]")
    assert said.inner_text().startswith("1 of 5: September 2011, 812 passengers")
    assert "812 passengers" in (figure.locator(".hoverlayer").text_content() or "")
    opened.page.keyboard.press("End")
    assert said.inner_text().startswith("5 of 5: January 2012")
    opened.page.keyboard.press("Escape")
    await_state(figure, "picture")
    assert opened.page.evaluate("document.activeElement.classList[0]") == "chart__tool"
    assert figure.locator(".chart__plot").count() == 0


def test_a_wish_for_every_chart_is_kept_until_it_is_taken_back(opened: Visit, address: str) -> None:
    page = opened.page
    charts(page)[0].locator(".chart__tool").nth(1).click()
    await_state(charts(page)[0], "drawn")
    page.goto(address + "the-railway-at-the-quay/")
    figure = charts(page)[0]
    figure.scroll_into_view_if_needed()
    await_state(figure, "drawn")
    figure.locator(".chart__tool").nth(1).click()
    await_state(figure, "picture")
    page.goto(address + PAGE)
    page.wait_for_timeout(300)
    assert {figure.get_attribute("data-state") for figure in charts(page)} == {"picture"}
    page.go_back()  # whether the browser kept that page or loads it again, its chart can be worked
    make_interactive(charts(page)[0])
    charts(page)[0].locator(".chart__tool").first.click()
    await_state(charts(page)[0], "picture")


def test_who_saves_data_taps_first(browser: Browser, address: str) -> None:
    visited = visit(browser, "about:blank", 1280)
    visited.page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    visited.page.goto(address + PAGE)
    body = charts(visited.page)[0].locator(".chart__body")
    body.hover()
    visited.page.wait_for_timeout(400)
    assert visited.chart_scripts == []
    body.click()
    await_state(charts(visited.page)[0], "drawn")
    visited.close()


def test_a_finger_on_a_chart_scrolls_the_page_and_a_tap_makes_it_interactive(browser: Browser, address: str) -> None:
    visited = visit(browser, address + PAGE, 360, has_touch=True, is_mobile=True)
    page, figure = visited.page, charts(visited.page)[1]
    body = figure.locator(".chart__body")
    devtools = page.context.new_cdp_session(page)

    def swipe() -> float:
        """Draw a finger 200 px upwards from the middle of the chart; return by how much the page scrolled."""
        body.scroll_into_view_if_needed()
        box, before = body.bounding_box(), page.evaluate("scrollY")
        assert box is not None
        for step in range(11):
            kind = "touchMove" if step else "touchStart"
            points = [{"x": 180, "y": box["y"] + box["height"] / 2 - 20 * step}]
            devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            page.wait_for_timeout(16)
        devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.wait_for_timeout(400)
        return float(page.evaluate("scrollY")) - before

    assert swipe() > 100
    assert visited.chart_scripts == []
    body.scroll_into_view_if_needed()
    body.tap()
    await_state(figure, "drawn")
    assert swipe() > 100
    visited.close()


def test_a_chart_that_cannot_load_stays_a_picture(browser: Browser, address: str) -> None:
    visited = visit(browser, "about:blank", 1280)
    visited.page.route("**/plotly.*.min.js", lambda route: route.abort())
    visited.page.goto(address + PAGE)
    figure = charts(visited.page)[0]
    with visited.page.expect_event("requestfailed", lambda request: "/plotly." in request.url):
        figure.locator(".chart__tool").first.click()
    await_state(figure, "picture")
    assert figure.locator(".chart__picture--wide").is_visible()
    assert figure.locator(".chart__plot").count() == 0
    visited.close()


def test_without_javascript_every_chart_is_seen(browser: Browser, address: str) -> None:
    for name in WITH_CHARTS:
        visited = visit(browser, address + name, 360, java_script_enabled=False)
        for figure in charts(visited.page):
            picture = figure.locator(".chart__picture--narrow")
            box = picture.bounding_box()
            assert box is not None and box["width"] > 250 and box["height"] > 40
            assert figure.locator(".chart__picture--wide").bounding_box() is None
        visited.close()


def test_charts_draw_from_a_folder(browser: Browser, site: Site) -> None:
    visited = visit(browser, (site.folder / PAGE / "index.html").as_uri(), 1280)
    make_interactive(charts(visited.page)[0])
    assert visited.complaints_from_disk == []
    visited.close()


@pytest.mark.parametrize("name", [PAGE, "the-railway-at-the-quay/"])
def test_print_has_every_chart_whole(
    browser: Browser, address: str, publication: Publication, tmp_path: Path, name: str
) -> None:
    visited = visit(browser, address + name, 1280, dark=True)
    make_interactive(charts(visited.page)[0])  # it prints as a picture all the same
    ids = [str(figure.get_attribute("data-chart")) for figure in charts(visited.page)]
    visited.page.emulate_media(media="print")
    paper = visited.page.evaluate("getComputedStyle(document.body).getPropertyValue('--ink')")
    assert paper.strip() == "#1b1e26", "on paper the light palette holds"
    file = tmp_path / "page.pdf"
    visited.page.pdf(path=file, format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm"))
    sheets = [_bare(sheet.extract_text()) for sheet in PdfReader(file).pages]
    numbered = visited.page.locator("figure.chart:not(.chart--caption)").count()  # but for one beside words
    assert sum(len(re.findall(r"Figure\d", sheet)) for sheet in sheets) == numbered
    for id_ in ids:
        title = _bare(publication.dossier.charts[id_].title)
        assert any(title in sheet for sheet in sheets), id_
        drawn = {_bare(text) for text in _printed_texts(visited, id_)}
        cut = min((drawn - {text for text in drawn if text in sheet} for sheet in sheets), key=len)
        assert not cut, f"{id_} is cut: no sheet has all its words"
    visited.close()


def _bare(text: str) -> str:
    """A text without spaces and ligatures, which a PDF sets as it likes."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _printed_texts(visited: Visit, id_: str) -> list[str]:
    """The words of the drawing that A4 shows, line by line; those with a halo stand in a PDF twice, letters mixed."""
    visited.page.set_viewport_size({"width": 680, "height": 900})
    return visited.page.evaluate(
        """(id) => [...document.querySelectorAll(`#chart-${id} .chart__picture`)]
          .filter((svg) => getComputedStyle(svg).display !== "none")
          .flatMap((svg) => [...svg.querySelectorAll("text:not([stroke])")])
          .flatMap((text) => (text.querySelector("tspan[x]") ? [...text.querySelectorAll("tspan[x]")] : [text]))
          .map((line) => line.textContent).filter((words) => /^[\\w ]+$/.test(words))""",
        id_,
    )


def test_a_site_built_without_a_chromium_draws_its_charts_when_they_are_near(
    browser: Browser, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".cache").unlink()
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    refused = build(project, tmp_path / "site")
    assert refused.returncode == 1 and "No Chromium was found" in refused.stderr
    done = build(project, tmp_path / "site", PICTURES="")
    assert done.returncode == 0 and "Chromium" not in done.stderr
    with served(tmp_path / "site") as url:
        visited = visit(browser, url + PAGE, 360)
        for figure in charts(visited.page):
            figure.scroll_into_view_if_needed()
            await_state(figure, "drawn")
            assert figure.locator(".chart__picture, .chart__tool").count() == 0
        assert visited.complaints == []
        visited.close()
