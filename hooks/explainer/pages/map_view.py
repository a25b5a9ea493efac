"""A window on the map of the region as SVG: land, borders, and a dot for each place that leads to its entry."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from ..charts.geometry import Box, Point, around, grown, within
from ..charts.labels import Lines, NameWanted, place_with_scale
from ..charts.labels import NameSpot as Label
from ..charts.map_ground import Ground, ScaleBar, View, borders, outlines, region_borders
from ..charts.words import width_of
from ..data.edition import Actor, Edition, MapWindow
from ..pictures.svg import shortened
from .markup import h

LETTERS = 12  # px, the size of names
_FINE = 40  # km; a window less wide than this is too fine for the outlines
_SHORTER = 40  # cost of the first word of a name instead of the whole
_FINGER = 14  # px from its middle that a dot can be touched


@dataclass(frozen=True)
class MapView(View):
    """A view with a name, `px` wide and `high` px high."""

    name: str
    px_wide: int
    px_high: int

    @classmethod
    def of(cls, record: MapWindow) -> MapView:
        """Return the window that the edition names."""
        x, y = record.middle
        box = around((x, y), record.wide / 2, record.wide * record.high / 2)
        return cls(box, record.wide / record.px, record.name, record.px, round(record.px * record.high))

    def holds(self, point: Point) -> bool:
        """Tell whether a point in km lies within."""
        return within(point, self.box)

    @property
    def is_fine(self) -> bool:
        """Whether the outlines are too coarse for it, so that it shows none."""
        return self.box[2] - self.box[0] < _FINE


@dataclass(frozen=True)
class MapSpot:
    """A dot, of one sign or several: the ids of its places and a name, where it is in km, who acted there how often."""

    places: tuple[str, ...]
    name: str
    at: Point
    actors: Mapping[str, int]

    @property
    def events(self) -> int:
        """How many events the dot stands for."""
        return sum(self.actors.values())

    @property
    def radius(self) -> float:
        """The px from its middle to where its signs end."""
        return max(self.size) / 2

    @property
    def size(self) -> tuple[float, float]:
        """How wide and how high its signs stand, in px."""
        return _size_of(_rows(self.actors))


def dot_radius(events: int) -> float:
    """Return the radius in px of a sign for a number of events; the area grows with them."""
    return round(2.2 + 1.4 * math.sqrt(events), 1)


def drawn(
    window: MapView,
    spots: Sequence[MapSpot],
    ground: Ground,
    edition: Edition,
    frames: Sequence[MapView] = (),
    names: Sequence[tuple[str, Point]] = (),
) -> Element:
    """Draw a window with the `names` of countries.

    `frames` are the windows that have a drawing of their own, outlined here with their names.
    """
    taken = [around(window.px(spot.at), spot.size[0] / 2 + 1, spot.size[1] / 2 + 1) for spot in spots]
    parts: list[Element | None] = [
        *_land(window, ground, edition.map.focus),
        *(_frame(window, frame, taken) for frame in frames),
    ]
    parts += [_country(window, name, at, taken) for name, at in names if window.holds(at)]
    bar, lines = ScaleBar.of(window, window.px_wide / 3), [] if window.is_fine else borders(ground, window)
    scale, labels = _labels(window, spots, bar, taken, lines)
    parts.append(_scale(bar, scale))
    about = {
        "class": "ground",
        "viewBox": f"0 0 {window.px_wide} {window.px_high}",
        "role": "group",
        "aria-label": window.name,
    }
    return h("svg", about, parts, (_dot(window, spot, labels, edition.actors) for spot in spots))


def _land(window: MapView, ground: Ground, focus: str) -> list[Element]:
    if window.is_fine:
        return []
    parts = []
    for code, pieces in groupby(outlines(ground, window.with_rim, focus), key=lambda piece: piece.code):
        d = shortened("".join(_path(window, piece.points) + "Z" for piece in pieces))
        parts.append(h("path", {"class": "ground__focus" if code == focus else "ground__land", "d": d}))
    d = "".join(shortened(_path(window, line)) for line in region_borders(ground, window.with_rim))
    return [*parts, h("path", {"class": "ground__oblasts", "d": d})] if d else parts


def _path(window: MapView, points: Sequence[Point]) -> str:
    placed = (window.px(point) for point in points)
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in placed)


def _frame(window: MapView, frame: MapView, taken: list[Box]) -> Element:
    x0, y0, x1, y1 = window.px_box(frame.box)
    width = width_of(frame.name)
    word, at, anchor = (x0 - width - 4, (y0 + y1) / 2 - 8, x0 - 4, (y0 + y1) / 2 + 8), x0 - 4, "end"
    if word[0] < 0:  # no room at its left
        word, at, anchor = (x1 + 4, word[1], x1 + 4 + width, word[3]), x1 + 4, "start"
    taken += [(x0, y0, x1, y1), word]
    name = {"x": f"{at:.1f}", "y": f"{(y0 + y1) / 2 + 4:.1f}", "text-anchor": anchor}
    rect = {"x": f"{x0:.1f}", "y": f"{y0:.1f}", "width": f"{x1 - x0:.1f}", "height": f"{y1 - y0:.1f}"}
    return h("g", {"class": "ground__frame"}, h("rect", rect), h("text", name, frame.name))


def _country(window: MapView, name: str, at: Point, taken: list[Box]) -> Element | None:
    x, y = window.px(at)
    half = width_of(name, LETTERS + 2) / 2
    if not half < x < window.px_wide - half or y < LETTERS + 2:
        return None
    taken.append((x - half, y - 11, x + half, y + 4))
    return h("text", {"class": "ground__name", "x": f"{x:.1f}", "y": f"{y:.1f}"}, name)


def _labels(
    window: MapView, spots: Sequence[MapSpot], bar: ScaleBar, taken: Sequence[Box], lines: Lines
) -> tuple[Box, Mapping[tuple[str, ...], tuple[str, Label]]]:
    """Find room for the scale and for names; where none is left for a name, for its first word, or none."""
    room = (0, 0, window.px_wide, window.px_high)
    words = {spot.places: tuple(dict.fromkeys((spot.name, spot.name.partition(" ")[0]))) for spot in spots}
    wanted = [
        NameWanted(window.px(spot.at), tuple(map(_size, words[spot.places], (0, _SHORTER))), spot.radius + 4, room)
        for spot in spots
    ]
    scale, placed = place_with_scale(wanted, bar.size, grown(room, -8, -8), taken, lines)
    return scale, {
        spot.places: (words[spot.places][label.form], label) for spot, label in zip(spots, placed, strict=True) if label
    }


def _size(words: str, cost: float) -> tuple[float, float, float]:
    return width_of(words, LETTERS), LETTERS + 1, cost


def _dot(
    window: MapView, spot: MapSpot, labels: Mapping[tuple[str, ...], tuple[str, Label]], actors: Mapping[str, Actor]
) -> Element:
    x, y = window.px(spot.at)
    who = ", ".join(f"{actors[name].name} {count}" for name, count in spot.actors.items())
    words = f"{spot.name}: {spot.events} event{'s' if spot.events > 1 else ''} ({who})"
    reach = max(_FINGER, spot.radius + 2)
    name = labels.get(spot.places)
    return h(
        "a",
        {"class": "spot", "href": f"#{spot.places[0]}", "data-places": " ".join(spot.places), "aria-label": words},
        h("title", {}, words),
        h("circle", {"class": "spot__reach", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{reach:g}"}),
        signs((x, y), spot.actors, actors),
        _name(*name) if name else None,
    )


def _name(words: str, label: Label) -> Element:
    left, _, right, bottom = label.box
    across, anchor = (
        (left, "start") if "right" in label.side else (right, "end") if "left" in label.side
        else ((left + right) / 2, "middle")
    )  # fmt: skip
    return h("text", {"x": f"{across:.1f}", "y": f"{bottom - 3:.1f}", "text-anchor": anchor}, words)


def signs(at: Point, counts: Mapping[str, int], actors: Mapping[str, Actor]) -> list[Element]:
    """Draw a sign for each actor, as large as the number of its events, the largest in the first row."""
    (x, y), rows = at, _rows(counts)
    top = y - _size_of(rows)[1] / 2
    drawn_ = []
    for row in rows:
        high = 2 * max(radius for _, radius in row)
        left = x - sum(2 * radius for _, radius in row) / 2
        for name, radius in row:
            drawn_.append(sign(actors[name], (left + radius, top + high / 2), radius))
            left += 2 * radius
        top += high
    return drawn_


def _rows(actors: Mapping[str, int]) -> list[list[tuple[str, float]]]:
    """Set the signs in one row or two, so that they stand about as wide as high."""
    sized = sorted(((name, dot_radius(count)) for name, count in actors.items()), key=lambda one: -one[1])
    first = len(sized) if len(sized) < 3 else (len(sized) + 1) // 2
    return [row for row in (sized[:first], sized[first:]) if row]


def _size_of(rows: Sequence[Sequence[tuple[str, float]]]) -> tuple[float, float]:
    wide = max(sum(2 * radius for _, radius in row) for row in rows)
    return wide, sum(2 * max(radius for _, radius in row) for row in rows)


# The corners of each shape about its middle, in radii; a disc has none.
_PLUS = ((-0.4, -1), (0.4, -1), (0.4, -0.4), (1, -0.4), (1, 0.4), (0.4, 0.4))
_CORNERS: Mapping[str, Sequence[Point]] = {
    "square": ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "triangle": ((0, -1.1), (1.1, 0.85), (-1.1, 0.85)),
    "diamond": ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0)),
    "wedge": ((0, 1.1), (-1.1, -0.85), (1.1, -0.85)),
    "plus": (*_PLUS, *((-x, -y) for x, y in _PLUS)),
}


def sign(actor: Actor, at: Point, radius: float) -> Element:
    """Draw the sign of an actor: its shape tells who it is where colours do not."""
    x, y = at
    if actor.shape not in _CORNERS:
        return h("circle", {"data-actor": actor.id, "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius:g}"})
    corners = (f"{x + across * radius:.1f},{y + down * radius:.1f}" for across, down in _CORNERS[actor.shape])
    return h("path", {"data-actor": actor.id, "d": f"M{'L'.join(corners)}Z"})


def _scale(bar: ScaleBar, room: Box) -> Element:
    (left, tip), (_, base), (right, _), _ = bar.points(room)
    path = h("path", {"d": f"M{left:.1f},{tip:g}V{base:g}H{right:.1f}V{tip:g}"})
    words = {"x": f"{(room[0] + room[2]) / 2:.1f}", "y": f"{base - 5:g}", "text-anchor": "middle"}
    return h("g", {"class": "ground__scale"}, path, h("text", words, bar.words))


def counted(actors: Counter[str], order: Sequence[str]) -> dict[str, int]:
    """Return how often each actor acted, in the fixed order of actors."""
    return {name: actors[name] for name in order if actors[name]}
