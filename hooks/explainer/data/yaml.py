"""YAML files as texts with their places; what is wrong with their form is said to an editor, and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

import yaml

from .problem import Problem, Report
from .signs import UNSEEN, letter_faults, line_faults, named

_TAB = re.compile(r" *(\t)")
_QUOTED = "the same kind of quote at its end; a text with both kinds goes on the lines after “>-”"
_SAME_INDENTATION = "“field: value” with as many spaces before it as its neighbours"

# What the parser was doing or missed (the C parser’s words, then Python’s), whether the fault is told where that began,
# and what is told; “{c}” is the character there.
_RULES = (
    (r"quoted scalar: found unexpected end", True, "the text begins with “{c}”, and this quote is not closed", _QUOTED),
    (r"unknown escape", True, "a backslash stands between double quotes", "single quotes around the text"),
    (
        r"simple key",
        True,
        "the line has no “field: ”",
        "“field: value”, or more spaces before the text of a field above",
    ),
    (r"cannot start any token", False, "a text begins with “{c}”", "quotes around it"),
    (r"scanning an (?:alias|anchor)|found undefined alias", True, "a text begins with “{c}”", "quotes around it"),
    (r"flow node", True, "a “[” or “{” is not closed, here or above", "“[one, two]” or “{field: value}”"),
    (r"flow sequence", True, "the list that begins with “[” is not closed", "“[one, two]”"),
    (
        r"flow mapping",
        True,
        "the fields that begin with “{c}” are not closed",
        "“{field: value, field: value}”, with quotes around a text that holds a comma or a colon",
    ),
    (r"scanning a block scalar", True, "text stands on the line of “{c}”", "the text on the next lines, indented"),
    (r"sequence entries are not allowed", False, "“- ” stands after a field’s name", "“- one” on a line of its own"),
    (r"another document", False, "“---” begins a second file within the file", "no such line"),
)


def _in_words(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str, str]:
    """Return line and column (from 0), what was found and what is allowed."""
    mark = error.problem_mark or error.context_mark
    assert mark is not None  # the parser always knows where it stood
    begun = error.context_mark or mark
    complaint = f"{error.context}: {error.problem}"
    line = _line(lines, mark)
    if tab := _TAB.match(line):
        return mark.line, tab.start(1), "the line begins with a tab", "spaces, two for each level"
    if "mapping values are not allowed" in complaint:
        return mark.line, *_second_colon(line, mark.column)
    for pattern, at_beginning, found, allowed in _RULES:
        if re.search(pattern, complaint):
            place = begun if at_beginning else mark
            character = _line(lines, place)[place.column : place.column + 1]
            return place.line, place.column, found.replace("{c}", character), allowed
    if re.search(r"block (?:mapping|collection|sequence)", complaint):
        return mark.line, mark.column, *_unfit(line, mark.column, in_list="mapping" not in complaint)
    return mark.line, mark.column, f"this is not YAML: {error.problem}", ""


def _line(lines: list[str], mark: yaml.Mark) -> str:
    return lines[mark.line] if mark.line < len(lines) else ""


def _second_colon(line: str, column: int) -> tuple[int, str, str]:
    if ":" in line[:column]:
        return column, "“: ” stands within a text", "quotes around a text that holds “: ”"
    indented = len(line) - len(line.lstrip())
    return indented, "the line does not fit the one above it", f"{_SAME_INDENTATION}, and a space after each “field:”"


def _unfit(line: str, column: int, *, in_list: bool) -> tuple[str, str]:
    if line[:column].strip(" -"):
        return (
            "a text goes on after its closing quote, here or where a quote was left open above",
            "one pair of quotes around the whole text, of a kind that is not within it",
        )
    if line[column:].startswith("- "):
        return "“- ” stands among the fields", "“- one” lines under the field whose list it is"
    if in_list:
        return (
            "the line stands in a list and does not begin with “- ”",
            "“- one” lines, or a field with as many spaces before it as its neighbours",
        )
    return "the line is indented unlike its neighbours", _SAME_INDENTATION


_NULL = {"", "~", "null", "Null", "NULL"}
_TOO_DEEP, _DEEPEST = "lists or fields stand within each other too often", 20
_LONGEST = 3_000  # characters of a text: there are patterns that take the square of it
_BRACKETS, _MOST_OPEN = re.compile(r"[\[\]{}]"), 2000
_ANCHOR = "a text begins with “&”"
_TAG = re.compile(r"!\S*")
_ANCHORED = re.compile(r"(?:!\S*\s+)?&")
_CUT = re.compile(r"[ \t]+#.*")
_GOES_ON = re.compile(r".*, (?:and|but|nor|or|so|which|who) .*|[A-Z][^,]*[^.!?,], .*[.!?]")
_NOTE_WITHIN = re.compile(r"\s*#|.*\s#\s")
_CUT_IN_A_WORD = re.compile(r"[ \t]+#(?:[^\s#]| \d)")

# Guesses no types: every value is a text. The loader in C is ten times faster; a wheel without it reads the same.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Entry:
    """One entry: its key with its place in the file, and its value as the node that was read."""

    key: str
    line: int
    column: int
    node: yaml.Node

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """Its value as fields; none where it is something else."""
        return plain(self.node) if isinstance(self.node, yaml.MappingNode) else {}


@dataclass(frozen=True)
class YamlFile:
    """One YAML file, or an entry of it, before its values are typed.

    `root` has its fields, if it has any; it is `broken` when nothing can be said about what is in it.
    """

    file: str
    root: yaml.MappingNode | None = None
    broken: bool = False

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """Its fields as records by id."""
        return [
            Entry(key.value, key.start_mark.line + 1, key.start_mark.column + 1, value)
            for key, value in (self.root.value if self.root else ())
            if isinstance(key, yaml.ScalarNode)
        ]

    @property
    def ids(self) -> set[str]:
        """The ids of all records in the file."""
        return {entry.key for entry in self.entries}

    def part(self, name: str) -> YamlFile:
        """Return an entry whose value is itself a list of records by id; empty where it is none."""
        node = next((entry.node for entry in self.entries if entry.key == name), None)
        return YamlFile(self.file, node if isinstance(node, yaml.MappingNode) else None)


def composed(text: str, file: str, problems: list[Problem]) -> tuple[yaml.Node | None, bool]:
    """Parse `text` and return its root, if it has one, and whether it can be read; if not, `problems` say why."""
    # Not at what else may end a line: the parser has its own mind of that.
    lines, report = text.split("\n"), Report(file, problems)
    signs = [(number, *fault) for number, written in enumerate(lines, 1) for fault in line_faults(written)]
    for sign in signs:
        report(*sign)
    if signs:
        return None, False
    # The parser in C would not end with an exception.
    opened = accumulate(1 if sign in "[{" else -1 for sign in _BRACKETS.findall(text))
    if max(opened, default=0) > _MOST_OPEN:
        report(1, 1, _TOO_DEEP, "a few levels")
        return None, False
    try:
        return yaml.compose(text, Loader=_Loader), True
    except yaml.MarkedYAMLError as error:
        line, column, found, allowed = _in_words(error, lines)
        report(line + 1, column + 1, found, allowed)
        return None, False
    except RecursionError:
        report(1, 1, _TOO_DEEP, "a few levels")
        return None, False


def read_file(text: str, file: str, problems: list[Problem], *, wiring: bool = False) -> YamlFile:
    """Parse `text` and append what is wrong with its form to `problems`.

    In what is `wiring` the environment may be asked (“!ENV”), and a text may have several lines.
    """
    report, broken = Report(file, problems), YamlFile(file, broken=True)
    root, readable = composed(text, file, problems)
    if not readable:
        return broken
    if root is None:
        return YamlFile(file)
    if not isinstance(root, yaml.MappingNode):
        found = "the file is a list" if isinstance(root, yaml.SequenceNode) else "the file is one text"
        allowed = "“name:” lines, with “field: value” lines under them"
        report(root.start_mark.line + 1, 1, found, allowed)
        return broken
    faults = list(_forgiven(root, text.split("\n"), wiring=wiring))
    for mark, found, allowed in faults:
        report.at(mark, found, allowed)
    return broken if any(found in (_ANCHOR, _TOO_DEEP) for _, found, _ in faults) else YamlFile(file, root)


def _forgiven(
    node: yaml.Node, lines: list[str], *, wiring: bool = False, depth: int = 0
) -> Iterator[tuple[yaml.Mark, str, str]]:
    """Yield what YAML itself forgives, with its place: keys that stand twice, cut texts, foreign tags, anchors."""
    mark = node.start_mark
    written = _line(lines, mark)[mark.column :]
    anchored = _ANCHORED.match(written)
    if anchored or depth > _DEEPEST:  # nothing under it is looked at, for it may hold itself
        yield (mark, _ANCHOR, "quotes around it") if anchored else (mark, _TOO_DEEP, "a few levels")
    elif (tag := _TAG.match(written)) and not (wiring and tag[0] == "!ENV"):
        yield mark, f"a text begins with “{tag[0]}”", "quotes around it"
    elif isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                found = "brackets stand where a field’s name is due"
                yield key.start_mark, found, "quotes around a text that begins with one"
                continue
            if key.value in seen:
                yield key.start_mark, f"“{key.value}” stands twice; it is already on line {seen[key.value]}", ""
            seen.setdefault(key.value, key.start_mark.line + 1)
            yield from _forgiven(value, lines, wiring=wiring, depth=depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _forgiven(item, lines, wiring=wiring, depth=depth + 1)
        if node.flow_style and (parted := _parted(node.value)):
            yield (
                parted.start_mark,
                f"a comma parts the item before “{parted.value}”",
                "quotes around a text with a comma",
            )
    elif isinstance(node, yaml.ScalarNode):
        yield from _of_text(node, lines, wiring=wiring)


def _of_text(node: yaml.ScalarNode, lines: list[str], *, wiring: bool) -> Iterator[tuple[yaml.Mark, str, str]]:
    """Yield what YAML forgives in a text."""
    mark = node.start_mark
    if len(node.value) > _LONGEST:
        yield mark, f"the text has {len(node.value)} characters", f"{_LONGEST} at most"
    elif not node.style:
        rest = _line(lines, node.end_mark)[node.end_mark.column :]
        # After one word “# …” may be an editor's note; after several, or as “#1” or “# 1”, it was meant as text.
        if _CUT_IN_A_WORD.match(rest) or (" " in node.value and _CUT.match(rest)):
            yield mark, f"the text is cut off before “{rest.strip()}”", "quotes around a text that holds “ #”"
    elif unseen := UNSEEN.search(node.value):  # written as an escape
        yield mark, f"the text holds a character that cannot be seen ({named(unseen[0])})", "the text without it"
    elif node.style == '"' and "\n" not in node.value and (odd := next(letter_faults(node.value), None)):  # the same
        yield mark, *odd[1:]
    elif node.style in (">", "|") and (note := _note_within(node, lines)):
        yield mark, f"“{note}” is part of the text, and no note", "the note above the field"
    elif "\n" in node.value.strip("\n") and not wiring:
        yield mark, "the text has several paragraphs", "one, as long as it may be, on the lines after “>-”"


def _parted(items: Sequence[yaml.Node]) -> yaml.Node | None:
    """Return the item of a list in brackets that goes on with the sentence of the item before it."""
    for before, item in pairwise(items):
        if (
            isinstance(before, yaml.ScalarNode)
            and isinstance(item, yaml.ScalarNode)
            and not (before.style or item.style)
            and " " in before.value
            and _GOES_ON.fullmatch(f"{before.value}, {item.value}")
        ):
            return item
    return None


def _note_within(node: yaml.ScalarNode, lines: list[str]) -> str:
    """Return the first “# note” in a text of several lines, or ""."""
    written = (line.strip() for line in lines[node.start_mark.line + 1 : node.end_mark.line + 1])
    return next((line for line in written if _NOTE_WITHIN.match(line) and line in node.value), "")


def texts(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield every text under a node, keys left out."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from texts(item)
    else:
        for _, value in node.value:
            yield from texts(value)


def is_guessed(node: yaml.Node) -> bool:
    """Tell whether who reads YAML by its rules takes a text for something else: a number, a day, a yes."""
    if not isinstance(node, yaml.ScalarNode) or node.style or node.value in _NULL:
        return False
    return not isinstance(yaml.safe_load(node.value), str)


def plain(node: yaml.Node) -> Any:
    """Turn a node into text, None, lists and dictionaries; nothing is guessed from the look of a value."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in _NULL else node.value
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return {str(key.value): plain(value) for key, value in node.value}
