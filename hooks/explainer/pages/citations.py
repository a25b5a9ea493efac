"""Citations and their notes: `[^id]` becomes a mark, a number and a note in the margin."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from ..data.problem import ContentError, Problem
from .boxes import finish_argues, finish_brief
from .context import PageContext
from .front import finish_answers
from .later import BLOCKS, label_later
from .markup import citation_mark, h
from .notes import margin_note, notes_section

WORD_JOINER, EN_SPACE = "\u2060", "\u2002"
_CITATION = ("cited", "cited cited--more", "note")  # what a citation in a row stands behind


class CitationProcessor(InlineProcessor):
    """Leaves a `cite` element where a citation stands; numbers are given when the whole page is known."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(r"\[\^([^\]\s]+)\]", md)
        self._context = context

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Make the placeholder; ContentError where the id is unknown."""
        if self._context.record(m[1]) is None:
            name = self._context.page.name if self._context.page else "the page"
            raise ContentError([Problem(f"docs/{name}", 0, 0, f"“[^{m[1]}]” cites nothing")])
        return Element("cite", {"data-claim": m[1]}), m.start(0), m.end(0)


class ApparatusTreeprocessor(Treeprocessor):
    """Finishes the boxes, labels what came later, and turns placeholders into citations with notes."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(md)
        self._context = context

    def run(self, root: Element) -> None:
        """Work through the page in the order of reading."""
        for element in list(root.iter()):  # before the boxes move their sentences
            if element.tag in BLOCKS:
                label_later(element, self._context.dossier)
        for element in root.iter("section"):
            name = element.get("class", "")
            if name == "brief":
                finish_brief(element, self._context)
            elif name == "answers":
                finish_answers(element, self._context)
            elif name == "box box--argues":
                finish_argues(element, self._context)
        self._number(root)
        notes = notes_section(self._context) if not self._context.notes_elsewhere else None
        if notes is not None:
            root.append(notes)

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
        record = self._context.record(id_)
        assert record is not None  # the placeholder was made for a known record
        number, first = self._context.note_number(id_)
        link = {"class": "cite", "data-claim": id_, "data-status": record.status, "href": f"#note-{number}"}
        if first:
            link["id"] = f"cite-{number}"
        cited = h(
            "span",
            {"class": "cited"},
            citation_mark(record.status),
            h("a", link, h("span", {"class": "vh"}, "note "), str(number)),
        )
        if not first or self._context.notes_elsewhere:
            return [cited]
        return [cited, margin_note(record, number, self._context.dossier)]


def _glue(parent: Element, position: int) -> None:
    """Move the word before a citation into its span, which does not break: the mark stays on the word's line.

    Of several citations in a row the first holds the word; a line may end before each of the others.
    """
    before = parent[position - 1].tail if position else parent.text
    text = (before or "").rstrip()
    left = text[: len(text) - len(text.split()[-1])] if text else ""  # semantic newlines stand between words, too
    word = text[len(left) :]
    # Nothing stands before a citation at the head of a line, nor between two in a row: nothing to hold on to.
    in_a_row = position and not word and parent[position - 1].get("class") in _CITATION
    parent[position].text = word + WORD_JOINER if word or (position and not in_a_row) else ""
    if in_a_row:
        parent[position].set("class", "cited cited--more")
        left = EN_SPACE
    if position:
        parent[position - 1].tail = left
    else:
        parent.text = left
