"""Linking terms: the first mention in each section leads to its glossary entry."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from .context import PageContext

_SKIPPED_TAGS = frozenset(
    ("a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "svg", "script", "style", "button", "summary", "nav")
)
_SKIPPED_CLASSES = frozenset(("note", "cited", "status", "later", "brief__head", "box__hedge"))


class TermTreeprocessor(Treeprocessor):
    """Marks terms in the text of a page; what carries `data-terms="off"` was generated and stays as it is."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(md)
        self._context = context
        self._seen: set[str] = set()

    def run(self, root: Element) -> None:
        """Walk through the page; each `h2` begins a section of its own."""
        self._seen = set()
        self._walk(root)

    def _walk(self, element: Element) -> None:
        if element.attrib.pop("data-terms", "") == "off":
            return
        entry = element.attrib.pop("data-entry", "")
        if entry:
            self._seen = {entry}
        self._mark(element, 0, "text")
        position = 0
        while position < len(element):
            child = element[position]
            if child.tag == "h2":
                self._seen = {entry} if entry else set()
            if child.tag not in _SKIPPED_TAGS and _SKIPPED_CLASSES.isdisjoint(child.get("class", "").split()):
                self._walk(child)
            position += 1 + self._mark(element, position + 1, "tail", child)

    def _mark(self, parent: Element, position: int, where: str, child: Element | None = None) -> int:
        """Link terms in a text of `parent` (its own, or its child's tail); return how many links were put in."""
        holder = parent if child is None else child
        text = holder.text if where == "text" else holder.tail
        if not text or not text.strip():
            return 0
        pieces, last = [], 0
        for hit in self._context.publication.matcher.find(text):
            if hit.term in self._seen:
                continue
            self._seen.add(hit.term)
            pieces.append((text[last : hit.start], text[hit.start : hit.end], hit.term))
            last = hit.end
        plain = text[last:].replace("\\", "") if pieces else text
        if not pieces:
            return 0
        first = AtomicString(pieces[0][0])
        if where == "text":
            holder.text = first
        else:
            holder.tail = first
        for number, (_, words, term) in enumerate(pieces):
            link = Element("a", {"class": "term", "href": f"glossary.md#{term}"})
            link.text = AtomicString(words)
            link.tail = AtomicString(pieces[number + 1][0] if number + 1 < len(pieces) else plain)
            parent.insert(position + number, link)
        return len(pieces)
