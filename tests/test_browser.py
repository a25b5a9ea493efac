"""The site in a real Chromium."""

from __future__ import annotations

import pytest
from mkdocs_site import Site
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

WIDTHS = (360, 1280)


def _open(browser: Browser, url: str, width: int, dark: bool = False) -> tuple[Page, list[str]]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    page, complaints = context.new_page(), []

    def told(message: ConsoleMessage) -> None:
        complaints.append(f"{message.type}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            complaints.append(f"request to {request.url}")

    page.on("console", told)
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("request", asked)
    page.goto(url)
    return page, complaints


def _see_all_charts(page: Page) -> None:
    for figure in page.locator("figure.chart").all():
        figure.scroll_into_view_if_needed()
        page.wait_for_function(
            "figure => figure.dataset.state === 'drawn'", arg=figure.element_handle(), timeout=20_000
        )


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_loads_quietly_and_draws_its_charts(site: Site, address: str, browser: Browser, width: int) -> None:
    faults = []
    for name in site.pages:
        page, complaints = _open(browser, address + name, width, dark=width == WIDTHS[0])
        _see_all_charts(page)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            complaints.append(f"the page is {overflow} px wider than the window")
        faults += [f"{name or 'home'} at {width}: {complaint}" for complaint in complaints]
        page.context.close()
    assert faults == []


def test_a_chart_follows_the_palette(address: str, browser: Browser) -> None:
    page, _ = _open(browser, address + "moscows-cold-answer/", 1280)
    _see_all_charts(page)
    colour = "getComputedStyle(document.querySelector('figure.chart svg text')).fill"
    before = page.evaluate(colour)
    page.evaluate("document.body.setAttribute('data-md-color-scheme', 'slate')")
    page.wait_for_function(f"before => {colour} !== before", arg=before)
    page.context.close()


def test_without_javascript_an_explainer_reads_whole(site: Site, address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + "moscows-cold-answer/")
    text = page.locator("article.page").inner_text()
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
    page, _ = _open(browser, address + "moscows-cold-answer/", 1280)
    page.keyboard.press("Tab")
    assert "Skip" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")
    page.context.close()


def test_search_finds_a_person_by_another_spelling(address: str, browser: Browser) -> None:
    page, _ = _open(browser, address, 1280)
    page.locator("[data-md-component=search-query]").first.click()
    page.keyboard.type("Рыженков")
    page.keyboard.press("Shift")  # Playwright sends no key-up for letters that its keyboard does not have
    page.wait_for_selector(".md-search-result__item a", timeout=20_000)
    found = [link.get_attribute("href") or "" for link in page.locator(".md-search-result__item a").all()]
    assert any("/people/" in address and address.endswith("#person-ryzhenkov") for address in found), found
    page.context.close()
