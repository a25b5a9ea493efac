"""Where a card stands: never over text, never off the page, and it goes along with its line."""

from __future__ import annotations

import pytest
from cards import KINDS, MOMENT, Open, both_kinds, both_ways, card_of, point_at, trigger_of, wait
from playwright.sync_api import expect

_GEOMETRY = """it => {
  const card = document.querySelector(".card").getBoundingClientRect()
  const hits = box => box.top < card.bottom && box.bottom > card.top && box.left < card.right && box.right > card.left
  const text = []
  const walk = document.createTreeWalker(document.querySelector(".page"), NodeFilter.SHOW_TEXT)
  for (let node; node = walk.nextNode();) {
    const holder = node.parentElement
    if (!node.data.trim() || holder.closest(".card, .vh, svg")) continue
    if (!holder.checkVisibility({visibilityProperty: true})) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    if ([...range.getClientRects()].some(hits)) text.push(node.data.trim().slice(0, 40))
  }
  return {text, wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    left: card.left, right: card.right, top: card.top, bottom: card.bottom}
}"""


@pytest.mark.parametrize("width", [360, 768, 1000, 1280, 1440])
@both_kinds
def test_it_is_never_over_text_and_never_off_the_page(open_page: Open, kind: str, width: int) -> None:
    page = open_page((width, 900), charts=True)
    triggers = page.locator(KINDS[kind])
    for number in {0, triggers.count() // 2, triggers.count() - 1}:
        trigger = trigger_of(page, kind, number)
        trigger.click()
        found = trigger.evaluate(_GEOMETRY)
        assert found["text"] == [], (number, found)
        assert found["wide"] <= 0 and found["left"] >= 0 and found["right"] <= width
        if width >= 960:
            assert found["top"] >= 0 and found["bottom"] <= 900, "a card in the margin is whole on the screen"
        page.keyboard.press("Escape")


@both_ways
def test_opening_moves_nothing_that_stands_above_or_beside_it(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    trigger = trigger_of(page, kind)
    tops = """it => [...document.querySelectorAll(".page > *")].filter(el => %s)
      .map(el => Math.round(el.getBoundingClientRect().top))""" % (
        "true" if size == "wide" else "!(el.compareDocumentPosition(it) & 2) || el.contains(it)"
    )
    before = trigger.evaluate(tops)
    trigger.click()
    expect(card_of(page)).to_be_visible()
    assert trigger.evaluate(tops) == before
    page.keyboard.press("Escape")
    assert trigger.evaluate(tops) == before


@both_kinds
def test_a_page_that_scrolls_under_the_pointer_opens_nothing(open_page: Open, kind: str) -> None:
    page = open_page()
    trigger = trigger_of(page, kind)
    box = trigger.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate("scrollBy(0, 200)")
    page.evaluate("addEventListener('pointermove', event => { window.lastMove = event }, true)")
    page.mouse.move(x, y)
    wait(page, 2 * MOMENT)
    page.keyboard.press("Escape")
    page.evaluate("scrollBy(0, -200)")
    page.wait_for_timeout(200)  # the browser looks again at what is under the pointer
    # … and some then send a move that is none.
    trigger.evaluate("it => it.dispatchEvent(new PointerEvent('pointermove', window.lastMove))")
    wait(page, 3 * MOMENT)
    expect(card_of(page)).to_have_count(0)


@both_ways
def test_scrolling_leaves_an_open_card_open(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    point_at(page, trigger_of(page, kind))
    wait(page, MOMENT)
    expect(card_of(page)).to_be_visible()
    before = card_of(page).bounding_box()
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(400)
    wait(page, 3 * MOMENT)
    after = card_of(page).bounding_box()
    assert before and after and round(before["y"] - after["y"]) == 120, "it goes along with its line"
