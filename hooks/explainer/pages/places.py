"""The map of the events: the region, what is crowded once more and larger, and what lies beyond."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from ..charts.geometry import Point
from ..charts.map_ground import Project, geometry, lcc
from ..charts.words import short_date
from ..data.dossier import Dossier
from ..data.edition import Actor, MapPage, Pair
from ..data.fields import country_name
from ..data.records import Event, Place
from .base import GeneratedBlock
from .filter import actor_mark, event_fields, event_values, filter_form
from .map_window import MapSpot, Window, counted, dot_radius, drawn
from .markup import Child, h, joined, later, spelling, status_mark

Entry = tuple[Place, list[Event]]

_ONE_DOT = 4  # km; places nearer to each other than this share one
_ARROWS = {
    "north": "↑", "north-east": "↗", "east": "→", "south-east": "↘",
    "south": "↓", "south-west": "↙", "west": "←", "north-west": "↖",
}  # fmt: skip
_NOTE = (
    "Each shape stands for who acted, and is as large as the number of its events; where several acted, there is one "
    "for each. Points are town centres."
)


def place_map(entries: Sequence[Entry], dossier: Dossier) -> Element:
    """Return the figure; each dot leads to the entry of its place in the list."""
    page = dossier.edition.map
    wide, broad, narrow = map(Window.of, (page.windows.wide, page.windows.broad, page.windows.narrow))
    ground = geometry("region", dossier, "places")
    project = lcc(ground["crs"])
    told = [(place, events) for place, events in entries if events]
    spots = _spots(told, project, tuple(dossier.edition.actors))
    names = [
        (ground["countries"][code]["name"], project(lon, lat))
        for code, (lat, lon) in page.countries.items()
        if code in ground["countries"]
    ]
    apart = [(window, [spot for spot in spots if window.holds(spot.at)]) for window in map(Window.of, page.crowded)]
    apart = [(window, those) for window, those in apart if those]
    crowded = {spot.places for _, those in apart for spot in those}
    frames = [window for window, _ in apart]

    insets = [_inset(window, drawn(window, those, ground, dossier.edition)) for window, those in apart]

    def main(window: Window, kind: str) -> Element:
        shown = [spot for spot in spots if spot.places not in crowded and window.holds(spot.at)]
        svg = drawn(window, shown, ground, dossier.edition, frames, names)
        svg.set("class", f"ground ground--{kind}")
        return svg

    return h(
        "figure",
        {"class": "atlas__map", "data-search-exclude": "", "data-echo": ""},
        h("a", {"class": "skip", "href": "#places"}, "Skip the map"),
        h(
            "div",
            {"class": "atlas__sheet"},
            h("div", {}, main(broad, "broad"), main(wide, "wide"), main(narrow, "narrow")),
            h(
                "div",
                {"class": "atlas__aside"},
                h("ul", {"class": "atlas__crowded"}, insets) if insets else None,
                *_legend(spots, dossier.edition.actors),
            ),
        ),
        _beyond(told, crowded, project, page),
        h("figcaption", {}, f"{_NOTE} {page.note}"),
    )


def _inset(window: Window, svg: Element) -> Element:
    return h("li", {}, h("span", {"class": "atlas__inset"}, f"Around {window.name}"), svg)


def _spots(entries: Iterable[Entry], project: Project, order: Sequence[str]) -> list[MapSpot]:
    """Return the dots in the order of the list; the one with most events gives its name."""
    found: list[tuple[Point, list[Entry]]] = []
    for place, events in entries:
        at = project(place.lon, place.lat)
        near = next((those for there, those in found if math.dist(at, there) < _ONE_DOT), None)
        if near is None:
            found.append((at, [(place, events)]))
        else:
            near.append((place, events))
    return [_spot(at, those, order) for at, those in found]


def _spot(at: Point, entries: Sequence[Entry], order: Sequence[str]) -> MapSpot:
    events = {event.id: event for _, those in entries for event in those}
    actors = counted(Counter(event.actor for event in events.values()), order)
    name = entries[0][0].name.partition("–")[0]
    return MapSpot(tuple(place.id for place, _ in entries), name, at, actors)


def _beyond(entries: Iterable[Entry], crowded: set[tuple[str, ...]], project: Project, page: MapPage) -> Element | None:
    inner = {id_ for ids in crowded for id_ in ids}
    items = []
    wide, narrow = Window.of(page.windows.wide), Window.of(page.windows.narrow)
    for place, events in entries:
        at = project(place.lon, place.lat)
        if place.id in inner or narrow.holds(at):
            continue
        way = _direction(place, page.middle)
        words: list[Child] = [
            h("span", {"aria-hidden": "true"}, _ARROWS[way]),
            f" {place.name} ",
            h("span", {"class": "vh"}, f"({way}) "),
            h("span", {"class": "filter__n"}, str(len(events))),
        ]
        link = h("a", {"href": f"#{place.id}", "data-places": place.id}, words)
        items.append(h("li", {"class": "is-near"} if wide.holds(at) else {}, link))
    if not items:
        return None
    return h("div", {"class": "atlas__beyond"}, h("span", {}, "Beyond the map: "), h("ul", {}, items))


def _direction(place: Place, middle: Pair) -> str:
    """Return the direction from the middle of the map on a chart where compass courses are straight lines."""

    def north(lat: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))

    up, across = north(place.lat) - north(middle[0]), math.radians(place.lon - middle[1])
    return tuple(_ARROWS)[round(math.degrees(math.atan2(across, up)) / 45) % 8]


def _legend(spots: Sequence[MapSpot], actors: Mapping[str, Actor]) -> tuple[Element, Element]:
    """Return the key to the colours and, on a line of its own, that to the sizes."""
    most = max((spot.events for spot in spots), default=1)
    items = (h("li", {}, actor_mark(one)) for one in actors.values() if any(one.id in spot.actors for spot in spots))
    sizes = sorted({1, round(most / 3) or 1, most})
    return (
        h(
            "ul",
            {"class": "atlas__legend", "aria-label": "Key: actors"},
            items,
        ),
        h("ul", {"class": "atlas__legend", "aria-label": "Key: size of a shape"}, map(_size, sizes)),
    )


def _size(events: int) -> Element:
    return h("li", {"class": "atlas__size"}, _disc(events), f"{events} event{'s' if events > 1 else ''}")


def _disc(events: int) -> Element:
    radius = dot_radius(events)
    size = f"{2 * radius:g}"
    disc = h("circle", {"cx": f"{radius}", "cy": f"{radius}", "r": f"{radius}"})
    return h("svg", {"width": size, "height": size, "aria-hidden": "true"}, disc)


_FIRST = ("BY", "PL", "UA", "RU")  # the countries with most of the places; the others follow by name


def _country(place: Place) -> tuple[int, str]:
    rank = _FIRST.index(place.country) if place.country in _FIRST else len(_FIRST)
    return rank, country_name(place.country)


def _degrees(value: float, sides: str) -> str:
    return f"{abs(value):.2f}° {sides[value < 0]}"


class Places(GeneratedBlock):
    """All places with their spellings and coordinates, the events that happened there, and the map of them."""

    NAME = "places"
    CLASS = "atlas"

    def build(self) -> Any:
        """Return the filter, the map, and the list by country."""
        dossier = self.context.dossier
        places = sorted(dossier.places.values(), key=lambda place: (*_country(place), place.name.casefold()))
        self._events: dict[str, list[Event]] = {place.id: [] for place in places}
        for event in dossier.timeline:
            for id_ in dossier.claims[event.claim].places:
                self._events[id_].append(event)
        placed = [event for event in dossier.timeline if dossier.claims[event.claim].places]
        fields = event_fields(placed, dossier)
        yield filter_form(
            ".place__events > li",
            ".place, .places__country",
            ("event at these places", "events at these places"),
            *fields,
        )
        yield h(
            "div",
            {"class": "atlas__body"},
            place_map([(place, self._events[place.id]) for place in places], dossier),
            h(
                "div",
                {"class": "places", "id": "places"},
                (self._section(name, list(group)) for (_, name), group in groupby(places, _country)),
            ),
        )

    def _section(self, name: str, places: list[Place]) -> Element:
        return h(
            "section",
            {"class": "places__country"},
            h("h2", {"id": f"country-{places[0].country.lower()}"}, name),
            h("ul", {}, map(self._place, places)),
        )

    def _place(self, place: Place) -> Element:
        events = self._events[place.id]
        about = joined(
            (
                *(h("span", {}, spelling(alias)) for alias in place.aliases),
                f"{_degrees(place.lat, 'NS')}, {_degrees(place.lon, 'EW')}",
                place.note,
            ),
            " · ",
        )
        return h(
            "li",
            {"class": "place", "id": place.id},
            h("p", {"class": "place__name"}, place.name),
            h("p", {"class": "place__about"}, about),
            h("ul", {"class": "place__events"}, map(self._event, events)) if events else None,
            self.edit_link("places", place.line),
        )

    def _event(self, event: Event) -> Element:
        dossier = self.context.dossier
        claim = dossier.claims[event.claim]
        return h(
            "li",
            {"data-event": event.id, **event_values(event, dossier)},
            h("time", {"datetime": event.date.start}, short_date(event.date, year=True)),
            " ",
            actor_mark(self.context.dossier.edition.actors[event.actor]),
            " ",
            h(
                "span",
                {"class": "place__event"},
                status_mark(claim.status),
                " ",
                h("a", {"href": f"timeline.md#{event.id}"}, claim.title),
                [" ", later()] if dossier.is_later(claim) else None,
            ),
        )
