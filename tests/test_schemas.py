"""The JSON Schemas for editors: current, and of one mind with the reader about what one record can tell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from projects import EDITION, ROOT
from pydantic import BaseModel, ValidationError
from test_mistakes import MISTAKES, make
from typing_along import FILES, RULES, documents, guessed, marks

import schemas
from explainer.charts.kinds import RECORDS as CHARTS
from explainer.data.dossier import KINDS
from explainer.data.edition import LISTS, PARTS
from explainer.data.yaml import plain
from explainer.prose.pages import Explainer, Meta

# What an editor might write in the place of any value.
ODD = """
~ | '' | ' ' | text | x y | 9 | '9' | 1.5 | -1 | 1_0 | yes | 'no' | true | 2012 | 2012-01-14 | 2012-01-14/2012-01-14
[] | [text] | [text, text] | [1, 2] | [1, 2, 3] | {} | {field: text} | [{field: text}]
"""
ODDS = {text: yaml.compose(text, Loader=yaml.BaseLoader) for text in re.split(r"\s*[|\n]\s*", ODD.strip())}
# What takes a rule of ours to tell, and the bounds of a number in quotes: `make check` tells them alone.
BY_THE_CHECK = {"plain_number", "plain_whole", "value_error", "less_than", "greater_than", "greater_than_equal"}


def test_they_are_current() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / schemas.FOLDER).iterdir()}
    assert kept == {name: schemas.written(schema) for name, schema in FILES.items()}, "run `make schemas`"


def test_every_field_says_what_it_holds() -> None:
    silent = [
        f"{file}: {name}.{field}"
        for file, schema in FILES.items()
        for name, part in schema["definitions"].items()
        for field, its in part.get("properties", {}).items()
        if not its.get("description")
    ]
    assert not silent


def test_the_edition_is_valid() -> None:
    assert not marks(EDITION)


# How the reader words what a single file can tell.
_STRUCTURE = re.compile(
    "is not a field|is no id|is no date|is no single day|does not fit|has no fields|degrees|the list has|"
    "nothing reads “|brackets stand|the file is (?:a list|one text)|” is (?:missing|empty|“|a list|a set)|names “[A-Z]|"
    "nobody is named|verdict is “|value [0-9]+ is “missing|without a value is"
)
DATA = [
    case
    for case in MISTAKES
    if all(one["file"].startswith("data/") and {"find", "append"} & one.keys() for one in case.get("edits", [case]))
]


@pytest.mark.parametrize("case", DATA, ids=[case["name"] for case in DATA])
def test_what_an_editor_does_wrong_is_marked(case: dict[str, Any], project: Path) -> None:
    edits = case.get("edits", [case])
    for edit in edits:
        make(edit, project)
    try:
        found = marks(project, {edit["file"] for edit in edits})
    except yaml.YAMLError:
        return  # the program says so itself
    told = re.sub(r"“[\d.e_]+”; allowed: a number such as .*", "", case["says"])  # a number all the same for a schema
    assert bool(found) == bool(_STRUCTURE.search(told)), found


def records(file: str, schema: str, node: yaml.Node) -> Iterator[tuple[str, yaml.MappingNode, type[BaseModel]]]:
    """Yield the records of a file with their places in it and what reads them."""
    fields = {key.value: value for key, value in node.value}
    if schema == "page":
        yield "", node, Explainer if "number" in fields else Meta
    for name, value in fields.items() if schema != "page" else ():
        if schema == "edition" and name in LISTS:
            yield from ((f"{name}/{key.value}", one, LISTS[name]) for key, one in value.value)
        else:
            model = (
                CHARTS[plain(value)["kind"]]
                if schema == "charts"
                else PARTS[name]
                if schema == "edition"
                else KINDS[schema]
            )
            yield name, value, model


def edits(node: yaml.Node, path: str = "") -> Iterator[tuple[str, yaml.Node]]:
    """Yield a record with each of its values in turn replaced by something odd, left out, or joined by a stranger."""
    if isinstance(node, yaml.MappingNode):
        yield f"{path}/+", node_of(node, [*node.value, (yaml.ScalarNode("", "stranger"), ODDS["text"])])
        for place, (key, value) in enumerate(node.value):
            yield f"{path}/-{key.value}", node_of(node, [*node.value[:place], *node.value[place + 1 :]])
            for where, edited in edits(value, f"{path}/{key.value}"):
                yield where, node_of(node, [*node.value[:place], (key, edited), *node.value[place + 1 :]])
    elif isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            for where, edited in edits(item, f"{path}/*"):
                yield where, node_of(node, [*node.value[:place], edited, *node.value[place + 1 :]])
    yield from ((f"{path}={text}", odd) for text, odd in ODDS.items() if path)


def node_of(like: yaml.Node, value: list[Any]) -> yaml.Node:
    return type(like)(like.tag, value)


@pytest.mark.parametrize("schema", sorted(RULES))
def test_schema_and_reader_are_of_one_mind(schema: str) -> None:
    """Each kind of value once replaced by what is odd: what the schema marks is refused, and the other way round."""
    seen, apart = set(), []
    for file, name, node in documents(EDITION):
        for where, record, model in records(file, name, node) if name == schema else ():
            for edit, edited in edits(record):
                if (case := f"{owner(model, edit)}{edit}") in seen:
                    continue
                seen.add(case)
                marked = not rules_of(schema, model.__name__).is_valid(guessed(edited))
                refused = faults(model, edited)
                if (marked and not refused) or (not marked and refused - BY_THE_CHECK):
                    apart.append(f"{file} {where} {edit}: the reader says {refused or 'nothing'}")
    assert not apart, "\n".join(apart)


@cache
def rules_of(schema: str, record: str) -> Draft7Validator:
    """Return what holds a record, without its file."""
    return Draft7Validator(
        {**FILES[f"{schema}.json"]["definitions"][record], "definitions": FILES[f"{schema}.json"]["definitions"]}
    )


def owner(model: type[BaseModel], edit: str) -> str:
    """Return the name of the first record that has the edited field: what all charts have is looked at once."""
    field = edit.lstrip("/+-").partition("/")[0].partition("=")[0]
    return next(
        (base for base in reversed(model.__mro__) if field in getattr(base, "model_fields", ())), model
    ).__name__


class Possible(dict[str, Any]):
    """All that could be an id, by kind: which there are, no schema knows."""

    def get(self, kind: str, default: object = None) -> Any:
        return Possible({"pattern": schemas.ids(kind)[0]})

    def __contains__(self, value: object) -> bool:
        return bool(re.fullmatch(self["pattern"], str(value)))


def faults(model: type[BaseModel], node: yaml.Node) -> set[str]:
    fields = plain(node)
    own: Mapping[str, Any] = {} if issubclass(model, Meta) else {"id": "id", "line": 1}
    try:
        model.model_validate({**fields, **own}, context=Possible(any="kind"))
    except ValidationError as error:
        return {fault["type"] for fault in error.errors()}
    return set()


def test_programs_find_them() -> None:
    """Each file names its schema on top, and VS Code’s settings have it for files that are new."""
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    data = [name for name in RULES if name != "page"]
    named = {name: (EDITION / f"data/{name}.yml").read_text(encoding="utf-8").splitlines()[0] for name in data}
    assert named == {name: f"# yaml-language-server: $schema=../../../schemas/{name}.json" for name in data}
    mapped = {f"./schemas/{name}.json": [f"data/{name}.yml", f"tests/edition/data/{name}.yml"] for name in data}
    assert settings["yaml.schemas"] == mapped
