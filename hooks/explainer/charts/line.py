"""Points over time, joined where they stand close enough; one panel a measure, events as thin lines."""

from __future__ import annotations

from datetime import timedelta
from itertools import accumulate
from typing import Any

from ..data.dossier import Dossier
from ..data.records import Point
from .axes import day, levels_of, ruled
from .events import EventLine, article_end, event_lines, rows_height, words_in_rows
from .figure import Figure, colour, new_figure, width_for
from .line_panel import LineChart, LinePanel, Panel, draw_points
from .tables import Table, check_series, points_table
from .words import width_of

_BETWEEN, _EDGE, _AXIS = 18, 8, 26  # px: panels apart; sides; the axis of time
_HEAD = 24  # px: a panel’s name


def draw(chart: LineChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the panels one under the other, and the events through all of them."""
    points = [points_of(chart, dossier, panel) for panel in chart.panels]
    tops = [max(point.value or 0 for point in held) for held in points]
    levels = [[(0.0, "0"), *levels_of(top)] for top in tops]
    # A value and a space stand left of the panels.
    left = int(_EDGE + 6 + max(width_of(f"{text} ") for held in levels for _, text in held))
    width = width_for(chart.size, narrow) - left - _EDGE
    tall = (170 if narrow else 210) if len(chart.panels) == 1 else (130 if narrow else 150)
    lines = [(chart.share(day(line.date)) * width, line) for line in _lines(chart, dossier, narrow)]
    told = words_in_rows(lines, -left, width)
    heads = [_HEAD + (0 if rank else rows_height(told)) for rank in range(len(chart.panels))]
    *begins, end = accumulate((head + tall + _BETWEEN for head in heads), initial=0)
    height = int(end) - _BETWEEN
    figure = new_figure(height + _AXIS, left=left, right=_EDGE, top=0, bottom=_AXIS)
    _time_axis(figure, chart, narrow)
    stretches = []  # px from the top of a panel to its foot
    for rank, (record, begin) in enumerate(zip(chart.panels, begins, strict=True)):
        name, per_px, top = str(rank + 1) if rank else "", tops[rank] / (tall - 34), begin + heads[rank]
        stretches.append((top, top + tall))
        domain = [1 - (top + tall) / height, 1 - top / height]
        zero = {"zeroline": True, "zerolinecolor": colour("ink-3"), "ticklabelstandoff": 4}
        axis = {"domain": domain, "range": [0, tall * per_px], **ruled(levels[rank]), **zero}
        figure.update_layout({f"yaxis{name}": {**figure.layout["yaxis"], **axis}})
        held: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        held |= {"bgcolor": colour("paper"), "borderpad": 0, "xshift": _EDGE - left}
        figure.strong(record.name, 0, 1 - begin / height, **held)
        panel = Panel(chart, record, points[rank], name, per_px, width, tall, [x for x, _ in lines])
        draw_points(figure, panel, dossier)
    for words in told:
        words.draw(figure, (width, height), stretches, _HEAD)
    _ticks(figure, chart, dossier)
    return figure


def _time_axis(figure: Figure, chart: LineChart, narrow: bool) -> None:
    years = range(chart.first.first.year, chart.last.last.year + 1)
    sparse = narrow and len(years) > 7
    figure.update_xaxes(
        type="date",
        range=[str(chart.first.first), str(chart.last.last + timedelta(days=1))],
        tickformat="%Y",
        tick0="2000-01-01" if len(years) % 2 or not narrow else "2001-01-01",
        anchor="free",
        position=0,
        dtick="M24" if sparse else "M12",
        ticklabelmode="instant" if sparse else "period",
        tickfont={"color": colour("ink")},
    )
    if sparse:
        figure.update_xaxes(tickvals=[f"{year}-07-01" for year in years[::2]], ticktext=[str(y) for y in years[::2]])


def _lines(chart: LineChart, dossier: Dossier, narrow: bool) -> list[EventLine]:
    """Return in order of time what gets a line through the panels: labelled events, and the article’s end."""
    lines, ends = [line for line in event_lines(chart.events, dossier) if line.words], dossier.edition.article.ends
    if chart.first.first < ends.last < chart.last.last:
        lines.append(article_end(dossier, None if narrow else ends))
    return sorted(lines, key=lambda line: day(line.date))


def _ticks(figure: Figure, chart: LineChart, dossier: Dossier) -> None:
    """Draw a tick at the axis for events without words, and for all where there are many."""
    lines = [line for line in event_lines(chart.events, dossier) if not line.words or len(chart.events) > 4]
    if not lines:
        return
    colours = [colour(line.line) for line in lines]
    figure.dots(
        [str(day(line.date)) for line in lines],
        [0] * len(lines),
        [line.hover for line in lines],
        marker={"symbol": "line-ns-open", "size": 11, "line": {"width": 1.5, "color": colours}, "color": colours},
        uid=f"{chart.id}-events",
        name="Events",
        xaxis="x",
        yaxis="y",
    )
    if chart.ticks:
        first = min(line.date.first for line in lines)
        figure.small(chart.ticks, str(first), 0, xanchor="right", yanchor="bottom", xshift=-5, yshift=1)


def table(chart: LineChart, dossier: Dossier) -> Table:
    """Return the points of all panels, one a row."""
    return points_table(
        [(panel.name, dossier.series[panel.series], points_of(chart, dossier, panel)) for panel in chart.panels],
        dossier,
    )


def points_of(chart: LineChart, dossier: Dossier, panel: LinePanel) -> list[Point]:
    """Return the points of a panel: those of no group, dated within the span."""
    check_series(chart, dossier.series[panel.series], dates=panel.labelled)
    return [
        point
        for point in dossier.series[panel.series].points
        if point.date and not point.label and chart.first.first <= day(point.date) <= chart.last.last
    ]
