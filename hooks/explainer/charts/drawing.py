"""A chart drawn: its figures as JSON, their sizes, and the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..problem import ContentError
from . import KIND_MODULES
from .chart import ChartRecord, Table
from .figure import NARROW, figure_json, width_for
from .floors import overstated

if TYPE_CHECKING:
    from ..dossier import Dossier


FORMS = ("wide", "narrow")


@dataclass(frozen=True)
class Drawing:
    """What one chart gives a page: figures as JSON (`{"wide": …, "narrow": …}`), sizes in px, and the table."""

    chart: str
    figures: str
    width_wide: int
    height_wide: int
    height_narrow: int
    table: Table

    @property
    def script(self) -> str:
        """The file that the page's script loads when the chart is to be interactive."""
        return f'explainerChart("{self.chart}",{self.figures});\n'

    def width(self, form: str) -> int:
        """Return the width in px for which a form is composed."""
        return NARROW if form == "narrow" else self.width_wide

    def height(self, form: str) -> int:
        """Return the height in px of a form."""
        return self.height_narrow if form == "narrow" else self.height_wide


def draw(chart: ChartRecord, dossier: Dossier) -> Drawing:
    """Draw the wide and the narrow form of a chart and lay out its table."""
    kind = KIND_MODULES[chart.kind]
    wide, narrow = (kind.draw(chart, dossier, narrow) for narrow in (False, True))
    width = width_for(chart.size, narrow=False)
    table = kind.table(chart, dossier)
    if problems := list(overstated(chart, table)):
        raise ContentError(problems)
    return Drawing(chart.id, figure_json(wide, narrow), width, wide.height, narrow.height, table)
