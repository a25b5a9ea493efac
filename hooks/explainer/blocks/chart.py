"""`/// chart | id`: a figure with its finding, its picture and its data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import type_string_in

from ..addresses import site_address
from ..charts.chart import ChartRecord, Table
from ..charts.drawing import FORMS, Drawing
from ..markup import Child, add, h, joined
from .base import ExplainerBlock
from .chart_parts import credit, downloads, rows_as_table

_SETTINGS = ("text", "page", "embed")


class ChartBlock(ExplainerBlock):
    """A chart of data/charts.yml.

    Argument:
        The chart's id.

    Options:
        form: `text` among paragraphs, `page` under a title that says the finding, `embed` alone in a frame.
    """

    NAME = "chart"
    REFERENCE = "charts"
    OPTIONS: ClassVar[dict[str, Any]] = {"form": ["text", type_string_in(list(_SETTINGS))]}
    VALUES: ClassVar[dict[str, tuple[str, ...]]] = {"form": _SETTINGS}

    def on_create(self, parent: Element) -> Element:
        """Make the figure; it holds no terms and no citations of its own."""
        chart = self.context.dossier.charts[self.ids[0]]
        classes = "chart chart--wide" if chart.wide else "chart"
        return SubElement(parent, "figure", {"class": classes, "id": f"chart-{chart.id}", "data-chart": chart.id})

    def on_end(self, block: Element) -> None:
        """Fill it with caption, body and foot."""
        chart = self.context.dossier.charts[self.ids[0]]
        drawn = self.context.publication.drawings[chart.id]
        add(
            block,
            self._caption(chart),
            h(
                "div",
                {
                    "class": "chart__body",
                    "role": "img",
                    "aria-label": chart.alt,
                    # The lettering of a picture is no text of the page.
                    "data-search-exclude": "",
                    **{f"data-{size}-{form}": str(px) for form in FORMS for size, px in _sizes(drawn, form)},
                },
                self._picture(chart.id),
            ),
            self._foot(chart, drawn.table),
        )

    def _caption(self, chart: ChartRecord) -> Element:
        measure = h("p", {"class": "chart__measure"}, chart.measure)
        title = {"class": "chart__title"}
        if self.options["form"] == "page":
            return h("figcaption", {}, measure)
        if self.options["form"] == "embed":
            return h("figcaption", {}, h("h1", title, chart.title), measure)
        number = h("span", {"class": "chart__number"}, f"Figure {self.context.next_figure()}")
        return h("figcaption", {}, number, h("p", title, chart.title), measure)

    def _picture(self, id_: str) -> Child:
        """Put the drawings aside as they are: nothing in them is for Markdown to read."""
        picture = self.context.publication.pictures.get(id_)
        return self.md.htmlStash.store(picture.wide + picture.narrow) if picture else None

    def _foot(self, chart: ChartRecord, table: Table) -> Element:
        form = self.options["form"]
        notes = [chart.note, *(table.caveats if form != "page" else ())]
        return h(
            "div",
            {"class": "chart__foot"},
            (h("p", {}, note) for note in notes if note),
            h("p", {}, credit(table, self.context.dossier)),
            h("div", {"class": "chart__links"}, joined([self._details(chart, table), *self._links(chart)], " ")),
        )

    def _details(self, chart: ChartRecord, table: Table) -> Element | None:
        if self.options["form"] == "page":
            return None
        rows = rows_as_table(chart, table, self.context.dossier)
        return h("details", {"class": "chart__table"}, h("summary", {}, "Table"), rows)

    def _links(self, chart: ChartRecord) -> list[Element | None]:
        page, form = f"charts/{chart.id}.md", self.options["form"]
        if form == "embed":
            return [h("a", {"href": page}, f"This chart on {self.context.publication.site_name}")]
        here = "" if form == "page" else page
        last = h("a", {"href": "#link"}, "Link and embed") if form == "page" else h("a", self._home(chart), "Link")
        edit = self.edit_link("charts", chart.line) if form == "text" else None
        return [*downloads(chart, self.context.publication), h("a", {"href": f"{here}#cite"}, "Cite"), last, edit]

    def _home(self, chart: ChartRecord) -> Mapping[str, str]:
        """The link to the chart's own page, whose address paper gives."""
        address = site_address(f"charts/{chart.id}/", self.context.publication.site_url)
        return {"class": "chart__home", "href": f"charts/{chart.id}.md", "data-address": address}


def _sizes(drawn: Drawing, form: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("width", drawn.width(form)), ("height", drawn.height(form))
