"""Along time, slots, rows and days; along values, round levels."""

from __future__ import annotations

import calendar
import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ..data.dates import When
from ..data.series import Point
from ..prose.moments import in_digits
from .figure import Figure, colour, new_figure
from .words import SURE, short_date, short_month, singular, width_of

_SIDE = 10  # px beside the first slot of a chart, 2 of them to spare


def slot_of(by: str, when: When) -> int:
    """Return the number of the year, or of the month counted from year 0, in which `when` begins."""
    first = when.first
    return first.year if by == "year" else first.year * 12 + first.month - 1


def along_slots(by: str, when: When) -> float:
    """Return how many years or months from year 0 lie before the day at which an event is drawn."""
    at = begun(when)
    if by == "year":
        return at.year + (at.timetuple().tm_yday - 1) / 366
    return at.year * 12 + at.month - 1 + (at.day - 1) / calendar.monthrange(at.year, at.month)[1]


def slot_names(by: str, slots: range, px: float) -> list[str]:
    """Name each slot of `px` width: the year, or the month with the year under the first one and each January.

    Where years have no room side by side, some have none, counted back from the last.
    """
    if by == "year":
        every, last = math.ceil(width_of("2000 ") / px), slots.stop - 1 - _first_with_room(px)
        return [str(slot) if (last - slot) % every == 0 else "" for slot in slots]
    months = [calendar.month_name[slot % 12 + 1] for slot in slots]
    for names in (months, [short_month(month) for month in months]):
        if max(map(width_of, names)) <= px:
            dated = zip(names, slots, strict=True)
            return [f"{name}<br>{n // 12}" if n == slots.start or n % 12 == 0 else name for name, n in dated]
    return _with_years([month[0] for month in months], slots, px)


def _with_years(letters: Sequence[str], slots: range, px: float) -> list[str]:
    """Put the year under the letter of each January, and of the first month where the next January leaves it room."""
    room = math.ceil(width_of("2000 ") / px)
    first = _first_with_room(px)
    dated = {n for n in slots[first:] if n % 12 == 0}
    dated |= set(slots[first : first + 1]) if dated.isdisjoint(slots[: first + room]) else set()
    return [f"{letter}<br>{n // 12}" if n in dated else letter for letter, n in zip(letters, slots, strict=True)]


def _first_with_room(px: float) -> int:
    """Return the first slot of `px` width under which a year does not run out of a chart."""
    return max(0, math.ceil((SURE * width_of("2000") / 2 - _SIDE) / px - 0.5))


def row_names(points: Sequence[Point]) -> list[str]:
    """Write the date of each row, the year where it changes."""
    names, before = [], 0
    for when in (point.date for point in points):
        years = {when.first.year, when.last.year} if when else set()
        names.append(short_date(when, year=years != {before}) if when else "")
        before = when.last.year if when and len(years) == 1 else 0
    return names


def day(when: When) -> date:
    """Return the day at which a dated point is drawn: the middle of its span."""
    return when.first + (when.last - when.first) / 2


def begun(when: When) -> date:
    """Return the day at which an event is drawn: its first, or the middle of its span where that is not known."""
    return when.first if when.has_day else day(when)


def date_of(point: Point) -> When:
    """Return the date of a point that was chosen by it."""
    assert point.date is not None
    return point.date


def day_of(point: Point) -> date:
    """Return the day at which a point that was chosen by its date is drawn."""
    return day(date_of(point))


def levels_of(top: float, unit: str = "", *, whole: bool = False) -> list[tuple[float, str]]:
    """Return the round values under `top` with their words, `whole` ones for counts; the unit stands at the highest."""
    step = max(nice_step(top), 1) if whole else nice_step(top)
    levels = [step * n for n in range(1, int(top / step) + 1)]
    unit = singular(unit) if len(levels) * step == 1 else unit
    words = "\u202f%" if unit == "percent" else f" {unit}".rstrip()
    return [(level, in_digits(level) + (words if level == levels[-1] else "")) for level in levels]


def ruled(levels: Sequence[tuple[float, str]]) -> dict[str, Any]:
    """Return the axis of values that has a thin line with words at each level."""
    values, words = [level for level, _ in levels], [text for _, text in levels]
    return {"showgrid": True, "gridcolor": colour("rule-2"), "tickvals": values, "ticktext": words}


def add_panel(figure: Figure, name: str, x: Mapping[str, Any], y: Mapping[str, Any]) -> None:
    """Give a panel axes of its own, by their number, as bare as those of a new figure."""
    bare = new_figure(0).layout["xaxis"]
    axes = {f"xaxis{name}": {**bare, "anchor": f"y{name}", **x}, f"yaxis{name}": {**bare, "anchor": f"x{name}", **y}}
    figure.update_layout(axes)


def nice_step(top: float) -> float:
    """Return the smallest round step that divides `top` into four or fewer and shows in two decimals.

    Counts get whole steps.
    """
    power = 10 ** math.floor(math.log10(top / 4.6))
    steps = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    return max(0.01, next(step * power for step in steps if top / (step * power) <= 4.6))
