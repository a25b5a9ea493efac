"""What every kind of chart has: the fields of its record, and the table under it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from ..data.charts import ChartRecord, EventMark
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.problem import ContentError, Problem, listing, nearest_name
from ..data.records import Point, Series
from .figure import SMALL, colour, label, number, qualified


@dataclass(frozen=True)
class Row:
    """One line of a chart's table: its cells in the order of the columns, what backs them, and the point it tells."""

    cells: tuple[str, ...]
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    point: Point | None = None
    series: str = ""


@dataclass(frozen=True)
class Table:
    """The data of a chart as rows, with the column heads (units in them) and who counted."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    counted_by: str = ""
    caveats: tuple[str, ...] = field(default=())


def check_series(chart: ChartRecord, series: Series, labels: Iterable[str] = (), dates: Iterable[When] = ()) -> None:
    """Refuse labels and dates that no point of the series has: what they ask for would be missing in silence."""
    known = {point.label for point in series.points if point.label}
    days = {str(point.date) for point in series.points if point.date}
    asked = [("label", name, known) for name in labels] + [("date", str(when), days) for when in dates]
    problems = [
        fault(chart, f"“{name}” is no {what} of the series “{series.id}”", name, found)
        for what, name, found in asked
        if name not in found
    ]
    if problems:
        raise ContentError(problems)


def fault(chart: ChartRecord, found: str, name: str, allowed: Iterable[str]) -> Problem:
    """Return what is wrong with a chart's record: it names something that is not among the allowed."""
    names = list(allowed)
    return Problem(
        "data/charts.yml", chart.line, 1, f"“{chart.id}”: {found}", listing(names), nearest_name(name, names)
    )


_QUALIFIERS = {"at-least": "at least", "missing": "no count found"}


def token_of(actor: str | None) -> str:
    """Return the colour token of an actor; what is nobody's is drawn in ink."""
    return actor or "ink-2"


def ink_of(actor: str | None) -> str:
    """Return the token of text in an actor's colour."""
    return f"{actor}-ink" if actor else "ink-2"


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


def signed(point: Point, about: str = "about ") -> str:
    """Write a point's value as short as it stands beside a mark: “≥ 9”, “about 2,500”, “109*”."""
    sign = {"at-least": "≥\u202f", "about": about}.get(point.qualifier, "")
    return sign + number(point.value or 0) + ("*" if point.qualifier == "derived" else "")


def dots_of(points: Sequence[Point], token: str, size: int, outline: float) -> dict[str, Any]:
    """Return the markers of points, `size` px wide; what is about or derived is hollow."""
    hollow = [point.qualifier in ("about", "derived") for point in points]
    return {
        "size": size,
        "color": [colour("paper" if one else token) for one in hollow],
        "opacity": 1,
        "line": {"width": outline, "color": colour(token)},
    }


def wrapped(text: str, width: int) -> str:
    """Escape `text` and break it into lines of at most `width` characters."""
    return "<br>".join(escape(line, quote=False) for line in textwrap.wrap(text, width, break_long_words=False))


def hover(point: Point, unit: str, dossier: Dossier, head: str = "") -> str:
    """Return a point in words: when, what and how sure, the note, the source."""
    date_words = point.date.words if point.date else ""
    lines = [
        head or date_words,
        f"{qualified(point.value, point.qualifier)} {unit}" if point.value is not None else "no count found",
    ]
    if point.note:
        lines.append(point.note)
    if point.source:
        lines.append(f"Source: {dossier.sources[point.source].publisher}")
    return "<br>".join(wrapped(line, 38) for line in lines if line)


def event_hover(mark: EventMark, dossier: Dossier) -> str:
    """Return an event in words: its date and the title of the claim that tells it."""
    event = dossier.events[mark.event]
    return "<br>".join([event.date.words, wrapped(dossier.claims[event.claim].title, 38)])


def strong(text: str, x: Any, y: Any, token: str = "ink", **more: Any) -> dict[str, Any]:
    """Return a label in semibold."""
    note = label(text, x, y, token, **more)
    note["font"]["weight"] = 600
    return note


def small(text: str, x: Any, y: Any, token: str = "ink-3", **more: Any) -> dict[str, Any]:
    """Return a label in the smallest size."""
    return label(text, x, y, token, size=SMALL, **more)


def stroke(token: str, width: float = 1, dash: str = "solid") -> dict[str, Any]:
    """Return a line style."""
    return {"color": colour(token), "width": width, "dash": dash}


def width_of(text: str, size: int = SMALL) -> float:
    """Estimate the width of `text` in px: a system sans runs at about 0.6 of its size a character."""
    return max(len(line) for line in text.split("<br>")) * size * 0.6


def points_table(parts: Sequence[tuple[str, Series, Sequence[Point]]], dossier: Dossier) -> Table:
    """Return the points of one or more series as rows, with what they are called where there are several."""
    several = len(parts) > 1
    labelled = any(point.label for _, _, points in parts for point in points)
    units = dict.fromkeys(series.unit for _, series, _ in parts)
    columns = (
        *(["measure"] if several else []),
        "date",
        *(["label"] if labelled else []),
        f"value ({', '.join(units)})",
        "qualifier",
        "note",
    )
    rows = []
    for name, series, points in parts:
        for point in points:
            cells = (
                *([name] if several else []),
                point.date.words if point.date else "",
                *([point.label or ""] if labelled else []),
                "" if point.value is None else number(point.value),
                _QUALIFIERS.get(point.qualifier, point.qualifier),
                _note(point, dossier),
            )
            named = dict.fromkeys(id_ for id_ in (point.source, *(other.source for other in point.alt)) if id_)
            rows.append(Row(cells, tuple(named), point=point, series=series.id))
    counted = dict.fromkeys(series.counted_by for _, series, _ in parts)
    caveats = dict.fromkeys(caveat for _, series, _ in parts for caveat in series.caveats)
    return Table(columns, tuple(rows), "; ".join(counted), tuple(caveats))


def _note(point: Point, dossier: Dossier) -> str:
    others = [
        f"also given: {qualified(other.value, other.qualifier)} ({dossier.sources[other.source].publisher})"
        for other in point.alt
    ]
    return "; ".join([*([point.note] if point.note else []), *others])
