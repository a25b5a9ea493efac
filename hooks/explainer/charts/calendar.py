"""Time in charts: the slots of years and months, the days of points, and the events that stand against them."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..data.charts import EventMark
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Point
from .marks import ink_of
from .words import LATER, event_hover


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


def day(when: When) -> date:
    """Return the day at which a dated point is drawn: the middle of its span."""
    return when.first + (when.last - when.first) / 2


def date_of(point: Point) -> When:
    """Return the date of a point that was chosen by it."""
    assert point.date is not None
    return point.date


def day_of(point: Point) -> date:
    """Return the day at which a point that was chosen by its date is drawn."""
    return day(date_of(point))


@dataclass(frozen=True)
class EventLine:
    """A thin line where something happened: its date, its words, the tokens of words and line, what it says."""

    date: When
    words: str
    ink: str
    line: str
    hover: str = ""


ENDS = "accent-2"  # the token of the line where the article ends


def event_lines(marks: Sequence[EventMark], dossier: Dossier) -> list[EventLine]:
    """Return the events of a chart as lines in the colours of who acted."""
    events = [(mark, dossier.events[mark.event]) for mark in marks]
    return [
        EventLine(event.date, mark.label or "", ink_of(event.actor), str(event.actor), event_hover(mark, dossier))
        for mark, event in events
    ]


def article_end(dossier: Dossier, words: str = LATER) -> EventLine:
    """Return the line after which everything is later than the article."""
    return EventLine(dossier.edition.article.ends, words, "accent", ENDS)
