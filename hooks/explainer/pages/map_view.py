"""A window on the map of the region as SVG: land, borders, and a dot for each place that leads to its entry."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree.ElementTree import Element

from ..charts.geometry import Box, Point
from ..charts.labels import NameSpot, NameWanted, place_with_scale
from ..charts.map_ground import MapView, ScaleBar, borders, outlines, region_borders
from ..charts.words import width_of
from ..data.edition import Actor, Edition
from ..data.land import Ground
from ..pictures.svg import shortened
from .markup import h

LETTERS = 12  # px, the size of names
_FINE = 40  # km; a window less wide than this is too fine for the outlines
_SHORTER = 40  # cost of a part of a name instead of the whole
_FINGER = 14  # px from its middle that a dot can be touched


@dataclass(frozen=True)
class MapSpot:
    """A dot, of one sign or several: its places, where it is in km, and who acted there how often.

    The first of the ids is that of the place whose name it bears; `names` are that name and its short forms;
    it is `called` by the names of all its places.
    """

    places: tuple[str, ...]
    names: tuple[str, ...]
    called: str
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

    def wanted(self, window: MapView, room: Box) -> NameWanted:
        """Return its name as it is to stand in `room`, in px."""
        forms = tuple(
            (width_of(words, LETTERS), LETTERS + 1, _SHORTER * (rank > 0)) for rank, words in enumerate(self.names)
        )
        return NameWanted(window.px(self.at), forms, self.radius + 4, room)


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
    is_fine = window.box[2] - window.box[0] < _FINE
    taken = [Box.around(window.px(spot.at), spot.size[0] / 2 + 1, spot.size[1] / 2 + 1) for spot in spots]
    land = [] if is_fine else _land(window, ground, edition.map.focus)
    outlined = [_frame(window, frame, taken) for frame in frames]
    countries = [_country(window, name, at, taken) for name, at in names]
    bar, room = ScaleBar.of(window, window.px_wide / 3), Box(0, 0, window.px_wide, window.px_high)
    wanted = [spot.wanted(window, room) for spot in spots]
    lines = [] if is_fine else borders(ground, window)
    scale, labels = place_with_scale(wanted, bar.size, room.grown(-8, -8), taken, lines)
    dots = [_dot(window, spot, label, edition.actors) for spot, label in zip(spots, labels, strict=True)]
    view_box = f"0 0 {window.px_wide} {window.px_high}"
    about = {"class": "ground", "viewBox": view_box, "role": "group", "aria-label": window.name}
    return h("svg", about, land, outlined, countries, _scale(bar, scale), dots)


def _at(**places: float) -> dict[str, str]:
    """Return attributes that are px."""
    return {name: f"{px:.1f}" for name, px in places.items()}


def _land(window: MapView, ground: Ground, focus: str) -> list[Element]:
    """Draw countries and the borders of regions, each as one path."""
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
    """Outline a window with its name at the left, or at the right where there is no room; note what they take."""
    room = window.px_box(frame.box)
    x0, y0, x1, y1 = room
    middle, width = (y0 + y1) / 2, width_of(frame.name)
    x, left, anchor = x0 - 4, x0 - width - 4, "end"
    if left < 0:
        x, left, anchor = x1 + 4, x1 + 4, "start"
    taken += [room, Box(left, middle - 8, left + width, middle + 8)]
    name = h("text", {**_at(x=x, y=middle + 4), "text-anchor": anchor}, frame.name)
    return h("g", {"class": "ground__frame"}, h("rect", _at(x=x0, y=y0, width=x1 - x0, height=y1 - y0)), name)


def _country(window: MapView, name: str, at: Point, taken: list[Box]) -> Element | None:
    """Write the name of a country where the window has room for it; note what it takes."""
    x, y = window.px(at)
    half = width_of(name, LETTERS + 2) / 2
    if not window.box.holds(at) or not half < x < window.px_wide - half or y < LETTERS + 2:
        return None
    taken.append(Box(x - half, y - 11, x + half, y + 4))
    return h("text", {"class": "ground__name", **_at(x=x, y=y)}, name)


def _dot(window: MapView, spot: MapSpot, label: NameSpot | None, actors: Mapping[str, Actor]) -> Element:
    """Draw the signs of a spot as a link to its entry, with the name that has room."""
    x, y = window.px(spot.at)
    who = ", ".join(f"{actors[name].name} {count}" for name, count in spot.actors.items())
    words = f"{spot.called}: {spot.events} event{'s' if spot.events > 1 else ''} ({who})"
    reach = {"class": "spot__reach", **_at(cx=x, cy=y), "r": f"{max(_FINGER, spot.radius + 2):g}"}
    about = {"class": "spot", "href": f"#{spot.places[0]}", "data-places": " ".join(spot.places), "aria-label": words}
    shown = [h("title", {}, words), h("circle", reach), *signs((x, y), spot.actors, actors)]
    return h("a", about, shown, _name(spot.names[label.form], label) if label else None)


def _name(words: str, label: NameSpot) -> Element:
    left, _, right, bottom = label.box
    if "right" in label.side:
        x, anchor = left, "start"
    elif "left" in label.side:
        x, anchor = right, "end"
    else:
        x, anchor = (left + right) / 2, "middle"
    return h("text", {**_at(x=x, y=bottom - 3), "text-anchor": anchor}, words)


def _scale(bar: ScaleBar, room: Box) -> Element:
    (left, tip), (_, base), (right, _), _ = bar.points(room)
    path = h("path", {"d": f"M{left:.1f},{tip:g}V{base:g}H{right:.1f}V{tip:g}"})
    words = {**_at(x=room.middle[0]), "y": f"{base - 5:g}", "text-anchor": "middle"}
    return h("g", {"class": "ground__scale"}, path, h("text", words, bar.words))


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
