"""One mark a unit, stacked on its day, against the dates of events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, Literal

from pydantic import Field

from ..data.charts import SpanChart
from ..data.dossier import Dossier
from ..data.fields import ActorId, SeriesId
from ..data.problem import ContentError
from ..data.series import Point
from .axes import add_panel, day_of
from .events import EventWords, article_end, event_lines, rows_height, undated, words_in_rows
from .figure import SMALL, Figure, colour, new_figure, stroke, width_for
from .geometry import Box
from .marks import add_gap, token_of
from .tables import Table, check_marks, check_values, points_of, points_table
from .words import point_hover, qualified, short_month, tinted, width_of


class DaysChart(SpanChart):
    """Marks by day between `first` and `last`; a narrow figure gives each month a row."""

    kind: Literal["days"] = Field(description="one mark for each thing counted, by day")
    series: SeriesId = Field(description="the numbers that it draws")
    actor: ActorId | None = Field(None, description="whose colour the marks take")

    def contradictions(self) -> Iterator[str]:
        yield from super().contradictions()
        if self.days > 101:
            yield "“first” and “last” lie more than 100 days apart; allowed: a span whose days can be told apart"


_EDGE, _MARK, _AXIS = 14, 13, 40  # px: sides; height of a mark with its gap; room for days and months
_VALUE = 15  # px: height of a value over its marks
_LED = 6  # px from marks to their value that no eye takes for a gap
_TOP = 6  # px over the highest words, which are nudged up


@dataclass(frozen=True)
class _Row:
    """A row of days: the number of its axes, how many days it has room for from which, and the words of its events.

    `begins` and `ends` are the first and the last day that it shows: a month's row has room for 31, so that days align.
    """

    name: str
    origin: date
    room: int
    begins: date
    ends: date
    words: Sequence[EventWords]

    @property
    def span(self) -> tuple[str, str]:
        """Where it begins and ends: a day is drawn at its midnight, half a day from either side."""
        return f"{self.begins - timedelta(days=1)} 12:00", f"{self.ends} 12:00"

    def share(self, at: date) -> float:
        """Return how much of the room lies before a day."""
        return (at - self.origin).days / self.room

    def middle(self, point: Point, width: float) -> float:
        """Return where the day of a point has its middle, in px of the room."""
        return (self.share(day_of(point)) + 0.5 / self.room) * width

    @property
    def refs(self) -> dict[str, str]:
        """The axes to which shapes and labels refer."""
        return {"xref": f"x{self.name}", "yref": f"y{self.name}"}


def draw(chart: DaysChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the days as one row, or as one row a month on a narrow figure."""
    points = _points(chart, dossier)
    width = width_for(chart.size, narrow) - 2 * _EDGE
    spans = _months(chart) if narrow else [(chart.first.first, chart.days, chart.first.first, chart.last.last)]
    rows = [
        _Row(str(rank + 1) if rank else "", *span, _words(chart, dossier, *span, width))
        for rank, span in enumerate(spans)
    ]
    shown = {row.name: [one for one in points if row.begins <= day_of(one) <= row.ends] for row in rows}
    feet = {day: foot for row in rows for day, foot in _feet(row, shown[row.name], width).items()}
    stack = int(max(feet.values(), default=0)) + 24
    *tops, total = accumulate((stack + rows_height(row.words) + _AXIS for row in rows), initial=0.0)
    figure = new_figure(int(total) + _TOP, left=_EDGE, right=_EDGE, top=_TOP, bottom=0)
    for row, top in zip(rows, tops, strict=True):
        foot = top + stack + rows_height(row.words)
        domain = [1 - foot / total, 1 - top / total]
        add_panel(figure, row.name, _axis(row), {"range": [0, foot - top], "domain": domain, "showticklabels": False})
        for words in row.words:
            words.draw(figure, (width, total), [(top, foot)], top)
        _draw_marks(figure, chart, row, shown[row.name], feet, width, dossier)
    return figure


def _months(chart: DaysChart) -> list[tuple[date, int, date, date]]:
    """Return the row of each month: its first day, its room, and the first and last day that the chart has of it."""
    start, found = chart.first.first.replace(day=1), []
    while start <= chart.last.last:
        following = (start + timedelta(days=31)).replace(day=1)
        ends = min(chart.last.last, following - timedelta(days=1))
        found.append((start, 31, max(chart.first.first, start), ends))
        start = following
    return found


def _words(
    chart: DaysChart, dossier: Dossier, origin: date, room: int, begins: date, ends: date, width: float
) -> list[EventWords]:
    """Return the words of the events in a row of `width` px from above."""
    found = [line for line in event_lines(chart.events, dossier) if begins <= line.date.first <= ends]
    end = article_end(dossier)
    if begins <= dossier.article_ends <= ends:
        # On an event’s day there is one line, and the words stand below each other.
        shared = any(line.date.first == dossier.article_ends for line in found)
        found.append(replace(end, line="", words=f"from here: {end.words}") if shared else end)
    found.sort(key=lambda line: line.date.first)
    placed = [(((line.date.first - origin).days + 0.5) / room * width, line) for line in found]
    return words_in_rows(placed, 0, width + 4)


def _axis(row: _Row) -> dict[str, Any]:
    """Return the axis of days: a stroke and a number for the 10th and 20th, the month at its first day.

    Where there is no first of a month the first day has it.
    """
    length = (row.ends - row.begins).days
    days = [row.begins + timedelta(days=offset) for offset in range(length + 1)]
    told = [one for one in days if one.day in (1, 10, 20)]
    named = {one for one in told if one.day == 1}
    if not named:  # a few days of one month: the first tells which
        told = [row.begins, *(one for one in told if (one - row.begins).days > row.room / 8)]
        named = {row.begins}
    words = [tinted(f"{one.day} {short_month(f'{one:%B}')}", "ink") if one in named else str(one.day) for one in told]
    ticks = {"tickvals": [*map(str, told)], "ticktext": words, "ticks": "inside", "tickcolor": colour("ink-3")}
    line = {"showline": True, "linecolor": colour("ink-3"), "ticklabeloverflow": "allow"}
    domain = [row.share(row.begins), row.share(row.ends + timedelta(days=1))]
    return {"type": "date", "range": list(row.span), "domain": domain, **ticks, **line}


def _feet(row: _Row, points: Sequence[Point], width: float) -> dict[date, float]:
    """Return how many px over its days' line the value of each day stands: over its marks, and over its neighbours."""
    feet = dict[date, float]()
    middles = {day_of(point): row.middle(point, width) for point in points}
    taken = [
        Box(middles[day_of(point)] - 5, 0, middles[day_of(point)] + 5, _MARK * point.value)
        for point in points
        if point.value
    ]
    for point in points:
        if point.value is not None:
            half, foot = width_of(qualified(point, "short"), bold=True) / 2, float(_MARK * int(point.value))
            x = middles[day_of(point)] + _aside(row, point, width)
            while any(one.meets(Box(x - half, foot, x + half, foot + _VALUE)) for one in taken):
                foot += 1
            taken.append(Box(x - half, foot, x + half, foot + _VALUE))
            feet[day_of(point)] = foot
    return feet


def _aside(row: _Row, point: Point, width: float) -> float:
    """Return by how many px the value of a day stands to the right of it, or the left, so that it is not cut."""
    middle = row.middle(point, width)
    half = 1.1 * width_of(qualified(point, "short"), bold=True) / 2 - _EDGE + 2  # letters may run wider
    return min(max(middle, half), width - half) - middle


def _draw_marks(
    figure: Figure,
    chart: DaysChart,
    row: _Row,
    points: Sequence[Point],
    feet: Mapping[date, float],
    width: float,
    dossier: Dossier,
) -> None:
    """Draw the marks of the points of a row, and their values over them."""
    unit, token = dossier.series[chart.series].unit, token_of(chart.actor)
    marker = {"symbol": "triangle-up", "size": 9, "color": colour(token), "opacity": 1, "line": {"width": 0}}
    held = [(point, rank) for point in points for rank in range(int(point.value or 0))]
    figure.dots(
        [str(day_of(point)) for point, _ in held],
        [8 + _MARK * rank for _, rank in held],
        [point_hover(point, unit, dossier) for point, _ in held],
        marker=marker,
        uid=f"{chart.id}-marks{row.name}",
        name=chart.title,
        xaxis=f"x{row.name}",
        yaxis=f"y{row.name}",
    )
    for point in points:
        if point.value is None:
            _gap(figure, row, day_of(point))
            continue
        if feet[day_of(point)] > _MARK * point.value + _LED:  # a line leads from it to its marks
            ends = (4 + _MARK * point.value, feet[day_of(point)] + 2)
            figure.line((str(day_of(point)),) * 2, ends, stroke("ink-3"), **row.refs)
        over: dict[str, Any] = {"yanchor": "bottom", "yshift": 2, "bgcolor": colour("paper"), "borderpad": 0}
        if aside := _aside(row, point, width):
            over["xshift"] = aside
        figure.strong(
            qualified(point, "short"), str(day_of(point)), feet[day_of(point)], size=SMALL, **over, **row.refs
        )


def _gap(figure: Figure, row: _Row, at: date) -> None:
    """Draw a dashed bracket with a question mark where a count is missing."""
    # In paths Plotly wants “_” between day and hour.
    left, right = f"{at - timedelta(days=1)}_13:00", f"{at}_11:00"
    add_gap(figure, left, right, 14, **row.refs)
    figure.small("?", str(at), 14, yanchor="bottom", **row.refs)


def table(chart: DaysChart, dossier: Dossier) -> Table:
    """Return the days as rows."""
    series = dossier.series[chart.series]
    return points_table([(series.title, series, _points(chart, dossier))], dossier)


def _points(chart: DaysChart, dossier: Dossier) -> list[Point]:
    """Return the points dated to a day of the span."""
    series = dossier.series[chart.series]
    points = points_of(series, {None}, (chart.first, chart.last), {10})
    check_values(chart, series, points, "points of single days between “first” and “last”")
    check_marks(chart, series, points)
    if faults := undated(chart, (dossier.events[mark.event] for mark in chart.events)):
        raise ContentError(faults)
    return points
