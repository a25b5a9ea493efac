"""Options that several kinds of chart share: events set against points, groups of points, a span of days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import model_validator

from ..dates import When
from ..fields import ActorId, Date, EventId, Text
from ..problem import ContentError, Problem, listing, nearest_name
from ..record import Part
from ..series import Series
from .chart import ChartRecord


class EventMark(Part):
    """An event set against the points: its date comes from the event, `label` is written beside the line."""

    event: EventId
    label: Text | None = None


class Group(Part):
    """Points that belong together: the labels that the series gives them, a name, the actor's colour."""

    name: Text
    labels: tuple[Text, ...]
    actor: ActorId | None = None


class SpanChart(ChartRecord):
    """A chart of the time from `first` to `last`, against the dates of `events`."""

    first: Date
    last: Date
    events: tuple[EventMark, ...] = ()

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.last.last <= self.first.first:
            raise ValueError("“last” lies before “first”")
        return self

    @property
    def days(self) -> int:
        """How many days the span has, its first and its last included."""
        return (self.last.last - self.first.first).days + 1

    def share(self, when: date) -> float:
        """Return how much of the span has passed at the beginning of a day."""
        return (when - self.first.first).days / self.days


def check_labels(groups: Iterable[Group]) -> None:
    """Refuse a label that stands in two groups: its points would be drawn twice."""
    seen: set[str] = set()
    for group in groups:
        for name in group.labels:
            if name in seen:
                raise ValueError(f"“{name}” stands in two groups; allowed: one")
            seen.add(name)


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
