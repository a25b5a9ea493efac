"""Signs that other Markdowns read, and ours prints, drops or takes for something else; and what is written instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..data.problem import Report
from ..data.reading import RESERVED
from .html import BLOCK_BEGIN, BLOCK_END, COMMENT, SUMMARY_BEGIN

# What is wrong wherever it stands in a line: pattern, what is said of it, what is allowed.
_WITHIN = (
    (r"~~\S[^~\n]*~~", "“~~” strikes nothing out", "the words as they should be"),
    (r"(?<![=\w])==(?=[^\s=])[^=\n]+==(?!=)", "“==” marks nothing", "*emphasis* or **strong**"),
    (r"(?<![\w:]):[a-z+][a-z0-9_+-]*:(?![\w:])", "“{}” is no picture here", "words"),
    (r"\^\[[^\]\n]*\]?", "“{}” is no note", "“[^claim-id]”; a note is made of a record"),
    (r"\[[^\]\n]*\] +\((?:[^()\s]+\.md\b|https?:|#)[^)\n]*\)", "“{}” is no link", "[words](address), without a space"),
    (r"(?<![(<\w/=.:@\"'])https?://[^\s<>)]+", "“{}” is no link", "[words](address)"),
    (r"(?<![\w./@:\[-])www\.[\w-]+\.\w[^\s<>)]*", "“{}” is no link", "[words](address)"),
    (r"(?<!!)\[\s*\]\([^)\n]*\)", "“{}” is a link without words", "[words](address)"),
    (r"(?<!!)\[[^\]\n]+\]\(\s*#?\s*\)", "“{}” is a link without an address", "[words](address)"),
    (r"\[[^\]\n]*\[\^[^\]\n]+\][^\]\n]*\]\([^)\n]*\)", "a citation stands within a link", "the citation behind it"),
    (r"\[\[[^\]\[\n]+\]\](?!\()", "“{}” is no link", "[words](page.md)"),
    (r"!\[\s*\]\(", "the picture has no words for those who do not see it", "![what it shows](address)"),
)
# What is wrong where a line begins.
_BEGINS = (
    (r"# .*|#$", "a heading of the first level stands in the page", "“##”; the first is the “title” on top"),
    (r"#{5,6}(?: .*|$)", "a heading of the level {0}", "“##”, “###” or “####”"),
    (r"#{2,4} *$", "the heading is empty", "“## words”"),
    (r"#{1,6}[^\s#].*", "“{0}” makes a heading, for the line begins with “#”", "“## words”, or “\\#” for the sign"),
    (r" {40,}\S.*|\t{10,}\S.*", "the line is indented by ten levels or more", "a few"),
    (r"\d{3,}\. .*", "“{0}” makes an item of a list", "another word in front, or “\\.” for the full stop"),
    (r"#{2,6}.*\[\^.*", "a citation stands in a heading", "a sentence with the citation under it"),
    (r"\d{1,2}\) .*", "“{0}” begins no list", "“1. one”"),
    (r"[•‣◦▪·] .*", "“{0}” begins no list", "“- one”"),
    (r"[-*+] \[[ xX]\] .*", "“{0}” is no box to tick", "“- one”"),
    (r"> ?\[![A-Za-z]+\].*", "“{0}” is no box", "a paragraph"),
    (r"(?:!!!|\?\?\?\+?) ?\w.*", "“{0}” is no box", "a paragraph"),
    (r"===[!+]* \".*", "“{0}” is no box", "a paragraph"),
    (r":{3,}.*", "“{0}” is no block", "“/// name”"),
    (r": +\S.*", "“{0}” defines nothing", "a sentence, or a list"),
    (r" {4,}/{3,}.*", "“{0}” is no block, for it is indented", "“/// name” where the line begins"),
    (r" {0,3}(?://|\\{3})(?: .*|$)", "“{0}” is no block", "“/// name”"),
)
_IN_LINE = tuple((re.compile(pattern), found, allowed) for pattern, found, allowed in _WITHIN)
_AT_BEGIN = tuple((re.compile(pattern), found, allowed) for pattern, found, allowed in _BEGINS)
# A look that most lines do not pass.
_MAY_BE = re.compile(
    r"~~|==|\^\[|:[a-z+]|\] +\(|https?:|www\.|\[\[|!\[|\[\s*\]\(|\]\(\s*#?\s*\)|\[[^\]\n]*\[\^[^\n]*\]\("
)

_ITEM = re.compile(r"(?P<indent> {0,3})(?:[-*+]|(?P<number>\d{1,2})\.) +\S")
_UNDER = re.compile(r" {0,3}(?:=+|-+) *$")
_RULER = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)+\|? *$|\| *:?-+:? *\| *$")
_CELLS = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"(?<!\\)\*\*")
_REFERENCE = re.compile(r"\]\[(?P<label>[^\]\[^][^\]\[]*)?\]")
_DEFINED = re.compile(r"^[ >]*\[(?P<label>[^\]\[^][^\]\[]*)\]:")
_HEADING = re.compile(r"#{2,4} +(?P<words>.+?)[ #]*$")


class ForeignReader:
    """Reads the lines of a page, code blanked out, and reports what our Markdown reads otherwise than it looks."""

    def __init__(self, report: Report, lines: list[str]) -> None:
        self._report = report
        self._labels = {match["label"].casefold() for line in lines if (match := _DEFINED.match(line))}
        self._before: list[str] = []  # the lines since the last empty one
        self._cells = 0  # of the table that the line stands in

    def pause(self) -> None:
        """Take note of an empty line, or of what ends a paragraph otherwise."""
        self._before, self._cells = [], 0

    def read(self, number: int, text: str) -> None:
        """Report what is wrong with a line."""
        for at, found, allowed in (*within(text), *self._begin(text), *self._unlike_its_neighbours(text)):
            self._report(number, at, found, allowed)
        if "][" in text:
            for match in _REFERENCE.finditer(text):
                if (match["label"] or "").casefold() not in self._labels:
                    found = f"“[{match['label'] or ''}]” refers to no address of the page"
                    self._report(number, match.start() + 2, found, "[words](address)")
        self._before.append(text)

    def end_paragraph(self, lines: list[tuple[int, str]]) -> None:
        """Report strong words that do not end in their paragraph."""
        odd = [number for number, text in lines if len(_STRONG.findall(text)) % 2]
        if len(odd) % 2:
            self._report(odd[0], 1, "“**” stands alone in its paragraph", "“**” before and behind the strong words")

    def _begin(self, text: str) -> Iterator[tuple[int, str, str]]:
        for pattern, found, allowed in _AT_BEGIN:
            if pattern.fullmatch(text):
                yield 1, found.format(text.split(maxsplit=1)[0] if text.split() else ""), allowed
                return
        heading = _HEADING.fullmatch(text)
        if heading and (id_ := _anchor(heading["words"])) in RESERVED.split():
            yield 1, f"the heading’s address “#{id_}” is one of the site’s own", "other words"

    def _unlike_its_neighbours(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield what asks for an empty line before it, or for another indentation."""
        before = self._before[-1] if self._before else ""
        words = bool(before) and not is_apart(before)
        item = _ITEM.match(text)
        in_list = any(_ITEM.match(line) for line in self._before)
        if item and words and not in_list:
            yield 1, "a list begins without an empty line before it", "an empty line"
        elif item and not in_list and item["number"] not in (None, "1"):
            yield 1, f"the list would begin with 1, not with {item['number']}", "“1.”, or another word in front"
        elif item and item["indent"] and in_list:
            yield 1, "an item within an item is indented by less than four", "four spaces before “-”"
        elif _RULER.match(text) and "|" in before:
            self._cells = _count(before)
            if ":" in text:
                yield text.index(":") + 1, "“:” would align the cells by a style, which no page may have", "“|---|---|”"
            above = self._before[-2] if len(self._before) > 1 else ""
            if above and not is_apart(above):
                yield 1, "a table begins without an empty line before it", "an empty line before its first row"
        elif self._cells and "|" not in text:
            yield 1, "the line becomes a row of the table above it", "an empty line before it"
        elif self._cells and _count(text) > self._cells:
            yield 1, f"the row has {_count(text)} cells, its table {self._cells}", "as many as in the first row"
        elif _UNDER.match(text) and words and not in_list:
            yield 1, f"“{text.strip()[:3]}” makes a heading of the line above", "“## words”, or an empty line above"


def within(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong wherever it stands: column, what was found, what is allowed."""
    if _MAY_BE.search(text):
        for pattern, found, allowed in _IN_LINE:
            for match in pattern.finditer(text):
                if not _DEFINED.match(text):
                    yield match.start() + 1, found.format(match[0]), allowed


def is_apart(line: str) -> bool:
    """Tell whether a line ends what stands before it: a heading, a tag, a comment."""
    bare = line.strip()
    tag = BLOCK_BEGIN.fullmatch(bare) or BLOCK_END.fullmatch(bare) or bare.startswith(SUMMARY_BEGIN)
    return line.startswith("#") or bool(tag) or COMMENT.fullmatch(bare) is not None


def _count(row: str) -> int:
    return len(_CELLS.findall(row.strip().removeprefix("|").removesuffix("|"))) + 1


def _anchor(words: str) -> str:
    """Return the address that a heading gets."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words.replace("*", "")).strip().lower())
