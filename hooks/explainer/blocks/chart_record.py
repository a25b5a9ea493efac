"""`/// chart-record | id`: all that stands under the figure on a chart's own page."""

from __future__ import annotations

from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from ..chart_data import series_of, sources_of, work_of
from ..charts.chart import ChartRecord, Table
from ..charts.drawing import Drawing
from ..charts.lettering import wrap
from ..charts.picture_files import credit_words
from ..citing import apa, bibtex, caption, chicago, csl_json
from ..datapackage import LICENCE_WORDS
from ..dossier import Dossier
from ..markup import (
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
from ..records import Claim
from ..series import Series
from ..sources import Source
from .base import GeneratedBlock
from .chart_parts import downloads, rows_as_table
from .links import page_links

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
