"""Places for labels: values at points and bars, events along a lane, names beside the dots of a map.

A kind of chart says where each of its labels could stand and what that costs; `arrangements` chooses for all of them.
"""

from __future__ import annotations

import math
from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Any, TypeVar

from .geometry import Box, Point, cross, runs_within

Spot = TypeVar("Spot")


def arrangements(
    labels: Iterable[Iterable[tuple[float, Spot]]],
    together: Callable[[Spot, Sequence[Spot]], float],
    kept: int = 60,
) -> list[tuple[float, tuple[Spot, ...]]]:
    """Return arrangements of all labels with their cost, the cheapest first; none where labels have no room.

    Each label comes as its spots with what they cost; `together` says what a spot costs beside those chosen before it,
    infinity where it cannot stand there. So many arrangements are `kept` while one label is placed after the other.
    """
    best: list[tuple[float, tuple[Spot, ...]]] = [(0, ())]
    for spots in labels:
        choices = sorted(spots, key=lambda choice: choice[0])
        ways = [(cost + own, before, spot) for cost, before in best for own, spot in choices]
        longer, costs = list[tuple[float, int]](), list[float]()
        for number in sorted(range(len(ways)), key=lambda number: ways[number][0]):
            least, before, spot = ways[number]
            if len(costs) >= kept and costs[kept - 1] < least:
                break  # what is left is dearer even where it meets nothing
            if (more := together(spot, before)) < math.inf:
                longer.append((least + more, number))
                insort(costs, least + more)
        best = [(cost, (*ways[number][1], ways[number][2])) for cost, number in sorted(longer)[:kept]]
    return best


@dataclass(frozen=True)
class ValueSpot:
    """Where a value may stand: how it is written, how its point holds it, as Plotly says it, and its box in px."""

    text: str
    held: Mapping[str, Any]
    box: Box


_MEETING, _CLOSE = 1000, 6  # cost of a value on other words or a bar, and of other words so near


def place_values(
    values: Iterable[Iterable[tuple[float, ValueSpot]]], taken: Sequence[Box], near: float = 0, kept: int = 1
) -> tuple[ValueSpot, ...]:
    """Choose a spot for each value, one after the other, off what is `taken` and off the values before it.

    `near` are the px between two values within which either may be read with the point of the other; of so many ways
    that are `kept` the best is taken.
    """

    def crowding(spot: ValueSpot, before: Sequence[ValueSpot]) -> float:
        others = [*taken, *(one.box for one in before)]
        close = sum(map(spot.box.grown(near, near).meets, others)) if near else 0
        return _MEETING * sum(map(spot.box.meets, others)) + _CLOSE * close

    return arrangements(values, crowding, kept)[0][1]


_ROW, _FIRST = 16, 16  # px: from row to row, and from a line to the middle of the first
_GAP = 14  # px between two labels of one row
_BESIDE_LINE = 3  # px that a label keeps from a leader or a line
_CROSSING = 30  # cost of a label on a line; a further row costs 12
_ASTRAY = 14  # cost of a label that begins or ends over another’s point, as if it were its own
_OVER = 16  # px from an end of a label within which a point is read as its own
_CLEAR = 6  # px from a line to a label that ends at it
ROWS = (1, 2, 3, 4, -1, -2, -3, -4)  # over a line and under it, by their distance


def row(number: int, left: float = -math.inf, right: float = math.inf) -> Box:
    """Return a stretch of a row in px from the line: 1 is next above it, -1 next below."""
    middle = -math.copysign(_FIRST + (abs(number) - 1) * _ROW, number)
    return Box(left, middle - _ROW / 2, right, middle + _ROW / 2)


@dataclass(frozen=True)
class LabelWanted:
    """A label that belongs to the point `x`, or to all from there to `until` (px along the line), `width` px wide."""

    x: float
    width: float
    until: float = 0


@dataclass(frozen=True)
class LabelSpot:
    """Where a label stands, in px from the line: its box, and the point of the line that it belongs to."""

    box: Box
    x: float

    @cached_property
    def leader(self) -> Box:
        """The room of the thin line that leads from the point to the label."""
        return Box(self.x - _BESIDE_LINE, min(self.box.high, 0), self.x + _BESIDE_LINE, max(self.box.low, 0))

    @property
    def is_led(self) -> bool:
        """Whether another row lies between the label and the line, so that a thin line leads to it."""
        return self.leader.high - self.leader.low > _ROW

    @cached_property
    def room(self) -> Box:
        """The box with the gap to the next label of its row."""
        return self.box.grown(_GAP, 0)

    def touches(self, box: Box) -> bool:
        """Tell whether the label comes too near to what stands in a box, or its leader would cut it."""
        return self.room.meets(box) or self.leader.meets(box)

    def meets(self, other: LabelSpot) -> bool:
        """Tell whether two labels, or a label and the leader of another, would touch."""
        return self.touches(other.box) or other.leader.meets(self.box)

    def covers(self, line: Box) -> bool:
        """Tell whether the label would stand on a line."""
        return self.box.grown(_BESIDE_LINE, 0).meets(line)


def place(
    labels: Sequence[LabelWanted], left: float, right: float, *, taken: Sequence[Box] = (), lines: Sequence[Box] = ()
) -> tuple[LabelSpot, ...]:
    """Place labels, in order of their points, between `left` and `right` px and in as few rows as the best try needs.

    `taken` is room that something else stands in; what `lines` take is better left free.
    ValueError when even the outer rows have no room.
    """
    candidates = (
        [
            (cost + _CROSSING * sum(map(spot.covers, lines)) + _ASTRAY * _astray(spot, labels), spot)
            for cost, spot in _candidates(label, left, right, lines)
            if not any(map(spot.touches, taken))
        ]
        for label in labels
    )
    found = arrangements(candidates, lambda spot, before: math.inf if any(map(spot.meets, before)) else 0)
    if not found:
        raise ValueError("no room for all labels; show fewer events or a longer span")
    return found[0][1]


def _astray(spot: LabelSpot, labels: Sequence[LabelWanted]) -> bool:
    """Tell whether an end of a label stands over the point of another, and not over its own."""
    return any(
        abs(end - label.x) < _OVER < abs(end - spot.x)
        for end in (spot.box.left + 6, spot.box.right - 6)
        for label in labels
        if label.x != spot.x
    )


def _candidates(
    label: LabelWanted, left: float, right: float, lines: Sequence[Box]
) -> Iterator[tuple[float, LabelSpot]]:
    """Yield the places of a label: held by its point, or flush with a line or an edge that it would cross."""
    held = [(0.0, label.x - 6), (1.5, label.x - label.width / 2), (1.0, label.x + 6 - label.width)]
    for number in ROWS:
        passed = [line for line in lines if line.meets(row(number))]
        flush = {left, right - label.width}
        flush |= {line.right + _CLEAR for line in passed} | {line.left - _CLEAR - label.width for line in passed}
        for cost, start in (*held, *((2.0, start) for start in sorted(flush))):
            end = start + label.width
            # Only a label next to the line can stand over a later part of what it belongs to.
            last = max(label.x, label.until) if abs(number) == 1 else label.x
            over = start - 6 <= last and label.x <= end + 6
            if over and start >= left and end <= right:
                dear = (abs(number) - 1) * 12 + (0.4 if number < 0 else 0)
                yield cost + dear, LabelSpot(row(number, start, end), label.x)


DotSide = str  # right, left, above, below, or two of them: “above right”

_DEARER: Mapping[DotSide, int] = {  # the cost of each side
    "right": 0, "left": 1, "above": 2, "below": 2,
    "above right": 3, "below right": 3, "above left": 4, "below left": 4,
}  # fmt: skip
SIDES = tuple(_DEARER)
_CROSSED, _CROSSED_PX = 10, 0.3  # cost of a line through a name, and of each px of it in there
_AWAY = 12  # cost of a border between a name and its dot
_FOREIGN = 30  # cost of a name that may be read as that of another dot
_BESIDE = 14  # px from a dot within which a name at its height is read as its own
_MISSING = 400  # cost of no name at all
_NAME_CLEAR = (4, 1)  # px across and up that a name keeps from lines, since letters may run wider than estimated
_APART = (10, 1)  # px from name to name within which two read as one line
_LETTERS = 2  # px by which the room of a line stands over its letters
_EDGE = 2  # px that a name keeps from the edge of the map


@dataclass(frozen=True)
class NameWanted:
    """A name for the dot at `at`: the `forms` it can have (width, height, cost), and how far `aside` it begins.

    All places are in px from the upper left corner; `sides` are those it may stand at, within `room`.
    """

    at: Point
    forms: tuple[tuple[float, float, float], ...]
    aside: float
    room: Box
    sides: tuple[DotSide, ...] = SIDES


@dataclass(frozen=True)
class NameSpot:
    """Where a name stands: its form, by number, its side of the dot, and its box."""

    form: int
    side: DotSide
    box: Box

    @cached_property
    def clear(self) -> Box:
        """The room that no other name may touch."""
        return self.box.grown(*_NAME_CLEAR)

    @cached_property
    def apart(self) -> Box:
        """The room within which another name reads as one line with it."""
        return self.box.grown(*_APART)


Lines = Sequence[Sequence[Point]]
Leg = tuple[Point, Point]  # a stretch of a line
NameSpots = tuple[NameSpot | None, ...]


def place_beside(names: Sequence[NameWanted], taken: Sequence[Box], lines: Lines) -> NameSpots:
    """Place all names as cheaply as the best try can; None for one that has no room.

    `taken` is room that something else stands in; `lines` are better left free.
    """
    return arrangements(_name_spots(names, taken, lines), _crowding)[0][1]


def place_with_scale(
    names: Sequence[NameWanted], size: tuple[float, float], room: Box, taken: Sequence[Box], lines: Lines
) -> tuple[Box, NameSpots]:
    """Place a scale bar of a size in px in that corner of `room` which serves it and the names best, and the names."""
    width, height = size
    corners: list[tuple[float, NameSpot | None]] = []
    for y, x in product((room.high - height, room.low), (room.left, room.right - width)):
        box = Box(x, y, x + width, y + height)
        cost = _crossing(box, _near(lines, box)) + _MISSING * sum(map(box.meets, taken))
        corners.append((cost, NameSpot(0, "", box)))
    bar, *spots = arrangements([corners, *_name_spots(names, taken, lines)], _crowding, kept=120)[0][1]
    assert bar is not None
    return bar.box, tuple(spots)


def _crowding(spot: NameSpot | None, before: Sequence[NameSpot | None]) -> float:
    """Return what a name costs that reads as one line with others; it may not touch one."""
    boxes = [other.box for other in before if other]
    if spot is None or not boxes:
        return 0
    if any(map(spot.clear.meets, boxes)):
        return math.inf
    return _CLOSE * sum(map(spot.apart.meets, boxes))


def shift(side: DotSide, aside: float) -> Point:
    """Return by how many px across and down a name at a side of its dot begins off the dot's middle."""
    near = aside * 0.7 if " " in side else aside
    across = near if "right" in side else -near if "left" in side else 0
    up = (near - _LETTERS) * (-1 if "above" in side else 1 if "below" in side else 0)
    return across, up


def _crossing(box: Box, legs: Sequence[Leg]) -> float:
    """Return the cost of the lines that run through a box, or close by."""
    long = sum(math.dist(*run) for leg in legs for run in runs_within(leg, box.grown(*_NAME_CLEAR)))
    return _CROSSED + long * _CROSSED_PX if long else 0


def _name_spots(
    names: Sequence[NameWanted], taken: Sequence[Box], lines: Lines
) -> list[list[tuple[float, NameSpot | None]]]:
    """Return for each name where it can stand, and that it can be missing, with what that costs."""
    dots = [name.at for name in names]
    return [[(_MISSING, None), *_spots(name, dots, taken, lines)] for name in names]


def _spots(
    name: NameWanted, dots: Sequence[Point], taken: Sequence[Box], lines: Lines
) -> Iterator[tuple[float, NameSpot]]:
    room = name.room.grown(-_EDGE, 0)
    others = [dot for dot in dots if dot != name.at]
    reach = name.aside + max(max(size[:2]) for size in name.forms)
    legs = _near(lines, Box.around(name.at, reach, reach))
    for form, (width, height, dearer) in enumerate(name.forms):
        for side in name.sides:
            box = _box(name, (width, height), side)
            if room.holds(box[:2]) and room.holds(box[2:]) and not any(map(box.meets, taken)):
                cost = _DEARER[side] + _crossing(box, legs) + _mistaken(name.at, box, others, legs)
                yield dearer + cost, NameSpot(form, side, box)


def _near(lines: Lines, box: Box) -> list[Leg]:
    """Return the legs of lines that may reach into a box, or close by: the others cost nothing there."""
    left, top, right, bottom = box.grown(*_NAME_CLEAR)
    return [
        (start, end)
        for line in lines
        for start, end in pairwise(line)
        if min(start[0], end[0]) <= right
        and max(start[0], end[0]) >= left
        and min(start[1], end[1]) <= bottom
        and max(start[1], end[1]) >= top
    ]


def _mistaken(at: Point, box: Box, others: Sequence[Point], legs: Sequence[Leg]) -> float:
    """Return the cost of a name that may be read as that of another dot, or of another country."""
    cost = _AWAY * any(cross((at, box.middle), leg) for leg in legs)
    near = box.distance(at) + _LETTERS
    return cost + _FOREIGN * sum(box.distance(other) < near or _leads(other, box) for other in others)


def _leads(dot: Point, box: Box) -> bool:
    """Tell whether a name reads on from a dot, which stands at its height right before or behind it."""
    return box.low + _LETTERS < dot[1] < box.high - _LETTERS and box.left - _BESIDE < dot[0] < box.right + _BESIDE


def _box(name: NameWanted, size: tuple[float, float], side: DotSide) -> Box:
    (x, y), (width, height) = name.at, size
    across, up = shift(side, name.aside)
    left = x + across - (width if "left" in side else 0 if "right" in side else width / 2)
    top = y + up - (height if "above" in side else 0 if "below" in side else height / 2)
    return Box(left, top, left + width, top + height)
