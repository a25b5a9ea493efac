"""How the lines of a page stand to each other: lists, tables, and what wants an empty line before it.

Only plain forms are let pass: of others Markdown makes lists that begin anew, cells that are dropped, items that
become running words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..data.problem import Report
from .html import BLOCK_BEGIN, BLOCK_END, SUMMARY_BEGIN

ITEM = re.compile(r"(?P<indent> *)(?P<sign>[-*+]|(?P<number>\d{1,2})\.) +(?P<words>\S.*)")
_UNDER = re.compile(r" {0,3}(?:=+|-+) *$")
_RULER = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)+\|? *$|\| *:?-+:? *\| *$")
_HR = re.compile(r" {0,3}([-*_])(?: *\1){2,} *")  # a line across
_ROW = re.compile(r"\|.*\| *")
_HEAD = re.compile(r" +#{1,6}\s")  # a heading for other readers of Markdown, words of the paragraph for ours
_BORDER = re.compile(r"(?<!\\)\|")
_SIGNS = re.compile(r"(?<!\\)(?:\*\*|[\[\]])")


class LayoutReader:
    """Reads the lines of a page, code blanked out, and reports those that would not stand as they look."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._before: list[str] = []  # the lines since the last empty one
        self._cells = 0  # of the table that the line stands in
        self._lists: list[int] = []  # the lists that are open, each with its last number; 0 for a list without

    def pause(self) -> None:
        """Take note of an empty line."""
        self._before, self._cells = [], 0

    def part(self) -> None:
        """Take note of a line of slashes, which ends whatever stands before it."""
        self.pause()
        self._lists = []

    def read(self, number: int, text: str) -> None:
        """Report what is wrong with a line."""
        for found, allowed in self._faults(text):
            self._report(number, 1, found, allowed)
        self._before.append(text)

    def end_paragraph(self, lines: list[tuple[int, str]]) -> None:
        """Report rows that make no table."""
        rows = [number for number, text in lines if text.lstrip().startswith("|")]
        if rows and not any(_RULER.match(text) for _, text in lines[1:]):
            self._report(rows[0], 1, "“|” begins no table", "“|---|---|” under its first row")
        elif rows and _RULER.match(lines[-1][1]):
            self._report(rows[-1], 1, "the table has a head and no rows", "a row under it")

    def _faults(self, text: str) -> Iterator[tuple[str, str]]:
        before = self._before[-1] if self._before else ""
        indent = len(text) - len(text.lstrip(" "))
        if _RULER.match(text) and "|" in before:
            yield from self._table(text, before)
        elif _RULER.match(text) and not self._cells:
            yield f"“{text.strip()}” stands under no row of cells", "“| cell | cell |” right above it"
        elif self._cells:
            yield from self._row(text)
        elif item := ITEM.fullmatch(text):
            yield from self._item(before, indent, int(item["number"] or 0))
        elif indent and (not before or is_apart(before) or _HR.fullmatch(before)):
            yield (
                "the line is indented where a paragraph begins, and would be code, or no part of its item",
                "no spaces before it",
            )
        elif is_apart(text) or _HEAD.match(text):
            if indent:
                yield "a heading or tag stands behind spaces", "no spaces before it"
            if self._lists and before and not BLOCK_END.fullmatch(text.strip()):
                yield "this stands right behind an item of a list", "an empty line before it"
            self._lists = []
        elif _UNDER.match(text) and before and not is_apart(before):
            yield f"“{text.strip()[:3]}” makes a heading of the line above", "“## words”, or an empty line above"
        elif not before or is_apart(before):
            self._lists = []

    def _item(self, before: str, indent: int, number: int) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with an item's place in its list; take note of its number."""
        if before and not is_apart(before) and not self._lists:
            yield "a list begins without an empty line before it", "an empty line"
        level, rest = divmod(indent, 4)
        if rest or level > len(self._lists):
            yield f"the item is indented by {indent}", f"no space before it, or {4 * len(self._lists) or 4} of them"
            return
        if indent and not before:
            yield "an item within an item stands behind an empty line", "no empty line before it"
        self._lists = self._lists[: level + 1]
        last = self._lists[level] if level < len(self._lists) else None
        if last is None and number > 1:
            yield f"the list would begin with 1, not with {number}", "“1.”, or another word in front"
        elif last is not None and bool(last) != bool(number):
            yield "a list has some items with numbers and some without", "numbers for all, or for none"
        elif last and number not in (1, last + 1):
            yield f"the item would have the number {last + 1}, not {number}", f"“{last + 1}.”"
        self._lists[level:] = [last + 1 if last and number == 1 else number]

    def _table(self, ruler: str, head: str) -> Iterator[tuple[str, str]]:
        """Yield what is wrong where a table begins: its ruler, the row above it, and what stands before that."""
        above = self._before[-2] if len(self._before) > 1 else ""
        if above and not is_apart(above):
            yield "a table begins without an empty line before it", "an empty line before its first row"
        if ":" in ruler:
            yield "“:” would align the cells by a style, which no page may have", "“|---|---|”"
        self._cells = self._cells or _count(head)
        yield from self._row(head)
        yield from self._row(ruler)

    def _row(self, text: str) -> Iterator[tuple[str, str]]:
        if not _ROW.fullmatch(text):
            yield "the line becomes a row of the table", "“|” at both ends of a row, an empty line behind the last"
        elif (count := _count(text)) != self._cells:
            cells = f"{count} cell{'s' * (count > 1)}"
            yield f"the row has {cells}, its table {self._cells}", "as many as in the first row"
        elif any(_is_open(cell) for cell in _BORDER.split(text)):
            yield "“**” or “[” does not end in its cell", "each sign closed within its cell, or “\\” before it"


def is_apart(line: str) -> bool:
    """Tell whether a line ends what stands before it: a heading, a tag."""
    bare = line.strip()
    tag = BLOCK_BEGIN.fullmatch(bare) or BLOCK_END.fullmatch(bare) or bare.startswith(SUMMARY_BEGIN)
    return line.startswith("#") or bool(tag)


def _count(row: str) -> int:
    return len(_BORDER.findall(row.strip().removeprefix("|").removesuffix("|"))) + 1


def _is_open(cell: str) -> bool:
    signs = _SIGNS.findall(cell)
    return bool(signs.count("**") % 2) or signs.count("[") != signs.count("]")
