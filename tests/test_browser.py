"""The site in a real Chromium."""

from __future__ import annotations

import pytest
from browsing import charts, make_interactive, visit
from mkdocs_site import Site
from playwright.sync_api import Browser

WIDTHS = (360, 1280)
# The pages of charts are alike: a wide one, a map, bars with gaps, and the longest table stand for all.
CHARTS = ("summer-lanes", "border-map", "drones-by-month", "verdicts")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_loads_quietly_and_draws_its_charts(site: Site, address: str, browser: Browser, width: int) -> None:
    faults = []
    alike = {f"charts/{id_}/{form}" for id_ in CHARTS for form in ("", "embed/")}
    for name in [name for name in site.pages if not name.startswith("charts/") or name in {"charts/", *alike}]:
        visited = visit(browser, address + name, width, dark=width == WIDTHS[0])
        for figure in charts(visited.page):
            make_interactive(figure)
        overflow = visited.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            visited.complaints.append(f"the page is {overflow} px wider than the window")
        faults += [f"{name or 'home'} at {width}: {complaint}" for complaint in visited.complaints]
        visited.close()
    assert faults == []


def test_without_javascript_an_explainer_reads_whole(site: Site, address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + "moscows-cold-answer/")
    text = page.locator("article").inner_text()
    for heading in ("In brief", "Nine drones in July", "What the author argues", "Where the record differs"):
        assert heading in text
    figure = page.locator("#chart-drones-by-month")
    figure.locator("summary").first.click()
    assert figure.locator("tbody tr").first.is_visible()
    assert "151" in figure.locator("table").inner_text()
    note = page.locator("#note-1")
    assert not note.is_visible()
    page.locator("a.cite").first.click()
    assert note.is_visible(), "a citation opens its note by :target"
    context.close()


def test_the_keyboard_reaches_the_text_first(address: str, browser: Browser) -> None:
    page = visit(browser, address + "moscows-cold-answer/", 1280).page
    page.keyboard.press("Tab")
    assert "Skip" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    page.context.close()


def test_search_finds_a_person_by_another_spelling(address: str, browser: Browser) -> None:
    page = visit(browser, address, 1280).page
    page.locator("[data-md-component=search-query]").first.click()
    page.keyboard.type("Рыженков")
    page.keyboard.press("Shift")  # Playwright sends no key-up for letters that its keyboard does not have
    page.wait_for_selector(".md-search-result__item a", timeout=20_000)
    found = [link.get_attribute("href") or "" for link in page.locator(".md-search-result__item a").all()]
    assert any("/people/" in address and address.endswith("#person-ryzhenkov") for address in found), found
    page.context.close()
