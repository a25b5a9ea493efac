"""The drawing of lines: the panels with their scales on one axis of time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from .barnotes import levels_of
from .figure import Figure, new_figure, width_for
from .line import Chart, points_of
from .line_events import HEAD, STRIP, draw_events, event_rows, share
from .line_panel import PanelFrame, draw_points
from .palette import colour
from .points import small, stroke, strong, width_of

if TYPE_CHECKING:
    from ..dossier import Dossier

_BETWEEN, _EDGE, _AXIS = 18, 8, 26  # px: panels apart; sides; the axis of time


@dataclass(frozen=True)
class _Sheet:
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


def draw_panels(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the panels one under the other, and the events through all of them."""
    rows = event_rows(chart, dossier, narrow)
    points = [points_of(chart, dossier, panel) for panel in chart.panels]
    tops = [max(point.value or 0 for point in held) for held in points]
    sheet = _sheet(chart, tops, len(rows), narrow)
    figure = new_figure(sheet.height + _AXIS, left=sheet.left, right=_EDGE, top=0, bottom=_AXIS)
    _time_axis(figure, chart, narrow)
    lines = tuple(share(chart, row.when) * sheet.width for row in rows)
    for rank, panel in enumerate(chart.panels):
        per_px = tops[rank] / (sheet.tall - 34)
        frame = PanelFrame(str(rank + 1) if rank else "", per_px, sheet.width, sheet.tall, lines)
        _panel(figure, sheet, rank, panel.name, frame)
        _levels(figure, frame.name, tops[rank])
        draw_points(figure, chart, panel, points[rank], frame, dossier)
    tops_and_feet = [(sheet.top(rank), sheet.top(rank) + sheet.tall) for rank in range(len(chart.panels))]
    draw_events(figure, chart, dossier, rows, tops_and_feet, sheet.height, sheet.width)
    return figure


def _sheet(chart: Chart, tops: list[float], events: int, narrow: bool) -> _Sheet:
    tall = (170 if narrow else 210) if len(chart.panels) == 1 else (130 if narrow else 150)
    heads = tuple(HEAD + (STRIP * events if rank == 0 else 0) for rank in range(len(chart.panels)))
    height = sum(heads) + tall * len(heads) + _BETWEEN * (len(heads) - 1)
    left = int(_EDGE + 6 + max(width_of(text) for top in tops for _, text in levels_of(top, "")))
    return _Sheet(heads, tall, height, left, width_for(chart.size, narrow) - left - _EDGE)


def _time_axis(figure: Figure, chart: Chart, narrow: bool) -> None:
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


def _panel(figure: Figure, sheet: _Sheet, rank: int, name: str, frame: PanelFrame) -> None:
    """Give a panel its share of the height, and write its name over it."""
    ceiling = sheet.ceiling(rank)
    top = sheet.top(rank)
    figure.update_layout(
        {
            f"yaxis{frame.name}": {
                **figure.layout["yaxis"],
                "domain": [1 - (top + sheet.tall) / sheet.height, 1 - top / sheet.height],
                "range": [0, sheet.tall * frame.per_px],
                "showticklabels": False,
            }
        }
    )
    figure.add_annotation(
        strong(
            name,
            0,
            1 - ceiling / sheet.height,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            xshift=_EDGE - sheet.left,
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
