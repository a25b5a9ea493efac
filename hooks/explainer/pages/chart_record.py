"""`/// chart-record | id`: all that stands under the figure on a chart's own page; `/// gallery`: all charts."""

from __future__ import annotations

from collections.abc import Mapping

from ..charts.kinds import Drawing
from ..charts.words import wrap
from ..data.charts import ChartRecord
from ..publication.addresses import picture_paths
from ..publication.chart_data import credit_words, series_of, sources_of
from ..publication.citing import apa, bibtex, caption, chicago, csl_json, work_of
from ..publication.datapackage import LICENCE_WORDS
from .base import GeneratedBlock
from .chart import downloads, numeric_columns

# A frame must hold its chart where no script can make it higher: widths in px, and what stands in one.
_FRAMES = (288, 440, 720, 1100)
_LARGEST = {"small": 576, "column": 768, "wide": 1136}  # px, as in figures.css


class ChartRecordBlock(GeneratedBlock):
    """What a chart shows in words, its table, how it was counted, its sources, how to cite, link and embed it.

    Argument:
        The chart's id.
    """

    NAME = "chart-record"
    CLASS = "chart-record"

    def view(self) -> Mapping[str, object]:
        """Return the chart with its table, what that rests on, its citations and the height of its frame."""
        publication, dossier = self.context.publication, self.context.dossier
        chart = dossier.charts[self.ids[0]]
        drawing = publication.drawings[chart.id]
        table, work = drawing.table, work_of(chart, publication)
        return {
            "chart": chart,
            "table": table,
            "numeric": numeric_columns(table),
            "downloads": downloads(chart.id, publication),
            "licence": LICENCE_WORDS,
            "series": series_of(table, dossier),
            "sources": sources_of(table, dossier),
            "citations": {"In a caption": caption(work, table.counted_by), "APA": apa(work), "Chicago": chicago(work)},
            "code": {"BibTeX": bibtex(work), "CSL-JSON": csl_json(work)},
            "height": _frame_height(chart, drawing, credit_words(table, dossier, len(dossier.sources))),
        }


def _frame_height(chart: ChartRecord, drawn: Drawing, credit: str) -> int:
    """Return the height in px that holds the chart with its words in a frame of any width."""
    heights = []
    for width in _FRAMES:
        form = "narrow" if width < (720 if chart.wide else 480) else "wide"
        shown = min(width, 432 if form == "narrow" else _LARGEST[chart.size])
        lines = [(chart.title, 21, 27), (chart.measure, 14.5, 21), (chart.note or "", 13, 20), (credit, 13, 20)]
        words = sum(len(wrap(text, width, size)) * line for text, size, line in lines if text)
        heights.append(words + drawn.height(form) * shown / drawn.width(form))
    return round(max(heights) + 130)  # its links, and what lies between


# The narrow drawings stay readable in a row of three; a chart over the full width has the wide ones too.
_NARROW = (("narrow", "on-light", "narrow"), ("narrow-dark", "on-dark", "narrow"))
_WIDE = (("light", "on-light", "wide"), ("dark", "on-dark", "wide"))


class Gallery(GeneratedBlock):
    """All charts of data/charts.yml by theme, each with finding, measure and the pages that show it."""

    NAME = "gallery"
    CLASS = "gallery"

    def view(self) -> Mapping[str, object]:
        """Return the charts by theme, the wide ones last, and the files and forms of their pictures."""
        charts = sorted(self.context.dossier.charts.values(), key=lambda chart: chart.wide)
        themes = {theme: [one for one in charts if one.theme == theme] for theme in self.context.dossier.edition.themes}
        return {
            "themes": {theme: found for theme, found in themes.items() if found},
            "files": {chart.id: picture_paths(self.context.publication, chart.id) for chart in charts},
            "forms": {True: (*_WIDE, *_NARROW), False: _NARROW},
        }
