"""One YAML file as a tree of nodes with their places, and the faults of its form in an editor's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from .problem import Problem
from .yaml_faults import first_unseen, in_words

# The C loader is ten times faster; a wheel without it reads the same. It guesses no types: every value is a text here.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULL = {"", "~", "null"}
_CUT = re.compile(r"[ \t]+#.*")
_CUT_IN_A_WORD = re.compile(r"[ \t]+#[^\s#]")


@dataclass(frozen=True)
class Sheet:
    """One YAML file before its values are typed; `broken` when nothing can be said about what is in it."""

    file: str
    root: yaml.MappingNode | None
    broken: bool = False

    def entries(self) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """Yield the key and value nodes of the top level."""
        for key, value in self.root.value if self.root else ():
            if isinstance(key, yaml.ScalarNode):
                yield key, value

    def taken(self) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        """Yield the entries and forget each, for nodes take several times the memory of what is made of them."""
        nodes = self.root.value if self.root else []
        nodes.reverse()
        while nodes:
            key, value = nodes.pop()
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
    lines = text.splitlines()
    unseen = first_unseen(lines)
    if unseen:
        line, column, found = unseen
        problems.append(Problem(file, line + first_line, column + 1, found, "the line without it"))
        return Sheet(file, None, broken=True)
    try:
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line, column, found, allowed = in_words(error, lines)
        problems.append(Problem(file, line + first_line, column + 1, found, allowed))
        return Sheet(file, None, broken=True)
    if root is None:
        return Sheet(file, None)
    if not isinstance(root, yaml.MappingNode):
        found = "the file is a list" if isinstance(root, yaml.SequenceNode) else "the file is one text"
        problems.append(Problem(file, first_line, 1, found, "“name:” lines, with “field: value” lines under them"))
        return Sheet(file, None, broken=True)
    form = _Form(lines, file, problems, first_line)
    form.check(root)
    return Sheet(file, None, broken=True) if form.anchored else Sheet(file, root)


class _Form:
    """Faults that YAML itself forgives: keys that stand twice, text cut off by a `#`, foreign tags, anchors."""

    def __init__(self, lines: list[str], file: str, problems: list[Problem], first_line: int) -> None:
        self._lines = lines
        self._file = file
        self._problems = problems
        self._first_line = first_line
        self.anchored = False

    def _report(self, node: yaml.Node, found: str, allowed: str = "") -> None:
        mark = node.start_mark
        self._problems.append(Problem(self._file, mark.line + self._first_line, mark.column + 1, found, allowed))

    def check(self, node: yaml.Node) -> None:
        mark = node.start_mark
        if mark.line < len(self._lines) and self._lines[mark.line].startswith("&", mark.column):
            # An anchor; nothing under it is looked at, for it may hold itself.
            self._report(node, "a text begins with “&”", "quotes around it")
            self.anchored = True
        elif node.tag.startswith("!"):
            self._report(node, f"a text begins with “{node.tag}”", "quotes around it")
        elif isinstance(node, yaml.MappingNode):
            self._mapping(node)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self.check(item)
        elif isinstance(node, yaml.ScalarNode) and not node.style:
            self._plain(node)

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
            seen.setdefault(key.value, key.start_mark.line + self._first_line)
            self.check(value)

    def _plain(self, node: yaml.ScalarNode) -> None:
        mark = node.end_mark
        if mark.line >= len(self._lines) or "#" not in self._lines[mark.line]:
            return
        rest = self._rest(mark)
        # After one word “# …” may be an editor's note; after several, or as “#1”, it was meant as text.
        if _CUT_IN_A_WORD.match(rest) or (" " in node.value and _CUT.match(rest)):
            self._report(node, f"the text is cut off before “{rest.strip()}”", "quotes around a text that holds “ #”")

    def _rest(self, mark: yaml.Mark) -> str:
        return self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""


def plain(node: yaml.Node) -> Any:
    """Turn a node into text, None, lists and dictionaries; nothing is guessed from the look of a value."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return {str(key.value): plain(value) for key, value in node.value}
