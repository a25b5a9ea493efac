"""The timeline and the map: what stands there, and how readers find an event by hand, by link and by filter."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from barriers import barriers
from browsing import settle, visit
from markdown import Markdown
from mkdocs_site import Site
from playwright.sync_api import Browser, Page, expect
from test_evidence import hrefs, unlabelled

from explainer.charts.geometry import Box
from explainer.charts.map_ground import MapView, lcc
from explainer.charts.words import width_of
from explainer.data.dates import When
from explainer.data.land import read_ground
from explainer.data.problem import ContentError
from explainer.pages.extension import READING, ExplainerExtension
from explainer.pages.map_view import LETTERS, MapSpot, dot_radius, drawn, signs
from explainer.pages.places import _spots, place_map
from explainer.pages.timeline import _span
from explainer.publication.publication import Publication

SMALL_MAP = MapView(Box(0, 0, 100, 50), 0.25, "A made-up shore", 400, 200)


# ---- what stands there ----


def test_an_event_tells_status_places_explainers_claim_and_its_address(site: Site, publication: Publication) -> None:
    dossier, page = publication.dossier, site.pages["timeline/"].tree
    for event in dossier.events.values():
        claim, entry = dossier.claims[event.claim], page.get_element_by_id(event.id)
        told = [entry.get(f"data-{field}") for field in ("actor", "status", "theme")]
        assert told == [event.actor, claim.status, dossier.theme(event)]
        assert len(entry.cssselect(f"summary .status[data-status={claim.status}]")) == 1
        beside = entry.xpath("string(.//dt[.='Beside it']/following-sibling::dd[1])")
        assert unlabelled(beside) == unlabelled(claim.differs or ""), event.id
        assert bool(entry.cssselect(".claim__weak")) == claim.weak, event.id
        explainers = [one for one in publication.pages_with("claims", claim.id) if one in publication.explainers]
        expected = {f"../map/#{place}" for place in claim.places} | {f"../{one.address}" for one in explainers}
        assert set(hrefs(entry)) == expected | {f"../claims/#{claim.id}", f"#{event.id}"}, event.id


def test_the_window_has_a_mark_for_each_event_of_a_known_day(site: Site, publication: Publication) -> None:
    (scale,) = site.pages["timeline/"].tree.cssselect(".days")
    window = publication.dossier.edition.window
    dated = [one for one in publication.dossier.timeline if one.date.start.count("-") == 2]
    assert Counter(hrefs(scale)) == Counter(f"#{one.id}" for one in dated if window.meets(one.date))
    for lane in scale.cssselect(".days__lane[data-actor]"):
        marks = [[float(str(rect.get(name))) for name in ("x", "y", "width")] for rect in lane.cssselect("rect")]
        assert all(x >= 0 and x + width <= window.days for x, _, width in marks)
        for (x, y, width), (left, top, wide) in combinations(marks, 2):
            assert y != top or x + width <= left or left + wide <= x, "two marks in one place"


def test_what_goes_on_into_the_window_is_drawn_from_its_edge(publication: Publication) -> None:
    window = publication.dossier.edition.window
    strike, year, over = (When.parse(text) for text in ("2011-11-28/2011-12-04", "2011", "2012-01-30/2012-02-04"))
    assert (window.meets(strike), window.covered(strike)) == (True, range(4))
    assert (window.meets(over), window.covered(over)) == (True, range(60, 62))
    assert not window.meets(When.parse("2012")), "a year of which the window holds two months"
    assert not window.meets(year) and not window.meets(When.parse("2011-11-28"))


def test_a_role_has_the_years_of_the_window(site: Site, publication: Publication) -> None:
    assert publication.dossier.edition.window.years == "2011–2012"
    assert "In 2011–2012" in site.pages["people/"].tree.cssselect(".person__role")[0].text_content()


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        ("2012-01-14", "What stands to the right of the violet line came after 14 January, later"),
        ("2012-02-10", ""),
        ("2011-11-20", "All of it came after 20 November 2011, later than the article."),
    ],
)
def test_the_scale_tells_what_is_later_where_it_shows_it(ends: str, told: str, publication: Publication) -> None:
    edition = publication.dossier.edition
    article = edition.article.model_copy(update={"ends": When.parse(ends)})
    changed = replace(publication, dossier=replace(publication.dossier, edition=replace(edition, article=article)))
    extension = ExplainerExtension(changed)
    extension.page = "timeline.md"
    scale = " ".join(Markdown(extensions=[*READING, extension]).convert("/// timeline\n///").split())
    assert (told in scale) and ("days__later" in scale) is told.startswith("What")


def test_what_is_known_by_its_year_stands_under_no_month(publication: Publication) -> None:
    window = publication.dossier.edition.window
    event = publication.dossier.events["survey-2012"]
    heads = {
        date: _span(event.model_copy(update={"date": When.parse(date)}), window).head
        for date in ("2012", "2011", "2011/2012", "2010", "2013", "2012-01", "2012-01/2012-03")
    }
    assert [heads[date] for date in ("2012", "2011", "2011/2012")] == [
        "In 2012, without a month",
        "In 2011, without a month",
        "In 2011 – 2012, without a month",
    ]
    assert [heads[date] for date in ("2010", "2013")] == [f"Before {window.short}", "Later: 2013"]
    assert {heads[date] for date in ("2012-01", "2012-01/2012-03")} == {"January 2012"}


@pytest.mark.parametrize(
    ("date", "told"),
    [("2013-03/2013-04", "March – April"), ("2013-03/2014-04", "March 2013 – April 2014"), ("2013", "2013")],
)
def test_a_date_leaves_out_the_year_of_its_heading_alone(date: str, told: str, publication: Publication) -> None:
    event = publication.dossier.events["survey-2012"].model_copy(update={"date": When.parse(date)})
    changed = replace(publication.dossier, events=publication.dossier.events | {event.id: event})
    extension = ExplainerExtension(replace(publication, dossier=changed))
    extension.page = "timeline.md"
    listed = Markdown(extensions=[*READING, extension]).convert("/// timeline\n///")
    (shown,) = re.findall(rf'id="{event.id}".*?<time[^>]*>([^<]*)</time>', listed, re.DOTALL)
    assert shown == told


def test_every_place_with_events_has_a_named_dot_or_a_direction_in_each_drawing(
    site: Site, publication: Publication
) -> None:
    page, dossier = site.pages["map/"].tree, publication.dossier
    named = {place for event in dossier.events.values() for place in dossier.claims[event.claim].places}
    for form, beyond in (("broad", "li:not(.is-near)"), ("wide", "li:not(.is-near)"), ("narrow", "li")):
        drawings = (f".ground--{form}", ".atlas__crowded", f".atlas__beyond {beyond}")
        dots = page.cssselect(", ".join(f"{drawing} [data-places]" for drawing in drawings))
        assert Counter(id_ for dot in dots for id_ in str(dot.get("data-places")).split()) == Counter(named), form
        assert {str(dot.get("href"))[1:] for dot in dots} <= set(site.pages["map/"].ids)
    assert [spot.get("aria-label") for spot in page.cssselect("a.spot") if not spot.cssselect("text")] == []


def test_a_dot_of_several_places_is_called_by_all_and_lies_beyond_where_it_is_drawn(publication: Publication) -> None:
    dossier = publication.dossier
    lind, quay = dossier.places["lind"], dossier.places["lind-quay"]
    events = list(dossier.events.values())
    shore = [
        lind.model_copy(update={"id": name, "name": name, "lat": -54.5, "lon": lon})
        for name, lon in (("rocks", 4.5), ("point", 4.443))
    ]
    entries = [(lind, events[:2]), (quay, events[2:3]), (shore[0], events[:2]), (shore[1], events[:1])]
    drawings = place_map(entries, dossier)
    dots = [*drawings.wide.iter("a"), *(dot for window in drawings.crowded.values() for dot in window.iter("a"))]
    (dot,) = (one for one in dots if "lind" in str(one.get("data-places")).split())
    assert str(dot.get("aria-label")).startswith(f"{lind.name} and {quay.name}: 3 events (")
    assert {(one.place.id, one.is_near) for one in drawings.beyond} == {("rocks", False), ("point", False)}


# ---- the map's parts, on a made-up shore ----


def test_names_stay_in_the_map_each_at_its_own_dot(publication: Publication) -> None:
    at = {"Abcdef": (0.0, 35.0), "Ghij": (50.0, 25.0), "Klmn": (51.0, 25.0), "Opqrst": (100.0, 15.0)}
    spots = [MapSpot((name,), (name,), name, point, {"lind": 1}) for name, point in at.items()]
    bare = read_ground(publication.dossier.geo, "region", "map").model_copy(update={"countries": {}})
    boxes = []
    for dot in drawn(SMALL_MAP, spots, bare, publication.dossier.edition).iter("a"):
        (text,), name = dot.iter("text"), dot.attrib["data-places"]
        assert text.text == name and dot.attrib["aria-label"] == f"{name}: 1 event (Lind 1)"
        x, y, width = float(text.attrib["x"]), float(text.attrib["y"]), width_of(name, LETTERS)
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[text.attrib["text-anchor"]]
        boxes.append(Box(left, y - LETTERS, left + width, y))
        assert left >= 0 and left + width <= SMALL_MAP.px_wide
        assert boxes[-1].meets(Box.around(SMALL_MAP.px(at[name]), 30, 30)), "the name stands at its dot"
    assert len(boxes) == len(at)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("acted", [{"a": 1}, {"a": 9, "b": 4}, {"a": 9, "b": 4, "c": 2}, dict.fromkeys("abcd", 3)])
def test_a_dot_has_a_sign_for_each_who_acted_set_about_its_middle(
    publication: Publication, acted: dict[str, int]
) -> None:
    disc = publication.dossier.edition.actors["lind"]
    assert disc.shape == "disc"
    found = signs((50, 20), acted, {name: disc.model_copy(update={"id": name}) for name in acted})
    assert [one.get("data-actor") for one in found] == list(acted)
    rounds = [[float(one.attrib[name]) for name in ("cx", "cy", "r")] for one in found]
    assert [radius for *_, radius in rounds] == [dot_radius(number) for number in acted.values()]
    boxes = [Box.around((x, y), radius, radius) for x, y, radius in rounds]
    assert not any(one.grown(-0.1, -0.1).meets(other) for one, other in combinations(boxes, 2))
    left, top, right, bottom = (
        most(sides) for most, sides in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((50, 20), abs=0.1)
    assert (right - left, bottom - top) == pytest.approx(
        MapSpot(("here",), ("Here",), "Here", (0, 0), acted).size, abs=0.1
    )


# ---- in a browser ----


def _shown(page: Page) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('.event')].filter(one => one.checkVisibility()).map(one => one.id)"
    )


def _moved(page: Page) -> list[object]:
    """What moved when the page's filter came."""
    expect(page.locator(".filter")).to_be_visible()
    settle(page)
    return page.evaluate("shifts")


def test_events_are_filtered_printed_and_copied_and_back_undoes_a_choice(
    address: str, browser: Browser, publication: Publication
) -> None:
    events, claims = publication.dossier.events.values(), publication.dossier.claims
    of_sarn = {one.id for one in events if one.actor == "sarn"}
    claimed = {id_ for id_ in of_sarn if claims[id_].status == "claimed"}
    visited = visit(browser, address + "timeline/", 1280)
    page = visited.page
    page.locator("input[value=sarn]").check()
    assert set(_shown(page)) == of_sarn
    page.locator("select[name=status]").select_option("claimed")
    assert set(_shown(page)) == claimed < of_sarn and page.url.endswith("timeline/?actor=sarn&status=claimed")
    heads = page.locator(".span:visible")
    assert all(head.locator(".event:visible").count() for head in heads.all()), "empty months fold away"
    assert page.locator(".timeline__jumps a:visible").count() == heads.count()
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?actor=sarn$"))
    expect(page.locator("select[name=status]")).to_have_value("")
    assert set(_shown(page)) == of_sarn
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#sarn-asks summary").click()
    page.locator("#sarn-asks .permalink").click()
    expect(page.locator("#sarn-asks [role=status]")).to_have_text("Address copied.")
    assert page.evaluate("navigator.clipboard.readText()") == address + "timeline/#sarn-asks"
    page.emulate_media(media="print")
    expect(page.locator("#no-return .event__text")).to_be_visible()
    assert not page.locator("#evening-stop").is_visible() and not page.locator(".filter").is_visible()
    assert visited.complaints == []
    visited.close()


def test_a_link_to_an_event_that_is_folded_or_filtered_away_shows_it(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "timeline/", 360, dark=True, last="filter")
    page = visited.page
    assert _moved(page) == []
    page.goto(address + "timeline/?actor=sarn&theme=railway")
    assert _shown(page) == []
    for id_ in ("light-1887", "evening-train"):
        page.goto(f"{address}timeline/?actor=sarn&theme=railway#{id_}")
        expect(page.locator(f"#{id_} .event__text")).to_be_visible()
        expect(page).to_have_url(f"{address}timeline/#{id_}")
        bar = page.locator(".timeline__jumps").bounding_box()
        line = page.locator(f"#{id_} summary").bounding_box()
        assert bar and line and bar["y"] + bar["height"] <= line["y"] < 700, "the line stands free under the bar"
    assert barriers(page) == []
    visited.close()


def test_without_javascript_the_timeline_is_whole_and_opens(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "timeline/?actor=osterby", 1280, java_script_enabled=False)
    page = visited.page
    assert not page.locator(".filter").is_visible()
    assert not page.locator("#light-1887").is_visible()
    page.locator("#before > summary").click()
    page.locator("#light-1887 summary").click()
    assert page.locator("#light-1887 .event__text").is_visible()
    page.locator(".days a[href='#evening-train']").click()
    assert page.locator("#evening-train .event__text").is_visible()
    visited.close()


def test_map_and_list_mark_each_other_and_dots_lead_to_entries(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "map/", 1280)
    page = visited.page
    dot, entry = page.locator(".ground--broad .spot[href='#gannet-light']"), page.locator("#gannet-light")
    lit, off = re.compile(r"\bis-lit\b"), re.compile(r"\bis-off\b")
    dot.focus()
    expect(entry).to_have_class(lit)
    entry.locator(".place__events a").first.focus()
    expect(entry).not_to_have_class(lit)
    expect(dot).to_have_class(lit)
    dot.press("Enter")
    expect(page).to_have_url(address + "map/#gannet-light")
    box = entry.bounding_box()
    assert box and 0 < box["y"] < 300
    page.locator("input[value=osterby]").check()
    expect(entry).to_be_hidden()
    expect(dot).to_have_class(off)
    assert barriers(page) == []
    visited.close()


_MEETING = """() => [...document.querySelectorAll(".ground")].filter(svg => svg.checkVisibility()).flatMap(svg => {
  const all = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
  return all.flatMap(([name, a], n) => all.slice(n + 1).filter(([, b]) => meet(a, b)).map(([other]) => [name, other]));
})"""


def test_on_every_screen_fingers_find_each_dot_and_names_do_not_meet(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "map/", 360, last="filter", has_touch=True)
    page = visited.page
    assert _moved(page) == []
    for width in (360, 700, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = [dot.bounding_box() for dot in page.locator(".spot:visible .spot__reach").all()]
        assert len(boxes) == page.locator(".spot:visible").count() > 0
        assert all(box and min(box["width"], box["height"]) >= 23.5 for box in boxes)
        assert page.evaluate(_MEETING) == []
    visited.close()


def test_a_place_that_one_map_lacks_is_named_beyond_it(publication: Publication) -> None:
    dossier = publication.dossier
    rock = dossier.places["lind"].model_copy(update={"id": "rock", "name": "Seal Rock", "lat": -54.851, "lon": 3.40})
    lind, events = dossier.places["lind"], list(dossier.events.values())
    (beyond,) = place_map([(rock, events[:1]), (lind, events[1:2])], dossier).beyond
    assert (beyond.place, beyond.is_near) == (rock, False)


def test_a_window_on_what_is_crowded_has_a_dot(publication: Publication) -> None:
    dossier = publication.dossier
    with pytest.raises(ContentError, match="“crowded”: “Lind” has no dot"):
        place_map([(dossier.places["osterby"], list(dossier.events.values())[:1])], dossier)


def test_a_dot_has_the_name_and_entry_of_the_place_with_most_events(
    publication: Publication,
) -> None:
    dossier = publication.dossier
    lind, events = dossier.places["lind"], list(dossier.events.values())
    road = lind.model_copy(update={"id": "road", "name": "Lind–Marl road", "lat": lind.lat + 0.2})
    annex = lind.model_copy(update={"id": "annex", "name": "Annex", "lat": lind.lat + 0.02})
    pier = lind.model_copy(update={"id": "pier", "name": "Pier–Marl road", "lat": lind.lat + 0.4})
    yards = lind.model_copy(update={"id": "yards", "name": "Lind Yards", "lat": lind.lat + 0.6})
    entries = [(annex, events[:1]), (lind, events[:3]), *((place, events[:1]) for place in (road, pier, yards))]
    project = lcc(read_ground(dossier.geo, "region", "map").crs)
    spots = _spots(entries, project, tuple(dossier.edition.actors))
    assert [spot.places[0] for spot in spots] == ["lind", "road", "pier", "yards"], "it leads to whose name it bears"
    assert spots[0].at == project(lind.lon, lind.lat)
    whole = [("Lind",), ("Lind–Marl road", "Lind–Marl"), ("Pier–Marl road", "Pier", "Pier–Marl"), ("Lind Yards",)]
    assert [spot.names for spot in spots] == whole
