"""The tables for download: their columns, derived from the records’ types, and their rows as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..data.dates import PATTERN, When
from ..data.dossier import Dossier
from ..data.edition import Edition
from ..data.fields import ColumnNote
from ..data.records import KINDS, Point, Series

DELIMITER = ";"


@dataclass(frozen=True)
class Column:
    """One column: its Table Schema type, what it holds in words, and what its values must keep to."""

    name: str
    type: str
    note: str
    constraints: Mapping[str, Any] = field(default_factory=dict)
    vocabulary: str = ""  # the kind of the edition's ids that it holds

    def of_edition(self, edition: Edition) -> Column:
        """Return the column with the words and the ids of an edition in it."""
        silent = " and ".join(f"{id_}, {what}," for id_, what in edition.article.silent.items())
        words = {"{silent}": f"; {silent} states nothing" if silent else "", "{window}": edition.window.name}
        note = self.note
        for gap, text in words.items():
            note = note.replace(gap, text)
        ids = edition.vocabularies.get(self.vocabulary)
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
        return {"list": "ids joined by “;”", "array": "a list as JSON", "boolean": "yes or no"}.get(
            self.type, self.type
        )


def columns_of(model: type[BaseModel], left_out: Iterable[str] = ("line",)) -> tuple[Column, ...]:
    """Return the columns of a table whose rows are records of one type."""
    return tuple(_column(name, info) for name, info in model.model_fields.items() if name not in left_out)


def _column(name: str, info: FieldInfo) -> Column:
    kind, constraints = _type(info.annotation)
    if name == "id":
        constraints = {"required": True, "unique": True}
    elif type(None) not in get_args(info.annotation) and kind not in ("array", "list"):
        constraints = {"required": True, **constraints}
    marks = [*reversed(info.metadata), *_marks(info.annotation)]
    note = next((mark.text for mark in marks if isinstance(mark, ColumnNote)), "")
    if not note:
        raise TypeError(f"nobody has said what the field “{name}” holds")
    ids = (getattr(getattr(mark, "func", None), "kind", "") for mark in marks) if kind == "string" else ()
    return Column(name, kind, note, constraints, next(filter(None, ids), ""))


def _marks(annotation: Any) -> Iterator[Any]:
    """Yield what is noted of a type and of those within it."""
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _marks(inner)


def _type(annotation: Any) -> tuple[str, dict[str, Any]]:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _type(next(one for one in inner if one is not type(None)))
    if origin is Annotated:
        return _type(inner[0])
    if origin is tuple:
        return ("list" if _is_closed(inner[0]) else "array"), {}
    if origin is Literal:
        return "string", {"enum": list(inner)}
    if annotation is When:
        return "string", {"pattern": PATTERN}
    return _PLAIN[annotation], {}


def _is_closed(item: Any) -> bool:
    """Tell whether items come from a vocabulary or are ids: then none of them holds the delimiter."""
    if get_origin(item) is Literal:
        return True
    return get_args(item)[:1] == (str,) and any(hasattr(mark, "func") for mark in item.__metadata__)


_PLAIN: Mapping[Any, str] = {str: "string", float: "number", int: "integer", bool: "boolean"}


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
    return [row_of(series, ("line", *_OF_POINTS)) for series in dossier.series.values()]


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


def row_of(record: BaseModel, left_out: Iterable[str] = ("line",)) -> Row:
    """Return a record's fields as plain values, without the line it stands on."""
    return {name: _value(getattr(record, name)) for name in type(record).model_fields if name not in left_out}


def _value(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, When):
        return str(value)
    if isinstance(value, BaseModel):
        return {name: inner for name, inner in row_of(value).items() if inner is not None}
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _table(kind: str, title: str, describes: str, keys: tuple[tuple[str, str], ...] = ()) -> Dataset:
    return Dataset(title, describes, columns_of(KINDS[kind]), _records(kind), keys)


def _with_dates(column: Column) -> Column:
    """A claim's date may stand with its event; the table has every one."""
    return replace(column, constraints={"required": True, **column.constraints}) if column.name == "date" else column


_OF_POINTS = ("points", "total", "cumulative")
_PARTS = "a point, the whole series’ total, or a running total; never to be added to each other"

DATASETS: Mapping[str, Dataset] = {
    "article": _table("article", "The article’s statements", "one statement with its hedge and verdict"),
    "claims": Dataset(
        "Claims",
        "one checked claim with its status and sources",
        tuple(map(_with_dates, columns_of(KINDS["claims"]))),
        _claims,
    ),
    "events": _table("events", "Events", "one dated happening", (("claim", "claims"),)),
    "sources": _table("sources", "Sources", "one work cited"),
    "people": _table("people", "Who’s who", "one person, institution or state"),
    "places": _table("places", "Places", "one place with coordinates"),
    "glossary": _table("glossary", "Glossary", "one term"),
    "measures": Dataset(
        "Measures",
        "one measure, with who counted and what its numbers do not say",
        columns_of(Series, ("line", *_OF_POINTS)),
        _measures,
    ),
    "series": Dataset(
        "Number series",
        "one value of a measure, with qualifier and source",
        (
            Column("series", "string", "id of the measure", {"required": True}),
            Column("part", "string", _PARTS, {"required": True, "enum": ["point", "total", "cumulative"]}),
            *columns_of(Point),
        ),
        _points,
        (("series", "measures"), ("source", "sources")),
    ),
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
    heads = [column.name for column in columns]
    return _csv(heads, ([_cell(row.get(column.name), column.type) for column in columns] for row in rows))


def as_loose_csv(rows: list[Row]) -> str:
    """Write rows whose columns no record declares, such as those of a chart's table; all have the same keys."""
    return _csv(map(_safe, rows[0]), ([_cell(value, _kind(value)) for value in row.values()] for row in rows))


def _csv(heads: Iterable[str], rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([list(heads), *rows])
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


@dataclass(frozen=True)
class Format:
    """A form in which every table can be taken away, those of charts too; its name is the ending of its files."""

    media_type: str
    write: Callable[[list[Row], tuple[Column, ...]], str]


FORMATS = {
    "csv": Format("text/csv", as_csv),
    "json": Format("application/json", lambda rows, _: as_json(rows)),
}


def exports(dossier: Dossier) -> Mapping[str, str]:
    """Return every table for download by its path under the site."""
    return {
        f"data/{name}.{ending}": form.write(dataset.rows(dossier), dataset.columns)
        for name, dataset in DATASETS.items()
        for ending, form in FORMATS.items()
    }
