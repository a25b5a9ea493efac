"""YAML files as nodes with their places, and the faults of their form in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problem import Problem
from .yaml_faults import first_unseen, in_words

_NULL = {"", "~", "null"}
_CUT = re.compile(r"[ \t]+#.*")
_CUT_IN_A_WORD = re.compile(r"[ \t]+#[^\s#]")


# Guesses no types: every value is a text. The loader in C is ten times faster; a wheel without it reads the same.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its key with its place in the file, its value as `plain` gives it and as the node that was read."""

    key: str
    line: int
    column: int
    value: Any
    node: yaml.Node = field(repr=False)


@dataclass(frozen=True)
class Sheet:
    """One YAML file before its values are typed; `broken` when nothing can be said about what is in it."""

    file: str
    entries: Sequence[Entry] = ()
    broken: bool = False

    @property
    def ids(self) -> set[str]:
        """The ids of all records in the file."""
        return {entry.key for entry in self.entries}


def read_sheet(text: str, file: str, problems: list[Problem]) -> Sheet:
    """Parse `text` and append what is wrong with its form to `problems`."""
    root, broken = read_fields(text, file, problems)
    return Sheet(file, _entries(root) if root else (), broken)


def listed(sheet: Sheet, name: str) -> Sheet:
    """Return an entry whose value is itself a list of records by id as a sheet of its own; empty where it is none."""
    node = next((entry.node for entry in sheet.entries if entry.key == name), None)
    return Sheet(sheet.file, _entries(node) if isinstance(node, yaml.MappingNode) else ())


def _entries(root: yaml.MappingNode) -> Sequence[Entry]:
    return [
        Entry(key.value, key.start_mark.line + 1, key.start_mark.column + 1, plain(value), value)
        for key, value in root.value
        if isinstance(key, yaml.ScalarNode)
    ]


def read_fields(text: str, file: str, problems: list[Problem]) -> tuple[yaml.MappingNode | None, bool]:
    """Parse `text`: return its fields, None where it has none, and whether it is broken."""
    lines = text.splitlines()
    unseen = first_unseen(lines)
    if unseen:
        line, column, found = unseen
        problems.append(Problem(file, line + 1, column + 1, found, "the line without it"))
        return None, True
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line, column, found, allowed = in_words(error, lines)
        problems.append(Problem(file, line + 1, column + 1, found, allowed))
        return None, True
    if root is None:
        return None, False
    if not isinstance(root, yaml.MappingNode):
        found = "the file is a list" if isinstance(root, yaml.SequenceNode) else "the file is one text"
        allowed = "“name:” lines, with “field: value” lines under them"
        problems.append(Problem(file, root.start_mark.line + 1, 1, found, allowed))
        return None, True
    form = _Form(file, lines, problems)
    form.check(root)
    return (None, True) if form.anchored else (root, False)


class _Form:
    """Faults that YAML itself forgives: keys that stand twice, text cut off by a `#`, foreign tags, anchors."""

    def __init__(self, file: str, lines: list[str], problems: list[Problem]) -> None:
        self._file, self._lines, self._problems = file, lines, problems
        self.anchored = False

    def check(self, node: yaml.Node) -> None:
        """Look through a node and what is in it."""
        if self._is_marked(node):
            return
        if isinstance(node, yaml.MappingNode):
            self._mapping(node)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self.check(item)
        elif isinstance(node, yaml.ScalarNode) and not node.style:
            self._plain(node)

    def _report(self, node: yaml.Node, found: str, allowed: str = "") -> None:
        mark = node.start_mark
        self._problems.append(Problem(self._file, mark.line + 1, mark.column + 1, found, allowed))

    def _is_marked(self, node: yaml.Node) -> bool:
        mark = node.start_mark
        if mark.line < len(self._lines) and self._lines[mark.line].startswith("&", mark.column):
            # An anchor; nothing under it is looked at, for it may hold itself.
            self._report(node, "a text begins with “&”", "quotes around it")
            self.anchored = True
            return True
        if node.tag.startswith("!"):
            self._report(node, f"a text begins with “{node.tag}”", "quotes around it")
            return True
        return False

    def _mapping(self, node: yaml.MappingNode) -> None:
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(
                    key, "brackets stand where a field’s name is due", "quotes around a text that begins with one"
                )
                continue
            if key.value in seen:
                self._report(key, f"“{key.value}” stands twice; it is already on line {seen[key.value]}")
            seen.setdefault(key.value, key.start_mark.line + 1)
            self.check(value)

    def _plain(self, node: yaml.ScalarNode) -> None:
        mark = node.end_mark
        if mark.line >= len(self._lines) or "#" not in self._lines[mark.line]:
            return
        rest = self._lines[mark.line][mark.column :]
        # After one word “# …” may be an editor's note; after several, or as “#1”, it was meant as text.
        if _CUT_IN_A_WORD.match(rest) or (" " in node.value and _CUT.match(rest)):
            self._report(node, f"the text is cut off before “{rest.strip()}”", "quotes around a text that holds “ #”")


def plain(node: yaml.Node) -> Any:
    """Turn a node into text, None, lists and dictionaries; nothing is guessed from the look of a value."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return {str(key.value): plain(value) for key, value in node.value}
