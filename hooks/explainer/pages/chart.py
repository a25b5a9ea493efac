"""The figure of a chart, all that stands under it on its own page, and the gallery of all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from ..charts.kinds import Drawing
from ..charts.tables import Table
from ..data.charts import ChartRecord
from ..data.records import Claim, Source
from ..data.series import Series
from ..publication.chart_data import claims_of, data_words, series_of, sources_of
from ..publication.citing import apa, bibtex, caption, chicago, csl_json, work_of
from ..publication.datapackage import LICENCE_WORDS
from ..publication.publication import Publication
from ..publication.tables import FORMATS
from .base import ExplainerBlock, GeneratedBlock, grouped
from .frame import frame_code
from .markup import add
from .templates import View, rendered

_NUMBER = re.compile(r"[−-]?\d[\d,.]*")


def numeric_columns(table: Table) -> list[bool]:
    """Tell of each column of a table whether all that stands in it are numbers."""
    columns = ([cell for cell in cells if cell] for cells in zip(*(row.cells for row in table.rows), strict=True))
    return [bool(given) and all(map(_NUMBER.fullmatch, given)) for given in columns]


def downloads(id_: str, publication: Publication) -> Mapping[str, str]:
    """Return the paths of a chart's data, and of its picture in the forms there are, with the words that lead there."""
    files = publication.picture_paths(id_)
    data = {f"data/charts/{id_}.{form}": f"Data ({form.upper()})" for form in FORMATS}
    return data | {files[form]: f"Picture ({form.upper()})" for form in ("svg", "png") if form in files}


@dataclass(frozen=True)
class ChartView(View):
    """A chart as drawn, its form and its number, its sources and downloads, and which columns hold numbers."""

    chart: ChartRecord
    drawing: Drawing
    form: str
    number: str
    sources: Sequence[Source]
    downloads: Mapping[str, str]
    numeric: Sequence[bool]


class ChartBlock(ExplainerBlock):
    """A chart of data/charts.yml.

    Argument:
        The chart's id.

    Options:
        form: `text` among paragraphs, `page` under a title that says the finding, `embed` alone in a frame,
        `caption` with its finding under the picture and without a number, where it stands beside words.
    """

    NAME = "chart"
    SCRIPTS = ("charts",)

    def on_create(self, parent: Element) -> Element:
        """Make the figure; it holds no terms and no citations of its own."""
        chart = self.context.dossier.charts[self.ids[0]]
        size = f" chart--{chart.size}" if chart.size != "column" else ""
        form = " chart--caption" if self.options["form"] == "caption" else ""
        attributes = {"class": f"chart{size}{form}", "id": f"chart-{chart.id}", "data-chart": chart.id}
        return SubElement(parent, "figure", attributes)

    def on_end(self, block: Element) -> None:
        publication, form = self.context.publication, self.options["form"]
        chart = self.context.dossier.charts[self.ids[0]]
        drawing = publication.drawings[chart.id]
        number = self.context.next_figure() if form == "text" else ""
        view = ChartView(
            chart=chart,
            drawing=drawing,
            form=form,
            number=number,
            sources=sources_of(drawing.table, self.context.dossier),
            downloads=downloads(chart.id, publication),
            numeric=numeric_columns(drawing.table),
        )
        add(block, rendered("chart", publication, view))
        picture = publication.pictures.get(chart.id)
        if picture:
            # The drawings are put aside as they are: nothing in them is for Markdown to read.
            body = next(part for part in block if part.get("class") == "chart__body")
            add(body, self.md.htmlStash.store(picture.wide + picture.narrow))


@dataclass(frozen=True)
class ChartRecordView(View):
    """What stands under a chart: its table, its downloads, what it rests on, how to cite and to embed it.

    `citations` and `code` have its forms of citation by name, `frame` is what shows it on other sites.
    """

    chart: ChartRecord
    table: Table
    numeric: Sequence[bool]
    downloads: Mapping[str, str]
    licence: str
    series: Sequence[Series]
    sources: Sequence[Source]
    claims: Sequence[Claim]
    citations: Mapping[str, str]
    code: Mapping[str, str]
    frame: str


class ChartRecordBlock(GeneratedBlock):
    """What a chart shows in words, its table, how it was counted, its sources, how to cite, link and embed it.

    Argument:
        The chart's id.
    """

    NAME = "chart-record"
    CLASS = "chart-record"

    def view(self) -> ChartRecordView:
        publication, dossier = self.context.publication, self.context.dossier
        chart = dossier.charts[self.ids[0]]
        table = publication.drawings[chart.id].table
        work = work_of(chart, publication, data_words(table, dossier))
        return ChartRecordView(
            chart=chart,
            table=table,
            numeric=numeric_columns(table),
            downloads=downloads(chart.id, publication),
            licence=LICENCE_WORDS,
            series=series_of(table, dossier),
            sources=sources_of(table, dossier),
            claims=claims_of(table, dossier),
            citations={"In a caption": caption(work, table.counted_by), "APA": apa(work), "Chicago": chicago(work)},
            code={"BibTeX": bibtex(work), "CSL-JSON": csl_json(work)},
            frame=frame_code(chart, publication),
        )


# The narrow drawings stay readable in a row of three; a chart over the full width has the wide ones too.
_NARROW = (("narrow", "on-light", "narrow"), ("narrow-dark", "on-dark", "narrow"))
_WIDE = (("light", "on-light", "wide"), ("dark", "on-dark", "wide"))


@dataclass(frozen=True)
class GalleryPicture:
    """A drawing of a chart: where it is, on which paper it is shown, in which form, and its size in px."""

    path: str
    paper: str
    form: str
    width: float
    height: float


@dataclass(frozen=True)
class GalleryView(View):
    """The charts by the id of their theme, and the pictures of each."""

    themes: Mapping[str, Sequence[ChartRecord]]
    pictures: Mapping[str, Sequence[GalleryPicture]]


class Gallery(GeneratedBlock):
    """All charts of data/charts.yml by theme, each with finding, measure and the pages that show it."""

    NAME = "gallery"
    CLASS = "gallery"

    def view(self) -> GalleryView:
        charts = sorted(self.context.dossier.charts.values(), key=lambda chart: chart.wide)
        themes = grouped(charts, lambda chart: chart.theme, self.context.dossier.edition.themes)
        return GalleryView(themes, {chart.id: self._pictures(chart) for chart in charts})

    def _pictures(self, chart: ChartRecord) -> list[GalleryPicture]:
        paths, drawing = self.context.publication.picture_paths(chart.id), self.context.publication.drawings[chart.id]
        return [
            GalleryPicture(paths[name], paper, form, drawing.width(form), drawing.height(form))
            for name, paper, form in (*(_WIDE if chart.wide else ()), *_NARROW)
            if name in paths
        ]
