"""One dot a point in rows, grouped by who is spoken of or who speaks; on a plain or a logarithmic scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from ..fields import SeriesId
from ..series import Point
from .chart import ChartRecord, Table
from .figure import Figure
from .options import Group, check_labels, check_series
from .points import points_table

if TYPE_CHECKING:
    from ..dossier import Dossier


class RowGroup(Group):
    """A group whose rows are called by the point’s `label`, `date` or `note`, in the order given.

    `what` is the label without the name in brackets at its end, for groups that bear that name.
    """

    words: Annotated[tuple[Literal["label", "what", "date", "note"], ...], Field(min_length=1)] = ("label",)


class Chart(ChartRecord):
    """Dots in rows from zero, or from a power of ten where `log` is yes."""

    kind: Literal["dots"]
    series: SeriesId
    groups: Annotated[tuple[RowGroup, ...], Field(min_length=1)]
    log: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Self:
        check_labels(self.groups)
        return self


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the rows, group by group, over one scale."""
    from .dots_drawing import draw_dots

    return draw_dots(chart, dossier, narrow)


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the points of all groups, one a row."""
    series = dossier.series[chart.series]
    points = [point for group in chart.groups for point in points_of(chart, dossier, group)]
    return points_table([(series.title, series, points)], dossier)


def points_of(chart: Chart, dossier: Dossier, group: RowGroup) -> list[Point]:
    """Return the points of a group that have a value."""
    check_series(chart, dossier.series[chart.series], group.labels)
    return [
        point
        for point in dossier.series[chart.series].points
        if point.label in group.labels and point.value is not None
    ]
