"""Bars by year, month or point; several labels in small panels or told apart by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import model_validator

from ..fields import ActorId, Date, SeriesId, Text
from ..series import Point
from .chart import ChartRecord, Table
from .figure import Figure
from .options import EventMark, Group, check_labels, check_series
from .points import points_table

if TYPE_CHECKING:
    from ..dossier import Dossier

_PRECISION = {"year": 4, "month": 7}


class BarGroup(Group):
    """A group of bars; `total` is the label of its yearly total, which stands over its panel."""

    total: Text | None = None


class Chart(ChartRecord):
    """Bars from zero; `by` says which points: those dated to a year, to a month, or each point for itself."""

    kind: Literal["bars"]
    series: SeriesId
    by: Literal["year", "month", "point"]
    actor: ActorId | None = None
    groups: tuple[BarGroup, ...] = ()
    arrange: Literal["panels", "coloured"] = "coloured"
    first: Date | None = None
    last: Date | None = None
    noted: tuple[Date, ...] = ()
    events: tuple[EventMark, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.groups and self.actor:
            raise ValueError("“actor” colours all bars, and “groups” have colours of their own; allowed: one of them")
        if self.arrange != "coloured" and len(self.groups) < 2:
            raise ValueError(f"“arrange: {self.arrange}” needs at least two “groups”")
        if self.by == "point" and self.arrange != "coloured":
            raise ValueError("“by: point” gives every point its own bar; allowed with “arrange: coloured” only")
        if self.arrange == "panels" and self.events:
            raise ValueError("small panels have no room for “events”")
        if self.first and self.last and self.last.last < self.first.first:
            raise ValueError("“last” lies before “first”")
        check_labels(self.groups)
        return self


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the bars in small panels, lying with one row a point where `by` is “point”, or standing."""
    from .bars_drawing import draw_lying, draw_panels, draw_standing

    _check(chart, dossier)
    if chart.arrange == "panels":
        return draw_panels(chart, dossier, narrow)
    return draw_lying(chart, dossier, narrow) if chart.by == "point" else draw_standing(chart, dossier, narrow)


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the points that are drawn, one a row."""
    _check(chart, dossier)
    series = dossier.series[chart.series]
    return points_table([(series.title, series, [*chosen(chart, dossier)])], dossier)


def _check(chart: Chart, dossier: Dossier) -> None:
    labels = [name for group in chart.groups for name in (*group.labels, *([group.total] if group.total else []))]
    check_series(chart, dossier.series[chart.series], labels, chart.noted)


def chosen(chart: Chart, dossier: Dossier, group: Group | None = None) -> list[Point]:
    """Return the points that `by` and the groups ask for; a labelled point is drawn only by its group."""
    groups = (group,) if group else chart.groups
    wanted = {name for one in groups for name in one.labels}
    cut = _PRECISION.get(chart.by)
    return [
        point
        for point in dossier.series[chart.series].points
        if (point.label in wanted if groups else chart.by == "point" or point.label is None)
        and (cut is None or (point.date is not None and len(point.date.start) == cut))
        and _within(chart, point)
    ]


def _within(chart: Chart, point: Point) -> bool:
    after = chart.first is None or (point.date is not None and point.date.first >= chart.first.first)
    return after and (chart.last is None or (point.date is not None and point.date.last <= chart.last.last))
