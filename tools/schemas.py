"""Write the JSON Schemas of `data/` and of the front matter of pages, from the records that read them.

    PYTHONPATH=hooks python tools/schemas.py          (`make schemas`)

Editors such as VS Code read them to complete fields, to say what a field holds, and to mark faults as one types. They
are committed: run this when a field, its description or a vocabulary has changed, and commit what it wrote.

A schema says what one file can tell: fields, their types and words. It knows no edition, so it does not know which
ids there are, and does not go stale when a record is added; that, what does not go together, and whether a day or a
language exists, `make check` tells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from explainer.charts.kinds import RECORDS as CHARTS
from explainer.data.dates import ALLOWED as DATES
from explainer.data.dates import PATTERN as DATE
from explainer.data.dossier import KINDS
from explainer.data.edition import LISTS, PARTS
from explainer.data.fields import file_of
from explainer.data.parts import Record
from explainer.data.reading import ID
from explainer.data.site_records import WORDINGS
from explainer.prose.pages import Explainer, Meta
from new.kinds import KINDS as NEW
from new.kinds import skeleton

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("schemas")

Schema = dict[str, Any]

# What editors see where the ids of a kind look otherwise than ids do, and how such ids look.
_IDS: Mapping[str, tuple[str, str]] = {
    "pages": (r"\S+\.md", "a page of docs/, such as about.md"),
    "paragraphs": (r"p\d+", "a paragraph of the article, such as p3"),
}
_ID_LETTERS = "small letters, digits and hyphens"
_NUMBER = r"^\s*[+-]?(\d+(_\d+)*\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$"
_WHOLE = r"^\s*[+-]?\d+(_\d+)*(\.0*)?\s*$"
# Yes and no stand alone, so that these two are proposed; the others are read all the same.
_YES_OR_NO: Schema = {
    "anyOf": [
        {"enum": ["yes", "no"]},
        {"enum": [True, False]},
        {"type": "integer", "minimum": 0, "maximum": 1},
        {"type": "string", "pattern": "^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo]([Nn]|[Ff][Ff])|[TtFf01]|[Tt]rue|[Ff]alse)$"},
    ]
}
# Words of a description that each edition fills in for its readers.
_GAPS = {"{silent}": "", "{window}": "the window of the edition"}


def schemas() -> dict[str, Schema]:
    """Return each schema by the name of its file."""
    files = {name: _file(f"data/{name}.yml", _by_id(model), model) for name, model in KINDS.items()}
    files["wording"] = _file("data/wording.yml", _fixed(dict.fromkeys(WORDINGS, KINDS["wording"])), KINDS["wording"])
    files["charts"] = _charts()
    files["edition"] = _edition()
    files["page"] = _page()
    for name, kind in NEW.items():
        if kind.file:
            files[kind.file]["defaultSnippets"] = [_snippet(name)]
    return {f"{name}.json": files[name] for name in sorted(files)}


def _snippet(kind: str) -> Schema:
    """Let an editor’s program propose a new record, with a stop at its id and at each text of it."""
    stops = count(1)
    text = re.sub(
        r"^(?P<before>(?: +(?:- )?[a-z_]+: )?)(?P<value>[^ \[{>~:][^{}]*?)(?P<after>:?)$",
        lambda found: f"{found['before']}${{{next(stops)}:{found['value']}}}{found['after']}",
        skeleton(kind),
        flags=re.MULTILINE,
    )
    return {"label": f"new {kind}", "description": f"a {kind} to be filled in", "bodyText": text}


def _file(name: str, root: Schema, *models: type[BaseModel]) -> Schema:
    """Return the schema of a file whose root refers to these models."""
    definitions: Schema = {}
    for model in models:
        definitions |= definitions_of(model)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": name}
    return {
        **head,
        **({"description": what_it_is(models[0])} if len(models) == 1 else {}),
        **root,
        "definitions": definitions,
    }


def _by_id(model: type[BaseModel]) -> Schema:
    names = {"pattern": f"^{ID.pattern}$", "patternErrorMessage": f"an id has {_ID_LETTERS}"}
    return {"type": "object", "propertyNames": names, "additionalProperties": _ref(model)}


def _fixed(models: Mapping[str, type[BaseModel]]) -> Schema:
    """Return the schema of a file of settings, whose entries are given."""
    entries = {name: _ref(model) for name, model in models.items()}
    return {"type": "object", "properties": entries, "required": [*models], "additionalProperties": False}


def _ref(model: type[BaseModel]) -> Schema:
    return {"$ref": f"#/definitions/{model.__name__}"}


def _charts() -> Schema:
    """Let the kind of a chart say which fields it has."""
    meanings = {name: model.model_fields["kind"].description or "" for name, model in CHARTS.items()}
    kind = {"description": "what is drawn; the other fields depend on it"} | _words([*CHARTS], meanings)
    by_kind = [
        {"if": {"properties": {"kind": {"const": name}}, "required": ["kind"]}, "then": _ref(model)}
        for name, model in CHARTS.items()
    ]
    chart = {"type": "object", "properties": {"kind": kind}, "required": ["kind"], "allOf": by_kind}
    return _file("data/charts.yml", {**_by_id(Record), "additionalProperties": chart}, *CHARTS.values())


def _edition() -> Schema:
    root = _fixed({**PARTS, **LISTS})
    for name, model in LISTS.items():
        root["properties"][name] = {**_by_id(model), "minProperties": 1, "description": what_it_is(model)}
    return _file("data/edition.yml", root, *PARTS.values(), *LISTS.values())


def _page() -> Schema:
    """An explainer is known by its number or its template, as pages are read."""
    numbered: Schema = {"required": ["number"]}
    framed = {"properties": {"template": {"const": "explainer.html"}}, "required": ["template"]}
    root = {"type": "object", "if": {"anyOf": [numbered, framed]}, "then": _ref(Explainer), "else": _ref(Meta)}
    return _file("front matter of docs/*.md", root, Meta, Explainer)


def definitions_of(model: type[BaseModel]) -> Schema:
    """Return the schemas of a record and of its parts by name, as its file is written."""
    whole = model.model_json_schema(ref_template="#/definitions/{model}")
    parts = whole.pop("$defs", {})
    return {name: as_written(part) for name, part in {model.__name__: whole, **parts}.items()}


def as_written(node: Schema) -> Schema:
    """Turn the schema of a type into that of its YAML.

    The reader takes every value for a text until its type says otherwise; an editor guesses numbers and true or false
    first (YAML 1.2). So a title may be a number here, and a number a text in quotes.
    """
    node = {name: value for name, value in node.items() if name not in ("title", "default", "examples")}
    if "description" in node:
        node["description"] = sentence(node["description"])
    if "properties" in node:
        fields = {name: as_written(field) for name, field in node["properties"].items() if name not in ("id", "line")}
        node |= {"properties": fields, "required": [name for name in node.get("required", ()) if name in fields]}
    for name in ("items", "additionalProperties"):
        if isinstance(node.get(name), dict):
            node[name] = as_written(node[name])
    if kind := node.pop("keys", ""):
        node["propertyNames"] = _looks_like(*ids(kind))
    if "anyOf" in node:
        return _either(node)
    words = [node["const"]] if "const" in node else node.get("enum")
    if words:
        kept = {name: value for name, value in node.items() if name == "description"}
        return kept | _words(words, node.get("meanings", {}))
    write = _TYPES.get(node.get("type", ""))
    return write(node) if write else node


def _either(node: Schema) -> Schema:
    """Join a type and the null that an empty field is; other choices stay apart."""
    choices = [as_written(choice) for choice in node["anyOf"]]
    about = {"description": node["description"]} if "description" in node else {}
    if len(choices) == 2 and choices[1] == {"type": "null"} and isinstance(choices[0].get("type"), list):
        return {**choices[0], "type": [*choices[0]["type"], "null"], **about}
    return {"anyOf": choices, **about}


def _words(words: list[str], meanings: Mapping[str, str]) -> Schema:
    """Return what says that one of these words stands here, each with its meaning."""
    told = [meanings.get(word, "") for word in words]
    return {"enum": words} | ({"enumDescriptions": told, "markdownEnumDescriptions": told} if meanings else {})


def _text(node: Schema) -> Schema:
    about = {"description": node["description"]} if "description" in node else {}
    if kind := node.get("id_of"):
        pattern, what = ids(kind)
        what = f"{about['description']} ({what})" if about else what
        return {"description": what, **_looks_like(pattern, what)}
    if "looks_like" in node:
        return {**about, **_looks_like(node["looks_like"], node["says"])}
    if node.get("pattern") == DATE:
        message = f"a date: {DATES}"
        return {**about, **_looks_like(DATE, message), "type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
    return {**about, "type": ["string", "number", "boolean"], "pattern": r"\S"}


def ids(kind: str) -> tuple[str, str]:
    """Return how the ids of a kind look, and what they are, in words."""
    return _IDS.get(kind, (ID.pattern, f"an id of {file_of(kind)}: {_ID_LETTERS}"))


def _looks_like(pattern: str, message: str) -> Schema:
    """Return what a text has to look like; one that an editor takes for a number or for true stays one."""
    guessed = {"integer": "12", "boolean": "true"}
    types = ["string", *(name for name, sample in guessed.items() if re.fullmatch(pattern, sample))]
    form = {"type": types, "pattern": rf"^\s*(?:{pattern})\s*$", "patternErrorMessage": message}
    return form | ({"minimum": 0} if "integer" in types and not re.fullmatch(pattern, "-1") else {})


def _number(node: Schema) -> Schema:
    return {
        **node,
        "type": ["number", "string"],
        "pattern": _NUMBER,
        "patternErrorMessage": "a number such as 9 or 1.5",
    }


def _whole(node: Schema) -> Schema:
    return {**node, "type": ["integer", "string"], "pattern": _WHOLE, "patternErrorMessage": "a whole number"}


def _yes_or_no(node: Schema) -> Schema:
    return {**({"description": node["description"]} if "description" in node else {}), **_YES_OR_NO}


_TYPES: Mapping[str, Callable[[Schema], Schema]] = {
    "string": _text,
    "number": _number,
    "integer": _whole,
    "boolean": _yes_or_no,
}


def sentence(text: str) -> str:
    """Return a description on one line, with nothing left open in it."""
    for gap, words in _GAPS.items():
        text = text.replace(gap, words)
    return " ".join(text.split())


def what_it_is(model: type[BaseModel]) -> str:
    """Return what a kind of record is: the first paragraph of what its class says."""
    return sentence((model.__doc__ or "").split("\n\n")[0])


def written(schema: Schema) -> str:
    """Write a schema as its file."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (ROOT / FOLDER).mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (ROOT / FOLDER / name).write_text(written(schema), encoding="utf-8")
