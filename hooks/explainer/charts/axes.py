"""What a chart is read by: slots and days along time, the events against them, round values, a key of colours."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..data.charts import EventMark
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Point
from .figure import Figure, colour, stroke
from .marks import ink_of
from .words import LATER, event_hover, number, rough_width


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


def draw_levels(figure: Figure, top: float, unit: str) -> None:
    """Draw two to four lines of value behind standing bars, the unit at the highest."""
    for level, text in levels_of(top, unit):
        figure.line((0, 1), (level, level), stroke("rule-2"), xref="paper")
        figure.small(text, 0, level, xref="paper", xanchor="left", yanchor="bottom")


def levels_of(top: float, unit: str) -> list[tuple[float, str]]:
    """Return the round values under `top` with their words; the unit stands at the highest."""
    step = nice_step(top)
    levels = [step * n for n in range(1, int(top / step) + 1)]
    words = "\u202f%" if unit == "percent" else f" {unit}"
    return [(level, number(level) + (words if level == levels[-1] else "")) for level in levels]


def nice_step(top: float) -> float:
    """Return the smallest round step that divides `top` into four or fewer; counts get whole steps."""
    power = 10 ** math.floor(math.log10(top / 4.6))
    steps = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    return next(step * power for step in steps if top / (step * power) <= 4.6)


def key_places(names: Sequence[str], width: float) -> list[tuple[int, float]]:
    """Return row and px from the left of each name of a key that flows into lines of `width` px."""
    places, row, x = [], 0, 0.0
    for name in names:
        if x and x + rough_width(name) + 24 > width:
            row, x = row + 1, 0.0
        places.append((row, x))
        x += rough_width(name) + 40
    return places


def key_height(names: Sequence[str], width: float) -> int:
    """Return the height in px of a key in lines of `width` px; a name alone needs none."""
    return 20 * (key_places(names, width)[-1][0] + 1) if len(names) > 1 else 0


def key(figure: Figure, names: Sequence[tuple[str, str]], width: float, left: float, rise: float) -> None:
    """Write what each colour is: a square and words, from `rise` px over the bars down, `left` px before them.

    A name alone needs no key.
    """
    if len(names) < 2:
        return
    for (name, token), (row, x) in zip(names, key_places([name for name, _ in names], width), strict=True):
        start, lift = x - left, rise - 20 * row - 10
        box = {"x0": start, "x1": start + 10, "y0": lift - 5, "y1": lift + 5, "xanchor": 0, "yanchor": 1}
        in_px = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel"}
        figure.add_shape(type="rect", fillcolor=colour(token), line={"width": 0}, **box, **in_px)
        at = {"xanchor": "left", "yanchor": "middle", "xshift": start + 15, "yshift": lift}
        figure.small(name, 0, 1, "ink-2", xref="paper", yref="paper", **at)
