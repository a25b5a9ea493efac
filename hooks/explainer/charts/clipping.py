"""Outlines cut to a window, so that a drawing carries no more than it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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


def runs_within(points: list[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the stretches of a line that touch a box."""
    left, bottom, right, top = box
    run: list[Point] = []
    for point in points:
        if left <= point[0] <= right and bottom <= point[1] <= top:
            run.append(point)
        elif run:
            yield run
            run = []
    if run:
        yield run
