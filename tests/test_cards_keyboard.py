"""Cards by keyboard: focus, Enter, Tab and Escape."""

from __future__ import annotations

from cards import (
    MOMENT,
    Open,
    both_kinds,
    both_ways,
    card_of,
    focus_by_keyboard,
    point_at,
    trigger_of,
    wait,
)
from playwright.sync_api import expect


@both_ways
def test_focus_opens_tab_enters_and_goes_on_after_the_trigger(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    trigger = trigger_of(page, kind)
    focus_by_keyboard(page, trigger)
    wait(page, MOMENT)
    expect(card_of(page)).to_be_visible()
    expect(trigger).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(page.locator(".card__close")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(trigger).to_be_focused()
    stops = page.locator(".card :is(a[href], button)")
    for number in range(stops.count()):
        page.keyboard.press("Tab")
        expect(stops.nth(number)).to_be_focused()
    page.keyboard.press("Tab")
    expect(card_of(page)).to_have_count(0)
    assert trigger.evaluate(
        "it => { const stops = [...document.querySelectorAll('a[href], button, summary, input')]"
        ".filter(stop => stop.checkVisibility()); return stops[stops.indexOf(it) + 1] === document.activeElement }"
    )


@both_ways
def test_enter_opens_at_once_and_escape_gives_the_focus_back(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    trigger, address = trigger_of(page, kind), page.url
    focus_by_keyboard(page, trigger)
    page.keyboard.press("Enter")
    assert card_of(page).count() == 1
    assert page.url == address
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(card_of(page)).to_have_count(0)
    expect(trigger).to_be_focused()
    expect(trigger).to_have_attribute("aria-expanded", "false")
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)


@both_kinds
def test_escape_closes_what_pointing_opened(open_page: Open, kind: str) -> None:
    page = open_page()
    trigger = trigger_of(page, kind)
    point_at(page, trigger)
    wait(page, MOMENT)
    expect(card_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card_of(page)).to_have_count(0)
    box = trigger.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2)
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)  # until the pointer has left
