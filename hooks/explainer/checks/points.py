"""Points of series against the claims that they rest on, and words of claims against their own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import yaml

from ..charts.axes import begun
from ..charts.bar_frame import BarsChart
from ..charts.tables import name_of
from ..data.charts import EventMark, SpanChart
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.problem import Problem, listing
from ..data.reading import place_of
from ..data.records import Claim, ClaimNumber
from ..data.series import Point, Series
from ..data.yaml import read_file
from ..prose.moments import moments
from ..publication.publication import Publication
from .numbers import NumberCheck, agree
from .quantities import Quantity
from .report import Finding, of_record

_FILE, _MONTH = "data/series.yml", len("2024-07")


def points_apart(dossier: Dossier) -> Iterator[Finding]:
    """Yield the points that no claim of their series backs: other than it gives for their date, or more exact."""
    for series in dossier.series.values():
        for place, point in _points(series):
            for claim in (dossier.claims[id_] for id_ in series.claims):
                given = _given(claim, dossier.when(claim), series, point)
                same = [one.qualifier for one in given if one.value == point.value]
                there = f"“{claim.id}” (data/claims.yml:{claim.line})"
                if given and not any(_has(one, value) for one in given for value in _values(point)):
                    found = f"{point.value:,.10g} {series.unit} for {point.date} is no number of {there}"
                    allowed = listing(f"{one.value:,.10g} ({one.what})" for one in given)
                elif point.qualifier == "exact" and same and set(same) <= {"at-least", "about"}:
                    found, allowed = (
                        f"{point.value:,.10g} for {point.date} is exact, and not in {there}",
                        f"“{same[0]}”",
                    )
                else:
                    continue
                allowed += f", or “allows: other-number” for “{series.id}” with the reason in data/exceptions.yml"
                mark = _mark(dossier, series, place)
                problem = Problem(_FILE, mark.line + 1, mark.column + 1, f"“{series.id}”: {found}", allowed)
                yield Finding(problem, "other-number", series.id)


def left_out(publication: Publication) -> Iterator[str]:
    """Yield a note on each point that is newer or older than all that charts of its series draw, or is passed over."""
    drawn, begun = dict[str, dict[Point, None]](), set[str]()
    for id_, drawing in publication.drawings.items():
        for row in drawing.table.rows:
            if row.series and row.point:
                drawn.setdefault(row.series, {})[row.point] = None
                begun |= {row.series} if getattr(publication.dossier.charts[id_], "first", None) else set()
    for id_, points in sorted(drawn.items()):
        series = publication.dossier.series[id_]
        those = list(points)
        for point in series.points:
            is_drawn = point in points or point.value is None
            if not is_drawn and (told := _passed_over(point, those, id_ in begun)):
                yield f"{_FILE}:{series.line}: no chart draws the point of {name_of(point)} of “{id_}”; {told}"
    for chart in publication.dossier.charts.values():
        if isinstance(chart, (BarsChart, SpanChart)):
            yield from _cut_off(chart, publication)


def _cut_off(chart: BarsChart | SpanChart, publication: Publication) -> Iterator[str]:
    """Yield a note on each point that a chart leaves out because it begins or ends within it."""
    rows = [row for row in publication.drawings[chart.id].table.rows if row.series and row.point]
    edges = chart.first.first if chart.first else date.min, chart.last.last if chart.last else date.max
    for id_ in dict.fromkeys(row.series for row in rows):
        like = {len(str(row.point.date)) for row in rows if row.series == id_ and row.point}
        for point in publication.dossier.series[id_].points:
            when = point.date
            if when is None or len(str(when)) not in like or (when.first <= edges[0] and edges[1] <= when.last):
                continue
            if when.first < edges[0] <= when.last or when.first <= edges[1] < when.last:
                told = f"“{chart.id}” leaves out {when} of “{id_}”, within which it begins or ends"
                yield f"data/charts.yml:{chart.line}: {told}"


def _passed_over(point: Point, drawn: list[Point], begun: bool) -> str:
    """Return what is odd about a point that no chart draws, or ""; charts with `first` have `begun` as they should."""
    whens = [one.date for one in drawn if one.date]
    if not point.date:
        return "they draw those with dates" if len(whens) == len(drawn) else "they draw others without a date"
    if not whens:
        return ""
    newest = max(whens, key=lambda when: when.last)
    if point.date.first > newest.last:
        return f"theirs end with {newest}"
    oldest = min(whens, key=lambda when: when.first)
    if point.date.last < oldest.first and not begun:
        return f"theirs begin with {oldest}"
    within = oldest.first <= point.date.last and point.date.first <= newest.last
    return "they draw those around it" if within and not (point.label and _is_apart(point, drawn)) else ""


def _is_apart(point: Point, drawn: list[Point]) -> bool:
    """Tell whether a point with a label is a part of one that is drawn, or the sum of a year whose months are."""
    same = {one.label for one in drawn if one.date == point.date}
    like = {one.label for one in drawn if len(str(one.date)) == len(str(point.date))}
    finer = any(len(str(one.date)) > len(str(point.date)) for one in drawn)
    return point.label not in like and (same == {None} or (finer and not same))


def events_unseen(publication: Publication) -> Iterator[Problem]:
    """Yield the events that are set against points and lie where their chart shows nothing."""
    dossier = publication.dossier
    for chart in dossier.charts.values():
        rows = publication.drawings[chart.id].table.rows
        undated = [row.point for row in rows if row.point and not row.point.date]
        if undated and isinstance(chart, BarsChart) and chart.events:
            found = f"no event has a place beside {name_of(undated[0])}, which has no date"
            yield chart.fault(found, "points with dates, or no “events”")
        whens = [row.point.date for row in rows if row.point and row.point.date]
        spans = (chart.first, chart.last) if isinstance(chart, SpanChart) else whens
        for mark in getattr(chart, "events", ()) if spans else ():
            if not isinstance(mark, EventMark):
                continue
            when, first, last = (
                dossier.events[mark.event].date,
                min(spans, key=lambda one: one.first),
                max(spans, key=lambda one: one.last),
            )
            found = f"“{mark.event}” ({when})"
            if not (first.first <= when.first <= last.last and begun(when) <= last.last):
                found += f" lies outside of what is drawn, {first} to {last}"
                yield chart.fault(found, "an event that begins in that time, or a longer one")
            elif part := _unknown_part(when, whens, getattr(chart, "by", "")):
                yield chart.fault(f"{found} has no {part}, and would stand in one", f"an event of a known {part}")


def _unknown_part(when: When, whens: Sequence[When], by: str) -> str:
    """Return what of the date of an event is not known, and is of the points around it, or ""."""
    if by == "year":
        return ""
    finest = _MONTH if by == "month" else max((len(one.start) for one in whens), default=0)
    return "" if len(when.start) >= finest else "month" if len(when.start) < _MONTH else "day"


def words_apart(dossier: Dossier, numbers: NumberCheck) -> Iterator[Finding]:
    """Yield the claims of which one number was changed, and not where the claim has it again.

    Told of its statement where one number of a unit is none of `numbers`, and one of `numbers` is not in the statement;
    of its title where a number of such a unit is in neither. The unit is one of the wording.
    """
    for claim in dossier.claims.values():
        for unit in dict.fromkeys(one.unit for one in claim.numbers):
            listed = [
                numbers.reader.counted(value, unit, "" if one.qualifier == "exact" else one.qualifier, f"{value:,.10g}")
                for one in claim.numbers
                for value in (one.value, one.value_max)
                if one.unit == unit and value is not None
            ]
            measure = listed[0].unit if listed else ""
            said, titled = (
                [one for one in numbers.reader.read(text) if measure and one.unit == measure]
                for text in (claim.statement, claim.title)
            )
            other, left = _without(said, listed), _without(listed, said)
            faults = [("statement", other[0], left)] if len(other) == len(left) == 1 else []
            faults += [("title", one, listed) for one in _without(titled, [*said, *listed])]
            for name, quantity, known in faults:
                found = f"“{quantity.text}” of its {name} is none of its “numbers” in {unit}"
                told = ", ".join(one.text for one in known)
                yield of_record("claims", claim.id, claim.line, found, told, "other-number")


def _without(some: list[Quantity], others: list[Quantity]) -> list[Quantity]:
    return [one for one in some if not any(agree(one, other) or agree(other, one) for other in others)]


def _mark(dossier: Dossier, series: Series, place: tuple[str | int, ...]) -> yaml.Mark:
    """Return where a value of a series stands in its file."""
    text = (dossier.geo.parent / "series.yml").read_text(encoding="utf-8-sig")
    entry = next(one for one in read_file(text, _FILE, []).entries if one.key == series.id)
    return place_of(entry.node, (*place, "value")).start_mark


def _points(series: Series) -> Iterator[tuple[tuple[str | int, ...], Point]]:
    """Yield the points that have a date and no label, which would say that they count a part; each with its place."""
    placed: list[tuple[tuple[str | int, ...], Point]]
    placed = [(("points", number), point) for number, point in enumerate(series.points)]
    placed += [(("cumulative", number), point) for number, point in enumerate(series.cumulative)]
    placed += [(("total",), series.total)] if series.total else []
    return (one for one in placed if one[1].date and not one[1].label and one[1].value is not None)


def _given(claim: Claim, when: When, series: Series, point: Point) -> list[ClaimNumber]:
    """Return a claim's numbers of the unit for the date of a point: those that name it, or all of one of that date."""
    counted = [one for one in claim.numbers if one.unit == series.unit and one.value is not None]
    named = [one for one in counted if _named(one, when) == point.date]
    return named or (counted if when == point.date else [])


def _named(number: ClaimNumber, when: When) -> When | None:
    """Return the one month or year that a claim's number names, as “attempts jan 2024” does; None where there is none.

    A year that is left out is that of the claim.
    """
    dates = list(moments(number.what.title()))
    if len(dates) != 1 or dates[0].day or dates[0].edge:
        return None
    year = dates[0].year or (when.first.year if when.first.year == when.last.year else None)
    if year is None:
        return None
    told = f"{year:04}-{dates[0].month:02}" if dates[0].month else f"{year:04}"
    return When(told, told)


def _values(point: Point) -> list[float]:
    return [value for value in (point.value, *(other.value for other in point.alt)) if value is not None]


def _has(number: ClaimNumber, value: float) -> bool:
    """Tell whether a value is that of a claim's number, or lies in its range."""
    assert number.value is not None
    return number.value <= value <= (number.value_max or number.value)
