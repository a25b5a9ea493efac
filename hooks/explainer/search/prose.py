"""The prose of a finished page in sections, without what is no part of its sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_BLOCKS = frozenset(
    ("p", "li", "dt", "dd", "tr", "table", "section", "aside", "article", "div", "blockquote", "summary")
)
_HEADS = frozenset(("h2", "h3"))
# Numbers and notes of citations, marks, figures (they have pages of their own), what ends a page.
_APPARATUS = frozenset(
    (
        "cite",
        "note",
        "notes",
        "definitions",
        "status",
        "later",
        "headerlink",
        "vh",
        "edit",
        "box__hedge",
        "chart",
        "backing",
    )
)
_SILENT = frozenset(("script", "style", "figure", "svg", "template"))


@dataclass
class Section:
    """A part of a page: the id and words of its heading ("" before the first one), and its paragraphs."""

    id: str = ""
    title: str = ""
    paragraphs: list[str] = field(default_factory=list)


class ProseReader(HTMLParser):
    """Reads the HTML of a page into sections; elements of the classes `left_out` are passed over."""

    def __init__(self, left_out: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.sections = [Section()]
        self._left_out = _APPARATUS | left_out
        self._open: list[str] = []
        self._skipped_at = 0  # how deep the element stands that is passed over, 0 for none
        self._head_at = 0
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section at a heading, a paragraph at a block."""
        if tag in _VOID:
            self._words.append(" ")
            return
        self._open.append(tag)
        if self._skipped_at:
            return
        named = dict(attrs)
        if tag in _SILENT or not self._left_out.isdisjoint((named.get("class") or "").split()):
            self._skipped_at = len(self._open)
        elif tag in _HEADS and named.get("id"):
            self._end_paragraph()
            self.sections.append(Section(named["id"] or ""))
            self._head_at = len(self._open)
        elif tag in _BLOCKS:
            self._end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        """End what the tag opened."""
        if tag not in self._open:
            return
        while self._open:
            depth, last = len(self._open), self._open.pop()
            if depth == self._skipped_at:
                self._skipped_at = 0
            elif depth == self._head_at:
                self.sections[-1].title, self._words, self._head_at = self._taken(), [], 0
            elif last in _BLOCKS and not self._skipped_at:
                self._end_paragraph()
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if not self._skipped_at:
            self._words.append(data)

    def close(self) -> None:
        """End the last paragraph."""
        super().close()
        self._end_paragraph()

    def _taken(self) -> str:
        return " ".join("".join(self._words).replace("\u2060", "").split())

    def _end_paragraph(self) -> None:
        text, self._words = self._taken(), []
        if text:
            self.sections[-1].paragraphs.append(text)


def read_prose(html: str, left_out: frozenset[str] = frozenset()) -> list[Section]:
    """Return the sections of a page, the first one being what stands before all headings."""
    reader = ProseReader(left_out)
    reader.feed(html)
    reader.close()
    return reader.sections
