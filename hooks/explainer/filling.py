"""Filling finished pages with what is known only when all are converted: definitions, and who uses a term."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.serializers import to_html_string
from markdown.treeprocessors import Treeprocessor

from .definitions import Definitions

_PLACE = re.compile(r'<div data-(?P<what>definitions|uses)="(?P<terms>[\w -]*)"></div>')
_ROOT = "\x00"  # stands for the way to the site's root in what is made once for many pages


class FillingTreeprocessor(Treeprocessor):
    """Fills a page while it is converted, for engines that have no later moment; all pages were read before."""

    def __init__(self, definitions: Definitions, page: str, md: Markdown) -> None:
        super().__init__(md)
        self._definitions, self._page = definitions, page

    def run(self, root: Element) -> None:
        """Put definitions and lists of uses in their places."""
        for parent in root.iter():
            for position, child in reversed(list(enumerate(parent))):
                made: Element | None = None
                if "data-definitions" in child.attrib:
                    made = self._definitions.section(child.attrib["data-definitions"].split(), self._page)
                elif "data-uses" in child.attrib:
                    made = self._definitions.uses(child.attrib["data-uses"])
                else:
                    continue
                parent[position : position + 1] = [] if made is None else [made]


class Filling:
    """Fills pages one after the other; a definition is made once for all pages on which it says the same."""

    def __init__(self, definitions: Definitions, url_of: Callable[[str], str | None]) -> None:
        """Take where a page stands from `url_of`: its address under the site's root."""
        self._definitions, self._url_of = definitions, url_of
        self._articles: dict[str, tuple[str, str]] = {}
        self._lines: dict[tuple[str, str], str] = {}
        self._frame = to_html_string(definitions.frame()).removesuffix("</section>")

    def fill(self, html: str, page: str, root: str) -> str:
        """Return a page with its places filled; `root` leads from its address to the site's root."""

        def filled(match: re.Match[str]) -> str:
            if match["what"] == "uses":
                uses = self._definitions.uses(match["terms"])
                return self._html(uses) if uses is not None else ""
            terms = self._definitions.in_order(match["terms"].split())
            return "\n".join((self._frame, *(self._article(term, page) for term in terms), "</section>"))

        return _PLACE.sub(filled, html).replace(_ROOT, root)

    def _article(self, term: str, page: str) -> str:
        if term not in self._articles:
            html = self._html(self._definitions.article(term, None))
            start = html.rindex("<p ")  # before the last line, the links
            self._articles[term] = html[:start], html[start:]
        key = (term, self._definitions.told_by(term, page))
        if key not in self._lines:
            uses = self._definitions.uses_in_a_line(term, page)
            self._lines[key] = self._html(uses) if uses is not None else ""
        before, after = self._articles[term]
        return f"{before}{self._lines[key]}{after}"

    def _html(self, element: Element) -> str:
        for link in element.iter("a"):
            name, hash_, fragment = link.get("href", "").partition("#")
            url = self._url_of(name)
            if url is not None:
                link.set("href", f"{_ROOT}{url}{hash_}{fragment}")
        return str(to_html_string(element))
