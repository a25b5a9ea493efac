"""`/// datasets`: the tables for download, their columns, licence and credits."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..data.edition import Edition
from ..publication.bibliography import BIBTEX_FILE, CSL_FILE
from ..publication.datapackage import CREDITS, LICENCE, NOT_OURS, PACKAGE_FILE
from ..publication.tables import DATASETS, Dataset
from .base import GeneratedBlock
from .markup import h, joined, scrolling


class Datasets(GeneratedBlock):
    """The tables of the site for download, with what each column holds."""

    NAME = "datasets"
    CLASS = "downloads"

    def build(self) -> Any:
        """Return the table of tables, what describes them all, and the columns of each."""
        rows = (self._row(name, dataset) for name, dataset in DATASETS.items())
        return [
            _table("Tables", ("Table", "Rows", "What a row is", "Download"), rows, "datasets"),
            h(
                "p",
                {},
                h("a", {"href": PACKAGE_FILE}, "datapackage.json"),
                " describes all tables to programs: columns, types, licence, sizes and checksums. Citations of every "
                "page, claim, statement and chart: ",
                h("a", {"href": BIBTEX_FILE}, "BibTeX"),
                ", ",
                h("a", {"href": CSL_FILE}, "CSL-JSON"),
                ".",
            ),
            h("h2", {"id": "columns"}, "What the columns hold"),
            (_columns(name, dataset, self.context.dossier.edition) for name, dataset in DATASETS.items()),
            h("h2", {"id": "licence-and-credits"}, "Licence and credits"),
            _licence(self.context.publication.site_name),
        ]

    def _row(self, name: str, dataset: Dataset) -> Element:
        return h(
            "tr",
            {},
            h("th", {"scope": "row"}, h("a", {"href": f"#table-{name}"}, dataset.title)),
            h("td", {}, str(len(dataset.rows(self.context.dossier)))),
            h("td", {}, dataset.describes),
            h(
                "td",
                {},
                h("a", {"href": f"data/{name}.csv"}, "CSV"),
                " ",
                h("a", {"href": f"data/{name}.json"}, "JSON"),
            ),
        )


def _licence(site_name: str) -> Element:
    credits_ = (h("span", {}, h("a", {"href": url}, name), f" ({what})") for name, url, what in CREDITS)
    return h(
        "p",
        {},
        "Texts and data of this site are under ",
        h("a", {"href": LICENCE["path"], "rel": "license"}, LICENCE["title"]),
        ": use them, name ",
        h("cite", {}, site_name),
        ", say what you changed. Credits: ",
        joined(credits_, "; "),
        f". {' '.join(NOT_OURS)}",
    )


def _columns(name: str, dataset: Dataset, edition: Edition) -> Element:
    targets = dict(dataset.keys)
    rows = (
        h(
            "tr",
            {},
            h("th", {"scope": "row"}, h("code", {}, column.name)),
            h("td", {}, column.note, f"; an id of {targets[column.name]}" if column.name in targets else None),
            h("td", {}, column.values),
            h("td", {}, "always" if column.constraints.get("required") else "where there is one"),
        )
        for column in (one.of_edition(edition) for one in dataset.columns)
    )
    return h(
        "details",
        {"class": "columns", "id": f"table-{name}", "data-search-exclude": ""},
        h("summary", {}, dataset.title),
        _table(f"Columns of {dataset.title}", ("Column", "What it holds", "Values", "Filled"), rows, ""),
    )


def _table(label: str, heads: tuple[str, ...], rows: Any, name: str) -> Element:
    head = h("tr", {}, (h("th", {"scope": "col"}, text) for text in heads))
    table = h("table", {"class": name} if name else {}, h("thead", {}, head), h("tbody", {}, rows))
    return scrolling(table, label)
