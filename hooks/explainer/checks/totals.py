"""Parts and wholes of series: days that add up to more than their month, running totals that fall."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..data.dossier import Dossier, gathered
from ..data.series import Point, Series
from .report import Finding, of_record

_ABOUT = 0.9  # of a running total, what is not surely less


def totals_apart(dossier: Dossier) -> Iterator[Finding]:
    """Yield the points that are less than their parts together, and running totals that are less than they were."""
    panels = [panel for chart in dossier.charts.values() for panel in getattr(chart, "panels", ())]
    # What lines draw is held at a time, and does not add up; nor do shares.
    held = {panel.series for panel in panels} | {id_ for id_, one in dossier.series.items() if one.unit == "percent"}
    for running in sorted({panel.series for panel in panels if getattr(panel, "steps", False)}):
        yield from _falling(dossier.series[running])
    counted = (one for id_, one in dossier.series.items() if id_ not in held)
    for series in gathered(((one.what, one.unit), one) for one in counted).values():
        for whole in series:
            yield from _exceeded(whole, series)


def _falling(series: Series) -> Iterator[Finding]:
    before: Point | None = None
    for point in series.points:
        if point.value is None:
            continue
        sure = 1 if before and {before.qualifier, point.qualifier}.isdisjoint(("about", "derived")) else _ABOUT
        if before and before.value is not None and point.value < before.value * sure and point.label == before.label:
            found = f"{point.value:,.10g} for {point.date} is less than {before.value:,.10g} for {before.date}"
            yield _finding(series, f"{found}, and a running total never falls", "more, or no “steps”")
        before = point


def _exceeded(whole: Series, others: Sequence[Series]) -> Iterator[Finding]:
    for point in whole.points:
        if point.value is None or point.date is None or point.qualifier in ("about", "at-least"):
            continue
        when, value = point.date, point.value
        for other in others:
            within = (
                (len(part.start), one)
                for one in other.points
                if (part := one.date)
                and one.label == point.label
                and when.first <= part.first
                and part.last <= when.last
            )
            for letters, parts in gathered(within).items():  # days and months are each a whole of their own
                together = sum(one.value or 0 for one in parts if one.qualifier in ("exact", "at-least"))
                if letters > len(when.start) and together > value:
                    found = f"{value:,.10g} for {when} is less than the {together:,.10g} that “{other.id}” has in it"
                    yield _finding(whole, found, "that or more")


def _finding(series: Series, found: str, allowed: str) -> Finding:
    return of_record("series", series.id, series.line, found, allowed, "other-number")
