"""Cards by mouse: pointing, passing over, leaving, clicking."""

from __future__ import annotations

from cards import KINDS, MOMENT, Open, aside, both_kinds, both_ways, card_of, point_at, trigger_of, wait
from playwright.sync_api import expect


@both_ways
def test_pointing_opens_after_a_moment_and_leaving_closes(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    trigger = trigger_of(page, kind)
    point_at(page, trigger)
    wait(page, MOMENT // 3)
    expect(card_of(page)).to_have_count(0)
    wait(page, MOMENT)
    expect(card_of(page)).to_be_visible()
    page.mouse.move(*aside(page), steps=3)
    wait(page, MOMENT // 3)
    expect(card_of(page)).to_have_count(1)  # a moment's grace
    wait(page, MOMENT)
    expect(card_of(page)).to_have_count(0)


@both_kinds
def test_passing_over_opens_nothing(open_page: Open, kind: str) -> None:
    page = open_page()
    trigger = trigger_of(page, kind)
    point_at(page, trigger)
    wait(page, MOMENT // 3)
    page.mouse.move(*aside(page))
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)


@both_ways
def test_the_pointer_can_go_into_the_card_slowly_and_stay(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    point_at(page, trigger_of(page, kind))
    wait(page, MOMENT)
    expect(card_of(page)).to_be_visible()
    page.evaluate("document.querySelector('.card').dataset.first = ''")
    box = card_of(page).bounding_box()
    start = page.locator("[aria-expanded=true]").bounding_box()
    assert box and start
    for step in range(1, 9):  # about a second on the way, no stop as long as the grace
        share = step / 8
        page.mouse.move(
            start["x"] + (box["x"] + 30 - start["x"]) * share, start["y"] + (box["y"] + 20 - start["y"]) * share
        )
        wait(page, MOMENT // 3)
    wait(page, 3 * MOMENT)
    expect(page.locator(".card[data-first]")).to_have_count(1)


@both_ways
def test_a_click_keeps_it_open_until_it_is_dismissed(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    trigger, address = trigger_of(page, kind), page.url
    trigger.click()
    page.mouse.move(*aside(page), steps=3)
    wait(page, 3 * MOMENT)
    expect(card_of(page)).to_be_visible()
    assert page.url == address
    trigger.click()
    expect(card_of(page)).to_have_count(0)
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)  # though the pointer is still there
    trigger.click()
    page.mouse.click(*aside(page))
    expect(card_of(page)).to_have_count(0)
    trigger.click()
    page.locator(".card__close").click()
    expect(card_of(page)).to_have_count(0)
    expect(trigger).to_be_focused()


@both_kinds
def test_a_click_with_a_modifier_opens_the_link_as_ever(open_page: Open, kind: str) -> None:
    page = open_page()
    with page.context.expect_page() as opened:
        trigger_of(page, kind).click(modifiers=["ControlOrMeta"])
    assert "#" in opened.value.url
    page.keyboard.press("Escape")
    expect(card_of(page)).to_have_count(0)


@both_kinds
def test_opening_one_closes_the_other(open_page: Open, kind: str) -> None:
    page = open_page()
    other = next(name for name in KINDS if name != kind)
    trigger_of(page, kind).click()
    first = card_of(page).get_attribute("aria-label")
    page.locator(KINDS[other]).nth(1).click()
    expect(card_of(page)).to_have_count(1)
    assert card_of(page).get_attribute("aria-label") != first
    expect(page.locator("[aria-expanded=true]")).to_have_count(1)
