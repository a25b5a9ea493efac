"""One mark a unit, stacked on its day, against the dates of events."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ..data.charts import DaysChart
from ..data.dossier import Dossier
from ..data.records import Point
from .axes import day, day_of
from .events import EventLine, article_end, event_lines
from .figure import SMALL, Figure, colour, new_figure, stroke, width_for
from .marks import token_of
from .tables import Table, points_table
from .words import folded_safely, point_hover, rough_width, signed

_ROW = 17  # px: a line of words
_EDGE, _MARK, _AXIS = 8, 13, 40  # px: sides; height of a mark with its gap; room for days and months
_TOP = 6  # px over the highest words, which are nudged up

_BARE = {"showgrid": False, "zeroline": False, "fixedrange": True, "showticklabels": False}


@dataclass(frozen=True)
class _Shown:
    """A line of events in a row of days: its words broken to the room beside it, and whether they stand right of it."""

    line: EventLine
    text: str
    right: bool

    @property
    def height(self) -> int:
        """The height of the words in px."""
        return _ROW * (self.text.count("<br>") + 1)


def _shown(chart: DaysChart, dossier: Dossier, start: date, stop: date, width: float) -> list[_Shown]:
    """Return the lines of one row of days in order of time."""
    found = [line for line in event_lines(chart.events, dossier) if start <= line.date.first <= stop]
    ends = dossier.article_ends
    if start <= ends <= stop:
        # On an event’s day there is one line, and the words stand below each other.
        shared = any(line.date.first == ends for line in found)
        end = article_end(dossier)
        found.append(replace(end, line="", words=f"from here: {end.words}") if shared else end)
    shown = []
    for line in sorted(found, key=lambda line: line.date.first):
        x = ((line.date.first - start).days + 0.5) / ((stop - start).days + 1) * width
        right = x + rough_width(line.words) + 8 < width or x < width / 2
        room = (width - x if right else x) - 8
        shown.append(_Shown(line, folded_safely(line.words, int(room / 7.2)), right))
    return shown


def _draw_events(figure: Figure, name: str, lines: Sequence[_Shown], ceiling: float) -> None:
    """Draw the lines of one row of days, their words one under the other from `ceiling` px down."""
    refs, top = _refs(name), ceiling
    for shown in lines:
        line, when = shown.line, str(shown.line.date.first)
        if line.line:
            figure.line((when, when), (0, top), stroke(line.line, 1.25), **refs)
        edge, shift = ("left", 4) if shown.right else ("right", -4)
        held = {"xanchor": edge, "align": edge, "xshift": shift, "yanchor": "top", "yshift": 3}
        figure.small(shown.text, when, top, line.ink, hovertext=line.hover or None, **held, **refs)
        top -= shown.height


def _refs(name: str) -> dict[str, str]:
    return {"xref": f"x{name}", "yref": f"y{name}"}


def draw(chart: DaysChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the days as one row, or as one row a month on a narrow figure."""
    spans = _months(chart) if narrow else [(chart.first.first, chart.last.last)]
    points = points_of(chart, dossier)
    width = width_for(chart.size, narrow) - 2 * _EDGE
    rows = [_shown(chart, dossier, start, stop, width) for start, stop in spans]
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
        _draw_events(figure, name, rows[rank], floor - above)
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
    line = {"x0": f"{start - timedelta(days=1)} 12:00", "x1": f"{stop} 12:00", "y0": 0, "y1": 0}
    figure.add_shape(type="line", line=stroke("ink-3"), **line, **_refs(name))
    for offset in range((stop - start).days + 1):
        one = start + timedelta(days=offset)
        if one.day in (1, 10, 20) and (one.month == start.month or (stop - start).days >= 31):
            _tick(figure, name, one)


def _tick(figure: Figure, name: str, one: date) -> None:
    first, at, refs = one.day == 1, str(one), _refs(name)
    figure.line((at, at), (0, 5), stroke("ink-3"), **refs)
    words = f"{one.day} {calendar.month_name[one.month]}" if first else str(one.day)
    held = {"xanchor": "left" if first else "center", "xshift": -5 if first else 0, "yanchor": "top", "yshift": -4}
    figure.small(words, at, 0, "ink" if first else "ink-3", **held, **refs)


def _marks(figure: Figure, chart: DaysChart, name: str, points: Sequence[Point], dossier: Dossier) -> None:
    token, unit = token_of(chart.actor), dossier.series[chart.series].unit
    held = [(point, rank) for point in points for rank in range(int(point.value or 0))]
    figure.dots(
        [str(day_of(point)) for point, _ in held],
        [8 + _MARK * rank for _, rank in held],
        [point_hover(point, unit, dossier) for point, _ in held],
        marker={"symbol": "triangle-up", "size": 9, "color": colour(token), "opacity": 1, "line": {"width": 0}},
        uid=f"{chart.id}-marks{name}",
        name=chart.title,
        xaxis=f"x{name}",
        yaxis=f"y{name}",
    )
    for point in points:
        _value(figure, name, point)


def _value(figure: Figure, name: str, point: Point) -> None:
    """Write a day's value over its marks; a missing one is a dashed bracket with a question mark."""
    at, value, refs = day_of(point), int(point.value or 0), _refs(name)
    if point.value is None:
        # In paths Plotly wants “_” between day and hour.
        left, right = f"{at - timedelta(days=1)}_13:00", f"{at}_11:00"
        figure.path(f"M{left},14L{left},0L{right},0L{right},14", stroke("ink-3", 1, "2px,2px"), **refs)
        figure.small("?", str(at), 14, yanchor="bottom", **refs)
        return
    over: dict[str, Any] = {"yanchor": "bottom", "yshift": 2, "bgcolor": colour("paper"), "borderpad": 0}
    figure.strong(signed(point), str(at), _MARK * value, size=SMALL, **over, **refs)


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
