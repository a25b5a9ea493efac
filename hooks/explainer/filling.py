"""Filling finished pages with what waits until all are converted: definitions, who uses a term, where terms lead."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string

from .blocks.links import page_link
from .definitions import GLOSSARY, PEOPLE, Definitions
from .markup import Rooted
from .mentions import TERM
from .pages import Page
from .persons import is_person, person_id

_PLACE = re.compile(r'<div data-(?P<what>definitions|uses)="(?P<terms>[\w -]*)"></div>')
_TERM = re.compile(rf'<{TERM} data-term="([\w-]+)">')
_ROOT = "\x00"  # stands for the way to the site's root in what is made once for many pages


def leading_to(mark: str) -> dict[str, str]:
    """Return what makes the mark of a term or person a link to its entry."""
    if is_person(mark):
        return {"class": "person", "href": Rooted(f"{PEOPLE}#{person_id(mark)}")}
    return {"class": "term", "href": Rooted(f"{GLOSSARY}#{mark}")}


class Filling:
    """Fills pages one after the other; a definition is made once for all pages on which it says the same."""

    def __init__(self, definitions: Definitions, url_of: Callable[[str], str | None]) -> None:
        """Take where a page stands from `url_of`: its address under the site's root."""
        self._definitions, self._url_of = definitions, url_of
        self._articles: dict[str, tuple[str, str]] = {}
        self._links: dict[str, str] = {}
        self._frames = [
            to_html_string(definitions.frame(people=people)).removesuffix("</section>") for people in (False, True)
        ]

    def fill(self, html: str, page: str, root: str) -> str:
        """Return a page with its places filled; `root` leads from its address to the site's root."""

        def filled(match: re.Match[str]) -> str:
            if match["what"] == "uses":
                uses = self._definitions.uses(match["terms"])
                return self._html(uses) if uses is not None else ""
            terms = self._definitions.in_order(match["terms"].split())
            frame = self._frames[any(map(is_person, terms))]
            return "\n".join((frame, *(self._article(term, page) for term in terms), "</section>"))

        def led(match: re.Match[str]) -> str:
            link = leading_to(match[1])
            name, _, fragment = link["href"].partition("#")
            return (
                f'<a class="{link["class"]}" data-term="{match[1]}" href="{root}{self._url_of(name) or ""}#{fragment}">'
            )

        html = _PLACE.sub(filled, html).replace(_ROOT, root)
        return _TERM.sub(led, html).replace(f"</{TERM}>", "</a>")

    def _article(self, term: str, page: str) -> str:
        if term not in self._articles:
            html = self._html(self._definitions.article(term))
            start = html.rindex("<p ")  # before the last line, the links
            self._articles[term] = html[:start], html[start:]
        before, after = self._articles[term]
        others, end = self._definitions.others(term, page)
        if not others:
            return before + after
        # Of links that were made before: the one thing here that differs from page to page.
        links = ", ".join(map(self._link, others))
        return f'{before}<p class="definition__used">Used on {links}{end}</p>\n{after}'

    def _link(self, page: Page) -> str:
        if page.name not in self._links:
            self._links[page.name] = self._html(page_link(page))
        return self._links[page.name]

    def _html(self, element: Element) -> str:
        for link in element.iter("a"):
            name, hash_, fragment = link.get("href", "").partition("#")
            url = self._url_of(name)
            if url is not None:
                link.set("href", f"{_ROOT}{url}{hash_}{fragment}")
        return str(to_html_string(element))
