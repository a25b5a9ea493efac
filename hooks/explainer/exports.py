"""The tables for download: every record as CSV and JSON, which hold the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from .columns import DELIMITER, Column, columns_of, text_column
from .dates import PATTERN, When
from .dossier import Dossier
from .records import KINDS
from .series import Point, Series

Row = dict[str, Any]

# A spreadsheet would run a cell that begins with one of these as a formula; some take the full-width signs, too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Dataset:
    """One table: its title, what a row is, its columns, and how the rows are made; nested values stay nested for JSON.

    `keys` names the columns that hold an id of another table: column, table.
    """

    title: str
    describes: str
    columns: tuple[Column, ...]
    rows: Callable[[Dossier], list[Row]]
    keys: tuple[tuple[str, str], ...] = ()


def _records(kind: str) -> Callable[[Dossier], list[Row]]:
    def rows(dossier: Dossier) -> list[Row]:
        return [row_of(record) for record in getattr(dossier, kind).values()]

    return rows


def _claims(dossier: Dossier) -> list[Row]:
    return [row_of(claim) | {"date": str(dossier.when(claim))} for claim in dossier.claims.values()]


def _measures(dossier: Dossier) -> list[Row]:
    names = [column.name for column in DATASETS["measures"].columns]
    return [{name: _value(getattr(series, name)) for name in names} for series in dossier.series.values()]


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


def row_of(record: BaseModel) -> Row:
    """Return a record's fields as plain values, without the line it stands on."""
    values = ((name, getattr(record, name)) for name in _fields(type(record)))
    return {name: value if value is None or type(value) is str else _value(value) for name, value in values}


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name != "line")


def _value(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, When):
        return str(value)
    if isinstance(value, BaseModel):
        return {name: inner for name in _fields(type(value)) if (inner := _value(getattr(value, name))) is not None}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _table(name: str, title: str, describes: str, keys: tuple[tuple[str, str], ...] = ()) -> Dataset:
    return Dataset(title, describes, columns_of(name, KINDS[name]), _records(name), keys)


def _claims_table() -> Dataset:
    # A claim's date may stand with its event; the table has every one.
    date = text_column("claims", "date", required=True, pattern=PATTERN)
    columns = (date if column.name == "date" else column for column in columns_of("claims", KINDS["claims"]))
    return Dataset("Claims", "one checked claim with its status and sources", tuple(columns), _claims)


def _series_table() -> Dataset:
    columns = (
        text_column("series", "series", required=True),
        text_column("series", "part", required=True, enum=["point", "total", "cumulative"]),
        *columns_of("series", Point),
    )
    keys = (("series", "measures"), ("source", "sources"))
    return Dataset("Number series", "one value of a measure, with qualifier and source", columns, _points, keys)


DATASETS: Mapping[str, Dataset] = {
    "article": _table("article", "The article’s statements", "one statement with its hedge and verdict"),
    "claims": _claims_table(),
    "events": _table("events", "Events", "one dated happening", (("claim", "claims"),)),
    "sources": _table("sources", "Sources", "one work cited"),
    "people": _table("people", "Who’s who", "one person, institution or state"),
    "places": _table("places", "Places", "one place with coordinates"),
    "glossary": _table("glossary", "Glossary", "one term"),
    "measures": Dataset(
        "Measures",
        "one measure, with who counted and what its numbers do not say",
        columns_of("measures", Series, ("line", "points", "total", "cumulative")),
        _measures,
    ),
    "series": _series_table(),
    "scenarios": _table("scenarios", "Forecasts", "one forecast with its outcome"),
}


def as_json(rows: list[Row]) -> str:
    """Write rows as JSON, UTF-8, a row a line, without fields that hold nothing."""
    filled = ({name: value for name, value in row.items() if value not in (None, [], "")} for row in rows)
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in filled) + "\n]\n"


def as_csv(rows: list[Row], columns: tuple[Column, ...]) -> str:
    """Write rows as CSV (RFC 4180, with a byte-order mark for spreadsheets).

    A cell that a spreadsheet would run as a formula begins with an apostrophe; `plain_cell` takes it away.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_cell(row.get(column.name), column.type) for column in columns])
    return "\ufeff" + out.getvalue()


def as_loose_csv(rows: list[Row]) -> str:
    """Write rows whose columns no record declares, such as those of a chart's table; all have the same keys."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(name) for name in rows[0]])
    writer.writerows([_cell(value, _kind(value)) for value in row.values()] for row in rows)
    return "\ufeff" + out.getvalue()


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return "list" if all(isinstance(item, str) for item in value) else "array"
    return "string" if isinstance(value, str) else "number"


def _cell(value: Any, kind: str) -> str:
    if value is None or value == []:
        return ""
    if kind == "boolean":
        return "yes" if value else "no"
    if kind == "list":
        return DELIMITER.join(value)
    if kind == "array":
        return json.dumps(value, ensure_ascii=False)
    return _safe(value) if kind == "string" else str(value)


def _safe(text: str) -> str:
    # A text that has such apostrophes of its own gets one more, so that one can always be taken away.
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text


def plain_cell(text: str) -> str:
    """Return the text of a cell as it was before it was made safe for spreadsheets."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA_STARTS) else text


def exports(dossier: Dossier) -> Mapping[str, str]:
    """Return every table for download by its path under the site."""
    files = {}
    for name, dataset in DATASETS.items():
        rows = dataset.rows(dossier)
        files[f"data/{name}.csv"] = as_csv(rows, dataset.columns)
        files[f"data/{name}.json"] = as_json(rows)
    return files
