"""Definitions where terms stand: the list that ends a page, who else uses a term, and where the marks in it lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup, escape

from ..data.names import sort_key
from ..data.records import Person, Term
from ..prose.pages import Page
from ..publication.publication import Publication
from ..terms.matching import is_person, person_id, short_name
from .context import TERM, Mention, Mentions
from .inline import Inline
from .later import label_later
from .markup import Rooted, add, as_html, h
from .templates import View, made, rendered

GLOSSARY, PEOPLE = "glossary.md", "people.md"

_PLACE = re.compile(r'<div data-(?P<what>definitions|uses)="(?P<terms>[\w -]*)"></div>')
_TERM = re.compile(rf'<{TERM} data-term="([\w-]+)">')


def leading_to(mark: str) -> dict[str, str]:
    """Return what makes the mark of a term or person a link to its entry."""
    if is_person(mark):
        return {"class": "person", "href": Rooted(f"{PEOPLE}#{person_id(mark)}")}
    return {"class": "term", "href": Rooted(f"{GLOSSARY}#{mark}")}


@dataclass(frozen=True)
class Definition:
    """What is told of a mark: its term or person, and the other pages that link it."""

    mark: str
    term: Term | None
    person: Person | None
    others: Sequence[Page]


@dataclass(frozen=True)
class DefinitionsView(View):
    """The entries, how their texts become HTML, and whether they stand in a list of their own."""

    entries: Sequence[Definition]
    inline: Callable[[str], Markup]
    framed: bool


@dataclass(frozen=True)
class UsesView(View):
    """The pages that link a term, each with its first mention there."""

    uses: Sequence[tuple[Page, Mention]]


class Definitions:
    """Makes what the conversion of a page left places for, once all pages are converted."""

    def __init__(self, publication: Publication, mentions: Mentions) -> None:
        self._publication, self._mentions = publication, mentions
        self._inline = Inline(publication)

    def fill(self, html: str, page: str, root: str, url_of: Callable[[str], str | None]) -> str:
        """Return a page with its places filled and its terms led to their entries.

        `root` leads from its address to the site's root, `url_of` from a page's name to its address under that root.
        """

        def filled(match: re.Match[str]) -> str:
            terms = match["terms"].split()
            if match["what"] == "uses":
                uses = self._mentions.of(terms[0], self._publication)
                made = rendered("uses", self._publication, UsesView(uses)) if uses else []
            else:
                made = self._listed(self.in_order(terms), page)
            for link in (link for element in made for link in element.iter("a")):
                link.set("href", addressed(link.get("href", "")))
            return "".join(map(as_html, made))

        def led(match: re.Match[str]) -> str:
            link = leading_to(match[1])
            return f'<a class="{link["class"]}" data-term="{match[1]}" href="{addressed(link["href"])}">'

        def addressed(href: str) -> str:
            name, sign, fragment = href.partition("#")
            url = url_of(name)
            return href if url is None else f"{root}{url}{sign}{fragment}"

        return _TERM.sub(led, _PLACE.sub(filled, html)).replace(f"</{TERM}>", "</a>")

    def alone(self, marks: Iterable[str]) -> list[Element]:
        """Return definitions without a list around them, each under its own id."""
        return self._listed(marks, framed=False)

    def in_order(self, marks: Iterable[str]) -> list[str]:
        """Sort terms as a reader looks them up, and people behind them."""
        return sorted(marks, key=lambda mark: (is_person(mark), sort_key(self._heading(mark))))

    def _heading(self, mark: str) -> str:
        dossier = self._publication.dossier
        return short_name(dossier.people[person_id(mark)]) if is_person(mark) else dossier.glossary[mark].term

    def _listed(self, marks: Iterable[str], page: str = "", *, framed: bool = True) -> list[Element]:
        """Return what is told of terms and people, and which pages other than `page` link each."""
        dossier = self._publication.dossier
        entries = []
        for mark in marks:
            person = dossier.people[person_id(mark)] if is_person(mark) else None
            others = [other for other, _ in self._mentions.of(mark, self._publication) if other.name != page]
            entries.append(Definition(mark, dossier.glossary.get(mark), person, others))
        return rendered("definitions", self._publication, DefinitionsView(entries, self._html, framed))

    def _html(self, markdown: str) -> Markup:
        """Return a text of the glossary as HTML, what came later labelled."""
        text = self._inline.paragraph(markdown)
        label_later(text, self._publication.dossier)
        for cite in list(text.iter("cite")):
            self._cite(cite)
        return escape(text.text or "") + Markup("".join(tostring(child, encoding="unicode") for child in text))

    def _cite(self, cite: Element) -> None:
        """Turn a citation into a mark that leads to its record: numbered notes belong to the text."""
        id_ = cite.attrib.pop("data-claim")
        dossier = self._publication.dossier
        record = dossier.claims.get(id_) or dossier.article[id_]
        home = "claims.md" if id_ in dossier.claims else "evidence.md"
        cite.tag, cite.attrib["class"] = "span", "definition__record"
        add(cite, made("citation_mark", record.status), "\u00a0", h("a", {"href": f"{home}#{id_}"}, "record"))
