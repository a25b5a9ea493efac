"""Citations and their notes: `[^id]` becomes a mark, a number and a note in the margin."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from .blocks.boxes import finish_argues, finish_brief
from .blocks.front import finish_answers
from .context import PageContext
from .markup import HEDGE_WORDS, Child, h, joined, later, statement_link, status, status_mark
from .notes import notes_section
from .pages import Explainer
from .problem import ContentError, Problem
from .records import Claim, Statement

_MOST_SOURCES = 2
WORD_JOINER = "\u2060"


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
        for element in root.iter("section"):
            name = element.get("class", "")
            if name == "brief":
                finish_brief(element, self._context)
            elif name == "answers":
                finish_answers(element, self._context)
            elif name == "box box--argues":
                finish_argues(element, self._context)
        if self._context.page and isinstance(self._context.page.meta, Explainer):
            for paragraph in root.findall("p"):
                self._label_later(paragraph)
        self._number(root)
        notes = notes_section(self._context) if not self._context.notes_elsewhere else None
        if notes is not None:
            root.append(notes)

    def _label_later(self, paragraph: Element) -> None:
        first = paragraph.find(".//cite[@data-claim]")
        record = self._context.record(first.get("data-claim", "")) if first is not None else None
        if isinstance(record, Claim) and self._context.dossier.begins_later(record):
            label = later()
            label.tail, paragraph.text = f" {paragraph.text or ''}", ""
            paragraph.insert(0, label)

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
            status_mark(record.status),
            h("a", link, h("span", {"class": "vh"}, "note "), str(number)),
        )
        return [cited, self._note(record, number)] if first and not self._context.notes_elsewhere else [cited]

    def _note(self, record: Claim | Statement, number: int) -> Element:
        body = self._claim(record) if isinstance(record, Claim) else _statement(record)
        return h(
            "span",
            {"class": "note", "role": "note", "id": f"note-{number}"},
            h("b", {}, str(number)),
            " ",
            status(record.status),
            body,
        )

    def _claim(self, claim: Claim) -> list[Child]:
        dossier = self._context.dossier
        sources = []
        for support in claim.sources[:_MOST_SOURCES]:
            source = dossier.sources[support.source]
            when = f", {source.published.words}" if source.published else ""
            sources.append(h("span", {}, h("a", {"href": source.url}, source.publisher), when))
        more = len(claim.sources) - _MOST_SOURCES
        return [
            f", by {claim.claimed_by}" if claim.claimed_by else None,
            ". ",
            [later(), " "] if dossier.is_later(claim) else None,
            dossier.when(claim).words,
            ". ",
            joined(sources, "; "),
            f" and {more} more. " if more > 0 else ". ",
            h("a", {"href": f"claims.md#{claim.id}"}, "The claim"),
        ]


def _statement(statement: Statement) -> list[Child]:
    return [f". Pavlo Rad in {statement.paragraph}, {HEDGE_WORDS[statement.hedge]}: ", statement_link(statement)]


def _glue(parent: Element, position: int) -> None:
    """Move the word before a citation into its span, which does not break: the mark stays on the word's line."""
    before = parent[position - 1].tail if position else parent.text
    text = (before or "").rstrip()
    left = text[: len(text) - len(text.split()[-1])] if text else ""  # semantic newlines stand between words, too
    word = text[len(left) :]
    # Nothing stands before a citation at the head of a line, nor between two in a row: nothing to hold on to.
    parent[position].text = word + WORD_JOINER if word or position else ""
    if position and not word:
        parent[position].set("class", "cited cited--more")
    if position:
        parent[position - 1].tail = left
    else:
        parent.text = left
