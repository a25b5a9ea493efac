"""One mark a unit, stacked on its day, against the dates of events."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..data.charts import DaysChart
from ..data.dossier import Dossier
from ..data.records import Point
from .figure import Figure, colour, new_figure, number, width_for
from .tables import (
    Table,
    day,
    day_of,
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
from .words import LATER

_ROW = 17  # px: a line of words
_EDGE, _MARK, _AXIS = 8, 13, 40  # px: sides; height of a mark with its gap; room for days and months
_TOP = 6  # px over the highest words, which are nudged up

_BARE = {"showgrid": False, "zeroline": False, "fixedrange": True, "showticklabels": False}


@dataclass(frozen=True)
class EventLine:
    """A thin line at a day: its words, the tokens of words and line ("" for none), its hover, its side."""

    when: date
    text: str
    ink: str
    line: str
    hover: str
    right: bool

    @property
    def height(self) -> int:
        """The height of the words in px."""
        return _ROW * (self.text.count("<br>") + 1)


def event_lines(chart: DaysChart, dossier: Dossier, start: date, stop: date, width: float) -> list[EventLine]:
    """Return the lines of one row of days, their words broken so that they fit beside them."""
    found = []
    for mark in chart.events:
        event = dossier.events[mark.event]
        if start <= event.date.first <= stop:
            found.append(
                (event.date.first, mark.label or "", ink_of(event.actor), str(event.actor), event_hover(mark, dossier))
            )
    ends = dossier.article_ends
    if start <= ends <= stop:
        # On an event’s day there is one line, and the words stand below each other.
        shared = any(one[0] == ends for one in found)
        found.append((ends, ("from here: " if shared else "") + LATER, "accent", "" if shared else "accent-2", ""))
    lines = []
    for when, text, ink, line, hovered in sorted(found, key=lambda one: one[0]):
        x = ((when - start).days + 0.5) / ((stop - start).days + 1) * width
        right = x + width_of(text) + 8 < width or x < width / 2
        room = (width - x if right else x) - 8
        lines.append(EventLine(when, wrapped(text, int(room / 7.2)), ink, line, hovered, right))
    return lines


def draw_lines(figure: Figure, name: str, lines: Sequence[EventLine], ceiling: float) -> None:
    """Draw the lines of one row of days, their words one under the other from `ceiling` px down."""
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
        top -= one.height


def draw(chart: DaysChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the days as one row, or as one row a month on a narrow figure."""
    spans = _months(chart) if narrow else [(chart.first.first, chart.last.last)]
    points = points_of(chart, dossier)
    width = width_for(chart.size, narrow) - 2 * _EDGE
    rows = [event_lines(chart, dossier, start, stop, width) for start, stop in spans]
    stack = _MARK * int(max(point.value or 0 for point in points)) + 24
    heights = [stack + sum(line.height for line in lines) + _AXIS for lines in rows]
    total = sum(heights)
    figure = new_figure(total + _TOP, left=_EDGE, right=_EDGE, top=_TOP, bottom=0)
    above = 0.0
    for rank, (start, stop) in enumerate(spans):
        name = str(rank + 1) if rank else ""
        floor = above + heights[rank] - _AXIS
        figure.update_layout(
            {
                f"xaxis{name}": {
                    **_BARE,
                    "type": "date",
                    "range": [f"{start - timedelta(days=1)} 12:00", f"{stop} 12:00"],
                    "anchor": f"y{name}",
                    "domain": [0, 1],
                },
                f"yaxis{name}": {
                    **_BARE,
                    "range": [0, floor - above],
                    "domain": [1 - floor / total, 1 - above / total],
                    "anchor": f"x{name}",
                },
            }
        )
        _axis(figure, name, start, stop)
        draw_lines(figure, name, rows[rank], floor - above)
        _marks(figure, chart, name, [point for point in points if start <= day_of(point) <= stop], dossier)
        above += heights[rank]
    return figure


def _months(chart: DaysChart) -> list[tuple[date, date]]:
    """Return first and last day of each month of the span; each is given 31 days, so that days align."""
    start, found = chart.first.first.replace(day=1), []
    while start <= chart.last.last:
        found.append((start, start + timedelta(days=30)))
        start = (start + timedelta(days=31)).replace(day=1)
    return found


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
        if one.day in (1, 10, 20) and (one.month == start.month or (stop - start).days >= 31):
            _tick(figure, name, one)


def _tick(figure: Figure, name: str, one: date) -> None:
    first = one.day == 1
    refs = {"xref": f"x{name}", "yref": f"y{name}"}
    figure.add_shape(type="line", x0=str(one), x1=str(one), y0=0, y1=5, line=stroke("ink-3"), layer="below", **refs)
    figure.add_annotation(
        small(
            f"{one.day} {calendar.month_name[one.month]}" if first else str(one.day),
            str(one),
            0,
            "ink" if first else "ink-3",
            xanchor="left" if first else "center",
            xshift=-5 if first else 0,
            yanchor="top",
            yshift=-4,
            **refs,
        )
    )


def _marks(figure: Figure, chart: DaysChart, name: str, points: Sequence[Point], dossier: Dossier) -> None:
    token, unit = token_of(chart.actor), dossier.series[chart.series].unit
    held = [(point, rank) for point in points for rank in range(int(point.value or 0))]
    figure.add_scatter(
        x=[str(day_of(point)) for point, _ in held],
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
        _value(figure, name, point)


def _value(figure: Figure, name: str, point: Point) -> None:
    """Write a day's value over its marks; a missing one is a dashed bracket with a question mark."""
    at, value, refs = day_of(point), int(point.value or 0), {"xref": f"x{name}", "yref": f"y{name}"}
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
        return
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


def table(chart: DaysChart, dossier: Dossier) -> Table:
    """Return the days as rows."""
    series = dossier.series[chart.series]
    return points_table([(series.title, series, points_of(chart, dossier))], dossier)


def points_of(chart: DaysChart, dossier: Dossier) -> list[Point]:
    """Return the points dated to a day of the span."""
    return [
        point
        for point in dossier.series[chart.series].points
        if point.date and len(point.date.start) == 10 and chart.first.first <= day(point.date) <= chart.last.last
    ]
