"""Strict reading of YAML: every value is the text that the editor typed until a record's type says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError

from .problem import Problem, listing, nearest_name

# The C loader is ten times faster; a wheel without it reads the same.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = {"", "~", "null"}
_COMMENT_AFTER_TEXT = re.compile(r"[ \t]+#.*")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Sheet:
    """One YAML file before its values are typed: the tree of nodes with their places."""

    file: str
    root: yaml.MappingNode | None

    def entries(self) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """Yield the key and value nodes of the top level."""
        for key, value in self.root.value if self.root else ():
            if isinstance(key, yaml.ScalarNode):
                yield key, value

    @property
    def ids(self) -> set[str]:
        """The ids of all records in the file."""
        return {key.value for key, _ in self.entries()}


def read_sheet(text: str, file: str, problems: list[Problem], first_line: int = 1) -> Sheet:
    """Parse `text` into a sheet and append what is wrong with its form to `problems`.

    `first_line` is the line of the file on which `text` begins (front matter begins on line 2).
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (0, 0)
        problems.append(Problem(file, line, column, f"this is not YAML: {error.problem}"))
        return Sheet(file, None)
    if root is None:
        return Sheet(file, None)
    if not isinstance(root, yaml.MappingNode):
        problems.append(Problem(file, first_line, 1, "the file is a list or a text", "records keyed by id, “id:”"))
        return Sheet(file, None)
    _Form(text, file, problems, first_line).check(root)
    return Sheet(file, root)


class _Form:
    """Faults that YAML itself forgives: keys that stand twice, text cut off by a `#`, foreign tags."""

    def __init__(self, text: str, file: str, problems: list[Problem], first_line: int) -> None:
        self._lines = text.splitlines()
        self._file = file
        self._problems = problems
        self._first_line = first_line

    def _report(self, node: yaml.Node, found: str, allowed: str = "") -> None:
        mark = node.start_mark
        self._problems.append(Problem(self._file, mark.line + self._first_line, mark.column + 1, found, allowed))

    def check(self, node: yaml.Node) -> None:
        if node.tag.startswith("!"):
            self._report(node, f"“{node.tag}” is a YAML tag", "plain text, lists and mappings")
        if isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else str(key)
                if name in seen:
                    self._report(key, f"“{name}” stands twice; it is already on line {seen[name]}")
                seen.setdefault(name, key.start_mark.line + self._first_line)
                self.check(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self.check(item)
        elif not node.style and " " in node.value:
            end = node.end_mark
            rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
            if _COMMENT_AFTER_TEXT.match(rest):
                self._report(node, f"the text is cut off at “{rest.strip()}”", "quotes around a text that holds “ #”")


def plain(node: yaml.Node) -> Any:
    """Turn a node into text, None, lists and dictionaries; nothing is guessed from the look of a value."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return {str(key.value): plain(value) for key, value in node.value}


def read_records(
    sheet: Sheet,
    model: type[BaseModel] | Mapping[str, type[BaseModel]],
    known: Mapping[str, set[str]],
    problems: list[Problem],
) -> dict[str, Any]:
    """Type every entry of a sheet as `model`, or as the model that its `kind` names, keyed by id.

    `known` holds the ids of every kind, so that references are checked on the way; faults go to `problems`.
    """
    records = {}
    for key, value in sheet.entries():
        place = (sheet.file, key.start_mark.line + 1, key.start_mark.column + 1)
        if not _ID.fullmatch(key.value):
            problems.append(Problem(*place, f"“{key.value}” is no id", "small letters, digits and hyphens"))
        if not isinstance(value, yaml.MappingNode):
            problems.append(Problem(*place, f"“{key.value}” has no fields", "“field: value” lines under it"))
            continue
        fields = plain(value)
        chosen = _choose(model, fields, key.value, place, problems)
        if chosen is not None:
            given = {**fields, "id": key.value, "line": key.start_mark.line + 1}
            record = typed(chosen, given, value, f"“{key.value}”: ", sheet.file, known, problems)
            if record is not None:
                records[key.value] = record
    return records


def _choose(
    model: type[BaseModel] | Mapping[str, type[BaseModel]],
    fields: dict[str, Any],
    key: str,
    place: tuple[str, int, int],
    problems: list[Problem],
) -> type[BaseModel] | None:
    if not isinstance(model, Mapping):
        return model
    kind = str(fields.get("kind", ""))
    if kind not in model:
        problems.append(
            Problem(*place, f"“{key}”: “kind” is {f'“{kind}”' if kind else 'missing'}", listing(model), nearest_name(kind, model))
        )
    return model.get(kind)


def typed(
    model: type[BaseModel],
    fields: Mapping[str, Any],
    node: yaml.Node,
    who: str,
    file: str,
    known: Mapping[str, set[str]],
    problems: list[Problem],
    first_line: int = 1,
) -> Any:
    """Make one record of `fields`, or append to `problems` each fault with its place in `node` and return None."""
    try:
        return model.model_validate(fields, context=known)
    except ValidationError as error:
        for fault in error.errors():
            path = [part for part in fault["loc"] if _is_step(node, part)]
            mark = _place(node, path, of_key=fault["type"] == "extra_forbidden").start_mark
            found, allowed, nearest = _sentence(fault, _fields_at(model, path[:-1]))
            problems.append(Problem(file, mark.line + first_line, mark.column + 1, who + found, allowed, nearest))
        return None


def _is_step(node: yaml.Node, part: str | int) -> bool:
    # Pydantic puts the chosen member of a union into the path (`bars`, `Alias`): no key of the file.
    return True if isinstance(part, int) else _has_key(node, str(part))


def _has_key(node: yaml.Node, name: str) -> bool:
    if isinstance(node, yaml.MappingNode):
        return any(key.value == name or _has_key(value, name) for key, value in node.value)
    return isinstance(node, yaml.SequenceNode) and any(_has_key(item, name) for item in node.value)


def _place(node: yaml.Node, path: list[str | int], *, of_key: bool = False) -> yaml.Node:
    """Walk from `node` along the keys and positions of `path`, as far as the file goes."""
    for depth, part in enumerate(path):
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if pair is None:
                return node
            node = pair[0] if of_key and depth == len(path) - 1 else pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
    return node


def _fields_at(model: type[BaseModel], path: list[str | int]) -> list[str]:
    """Return the names of the fields that an editor can write at `path` of a record."""
    for part in path:
        field = model.model_fields.get(str(part))
        inner = next(_models(field.annotation), None) if field else None
        model = inner or model
    return [name for name in model.model_fields if name not in ("id", "line")]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def _shown(value: Any) -> str:
    if value in (None, ""):
        return "empty"
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a set of fields"
    return f"“{value}”"


def _sentence(fault: Mapping[str, Any], fields: list[str]) -> tuple[str, str, str]:
    """Put a pydantic fault into words: what was found, what is allowed, the nearest name."""
    name = next((str(part) for part in reversed(fault["loc"]) if isinstance(part, str)), "")
    value, context, kind = fault["input"], fault.get("ctx", {}), fault["type"]
    if kind == "unknown_reference":
        return f"“{name}” names “{value}”, which {context['file']} does not have", context["allowed"], context["nearest"]
    if kind == "missing":
        return f"“{name}” is missing", "", ""
    if kind == "extra_forbidden":
        return f"“{name}” is not a field", listing(fields, 30), nearest_name(name, fields)
    if kind == "literal_error":
        options = re.findall(r"'([^']+)'", context["expected"])
        return f"“{name}” is {_shown(value)}", listing(options, 30), nearest_name(str(value), options)
    if kind == "value_error":
        return (f"“{name}”: " if name else "") + str(context["error"]), "", ""
    return f"“{name}” is {_shown(value)}", _EXPECTED.get(kind, fault["msg"]), ""


_EXPECTED = {
    "string_type": "a text",
    "string_too_short": "a text that is not empty",
    "float_parsing": "a number such as 9 or 1.5",
    "float_type": "a number such as 9 or 1.5",
    "finite_number": "a number such as 9 or 1.5",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "bool_parsing": "yes or no",
    "bool_type": "yes or no",
    "tuple_type": "a list, “[one, two]” or “- one” lines",
    "too_short": "a list that is not empty",
    "model_type": "fields, “field: value”",
    "model_attributes_type": "fields, “field: value”",
    "dict_type": "fields, “field: value”",
}
