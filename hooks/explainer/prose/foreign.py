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
    (r"\\+ *$", "“{}” at the end of the line is printed", "the line without it"),
    (r"\t+", "a tab stands in the line", "spaces"),
    (
        r"(?<=[^\W_])\*+(?=[^\W_])",
        "“{}” stands within a word or number, and is taken for emphasis",
        "“×”, or “\\*” for the sign",
    ),
)
# What is wrong where a line begins, but for up to three spaces, or behind the sign of a list's item.
_BEGINS = (
    (r"# .*|#$", "a heading of the first level stands in the page", "“##”; the first is the “title” on top"),
    (r"#{5,6}(?: .*|$)", "a heading of the level {0}", "“##”, “###” or “####”"),
    (r"#{2,4} *$", "the heading is empty", "“## words”"),
    (r"#{1,6}[^\s#].*", "“{0}” makes a heading, for the line begins with “#”", "“## words”, or “\\#” for the sign"),
    (r" {40,}\S.*", "the line is indented by ten levels or more", "a few"),
    (r"(?:`{3,}|~{3,}).*", "“{0}” begins code, which pages do not show", "words"),
    (r">.*", "“>” begins a quotation that stands apart", "the words in quotation marks, with who said them"),
    (r"\[(?!\^)[^\]\[]*\]:.*", "“{0}” is an address apart from its words", "[words](address)"),
    (r"(?:[-*+]|\d{1,2}\.) *$", "an item without words", "“- words”"),
    (r"\d{3,}\. .*", "“{0}” makes an item of a list", "another word in front, or “\\.” for the full stop"),
    (r"#{2,6}.*\[\^.*", "a citation stands in a heading", "a sentence with the citation under it"),
    (r"\d{1,2}\) .*", "“{0}” begins no list", "“1. one”"),
    (r"[•‣◦▪·] .*", "“{0}” begins no list", "“- one”"),
    (r"\[[ xX]?\] .*", "“[ ]” is no box to tick", "“- one”"),
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
    r"\\ *$|~~|==|\t|\w\*|\^\[|:[a-z+]|\] +\(|https?:|www\.|\[\[|!\[|\[\s*\]\(|\]\(\s*#?\s*\)|\[[^\]\n]*\[\^[^\n]*\]\("
)

_ITEM = re.compile(r"(?P<indent> *)(?P<sign>[-*+]|(?P<number>\d{1,2})\.) +(?P<words>\S.*)")
_UNDER = re.compile(r" {0,3}(?:=+|-+) *$")
_RULER = re.compile(r" {0,3}\|? *:?-+:? *(?:\| *:?-+:? *)+\|? *$|\| *:?-+:? *\| *$")
_CELLS = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(r"(?<!\\)\*\*")
# A sign that begins emphasis, one that ends it, brackets: what readers of Markdown look for within each other.
_STEP = re.compile(r"(?P<in>(?<![^\s(\[“\"*_])[*_]+(?=[^\s*_])|(?<!\\)\[)|[*_]+|\]")
_DEEPEST, _LONGEST = 10, 1000
_REFERENCE = re.compile(r"\]\[(?P<label>[^\]\[^][^\]\[]*)?\]")
_DEFINED = re.compile(r"\[[^\]\[^][^\]\[]*\]:")
_HEADING = re.compile(r"#{2,4} +(?P<words>.+?)[ #]*$")


class ForeignReader:
    """Reads the lines of a page, code blanked out, and reports what our Markdown reads otherwise than it looks."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._before: list[str] = []  # the lines since the last empty one
        self._cells = 0  # of the table that the line stands in
        self._lists: list[int] = []  # the lists that are open, each with its last number; 0 for a list without

    def pause(self) -> None:
        """Take note of an empty line, or of what ends a paragraph otherwise."""
        self._before, self._cells = [], 0

    def read(self, number: int, text: str) -> None:
        """Report what is wrong with a line."""
        for at, found, allowed in (*within(text), *self._begin(text), *self._unlike_its_neighbours(text)):
            self._report(number, at, found, allowed)
        if "][" in text:
            for match in _REFERENCE.finditer(text):
                found = f"“[{match['label'] or ''}]” refers to no address of the page"
                self._report(number, match.start() + 2, found, "[words](address)")
        self._before.append(text)

    def end_paragraph(self, lines: list[tuple[int, str]]) -> None:
        """Report strong words that do not end in their paragraph, what stands too deep in it, rows without a table."""
        if len(lines) > _LONGEST:
            self._report(lines[0][0], 1, f"the paragraph has {len(lines)} lines", f"{_LONGEST} at most")
        odd = [number for number, text in lines if len(_STRONG.findall(text)) % 2]
        if len(odd) % 2:
            self._report(odd[0], 1, "“**” stands alone in its paragraph", "“**” before and behind the strong words")
        rows = [number for number, text in lines if text.lstrip().startswith("|")]
        if rows and not any(_RULER.match(text) for _, text in lines[1:]):
            self._report(rows[0], 1, "“|” begins no table", "“|---|---|” under its first row")
        depth = 0
        for number, text in lines:
            depth = 0 if _ITEM.match(text) or text.lstrip().startswith("|") else depth
            for step in _STEP.finditer(text):
                depth = depth + 1 if step["in"] else max(depth - 1, 0)
                if depth > _DEEPEST:
                    found = f"“{step[0]}” stands within {_DEEPEST} more that are not closed before it"
                    self._report(
                        number, step.start() + 1, found, "each closed where its words end; “\\” before the sign itself"
                    )
                    return

    def _begin(self, text: str) -> Iterator[tuple[int, str, str]]:
        item = _ITEM.fullmatch(text)
        at = item.start("words") if item else len(text) - len(text.lstrip(" "))
        line = text[at:] if at < 4 or item or self._lists else text
        for pattern, found, allowed in _AT_BEGIN:
            if pattern.fullmatch(line):
                yield at + 1, found.format(line.split(maxsplit=1)[0] if line.split() else ""), allowed
                return
        if item and (_ITEM.fullmatch(line) or line.startswith(("##", "|", "///"))):
            yield at + 1, f"“{line.split(maxsplit=1)[0]}” stands within an item", "words; a list within on its own line"
            return
        if at and _HEADING.fullmatch(line):
            yield 1, "the heading is indented, and would be none", "“##” where the line begins"
        heading = _HEADING.fullmatch(text)
        if heading and (id_ := _anchor(heading["words"])) in RESERVED.split():
            yield 1, f"the heading’s address “#{id_}” is one of the site’s own", "other words"

    def _unlike_its_neighbours(self, text: str) -> Iterator[tuple[int, str, str]]:
        """Yield what asks for an empty line before it, or for another indentation."""
        before = self._before[-1] if self._before else ""
        words = bool(before) and not is_apart(before)
        indent = len(text) - len(text.lstrip(" "))
        if not before and not indent and not _ITEM.fullmatch(text):
            self._lists = []
        if item := _ITEM.fullmatch(text):
            if words and not self._lists:
                yield 1, "a list begins without an empty line before it", "an empty line"
            yield from self._item(indent, int(item["number"] or 0))
        elif not self._lists and indent >= 4 and not words:
            yield 1, "the line is indented, and would be shown as code", "the line without the spaces before it"
        elif _RULER.match(text) and "|" in before:
            self._cells = _count(before)
            if other := self._other_count(text):
                yield 1, *other
            if ":" in text:
                yield text.index(":") + 1, "“:” would align the cells by a style, which no page may have", "“|---|---|”"
            above = self._before[-2] if len(self._before) > 1 else ""
            if above and not is_apart(above):
                yield 1, "a table begins without an empty line before it", "an empty line before its first row"
        elif self._cells and "|" not in text:
            yield 1, "the line becomes a row of the table above it", "an empty line before it"
        elif other := self._other_count(text):
            yield 1, *other
        elif _UNDER.match(text) and words:
            yield 1, f"“{text.strip()[:3]}” makes a heading of the line above", "“## words”, or an empty line above"

    def _item(self, indent: int, number: int) -> Iterator[tuple[int, str, str]]:
        """Yield what is wrong with an item's place in its list; take note of its number."""
        level, rest = divmod(indent, 4)
        if rest or level > len(self._lists):
            yield 1, f"the item is indented by {indent}", f"no space before it, or {4 * len(self._lists) or 4} of them"
            return
        self._lists = self._lists[: level + 1]
        last = self._lists[level] if level < len(self._lists) else None
        if last is None and number > 1:
            yield 1, f"the list would begin with 1, not with {number}", "“1.”, or another word in front"
        elif last is not None and bool(last) != bool(number):
            yield 1, "a list has some items with numbers and some without", "numbers for all, or for none"
        elif last and number not in (1, last + 1):
            yield 1, f"the item would have the number {last + 1}, not {number}", f"“{last + 1}.”"
        self._lists[level:] = [last + 1 if last and number == 1 else number]

    def _other_count(self, text: str) -> tuple[str, str] | None:
        """Return what is wrong with a row that has not as many cells as its table: some would be dropped or made up."""
        count = _count(text)
        if self._cells in (0, count):
            return None
        return f"the row has {count} cell{'s' * (count > 1)}, its table {self._cells}", "as many as in the first row"


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
