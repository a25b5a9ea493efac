"""A record as an editor would write it, and where it goes in its file, whose other lines stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml

from explainer.data.problem import Problem
from explainer.data.yaml import Entry, plain, read_file

_LONGEST = 120  # letters of a line that holds several values
_SENTENCE = re.compile(r"(?<=[.!?…]) (?=[^a-z])")
_ID_OR_DATE = re.compile(r"[a-z0-9][a-z0-9./-]*")
_ONE_BY_ONE = "supports"  # what a source backs reads better under it

Fields = Mapping[str, Any]  # of a record, as the reader takes them from YAML


def record(id_: str, fields: Fields, *, on_one_line: bool = False) -> str:
    """Write a record under its id."""
    if on_one_line:
        return f"{id_}: {_flow(fields)}\n"
    return "\n".join([f"{id_}:", *_block(fields, "  ")]) + "\n"


def front_matter(fields: Fields) -> str:
    """Write the fields of a page."""
    return "\n".join(["---", *_block(fields, ""), "---"]) + "\n"


def _block(fields: Fields, indent: str) -> list[str]:
    """Write fields, each on lines of its own."""
    lines = []
    for name, value in fields.items():
        if isinstance(value, list) and value and not _fits(value):
            lines.append(f"{indent}{name}:")
            lines += (line for item in value for line in _item(item, indent + "  "))
        elif isinstance(value, str) and _folded(value):
            lines += [f"{indent}{name}: >-", *(f"{indent}  {sentence}" for sentence in _SENTENCE.split(value))]
        else:
            lines.append(f"{indent}{name}: {_flow(value)}")
    return lines


def _fits(values: Sequence[Any]) -> bool:
    """Tell whether a list is one of ids or dates, which stand in a row."""
    return all(isinstance(one, str) and _ID_OR_DATE.fullmatch(one) for one in values) and len(_flow(values)) < _LONGEST


def _item(value: Any, indent: str) -> list[str]:
    if isinstance(value, Mapping) and (_ONE_BY_ONE in value or len(indent + _flow(value)) > _LONGEST):
        first, *others = _block(value, indent + "  ")
        return [f"{indent}- {first.strip()}", *others]
    return [f"{indent}- {_scalar(value) if isinstance(value, str) else _flow(value)}"]


def _flow(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_flow_item(one)}" for name, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow_item, value)) + "]"
    return "~" if value is None else _scalar(value)


def _flow_item(value: Any) -> str:
    return _scalar(value, in_a_row=True) if isinstance(value, str) else _flow(value)


def _folded(text: str) -> bool:
    return len(text) > _LONGEST - 20 or (len(_SENTENCE.split(text)) > 1 and len(text) > 60)


def _scalar(text: str, *, in_a_row: bool = False) -> str:
    """Write a text plainly where that reads as the same text, otherwise in quotes."""
    for written in (text, f'"{text}"', "'" + text.replace("'", "''") + "'"):
        source, meant = (f"a: [{written}, b]", [text, "b"]) if in_a_row else (f"a: {written}", text)
        problems: list[Problem] = []
        root = read_file(source, "", problems).root
        if not problems and root and plain(root) == {"a": meant}:
            return written
    raise ValueError(f"“{text}” cannot be written on one line")


def inserted(text: str, written: str, order: Callable[[Entry], Any] | None, new: Any = None) -> tuple[str, int]:
    """Put a record into the text of a file, and return it with the line, from 1, at which the record begins.

    `order` tells by what the file is sorted, if by anything: the record goes where it disturbs that order least.
    """
    entries, lines = read_file(text, "", []).entries, text.splitlines()
    rank = _rank([order(entry) for entry in entries], new) if order else len(entries)
    place = _beginning(entries[rank], lines) if rank < len(entries) else len(lines)
    apart = "" if is_dense(text) else "\n"
    head, tail = "\n".join(lines[:place]).rstrip() + "\n" + (apart if entries else "\n"), "\n".join(lines[place:])
    return head + written + (f"{apart}{tail}\n" if tail else ""), head.count("\n") + 1


def without(text: str, id_: str, name: str) -> str:
    """Take a field that stands on a line of its own out of a record."""
    entry = next(entry for entry in read_file(text, "", []).entries if entry.key == id_)
    line = next(key.start_mark.line for key, _ in entry.node.value if key.value == name)
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:line], *lines[line + 1 :]])


def is_dense(text: str) -> bool:
    """Tell whether a file writes each record on one line."""
    nodes = [entry.node for entry in read_file(text, "", []).entries]
    return bool(nodes) and all(isinstance(node, yaml.MappingNode) and node.flow_style for node in nodes)


def _beginning(entry: Entry, lines: Sequence[str]) -> int:
    """Return the line, from 0, at which an entry begins with the remarks over it."""
    line = entry.line - 1
    while line > 0 and lines[line - 1].startswith("#"):
        line -= 1
    return line or entry.line - 1  # what stands on top of a file is about all of it


def _rank(keys: Sequence[Any], new: Any) -> int:
    """Return before which of `keys` a new one disturbs their order least; of several such places the last."""
    disturbed = [0]  # compared with the place before all of them
    for passed in keys:
        disturbed.append(disturbed[-1] + (passed > new) - (passed < new))
    return max(range(len(disturbed)), key=lambda rank: (-disturbed[rank], rank))


def in_nav(text: str, after: str, page: str) -> str:
    """Put a page into the navigation of mkdocs.yml, on a line of its own behind another."""
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if found := re.match(rf"( *- )(?:[^:#]*: )?{re.escape(after)}\s*(#.*)?$", line):
            return "".join([*lines[: number + 1], f"{found[1]}{page}\n", *lines[number + 1 :]])
    raise LookupError(after)
