"""A window on the map of the region as SVG: land, borders, and a dot for each place that leads to its entry."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from ..charts.clipping import Box, Point, clipped, rings, runs_within
from ..charts.lettering import width_of
from ..charts.paths import shortened
from ..markup import h

LETTERS = 12  # px, the size of names
_FINE = 40  # km; the outlines are too coarse for a window less wide than this, so it shows none
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
class Spot:
    """A dot: the ids and names of the places it stands for, where it is in km, and who acted there how often."""

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
        """Its size in px; the area grows with the events."""
        return dot_radius(self.events)


@dataclass(frozen=True)
class Label:
    """A name beside its dot: where it stands in px, and which end of it."""

    words: str
    x: float
    y: float
    anchor: str


def dot_radius(events: int) -> float:
    """Return the radius in px of a dot for a number of events."""
    return round(2.2 + 2 * math.sqrt(events), 1)


def drawn(
    window: Window,
    spots: Sequence[Spot],
    ground: Mapping[str, Any],
    frames: Sequence[Window] = (),
    names: Sequence[tuple[str, Point]] = (),
) -> Element:
    """Draw a window with the `names` of countries.

    `frames` are the windows that have a drawing of their own, outlined here with their names.
    """
    high = round(window.px * window.high)
    taken = [_around(window.px_of(spot.at), spot.radius + 1) for spot in spots]
    parts: list[Element | None] = [*_land(window, ground), *(_frame(window, frame, taken) for frame in frames)]
    parts += [_country(window, name, at, taken) for name, at in names if window.holds(at)]
    parts.append(_scale(window, high, taken))
    labels = _labels(window, spots, taken)
    about = {"class": "ground", "viewBox": f"0 0 {window.px} {high}", "role": "group", "aria-label": window.name}
    return h("svg", about, parts, (_dot(window, spot, labels) for spot in spots))


def _land(window: Window, ground: Mapping[str, Any]) -> list[Element]:
    if window.wide < _FINE:
        return []
    left, bottom, right, top = window.box
    rim = window.wide * 0.02  # so that the cut edges lie out of sight
    box = (left - rim, bottom - rim, right + rim, top + rim)
    parts = []
    for code, country in sorted(ground["countries"].items(), key=lambda pair: (pair[0] == "BLR", pair[0])):
        cut = (clipped(ring, box) for ring in rings(country["x"], country["y"]))
        d = "".join(_path(window, ring) + "Z" for ring in cut if len(ring) > 2)
        if d:
            parts.append(h("path", {"class": "ground__focus" if code == "BLR" else "ground__land", "d": shortened(d)}))
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
    word = (x0 - width - 4, (y0 + y1) / 2 - 8, x0 - 4, (y0 + y1) / 2 + 8)
    if word[0] < 0:  # no room at its left
        word = (x1 + 4, word[1], x1 + 4 + width, word[3])
    taken += [(x0, y0, x1, y1), word]
    at = {"x": f"{word[0]:.1f}", "y": f"{(y0 + y1) / 2 + 4:.1f}"}
    rect = {"x": f"{x0:.1f}", "y": f"{y0:.1f}", "width": f"{x1 - x0:.1f}", "height": f"{y1 - y0:.1f}"}
    return h("g", {"class": "ground__frame"}, h("rect", rect), h("text", at, frame.name))


def _country(window: Window, name: str, at: Point, taken: list[Box]) -> Element | None:
    x, y = window.px_of(at)
    half = width_of(name, LETTERS + 2) / 2
    if not half < x < window.px - half or y < LETTERS + 2:
        return None
    taken.append((x - half, y - 11, x + half, y + 4))
    return h("text", {"class": "ground__name", "x": f"{x:.1f}", "y": f"{y:.1f}"}, name)


def _around(at: Point, radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _labels(window: Window, spots: Sequence[Spot], taken: list[Box]) -> dict[tuple[str, ...], Label]:
    """Find room for names, those with most events first; where none is left for a name, for its first word, or none."""
    found = {}
    for spot in sorted(spots, key=lambda one: (-one.events, one.name)):
        for words in dict.fromkeys((spot.name, spot.name.partition(" ")[0])):
            free = (one for one in _beside(window, spot, words) if _is_free(one[1], window, taken))
            label, box = next(free, (None, None))
            if label and box:
                taken.append(box)
                found[spot.places] = label
                break
    return found


def _beside(window: Window, spot: Spot, words: str) -> Iterator[tuple[Label, Box]]:
    """Yield the label at each side of its dot, with the room that it takes."""
    x, y = window.px_of(spot.at)
    width, aside = width_of(words, LETTERS), spot.radius + 4
    for anchor, at, left, base in (
        ("start", x + aside, x + aside, y + 4),
        ("end", x - aside, x - aside - width, y + 4),
        ("middle", x, x - width / 2, y + aside + 9),
        ("middle", x, x - width / 2, y - aside),
    ):
        yield Label(words, at, base, anchor), (left, base - 10, left + width, base + 3)


def _is_free(box: Box, window: Window, taken: Sequence[Box]) -> bool:
    return box[0] > 1 and box[2] < window.px - 1 and not any(_meet(box, other) for other in taken)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _dot(window: Window, spot: Spot, labels: Mapping[tuple[str, ...], Label]) -> Element:
    x, y = window.px_of(spot.at)
    words = f"{spot.name}: {spot.events} event{'s' if spot.events > 1 else ''}"
    name = labels.get(spot.places)
    return h(
        "a",
        {"class": "spot", "href": f"#{spot.places[0]}", "data-places": " ".join(spot.places), "aria-label": words},
        h("title", {}, words),
        h("circle", {"class": "spot__reach", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": str(_FINGER)}),
        pie((x, y), spot.radius, spot.actors),
        h("text", {"x": f"{name.x:.1f}", "y": f"{name.y:.1f}", "text-anchor": name.anchor}, name.words)
        if name
        else None,
    )


def pie(at: Point, radius: float, actors: Mapping[str, int]) -> list[Element]:
    """Draw a disc whose sectors are as large as each actor's share, clockwise from the top."""
    x, y = at
    if len(actors) == 1:
        return [
            h("circle", {"data-actor": name, "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{radius}"}) for name in actors
        ]
    parts, total, turned = [], sum(actors.values()), 0
    for name, count in actors.items():
        start, end = (2 * math.pi * part / total for part in (turned, turned + count))
        turned += count
        (x0, y0), (x1, y1) = ((x + radius * math.sin(turn), y - radius * math.cos(turn)) for turn in (start, end))
        large = int(2 * count > total)
        d = f"M{x:.1f},{y:.1f}L{x0:.1f},{y0:.1f}A{radius},{radius} 0 {large} 1 {x1:.1f},{y1:.1f}Z"
        parts.append(h("path", {"data-actor": name, "d": d}))
    return parts


def _scale(window: Window, high: int, taken: list[Box]) -> Element:
    per_px = window.wide / window.px
    long = next(bar for bar in (200, 100, 50, 20, 10, 5) if bar / per_px < window.px / 3)
    end = 8 + long / per_px
    words = f"{long} km"
    taken.append((8, high - 18, end + 5 + width_of(words), high))
    d = f"M8,{high - 12}V{high - 8}H{end:.1f}V{high - 12}"
    text = h("text", {"x": f"{end + 5:.1f}", "y": str(high - 6)}, words)
    return h("g", {"class": "ground__scale"}, h("path", {"d": d}), text)


def counted(actors: Counter[str], order: Sequence[str]) -> dict[str, int]:
    """Return how often each actor acted, in the fixed order of actors."""
    return {name: actors[name] for name in order if actors[name]}
