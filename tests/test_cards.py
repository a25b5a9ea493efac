"""Cards of terms, people and citations: what opens and closes them by mouse, keyboard and touch."""

from __future__ import annotations

from browsing import charts
from cards import ASIDE, KINDS, MOMENT, Open, both_ways, card_of, focus_by_keyboard, point_at, trigger_of, wait
from mkdocs_site import Site
from playwright.sync_api import expect

from explainer.publication.publication import Publication

# The first ones of a page: each takes a long page a while.
_OPEN_EACH = """() => [...document.querySelectorAll("a.cite, a[data-term]:not(.lemma a)")].slice(0, 20).map(link => {
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


def test_every_kind_of_trigger_opens_its_card_on_a_page_of_each_template(
    site: Site, publication: Publication, open_page: Open
) -> None:
    with_cards = [page for page in publication.pages if site.pages[page.address].tree.cssselect(".definition, .record")]
    seen = set()
    for name in {page.meta.template: page.address for page in with_cards}.values():
        page = open_page("narrow", name)
        for kind, label, left in page.evaluate(_OPEN_EACH):
            assert label.startswith(kind) and left == 0, (name, kind, label, left)
            seen.add(kind.split()[0])
        page.context.close()
    assert seen == {"Note", "Person:", "Term:"}


def test_without_javascript_everything_is_on_the_page(open_page: Open) -> None:
    page = open_page("narrow", java_script_enabled=False)
    assert page.locator(".definitions").is_visible() and page.locator(".notes").is_visible()
    assert not page.locator(".term-marks").is_visible()
    for figure in charts(page):
        box = figure.locator(".chart__picture--narrow").bounding_box()
        assert box is not None and box["width"] > 250 and box["height"] > 40
        assert figure.locator(".chart__picture--wide").bounding_box() is None
    page.locator(KINDS["term"]).first.click()
    page.wait_for_url("**/glossary/#*")
    assert page.locator(f"#{page.url.partition('#')[2]}").is_visible()


# ---- mouse ----


@both_ways
def test_pointing_opens_after_a_moment_until_the_pointer_leaves_trigger_and_card(
    open_page: Open, kind: str, size: str
) -> None:
    page = open_page(size)
    trigger = trigger_of(page, kind)
    point_at(page, trigger)
    wait(page, MOMENT // 3)
    page.mouse.move(*ASIDE)
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)  # the pointer only passed over
    point_at(page, trigger)
    wait(page, MOMENT // 3)
    expect(card_of(page)).to_have_count(0)
    wait(page, MOMENT)
    expect(card_of(page)).to_be_visible()
    card_of(page).evaluate("it => { it.dataset.first = '' }")
    start, end = trigger.bounding_box(), card_of(page).bounding_box()
    assert start and end
    way = (end["x"] + 30 - start["x"], end["y"] + 20 - start["y"])
    for step in range(1, 9):  # about a second on the way, no stop as long as the grace
        page.mouse.move(start["x"] + way[0] * step / 8, start["y"] + way[1] * step / 8)
        wait(page, MOMENT // 3)
    wait(page, 3 * MOMENT)
    expect(page.locator(".card[data-first]")).to_have_count(1)
    page.mouse.move(*ASIDE, steps=3)
    wait(page, MOMENT // 3)
    expect(card_of(page)).to_have_count(1)  # a moment's grace
    wait(page, MOMENT)
    expect(card_of(page)).to_have_count(0)
    point_at(page, trigger)
    wait(page, MOMENT)
    page.keyboard.press("Escape")
    trigger.hover(position={"x": 1, "y": 8})
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)  # until the pointer has left


@both_ways
def test_a_click_keeps_it_open_until_it_is_dismissed_and_a_modifier_opens_the_link(
    open_page: Open, kind: str, size: str
) -> None:
    page = open_page(size)
    trigger, address = trigger_of(page, kind), page.url
    trigger.click()
    page.mouse.move(*ASIDE, steps=3)
    wait(page, 3 * MOMENT)
    expect(card_of(page)).to_be_visible()
    assert page.url == address
    trigger.click()
    expect(card_of(page)).to_have_count(0)
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)  # though the pointer is still there
    trigger.click()
    page.mouse.click(*ASIDE)
    expect(card_of(page)).to_have_count(0)
    trigger.click()
    page.locator(".card__close").click()
    expect(card_of(page)).to_have_count(0)
    expect(trigger).to_be_focused()
    with page.context.expect_page() as opened:
        trigger.click(modifiers=["ControlOrMeta"])
    assert "#" in opened.value.url


# ---- keyboard ----


@both_ways
def test_focus_or_enter_opens_tab_goes_through_and_escape_goes_back(open_page: Open, kind: str, size: str) -> None:
    page = open_page(size)
    trigger, address = trigger_of(page, kind), page.url
    focus_by_keyboard(page, trigger)
    wait(page, MOMENT)
    expect(card_of(page)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(trigger).to_be_focused()
    for stop in page.locator(".card :is(a[href], button)").all():
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
    page.keyboard.press("Tab")
    expect(card_of(page)).to_have_count(0)
    assert trigger.evaluate(_NEXT_STOP)
    focus_by_keyboard(page, trigger)
    page.keyboard.press("Enter")
    assert card_of(page).count() == 1, "at once"
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(trigger).to_be_focused()
    expect(trigger).to_have_attribute("aria-expanded", "false")
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_have_count(0)
    assert page.url == address


# ---- touch ----


def test_a_tap_opens_and_a_tap_elsewhere_closes_and_nothing_moves_under_the_finger(open_page: Open) -> None:
    page = open_page("narrow", has_touch=True, is_mobile=True, bypass_csp=True)
    page.add_style_tag(content="* { overflow-anchor: none }")  # as where the browser does not do it by itself
    trigger, address = trigger_of(page, "citation"), page.url
    before = trigger.bounding_box()
    trigger.tap()
    expect(card_of(page)).to_be_visible()
    wait(page, 2 * MOMENT)
    expect(card_of(page)).to_be_visible()
    assert page.url == address
    assert trigger.bounding_box() == before
    card_of(page).locator(".card__body").tap(position={"x": 5, "y": 5})
    expect(card_of(page)).to_be_visible()
    other = trigger_of(page, "citation", 6)
    before = other.bounding_box()
    other.tap()  # the card of a paragraph above goes away
    expect(page.locator("[aria-expanded=true]")).to_have_count(1)
    expect(other).to_have_attribute("aria-expanded", "true")
    after = other.bounding_box()
    assert before and after and abs(after["y"] - before["y"]) < 1
    page.touchscreen.tap(*ASIDE)
    expect(card_of(page)).to_have_count(0)
