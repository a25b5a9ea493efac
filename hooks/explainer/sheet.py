"""YAML files as nodes with their places, read entry by entry, and the faults of their form in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problem import Problem
from .yaml_faults import first_unseen, in_words

_NULL = {"", "~", "null"}
_CUT = re.compile(r"[ \t]+#.*")
_CUT_IN_A_WORD = re.compile(r"[ \t]+#[^\s#]")
_SIGNS = re.compile(r"[&!#]")
_ENTRY = re.compile(r"(?m)^(?=[a-z0-9][a-z0-9-]*:(?:[ \t]|$))")
_DOCUMENT = re.compile(r"(?m)^(?:---|\.\.\.|%)")


# The C loader is ten times faster; a wheel without it reads the same.
class _Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Guesses no types: every value is a text here. So nothing is looked up for it, which takes half the time."""

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the top level: its key with its place, its value as `plain` gives it.

    Nodes take twenty times the memory of their text, so they are made again where a fault asks for a place.
    """

    key: str
    line: int
    column: int
    value: Any
    first_line: int  # of the file, on which the text begins
    text: str = field(repr=False)
    held: yaml.Node | None = field(default=None, repr=False)  # of an entry within an entry

    def node(self) -> yaml.Node:
        """Parse the value again, for the places in it; they count from `first_line`."""
        if self.held:
            return self.held
        root = yaml.compose(self.text, Loader=_Loader)
        assert isinstance(root, yaml.MappingNode)  # as it was before
        place = (self.line - self.first_line, self.column - 1)
        marks = ((key.start_mark, value) for key, value in root.value)
        return next(value for mark, value in marks if (mark.line, mark.column) == place)


@dataclass(frozen=True)
class Sheet:
    """One YAML file before its values are typed; `broken` when nothing can be said about what is in it."""

    file: str
    entries: list[Entry] = field(default_factory=list)
    broken: bool = False

    @property
    def ids(self) -> set[str]:
        """The ids of all records in the file."""
        return {entry.key for entry in self.entries}


def read_sheet(text: str, file: str, problems: list[Problem]) -> Sheet:
    """Parse `text` and append what is wrong with its form to `problems`."""
    return _in_pieces(text, file, problems) or _in_one(text, file, problems)


def _in_pieces(text: str, file: str, problems: list[Problem]) -> Sheet | None:
    """Read entry by entry; None where that fails, for what is wrong can only be told of the whole."""
    if _DOCUMENT.search(text) or first_unseen(text.splitlines()):
        return None
    found: list[Problem] = []
    form, sheet, first_line = _Form(file, found), Sheet(file), 1
    for piece in _ENTRY.split(text):
        try:
            root = yaml.compose(piece, Loader=_Loader)
        except yaml.MarkedYAMLError:
            return None
        if isinstance(root, yaml.MappingNode):
            form.check(root, piece, first_line)
            if form.anchored:
                return None
            sheet.entries.extend(_entries(root, piece, first_line))
        elif root is not None:
            return None
        first_line += len(piece.splitlines())
    problems.extend(found)
    return sheet


def _in_one(text: str, file: str, problems: list[Problem]) -> Sheet:
    root, broken = read_fields(text, file, problems)
    return Sheet(file, list(_entries(root, text, 1)) if root else [], broken)


def _entries(root: yaml.MappingNode, text: str, first_line: int) -> Iterator[Entry]:
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode):
            mark = key.start_mark
            yield Entry(key.value, mark.line + first_line, mark.column + 1, plain(value), first_line, text)


def read_fields(
    text: str, file: str, problems: list[Problem], first_line: int = 1
) -> tuple[yaml.MappingNode | None, bool]:
    """Parse `text` as one: return its fields, None where it has none, and whether it is broken.

    `first_line` is the line of the file on which `text` begins (front matter begins on line 2).
    """
    lines = text.splitlines()
    unseen = first_unseen(lines)
    if unseen:
        line, column, found = unseen
        problems.append(Problem(file, line + first_line, column + 1, found, "the line without it"))
        return None, True
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line, column, found, allowed = in_words(error, lines)
        problems.append(Problem(file, line + first_line, column + 1, found, allowed))
        return None, True
    if root is None:
        return None, False
    if not isinstance(root, yaml.MappingNode):
        found = "the file is a list" if isinstance(root, yaml.SequenceNode) else "the file is one text"
        problems.append(Problem(file, first_line, 1, found, "“name:” lines, with “field: value” lines under them"))
        return None, True
    form = _Form(file, problems)
    form.check(root, text, first_line)
    return (None, True) if form.anchored else (root, False)


class _Form:
    """Faults that YAML itself forgives: keys that stand twice, text cut off by a `#`, foreign tags, anchors."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self._file, self._problems = file, problems
        self._lines: list[str] = []
        self._first_line = 1
        self._is_odd = False  # whether a sign stands in the piece that could make one of its texts another
        self.names: dict[str, int] = {}  # the keys of the top level so far, with their lines
        self.anchored = False

    def check(self, root: yaml.MappingNode, text: str, first_line: int) -> None:
        """Look through a piece of the file that begins on a line of it."""
        self._lines, self._first_line, self._is_odd = text.splitlines(), first_line, bool(_SIGNS.search(text))
        self._node(root, self.names)

    def _report(self, node: yaml.Node, found: str, allowed: str = "") -> None:
        mark = node.start_mark
        self._problems.append(Problem(self._file, mark.line + self._first_line, mark.column + 1, found, allowed))

    def _node(self, node: yaml.Node, seen: dict[str, int]) -> None:
        if self._is_odd and self._is_marked(node):
            return
        if isinstance(node, yaml.MappingNode):
            self._mapping(node, seen)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self._node(item, {})
        elif self._is_odd and isinstance(node, yaml.ScalarNode) and not node.style:
            self._plain(node)

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

    def _mapping(self, node: yaml.MappingNode, seen: dict[str, int]) -> None:
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._report(
                    key, "brackets stand where a field’s name is due", "quotes around a text that begins with one"
                )
                continue
            if key.value in seen:
                self._report(key, f"“{key.value}” stands twice; it is already on line {seen[key.value]}")
            seen.setdefault(key.value, key.start_mark.line + self._first_line)
            self._node(value, {})

    def _plain(self, node: yaml.ScalarNode) -> None:
        mark = node.end_mark
        if mark.line >= len(self._lines) or "#" not in self._lines[mark.line]:
            return
        rest = self._lines[mark.line][mark.column :]
        # After one word “# …” may be an editor's note; after several, or as “#1”, it was meant as text.
        if _CUT_IN_A_WORD.match(rest) or (" " in node.value and _CUT.match(rest)):
            self._report(node, f"the text is cut off before “{rest.strip()}”", "quotes around a text that holds “ #”")


def listed(sheet: Sheet, name: str) -> Sheet:
    """Return an entry whose value is itself a list of records by id as a sheet of its own; empty where it is none."""
    entry = next((one for one in sheet.entries if one.key == name), None)
    node = entry.node() if entry else None
    if entry is None or not isinstance(node, yaml.MappingNode):
        return Sheet(sheet.file)
    return Sheet(sheet.file, [_listed(key, value, entry) for key, value in node.value])


def _listed(key: yaml.Node, value: yaml.Node, within: Entry) -> Entry:
    mark = key.start_mark
    return Entry(key.value, mark.line + within.first_line, mark.column + 1, plain(value), within.first_line, "", value)


def plain(node: yaml.Node) -> Any:
    """Turn a node into text, None, lists and dictionaries; nothing is guessed from the look of a value."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return {str(key.value): plain(value) for key, value in node.value}
