"""The timeline and the map: what stands there, and how readers find an event by hand, by link and by filter."""

from __future__ import annotations

from collections import Counter

import pytest
from barriers import barriers
from browsing import visit
from lxml import html
from mkdocs_site import Site
from playwright.sync_api import Browser, Page
from projects import EDITION

from explainer.charts.words import width_of
from explainer.data.dossier import read_dossier
from explainer.pages.map_view import LETTERS, MapSpot, MapView, drawn
from explainer.publication.publication import Publication

RECORDS = read_dossier(EDITION / "data").edition
MAP = RECORDS.map.windows
WINDOWS = [MapView.of(one) for one in (MAP.broad, MAP.wide, MAP.narrow, *RECORDS.map.crowded)]


def _hrefs(element: html.HtmlElement) -> list[str]:
    return [str(link.get("href")) for link in element.cssselect("a[href]")]


def test_an_event_tells_status_places_explainers_claim_and_its_address(site: Site, publication: Publication) -> None:
    dossier, page = publication.dossier, site.pages["timeline/"].tree
    for event in dossier.events.values():
        claim, entry = dossier.claims[event.claim], page.get_element_by_id(event.id)
        assert (entry.get("data-actor"), entry.get("data-status")) == (event.actor, claim.status)
        assert entry.get("data-theme") == dossier.theme(event)
        assert len(entry.cssselect(f"summary .status[data-status={claim.status}]")) == 1
        beside = entry.xpath(".//dt[.='Beside it']/following-sibling::dd[1]")
        for label in (label for words in beside for label in words.cssselect(".later")):
            assert label.tail and label.drop_tree() is None
        told = [" ".join(words.text_content().split()) for words in beside]
        assert told == ([claim.differs] if claim.differs else []), event.id
        assert bool(entry.cssselect(".claim__weak")) == claim.weak, event.id
        explainers = [one for one in publication.pages_with("claims", claim.id) if one in publication.explainers]
        expected = {f"../map/#{place}" for place in claim.places} | {f"../{one.address}" for one in explainers}
        assert set(_hrefs(entry)) == expected | {f"../claims/#{claim.id}", f"#{event.id}"}, event.id


def test_the_window_has_a_mark_for_each_event_of_a_known_day(site: Site, publication: Publication) -> None:
    (scale,) = site.pages["timeline/"].tree.cssselect(".days")
    events = [one for one in publication.dossier.timeline if RECORDS.window.holds(one.date.first)]
    dated = {f"#{one.id}" for one in events if one.date.start.count("-") == 2}
    assert Counter(_hrefs(scale)) == Counter(dated)
    for lane in scale.cssselect(".days__lane[data-actor]"):
        boxes = [tuple(float(str(rect.get(name))) for name in ("x", "y", "width")) for rect in lane.cssselect("rect")]
        for number, (x, y, width) in enumerate(boxes):
            assert x >= 0 and x + width <= RECORDS.window.days
            for left, top, wide in boxes[:number]:
                assert y != top or x + width <= left or left + wide <= x, "two marks in one place"


def test_every_place_with_events_has_a_dot_or_a_direction_in_both_drawings(
    site: Site, publication: Publication
) -> None:
    page = site.pages["map/"].tree
    named = {
        place for one in publication.dossier.events.values() for place in publication.dossier.claims[one.claim].places
    }
    crowded = {
        id_ for dot in page.cssselect(".atlas__crowded [data-places]") for id_ in str(dot.get("data-places")).split()
    }
    for form, beyond in (("broad", "li:not(.is-near)"), ("wide", "li:not(.is-near)"), ("narrow", "li")):
        dots = page.cssselect(f".ground--{form} [data-places], .atlas__beyond {beyond} [data-places]")
        shown = Counter(id_ for dot in dots for id_ in str(dot.get("data-places")).split())
        assert Counter(named) == shown + Counter(crowded), form
    for dot in page.cssselect("[data-places]"):
        assert str(dot.get("href"))[1:] in site.pages["map/"].ids


def test_every_dot_has_a_name(site: Site) -> None:
    spots = site.pages["map/"].tree.cssselect("a.spot")
    assert spots and [spot.get("aria-label") for spot in spots if not spot.cssselect("text")] == []


@pytest.mark.parametrize("window", WINDOWS, ids=lambda one: f"{one.name} {one.px_wide}")
def test_names_on_a_map_stay_in_it(window: MapView) -> None:
    left, bottom, right, top = window.box
    low, middle, high = ((bottom * share + top * (1 - share)) for share in (0.7, 0.5, 0.3))
    at = {
        "Abcdef": (left, high),
        "Ghij": ((left + right) / 2, middle),
        "Klmn": ((left + right) / 2 + 1, middle),
        "Opqrst": (right, low),
    }
    spots = [MapSpot((name,), name, point, {RECORDS.middle.id: 1}) for name, point in at.items()]
    svg = drawn(window, spots, {"countries": {}}, RECORDS)
    names = [text for spot in svg.iter("a") for text in spot.iter("text")]
    assert {text.text for text in names} == set(at)
    assert len({(text.get("x"), text.get("y")) for text in names}) == len(at), "two names in one place"
    for text in names:
        width = width_of(str(text.text), LETTERS)
        start = float(str(text.get("x"))) - width * {"start": 0, "middle": 0.5, "end": 1}[str(text.get("text-anchor"))]
        assert start >= 0 and start + width <= window.px_wide, text.text


# In a browser


def _open(browser: Browser, url: str, width: int = 1280, **more: bool) -> Page:
    return visit(browser, url, width, **more).page


def _shown(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('.event')].filter(one => one.checkVisibility()).map(one => one.id)"
    )


def test_events_are_filtered_by_keyboard_and_back_undoes_it(
    address: str, browser: Browser, publication: Publication
) -> None:
    events, claims = publication.dossier.events.values(), publication.dossier.claims
    visited = visit(browser, address + "timeline/", 1280)
    page, told = visited.page, visited.page.locator(".filter [role=status]")
    page.locator("input[value=sarn]").focus()
    page.keyboard.press("Space")
    expected = {one.id for one in events if one.actor == "sarn"}
    assert set(_shown(page)) == expected
    assert told.inner_text() == f"{len(expected)} of {len(events)} events: Sarn."
    page.locator("select[name=status]").select_option("claimed")
    expected = {one.id for one in events if one.actor == "sarn" and claims[one.claim].status == "claimed"}
    assert set(_shown(page)) == expected and page.url.endswith("timeline/?actor=sarn&status=claimed")
    heads = page.locator(".span:visible")
    assert all(heads.nth(n).locator(".event:visible").count() for n in range(heads.count())), "empty months fold away"
    assert page.locator(".timeline__jumps a:visible").count() == heads.count()
    page.go_back()
    page.wait_for_function("() => location.search === '?actor=sarn'")
    assert page.locator("select[name=status]").input_value() == ""
    assert len(_shown(page)) > len(expected)
    assert visited.complaints == []
    visited.close()


def test_an_empty_choice_says_so_and_can_be_undone(address: str, browser: Browser) -> None:
    page = _open(browser, address + "timeline/?actor=sarn&theme=railway", 360)
    assert _shown(page) == []
    assert page.locator(".filter [role=status]").inner_text() == (
        "No event fits this choice: Sarn; The railway. Choose another, or show all."
    )
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("() => location.search === ''")
    assert "evening-stop" in _shown(page)
    page.context.close()


@pytest.mark.parametrize("id_", ["light-1887", "evening-train"])
def test_a_link_to_an_event_that_is_folded_or_filtered_away_shows_it(address: str, browser: Browser, id_: str) -> None:
    page = _open(browser, f"{address}timeline/?actor=sarn&theme=railway#{id_}", 360)
    page.wait_for_selector(f"#{id_} .event__text", state="visible")
    assert page.url.endswith(f"timeline/#{id_}")
    bar = page.locator(".timeline__jumps").bounding_box()
    line = page.locator(f"#{id_} summary").bounding_box()
    assert bar and line and bar["y"] + bar["height"] <= line["y"] < 700, "the line stands free under the bar"
    page.context.close()


def test_without_javascript_the_timeline_is_whole_and_opens(address: str, browser: Browser) -> None:
    page = _open(browser, address + "timeline/?actor=osterby", java_script_enabled=False)
    assert not page.locator(".filter").is_visible()
    assert not page.locator("#light-1887").is_visible()
    page.locator("#before > summary").click()
    page.locator("#light-1887 summary").click()
    assert page.locator("#light-1887 .event__text").is_visible()
    page.locator(".days a[href='#evening-train']").click()
    assert page.locator("#evening-train .event__text").is_visible()
    page.context.close()


def test_a_permalink_is_copied_with_one_press(address: str, browser: Browser) -> None:
    page = _open(browser, address + "timeline/?actor=lind")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#evening-stop summary").click()
    page.locator("#evening-stop .permalink").click()
    page.wait_for_selector("#evening-stop [role=status]")
    page.wait_for_function("() => document.querySelector('#evening-stop [role=status]').textContent")
    assert page.evaluate("navigator.clipboard.readText()") == address + "timeline/#evening-stop"
    page.context.close()


def test_what_is_shown_is_printed_whole(address: str, browser: Browser) -> None:
    page = _open(browser, address + "timeline/?actor=osterby")
    page.emulate_media(media="print")
    assert page.locator("#evening-train .event__text").is_visible()
    assert not page.locator("#evening-stop").is_visible() and not page.locator(".filter").is_visible()
    page.context.close()


def test_map_and_list_mark_each_other_and_dots_lead_to_entries(address: str, browser: Browser) -> None:
    page = _open(browser, address + "map/")
    dot, entry = page.locator(".ground--broad .spot[href='#gannet-light']"), page.locator("#gannet-light")
    dot.focus()
    assert "is-lit" in str(entry.get_attribute("class"))
    page.locator("#gannet-light .place__events a").first.focus()
    assert "is-lit" in str(dot.get_attribute("class"))
    dot.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash === '#gannet-light'")
    box = entry.bounding_box()
    assert box and 0 < box["y"] < 300
    page.locator("input[value=osterby]").check()
    assert not entry.is_visible() and "is-off" in str(dot.get_attribute("class"))
    page.context.close()


def test_fingers_find_every_dot(address: str, browser: Browser) -> None:
    page = _open(browser, address + "map/", 360, has_touch=True)
    dots = page.locator(".spot:visible .spot__reach").all()
    assert len(dots) == page.locator(".spot:visible").count() > 0
    for dot in dots:
        box = dot.bounding_box()
        assert box and min(box["width"], box["height"]) >= 23.5
    page.context.close()


_MEETING = """() => [...document.querySelectorAll(".ground")].filter(svg => svg.checkVisibility()).flatMap(svg => {
  const all = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
  return all.flatMap(([name, a], n) => all.slice(n + 1).filter(([, b]) => meet(a, b)).map(([other]) => [name, other]));
})"""


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_names_on_the_map_do_not_meet(address: str, browser: Browser, width: int) -> None:
    page = _open(browser, address + "map/", width)
    meeting = page.evaluate(_MEETING)
    page.context.close()
    assert meeting == []


@pytest.mark.parametrize("name", ["timeline/", "map/"])
def test_the_filter_moves_nothing_when_it_comes(address: str, browser: Browser, name: str) -> None:
    page = _open(browser, address + name, 360)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shifts.reduce((sum, one) => sum + one, 0)") == 0
    page.context.close()


@pytest.mark.parametrize(
    ("name", "width", "dark"), [("timeline/#evening-train", 360, True), ("map/?actor=osterby", 1280, False)]
)
def test_axe_finds_nothing_where_one_has_chosen(
    address: str, browser: Browser, name: str, width: int, dark: bool
) -> None:
    visited = visit(browser, address + name, width, dark=dark)
    assert barriers(visited.page) == []
    visited.close()
