"""Where a card stands, under which media it can be read, and what it tells those who do not see it."""

from __future__ import annotations

import pytest
from barriers import barriers
from cards import KINDS, MOMENT, Open, both_ways, card_of, point_at, trigger_of, wait
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
_TEXT_SPACING = """
.page * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


@pytest.mark.parametrize("size", [(320, 256), (360, 900), (960, 900), (1280, 900)], ids=str)
def test_it_is_never_over_text_off_the_page_or_cut_off(open_page: Open, size: tuple[int, int]) -> None:
    page = open_page(size, charts=True, bypass_csp=True, reduced_motion="reduce")
    width, height = size
    for kind, selector in KINDS.items():
        count = page.locator(selector).count()
        for number in (0, count // 2, count - 1):
            trigger = trigger_of(page, kind, number)
            trigger.click()
            found = trigger.evaluate(_GEOMETRY)
            assert found["text"] == [], (kind, number, found)
            assert found["wide"] <= 0 and found["left"] >= 0 and found["right"] <= width, (kind, number, found)
            assert found["top"] < height - 100, "its head is brought onto the screen"
            if width >= 960:
                assert found["top"] >= 0 and found["bottom"] <= height, "a card in the margin is whole on the screen"
            page.keyboard.press("Escape")
            expect(trigger).to_be_in_viewport()
    page.add_style_tag(content=_TEXT_SPACING)
    trigger_of(page, "citation").click()
    cut = "all => all.filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.className)"
    assert page.locator(".card, .card__body, .card dl, .card p").evaluate_all(cut) == []


@both_ways
def test_opening_moves_nothing_above_or_beside_it_and_scrolling_leaves_it_open(
    open_page: Open, kind: str, size: str
) -> None:
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
    point_at(page, trigger)
    wait(page, MOMENT)
    stood, start = card_of(page).bounding_box(), page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    page.wait_for_function("start => scrollY === start + 120", arg=start)
    wait(page, 3 * MOMENT)
    stands = card_of(page).bounding_box()
    assert stood and stands and round(stood["y"] - stands["y"]) == 120, "it goes along with its line"


def test_a_page_that_scrolls_under_the_pointer_opens_nothing(open_page: Open) -> None:
    page = open_page()
    trigger = trigger_of(page, "term")
    box = trigger.bounding_box()
    assert box
    page.evaluate("scrollBy(0, 200)")
    page.evaluate("addEventListener('pointermove', event => { window.lastMove = event }, true)")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait(page, 2 * MOMENT)
    page.keyboard.press("Escape")
    page.evaluate("scrollBy(0, -200)")
    page.locator(f"{KINDS['term']}:hover").wait_for()  # the browser has looked again at what is under the pointer
    # … and some then send a move that is none.
    trigger.evaluate("it => it.dispatchEvent(new PointerEvent('pointermove', window.lastMove))")
    wait(page, 3 * MOMENT)
    expect(card_of(page)).to_have_count(0)


def test_forced_colours_less_motion_and_paper_are_kept_to(open_page: Open) -> None:
    page = open_page(color_scheme="dark")
    trigger, card = trigger_of(page, "term"), card_of(page)
    trigger.click()
    for motion, animation in (("no-preference", "card"), ("reduce", "none")):
        page.emulate_media(reduced_motion=motion)
        expect(card).to_have_css("animation-name", animation)
    page.emulate_media(forced_colors="active")
    border, ground = card.evaluate("it => [getComputedStyle(it).borderTopColor, getComputedStyle(it).backgroundColor]")
    assert border != ground
    expect(trigger).to_have_css("outline-style", "solid")
    marks = page.locator(".page .mk").evaluate_all("all => all.map(it => getComputedStyle(it).color)")
    assert set(marks) == {page.locator(".page h1").evaluate("it => getComputedStyle(it).color")}
    page.emulate_media(media="print")
    assert not card.is_visible() and not page.locator("#note-1").is_visible()
    assert page.locator(".definitions").is_visible() and page.locator(".notes").is_visible()


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_an_open_card_has_no_barriers_and_is_tied_to_its_trigger(open_page: Open, size: str, scheme: str) -> None:
    page = open_page(size, color_scheme=scheme, reduced_motion="reduce")
    page.clock.resume()  # axe waits for timers of its own
    for kind in KINDS:
        trigger, card = trigger_of(page, kind), card_of(page)
        expect(trigger).to_have_attribute("aria-expanded", "false")
        trigger.click()  # which closes the card of the other
        expect(page.locator("[aria-expanded=true]")).to_have_count(1)
        expect(card).to_have_role("note")
        expect(trigger).to_have_attribute("aria-controls", str(card.get_attribute("id")))
        assert str(card.locator(".card__body > :first-child").text_content()) in str(card.get_attribute("aria-label"))
        assert card.locator("a[href]").count() and not card.locator("[id]").count()
        assert barriers(page, ":has(> .card)") == [], kind
