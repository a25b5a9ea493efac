"""The card of terms and citations, in a real Chromium: one matrix, each row proven on both kinds."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ROOT
from mkdocs_site import Site
from playwright.sync_api import Browser, Locator, Page, expect

EXPLAINER = "moscows-cold-answer/"
KINDS = {"term": ".page > p a.term", "citation": ".page > p a.cite"}
SIZES = {"wide": (1280, 900), "narrow": (360, 780)}
MOMENT = 300  # ms, as in cards.js
MOST_BYTES = 6 * 1024
EMPTY_INDEX = {
    "config": {
        "lang": ["en"],
        "separator": r"[\s\-]+",
        "pipeline": [],
        "fields": {"title": {}, "text": {}, "tags": {}},
    },
    "docs": [],
}
TEXT_SPACING = """
.page * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""

Open = Callable[..., Page]
both_kinds = pytest.mark.parametrize("kind", KINDS)
both_sizes = pytest.mark.parametrize("size", SIZES)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Open a page of the site; what it complains of fails the test."""
    contexts, complaints = [], []

    def opened(
        size: str | tuple[int, int] = "wide", name: str = EXPLAINER, *, charts: bool = False, **options: Any
    ) -> Page:
        width, height = SIZES[size] if isinstance(size, str) else size
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.clock.install(time=0)
        if not charts:  # drawing them is much of the time that a page takes
            page.route("**/charts.*.js", lambda route: route.abort())
            page.route("**/search_index.json", lambda route: route.fulfill(json=EMPTY_INDEX))
        page.goto(address + name)
        if options.get("java_script_enabled", True):
            page.clock.pause_at(60_000)  # from here on time passes in `_wait` alone
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _trigger(page: Page, kind: str, number: int = 1) -> Locator:
    """A trigger in the text, brought to the upper part of the screen."""
    found = page.locator(KINDS[kind]).nth(number)
    return _raise(page, found)


def _raise(page: Page, found: Locator) -> Locator:
    found.evaluate("it => scrollTo({top: scrollY + it.getBoundingClientRect().top - innerHeight / 3})")
    return found


def _card(page: Page) -> Locator:
    return page.locator(".card")


def _wait(page: Page, milliseconds: int) -> None:
    page.clock.run_for(milliseconds)


def _point(page: Page, at: Locator) -> None:
    page.mouse.move(5, 5)
    line = at.evaluate("it => it.getClientRects()[0].toJSON()")  # a term may run over two lines
    page.mouse.move(line["x"] + line["width"] / 2, line["y"] + line["height"] / 2, steps=2)


def _focus_by_keyboard(page: Page, at: Locator) -> None:
    """Step onto a link with Tab from just before it."""
    at.evaluate(
        "it => { const stone = document.createElement('span'); stone.tabIndex = -1; it.before(stone);"
        " stone.focus({preventScroll: true}); stone.remove() }"
    )
    page.keyboard.press("Tab")
    expect(at).to_be_focused()


def _aside(page: Page) -> tuple[float, float]:
    """A point on plain ground: the page's heading line, or what stands highest."""
    return 3, SIZES["narrow"][1] / 3


# ---- mouse ----


@both_sizes
@both_kinds
def test_pointing_opens_after_a_moment_and_leaving_closes(visit: Open, kind: str, size: str) -> None:
    page = visit(size)
    trigger = _trigger(page, kind)
    _point(page, trigger)
    _wait(page, MOMENT // 3)
    expect(_card(page)).to_have_count(0)
    _wait(page, MOMENT)
    expect(_card(page)).to_be_visible()
    page.mouse.move(*_aside(page), steps=3)
    _wait(page, MOMENT // 3)
    expect(_card(page)).to_have_count(1)  # a moment's grace
    _wait(page, MOMENT)
    expect(_card(page)).to_have_count(0)


@both_kinds
def test_passing_over_opens_nothing(visit: Open, kind: str) -> None:
    page = visit()
    trigger = _trigger(page, kind)
    _point(page, trigger)
    _wait(page, MOMENT // 3)
    page.mouse.move(*_aside(page))
    _wait(page, 2 * MOMENT)
    expect(_card(page)).to_have_count(0)


@both_sizes
@both_kinds
def test_the_pointer_can_go_into_the_card_slowly_and_stay(visit: Open, kind: str, size: str) -> None:
    page = visit(size)
    _point(page, _trigger(page, kind))
    _wait(page, MOMENT)
    expect(_card(page)).to_be_visible()
    page.evaluate("document.querySelector('.card').dataset.first = ''")
    box = _card(page).bounding_box()
    start = page.locator("[aria-expanded=true]").bounding_box()
    assert box and start
    for step in range(1, 9):  # about a second on the way, no stop as long as the grace
        share = step / 8
        page.mouse.move(
            start["x"] + (box["x"] + 30 - start["x"]) * share, start["y"] + (box["y"] + 20 - start["y"]) * share
        )
        _wait(page, MOMENT // 3)
    _wait(page, 3 * MOMENT)
    expect(page.locator(".card[data-first]")).to_have_count(1)


@both_sizes
@both_kinds
def test_a_click_keeps_it_open_until_it_is_dismissed(visit: Open, kind: str, size: str) -> None:
    page = visit(size)
    trigger, address = _trigger(page, kind), page.url
    trigger.click()
    page.mouse.move(*_aside(page), steps=3)
    _wait(page, 3 * MOMENT)
    expect(_card(page)).to_be_visible()
    assert page.url == address
    trigger.click()
    expect(_card(page)).to_have_count(0)
    _wait(page, 2 * MOMENT)
    expect(_card(page)).to_have_count(0)  # though the pointer is still there
    trigger.click()
    page.mouse.click(*_aside(page))
    expect(_card(page)).to_have_count(0)
    trigger.click()
    page.locator(".card__close").click()
    expect(_card(page)).to_have_count(0)
    expect(trigger).to_be_focused()


@both_kinds
def test_a_click_with_a_modifier_opens_the_link_as_ever(visit: Open, kind: str) -> None:
    page = visit()
    with page.context.expect_page() as opened:
        _trigger(page, kind).click(modifiers=["ControlOrMeta"])
    assert "#" in opened.value.url
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)


@both_kinds
def test_opening_one_closes_the_other(visit: Open, kind: str) -> None:
    page = visit()
    other = next(name for name in KINDS if name != kind)
    _trigger(page, kind).click()
    first = _card(page).get_attribute("aria-label")
    page.locator(KINDS[other]).nth(1).click()
    expect(_card(page)).to_have_count(1)
    assert _card(page).get_attribute("aria-label") != first
    expect(page.locator("[aria-expanded=true]")).to_have_count(1)


# ---- keyboard ----


@both_sizes
@both_kinds
def test_focus_opens_tab_enters_and_goes_on_after_the_trigger(visit: Open, kind: str, size: str) -> None:
    page = visit(size)
    trigger = _trigger(page, kind)
    _focus_by_keyboard(page, trigger)
    _wait(page, MOMENT)
    expect(_card(page)).to_be_visible()
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
    expect(_card(page)).to_have_count(0)
    assert trigger.evaluate(
        "it => { const stops = [...document.querySelectorAll('a[href], button, summary, input')]"
        ".filter(stop => stop.checkVisibility()); return stops[stops.indexOf(it) + 1] === document.activeElement }"
    )


@both_sizes
@both_kinds
def test_enter_opens_at_once_and_escape_gives_the_focus_back(visit: Open, kind: str, size: str) -> None:
    page = visit(size)
    trigger, address = _trigger(page, kind), page.url
    _focus_by_keyboard(page, trigger)
    page.keyboard.press("Enter")
    assert _card(page).count() == 1
    assert page.url == address
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)
    expect(trigger).to_be_focused()
    expect(trigger).to_have_attribute("aria-expanded", "false")
    _wait(page, 2 * MOMENT)
    expect(_card(page)).to_have_count(0)


@both_kinds
def test_escape_closes_what_pointing_opened(visit: Open, kind: str) -> None:
    page = visit()
    trigger = _trigger(page, kind)
    _point(page, trigger)
    _wait(page, MOMENT)
    expect(_card(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)
    box = trigger.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2)
    _wait(page, 2 * MOMENT)
    expect(_card(page)).to_have_count(0)  # until the pointer has left


@both_kinds
def test_the_card_is_named_and_tied_to_its_trigger(visit: Open, kind: str) -> None:
    page = visit()
    trigger = _trigger(page, kind)
    expect(trigger).to_have_attribute("aria-expanded", "false")
    trigger.click()
    card = _card(page)
    expect(card).to_have_role("note")
    expect(trigger).to_have_attribute("aria-controls", str(card.get_attribute("id")))
    label, head = str(card.get_attribute("aria-label")), card.locator(".card__body > :first-child")
    assert label.startswith("Term: " if kind == "term" else "Note ")
    assert str(head.text_content()) in label
    assert card.locator("a[href]").count() >= 1
    assert page.locator(".card [id]").count() == 0


def test_a_citation_says_who_says_it_how_sure_and_where(visit: Open) -> None:
    page = visit(name="prisoners-as-currency/")
    page.locator("a.cite[data-claim=viasna-18-released], .page > p a.cite").first.click()
    card = _card(page)
    names = card.locator("dt").all_inner_texts()
    assert {"Status", "Date"} <= set(names) and {"Source", "Sources"} & set(names)
    assert card.locator(".status .mk").is_visible() and card.locator(".status span").inner_text()
    assert 1 <= card.locator("dd li").count() <= 4
    assert card.locator("a[href*='claims/#']").count() >= 1


# ---- touch ----


@both_kinds
def test_a_tap_opens_and_a_tap_elsewhere_closes(visit: Open, kind: str) -> None:
    page = visit("narrow", has_touch=True, is_mobile=True)
    trigger, address = _trigger(page, kind), page.url
    before = trigger.bounding_box()
    trigger.tap()
    expect(_card(page)).to_be_visible()
    _wait(page, 2 * MOMENT)
    expect(_card(page)).to_be_visible()
    assert page.url == address
    assert trigger.bounding_box() == before, "nothing moves under the finger"
    _card(page).locator(".card__body").tap(position={"x": 5, "y": 5})
    expect(_card(page)).to_be_visible()
    page.touchscreen.tap(*_aside(page))
    expect(_card(page)).to_have_count(0)
    trigger.tap()
    page.locator(".card__close").tap()
    expect(_card(page)).to_have_count(0)


@both_kinds
def test_a_tap_on_another_holds_that_one_still(visit: Open, kind: str) -> None:
    """The card of a paragraph above goes away and the finger's place stays where it is."""
    page = visit("narrow", has_touch=True, is_mobile=True, bypass_csp=True)
    page.add_style_tag(content="* { overflow-anchor: none }")  # as where the browser does not do it by itself
    _trigger(page, kind).tap()
    expect(_card(page)).to_be_visible()
    other = _raise(page, page.locator(".page > p a.cite").nth(6))
    before = other.bounding_box()
    other.tap()
    expect(page.locator("[aria-expanded=true]")).to_have_count(1)
    expect(other).to_have_attribute("aria-expanded", "true")
    after = other.bounding_box()
    assert before and after and abs(after["y"] - before["y"]) < 1


def test_a_card_below_the_screen_is_brought_up(visit: Open) -> None:
    page = visit((360, 420), has_touch=True, is_mobile=True, reduced_motion="reduce")
    trigger = page.locator(KINDS["term"]).nth(1)
    trigger.evaluate("it => scrollTo(0, scrollY + it.getBoundingClientRect().top - 200)")
    trigger.tap()
    box = _card(page).bounding_box()
    assert box and box["y"] < 420 - 100


# ---- where it stands ----

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
def test_it_is_never_over_text_and_never_off_the_page(visit: Open, kind: str, width: int) -> None:
    page = visit((width, 900), charts=True)
    triggers = page.locator(KINDS[kind])
    for number in {0, triggers.count() // 2, triggers.count() - 1}:
        trigger = _trigger(page, kind, number)
        trigger.click()
        found = trigger.evaluate(_GEOMETRY)
        assert found["text"] == [], (number, found)
        assert found["wide"] <= 0 and found["left"] >= 0 and found["right"] <= width
        if width >= 960:
            assert found["top"] >= 0 and found["bottom"] <= 900, "a card in the margin is whole on the screen"
        page.keyboard.press("Escape")


@both_sizes
@both_kinds
def test_opening_moves_nothing_that_stands_above_or_beside_it(visit: Open, kind: str, size: str) -> None:
    page = visit(size)
    trigger = _trigger(page, kind)
    tops = """it => [...document.querySelectorAll(".page > *")].filter(el => %s)
      .map(el => Math.round(el.getBoundingClientRect().top))""" % (
        "true" if size == "wide" else "!(el.compareDocumentPosition(it) & 2) || el.contains(it)"
    )
    before = trigger.evaluate(tops)
    trigger.click()
    assert trigger.evaluate(tops) == before
    page.keyboard.press("Escape")
    assert trigger.evaluate(tops) == before


@both_kinds
def test_a_page_that_scrolls_under_the_pointer_opens_nothing(visit: Open, kind: str) -> None:
    page = visit()
    trigger = _trigger(page, kind)
    box = trigger.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate("scrollBy(0, 200)")
    page.evaluate("addEventListener('pointermove', event => { window.lastMove = event }, true)")
    page.mouse.move(x, y)
    _wait(page, 2 * MOMENT)
    page.keyboard.press("Escape")
    page.evaluate("scrollBy(0, -200)")
    page.wait_for_timeout(200)  # the browser looks again at what is under the pointer
    # … and some then send a move that is none.
    trigger.evaluate("it => it.dispatchEvent(new PointerEvent('pointermove', window.lastMove))")
    _wait(page, 3 * MOMENT)
    expect(_card(page)).to_have_count(0)


@both_sizes
@both_kinds
def test_scrolling_leaves_an_open_card_open(visit: Open, kind: str, size: str) -> None:
    page = visit(size)
    _point(page, _trigger(page, kind))
    _wait(page, MOMENT)
    expect(_card(page)).to_be_visible()
    before = _card(page).bounding_box()
    page.mouse.wheel(0, 120)
    page.wait_for_timeout(400)
    _wait(page, 3 * MOMENT)
    after = _card(page).bounding_box()
    assert before and after and round(before["y"] - after["y"]) == 120, "it goes along with its line"


# ---- zoom, forced colours, motion, text spacing, palette ----


@both_kinds
def test_at_four_hundred_percent_it_can_be_read_and_closed(visit: Open, kind: str) -> None:
    page = visit((320, 256), device_scale_factor=4, reduced_motion="reduce")
    trigger = _trigger(page, kind)
    trigger.click()
    box = _card(page).bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320
    assert box["y"] < 256 - 100, "its head is on the screen"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Escape")
    expect(_card(page)).to_have_count(0)
    expect(trigger).to_be_in_viewport()


@both_sizes
@both_kinds
def test_wide_text_spacing_cuts_nothing_off(visit: Open, kind: str, size: str) -> None:
    page = visit(size, bypass_csp=True)
    page.add_style_tag(content=TEXT_SPACING)
    _trigger(page, kind).click()
    cut = "els => els.filter(el => el.scrollWidth > el.clientWidth + 1).map(el => el.className)"
    assert page.locator(".card, .card__body, .card dl, .card p").evaluate_all(cut) == []


@both_kinds
def test_forced_colours_show_the_card_its_trigger_and_its_marks(visit: Open, kind: str) -> None:
    page = visit(forced_colors="active", color_scheme="dark")
    trigger = _trigger(page, kind)
    trigger.click()
    style = "it => { const s = getComputedStyle(it); return [s.borderTopColor, s.backgroundColor] }"
    border, ground = _card(page).evaluate(style)
    assert border != ground
    assert trigger.evaluate("it => getComputedStyle(it).outlineStyle") != "none"
    ink = "it => getComputedStyle(it).color"
    marks = {mark.evaluate(ink) for mark in page.locator(".page .mk").all()[:20]}
    assert marks == {page.locator(".page h1").evaluate(ink)}


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@both_kinds
def test_nothing_moves_for_those_who_asked(visit: Open, kind: str, motion: str) -> None:
    page = visit(reduced_motion=motion)
    _trigger(page, kind).click()
    animated = _card(page).evaluate("it => getComputedStyle(it).animationName") != "none"
    assert animated == (motion == "no-preference")


# ---- without JavaScript, on paper ----


@both_sizes
def test_without_javascript_everything_is_on_the_page(visit: Open, size: str) -> None:
    page = visit(size, java_script_enabled=False)
    assert page.locator(".definitions").is_visible() and page.locator(".notes").is_visible()
    page.locator(KINDS["citation"]).first.click()
    assert page.locator(page.url.partition("#")[2].join(("#", ""))).is_visible()
    assert not page.locator(".term-marks").is_visible()
    page.locator(KINDS["term"]).first.click()
    page.wait_for_url("**/glossary/#*")
    assert page.locator("#" + page.url.partition("#")[2]).is_visible()


@both_kinds
def test_on_paper_the_page_ends_with_the_text_of_its_cards(visit: Open, kind: str) -> None:
    page = visit()
    _trigger(page, kind).click()
    page.emulate_media(media="print")
    assert not _card(page).is_visible()
    assert not page.locator("#note-1").is_visible()
    assert page.locator(".definitions" if kind == "term" else ".notes").is_visible()


def test_the_page_ends_with_exactly_what_it_marks_and_cites(site: Site) -> None:
    for page in site.pages.values():
        cited = [link.get("data-claim") for link in page.tree.cssselect("a.cite")]
        assert [note.get("data-record") for note in page.tree.cssselect(".notes .record")] == list(dict.fromkeys(cited))
        if page.address != "glossary/":
            marked = {link.get("data-term") for link in page.tree.cssselect(".page a.term")}
            assert {entry.get("data-term") for entry in page.tree.cssselect(".definition")} == marked, page.address


# ---- every page ----

_OPEN_ALL = """() => [...document.querySelectorAll("a.cite, a.term")].map(link => {
  link.click()
  const label = document.querySelector(".card")?.getAttribute("aria-label")
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}))
  const kind = link.matches(".cite") ? `Note ${link.hash.slice(6)}: ` : "Term: "
  return [kind, label ?? "", document.querySelectorAll(".card").length]
})"""


def test_every_trigger_of_every_page_opens_its_card(site: Site, visit: Open) -> None:
    opened = 0
    for name, built in site.pages.items():
        if not built.tree.cssselect(".definition, .record"):
            continue
        for kind, label, left in visit("narrow", name).evaluate(_OPEN_ALL):
            assert label.startswith(kind) and left == 0, (name, kind, label, left)
            opened += 1
    assert opened > 300


def _sample(page: Page, selector: str) -> list[Locator]:
    """The first, the middle and the last."""
    found = page.locator(selector)
    return [found.nth(number) for number in sorted({0, found.count() // 2, found.count() - 1}) if number >= 0]


def test_on_each_page_first_middle_and_last_open_by_all_three(site: Site, visit: Open) -> None:
    for name, built in site.pages.items():
        for selector in (".page a.cite[data-claim]", ".page a.term[data-term]"):
            if not built.tree.cssselect(selector) or not built.tree.cssselect(".definition, .record"):
                continue
            page = visit("wide", name)
            for trigger in _sample(page, f"{selector}:not(.card *, .definitions *)"):
                _raise(page, trigger)
                for way in (_point, _focus_by_keyboard):
                    way(page, trigger)
                    _wait(page, MOMENT)
                    expect(_card(page)).to_be_visible()
                    page.keyboard.press("Escape")
                    expect(_card(page)).to_have_count(0)
            page.context.close()
            page = visit("narrow", name, has_touch=True, is_mobile=True)
            for trigger in _sample(page, f"{selector}:not(.card *, .definitions *)"):
                _raise(page, trigger).tap()
                expect(_card(page)).to_be_visible()
                page.keyboard.press("Escape")
                expect(_card(page)).to_have_count(0)
            page.context.close()


# ---- which terms are marked ----


def test_a_reader_marks_all_terms_or_none_and_it_is_remembered(visit: Open) -> None:
    page = visit()
    count = page.locator("a.term[href]").count()
    first = page.locator(".page > p a.term").first
    first.evaluate(
        "it => { const again = document.createElement('span'); again.className = 'term-again';"
        " again.dataset.term = it.dataset.term; again.textContent = 'again'; it.closest('p').append(again) }"
    )
    again = page.locator("span.term-again").count()
    page.get_by_label("each time").check()
    expect(page.locator("a.term[href]:not(.definitions *)")).to_have_count(count + again)
    page.locator("a.term-again").first.click()
    expect(_card(page)).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("first in each section").check()
    expect(page.locator("a.term[href]")).to_have_count(count)
    page.get_by_label("never").check()
    expect(page.locator("a.term[href]")).to_have_count(0)
    assert first.evaluate("it => getComputedStyle(it).textDecorationLine") == "none"
    page.reload()
    expect(page.get_by_label("never")).to_be_checked()
    expect(page.locator("a.term[href]")).to_have_count(0)


def test_the_choice_is_there_before_the_page_is_drawn(visit: Open) -> None:
    page = visit()
    page.get_by_label("never").check()
    page.route("**/cards.*.js", lambda route: route.abort())
    page.reload()
    term = page.locator(".page > p a.term").first
    assert term.evaluate("it => getComputedStyle(it).textDecorationLine") == "none"


# ---- weight, barriers ----


def test_scripts_and_styles_of_cards_stay_light() -> None:
    files = ("assets/javascripts/cards.js", "assets/stylesheets/cards.css")  # as written: as delivered they are less
    weight = sum(len(gzip.compress((ROOT / "docs" / name).read_bytes(), 9)) for name in files)
    assert weight <= MOST_BYTES, f"{weight} bytes"
    script = (ROOT / "docs" / Path(files[0])).read_text(encoding="utf-8")
    assert "innerHTML" not in script and '"use strict"' in script


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("wide", "dark"), ("narrow", "dark")])
def test_axe_finds_nothing(visit: Open, size: str, scheme: str) -> None:
    found = []
    for name, kind in (("glossary/", ""), (EXPLAINER, "term"), (EXPLAINER, "citation")):
        page = visit(size, name, charts=True, color_scheme=scheme, reduced_motion="reduce")
        if kind:
            _trigger(page, kind).click()
        page.clock.resume()  # axe waits for timers of its own
        result = Axe().run(page)
        found += [
            f"{name} {kind}: {one['id']}: {node['html'][:150]} {node['failureSummary'][:200]}"
            for one in result.response["violations"]
            for node in one["nodes"]
        ]
    assert found == []
