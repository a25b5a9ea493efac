"""Points over time, joined where they stand close enough; one panel a measure, events as thin lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from ..data.charts import LineChart, LinePanel
from ..data.dossier import Dossier
from ..data.records import Point
from .axes import day, levels_of
from .events import EventLine, article_end, event_lines
from .figure import Figure, colour, new_figure, stroke, width_for
from .line_panel import PanelFrame, draw_points
from .tables import Table, check_series, points_table
from .words import rough_width

_BETWEEN, _EDGE, _AXIS = 18, 8, 26  # px: panels apart; sides; the axis of time
_HEAD, _STRIP = 24, 18  # px: a panel’s name; one event’s words


@dataclass(frozen=True)
class _Sizes:
    """The sizes of the figure in px: the head of each panel, the panel under it, the whole, the margin, the lines."""

    heads: tuple[int, ...]
    tall: int
    height: int
    left: int
    width: int

    def ceiling(self, rank: int) -> float:
        """Where a panel with its head begins."""
        return sum(self.heads[:rank]) + (self.tall + _BETWEEN) * rank

    def top(self, rank: int) -> float:
        """Where a panel begins under its head."""
        return self.ceiling(rank) + self.heads[rank]


def draw(chart: LineChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the panels one under the other, and the events through all of them."""
    lines = _lines(chart, dossier, narrow)
    points = [points_of(chart, dossier, panel) for panel in chart.panels]
    tops = [max(point.value or 0 for point in held) for held in points]
    sizes = _sizes(chart, tops, len(lines), narrow)
    figure = new_figure(sizes.height + _AXIS, left=sizes.left, right=_EDGE, top=0, bottom=_AXIS)
    _time_axis(figure, chart, narrow)
    at = tuple(chart.share(day(line.date)) * sizes.width for line in lines)
    for rank, panel in enumerate(chart.panels):
        per_px = tops[rank] / (sizes.tall - 34)
        frame = PanelFrame(str(rank + 1) if rank else "", per_px, sizes.width, sizes.tall, at)
        _panel(figure, sizes, rank, panel.name, frame)
        _levels(figure, frame.name, tops[rank])
        draw_points(figure, chart, panel, points[rank], frame, dossier)
    tops_and_feet = [(sizes.top(rank), sizes.top(rank) + sizes.tall) for rank in range(len(chart.panels))]
    _draw_events(figure, chart, lines, tops_and_feet, sizes)
    _ticks(figure, chart, dossier)
    return figure


def _sizes(chart: LineChart, tops: list[float], events: int, narrow: bool) -> _Sizes:
    tall = (170 if narrow else 210) if len(chart.panels) == 1 else (130 if narrow else 150)
    heads = tuple(_HEAD + (_STRIP * events if rank == 0 else 0) for rank in range(len(chart.panels)))
    height = sum(heads) + tall * len(heads) + _BETWEEN * (len(heads) - 1)
    left = int(_EDGE + 6 + max(rough_width(text) for top in tops for _, text in levels_of(top, "")))
    return _Sizes(heads, tall, height, left, width_for(chart.size, narrow) - left - _EDGE)


def _time_axis(figure: Figure, chart: LineChart, narrow: bool) -> None:
    years = chart.last.last.year - chart.first.first.year + 1
    figure.update_xaxes(
        type="date",
        range=[str(chart.first.first), str(chart.last.last + timedelta(days=1))],
        tickformat="%Y",
        tick0="2000-01-01" if years % 2 or not narrow else "2001-01-01",
        anchor="free",
        position=0,
        dtick="M24" if narrow and years > 7 else "M12",
        ticklabelmode="instant" if narrow and years > 7 else "period",
        tickfont={"color": colour("ink")},
    )
    if narrow and years > 7:
        odd = [f"{year}-07-01" for year in range(chart.first.first.year, chart.last.last.year + 1, 2)]
        figure.update_xaxes(tickvals=odd, ticktext=[one[:4] for one in odd])


def _panel(figure: Figure, sizes: _Sizes, rank: int, name: str, frame: PanelFrame) -> None:
    """Give a panel its share of the height, and write its name over it."""
    ceiling = sizes.ceiling(rank)
    top = sizes.top(rank)
    figure.update_layout(
        {
            f"yaxis{frame.name}": {
                **figure.layout["yaxis"],
                "domain": [1 - (top + sizes.tall) / sizes.height, 1 - top / sizes.height],
                "range": [0, sizes.tall * frame.per_px],
                "showticklabels": False,
            }
        }
    )
    held: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    figure.strong(
        name, 0, 1 - ceiling / sizes.height, bgcolor=colour("paper"), borderpad=0, xshift=_EDGE - sizes.left, **held
    )


def _levels(figure: Figure, name: str, highest: float) -> None:
    refs = {"xref": "paper", "yref": f"y{name}"}
    for level, text in [(0.0, "0"), *levels_of(highest, "")]:
        figure.line((0, 1), (level, level), stroke("rule-2" if level else "ink-3"), **refs)
        figure.small(text.strip(), 0, level, xanchor="right", xshift=-6, **refs)


def _lines(chart: LineChart, dossier: Dossier, narrow: bool) -> list[EventLine]:
    """Return what gets a line through the panels: labelled events, and the article’s end."""
    lines, ends = [line for line in event_lines(chart.events, dossier) if line.words], dossier.edition.article.ends
    if chart.first.first < ends.last < chart.last.last:
        lines.append(article_end(dossier, None if narrow else ends))
    return lines


def _draw_events(
    figure: Figure, chart: LineChart, lines: Sequence[EventLine], panels: Sequence[tuple[float, float]], sizes: _Sizes
) -> None:
    """Draw the lines with their words, one under the other.

    `panels` are the px of their tops and feet: the lines leave the names over them free.
    """
    # Words that run on from their lines stand over those of later events, words before theirs under them:
    # so no line of another event cuts through them.
    runs_on = all(_fits(chart, line, sizes.width) for line in lines)
    for rank, line in enumerate(sorted(lines, key=lambda line: day(line.date), reverse=not runs_on)):
        ceiling, when = 1 - (_HEAD + _STRIP * rank) / sizes.height, str(day(line.date))
        before = chart.share(day(line.date)) * sizes.width < rough_width(line.words) + 6
        right = _fits(chart, line, sizes.width) and (runs_on or before)
        for number, (top, foot) in enumerate(panels):
            y = 1 - foot / sizes.height, 1 - top / sizes.height if number else ceiling
            figure.line((when, when), y, stroke(line.line), yref="paper")
        side = {"xanchor": "left", "xshift": 3} if right else {"xanchor": "right", "xshift": -3}
        held = {"yref": "paper", "yanchor": "top", "yshift": 3, **side}
        figure.small(line.words, when, ceiling, line.ink, bgcolor=colour("paper"), **held)


def _fits(chart: LineChart, line: EventLine, width: float) -> bool:
    """Tell whether the words of an event have room to the right of its line."""
    return chart.share(day(line.date)) * width + rough_width(line.words) + 6 < width


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
