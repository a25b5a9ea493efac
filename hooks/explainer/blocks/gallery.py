"""`/// gallery`: every chart and map, by theme."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..charts.chart import ChartRecord
from ..charts.picture_files import picture_paths
from ..markup import h
from .base import GeneratedBlock
from .links import page_links

# The narrow drawings stay readable in a row of three; a chart over the full width has the wide ones too.
_NARROW = (("narrow", "on-light", "narrow"), ("narrow-dark", "on-dark", "narrow"))
_WIDE = (("light", "on-light", "wide"), ("dark", "on-dark", "wide"))


class Gallery(GeneratedBlock):
    """All charts of data/charts.yml by theme, each with finding, measure and the pages that show it."""

    NAME = "gallery"
    CLASS = "gallery"

    def build(self) -> Any:
        """Return a section for each theme."""
        charts = self.context.dossier.charts.values()
        for theme, words in self.context.dossier.edition.themes.items():
            chosen = sorted((chart for chart in charts if chart.theme == theme), key=lambda chart: chart.wide)
            if chosen:
                items = h("ul", {"class": "gallery__charts"}, map(self._chart, chosen))
                yield h("section", {}, h("h2", {"id": f"theme-{theme}"}, words.name), items)

    def _chart(self, chart: ChartRecord) -> Element:
        files = picture_paths(self.context.publication, chart.id)
        pages = self.context.publication.pages_with("charts", chart.id)
        forms = (*_WIDE, *_NARROW) if chart.wide else _NARROW
        return h(
            "li",
            {"class": "gallery__wide"} if chart.wide else {},
            h(
                "div",
                {"class": "gallery__head"},
                h("a", {"class": "gallery__title", "href": f"charts/{chart.id}.md"}, chart.title),
                h("p", {"class": "gallery__measure"}, chart.measure),
                h("p", {"class": "gallery__pages"}, "In ", page_links(pages)) if pages else None,
            ),
            h(
                "div",
                {"class": "gallery__pictures"},
                (self._picture(chart, files[file], paper, form) for file, paper, form in forms if file in files),
            ),
        )

    def _picture(self, chart: ChartRecord, source: str, paper: str, form: str) -> Element:
        drawing = self.context.publication.drawings[chart.id]  # its size keeps the picture's room until it comes
        size = {"width": str(drawing.width(form)), "height": str(drawing.height(form))}
        classes = f"gallery__picture gallery__picture--{form} {paper}"
        # The finding beside it says what the picture shows; a picture that is not shown is not loaded.
        return h("img", {"class": classes, "src": source, "alt": "", "loading": "lazy", **size})
