"""Places for names beside the dots of a map: off each other, off dots, and off borders where there is room."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .clipping import Box, Point, runs_within

Side = str  # right, left, above, below, or two of them: “above right”

SIDES: tuple[Side, ...] = (
    "right", "left", "above", "below",
    "above right", "below right", "above left", "below left",
)  # fmt: skip
_DEARER = dict(zip(SIDES, (0, 1, 2, 2, 3, 3, 4, 4), strict=True))  # the cost of each side
_CROSSED, _CROSSED_PX = 10, 0.3  # cost of a line through a name, and of each px of it in there
_AWAY = 12  # cost of a border between a name and its dot
_FOREIGN = 30  # cost of a name that may be read as that of another dot
_BESIDE = 14  # px from a dot within which a name at its height is read as its own
_MISSING = 400  # cost of no name at all
_CLEAR = (4, 1)  # px across and up that a name keeps from lines, since letters may run wider than estimated
_APART, _CLOSE = (10, 1), 6  # px from name to name within which two read as one line, and what that costs
_LETTERS = 2  # px by which the room of a line stands over its letters
_EDGE = 2  # px that a name keeps from the edge of the map
_BEAM = 60  # arrangements kept while names are placed one after the other


@dataclass(frozen=True)
class Wanted:
    """A name for the dot at `at`: the `forms` it can have (width, height, cost), and how far `aside` it begins.

    All places are in px from the upper left corner; `sides` are those it may stand at, within `room`.
    """

    at: Point
    forms: tuple[tuple[float, float, float], ...]
    aside: float
    room: Box
    sides: tuple[Side, ...] = SIDES


@dataclass(frozen=True)
class Spot:
    """Where a name stands: its form, by number, its side of the dot, and its box."""

    form: int
    side: Side
    box: Box


Lines = Sequence[Sequence[Point]]
Spots = tuple[Spot | None, ...]
Candidate = tuple[float, Spot | None]  # what a spot costs; no spot is one, too


def place_beside(names: Sequence[Wanted], taken: Sequence[Box], lines: Lines) -> Spots:
    """Place all names as cheaply as the best try can; None for one that has no room.

    `taken` is room that something else stands in; `lines` are better left free.
    """
    return _placed(_candidates(names, taken, lines))[1]


def place_with_scale(
    names: Sequence[Wanted], size: tuple[float, float], room: Box, taken: Sequence[Box], lines: Lines
) -> tuple[Box, Spots]:
    """Place a scale bar of a size in px in that corner of `room` which serves it and the names best, and the names."""
    (left, top, right, bottom), (width, height) = room, size
    candidates = _candidates(names, taken, lines)  # what they cost is the same wherever the bar stands
    tries = []
    for x, y in ((left, bottom - height), (right - width, bottom - height), (left, top), (right - width, top)):
        box = (x, y, x + width, y + height)
        cost, spots = _placed([[one for one in of if not (one[1] and meet(one[1].box, box))] for of in candidates])
        cost += _crossing(box, lines) + _MISSING * sum(meet(box, other) for other in taken)
        tries.append((cost, (box, spots)))
    return min(tries, key=lambda one: one[0])[1]


def _placed(candidates: Sequence[Sequence[Candidate]]) -> tuple[float, Spots]:
    beam: list[tuple[float, Spots]] = [(0, ())]
    for found in candidates:
        grown = [
            (cost + extra + _CLOSE * _meeting(spot, spots, _APART), (*spots, spot))
            for cost, spots in beam
            for extra, spot in found
            if not _meeting(spot, spots, _CLEAR)
        ]
        beam = sorted(grown, key=lambda state: state[0])[:_BEAM]
    return beam[0]


def _meeting(spot: Spot | None, spots: Spots, apart: tuple[int, int]) -> int:
    """Count the names that stand nearer to one than `apart`."""
    return sum(meet(_grown(spot.box, apart), other.box) for other in spots if other) if spot else 0


def shift(side: Side, aside: float) -> Point:
    """Return by how many px across and down a name at a side of its dot begins off the dot's middle."""
    near = aside * 0.7 if " " in side else aside
    across = near if "right" in side else -near if "left" in side else 0
    up = (near - _LETTERS) * (-1 if "above" in side else 1 if "below" in side else 0)
    return across, up


def meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes share room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _crossing(box: Box, lines: Lines) -> float:
    """Return the cost of the lines that run through a box, or close by."""
    box = _grown(box, _CLEAR)
    long = sum(math.dist(*leg) for line in lines for run in runs_within(line, box) for leg in pairwise(run))
    return _CROSSED + long * _CROSSED_PX if long else 0


def _candidates(names: Sequence[Wanted], taken: Sequence[Box], lines: Lines) -> list[list[Candidate]]:
    """Return for each name where it can stand, the cheapest first."""
    dots = [name.at for name in names]
    return [
        sorted(_spots(name, [dot for dot in dots if dot != name.at], taken, lines), key=lambda candidate: candidate[0])
        for name in names
    ]


def _spots(name: Wanted, others: Sequence[Point], taken: Sequence[Box], lines: Lines) -> Iterator[Candidate]:
    left, top, right, bottom = name.room
    yield _MISSING, None
    for form, (width, height, dearer) in enumerate(name.forms):
        for side in name.sides:
            box = _box(name, (width, height), side)
            inside = box[0] >= left + _EDGE and box[1] >= top and box[2] <= right - _EDGE and box[3] <= bottom
            if inside and not any(meet(box, other) for other in taken):
                cost = _DEARER[side] + _crossing(box, lines) + _mistaken(name.at, box, others, lines)
                yield dearer + cost, Spot(form, side, box)


def _mistaken(at: Point, box: Box, others: Sequence[Point], lines: Lines) -> float:
    """Return the cost of a name that may be read as that of another dot, or of another country."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    cost = _AWAY * any(_cross((at, middle), leg) for line in lines for leg in pairwise(line))
    near = _distance(at, box) + _LETTERS
    return cost + _FOREIGN * sum(_distance(other, box) < near or _leads(other, box) for other in others)


def _leads(dot: Point, box: Box) -> bool:
    """Tell whether a name reads on from a dot, which stands at its height right before or behind it."""
    return box[1] + _LETTERS < dot[1] < box[3] - _LETTERS and box[0] - _BESIDE < dot[0] < box[2] + _BESIDE


def _grown(box: Box, by: tuple[int, int]) -> Box:
    return box[0] - by[0], box[1] - by[1], box[2] + by[0], box[3] + by[1]


def _distance(point: Point, box: Box) -> float:
    (x, y), (left, top, right, bottom) = point, box
    return math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom))


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Tell whether two stretches cross: the ends of each lie on either side of the other."""
    return all(_side(*a, b[0]) * _side(*a, b[1]) < 0 for a, b in ((one, other), (other, one)))


def _side(start: Point, end: Point, point: Point) -> float:
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def _box(name: Wanted, size: tuple[float, float], side: Side) -> Box:
    (x, y), (width, height) = name.at, size
    across, up = shift(side, name.aside)
    left = x + across - (width if "left" in side else 0 if "right" in side else width / 2)
    top = y + up - (height if "above" in side else 0 if "below" in side else height / 2)
    return left, top, left + width, top + height
