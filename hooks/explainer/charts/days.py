"""One mark a unit, stacked on its day, against the dates of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import model_validator

from ..fields import ActorId, SeriesId
from ..series import Point
from .chart import Table
from .figure import Figure
from .options import SpanChart
from .points import day, points_table

if TYPE_CHECKING:
    from ..dossier import Dossier


class Chart(SpanChart):
    """Marks by day between `first` and `last`; a narrow figure gives each month a row."""

    kind: Literal["days"]
    series: SeriesId
    actor: ActorId | None = None

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.days > 101:
            raise ValueError(
                "“first” and “last” lie more than 100 days apart; allowed: a span whose days can be told apart"
            )
        return self


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the days as one row, or as one row a month on a narrow figure."""
    from .days_drawing import draw_days

    return draw_days(chart, dossier, narrow)


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the days as rows."""
    series = dossier.series[chart.series]
    return points_table([(series.title, series, points_of(chart, dossier))], dossier)


def points_of(chart: Chart, dossier: Dossier) -> list[Point]:
    """Return the points dated to a day of the span."""
    return [
        point
        for point in dossier.series[chart.series].points
        if point.date and len(point.date.start) == 10 and chart.first.first <= day(point.date) <= chart.last.last
    ]
