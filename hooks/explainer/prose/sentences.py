"""Where sentences end; a page's prose as paragraphs, sentences and the citations that stand under each."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from .grammar import CITE, CODE, Line
from .inserts import NUMBER
from .layout import is_apart

_ITEM = re.compile(r"^ *(?:[-*+]|\d+\.) +")
_ROW = re.compile(r"^ *\|")
# Blanked out, so that what is left stands where it stood: an address, a tag, a mark of emphasis, a backslash.
_LINK = re.compile(r"\]\([^)\s]*\)|\]\[[^\]]*\]|(?<!\^)[\[\]]")
_PAGE = re.compile(r"\[(?P<title>[^\]\n]+)\]\((?:[^)\s]*\.md)[^)\s]*\)")
_TAG = re.compile(r"<[^>\n]+>")
_SPACE = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|hairsp|#0*160|#xa0|#0*8239|#x202f|#0*32|#x20);", re.IGNORECASE)
_MARKS = re.compile(r"[*\\]|(?<!\w)_+|_+(?!\w)")

# Stand in a text where something is that is none: BREAK beside words, as a citation; JOINT, a letter to Python, as part
# of a word that it touches, as code or a link.
BREAK, JOINT = "\ufffc", "\ua9cf"

_CITES = r"(?P<cites>(?:\s*\[\^[^\]\s]+\])*)"
_END = re.compile(rf"(?<!\S)(?P<word>\S*?)(?P<stop>[.!?…])[\"”’)»\]*_{BREAK}{JOINT}]*{_CITES}(?=\s+(?P<next>\S)|\s*$)")
_INITIAL = re.compile(r"(?:^|\W)[^\W\d_]$")
_MONTHS = {*calendar.month_abbr, "Sept"} - {"", "May"}  # short before a year: “1 Mar. 2012”


def sentence_ends(text: str, abbreviations: Collection[str]) -> Iterator[int]:
    """Yield where the sentences of a text end, each with its quotation marks and citations; not before a small letter.

    A full stop behind an initial or one of the `abbreviations` ends none, unless a citation stands behind it.
    """
    for match in _END.finditer(text):
        if match["next"] and not match["cites"]:
            word = match["word"].lstrip('(“"‘*')
            is_month = word in _MONTHS and match["next"].isdigit()
            is_short = word in abbreviations or is_month or (word[-1:].isupper() and _INITIAL.search(word))
            if match["next"].islower() or (match["stop"] == "." and is_short):
                continue
        yield match.end()


def parted(text: str, abbreviations: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a text, each with where it begins."""
    start = 0
    for end in (*sentence_ends(text, abbreviations), len(text)):
        sentence = text[start:end].lstrip()
        if sentence:
            yield end - len(sentence), sentence
        start = end


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return a text with spaces for what a pattern finds, every letter and line in its place."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


@dataclass(frozen=True)
class Citation:
    """A citation of a claim or statement, with its place."""

    id: str
    line: int
    column: int


@dataclass(frozen=True)
class Sentence:
    """One sentence without its citations; `cites` are those in it or right behind it."""

    text: str
    start: int
    line: int
    last_line: int
    cites: tuple[Citation, ...]
    points: bool

    @property
    def states_nothing(self) -> bool:
        """Whether it asks, or points to another page by its title: “[Between two fires](…) looks at …”."""
        return self.points or self.text.rstrip(' \n"”’)').endswith("?")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, list item or table row of a page: its lines as one text, and the block it stands in, or ""."""

    file: str
    lines: tuple[tuple[int, str], ...]
    box: str = ""
    abbreviations: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()  # of all pages

    @cached_property
    def text(self) -> str:
        """The lines joined."""
        return "\n".join(line for _, line in self.lines)

    @cached_property
    def plain(self) -> str:
        """The text with markup and citations blanked out, every letter in its place."""
        text = CODE.sub(lambda match: match[0].replace("`", " "), self.text)  # readers see what is code, too
        text = blanked(_SPACE, text)
        text = _PAGE.sub(lambda match: " " * len(match[0]) if match["title"] in self.titles else match[0], text)
        # A number taken from a series is checked where it is taken; an item's bullet is no part of its sentence.
        for pattern in (CITE, NUMBER, _TAG, _LINK, _MARKS, _ITEM):
            text = blanked(pattern, text)
        return text

    @cached_property
    def _uncoded(self) -> str:
        return blanked(CODE, self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset in `text`."""
        row = self.text.count("\n", 0, offset)
        return self.lines[row][0], offset - (self.text.rfind("\n", 0, offset) + 1) + 1

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order."""
        return tuple(self._sentence(start, end) for start, end in self._bounds())

    @property
    def passages(self) -> list[list[Sentence]]:
        """The sentences by what they rest on: the last one’s citations cover those back to the citation before."""
        passages: list[list[Sentence]] = [[]]
        for sentence in self.sentences:
            passages[-1].append(sentence)
            if sentence.cites:
                passages.append([])
        return [passage for passage in passages if passage]

    def _bounds(self) -> Iterator[tuple[int, int]]:
        start = 0
        for end in sentence_ends(self.text, self.abbreviations):
            if self.plain[start:end].strip():
                yield start, end
                start = end
        if self.plain[start:].strip() or CITE.search(self.text, start):
            yield start, len(self.text)

    def _sentence(self, start: int, end: int) -> Sentence:
        text = self.plain[start:end]
        first, written = (end - len(one.lstrip()) for one in (text, self.text[start:end]))
        link = _PAGE.match(self.text, written)
        points = bool(link and link["title"] in self.titles)
        found = CITE.finditer(self._uncoded, start, end)
        cites = tuple(Citation(match[1], *self.place(match.start())) for match in found)
        return Sentence(text.strip(), first, self.place(first)[0], self.place(end - 1)[0], cites, points)


def paragraphs(
    file: str, lines: Iterable[Line], abbreviations: frozenset[str], titles: Iterable[str]
) -> Iterator[Paragraph]:
    """Yield the paragraphs, list items and table rows among the lines of a page; `titles` are those of all pages."""
    gathered: list[list[Line]] = [[]]
    for line in lines:
        # A remark stands between two lines of one paragraph and does not part them.
        if line.kind == "remark":
            continue
        empty = line.kind != "text" or not line.text.strip() or is_apart(line.text)
        last = gathered[-1]
        if empty or _ITEM.match(line.text) or _ROW.match(line.text) or (last and last[-1].block != line.block):
            gathered.append([])
        if not empty:
            gathered[-1].append(line)
    named = frozenset(titles)
    for found in filter(None, gathered):
        yield Paragraph(file, tuple((line.number, line.text) for line in found), found[0].block, abbreviations, named)
