"""Where the values of a line chart are written: beside their points, off the line, the events and each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .beside import meet
from .clipping import Box, Point, runs_within

_LINE, _LEADING = 16, 4  # px from line to line of a value, and how much of that lies over its letters
_OFF = 4  # px from a point to its value
_ASIDE = 9  # px from the middle of a point to a value beside it
_CLEAR = 2  # px that a value keeps from lines
_NEAR = 6  # px between two values within which either may be read with the point of the other
_THROUGH, _POINT, _MEETING, _OUTSIDE = 20, 30, 40, 100  # cost of a line, a point, another value, the edge
_BROKEN = 10  # cost of a second line
_CLOSE, _BEYOND = 6, 6  # cost of another value so near, and of a place that holds on less closely


@dataclass(frozen=True)
class Place:
    """How a value is held by its point, as Plotly says it, and the box that it takes; px, up from the foot."""

    xanchor: str
    yanchor: str
    xshift: float
    yshift: float
    box: Box


@dataclass(frozen=True)
class Room:
    """What stands in a panel, in px to the right of and above its lower left corner."""

    width: float
    height: float
    lines: Sequence[Sequence[Point]]
    points: Sequence[Point]


def value_place(
    at: Point, sizes: Sequence[tuple[float, int]], room: Room, taken: Sequence[Box], *, step: bool
) -> tuple[int, Place]:
    """Return which of its `sizes` (px wide, lines high) a value takes, the first if it can, and its place there."""

    def cost(candidate: tuple[int, float, Place]) -> float:
        number, dear, place = candidate
        dear += _BROKEN * number
        left, foot, right, top = place.box
        near = (left - _CLEAR, foot - _CLEAR, right + _CLEAR, top + _CLEAR)
        dear += _THROUGH * sum(any(runs_within(line, near)) for line in room.lines)
        dear += _POINT * sum(
            left - 3 < x < right + 3 and foot - 3 < y < top + 3 for x, y in room.points if (x, y) != at
        )
        dear += _MEETING * sum(meet(place.box, other) for other in taken)
        dear += _CLOSE * sum(meet((left - _NEAR, foot - _NEAR, right + _NEAR, top + _NEAR), other) for other in taken)
        return dear + _OUTSIDE * (left < -_OFF or right > room.width + _ASIDE or foot < 0 or top > room.height)

    candidates = ((number, *one) for number, size in enumerate(sizes) for one in _places(at, size, step=step))
    number, _, place = min(candidates, key=cost)
    return number, place


def _places(at: Point, size: tuple[float, int], *, step: bool) -> Iterator[tuple[float, Place]]:
    """Yield the places round a point: over it, beside it, under it; a step is better left of its riser."""
    (x, y), (wide, lines) = at, size
    high = lines * _LINE - _LEADING
    levels = {"bottom": (y + _OFF, _OFF, 0.0), "middle": (y - high / 2, 0.0, 2.0), "top": (y - _OFF - high, -_OFF, 3.0)}
    for yanchor, (foot, up, dear) in levels.items():
        # How far the near edge of a value lies beyond its point: it ends a little behind it, or clear of a line there.
        for order, beyond in enumerate((-_ASIDE,) if yanchor == "middle" else (_OFF, -_ASIDE - 3)):
            ways = {
                "center": (x - wide / 2, 0.0, 1.0 if step else 0.0),
                "right": (x + beyond - wide, beyond, 0.0 if step else 1.1),
                "left": (x - beyond, -beyond, 2.0 if step else 1.0),
            }
            if yanchor == "middle" or order:
                del ways["center"]
            for xanchor, (left, shift, turned) in ways.items():
                box = (left, foot, left + wide, foot + high)
                yield dear + turned + _BEYOND * order, Place(xanchor, yanchor, shift, up, box)
