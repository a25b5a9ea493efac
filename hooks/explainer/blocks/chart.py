"""`/// chart | id`: a figure with its finding, its picture and its data."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from ..charts.chart import ChartRecord, Row, Table
from ..charts.drawing import FORMS, Drawing
from ..markup import Child, add, h, joined, statement_link
from .base import ExplainerBlock


class ChartBlock(ExplainerBlock):
    """A chart of data/charts.yml.

    Argument:
        The chart's id.
    """

    NAME = "chart"
    REFERENCE = "charts"

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
            h(
                "figcaption",
                {},
                h("span", {"class": "chart__number"}, f"Figure {self.context.next_figure()}"),
                h("p", {"class": "chart__title"}, chart.title),
                h("p", {"class": "chart__measure"}, chart.measure),
            ),
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

    def _picture(self, id_: str) -> Child:
        """Put the drawings aside as they are: nothing in them is for Markdown to read."""
        picture = self.context.publication.pictures.get(id_)
        return self.md.htmlStash.store(picture.wide + picture.narrow) if picture else None

    def _foot(self, chart: ChartRecord, table: Table) -> Element:
        return h(
            "div",
            {"class": "chart__foot"},
            h("p", {}, chart.note) if chart.note else None,
            [h("p", {}, caveat) for caveat in table.caveats],
            h("p", {}, self._credit(table)),
            self._details(chart, table),
            self.edit_link("charts", chart.line),
        )

    def _credit(self, table: Table) -> Child:
        ids = dict.fromkeys(id_ for row in table.rows for id_ in row.sources)
        first: dict[str, str] = {}
        for id_ in ids:
            first.setdefault(self.context.dossier.sources[id_].publisher, id_)
        links = [h("a", {"href": f"sources.md#{id_}"}, publisher) for publisher, id_ in first.items()]
        counted = f"Counted by {table.counted_by}. " if table.counted_by else ""
        if not links:
            return [counted, "Each row of the table names the claim it rests on."]
        return [counted, "Sources: ", joined(links, ", "), "."]

    def _details(self, chart: ChartRecord, table: Table) -> Element:
        head = [h("th", {"scope": "col"}, column) for column in (*table.columns, "Evidence")]
        body = [
            h(
                "tr",
                {},
                h("th", {"scope": "row"}, row.cells[0]),
                [h("td", {}, cell) for cell in row.cells[1:]],
                h("td", {}, self._evidence(row)),
            )
            for row in table.rows
        ]
        scroll = {"class": "table-scroll", "tabindex": "0", "role": "region", "aria-label": f"Table: {chart.title}"}
        return h(
            "details",
            {"class": "chart__table"},
            h("summary", {}, "Table"),
            h(
                "div",
                scroll,
                h(
                    "table",
                    {},
                    h("caption", {}, f"{chart.title}. {chart.measure}"),
                    h("thead", {}, h("tr", {}, head)),
                    h("tbody", {}, body),
                ),
            ),
        )

    def _evidence(self, row: Row) -> Child:
        dossier = self.context.dossier
        links = [
            *(h("a", {"href": f"claims.md#{id_}"}, dossier.claims[id_].title) for id_ in row.claims),
            *(statement_link(dossier.article[id_]) for id_ in row.statements),
            *(h("a", {"href": f"sources.md#{id_}"}, dossier.sources[id_].publisher) for id_ in row.sources),
            *(h("a", {"href": f"map.md#{id_}"}, "place") for id_ in row.places),
        ]
        return joined(links, ", ")


def _sizes(drawn: Drawing, form: str) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("width", drawn.width(form)), ("height", drawn.height(form))
