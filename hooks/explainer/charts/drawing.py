"""A chart drawn: the JSON for the page's script, the heights, and the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import KIND_MODULES
from .chart import ChartRecord, Table
from .figure import figure_json

if TYPE_CHECKING:
    from ..dossier import Dossier


@dataclass(frozen=True)
class Drawing:
    """What one chart gives a page; heights in px; the page loads `script` when the chart comes near."""

    script: str
    height_wide: int
    height_narrow: int
    table: Table


def draw(chart: ChartRecord, dossier: Dossier) -> Drawing:
    """Draw the wide and the narrow form of a chart and lay out its table."""
    kind = KIND_MODULES[chart.kind]
    wide, narrow = (kind.draw(chart, dossier, narrow) for narrow in (False, True))
    script = f'explainerChart("{chart.id}",{figure_json(wide, narrow)});\n'
    return Drawing(script, wide.height, narrow.height, kind.table(chart, dossier))
