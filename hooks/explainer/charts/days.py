"""One mark a unit, stacked on its day, against the dates of events."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, Self

import plotly.graph_objects as go
from pydantic import model_validator

from ..records import Actor, Date, Point, SeriesId
from .chart import ChartRecord, Table
from .figure import NARROW, WIDE, new_figure, number
from .palette import colour
from .points import LATER, EventMark, article_ends, day, event_hover, hover, ink_of, points_table, small, stroke, strong, token_of, width_of

if TYPE_CHECKING:
    from ..dossier import Dossier

_EDGE, _MARK, _AXIS = 8, 13, 40  # px: sides; height of a mark with its gap; room for days and months


class Chart(ChartRecord):
    """Marks by day between `first` and `last`; a narrow figure gives each month a row."""

    kind: Literal["days"]
    series: SeriesId
    actor: Actor | None = None
    first: Date
    last: Date
    events: tuple[EventMark, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.last.last <= self.first.first:
            raise ValueError("“last” lies before “first”")
        if (self.last.last - self.first.first).days > 100:
            raise ValueError("“first” and “last” lie more than 100 days apart; allowed: a span whose days can be told apart")
        return self


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> go.Figure:
    """Draw the days as one row, or as one row a month on a narrow figure."""
    spans = _months(chart) if narrow else [(chart.first.first, chart.last.last)]
    points = _points(chart, dossier)
    most = int(max(point.value or 0 for point in points))
    rows = [_rows(chart, dossier, start, stop, narrow) for start, stop in spans]
    stack = _MARK * most + 24
    heights = [stack + 18 * len(lines) + _AXIS for lines in rows]
    total = sum(heights)
    figure = new_figure(total, left=_EDGE, right=_EDGE, top=0, bottom=0)
    width = (NARROW if narrow else 880 if chart.wide else WIDE) - 2 * _EDGE
    above = 0.0
    for rank, (start, stop) in enumerate(spans):
        name = str(rank + 1) if rank else ""
        floor = above + heights[rank] - _AXIS
        figure.update_layout({
            f"xaxis{name}": {"type": "date", "range": [f"{start - timedelta(days=1)} 12:00", f"{stop} 12:00"], "showgrid": False,
                             "zeroline": False, "fixedrange": True, "showticklabels": False, "anchor": f"y{name}", "domain": [0, 1]},
            f"yaxis{name}": {"range": [0, floor - above], "domain": [1 - floor / total, 1 - above / total], "showgrid": False,
                             "zeroline": False, "fixedrange": True, "showticklabels": False, "anchor": f"x{name}"},
        })
        _axis(figure, name, start, stop)
        _lines(figure, name, rows[rank], floor - above, start, stop, width)
        _marks(figure, chart, name, [p for p in points if start <= _date(p) <= stop], dossier)
        above += heights[rank]
    return figure


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the days as rows."""
    series = dossier.series[chart.series]
    return points_table([(series.title, series, _points(chart, dossier))])


def _points(chart: Chart, dossier: Dossier) -> list[Point]:
    """Return the points dated to a day of the span."""
    return [
        point for point in dossier.series[chart.series].points
        if point.date and len(point.date.start) == 10 and chart.first.first <= day(point.date) <= chart.last.last
    ]


def _date(point: Point) -> date:
    assert point.date is not None  # only dated points are chosen
    return day(point.date)


def _months(chart: Chart) -> list[tuple[date, date]]:
    """Return first and last day of each month of the span; each is given 31 days, so that days align."""
    start, found = chart.first.first.replace(day=1), []
    while start <= chart.last.last:
        found.append((start, start + timedelta(days=30)))
        start = (start + timedelta(days=31)).replace(day=1)
    return found


def _rows(chart: Chart, dossier: Dossier, start: date, stop: date, narrow: bool) -> list[tuple[date, str, str, str, str]]:
    """Return date, words, text colour, line colour and hover of the lines of one row of days."""
    rows = []
    for mark in chart.events:
        event = dossier.events[mark.event]
        if start <= event.date.first <= stop:
            rows.append((event.date.first, mark.label or "", ink_of(event.actor), str(event.actor), event_hover(mark, dossier)))
    shared = [rank for rank, row in enumerate(rows) if row[0] == article_ends()]
    if not shared and start <= article_ends() <= stop:
        rows.append((article_ends(), LATER, "accent", "accent-2", ""))
    for rank in shared:  # the article’s last day is an event’s day: one line, the words below each other
        rows.insert(rank + 1, (article_ends(), LATER + " from here", "accent", "", ""))
    return rows


def _axis(figure: go.Figure, name: str, start: date, stop: date) -> None:
    """Draw the line of days: a stroke and a number for the 1st, 10th and 20th, the month under its first day."""
    figure.add_shape(type="line", xref=f"x{name}", yref=f"y{name}", x0=f"{start - timedelta(days=1)} 12:00", x1=f"{stop} 12:00",
                     y0=0, y1=0, line=stroke("ink-3"))
    for offset in range((stop - start).days + 1):
        one = start + timedelta(days=offset)
        if one.day not in (1, 10, 20) or (one.month != start.month and (stop - start).days < 31):
            continue
        words = f"{one.day} {calendar.month_name[one.month]}" if one.day == 1 else str(one.day)
        figure.add_shape(type="line", xref=f"x{name}", yref=f"y{name}", x0=str(one), x1=str(one), y0=0, y1=5, line=stroke("ink-3"),
                         layer="below")
        figure.add_annotation(small(words, str(one), 0, "ink" if one.day == 1 else "ink-3", xref=f"x{name}", yref=f"y{name}",
                                    xanchor="left" if one.day == 1 else "center", xshift=-5 if one.day == 1 else 0,
                                    yanchor="top", yshift=-4))


def _lines(
    figure: go.Figure, name: str, rows: Sequence[tuple[date, str, str, str, str]], ceiling: float, start: date, stop: date, width: float
) -> None:
    refs = {"xref": f"x{name}", "yref": f"y{name}"}
    for rank, (when, text, ink, line, hovered) in enumerate(rows):
        top = ceiling - 18 * rank
        if line:
            figure.add_shape(type="line", x0=str(when), x1=str(when), y0=0, y1=top, line=stroke(line, 1.25), layer="below", **refs)
        x = ((when - start).days + 0.5) / ((stop - start).days + 1) * width
        right = x + width_of(text) + 8 < width
        figure.add_annotation(small(text, str(when), top, ink, yanchor="top", yshift=3, xanchor="left" if right else "right",
                                    xshift=4 if right else -4, hovertext=hovered or None, **refs))


def _marks(figure: go.Figure, chart: Chart, name: str, points: Sequence[Point], dossier: Dossier) -> None:
    token, unit = token_of(chart.actor), dossier.series[chart.series].unit
    refs = {"xref": f"x{name}", "yref": f"y{name}"}
    held = [(point, rank) for point in points for rank in range(int(point.value or 0))]
    figure.add_trace(go.Scatter(
        x=[str(_date(point)) for point, _ in held], y=[8 + _MARK * rank for _, rank in held], mode="markers", cliponaxis=False,
        marker={"symbol": "triangle-up", "size": 9, "color": colour(token), "opacity": 1, "line": {"width": 0}},
        hovertext=[hover(point, unit, dossier) for point, _ in held], hovertemplate="%{hovertext}<extra></extra>",
        uid=f"{chart.id}-marks{name}", name=chart.title, xaxis=f"x{name}", yaxis=f"y{name}",
    ))
    for point in points:
        at, value = _date(point), int(point.value or 0)
        if point.value is None:
            left, right = f"{at - timedelta(days=1)} 13:00", f"{at} 11:00"
            figure.add_shape(type="path", path=f"M{left},14L{left},0L{right},0L{right},14", line=stroke("ink-3", 1, "2px,2px"), **refs)
            figure.add_annotation(small("?", str(at), 14, yanchor="bottom", **refs))
            continue
        text = ("≥\u202f" if point.qualifier == "at-least" else "") + number(value)
        figure.add_annotation(strong(text, str(at), _MARK * value, yanchor="bottom", yshift=2, size=12, **refs))
