"""Linking terms and people: mentions lead to their entry, and the page ends with the definitions of what it links."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .context import PageContext
from .markup import h
from .mentions import TERM, Mention, place_of_definitions
from .persons import is_person
from .runs import CLOSED, TRANSPARENT, Run
from .terms import Hit

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FIGURES = frozenset(("figure", "figcaption", "caption", "svg", "math", "img", "iframe", "object", "video", "audio"))
_SKIPPED_TAGS = _HEADINGS | _FIGURES | CLOSED | frozenset(("pre", "summary", "nav", "cite", "input"))
_SKIPPED_CLASSES = frozenset(("note", "cited", "status", "later", "brief__head", "box__hedge"))
_READ = frozenset(("a", "code", "kbd", "samp", "var"))  # left alone, and part of the sentence


class TermTreeprocessor(Treeprocessor):
    """Marks terms and people in a page’s text; what carries `data-terms="off"` was generated and stays as it is."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(md)
        self._context = context
        self._mode = context.page.meta.terms if context.page else "first-per-section"
        self._linked: set[str] = set()  # since the section, or the page, began
        self._entry = ""  # the term whose entry is being read
        self._mentions: list[Mention] = []
        self._people: dict[str, None] = {}  # those linked, in the order of reading
        self._run = Run()

    def run(self, root: Element) -> None:
        """Walk through the page; each `h2` begins a section of its own."""
        if not (self._context.dossier.glossary or self._context.dossier.people):
            for element in root.iter():
                element.attrib.pop("data-terms", None)
            return
        self._walk(root)
        linked = dict.fromkeys(mention.term for mention in self._mentions if mention.linked) | self._people
        self._context.mentions.add(self._context.page_name, self._mentions)
        if linked and not (self._context.prose_only or self._context.notes_elsewhere):
            root.append(place_of_definitions(linked))

    def _walk(self, block: Element) -> None:
        """Mark the text of a block; blocks within it are walked through in their turn."""
        if block.attrib.pop("data-terms", "") == "off":
            return
        outer, self._entry = self._entry, block.attrib.pop("data-entry", self._entry)
        if self._entry != outer:
            self._linked = set()
        before, self._run = self._run, self._new_run()
        self._inline(block, block)
        self._mark()
        self._run, self._entry = before, outer

    def _new_run(self) -> Run:
        return Run(self.md.htmlStash.rawHtmlBlocks)

    def _inline(self, element: Element, block: Element) -> None:
        self._run.add(element, None, element.text)
        for child in list(element):
            if child.tag in _SKIPPED_TAGS or not _SKIPPED_CLASSES.isdisjoint(child.get("class", "").split()):
                self._skip(child)
            elif child.tag == "br":
                self._run.space()
            elif child.tag in TRANSPARENT and child.get("data-terms") != "off":
                self._inline(child, block)
            else:
                self._mark()
                self._walk(child)
            self._run.add(element, child, child.tail)

    def _skip(self, child: Element) -> None:
        if child.tag == "h2":
            self._mark()
            if self._mode == "first-per-section":
                self._linked = set()
        is_read = child.tag in _READ
        self._run.closed("".join(child.itertext()) if is_read else "", apart=not is_read and child.tag != "img")

    def _mark(self) -> None:
        """Mark the terms of the run so far, and begin another one."""
        run = self._run
        text = run.text
        if not text or text.isspace():
            return
        self._run = self._new_run()
        marked = [
            (hit, self._link(hit))
            for hit in self._context.publication.matcher.find(text)
            # Braces would be read as attributes of the link.
            if hit.escaped or (text[hit.end : hit.end + 1] != "{" and run.holds(hit.start, hit.end))
        ]
        for hit, link in reversed(marked):
            if hit.escaped:
                run.drop(hit.start - 1)
            elif link is not None:
                run.wrap(hit.start, hit.end, link)
        for hit, link in marked if not self._entry else ():
            if link is not None and not is_person(hit.term):
                self._mentions.append(Mention(hit.term, link.tag == TERM, text, hit.start, hit.end, run.shown))
            elif link is not None and link.tag == TERM:
                self._people[hit.term] = None

    def _link(self, hit: Hit) -> Element | None:
        """Make the mark of a mention: a link, a sign for the reader's switch, or nothing."""
        if hit.escaped or self._mode == "none" or hit.term == self._entry or self._is_kept_out(hit.term):
            return None
        if hit.term in self._linked and self._mode != "all":
            return h("span", {"class": "term-again", "data-term": hit.term})
        self._linked.add(hit.term)
        return h(TERM, {"data-term": hit.term})

    def _is_kept_out(self, term: str) -> bool:
        return not is_person(term) and self._context.page_name in self._context.dossier.glossary[term].never_in
