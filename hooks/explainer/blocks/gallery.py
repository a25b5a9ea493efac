"""`/// gallery`: every chart and map, by theme."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..charts.chart import ChartRecord
from ..charts.picture_files import picture_paths
from ..markup import h
from ..themes import THEME_WORDS
from .base import GeneratedBlock
from .links import page_links


class Gallery(GeneratedBlock):
    """All charts of data/charts.yml by theme, each with finding, measure and the pages that show it."""

    NAME = "gallery"
    CLASS = "gallery"

    def build(self) -> Any:
        """Return a section for each theme."""
        charts = self.context.dossier.charts.values()
        for theme, head in THEME_WORDS.items():
            chosen = [chart for chart in charts if chart.theme == theme]
            if chosen:
                items = h("ul", {"class": "gallery__charts"}, map(self._chart, chosen))
                yield h("section", {}, h("h2", {"id": f"theme-{theme}"}, head), items)

    def _chart(self, chart: ChartRecord) -> Element:
        files, papers = picture_paths(self.context.publication, chart.id), {"svg": "on-light", "dark": "on-dark"}
        pages = self.context.publication.pages_with("charts", chart.id)
        return h(
            "li",
            {},
            (self._picture(chart, papers[form], files[form]) for form in papers if form in files),
            h("a", {"class": "gallery__title", "href": f"charts/{chart.id}.md"}, chart.title),
            h("p", {"class": "gallery__measure"}, chart.measure),
            h("p", {"class": "gallery__pages"}, "In ", page_links(pages)) if pages else None,
        )

    def _picture(self, chart: ChartRecord, paper: str, source: str) -> Element:
        drawing = self.context.publication.drawings[chart.id]  # its size keeps the picture's room until it comes
        size = {"width": str(drawing.width("wide")), "height": str(drawing.height("wide"))}
        # The finding beside it says what the picture shows.
        return h("img", {"class": f"gallery__picture {paper}", "src": source, "alt": "", "loading": "lazy", **size})
