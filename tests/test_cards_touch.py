"""Cards by touch: a tap opens, a tap elsewhere closes, and nothing moves under the finger."""

from __future__ import annotations

from cards import KINDS, MOMENT, Open, aside, both_kinds, card_of, raised, trigger_of, wait
from playwright.sync_api import expect


@both_kinds
def test_a_tap_opens_and_a_tap_elsewhere_closes(open_page: Open, kind: str) -> None:
    page = open_page("narrow", has_touch=True, is_mobile=True)
    trigger, address = trigger_of(page, kind), page.url
    before = trigger.bounding_box()
    trigger.tap()
    expect(card_of(page)).to_be_visible()
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_be_visible()
    assert page.url == address
    assert trigger.bounding_box() == before, "nothing moves under the finger"
    card_of(page).locator(".card__body").tap(position={"x": 5, "y": 5})
    expect(card_of(page)).to_be_visible()
    page.touchscreen.tap(*aside(page))
    expect(card_of(page)).to_have_count(0)
    trigger.tap()
    page.locator(".card__close").tap()
    expect(card_of(page)).to_have_count(0)


@both_kinds
def test_a_tap_on_another_holds_that_one_still(open_page: Open, kind: str) -> None:
    """The card of a paragraph above goes away and the finger's place stays where it is."""
    page = open_page("narrow", has_touch=True, is_mobile=True, bypass_csp=True)
    page.add_style_tag(content="* { overflow-anchor: none }")  # as where the browser does not do it by itself
    trigger_of(page, kind).tap()
    expect(card_of(page)).to_be_visible()
    other = raised(page, page.locator(".page > p a.cite").nth(6))
    before = other.bounding_box()
    other.tap()
    expect(page.locator("[aria-expanded=true]")).to_have_count(1)
    expect(other).to_have_attribute("aria-expanded", "true")
    after = other.bounding_box()
    assert before and after and abs(after["y"] - before["y"]) < 1


def test_a_card_below_the_screen_is_brought_up(open_page: Open) -> None:
    page = open_page((360, 420), has_touch=True, is_mobile=True, reduced_motion="reduce")
    trigger = page.locator(KINDS["term"]).nth(1)
    trigger.evaluate("it => scrollTo(0, scrollY + it.getBoundingClientRect().top - 200)")
    trigger.tap()
    box = card_of(page).bounding_box()
    assert box and box["y"] < 420 - 100
