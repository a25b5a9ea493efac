"""The slots of bars along the calendar: years and months as whole numbers, and what they are called."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from ..data.dates import When
from ..data.records import Point


def slot_of(by: str, when: When) -> int:
    """Return the number of the year, or of the month counted from year 0, in which `when` begins."""
    first = when.first
    return first.year if by == "year" else first.year * 12 + first.month - 1


def slot_span(by: str, points: Sequence[Point]) -> range:
    """Return the slots from the first point to the last, without holes."""
    numbers = [slot_of(by, point.date) for point in points if point.date]
    return range(min(numbers), max(numbers) + 1)


def passed(by: str, when: When) -> float:
    """Return how much of its year or month has passed on the first day of `when`."""
    first = when.first
    if by == "year":
        return (first.timetuple().tm_yday - 1) / 366
    return (first.day - 1) / calendar.monthrange(first.year, first.month)[1]


def slot_names(by: str, slots: range, px: float) -> list[str]:
    """Name each slot of `px` width: the year, or the month with the year under the first one and each January."""
    if by == "year":
        return [str(slot) for slot in slots]
    names = [calendar.month_name[slot % 12 + 1] for slot in slots]
    names = names if px > 60 else [name[: 3 if px > 26 else 1] for name in names]
    years = [f"<br>{slot // 12}" if (slot == slots.start or slot % 12 == 0) and px > 26 else "" for slot in slots]
    return [name + year for name, year in zip(names, years, strict=True)]


def row_names(points: Sequence[Point]) -> list[str]:
    """Write day and short month, of a span also the last ones, and the year where it changes."""
    names, year = [], ""
    for point in points:
        start, end = (point.date.start, point.date.end) if point.date else ("", "")
        words = _day(start) + (f" – {_day(end)}" if end != start else "")
        names.append(words + (f" {start[:4]}" if start[:4] != year else ""))
        year = start[:4]
    return names


def _day(text: str) -> str:
    month = calendar.month_abbr[int(text[5:7])] if len(text) > 4 else ""
    return f"{int(text[8:])} {month}" if len(text) > 7 else month


def row_after(points: Sequence[Point], when: When) -> float:
    """Return the edge before the first row that is later than `when`."""
    return (
        next((n for n, point in enumerate(points) if point.date and point.date.first > when.first), len(points)) - 0.5
    )
