"""The map of the events: the region, what is crowded once more and larger, and what lies beyond."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from ..charts.geometry import Point
from ..charts.map_ground import MapView, Project, lcc, turned
from ..data.dossier import Dossier
from ..data.edition import Actor, Pair
from ..data.fields import country_name
from ..data.land import read_ground
from ..data.names import sort_key
from ..data.problem import ContentError, Problem
from ..data.records import Event, Place
from .base import GeneratedBlock
from .map_view import MapSpot, dot_radius, drawn
from .templates import View
from .timeline import FilterCounts

Entry = tuple[Place, list[Event]]

# A word that can stand for a name, and not for its kind or side.
_NAMES = re.compile(
    r"(?!(?:Bay|Camp|Cape|City|East|Fort|Grand|Great|Gulf|Isle|Island|Lake|Little|Lower|Mount|North|Point|Port|River"
    r"|Saint|Sainte|South|Upper|West)$)[^\W\d_][\w–’'-]{3,}"
)
_ONE_DOT = 4  # km; places nearer to each other than this share one
_ARROWS = {
    "north": "↑", "north-east": "↗", "east": "→", "south-east": "↘",
    "south": "↓", "south-west": "↙", "west": "←", "north-west": "↖",
}  # fmt: skip


@dataclass(frozen=True)
class Beyond:
    """A place beyond a map: the way there in words, its arrow, and whether both maps of wider screens have it."""

    place: Place
    way: str
    arrow: str
    is_near: bool


@dataclass(frozen=True)
class PlaceMap:
    """The drawings of the map, in three widths and of what is crowded by name, its keys, and what lies beyond.

    `sizes` has the radius in px of a sign by the number of its events.
    """

    broad: Element
    wide: Element
    narrow: Element
    crowded: Mapping[str, Element]
    actors: Sequence[Actor]
    sizes: Mapping[int, float]
    beyond: Sequence[Beyond]


def place_map(entries: Sequence[Entry], dossier: Dossier) -> PlaceMap:
    """Draw the map of places with their events; ContentError where what is crowded is nowhere there."""
    page = dossier.edition.map
    wide, broad, narrow = map(MapView.of, (page.windows.wide, page.windows.broad, page.windows.narrow))
    ground = read_ground(dossier.geo, "region", "places")
    project = lcc(ground.crs)
    told = [(place, events) for place, events in entries if events]
    spots = _spots(told, project, tuple(dossier.edition.actors))
    names = [
        (ground.countries[code].name, project(lon, lat))
        for code, (lat, lon) in page.countries.items()
        if code in ground.countries
    ]
    apart = [
        (window, [spot for spot in spots if window.box.holds(spot.at)]) for window in map(MapView.of, page.crowded)
    ]
    if problems := [
        Problem.of_record("edition", page.line, f"“crowded”: “{window.name}” has no dot", "a place with events")
        for window, those in apart
        if not those
    ]:
        raise ContentError(problems)
    crowded = {spot.places for _, those in apart for spot in those}
    frames = [window for window, _ in apart]

    def main(window: MapView, kind: str) -> Element:
        shown = [spot for spot in spots if spot.places not in crowded and window.box.holds(spot.at)]
        svg = drawn(window, shown, ground, dossier.edition, frames, names)
        svg.set("class", f"ground ground--{kind}")
        return svg

    most = max((spot.events for spot in spots), default=1)
    inner = {id_ for ids in crowded for id_ in ids}
    dots = {id_: spot.at for spot in spots for id_ in spot.places}
    outer = [(place, dots[place.id]) for place, _ in told if place.id not in inner]
    return PlaceMap(
        broad=main(broad, "broad"),
        wide=main(wide, "wide"),
        narrow=main(narrow, "narrow"),
        crowded={window.name: drawn(window, those, ground, dossier.edition) for window, those in apart},
        actors=[one for one in dossier.edition.actors.values() if any(one.id in spot.actors for spot in spots)],
        sizes={events: dot_radius(events) for events in sorted({1, round(most / 3) or 1, most})},
        beyond=[
            Beyond(place, *_direction(place, page.middle), wide.box.holds(at) and broad.box.holds(at))
            for place, at in outer
            if not all(window.box.holds(at) for window in (wide, broad, narrow))
        ],
    )


def _spots(entries: Iterable[Entry], project: Project, order: Sequence[str]) -> list[MapSpot]:
    """Return the dots in the order of the list: each where the place with most events is, whose name it bears."""
    told = list(entries)
    found: dict[Point, list[Entry]] = {}
    for place, events in sorted(told, key=lambda entry: -len(entry[1])):
        at = project(place.lon, place.lat)
        near = next((there for there in found if math.dist(at, there) < _ONE_DOT), at)
        found.setdefault(near, []).append((place, events))
    names = [place.name for place, _ in told]
    ranks = {place.id: rank for rank, (place, _) in enumerate(told)}
    spots = [_spot(at, those, order, names) for at, those in found.items()]
    return sorted(spots, key=lambda spot: min(ranks[id_] for id_ in spot.places))


def _spot(at: Point, entries: Sequence[Entry], order: Sequence[str], names: Collection[str]) -> MapSpot:
    events = {event.id: event for _, those in entries for event in those}
    counts = Counter(event.actor for event in events.values())
    actors = {name: counts[name] for name in order if counts[name]}
    namer = entries[0][0]
    # Of a crossing between two places the first half, and the first word; none that begins another name, too.
    first = namer.name.partition(" ")[0]
    forms = (namer.name, namer.name.partition("–")[0], first if _NAMES.fullmatch(first) else namer.name)
    names = tuple(form for form in dict.fromkeys(forms) if _is_own(form, namer.name, names))
    *most, last = (place.name for place, _ in entries)
    called = f"{', '.join(most)} and {last}" if most else last
    return MapSpot(tuple(place.id for place, _ in entries), names, called, at, actors)


def _is_own(form: str, name: str, names: Collection[str]) -> bool:
    """Tell whether a form of a name says which of several is meant."""
    return form == name or not any(re.match(rf"{re.escape(form)}\b", other) for other in names if other != name)


def _direction(place: Place, middle: Pair) -> tuple[str, str]:
    """Return the direction from the middle of the map, and its arrow, where compass courses are straight lines."""

    def north(lat: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))

    up, across = north(place.lat) - north(middle[0]), math.radians(turned(place.lon - middle[1]))
    return tuple(_ARROWS.items())[round(math.degrees(math.atan2(across, up)) / 45) % 8]


def _country(place: Place, first: Sequence[str]) -> tuple[int, str]:
    """Return the rank of a place's country in the list, the `first` before the others, and its name."""
    rank = first.index(place.country) if place.country in first else len(first)
    return rank, country_name(place.country)


def _coordinates(place: Place) -> str:
    return f"{abs(place.lat):.2f}° {'NS'[place.lat < 0]}, {abs(place.lon):.2f}° {'EW'[place.lon < 0]}"


@dataclass(frozen=True)
class PlacesView(View):
    """The map, the places by country with their events and coordinates, and how many events each filter would leave."""

    map: PlaceMap
    countries: Sequence[tuple[str, Sequence[Place]]]
    events_of: Mapping[str, Sequence[Event]]
    coordinates: Mapping[str, str]
    counts: FilterCounts


class Places(GeneratedBlock):
    """All places with their spellings and coordinates, the events that happened there, and the map of them."""

    NAME = "places"
    SCRIPTS = ("filter", "places")
    CLASS = "atlas"

    def view(self) -> PlacesView:
        dossier = self.context.dossier
        first = dossier.edition.map.first
        places = sorted(dossier.places.values(), key=lambda place: (*_country(place, first), sort_key(place.name)))
        events_of: dict[str, list[Event]] = {place.id: [] for place in places}
        for event in dossier.timeline:
            for id_ in dossier.claims[event.claim].places:
                events_of[id_].append(event)
        by_country = groupby(places, lambda place: _country(place, first))
        placed = [event for event in dossier.timeline if dossier.claims[event.claim].places]
        return PlacesView(
            map=place_map([(place, events_of[place.id]) for place in places], dossier),
            countries=[(name, list(group)) for (_, name), group in by_country],
            events_of=events_of,
            coordinates={place.id: _coordinates(place) for place in places},
            counts=FilterCounts.of(placed, dossier),
        )
