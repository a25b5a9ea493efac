"""Bars: the kind, its forms and its table."""

from __future__ import annotations

from ..data.charts import BarsChart
from ..data.dossier import Dossier
from .bars_drawing import check_bars, chosen
from .figure import Figure
from .tables import Table, points_table


def draw(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the bars in small panels, lying with one row a point where `by` is “point”, or standing."""
    from .bars_drawing import draw_lying, draw_panels, draw_standing

    check_bars(chart, dossier)
    if chart.arrange == "panels":
        return draw_panels(chart, dossier, narrow)
    return draw_lying(chart, dossier, narrow) if chart.by == "point" else draw_standing(chart, dossier, narrow)


def table(chart: BarsChart, dossier: Dossier) -> Table:
    """Return the points that are drawn, one a row."""
    check_bars(chart, dossier)
    series = dossier.series[chart.series]
    return points_table([(series.title, series, [*chosen(chart, dossier)])], dossier)
