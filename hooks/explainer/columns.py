"""The columns of a table for download, derived from the records’ types: Table Schema’s types and constraints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from .dates import PATTERN, When
from .edition import Edition
from .fieldnotes import note_on

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


def text_column(table: str, name: str, **constraints: Any) -> Column:
    """A column of texts that no record’s type has."""
    return Column(name, "string", note_on(table, name), constraints)


def columns_of(table: str, model: type[BaseModel], left_out: Iterable[str] = ("line",)) -> tuple[Column, ...]:
    """Return the columns of a table whose rows are records of one type."""
    names = [name for name in model.model_fields if name not in left_out]
    return tuple(_column(table, name, model) for name in names)


def _column(table: str, name: str, model: type[BaseModel]) -> Column:
    info = model.model_fields[name]
    kind, constraints = _type(info.annotation)
    if name == "id":
        constraints = {"required": True, "unique": True}
    elif type(None) not in get_args(info.annotation) and kind not in ("array", "list"):
        constraints = {"required": True, **constraints}
    return Column(
        name,
        kind,
        note_on(table, name),
        constraints,
        _vocabulary(info.annotation, info.metadata) if kind == "string" else "",
    )


def _vocabulary(annotation: Any, metadata: Iterable[Any] = ()) -> str:
    """Return the kind of the ids that a field names, the field's own or those within “or none”; "" for none."""
    for mark in metadata:
        if kind := getattr(getattr(mark, "func", None), "kind", ""):
            return str(kind)
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        return _vocabulary(inner[0], annotation.__metadata__)
    return next((found for one in inner if (found := _vocabulary(one))), "")


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
