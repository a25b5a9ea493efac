"""Cards under zoom, wide text spacing, forced colours, less motion, and on paper."""

from __future__ import annotations

import pytest
from cards import Open, both_kinds, both_ways, card_of, trigger_of
from playwright.sync_api import expect

TEXT_SPACING = """
.page * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


@both_kinds
def test_at_four_hundred_percent_it_can_be_read_and_closed(open_page: Open, kind: str) -> None:
    page = open_page((320, 256), device_scale_factor=4, reduced_motion="reduce")
    trigger = trigger_of(page, kind)
    trigger.click()
    box = card_of(page).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert box["y"] < 256 - 100, "its head is on the screen"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Escape")
    expect(card_of(page)).to_have_count(0)
    expect(trigger).to_be_in_viewport()


@both_ways
def test_wide_text_spacing_cuts_nothing_off(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size, bypass_csp=True)
    page.add_style_tag(content=TEXT_SPACING)
    trigger_of(page, kind).click()
    expect(card_of(page)).to_be_visible()
    cut = "els => els.filter(el => el.scrollWidth > el.clientWidth + 1).map(el => el.className)"
    assert page.locator(".card, .card__body, .card dl, .card p").evaluate_all(cut) == []


@both_kinds
def test_forced_colours_show_the_card_its_trigger_and_its_marks(open_page: Open, kind: str) -> None:
    page = open_page(forced_colors="active", color_scheme="dark")
    trigger = trigger_of(page, kind)
    trigger.click()
    style = "it => { const s = getComputedStyle(it); return [s.borderTopColor, s.backgroundColor] }"
    border, ground = card_of(page).evaluate(style)
    assert border != ground
    assert trigger.evaluate("it => getComputedStyle(it).outlineStyle") != "none"
    ink = "it => getComputedStyle(it).color"
    marks = {mark.evaluate(ink) for mark in page.locator(".page .mk").all()[:20]}
    assert marks == {page.locator(".page h1").evaluate(ink)}


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@both_kinds
def test_nothing_moves_for_those_who_asked(open_page: Open, kind: str, motion: str) -> None:
    page = open_page(reduced_motion=motion)
    trigger_of(page, kind).click()
    animated = card_of(page).evaluate("it => getComputedStyle(it).animationName") != "none"
    assert animated == (motion == "no-preference")


@both_kinds
def test_on_paper_the_page_ends_with_the_text_of_its_cards(open_page: Open, kind: str) -> None:
    page = open_page()
    trigger_of(page, kind).click()
    page.emulate_media(media="print")
    assert not card_of(page).is_visible()
    assert not page.locator("#note-1").is_visible()
    assert page.locator(".definitions" if kind == "term" else ".notes").is_visible()
