"""Strict reading of records: every value is the text that the editor typed until a record's type says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from .dates import ALLOWED as DATES
from .problem import Problem, Report, listing, nearest_name
from .yaml import Entry, YamlFile

_OWN = ("id", "line")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 80
# Ids of the frame of pages, of addresses that the site has besides, and names that no Windows disk takes for a file.
RESERVED = """
    answers-head argues booklet-contents booklet-contents-head cite-this-page columns content definitions
    definitions-head differs embed in-brief in-brief-head index licence-and-credits lost-explainers lost-reference notes
    notes-head places rail search search-told what-the-author-argues where-the-record-differs
    before aux com1 com2 com3 com4 con lpt1 lpt2 lpt3 nul prn
"""
# Those that blocks make of records: one of a record’s own that looks like them would stand on the page twice.
_MADE = re.compile(
    r"p\d+|y\d{4}|w\d{4}(?:-\d{4})?|m\d{4}-\d\d|(?:cite|note)-\d+|paragraph-p\d+|letter-\w|country-[a-z]{2,3}"
    r"|(?:actor|chart|change|claim|kind|mk|person|record|source|sources|strand|table|term|theme|verdict)-.+"
)

_UNSHOWN = ("exceptions.yml", "redirects.yml")  # their records stand on no page


def is_reserved(id_: str) -> bool:
    """Tell whether an id is one of the site’s own."""
    return id_ in RESERVED.split() or _MADE.fullmatch(id_) is not None


def read_records(
    sheet: YamlFile,
    model: type[BaseModel] | Mapping[str, type[BaseModel]],
    known: Mapping[str, set[str]],
    problems: list[Problem],
) -> dict[str, Any]:
    """Type every entry of a file as `model`, or as the model that its `kind` names, keyed by id.

    `known` holds the ids of every kind, so that references are checked on the way; faults go to `problems`.
    """
    report = Report(sheet.file, problems)
    records = {entry.key: read_record(entry, model, known, report) for entry in sheet.entries}
    return {id_: record for id_, record in records.items() if record is not None}


def read_record(
    entry: Entry,
    model: type[BaseModel] | Mapping[str, type[BaseModel]],
    known: Mapping[str, set[str]],
    report: Report,
) -> Any:
    """Type one entry; None where it has faults, which are told."""
    if not ID.fullmatch(entry.key):
        report(entry.line, entry.column, f"“{entry.key}” is no id", "small letters, digits and hyphens")
    elif (own := is_reserved(entry.key) and not report.file.endswith(_UNSHOWN)) or len(entry.key) > LONGEST_ID:
        found = "is an id of the site’s own" if own else f"has {len(entry.key)} signs"
        report(entry.line, entry.column, f"“{entry.key}” {found}", f"another one, of at most {LONGEST_ID} signs")
    if not isinstance(entry.node, yaml.MappingNode):
        report(entry.line, entry.column, f"“{entry.key}” has no fields", "“field: value” lines under it")
        return None
    for name, _ in entry.node.value:
        # A record gets these two from its place in the file; written as fields they would be lost without a word.
        if name.value in _OWN:
            found = f"“{entry.key}”: “{name.value}” is not a field"
            report.at(name.start_mark, found, "the id on the line above the fields")
    chosen = _choose(model, entry, report) if isinstance(model, Mapping) else model
    given = {**entry.fields, "id": entry.key, "line": entry.line}
    return typed(chosen, given, entry.node, f"“{entry.key}”: ", report, known) if chosen else None


def check_entries(sheet: YamlFile, names: Sequence[str], problems: list[Problem]) -> None:
    """Ask for the entries that a file of settings has to have, and for no others."""
    report, allowed = Report(sheet.file, problems), ", ".join(names)
    strangers = [entry for entry in sheet.entries if entry.key not in names]
    for name in names:
        # Where a stranger stands, it is told instead: most likely it is the missing one, misspelt.
        if not sheet.broken and not strangers and name not in sheet.ids:
            report(1, 1, f"“{name}” is missing", allowed)
    for entry in strangers:
        report(entry.line, 1, f"nothing reads “{entry.key}”", allowed, nearest_name(entry.key, names))


def _choose(models: Mapping[str, type[BaseModel]], entry: Entry, report: Report) -> type[BaseModel] | None:
    """Return the model that the entry's `kind` names; None where it names none, which is told."""
    kind = entry.fields.get("kind")
    word = kind if isinstance(kind, str) else ""
    if word not in models:
        line, column, told = entry.line, entry.column, "missing"
        if "kind" in entry.fields:
            mark = place_of(entry.node, ["kind"]).start_mark
            line, column, told = mark.line + 1, mark.column + 1, _shown(kind)
        report(line, column, f"“{entry.key}”: “kind” is {told}", listing(models, 30), nearest_name(word, models))
    return models.get(word)


def typed(
    model: type[BaseModel],
    fields: Mapping[str, Any],
    node: yaml.Node,
    who: str,
    report: Report,
    known: Mapping[str, set[str]],
) -> Any:
    """Make one record of `fields`, or report each fault with its place in `node`."""
    try:
        return model.model_validate(fields, context=known)
    except ValidationError as error:
        faults = error.errors()
        within = {fault["loc"][:-1] for fault in faults}
        for fault in faults:
            if fault["type"] == "too_short" and fault["loc"] in within:
                continue  # its items are told, and were not counted
            found, allowed, nearest = in_words(fault, model)
            mark = place_of(node, fault["loc"], of_key=fault["type"] == "extra_forbidden").start_mark
            report.at(mark, who + found, allowed, nearest)
        return None


def place_of(node: yaml.Node, path: Sequence[str | int], *, of_key: bool = False) -> yaml.Node:
    """Walk from `node` along the keys and positions of `path`, as far as the file goes."""
    key = node
    for part in path:
        if isinstance(node, yaml.MappingNode):
            key, node = next(((key, value) for key, value in node.value if key.value == part), (key, node))
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            key = node = node.value[part]
    return key if of_key else node


def _fields_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """Return the names of the fields that an editor can write at `path` of a record."""
    for part in path:
        field = model.model_fields.get(str(part))
        model = next(models_in(field.annotation), model) if field else model
    return [field.alias or name for name, field in model.model_fields.items() if name not in _OWN]


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the records and parts that a field of this type holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


def _shown(value: Any) -> str:
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a set of fields"
    return f"“{value}”" if value else "empty"


def in_words(fault: Mapping[str, Any], model: type[BaseModel]) -> tuple[str, str, str]:
    """Put pydantic’s fault of a record into words: what was found, what is allowed, the nearest name."""
    path = fault["loc"]
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    # A list's name alone would not tell that one of its items is meant.
    what = f"an item of “{name}”" if path and isinstance(path[-1], int) else f"“{name}”"
    value, context, kind = fault["input"], fault.get("ctx", {}), fault["type"]
    if kind == "unknown_reference":
        return f"{what} names “{value}”, which {context['file']} does not have", context["allowed"], context["nearest"]
    if kind == "extra_forbidden":
        fields = _fields_at(model, path[:-1])
        return f"“{name}” is not a field", listing(fields, 30), nearest_name(name, fields)
    if kind == "literal_error":
        options = re.findall(r"'([^']+)'", context["expected"])
        return f"{what} is {_shown(value)}", listing(options, 30), nearest_name(str(value), options)
    if kind in ("missing", "value_error"):
        told = f"“{name}”: {context['error']}" if kind == "value_error" else f"“{name}” is missing"
        return told if name else str(context["error"]), "", ""
    if kind in ("model_type", "model_attributes_type"):
        return f"{what} is {_shown(value)}", f"the fields {listing(_fields_at(model, path), 30)}", ""
    return f"{what} is {_shown(value)}", _EXPECTED[kind].format(**context) if kind in _EXPECTED else fault["msg"], ""


_EXPECTED = {
    "string_type": "a text",
    "string_too_short": "a text that is not empty",
    "float_parsing": "a number such as 9 or 1.5",
    "plain_number": "a number such as 9 or 1.5",
    "plain_whole": "a whole number",
    "float_type": "a number such as 9 or 1.5",
    "finite_number": "a number such as 9 or 1.5",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "less_than": "less than {lt:g}",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
    "tuple_type": "a list, “[one, two]” or “- one” lines",
    "too_long": "{max_length} at most",
    "too_short": "a list of {min_length} or more",
    "none_required": "nothing under it",
    "dict_type": "fields, “field: value”",
    "dataclass_type": DATES,  # a date that is no text
}
