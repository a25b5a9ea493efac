"""One dot a point in rows, grouped by who is spoken of or who speaks; on a plain or a logarithmic scale."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from ..data.charts import DotsChart, RowGroup
from ..data.dossier import Dossier
from ..data.records import Point
from .axes import nice_step
from .figure import SMALL, Figure, colour, new_figure, stroke, width_for
from .marks import dots_of, ink_of, token_of
from .tables import Table, check_series, points_table
from .words import folded_safely, number, point_hover, signed

_BRACKETS = re.compile(r"\s*\([^)]*\)$")
_EDGE, _HEAD, _BOTTOM = 8, 24, 30  # px: sides; a group’s name; the scale


def draw(chart: DotsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the rows; on a narrow figure their words stand over the dots, on a wide one beside them."""
    width = width_for(chart.size, narrow)
    left = _EDGE if narrow else 270
    groups = [(group, points_of(chart, dossier, group)) for group in chart.groups]
    tall = [[_row_height(group, point, narrow) for point in points] for group, points in groups]
    height = sum(_HEAD + sum(heights) + 8 for heights in tall)
    figure = new_figure(height + _BOTTOM, left=left, right=_EDGE, top=0, bottom=_BOTTOM)
    values = [point.value for _, points in groups for point in points if point.value is not None]
    span = width - left - _EDGE
    figure.update_yaxes(range=[height, 0], showticklabels=False)
    figure.update_xaxes(showticklabels=False)
    _scale(figure, chart, values, dossier.series[chart.series].unit, span)
    y = 0.0
    for rank, ((group, points), heights) in enumerate(zip(groups, tall, strict=True)):
        head: dict[str, Any] = {"xref": "paper", "xanchor": "left", "yanchor": "top", "xshift": _EDGE - left}
        figure.strong(group.name, 0, y, ink_of(group.actor) if group.actor else "ink", **head)
        floors = [y + _HEAD + sum(heights[: n + 1]) for n in range(len(points))]
        places = [floor - (12 if narrow else high / 2) for floor, high in zip(floors, heights, strict=True)]
        for point, place in zip(points, places, strict=True):
            _row(figure, group, point, place, left, narrow)
        _dots(figure, chart, group, rank, points, places, dossier)
        for point, place in zip(points, places, strict=True):
            _value(figure, chart, point, place)
        y += _HEAD + sum(heights) + 8
    return figure


def _scale(figure: Figure, chart: DotsChart, values: Sequence[float], unit: str, span: float) -> None:
    room = 116 / span  # the last value is written right of its dot
    if chart.log:
        low, high = math.floor(math.log10(min(values))), math.log10(max(values))
        ticks = [10.0**power for power in range(low, math.ceil(high) + 1) if power <= high + 0.01]
        figure.update_xaxes(type="log", range=[low, low + (high - low) / (1 - room)])
    else:
        high = 100 if unit == "percent" else max(values)
        step = nice_step(high)
        ticks = [step * n for n in range(int(high / step) + 1)]
        figure.update_xaxes(range=[0, high if unit == "percent" else high / (1 - room)])
    words = [number(tick) for tick in ticks]
    if unit == "percent":
        ticks, words = [0, 25, 50, 75, 100], ["0", "25", "50", "75", "100\u202f%"]
    for tick, text in zip(ticks, words, strict=True):
        at = math.log10(tick) if chart.log else tick
        edge = "left" if tick == ticks[0] else "right" if unit == "percent" and tick == 100 else "center"
        figure.line((tick, tick), (0, 1), stroke("rule-2"), yref="paper")
        figure.small(text, at, 0, yref="paper", yanchor="top", yshift=-5, xanchor=edge)


def _row(figure: Figure, group: RowGroup, point: Point, place: float, left: int, narrow: bool) -> None:
    figure.line((0, 1), (place, place), stroke("rule-2", 1, "2px,3px"), xref="paper")
    where = {"xref": "paper", "xanchor": "left", "align": "left"}
    text = _name(group, point, narrow)
    if narrow:
        figure.small(text, 0, place - 8, "ink-2", yanchor="bottom", **where)
    else:
        figure.small(text, 0, place, "ink-2", yanchor="middle", xshift=_EDGE - left, **where)


def _row_height(group: RowGroup, point: Point, narrow: bool) -> int:
    return (42 if narrow else 26) + 14 * _name(group, point, narrow).count("<br>")


def _name(group: RowGroup, point: Point, narrow: bool) -> str:
    parts = {
        "label": point.label,
        "what": _BRACKETS.sub("", point.label or ""),
        "note": point.note,
        "date": point.date.words if point.date else None,
    }
    told = (parts[word] for word in group.words)
    return folded_safely(", ".join(part for part in told if part), 44 if narrow else 36)


def _dots(
    figure: Figure,
    chart: DotsChart,
    group: RowGroup,
    rank: int,
    points: Sequence[Point],
    places: Sequence[float],
    dossier: Dossier,
) -> None:
    unit, token = dossier.series[chart.series].unit, token_of(group.actor)
    heads = [f"{point.label}, {point.date.words}" if point.date else point.label or "" for point in points]
    figure.dots(
        [point.value for point in points],
        places,
        [point_hover(point, unit, dossier, head) for point, head in zip(points, heads, strict=True)],
        marker=dots_of(points, token, 11, 2),
        uid=f"{chart.id}-{rank}",
        name=group.name,
    )
    for point, place in zip(points, places, strict=True):
        if point.qualifier == "at-least":
            _open_end(figure, _at(chart, point), place, token)


def _at(chart: DotsChart, point: Point) -> float:
    """Return where a label of a point stands: of a logarithmic axis Plotly wants the power of ten."""
    return math.log10(point.value or 1) if chart.log else point.value or 0


def _open_end(figure: Figure, at: float, place: float, token: str) -> None:
    arrow = {"showarrow": True, "arrowhead": 2, "arrowwidth": 1.5, "arrowsize": 0.9, "arrowcolor": colour(token)}
    figure.add_annotation(text="", x=at, y=place, ax=-16, ay=0, xshift=21, **arrow)


def _value(figure: Figure, chart: DotsChart, point: Point, place: float) -> None:
    beside: dict[str, Any] = {
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 25 if point.qualifier == "at-least" else 9,
    }
    figure.strong(signed(point), _at(chart, point), place, size=SMALL, **beside)


def table(chart: DotsChart, dossier: Dossier) -> Table:
    """Return the points of all groups, one a row."""
    series = dossier.series[chart.series]
    points = [point for group in chart.groups for point in points_of(chart, dossier, group)]
    return points_table([(series.title, series, points)], dossier)


def points_of(chart: DotsChart, dossier: Dossier, group: RowGroup) -> list[Point]:
    """Return the points of a group that have a value."""
    check_series(chart, dossier.series[chart.series], group.labels)
    return [
        point
        for point in dossier.series[chart.series].points
        if point.label in group.labels and point.value is not None
    ]
