"""Boxes, outlines and lines in a plane: whether they meet, and how one is cut to another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import ge, le
from typing import Any, NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle by its edges; where px count down, the upper edge is the `low` one."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def around(cls, at: Point, across: float, up: float) -> Box:
        """Return the box that reaches so far from a point to either side."""
        return cls(at[0] - across, at[1] - up, at[0] + across, at[1] + up)

    @property
    def middle(self) -> Point:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.low + self.high) / 2

    @property
    def corners(self) -> list[Point]:
        """Its outline, which ends where it begins."""
        left, low, right, high = self
        return [(left, low), (right, low), (right, high), (left, high), (left, low)]

    def grown(self, across: float, up: float) -> Box:
        """Return the box with so much more to either side."""
        return Box(self.left - across, self.low - up, self.right + across, self.high + up)

    def moved(self, across: float, up: float) -> Box:
        """Return the box so far away."""
        return Box(self.left + across, self.low + up, self.right + across, self.high + up)

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share room."""
        across = self.left < other.right and other.left < self.right
        return across and self.low < other.high and other.low < self.high

    def shared(self, other: Box) -> float:
        """Return how much room two boxes share."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.high, other.high) - max(self.low, other.low)
        return max(0.0, across) * max(0.0, up)

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in the box or on its edge."""
        return self.left <= point[0] <= self.right and self.low <= point[1] <= self.high

    def distance(self, point: Point) -> float:
        """Return how far a point lies from the box; 0 in it."""
        x, y = point
        return math.hypot(max(self.left - x, 0, x - self.right), max(self.low - y, 0, y - self.high))


def cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Tell whether two stretches cross: the ends of each lie on either side of the other."""
    return all(_side(*a, b[0]) * _side(*a, b[1]) < 0 for a, b in ((one, other), (other, one)))


def _side(start: Point, end: Point, point: Point) -> float:
    return (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])


def curve(*handles: Point) -> list[Point]:
    """Return the Bézier curve from the first of some handles to the last, in twelve steps."""
    degree, points = len(handles) - 1, []
    for t in (step / 12 for step in range(13)):
        x = y = 0.0
        for number, handle in enumerate(handles):
            weight = math.comb(degree, number) * t**number * (1 - t) ** (degree - number)
            x, y = x + weight * handle[0], y + weight * handle[1]
        points.append((x, y))
    return points


def rings(xs: Sequence[Any], ys: Sequence[Any]) -> Iterator[list[Point]]:
    """Yield the outlines of a country; None parts them."""
    for is_point, points in groupby(zip(xs, ys, strict=True), key=lambda point: point[0] is not None):
        if is_point:
            yield list(points)


def clipped(ring: list[Point], box: Box) -> list[Point]:
    """Cut a closed outline to a box (Sutherland and Hodgman); what leaves the box runs along its edge."""
    left, bottom, right, top = box
    for axis, limit, keeps in ((0, left, ge), (0, right, le), (1, bottom, ge), (1, top, le)):
        ring = list(_cut(ring, axis, limit, keeps))
    return ring


def _cut(ring: list[Point], axis: int, limit: float, keeps: Callable[[float, float], bool]) -> Iterator[Point]:
    for start, end in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside = keeps(end[axis], limit)
        if inside != keeps(start[axis], limit):
            share = (limit - start[axis]) / (end[axis] - start[axis])
            yield start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
        if inside:
            yield end


def encloses(ring: Sequence[Point], point: Point) -> bool:
    """Tell whether a point lies in an outline: a ray to the right leaves it once more than it enters."""
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            inside = not inside
    return inside


def runs_within(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the stretches of a line that lie in a box, cut at its edges."""
    run: list[Point] = []
    for start, end in pairwise(points):
        piece = _piece_within(start, end, box)
        if piece is not None:
            run = [*run, piece[1]] if run else list(piece)
        if run and (piece is None or piece[1] != end):
            yield run
            run = []
    if run:
        yield run


def _piece_within(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """Cut a stretch to a box (Liang and Barsky); None where it passes by."""
    (x, y), (x1, y1), (left, low, right, high) = start, end, box
    if (x < left and x1 < left) or (x > right and x1 > right) or (y < low and y1 < low) or (y > high and y1 > high):
        return None  # as most do
    across, up = x1 - x, y1 - y
    first, last = 0.0, 1.0
    for step, room in ((-across, x - left), (across, right - x), (-up, y - low), (up, high - y)):
        if step == 0 and room < 0:
            return None
        if step < 0:
            first = max(first, room / step)
        elif step > 0:
            last = min(last, room / step)
    if first >= last:
        return None
    return (
        start if first == 0 else (x + first * across, y + first * up),
        end if last == 1 else (x + last * across, y + last * up),
    )


def bowed(points: list[Point], bend: float) -> list[Point]:
    """Bow each leg by `bend` km to the left of its direction."""
    if not bend:
        return points
    legs = points[:1]
    for (x0, y0), (x1, y1) in pairwise(points):
        long = math.hypot(x1 - x0, y1 - y0) or 1  # a leg of no length is told by the map
        middle = ((x0 + x1) / 2 - (y1 - y0) / long * 2 * bend, (y0 + y1) / 2 + (x1 - x0) / long * 2 * bend)
        legs += [(round(x, 1), round(y, 1)) for x, y in curve((x0, y0), middle, (x1, y1))[1:]]
    return legs
