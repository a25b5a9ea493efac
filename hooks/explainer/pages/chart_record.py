"""`/// chart-record | id`: all that stands under the figure on a chart's own page."""

from __future__ import annotations

from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from ..charts.kinds import Drawing
from ..charts.tables import Table
from ..charts.words import wrap
from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..data.records import Claim, Series, Source
from ..publication.addresses import picture_paths
from ..publication.chart_data import credit_words, series_of, sources_of
from ..publication.citing import apa, bibtex, caption, chicago, csl_json, work_of
from ..publication.datapackage import LICENCE_WORDS
from .base import GeneratedBlock
from .chart import downloads, rows_as_table
from .markup import (
    Child,
    about_source,
    claim_link,
    described,
    h,
    joined,
    later,
    statement_permalink,
    status_mark,
    title_link,
)
from .record_links import page_links

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

    def build(self) -> Any:
        """Return the sections in the order of a reader's questions."""
        chart = self.context.dossier.charts[self.ids[0]]
        table = self.context.publication.drawings[chart.id].table
        parts = (
            ("shows", "What the chart shows", h("p", {}, chart.alt)),
            ("data", "The data", self._data(chart, table)),
            ("caveats", "Caveats", _caveats(chart, table)),
            ("counted", "How it was counted", [*map(_series, series_of(table, self.context.dossier))]),
            ("sources", "What it rests on", self._evidence(table)),
            ("cite", "Cite this chart", self._citations(chart, table)),
            ("link", "Link and embed", self._link(chart)),
            ("pages", "Where it stands", self._pages(chart)),
        )
        return [
            h("section", {}, h("h2", {"id": id_}, head), part) for id_, head, part in parts if part not in (None, [])
        ]

    def _data(self, chart: ChartRecord, table: Table) -> list[Element]:
        links = joined(downloads(chart, self.context.publication), " ")
        return [
            rows_as_table(chart, table, self.context.dossier),
            h("p", {"class": "chart__links"}, links, f" {LICENCE_WORDS}"),
        ]

    def _evidence(self, table: Table) -> Element | None:
        dossier = self.context.dossier
        claims = dict.fromkeys(id_ for row in table.rows for id_ in row.claims)
        items = [
            *map(_source, sources_of(table, dossier)),
            *(_claim(dossier.claims[id_], dossier) for id_ in claims),
        ]
        statements = dict.fromkeys(id_ for row in table.rows for id_ in row.statements)
        links = joined((statement_permalink(dossier.article[id_]) for id_ in statements), ", ")
        if links:
            items.append(h("li", {}, "Statements of the article: ", links))
        return h("ul", {"class": "chart-record__sources"}, items) if items else None

    def _citations(self, chart: ChartRecord, table: Table) -> Element:
        work = work_of(chart, self.context.publication)
        plain = (("In a caption", caption(work, table.counted_by)), ("APA", apa(work)), ("Chicago", chicago(work)))
        code = (("BibTeX", bibtex(work)), ("CSL-JSON", csl_json(work)))
        return h(
            "dl",
            {"class": "citations"},
            (described(name, text) for name, text in plain),
            (described(name, h("pre", {}, h("code", {}, text))) for name, text in code),
        )

    def _link(self, chart: ChartRecord) -> list[Child]:
        publication = self.context.publication
        address = publication.chart_url(chart.id)
        drawn = publication.drawings[chart.id]
        height = _frame_height(
            chart, drawn, credit_words(drawn.table, publication.dossier, len(publication.dossier.sources))
        )
        frame = (
            f'<iframe src="{address or f"charts/{chart.id}/"}embed/" title="{escape(chart.title)}"'
            f' width="100%" height="{height}" style="border: 0" loading="lazy"></iframe>'
        )
        unknown = "Put the address of this site before what is in src." if not address else None
        return [
            h("p", {}, "Link to this chart: ", h("a", {"href": f"charts/{chart.id}.md"}, address or "this page"), "."),
            h("p", {}, "To show it on another site, ", h("a", {"href": f"charts/{chart.id}/embed.md"}, "alone"), ":"),
            h("pre", {}, h("code", {}, frame)),
            h("p", {}, unknown) if unknown else None,
        ]

    def _pages(self, chart: ChartRecord) -> Element:
        pages = self.context.publication.pages_with("charts", chart.id)
        edit = self.edit_link("charts", chart.line)
        shown: Child = ["Shown in ", page_links(pages), ". "] if pages else None
        return h("p", {}, shown, h("a", {"href": "charts.md"}, "All charts"), [". ", edit] if edit is not None else ".")


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


def _caveats(chart: ChartRecord, table: Table) -> Element | None:
    caveats = [caveat for caveat in (chart.caveat, *table.caveats) if caveat]
    return h("ul", {}, (h("li", {}, caveat) for caveat in caveats)) if caveats else None


def _series(series: Series) -> Element:
    return h("p", {}, f"{series.what}. Unit: {series.unit}. Counted by {series.counted_by}.")


def _claim(claim: Claim, dossier: Dossier) -> Element:
    return h(
        "li", {}, status_mark(claim.status), claim_link(claim), [" ", later()] if dossier.is_later(claim) else None
    )


def _source(source: Source) -> Element:
    record = h("a", {"href": f"sources.md#{source.id}"}, "Source record")
    return h("li", {}, source.publisher, ", ", title_link(source), ", ", about_source(source), ". ", record)


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
