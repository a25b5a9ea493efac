"""The table under a chart: its rows with what backs them, and the points of series as rows."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass

from ..data.charts import ChartRecord
from ..data.dates import When
from ..data.dossier import Dossier, gathered
from ..data.problem import ContentError, listing, nearest_name
from ..data.series import Point, Series
from ..prose.moments import in_digits
from .words import qualified

BACKING = ("claims", "statements", "sources", "places")  # fields of a row that name records


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
    caveats: tuple[str, ...] = ()


def check_series(chart: ChartRecord, series: Series, labels: Iterable[str] = (), dates: Iterable[When] = ()) -> None:
    """Refuse labels and dates that no point of the series has: what they ask for would be missing in silence."""
    known = {point.label for point in series.points if point.label}
    days = {str(point.date) for point in series.points if point.date}
    asked = [("label", name, known) for name in labels] + [("date", str(when), days) for when in dates]
    problems = [
        chart.fault(f"“{name}” is no {what} of the series “{series.id}”", listing(found), nearest_name(name, found))
        for what, name, found in asked
        if name not in found
    ]
    if problems:
        raise ContentError(problems)


def check_values(chart: ChartRecord, series: Series, points: Collection[Point], allowed: str) -> None:
    """Refuse a chart that has no value to draw, and values under zero, at which charts begin."""
    if all(point.value is None for point in points):
        raise ContentError([chart.fault(f"no point of the series “{series.id}” with a value is drawn", allowed)])
    if problems := [
        chart.fault(
            f"the chart begins at zero, and “{series.id}” has {in_digits(point.value)} for {name_of(point)}",
            "0 or more",
        )
        for point in points
        if point.value and point.value < 0
    ]:
        raise ContentError(problems)


_MARKS = 50  # the most that can be told apart on a day


def check_marks(chart: ChartRecord, series: Series, points: Sequence[Point]) -> None:
    """Refuse what cannot be drawn as one mark for each thing counted on a day."""
    faults = [
        (
            f"has {in_digits(point.value)} for {name_of(point)}, and each mark is one",
            f"a whole number of at most {_MARKS}",
        )
        for point in points
        if point.value is not None and point.value not in range(_MARKS + 1)
    ]
    faults += [
        (f"has a point of {name_of(point)} among its days", "points of single days")
        for point in points
        if point.date and point.date.days > 1
    ]
    faults += [
        (f"has {len(those)} points of {when}", "one point a day")
        for when, those in gathered((point.date, point) for point in points).items()
        if len(those) > 1
    ]
    if faults:
        raise ContentError(chart.fault(f"“{series.id}” {found}", allowed) for found, allowed in faults)


def name_of(point: Point) -> str:
    """Say which point of its series is meant: 2011 “gale”."""
    return " ".join(filter(None, (str(point.date or ""), f"“{point.label}”" if point.label else "")))


def points_of(
    series: Series,
    labels: Container[str | None],
    span: tuple[When | None, When | None] = (None, None),
    letters: Container[int] = range(11),
) -> list[Point]:
    """Return the points of a series that have one of some labels, within a span, and dates of so many letters.

    A year has 4 letters, a month 7, a day 10, and what has no date none; of a span either end may be open.
    """
    first, last = span

    def fits(when: When | None) -> bool:
        if when is None:
            return 0 in letters and first is None and last is None
        begins = first is None or first.first <= when.first
        return begins and (last is None or when.last <= last.last) and len(when.start) in letters

    return [point for point in series.points if point.label in labels and fits(point.date)]


_QUALIFIERS = {"at-least": "at least", "missing": "no count found"}


def points_table(parts: Sequence[tuple[str, Series, Sequence[Point]]], dossier: Dossier) -> Table:
    """Return the points of one or more series as rows, with what they are called where there are several."""
    value = f"value ({', '.join(dict.fromkeys(series.unit for _, series, _ in parts))})"
    labelled = any(point.label for _, _, points in parts for point in points)
    shown = {"measure": len(parts) > 1, "date": True, "label": labelled, value: True, "qualifier": True, "note": True}
    columns = tuple(column for column, is_shown in shown.items() if is_shown)
    rows = []
    for name, series, points in parts:
        for point in points:
            cells = {
                "measure": name,
                "date": point.date.words if point.date else "",
                "label": point.label or "",
                value: "" if point.value is None else in_digits(point.value),
                "qualifier": _QUALIFIERS.get(point.qualifier, point.qualifier),
                "note": note_of(point, dossier),
            }
            named = dict.fromkeys(id_ for id_ in (point.source, *(other.source for other in point.alt)) if id_)
            told = tuple(cells[column] for column in columns)
            rows.append(Row(told, tuple(named), point=point, series=series.id))
    counted = dict.fromkeys(series.counted_by for _, series, _ in parts)
    caveats = dict.fromkeys(caveat for _, series, _ in parts for caveat in series.caveats)
    return Table(columns, tuple(rows), "; ".join(counted), tuple(caveats))


def note_of(point: Point, dossier: Dossier) -> str:
    """Return the note of a point, and what other sources give."""
    others = [f"also given: {qualified(other)} ({dossier.sources[other.source].publisher})" for other in point.alt]
    return "; ".join([*([point.note] if point.note else []), *others])
