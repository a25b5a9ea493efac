"""The figure of a chart; its own page shares the table and what there is to take away."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import type_string_in

from ..charts.kinds import FORMS
from ..charts.tables import Table
from ..prose.grammar import CHART_FORMS
from ..publication.addresses import picture_paths
from .base import ExplainerBlock
from .markup import add
from .templates import rendered

if TYPE_CHECKING:
    from ..publication.publication import Publication

_NUMBER = re.compile(r"[−-]?\d[\d,.]*")


def numeric_columns(table: Table) -> list[bool]:
    """Tell of each column of a table whether all that stands in it are numbers."""
    columns = ([cell for cell in cells if cell] for cells in zip(*(row.cells for row in table.rows), strict=True))
    return [bool(given) and all(map(_NUMBER.fullmatch, given)) for given in columns]


def downloads(id_: str, publication: Publication) -> Mapping[str, str]:
    """Return the paths of a chart's data, and of its picture in the forms there are, with the words that lead there."""
    files = picture_paths(publication, id_)
    data = {f"data/charts/{id_}.{form}": f"Data ({form.upper()})" for form in ("csv", "json")}
    return data | {files[form]: f"Picture ({form.upper()})" for form in ("svg", "png") if form in files}


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
        publication, form = self.context.publication, self.options["form"]
        chart = self.context.dossier.charts[self.ids[0]]
        drawing = publication.drawings[chart.id]
        view = {
            "chart": chart,
            "drawing": drawing,
            "downloads": downloads(chart.id, publication),
            "form": form,
            "forms": FORMS,
            "number": self.context.next_figure() if form == "text" else "",
            "numeric": numeric_columns(drawing.table),
        }
        add(block, rendered("chart", publication, **view))
        picture = publication.pictures.get(chart.id)
        if picture:
            # The drawings are put aside as they are: nothing in them is for Markdown to read.
            body = next(part for part in block if part.get("class") == "chart__body")
            add(body, self.md.htmlStash.store(picture.wide + picture.narrow))
