"""The tables for download: every record as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from .dates import When
from .dossier import Dossier

Row = dict[str, Any]

# A spreadsheet would run a cell that begins with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Dataset:
    """One table: its title, what a row is, and how the rows are made; nested values stay nested for JSON."""

    title: str
    describes: str
    rows: Callable[[Dossier], list[Row]]


def _records(kind: str) -> Callable[[Dossier], list[Row]]:
    def rows(dossier: Dossier) -> list[Row]:
        return [_row(record) for record in getattr(dossier, kind).values()]

    return rows


def _claims(dossier: Dossier) -> list[Row]:
    return [_row(claim) | {"date": str(dossier.when(claim))} for claim in dossier.claims.values()]


def _points(dossier: Dossier) -> list[Row]:
    return [
        {
            "series": series.id,
            "title": series.title,
            "unit": series.unit,
            "counted_by": series.counted_by,
            **_row(point),
        }
        for series in dossier.series.values()
        for point in series.points
    ]


def _row(record: BaseModel) -> Row:
    return {name: _value(getattr(record, name)) for name in type(record).model_fields if name != "line"}


def _value(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, When):
        return str(value)
    if isinstance(value, BaseModel):
        return {name: inner for name in type(value).model_fields if (inner := _value(getattr(value, name))) is not None}
    return int(value) if isinstance(value, float) and value.is_integer() else value


DATASETS: Mapping[str, Dataset] = {
    "article": Dataset("The article’s statements", "one statement with its hedge and verdict", _records("article")),
    "claims": Dataset("Claims", "one checked claim with its status and sources", _claims),
    "events": Dataset("Events", "one dated happening", _records("events")),
    "sources": Dataset("Sources", "one work cited", _records("sources")),
    "people": Dataset("Who’s who", "one person, institution or state", _records("people")),
    "places": Dataset("Places", "one place with coordinates", _records("places")),
    "glossary": Dataset("Glossary", "one term", _records("glossary")),
    "series": Dataset("Number series", "one point of a series, with qualifier and source", _points),
    "scenarios": Dataset("Forecasts", "one forecast with its outcome", _records("scenarios")),
}


def as_json(rows: list[Row]) -> str:
    """Write rows as JSON, UTF-8, a row a line, without fields that hold nothing."""
    filled = ({name: value for name, value in row.items() if value not in (None, [], "")} for row in rows)
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in filled) + "\n]\n"


def as_csv(rows: list[Row]) -> str:
    """Write rows as CSV (RFC 4180, with a byte-order mark for spreadsheets); lists are joined by “; ”."""
    if not rows:
        return "\ufeff"
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return "\ufeff" + out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_cell(inner)}" for name, inner in value.items())
    return str(value)


def exports(dossier: Dossier) -> Mapping[str, str]:
    """Return every file for download by its path under the site."""
    files = {}
    for name, dataset in DATASETS.items():
        rows = dataset.rows(dossier)
        files[f"data/{name}.csv"] = as_csv(rows)
        files[f"data/{name}.json"] = as_json(rows)
    return files
