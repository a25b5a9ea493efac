"""What a YAML parser complains about, said to an editor: where the fault is, and what to write instead."""

from __future__ import annotations

import re

import yaml

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff\ufffe\uffff]")
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
    (r"flow node", True, "a “[” or “{{” is not closed, here or above", "“[one, two]” or “{{field: value}}”"),
    (r"flow sequence", True, "the list that begins with “[” is not closed", "“[one, two]”"),
    (
        r"flow mapping",
        True,
        "the fields that begin with “{c}” are not closed",
        "“{{field: value, field: value}}”, with quotes around a text that holds a comma or a colon",
    ),
    (r"scanning a block scalar", True, "text stands on the line of “{c}”", "the text on the next lines, indented"),
    (r"sequence entries are not allowed", False, "“- ” stands after a field’s name", "“- one” on a line of its own"),
    (r"another document", False, "“---” begins a second file within the file", "no such line"),
)


def first_unseen(lines: list[str]) -> tuple[int, int, str] | None:
    """Return line and column (from 0) of the first character that no editor can see, and a sentence about it."""
    if not _UNSEEN.search("\n".join(lines)):
        return None
    for number, line in enumerate(lines):
        match = _UNSEEN.search(line)
        if match:
            return number, match.start(), f"a character that cannot be seen stands here (U+{ord(match[0]):04X})"
    return None


def in_words(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str, str]:
    """Return line and column (from 0), what was found and what is allowed."""
    mark = error.problem_mark or error.context_mark
    assert mark is not None  # the parser always knows where it stood
    begun = error.context_mark or mark
    complaint = f"{error.context}: {error.problem}"
    line = _line(lines, mark)
    tab = _TAB.match(line)
    if tab:
        return mark.line, tab.start(1), "the line begins with a tab", "spaces, two for each level"
    if "mapping values are not allowed" in complaint:
        return mark.line, *_second_colon(line, mark.column)
    for pattern, at_beginning, found, allowed in _RULES:
        if re.search(pattern, complaint):
            place = begun if at_beginning else mark
            character = _line(lines, place)[place.column : place.column + 1]
            return place.line, place.column, found.format(c=character), allowed.format()
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
