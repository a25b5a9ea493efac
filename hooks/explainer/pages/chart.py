"""What the figure of a chart and the page of a chart share: credit, table, downloads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import type_string_in

from ..charts.kinds import FORMS, Drawing
from ..charts.tables import Row, Table
from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..prose.grammar import CHART_FORMS
from ..publication.addresses import picture_paths, site_address
from .base import ExplainerBlock
from .markup import Child, add, h, joined, scrolling, statement_links

if TYPE_CHECKING:
    from ..publication.publication import Publication

_NUMBER = re.compile(r"[−-]?\d[\d,.]*")


def credit(table: Table, dossier: Dossier) -> Child:
    """Say who counted, and link the publishers of the sources."""
    first: dict[str, str] = {}
    for id_ in (id_ for row in table.rows for id_ in row.sources):
        first.setdefault(dossier.sources[id_].publisher, id_)
    links = [h("a", {"href": f"sources.md#{id_}"}, publisher) for publisher, id_ in first.items()]
    counted = f"Counted by {table.counted_by}. " if table.counted_by else ""
    if not links:
        return [counted, "Each row of the table names the claim it rests on."]
    return [counted, "Sources: ", joined(links, ", "), "."]


def downloads(chart: ChartRecord, publication: Publication) -> list[Element]:
    """Link the chart's data, and its picture in the forms there are."""
    files = picture_paths(publication, chart.id)
    pictures = {f"Picture ({form.upper()})": files[form] for form in ("svg", "png") if form in files}
    data = {f"Data ({form.upper()})": f"data/charts/{chart.id}.{form}" for form in ("csv", "json")}
    return [h("a", {"href": path}, words) for words, path in (data | pictures).items()]


def rows_as_table(chart: ChartRecord, table: Table, dossier: Dossier) -> Element:
    """Return the rows with what each rests on; a table that is too wide scrolls in its frame, on a phone
    each row is an entry of its own.
    """
    marks = [_kind(cells) for cells in zip(*(row.cells for row in table.rows), strict=True)]
    head = [h("th", {"scope": "col"} | mark, column) for column, mark in zip(table.columns, marks, strict=True)]
    head.append(h("th", {"scope": "col"}, "Evidence"))
    body = [
        h(
            "tr",
            {},
            h("th", {"scope": "row"}, row.cells[0]),
            [
                h("td", {"data-label": column} | mark, cell)
                for cell, column, mark in zip(row.cells[1:], table.columns[1:], marks[1:], strict=True)
            ],
            h("td", {"data-label": "Evidence"}, _evidence(row, dossier)),
        )
        for row in table.rows
    ]
    caption = h("caption", {}, f"{chart.title}. {chart.measure}")
    whole = h("table", {"class": "chart-rows"}, caption, h("thead", {}, h("tr", {}, head)), h("tbody", {}, body))
    return scrolling(whole, f"Table: {chart.title}")


def _kind(cells: tuple[str, ...]) -> dict[str, str]:
    """The attributes of a column: numbers stand to the right, digit under digit."""
    given = [cell for cell in cells if cell]
    return {"class": "number"} if given and all(map(_NUMBER.fullmatch, given)) else {}


def _evidence(row: Row, dossier: Dossier) -> Child:
    links = [
        *(h("a", {"href": f"claims.md#{id_}"}, dossier.claims[id_].title) for id_ in row.claims),
        *statement_links(dossier.article[id_] for id_ in row.statements),
        *(h("a", {"href": f"sources.md#{id_}"}, dossier.sources[id_].publisher) for id_ in row.sources),
        *(h("a", {"href": f"map.md#{id_}"}, "place") for id_ in row.places),
    ]
    return joined(links, ", ")


_LONG = 50  # rows from which a table stands on the chart's own page alone


class ChartBlock(ExplainerBlock):
    """A chart of data/charts.yml.

    Argument:
        The chart's id.

    Options:
        form: `text` among paragraphs, `page` under a title that says the finding, `embed` alone in a frame,
        `caption` with its finding under the picture and without a number, where it stands beside words.
    """

    NAME = "chart"
    OPTIONS: ClassVar[dict[str, Any]] = {"form": ["text", type_string_in(list(CHART_FORMS))]}

    def on_create(self, parent: Element) -> Element:
        """Make the figure; it holds no terms and no citations of its own."""
        chart = self.context.dossier.charts[self.ids[0]]
        size = f" chart--{chart.size}" if chart.size != "column" else ""
        form = " chart--caption" if self.options["form"] == "caption" else ""
        attributes = {"class": f"chart{size}{form}", "id": f"chart-{chart.id}", "data-chart": chart.id}
        return SubElement(parent, "figure", attributes)

    def on_end(self, block: Element) -> None:
        """Fill it with caption, body and foot."""
        chart = self.context.dossier.charts[self.ids[0]]
        drawn = self.context.publication.drawings[chart.id]
        body = h(
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
        )
        caption, foot = self._caption(chart), self._foot(chart, drawn.table)
        if self.options["form"] == "caption":
            caption.append(foot)
            add(block, body, caption)
        else:
            add(block, caption, body, foot)

    def _caption(self, chart: ChartRecord) -> Element:
        form = self.options["form"]
        measure = h("p", {"class": "chart__measure"}, chart.measure)
        title = {"class": "chart__title"}
        if form == "page":
            return h("figcaption", {}, measure)
        if form == "embed":
            return h("figcaption", {}, h("h1", title, chart.title), measure)
        number = (
            h("span", {"class": "chart__number"}, f"Figure {self.context.next_figure()}") if form == "text" else None
        )
        return h("figcaption", {}, number, h("p", title, chart.title), measure)

    def _picture(self, id_: str) -> Child:
        """Put the drawings aside as they are: nothing in them is for Markdown to read."""
        picture = self.context.publication.pictures.get(id_)
        return self.md.htmlStash.store(picture.wide + picture.narrow) if picture else None

    def _foot(self, chart: ChartRecord, table: Table) -> Element:
        # A map that stands beside words has its sources in its note, and its rows in the table.
        sources = credit(table, self.context.dossier) if self.options["form"] != "caption" or not chart.note else None
        return h(
            "div",
            {"class": "chart__foot"},
            h("p", {}, chart.note) if chart.note else None,
            h("p", {}, sources) if sources else None,
            h("div", {"class": "chart__links"}, joined(self._links(chart, table), " ")),
            self._address(chart),
        )

    def _links(self, chart: ChartRecord, table: Table) -> list[Element]:
        if self.options["form"] == "embed":
            name = self.context.publication.site_name
            return [
                _table(chart, table, self.context.dossier),
                h("a", {"href": f"charts/{chart.id}.md"}, f"This chart on {name}"),
            ]
        menu = h(
            "details",
            {"class": "chart__menu"},
            h("summary", {}, "Data and picture"),
            h("ul", {}, (h("li", {}, link) for link in self._menu(chart) if link is not None)),
        )
        if self.options["form"] == "page":
            return [menu]
        if len(table.rows) > _LONG:
            return [h("a", {"href": f"charts/{chart.id}.md#data"}, "Table"), menu]
        return [_table(chart, table, self.context.dossier), menu]

    def _menu(self, chart: ChartRecord) -> list[Element | None]:
        on_page = self.options["form"] == "page"
        here = "" if on_page else f"charts/{chart.id}.md"
        return [
            *downloads(chart, self.context.publication),
            None if on_page else h("a", {"href": here}, "How it was counted, and its caveats"),
            h("a", {"href": f"{here}#cite"}, "Cite"),
            h("a", {"href": f"{here}#link"}, "Link and embed"),
            None if on_page else self.edit_link("charts", chart.line),
        ]

    def _address(self, chart: ChartRecord) -> Element | None:
        """The address of the chart's own page, for those who read on paper."""
        if self.options["form"] not in ("text", "caption"):
            return None
        address = site_address(f"charts/{chart.id}/", self.context.publication.site_url)
        return h("p", {"class": "chart__home", "data-address": address}, "Table and data:")


def _table(chart: ChartRecord, table: Table, dossier: Dossier) -> Element:
    return h("details", {"class": "chart__table"}, h("summary", {}, "Table"), rows_as_table(chart, table, dossier))


def _sizes(drawn: Drawing, form: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("width", drawn.width(form)), ("height", drawn.height(form))
