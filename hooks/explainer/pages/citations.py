"""Citations and their notes: `[^id]` becomes a mark, a number and a line in the margin; the whole ends the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ..charts.words import paragraph_words, short_date, width_of
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Claim, Statement
from ..data.vocabularies import STATUS_WORDS, STATUSES
from ..publication.citing import Work
from .boxes import FINISHED
from .context import PageTreeprocessor
from .later import HOLDERS, label_later
from .markup import TreeText
from .templates import View, rendered

EN_SPACE = "\u2002"
_LINE, _LETTERS, _MARK = 240, 13, 20  # px: a line of the narrowest margin, the size of its letters, a mark with its gap
# Semantic newlines stand between words, too; Python-Markdown's placeholders may be of tags that end before the word.
_WORD = re.compile(r"[^\s\x03]*$")
_CITATION = ("cited", "cited cited--more", "note")  # what a citation in a row stands behind


@dataclass(frozen=True)
class CitationView(View):
    """A record where it is cited, the number of its note, and what stands beside the text at its first citation."""

    record: Claim | Statement
    number: int
    first: bool
    is_later: bool
    said: str


@dataclass(frozen=True)
class NotesView(View):
    """The number of each record cited, and of each source where a list of them follows: then all are named."""

    numbers: Mapping[str, int]
    works: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class CitePageView(View):
    """A page, as a work that can be cited."""

    work: Work


class ApparatusTreeprocessor(PageTreeprocessor):
    """Finishes the boxes, labels what came later, and turns placeholders into citations with notes."""

    def run(self, root: Element) -> None:
        for element in list(root.iter()):  # before the boxes move their sentences
            if element.tag in HOLDERS:
                label_later(element, self._context.dossier, self.md.htmlStash.rawHtmlBlocks)
        for element in root.iter("section"):
            if box := FINISHED.get(element.get("class", "")):
                box.finish(element, self._context)
        self._number(root)
        if self._context.notes and not self._context.part_of_a_whole:
            root.extend(rendered("notes", self._context.publication, NotesView(self._context.notes)))

    def _number(self, parent: Element) -> None:
        position = 0
        while position < len(parent):
            child = parent[position]
            if child.tag == "cite" and child.get("data-claim"):
                pieces = self._citation(child.get("data-claim", ""))
                pieces[-1].tail = child.tail
                parent[position : position + 1] = pieces
                _glue(parent, position)
                position += len(pieces)
            else:
                self._number(child)
                position += 1

    def _citation(self, id_: str) -> list[Element]:
        context, dossier = self._context, self._context.dossier
        record = dossier.cited(id_)
        assert record is not None  # the placeholder was made for a known record
        number, first = context.note_number(id_)
        is_later = isinstance(record, Claim) and dossier.is_later(record)
        noted = first and not context.part_of_a_whole
        said = _margin_line(record, number, dossier, is_later=is_later) if noted else ""
        return rendered("citation", context.publication, CitationView(record, number, first, is_later, said))


def _glue(parent: Element, position: int) -> None:
    """Move the word before a citation into its span, which does not break: the mark stays on the word's line.

    Of several citations in a row the first holds the word; a line may end before each of the others.
    """
    before = TreeText(parent, parent[position - 1] if position else None)
    text = before.words.rstrip()
    word = _WORD.findall(text)[0]
    left = text.removesuffix(word)
    # Nothing stands before a citation at the head of a line, nor between two in a row: nothing to hold on to.
    in_a_row = position and not text and parent[position - 1].get("class") in _CITATION
    parent[position].text = word
    if in_a_row:
        parent[position].set("class", "cited cited--more")
        left = EN_SPACE
    before.words = left


def _margin_line(record: Claim | Statement, number: int, dossier: Dossier, *, is_later: bool) -> str:
    """Return as much of a record as there is room for in the line beside the text."""
    sure = STATUSES[record.status].fact
    before = f"{number} {'' if sure else f'{STATUS_WORDS[record.status]} · '}{'later ' if is_later else ''}"
    room = _LINE - (0 if sure else _MARK) - width_of(before, _LETTERS)
    lines = _line_words(record, dossier)
    return next((words for words in lines if width_of(words, _LETTERS) <= room), lines[-1])


def _line_words(record: Claim | Statement, dossier: Dossier) -> list[str]:
    """Return what may stand in the line, the most telling first."""
    if isinstance(record, Statement):
        return [paragraph_words([record.paragraph])]
    when = dossier.when(record)
    by = [record.named] if record.named else []
    return [*by, when.words, short_date(when, year=True), When(when.start[:4], when.end[:4]).words]
