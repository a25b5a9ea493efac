"""Points over time, joined where they stand close enough; one panel a measure, events as thin lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..data.charts import LineChart, LinePanel
from ..data.dossier import Dossier
from ..data.records import Point
from .bar_labels import levels_of
from .figure import Figure, colour, new_figure, width_for
from .line_panel import PanelFrame, draw_points
from .tables import Table, check_series, day, event_hover, ink_of, points_table, small, stroke, strong, width_of
from .words import LATER

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
    rows = _event_rows(chart, dossier, narrow)
    points = [points_of(chart, dossier, panel) for panel in chart.panels]
    tops = [max(point.value or 0 for point in held) for held in points]
    sizes = _sizes(chart, tops, len(rows), narrow)
    figure = new_figure(sizes.height + _AXIS, left=sizes.left, right=_EDGE, top=0, bottom=_AXIS)
    _time_axis(figure, chart, narrow)
    lines = tuple(chart.share(row.when) * sizes.width for row in rows)
    for rank, panel in enumerate(chart.panels):
        per_px = tops[rank] / (sizes.tall - 34)
        frame = PanelFrame(str(rank + 1) if rank else "", per_px, sizes.width, sizes.tall, lines)
        _panel(figure, sizes, rank, panel.name, frame)
        _levels(figure, frame.name, tops[rank])
        draw_points(figure, chart, panel, points[rank], frame, dossier)
    tops_and_feet = [(sizes.top(rank), sizes.top(rank) + sizes.tall) for rank in range(len(chart.panels))]
    _draw_events(figure, chart, dossier, rows, tops_and_feet, sizes.height, sizes.width)
    return figure


def _sizes(chart: LineChart, tops: list[float], events: int, narrow: bool) -> _Sizes:
    tall = (170 if narrow else 210) if len(chart.panels) == 1 else (130 if narrow else 150)
    heads = tuple(_HEAD + (_STRIP * events if rank == 0 else 0) for rank in range(len(chart.panels)))
    height = sum(heads) + tall * len(heads) + _BETWEEN * (len(heads) - 1)
    left = int(_EDGE + 6 + max(width_of(text) for top in tops for _, text in levels_of(top, "")))
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
    figure.add_annotation(
        strong(
            name,
            0,
            1 - ceiling / sizes.height,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            xshift=_EDGE - sizes.left,
            bgcolor=colour("paper"),
            borderpad=0,
        )
    )


def _levels(figure: Figure, name: str, highest: float) -> None:
    for level, text in [(0.0, "0"), *levels_of(highest, "")]:
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            yref=f"y{name}",
            y0=level,
            y1=level,
            line=stroke("rule-2" if level else "ink-3"),
            layer="below",
        )
        figure.add_annotation(small(text.strip(), 0, level, xref="paper", yref=f"y{name}", xanchor="right", xshift=-6))


@dataclass(frozen=True)
class _EventRow:
    """What gets a line through the panels: its day, its words, the tokens of words and line."""

    when: date
    words: str
    ink: str
    line: str


def _event_rows(chart: LineChart, dossier: Dossier, narrow: bool) -> list[_EventRow]:
    """Return what gets a line: labelled events, and the article’s end."""
    rows = []
    for mark in chart.events:
        event = dossier.events[mark.event]
        if mark.label:
            rows.append(_EventRow(day(event.date), mark.label, ink_of(event.actor), str(event.actor)))
    ends = dossier.edition.article.ends
    if chart.first.first < ends.last < chart.last.last:
        rows.append(_EventRow(ends.last, LATER if narrow else f"{LATER} ({ends.words})", "accent", "accent-2"))
    return rows


def _draw_events(
    figure: Figure,
    chart: LineChart,
    dossier: Dossier,
    rows: Sequence[_EventRow],
    panels: Sequence[tuple[float, float]],
    height: float,
    width: float,
) -> None:
    """Draw the lines with their words, one under the other, and the ticks of events without words.

    `panels` are the px of their tops and feet: the lines leave the names over them free.
    """
    # Words that run on from their lines stand over those of later events, words before theirs under them:
    # so no line of another event cuts through them.
    runs_on = all(_fits(chart, row, width) for row in rows)
    for rank, row in enumerate(sorted(rows, key=lambda row: row.when, reverse=not runs_on)):
        ceiling = 1 - (_HEAD + _STRIP * rank) / height
        right = _fits(chart, row, width) and (runs_on or chart.share(row.when) * width < width_of(row.words) + 6)
        for number, (top, foot) in enumerate(panels):
            figure.add_shape(
                type="line",
                x0=str(row.when),
                x1=str(row.when),
                yref="paper",
                y0=1 - foot / height,
                y1=1 - top / height if number else ceiling,
                line=stroke(row.line),
                layer="below",
            )
        figure.add_annotation(
            small(
                row.words,
                str(row.when),
                ceiling,
                row.ink,
                yref="paper",
                yanchor="top",
                yshift=3,
                xanchor="left" if right else "right",
                xshift=3 if right else -3,
                bgcolor=colour("paper"),
            )
        )
    _ticks(figure, chart, dossier)


def _fits(chart: LineChart, row: _EventRow, width: float) -> bool:
    """Tell whether the words of an event have room to the right of its line."""
    return chart.share(row.when) * width + width_of(row.words) + 6 < width


def _ticks(figure: Figure, chart: LineChart, dossier: Dossier) -> None:
    marks = [mark for mark in chart.events if not mark.label or len(chart.events) > 4]
    if not marks:
        return
    events = [dossier.events[mark.event] for mark in marks]
    colours = [colour(event.actor) for event in events]
    figure.add_scatter(
        x=[str(day(event.date)) for event in events],
        y=[0] * len(marks),
        mode="markers",
        cliponaxis=False,
        marker={"symbol": "line-ns-open", "size": 11, "line": {"width": 1.5, "color": colours}, "color": colours},
        hovertext=[event_hover(mark, dossier) for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        uid=f"{chart.id}-events",
        name="Events",
        xaxis="x",
        yaxis="y",
    )
    if chart.ticks:
        first = min(event.date.first for event in events)
        figure.add_annotation(small(chart.ticks, str(first), 0, xanchor="right", yanchor="bottom", xshift=-5, yshift=1))


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
