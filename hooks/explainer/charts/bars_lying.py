"""Lying bars, one row a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..series import Point
from .barevents import lying_events, marks_of
from .barmarks import Bar, Frame, bar_traces, base_line
from .barnotes import key, key_height
from .bars import Chart, chosen
from .barvalues import bar_values
from .figure import Figure, new_figure, qualified, width_for
from .palette import colour
from .points import token_of, width_of
from .slots import row_after, row_names

if TYPE_CHECKING:
    from ..dossier import Dossier

_ROW = 21  # px: one bar with its gap


def draw_lying(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one row a point, its date before the bar and its value at the end."""
    width = width_for(chart.size, narrow)
    points = chosen(chart, dossier)
    groups = [
        (g.name, token_of(g.actor), [Bar(n, 0.62, p) for n, p in enumerate(points) if p.label in g.labels])
        for g in chart.groups
    ] or [(chart.title, token_of(chart.actor), [Bar(n, 0.62, p) for n, p in enumerate(points)])]
    names = row_names(points)
    left = max(106 if narrow else 130, int(max(map(width_of, names))) + 24)
    head = 8 + key_height([name for name, _, _ in groups], width - 16)
    plot = _ROW * len(points)
    figure = new_figure(plot + head + 10, left=left, top=head, bottom=10)
    top = max(point.value or 0 for point in points)
    # Room for the value at the end of the longest bar, set in bold.
    room = max(56, max(int(width_of(qualified(point.value, point.qualifier))) for point in points) + 24)
    frame = Frame(across=True, per_px=top / (width - left - room), slot_px=_ROW, top=width - left - 8, narrow=narrow)
    figure.update_yaxes(
        range=[len(points) - 0.5, -0.5],
        tickvals=list(range(len(points))),
        ticktext=names,
        tickfont={"color": colour("ink-2")},
        ticklabelstandoff=8,
    )
    figure.update_xaxes(range=[0, (width - left - 8) * frame.per_px], showticklabels=False)
    bar_traces(figure, frame, groups, chart.id, dossier.series[chart.series].unit, dossier)
    bar_values(figure, frame, groups)
    _events(figure, chart, dossier, points, narrow)
    key(figure, [(name, token) for name, token, _ in groups], width - 16, left - 8, head)
    base_line(figure, frame, -0.5, len(points) - 0.5)
    return figure


def _events(figure: Figure, chart: Chart, dossier: Dossier, points: Sequence[Point], narrow: bool) -> None:
    ends = dossier.article_ends
    later = next((n for n, point in enumerate(points) if point.date and point.date.first > ends), None)
    edge = later - 0.5 if later else None
    lying_events(figure, marks_of(chart.events, dossier, lambda day: row_after(points, day), edge, narrow))
