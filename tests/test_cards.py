"""Cards of terms, people and citations: what opens and closes them by mouse, keyboard and touch."""

from __future__ import annotations

import gzip

from cards import KINDS, MOMENT, Open, aside, both_ways, card_of, focus_by_keyboard, point_at, raised, trigger_of, wait
from mkdocs_site import Site
from playwright.sync_api import expect
from projects import ROOT

from explainer.publication.publication import Publication

_MOST_BYTES = 6 * 1024
_OPEN_ALL = """() => [...document.querySelectorAll("a.cite, a[data-term]:not(.lemma a)")].map(link => {
  link.click()
  const label = document.querySelector(".card")?.getAttribute("aria-label")
  document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"}))
  const kind = link.matches(".cite") ? `Note ${link.hash.slice(6)}: ` : link.matches(".person") ? "Person: " : "Term: "
  return [kind, label ?? "", document.querySelectorAll(".card").length]
})"""
_NEXT_STOP = """it => {
  const stops = [...document.querySelectorAll('a[href], button, summary, input')].filter(stop => stop.checkVisibility())
  return stops[stops.indexOf(it) + 1] === document.activeElement
}"""


def test_every_trigger_opens_its_card_on_a_page_of_each_template(
    site: Site, publication: Publication, open_page: Open
) -> None:
    with_cards = [page for page in publication.pages if site.pages[page.address].tree.cssselect(".definition, .record")]
    seen = set()
    for name in {page.meta.template: page.address for page in with_cards}.values():
        page = open_page("narrow", name)
        for kind, label, left in page.evaluate(_OPEN_ALL):
            assert label.startswith(kind) and left == 0, (name, kind, label, left)
            seen.add(kind.split()[0])
        page.context.close()
    assert seen == {"Note", "Person:", "Term:"}


def test_without_javascript_everything_is_on_the_page(open_page: Open) -> None:
    page = open_page("narrow", java_script_enabled=False)
    assert page.locator(".definitions").is_visible() and page.locator(".notes").is_visible()
    page.locator(KINDS["citation"]).first.click()
    assert page.locator(f"#{page.url.partition('#')[2]}").is_visible()
    assert not page.locator(".term-marks").is_visible()
    page.locator(KINDS["term"]).first.click()
    page.wait_for_url("**/glossary/#*")
    assert page.locator(f"#{page.url.partition('#')[2]}").is_visible()


def test_script_and_styles_stay_light(site: Site) -> None:
    files = ("assets/javascripts/cards.js", "assets/stylesheets/cards.css")  # as written: as delivered they are less
    assert sum(len(gzip.compress((ROOT / "docs" / name).read_bytes())) for name in files) <= _MOST_BYTES


# ---- mouse ----


@both_ways
def test_pointing_opens_after_a_moment_and_leaving_closes(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    trigger = trigger_of(page, kind)
    point_at(page, trigger)
    wait(page, MOMENT // 3)
    page.mouse.move(*aside(page))
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)  # the pointer only passed over
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


@both_ways
def test_the_pointer_can_go_into_the_card_slowly_and_stay(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    point_at(page, trigger_of(page, kind))
    wait(page, MOMENT)
    card_of(page).evaluate("it => { it.dataset.first = '' }")
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


def test_opening_one_closes_the_other_and_a_modifier_opens_the_link_as_ever(open_page: Open) -> None:
    page = open_page()
    labels = []
    for kind in KINDS:
        trigger_of(page, kind).click()
        expect(page.locator("[aria-expanded=true]")).to_have_count(1)
        labels.append(card_of(page).get_attribute("aria-label"))
    assert labels[0] != labels[1]
    page.keyboard.press("Escape")
    with page.context.expect_page() as opened:
        trigger_of(page, "term").click(modifiers=["ControlOrMeta"])
    assert "#" in opened.value.url


# ---- keyboard ----


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
    for stop in page.locator(".card :is(a[href], button)").all():
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
    page.keyboard.press("Tab")
    expect(card_of(page)).to_have_count(0)
    assert trigger.evaluate(_NEXT_STOP)


def test_enter_opens_at_once_and_escape_gives_the_focus_back(open_page: Open) -> None:
    page = open_page()
    trigger, address = trigger_of(page, "citation"), page.url
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


def test_escape_closes_what_pointing_opened(open_page: Open) -> None:
    page = open_page()
    trigger = trigger_of(page, "term")
    point_at(page, trigger)
    wait(page, MOMENT)
    expect(card_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card_of(page)).to_have_count(0)
    trigger.hover(position={"x": 1, "y": 8})
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)  # until the pointer has left


# ---- touch ----


def test_a_tap_opens_and_a_tap_elsewhere_closes(open_page: Open) -> None:
    page = open_page("narrow", has_touch=True, is_mobile=True)
    trigger, address = trigger_of(page, "term"), page.url
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


def test_a_tap_on_another_holds_that_one_still(open_page: Open) -> None:
    """The card of a paragraph above goes away and the finger's place stays where it is."""
    page = open_page("narrow", has_touch=True, is_mobile=True, bypass_csp=True)
    page.add_style_tag(content="* { overflow-anchor: none }")  # as where the browser does not do it by itself
    trigger_of(page, "citation").tap()
    expect(card_of(page)).to_be_visible()
    other = raised(page, page.locator(KINDS["citation"]).nth(6))
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
