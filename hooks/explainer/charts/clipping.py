"""Outlines cut to a window, so that a drawing carries no more than it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top


def rings(xs: Sequence[Any], ys: Sequence[Any]) -> Iterator[list[Point]]:
    """Yield the outlines of a country; None parts them."""
    ring: list[Point] = []
    for x, y in zip((*xs, None), (*ys, None), strict=True):
        if x is not None:
            ring.append((x, y))
        elif ring:
            yield ring
            ring = []


def clipped(ring: list[Point], box: Box) -> list[Point]:
    """Cut a closed outline to a box (Sutherland and Hodgman); what leaves the box runs along its edge."""
    left, bottom, right, top = box
    for axis, limit, keeps in (
        (0, left, lambda value, limit: value >= limit),
        (0, right, lambda value, limit: value <= limit),
        (1, bottom, lambda value, limit: value >= limit),
        (1, top, lambda value, limit: value <= limit),
    ):
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


def holds(ring: Sequence[Point], point: Point) -> bool:
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
        piece = _within(start, end, box)
        if piece is not None:
            run = [*run, piece[1]] if run else list(piece)
        if run and (piece is None or piece[1] != end):
            yield run
            run = []
    if run:
        yield run


def _within(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """Cut a stretch to a box (Liang and Barsky); None where it passes by."""
    (x, y), across, up = start, end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in ((-across, x - box[0]), (across, box[2] - x), (-up, y - box[1]), (up, box[3] - y)):
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
