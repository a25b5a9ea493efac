"""A window on the map of the region as SVG: land, borders, and a dot for each place that leads to its entry."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from ..charts.geometry import Box, Point, clipped, rings, runs_within
from ..charts.labels import Lines, NameWanted, place_with_scale
from ..charts.labels import NameSpot as Label
from ..charts.words import width_of
from ..data.edition import Actor, Edition, MapWindow
from ..pictures.svg import shortened
from .markup import h

LETTERS = 12  # px, the size of names
_FINE = 40  # km; the outlines are too coarse for a window less wide than this, so it shows none
_SHORTER = 40  # cost of the first word of a name instead of the whole
_FINGER = 14  # px from its middle that a dot can be touched


@dataclass(frozen=True)
class Window:
    """A piece of land by its middle in projected km; `wide` in km, drawn `px` wide and `high` times as high."""

    name: str
    x: float
    y: float
    wide: float
    px: int
    high: float

    @classmethod
    def of(cls, record: MapWindow) -> Window:
        """Return the window that the edition names."""
        x, y = record.middle
        return cls(record.name, x, y, record.wide, record.px, record.high)

    @property
    def box(self) -> Box:
        """Left, bottom, right and top in km."""
        across, up = self.wide / 2, self.wide * self.high / 2
        return self.x - across, self.y - up, self.x + across, self.y + up

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies within."""
        left, bottom, right, top = self.box
        return left <= point[0] <= right and bottom <= point[1] <= top

    def px_of(self, point: Point) -> Point:
        """Return where a point in km stands in the drawing."""
        scale, (left, _, _, top) = self.px / self.wide, self.box
        return (point[0] - left) * scale, (top - point[1]) * scale


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
    window: Window,
    spots: Sequence[MapSpot],
    ground: Mapping[str, Any],
    edition: Edition,
    frames: Sequence[Window] = (),
    names: Sequence[tuple[str, Point]] = (),
) -> Element:
    """Draw a window with the `names` of countries.

    `frames` are the windows that have a drawing of their own, outlined here with their names.
    """
    high = round(window.px * window.high)
    taken = [_around(window.px_of(spot.at), spot.size) for spot in spots]
    parts: list[Element | None] = [
        *_land(window, ground, edition.map.focus),
        *(_frame(window, frame, taken) for frame in frames),
    ]
    parts += [_country(window, name, at, taken) for name, at in names if window.holds(at)]
    scale, labels = _labels(window, spots, taken, _borders(window, ground))
    parts.append(_scale(window, scale))
    about = {"class": "ground", "viewBox": f"0 0 {window.px} {high}", "role": "group", "aria-label": window.name}
    return h("svg", about, parts, (_dot(window, spot, labels, edition.actors) for spot in spots))


def _land(window: Window, ground: Mapping[str, Any], focus: str) -> list[Element]:
    if window.wide < _FINE:
        return []
    left, bottom, right, top = window.box
    rim = window.wide * 0.02  # so that the cut edges lie out of sight
    box = (left - rim, bottom - rim, right + rim, top + rim)
    parts = []
    for code, country in sorted(ground["countries"].items(), key=lambda pair: (pair[0] == focus, pair[0])):
        cut = (clipped(ring, box) for ring in rings(country["x"], country["y"]))
        d = "".join(_path(window, ring) + "Z" for ring in cut if len(ring) > 2)
        if d:
            parts.append(h("path", {"class": "ground__focus" if code == focus else "ground__land", "d": shortened(d)}))
    lines = ground.get("oblast_lines", {"x": (), "y": ()})
    runs = (run for line in rings(lines["x"], lines["y"]) for run in runs_within(line, box) if len(run) > 1)
    d = "".join(shortened(_path(window, run)) for run in runs)
    return [*parts, h("path", {"class": "ground__oblasts", "d": d})] if d else parts


def _path(window: Window, points: Sequence[Point]) -> str:
    placed = (window.px_of(point) for point in points)
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in placed)


def _frame(window: Window, frame: Window, taken: list[Box]) -> Element:
    left, bottom, right, top = frame.box
    (x0, y0), (x1, y1) = window.px_of((left, top)), window.px_of((right, bottom))
    width = width_of(frame.name)
    word, at, anchor = (x0 - width - 4, (y0 + y1) / 2 - 8, x0 - 4, (y0 + y1) / 2 + 8), x0 - 4, "end"
    if word[0] < 0:  # no room at its left
        word, at, anchor = (x1 + 4, word[1], x1 + 4 + width, word[3]), x1 + 4, "start"
    taken += [(x0, y0, x1, y1), word]
    name = {"x": f"{at:.1f}", "y": f"{(y0 + y1) / 2 + 4:.1f}", "text-anchor": anchor}
    rect = {"x": f"{x0:.1f}", "y": f"{y0:.1f}", "width": f"{x1 - x0:.1f}", "height": f"{y1 - y0:.1f}"}
    return h("g", {"class": "ground__frame"}, h("rect", rect), h("text", name, frame.name))


def _country(window: Window, name: str, at: Point, taken: list[Box]) -> Element | None:
    x, y = window.px_of(at)
    half = width_of(name, LETTERS + 2) / 2
    if not half < x < window.px - half or y < LETTERS + 2:
        return None
    taken.append((x - half, y - 11, x + half, y + 4))
    return h("text", {"class": "ground__name", "x": f"{x:.1f}", "y": f"{y:.1f}"}, name)


def _around(at: Point, size: tuple[float, float]) -> Box:
    across, down = size[0] / 2 + 1, size[1] / 2 + 1
    return at[0] - across, at[1] - down, at[0] + across, at[1] + down


def _labels(
    window: Window, spots: Sequence[MapSpot], taken: Sequence[Box], lines: Lines
) -> tuple[Box, Mapping[tuple[str, ...], tuple[str, Label]]]:
    """Find room for the scale and for names; where none is left for a name, for its first word, or none."""
    high = round(window.px * window.high)
    room, inner = (0, 0, window.px, high), (8, 8, window.px - 8, high - 8)
    words = {spot.places: tuple(dict.fromkeys((spot.name, spot.name.partition(" ")[0]))) for spot in spots}
    wanted = [
        NameWanted(window.px_of(spot.at), tuple(map(_size, words[spot.places], (0, _SHORTER))), spot.radius + 4, room)
        for spot in spots
    ]
    size = (max(_bar(window) * window.px / window.wide, width_of(f"{_bar(window)} km")), 20)
    scale, placed = place_with_scale(wanted, size, inner, taken, lines)
    return scale, {
        spot.places: (words[spot.places][label.form], label) for spot, label in zip(spots, placed, strict=True) if label
    }


def _size(words: str, cost: float) -> tuple[float, float, float]:
    return width_of(words, LETTERS), LETTERS + 1, cost


def _borders(window: Window, ground: Mapping[str, Any]) -> list[list[Point]]:
    if window.wide < _FINE:
        return []
    outlines = (ring for country in ground["countries"].values() for ring in rings(country["x"], country["y"]))
    runs = (run for ring in outlines for run in runs_within([*ring, ring[0]], window.box))
    return [[window.px_of(point) for point in run] for run in runs]


def _dot(
    window: Window, spot: MapSpot, labels: Mapping[tuple[str, ...], tuple[str, Label]], actors: Mapping[str, Actor]
) -> Element:
    x, y = window.px_of(spot.at)
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


def _bar(window: Window) -> int:
    return next(bar for bar in (200, 100, 50, 20, 10, 5, 2, 1) if bar * window.px / window.wide < window.px / 3)


def _scale(window: Window, room: Box) -> Element:
    middle, base = (room[0] + room[2]) / 2, room[3]
    half = _bar(window) * window.px / window.wide / 2
    d = f"M{middle - half:.1f},{base - 4:g}V{base:g}H{middle + half:.1f}V{base - 4:g}"
    text = h("text", {"x": f"{middle:.1f}", "y": f"{base - 5:g}", "text-anchor": "middle"}, f"{_bar(window)} km")
    return h("g", {"class": "ground__scale"}, h("path", {"d": d}), text)


def counted(actors: Counter[str], order: Sequence[str]) -> dict[str, int]:
    """Return how often each actor acted, in the fixed order of actors."""
    return {name: actors[name] for name in order if actors[name]}
