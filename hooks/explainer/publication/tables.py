"""The tables for download: their columns, derived from the records’ types, and their rows as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from ..data.dossier import Dossier
from ..data.edition import Edition
from ..data.records import KINDS, Claim
from ..data.series import Point

DELIMITER = ";"


@dataclass(frozen=True)
class Column:
    """One column: its Table Schema type, what it holds in words, and what its values must keep to."""

    name: str
    type: str
    note: str
    constraints: Mapping[str, Any] = field(default_factory=dict)
    id_of: str = ""  # of which kind the id is that it holds

    def of_edition(self, edition: Edition) -> Column:
        """Return the column with the words and the ids of an edition in it."""
        silent = " and ".join(f"{id_}, {what}," for id_, what in edition.article.silent.items())
        words = {"{silent}": f"; {silent} states nothing" if silent else "", "{window}": edition.window.name}
        note = self.note
        for gap, text in words.items():
            note = note.replace(gap, text)
        ids = edition.ids.get(self.id_of)
        return replace(
            self, note=note, constraints={**self.constraints, "enum": list(ids)} if ids else self.constraints
        )

    @property
    def descriptor(self) -> dict[str, Any]:
        """The column as Table Schema describes it."""
        form: dict[str, Any] = {"name": self.name, "type": self.type, "description": self.note}
        if self.type == "boolean":
            form |= {"trueValues": ["yes"], "falseValues": ["no"]}
        if self.type == "list":
            form["delimiter"] = DELIMITER
        return form | ({"constraints": dict(self.constraints)} if self.constraints else {})

    @property
    def values(self) -> str:
        """What may stand in it, for a reader."""
        if "enum" in self.constraints:
            return ", ".join(self.constraints["enum"])
        return {
            "list": "ids joined by “;”",
            "array": "a list as JSON",
            "object": "fields as JSON",
            "boolean": "yes or no",
        }.get(self.type, self.type)


def columns_of(model: type[BaseModel], left_out: Iterable[str] = (), filled: Iterable[str] = ()) -> tuple[Column, ...]:
    """Return the columns of a table whose rows are records of one type, from the JSON Schema of the type.

    `filled` are those that every row has, although a record may not.
    """
    fields = model.model_json_schema()["properties"]
    return tuple(_column(name, fields[name], name in filled) for name in fields if name not in ("line", *left_out))


def _column(name: str, field: Mapping[str, Any], filled: bool) -> Column:
    value, *nothing = field.get("anyOf", [field])
    kind = "list" if "id_of" in value.get("items", {}) else value.get("type", "object")  # no id holds the delimiter
    constraints = {rule: value[rule] for rule in ("enum", "pattern") if rule in value}
    if name == "id":
        constraints = {"required": True, "unique": True}
    elif filled or (not nothing and kind not in ("array", "list")):
        constraints = {"required": True, **constraints}
    note = field.get("description", value.get("description"))
    if not note:
        raise TypeError(f"nobody has said what the field “{name}” holds")
    return Column(name, kind, note, constraints, value.get("id_of", ""))


Row = dict[str, Any]

# A spreadsheet would run a cell that begins with one of these as a formula; some take the full-width signs, too.
_NUMBER = re.compile(r"-\d+(?:\.\d+)?")  # a degree south or west, which is no formula
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Dataset:
    """One table: its title, what a row is, its columns, and how its rows are made."""

    title: str
    describes: str
    columns: tuple[Column, ...]
    rows: Callable[[Dossier], list[Row]]

    @property
    def keys(self) -> Mapping[str, str]:
        """The tables whose ids its columns hold, by column."""
        return {column.name: column.id_of for column in self.columns if column.id_of in DATASETS}


def row_of(record: BaseModel, left_out: Iterable[str] = ()) -> Row:
    """Return a record's fields as JSON has them, without those that hold nothing and the line it stands on."""
    return record.model_dump(mode="json", exclude_none=True, exclude={"line", *left_out})


def _table(kind: str, title: str, describes: str, left_out: Sequence[str] = ()) -> Dataset:
    def rows(dossier: Dossier) -> list[Row]:
        return [row_of(record, left_out) for record in getattr(dossier, kind).values()]

    return Dataset(title, describes, columns_of(KINDS[kind], left_out), rows)


def _claims(dossier: Dossier) -> list[Row]:
    """A claim's date may stand with its event; the table has every one."""
    dated = (claim.model_copy(update={"date": dossier.when(claim)}) for claim in dossier.claims.values())
    return list(map(row_of, dated))


def _points(dossier: Dossier) -> list[Row]:
    return [
        {"series": series.id, "part": part, **row_of(point)}
        for series in dossier.series.values()
        for part, points in (
            ("point", series.points),
            ("total", [series.total] if series.total else []),
            ("cumulative", series.cumulative),
        )
        for point in points
    ]


_PARTS = "a point, the whole series’ total, or a running total; never to be added to each other"

DATASETS: Mapping[str, Dataset] = {
    "article": _table("article", "The article’s statements", "one statement with its hedge and verdict"),
    "claims": Dataset(
        "Claims",
        "one checked claim with its status and sources",
        columns_of(Claim, filled=["date"]),
        _claims,
    ),
    "events": _table("events", "Events", "one dated happening"),
    "sources": _table("sources", "Sources", "one work cited"),
    "people": _table("people", "Who’s who", "one person, institution or state"),
    "places": _table("places", "Places", "one place with coordinates"),
    "glossary": _table("glossary", "Glossary", "one term"),
    "measures": _table(
        "series",
        "Measures",
        "one measure, with who counted and what its numbers do not say",
        left_out=("points", "total", "cumulative"),
    ),
    "series": Dataset(
        "Number series",
        "one value of a measure, with qualifier and source",
        (
            Column("series", "string", "id of the measure", {"required": True}, "measures"),
            Column("part", "string", _PARTS, {"required": True, "enum": ["point", "total", "cumulative"]}),
            *columns_of(Point),
        ),
        _points,
    ),
    "scenarios": _table("scenarios", "Forecasts", "one forecast with its outcome"),
}


def as_json(rows: list[Row]) -> str:
    """Write rows as JSON, UTF-8, a row a line, without fields that hold nothing."""
    filled = ({name: value for name, value in row.items() if value not in (None, [], "")} for row in rows)
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in filled) + "\n]\n"


def as_document(told: Mapping[str, Any] | list[Mapping[str, Any]]) -> str:
    """Write one JSON document as a file for download."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def as_csv(rows: list[Row], columns: tuple[Column, ...]) -> str:
    """Write rows as CSV (RFC 4180, with a byte-order mark for spreadsheets).

    A cell that a spreadsheet would run as a formula begins with an apostrophe, which can be taken away.
    """
    heads = [column.name for column in columns]
    return _csv(heads, ([_cell(row.get(one.name), one.type == "list") for one in columns] for row in rows))


def as_loose_csv(rows: list[Row]) -> str:
    """Write rows whose columns no record declares, such as those of a chart's table; all have the same keys."""
    return _csv(map(_safe, rows[0]), ([_cell(value, _are_texts(value)) for value in row.values()] for row in rows))


def _csv(heads: Iterable[str], rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([list(heads), *rows])
    return "\ufeff" + out.getvalue()


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _cell(value: Any, is_joined: bool) -> str:
    """Write one value; of a list the items joined, if so told, or else as JSON."""
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, dict)):
        return DELIMITER.join(value) if is_joined else json.dumps(value, ensure_ascii=False)
    return _safe(value) if isinstance(value, str) else str(value)


def _safe(text: str) -> str:
    # A text that has such apostrophes of its own gets one more, so that one can always be taken away.
    runs = text.lstrip("'").startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(text)
    return f"'{text}" if runs else text


@dataclass(frozen=True)
class Format:
    """A form in which every table can be taken away; its name is the ending of its files.

    `write_chart` makes it of the rows of a chart's table, or of the whole document around them.
    """

    media_type: str
    write: Callable[[list[Row], tuple[Column, ...]], str]
    write_chart: Callable[[list[Row], Mapping[str, Any]], str]


FORMATS = {
    "csv": Format("text/csv", as_csv, lambda rows, _: as_loose_csv(rows)),
    "json": Format("application/json", lambda rows, _: as_json(rows), lambda _, document: as_document(document)),
}


def exports(dossier: Dossier) -> Mapping[str, str]:
    """Return every table for download by its path under the site."""
    return {
        f"data/{name}.{ending}": form.write(dataset.rows(dossier), dataset.columns)
        for name, dataset in DATASETS.items()
        for ending, form in FORMATS.items()
    }
