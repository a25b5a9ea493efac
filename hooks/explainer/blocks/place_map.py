"""The map of the events: the region, what is crowded once more and larger, and what lies beyond."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from xml.etree.ElementTree import Element

from ..charts.clipping import Point
from ..charts.region_map import geometry, lcc
from ..dossier import Dossier
from ..markup import Child, h
from ..records import Event, Place
from .filtering import ACTOR_WORDS, actor
from .place_window import Spot, Window, counted, dot_radius, drawn

Entry = tuple[Place, list[Event]]

# Middles in km of the region's projection, 53° N 28° E at 0, 0; widths in km.
# The largest and the insets are shown larger than drawn, so that their names are 13 px and more.
_REGION = Window("Belarus and its neighbours", 45, 40, 1150, 560, 0.68)
_BROAD = Window("Belarus and its neighbours", 45, 40, 1150, 728, 0.7)
_BELARUS = Window("Belarus", -5, -30, 640, 320, 0.92)
_CROWDED = (
    Window("Grodno", -278, 52, 84, 140, 1),
    Window("Białowieża", -289, -24, 58, 140, 1),
    Window("Brest", -298, -93, 26, 140, 1),
    Window("Mozyr", 85, -113, 60, 140, 1),
)
_NAMES = (
    ("BLR", 53.35, 27.3),
    ("UKR", 50.75, 26.4),
    ("RUS", 54.7, 33.4),
    ("POL", 51.1, 21.8),
    ("LTU", 55.3, 24.0),
    ("LVA", 56.3, 25.2),
)
_ONE_DOT = 4  # km; places nearer to each other than this share one
_MIDDLE = (53.0, 28.0)
_ARROWS = {
    "north": "↑", "north-east": "↗", "east": "→", "south-east": "↘",
    "south": "↓", "south-west": "↙", "west": "←", "north-west": "↖",
}  # fmt: skip
_NOTE = (
    "Each shape stands for who acted, and is as large as the number of its events; where several acted, there is one "
    "for each. Points are town centres. "
    "Internationally recognised borders, with Crimea in Ukraine; around Brest none is drawn, for the outlines are too "
    "coarse there. Borders: Natural Earth (public domain); places: GeoNames, CC BY 4.0."
)


def place_map(entries: Sequence[Entry], dossier: Dossier) -> Element:
    """Return the figure; each dot leads to the entry of its place in the list."""
    ground = geometry("region", dossier, "places")
    project: Callable[[float, float], Point] = lcc(ground["crs"])
    told = [(place, events) for place, events in entries if events]
    spots = _spots(told, project)
    names = [
        (ground["countries"][code]["name"], project(lon, lat))
        for code, lat, lon in _NAMES
        if code in ground["countries"]
    ]
    apart = [(window, [spot for spot in spots if window.holds(spot.at)]) for window in _CROWDED]
    apart = [(window, those) for window, those in apart if those]
    crowded = {spot.places for _, those in apart for spot in those}
    frames = [window for window, _ in apart]

    insets = [_inset(window, drawn(window, those, ground)) for window, those in apart]

    def main(window: Window, kind: str) -> Element:
        shown = [spot for spot in spots if spot.places not in crowded and window.holds(spot.at)]
        svg = drawn(window, shown, ground, frames, names)
        svg.set("class", f"ground ground--{kind}")
        return svg

    return h(
        "figure",
        {"class": "atlas__map", "data-search-exclude": "", "data-echo": ""},
        h("a", {"class": "skip", "href": "#places"}, "Skip the map"),
        h(
            "div",
            {"class": "atlas__sheet"},
            h("div", {}, main(_BROAD, "broad"), main(_REGION, "wide"), main(_BELARUS, "narrow")),
            h(
                "div",
                {"class": "atlas__aside"},
                h("ul", {"class": "atlas__crowded"}, insets) if insets else None,
                *_legend(spots),
            ),
        ),
        _beyond(told, crowded, project),
        h("figcaption", {}, _NOTE),
    )


def _inset(window: Window, svg: Element) -> Element:
    return h("li", {}, h("span", {"class": "atlas__inset"}, f"Around {window.name}"), svg)


def _spots(entries: Iterable[Entry], project: Callable[[float, float], Point]) -> list[Spot]:
    """Return the dots in the order of the list; the one with most events gives its name."""
    found: list[tuple[Point, list[Entry]]] = []
    for place, events in entries:
        at = project(place.lon, place.lat)
        near = next((those for there, those in found if math.dist(at, there) < _ONE_DOT), None)
        if near is None:
            found.append((at, [(place, events)]))
        else:
            near.append((place, events))
    return [_spot(at, those) for at, those in found]


def _spot(at: Point, entries: Sequence[Entry]) -> Spot:
    events = {event.id: event for _, those in entries for event in those}
    actors = counted(Counter(event.actor for event in events.values()), tuple(ACTOR_WORDS))
    name = entries[0][0].name.partition("–")[0]
    return Spot(tuple(place.id for place, _ in entries), name, at, actors)


def _beyond(
    entries: Iterable[Entry], crowded: set[tuple[str, ...]], project: Callable[[float, float], Point]
) -> Element | None:
    inner = {id_ for ids in crowded for id_ in ids}
    items = []
    for place, events in entries:
        at = project(place.lon, place.lat)
        if place.id in inner or _BELARUS.holds(at):
            continue
        way = _direction(place)
        words: list[Child] = [
            h("span", {"aria-hidden": "true"}, _ARROWS[way]),
            f" {place.name} ",
            h("span", {"class": "vh"}, f"({way}) "),
            h("span", {"class": "filter__n"}, str(len(events))),
        ]
        link = h("a", {"href": f"#{place.id}", "data-places": place.id}, words)
        items.append(h("li", {"class": "is-near"} if _REGION.holds(at) else {}, link))
    if not items:
        return None
    return h("div", {"class": "atlas__beyond"}, h("span", {}, "Beyond the map: "), h("ul", {}, items))


def _direction(place: Place) -> str:
    """Return the direction from the middle of the map on a chart where compass courses are straight lines."""

    def north(lat: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))

    up, across = north(place.lat) - north(_MIDDLE[0]), math.radians(place.lon - _MIDDLE[1])
    return tuple(_ARROWS)[round(math.degrees(math.atan2(across, up)) / 45) % 8]


def _legend(spots: Sequence[Spot]) -> tuple[Element, Element]:
    """Return the key to the colours and, on a line of its own, that to the sizes."""
    most = max((spot.events for spot in spots), default=1)
    shown = [name for name in ACTOR_WORDS if any(name in spot.actors for spot in spots)]
    sizes = sorted({1, round(most / 3) or 1, most})
    return (
        h("ul", {"class": "atlas__legend", "aria-label": "Key: actors"}, (h("li", {}, actor(name)) for name in shown)),
        h("ul", {"class": "atlas__legend", "aria-label": "Key: size of a shape"}, map(_size, sizes)),
    )


def _size(events: int) -> Element:
    return h("li", {"class": "atlas__size"}, _disc(events), f"{events} event{'s' if events > 1 else ''}")


def _disc(events: int) -> Element:
    radius = dot_radius(events)
    size = f"{2 * radius:g}"
    disc = h("circle", {"cx": f"{radius}", "cy": f"{radius}", "r": f"{radius}"})
    return h("svg", {"width": size, "height": size, "aria-hidden": "true"}, disc)
