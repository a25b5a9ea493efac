"""Definitions where terms stand: the list that ends a page, and who else uses a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string

from ..data.records import Fact, Person
from ..prose.pages import Page
from ..publication.publication import Publication
from ..terms.matching import is_person, person_id, short_name
from .citations import CitationProcessor
from .context import TERM, Mention, Mentions, PageContext
from .inline import Inline
from .later import label_later, mark_fact
from .markup import Rooted, add, citation_mark, h, later, source_names
from .record_links import page_link

GLOSSARY, PEOPLE = "glossary.md", "people.md"
_MOST_USES = 3


class Definitions:
    """Makes the definitions that end a page, and the lists of pages that use a term."""

    def __init__(self, publication: Publication, mentions: Mentions) -> None:
        self._publication, self._mentions = publication, mentions
        context = PageContext(publication, "")
        self._inline = Inline(context)
        markdown = self._inline.markdown
        markdown.inlinePatterns.register(CitationProcessor(context, markdown), "citation", 175)

    def in_order(self, terms: Iterable[str]) -> list[str]:
        """Sort terms as a reader looks them up, and people behind them."""
        return sorted(terms, key=lambda id_: (is_person(id_), self._heading(id_).casefold()))

    def _heading(self, id_: str) -> str:
        dossier = self._publication.dossier
        return short_name(dossier.people[person_id(id_)]) if is_person(id_) else dossier.glossary[id_].term

    def frame(self, *, people: bool) -> Element:
        """The list of a page’s terms, without its definitions; print shows it, and cards are filled from it."""
        # Not h2: the list is no section of the text, and the page's contents would name it.
        head = {"class": "definitions__head", "id": "definitions-head", "role": "heading", "aria-level": "2"}
        section = {"class": "definitions", "id": "definitions", "aria-labelledby": "definitions-head"}
        # Search leaves it out: a term is found in the glossary, not on every page that defines it.
        return h(
            "section",
            section | {"data-search-exclude": ""},
            h("p", head, "Terms and people on this page" if people else "Terms on this page"),
        )

    def article(self, id_: str) -> Element:
        """One definition as it stands on a page."""
        if is_person(id_):
            dossier = self._publication.dossier
            return _person(dossier.people[person_id(id_)], id_, dossier.edition.window.year)
        term = self._publication.dossier.glossary[id_]
        text = self._text(term.definition)
        text.set("class", "definition__text")
        return h(
            "article",
            {"class": "definition", "id": f"term-{id_}", "data-term": id_},
            h("p", {"class": "definition__head"}, h("dfn", {}, term.term)),
            text,
            self._facts(term.facts) if term.facts else None,
            h("p", {"class": "definition__links"}, h("a", {"href": f"{GLOSSARY}#{id_}"}, "Full entry")),
        )

    def _facts(self, facts: Iterable[Fact]) -> Element:
        items = [self._text(fact.text) for fact in facts]
        for item, fact in zip(items, facts, strict=True):
            item.tag = "li"
            mark_fact(item, fact.text, self._publication.dossier.article_ends)
            add(item, source_names(fact.sources, self._publication.dossier))
        return h("dl", {}, h("div", {}, h("dt", {}, "Facts"), " ", h("dd", {}, h("ul", {}, items))))

    def _text(self, markdown: str) -> Element:
        text = self._inline.paragraph(markdown)
        label_later(text, self._publication.dossier)
        for cite in list(text.iter("cite")):
            self._cite(cite)
        return text

    def _cite(self, cite: Element) -> None:
        """Turn a citation into a mark that leads to its record: numbered notes belong to the text."""
        id_ = cite.attrib.pop("data-claim")
        dossier = self._publication.dossier
        record = dossier.claims.get(id_) or dossier.article[id_]
        home = "claims.md" if id_ in dossier.claims else "evidence.md"
        cite.tag, cite.attrib["class"] = "span", "definition__record"
        add(cite, citation_mark(record.status), "\u00a0", h("a", {"href": f"{home}#{id_}"}, "record"))

    def others(self, term: str, page: str) -> tuple[list[Page], str]:
        """The first of the other pages that link a term, and the words after them."""
        others = [other for other, _ in self._mentions.of(term, self._publication) if other.name != page]
        more = len(others) - _MOST_USES
        return others[:_MOST_USES], f" and {more} more." if more > 0 else "."

    def uses(self, term: str) -> Element | None:
        """The pages that link a term, folded: each with the sentence of its first mention."""
        uses = self._mentions.of(term, self._publication)
        if not uses:
            return None
        head = h("summary", {}, f"Used on {len(uses)} page{'s' if len(uses) > 1 else ''}")
        return h("details", {"class": "lemma__used"}, head, h("ul", {}, map(_use, uses)))


def _person(person: Person, mark: str, year: int) -> Element:
    """Who somebody was in the window and what came later, as the card tells it."""
    return h(
        "article",
        {"class": "definition", "id": f"person-{person.id}", "data-term": mark},
        h("p", {"class": "definition__head"}, person.name),
        h("p", {"class": "definition__text"}, f"In {year}: {person.role}"),
        h("p", {"class": "definition__since"}, later(), " ", person.since) if person.since else None,
        h("p", {"class": "definition__links"}, h("a", {"href": f"{PEOPLE}#{person.id}"}, "Full entry")),
    )


def _use(use: tuple[Page, Mention]) -> Element:
    page, mention = use
    before, words, after = mention.sentence.partition(mention.words)
    return h("li", {}, page_link(page), ": ", before, h("b", {}, words) if words else None, after)


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
