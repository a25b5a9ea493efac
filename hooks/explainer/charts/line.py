"""Points over time, joined where they stand close enough; one panel a measure, events as thin lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from ..fields import ActorId, Date, SeriesId, Text
from ..record import Part
from ..series import Point
from .chart import Table
from .figure import Figure
from .options import SpanChart, check_series
from .points import day, points_table

if TYPE_CHECKING:
    from ..dossier import Dossier


class Panel(Part):
    """One measure: its series, its name, and the dates whose values are written out; `steps` for running totals."""

    series: SeriesId
    name: Text
    actor: ActorId | None = None
    labelled: tuple[Date, ...] = ()
    steps: bool = False


class Chart(SpanChart):
    """Series over time from zero; points further apart than `join` days are not joined."""

    kind: Literal["line"]
    panels: Annotated[tuple[Panel, ...], Field(min_length=1)]
    join: int = 400
    ticks: Text | None = None

    @model_validator(mode="after")
    def _joins(self) -> Self:
        if self.join < 1:
            raise ValueError("“join” is a number of days; allowed: 1 or more")
        return self


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the panels one under the other on one axis of time."""
    from .line_drawing import draw_panels

    return draw_panels(chart, dossier, narrow)


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the points of all panels, one a row."""
    return points_table(
        [(panel.name, dossier.series[panel.series], points_of(chart, dossier, panel)) for panel in chart.panels],
        dossier,
    )


def points_of(chart: Chart, dossier: Dossier, panel: Panel) -> list[Point]:
    """Return the points of a panel: those of no group, dated within the span."""
    check_series(chart, dossier.series[panel.series], dates=panel.labelled)
    return [
        point
        for point in dossier.series[panel.series].points
        if point.date and not point.label and chart.first.first <= day(point.date) <= chart.last.last
    ]
