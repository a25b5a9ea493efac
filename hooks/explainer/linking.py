"""Linking terms: the first mention in each section leads to its glossary entry; the page ends with the definitions."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from .context import PageContext
from .markup import Rooted, h
from .proofing import CITE

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SKIPPED_TAGS = frozenset(
    (
        "a",
        "code",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "svg",
        "script",
        "style",
        "button",
        "summary",
        "nav",
    )
)
_SKIPPED_CLASSES = frozenset(("note", "cited", "status", "later", "brief__head", "box__hedge"))


class TermTreeprocessor(Treeprocessor):
    """Marks terms in the text of a page; what carries `data-terms="off"` was generated and stays as it is."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(md)
        self._context = context
        self._seen: set[str] = set()
        self._linked: dict[str, None] = {}

    def run(self, root: Element) -> None:
        """Walk through the page; each `h2` begins a section of its own."""
        self._seen, self._linked = set(), {}
        self._walk(root)
        if self._linked and root.find(".//*[@class='lemma']") is None:  # the glossary holds them as it is
            head = {"class": "definitions__head", "id": "definitions-head", "role": "heading", "aria-level": "2"}
            section = {"class": "definitions", "id": "definitions", "aria-labelledby": "definitions-head"}
            section["data-search-exclude"] = ""
            root.append(h("section", section, h("p", head, "Terms"), map(self._definition, self._linked)))

    def _definition(self, id_: str) -> Element:
        term = self._context.dossier.glossary[id_]
        link = h("a", {"href": f"glossary.md#{id_}"}, "Full entry")
        return h(
            "article",
            {"class": "definition", "id": f"term-{id_}", "data-term": id_},
            h("p", {"class": "definition__head"}, term.term),
            h("p", {"class": "definition__text"}, _plain(term.definition)),
            h("dl", {}, h("div", {}, h("dt", {}, "Facts"), " ", h("dd", {}, _plain("; ".join(term.facts)))))
            if term.facts
            else None,
            h("p", {"class": "definition__links"}, link),
        )

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
        plain, links, last = [""], [], 0  # texts, and the links between them
        for hit in self._context.publication.matcher.find(text):
            if hit.escaped:
                plain[-1] += text[last : hit.start - 1] + text[hit.start : hit.end]
                last = hit.end
            elif hit.term not in self._seen:
                self._seen.add(hit.term)
                self._linked[hit.term] = None
                plain[-1] += text[last : hit.start]
                link = Element("a", {"class": "term", "data-term": hit.term, "href": Rooted(f"glossary.md#{hit.term}")})
                link.text = AtomicString(text[hit.start : hit.end])
                links.append(link)
                plain.append("")
                last = hit.end
        plain[-1] += text[last:]
        setattr(holder, where, AtomicString(plain[0]))
        for number, link in enumerate(links):
            link.tail = AtomicString(plain[number + 1])
            parent.insert(position + number, link)
        return len(links)


def _plain(markdown: str) -> str:
    return _LINK.sub(r"\1", CITE.sub("", markdown)).replace("*", "")
