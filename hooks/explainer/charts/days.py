"""One mark a unit, stacked on its day, against the dates of events."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, Self

from pydantic import model_validator

from ..fields import Actor, Date, SeriesId
from ..records import Point
from .chart import ChartRecord, Table
from .figure import NARROW, WIDE, Figure, new_figure, number
from .palette import colour
from .points import (
    LATER,
    EventMark,
    article_ends,
    day,
    event_hover,
    hover,
    ink_of,
    points_table,
    small,
    stroke,
    strong,
    token_of,
    width_of,
    wrapped,
)

if TYPE_CHECKING:
    from ..dossier import Dossier

_EDGE, _MARK, _AXIS = 8, 13, 40  # px: sides; height of a mark with its gap; room for days and months
_TOP = 6  # px over the highest words, which are nudged up


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
            raise ValueError(
                "“first” and “last” lie more than 100 days apart; allowed: a span whose days can be told apart"
            )
        return self


@dataclass(frozen=True)
class _Line:
    """A thin line at a day: its words, the tokens of words and line ("" for none), its hover, its side."""

    when: date
    text: str
    ink: str
    line: str
    hover: str
    right: bool


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the days as one row, or as one row a month on a narrow figure."""
    spans = _months(chart) if narrow else [(chart.first.first, chart.last.last)]
    points = _points(chart, dossier)
    most = int(max(point.value or 0 for point in points))
    width = (NARROW if narrow else 880 if chart.wide else WIDE) - 2 * _EDGE
    rows = [_rows(chart, dossier, start, stop, width) for start, stop in spans]
    stack = _MARK * most + 24
    heights = [stack + 17 * sum(row.text.count("<br>") + 1 for row in lines) + _AXIS for lines in rows]
    total = sum(heights)
    figure = new_figure(total + _TOP, left=_EDGE, right=_EDGE, top=_TOP, bottom=0)
    above = 0.0
    for rank, (start, stop) in enumerate(spans):
        name = str(rank + 1) if rank else ""
        floor = above + heights[rank] - _AXIS
        figure.update_layout(
            {
                f"xaxis{name}": {
                    "type": "date",
                    "range": [f"{start - timedelta(days=1)} 12:00", f"{stop} 12:00"],
                    "showgrid": False,
                    "zeroline": False,
                    "fixedrange": True,
                    "showticklabels": False,
                    "anchor": f"y{name}",
                    "domain": [0, 1],
                },
                f"yaxis{name}": {
                    "range": [0, floor - above],
                    "domain": [1 - floor / total, 1 - above / total],
                    "showgrid": False,
                    "zeroline": False,
                    "fixedrange": True,
                    "showticklabels": False,
                    "anchor": f"x{name}",
                },
            }
        )
        _axis(figure, name, start, stop)
        _draw_lines(figure, name, rows[rank], floor - above)
        _marks(figure, chart, name, [p for p in points if start <= _date(p) <= stop], dossier)
        above += heights[rank]
    return figure


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the days as rows."""
    series = dossier.series[chart.series]
    return points_table([(series.title, series, _points(chart, dossier))], dossier)


def _points(chart: Chart, dossier: Dossier) -> list[Point]:
    """Return the points dated to a day of the span."""
    return [
        point
        for point in dossier.series[chart.series].points
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


def _rows(chart: Chart, dossier: Dossier, start: date, stop: date, width: float) -> list[_Line]:
    """Return the lines of one row of days, their words broken so that they fit beside them."""
    found = []
    for mark in chart.events:
        event = dossier.events[mark.event]
        if start <= event.date.first <= stop:
            found.append(
                (event.date.first, mark.label or "", ink_of(event.actor), str(event.actor), event_hover(mark, dossier))
            )
    if start <= article_ends() <= stop:
        # On an event’s day there is one line, and the words stand below each other.
        shared = any(one[0] == article_ends() for one in found)
        found.append(
            (article_ends(), ("from here: " if shared else "") + LATER, "accent", "" if shared else "accent-2", "")
        )
    lines = []
    for when, text, ink, line, hovered in sorted(found, key=lambda one: one[0]):
        x = ((when - start).days + 0.5) / ((stop - start).days + 1) * width
        right = x + width_of(text) + 8 < width or x < width / 2
        room = (width - x if right else x) - 8
        lines.append(_Line(when, wrapped(text, int(room / 7.2)), ink, line, hovered, right))
    return lines


def _axis(figure: Figure, name: str, start: date, stop: date) -> None:
    """Draw the line of days: a stroke and a number for the 1st, 10th and 20th, the month under its first day."""
    figure.add_shape(
        type="line",
        xref=f"x{name}",
        yref=f"y{name}",
        x0=f"{start - timedelta(days=1)} 12:00",
        x1=f"{stop} 12:00",
        y0=0,
        y1=0,
        line=stroke("ink-3"),
    )
    for offset in range((stop - start).days + 1):
        one = start + timedelta(days=offset)
        if one.day not in (1, 10, 20) or (one.month != start.month and (stop - start).days < 31):
            continue
        words = f"{one.day} {calendar.month_name[one.month]}" if one.day == 1 else str(one.day)
        figure.add_shape(
            type="line",
            xref=f"x{name}",
            yref=f"y{name}",
            x0=str(one),
            x1=str(one),
            y0=0,
            y1=5,
            line=stroke("ink-3"),
            layer="below",
        )
        figure.add_annotation(
            small(
                words,
                str(one),
                0,
                "ink" if one.day == 1 else "ink-3",
                xref=f"x{name}",
                yref=f"y{name}",
                xanchor="left" if one.day == 1 else "center",
                xshift=-5 if one.day == 1 else 0,
                yanchor="top",
                yshift=-4,
            )
        )


def _draw_lines(figure: Figure, name: str, lines: Sequence[_Line], ceiling: float) -> None:
    refs = {"xref": f"x{name}", "yref": f"y{name}"}
    top = ceiling
    for one in lines:
        if one.line:
            figure.add_shape(
                type="line",
                x0=str(one.when),
                x1=str(one.when),
                y0=0,
                y1=top,
                line=stroke(one.line, 1.25),
                layer="below",
                **refs,
            )
        side = {"xanchor": "left", "xshift": 4} if one.right else {"xanchor": "right", "xshift": -4}
        figure.add_annotation(
            small(
                one.text,
                str(one.when),
                top,
                one.ink,
                yanchor="top",
                yshift=3,
                hovertext=one.hover or None,
                align="left" if one.right else "right",
                **side,
                **refs,
            )
        )
        top -= 17 * (one.text.count("<br>") + 1)


def _marks(figure: Figure, chart: Chart, name: str, points: Sequence[Point], dossier: Dossier) -> None:
    token, unit = token_of(chart.actor), dossier.series[chart.series].unit
    refs = {"xref": f"x{name}", "yref": f"y{name}"}
    held = [(point, rank) for point in points for rank in range(int(point.value or 0))]
    figure.add_scatter(
        x=[str(_date(point)) for point, _ in held],
        y=[8 + _MARK * rank for _, rank in held],
        mode="markers",
        cliponaxis=False,
        marker={"symbol": "triangle-up", "size": 9, "color": colour(token), "opacity": 1, "line": {"width": 0}},
        hovertext=[hover(point, unit, dossier) for point, _ in held],
        hovertemplate="%{hovertext}<extra></extra>",
        uid=f"{chart.id}-marks{name}",
        name=chart.title,
        xaxis=f"x{name}",
        yaxis=f"y{name}",
    )
    for point in points:
        at, value = _date(point), int(point.value or 0)
        if point.value is None:
            # In paths Plotly wants “_” between day and hour.
            left, right = f"{at - timedelta(days=1)}_13:00", f"{at}_11:00"
            figure.add_shape(
                type="path",
                path=f"M{left},14L{left},0L{right},0L{right},14",
                line=stroke("ink-3", 1, "2px,2px"),
                **refs,
            )
            figure.add_annotation(small("?", str(at), 14, yanchor="bottom", **refs))
            continue
        text = ("≥\u202f" if point.qualifier == "at-least" else "") + number(value)
        figure.add_annotation(
            strong(
                text,
                str(at),
                _MARK * value,
                yanchor="bottom",
                yshift=2,
                size=12,
                bgcolor=colour("paper"),
                borderpad=0,
                **refs,
            )
        )
