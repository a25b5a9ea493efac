"""The drawer: the rail where it has no room beside the text."""

from __future__ import annotations

import pytest
from barriers import barriers
from browsing import visit
from playwright.sync_api import Browser, expect


@pytest.mark.parametrize(
    ("name", "here"),
    [("who-needs-the-evening-ferry/", "1 Who needs the evening ferry? "), ("about/", "About")],
)
def test_it_opens_at_the_page_being_read_and_gives_the_focus_back(
    address: str, browser: Browser, name: str, here: str
) -> None:
    visited = visit(browser, address + name, 360)
    page = visited.page
    menu, drawer = page.get_by_role("button", name="Contents"), page.locator("#rail")
    expect(drawer).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    current = drawer.locator("ol > li > a[aria-current=page]")
    expect(current).to_have_text(here)
    expect(current).to_be_in_viewport()
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"
    drawer.evaluate("it => it.scrollTo(0, it.scrollHeight)")
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    page.get_by_role("button", name="Close").click()
    expect(drawer).to_be_hidden()
    assert visited.complaints == []
    visited.close()


def test_a_link_within_the_page_closes_it(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "who-needs-the-evening-ferry/", 360)
    page = visited.page
    page.get_by_role("button", name="Contents").click()
    page.locator("#rail ul a").nth(2).click()
    expect(page.locator("#rail")).to_be_hidden()
    assert "#" in page.url
    visited.close()


def test_on_wide_screens_it_stands_beside_the_text_without_its_head(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "who-needs-the-evening-ferry/", 1280)
    expect(visited.page.locator("#rail")).to_be_visible()
    expect(visited.page.locator(".rail__top")).to_be_hidden()
    assert visited.page.evaluate("document.activeElement === document.body")
    visited.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(address: str, browser: Browser, dark: bool) -> None:
    visited = visit(browser, address + "timeline/", 360, dark=dark, reduced_motion="reduce")
    visited.page.get_by_role("button", name="Contents").click()
    small = visited.page.evaluate(
        "[...document.querySelectorAll('#rail :is(a, button)')]"
        ".filter(one => one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0
    assert barriers(visited.page) == []
    visited.close()
