"""What the figure of a chart and the page of a chart share: credit, table, downloads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ..charts.chart import ChartRecord, Row, Table
from ..charts.picture_files import picture_paths
from ..dossier import Dossier
from ..markup import Child, h, joined, scrolling, statement_links

if TYPE_CHECKING:
    from ..publication import Publication

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
