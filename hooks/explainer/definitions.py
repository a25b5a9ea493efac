"""Definitions where terms stand: the list that ends a page, and who else uses a term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import deepcopy
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string

from .apparatus import CitationProcessor
from .context import PageContext
from .inlining import Inline
from .markup import Child, add, h, joined, status_mark
from .mentions import Mention, Mentions
from .pages import Page
from .publication import Publication
from .records import Term

_MOST_USES = 3
_FORMS = {"line": ("p", "definition__used"), "list": ("div", "lemma__used")}
_PLACEHOLDER = re.compile(r'<(?P<tag>p|div) class="[\w-]+" data-uses="(?P<term>[\w-]+)"></(?P=tag)>')


class Definitions:
    """The definitions of all terms as elements, each made once and copied for every page that needs it."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._articles: dict[str, Element] = {}
        self._inline = Inline()
        context = PageContext(publication, "")
        self._inline.register(CitationProcessor(context, self._inline.markdown), "citation", 175)

    def _cite(self, cite: Element) -> None:
        """Turn a citation into a mark that leads to its record: numbered notes belong to the text."""
        id_ = cite.attrib.pop("data-claim")
        dossier = self._publication.dossier
        record = dossier.claims.get(id_) or dossier.article[id_]
        home = "claims.md" if id_ in dossier.claims else "evidence.md"
        cite.tag, cite.attrib["class"] = "span", "definition__record"
        add(cite, status_mark(record.status), "\u00a0", h("a", {"href": f"{home}#{id_}"}, "record"))

    def section(self, terms: Iterable[str], context: PageContext) -> Element:
        """The list of a page's terms: shown in print and without scripts, and what cards are filled from."""
        glossary = self._publication.dossier.glossary
        # Search leaves it out: a term is found in the glossary, not on every page that defines it.
        return h(
            "section",
            {
                "class": "definitions",
                "id": "definitions",
                "aria-labelledby": "definitions-head",
                "data-search-exclude": "",
            },
            # Not h2: the list is no section of the text, and the page's contents would name it.
            h(
                "p",
                {"class": "definitions__head", "id": "definitions-head", "role": "heading", "aria-level": "2"},
                "Terms on this page",
            ),
            (self._article(term, context) for term in sorted(terms, key=lambda id_: glossary[id_].term.casefold())),
        )

    def _article(self, id_: str, context: PageContext) -> Element:
        if id_ not in self._articles:
            self._articles[id_] = self._made(self._publication.dossier.glossary[id_])
        article = deepcopy(self._articles[id_])
        uses = context.uses(id_)
        if uses is not None:
            article.insert(len(article) - 1, uses)
        return article

    def _made(self, term: Term) -> Element:
        text = self._inline.paragraph(term.definition)
        for cite in list(text.iter("cite")):
            self._cite(cite)
        text.set("class", "definition__text")
        return h(
            "article",
            {"class": "definition", "id": f"term-{term.id}", "data-term": term.id},
            h("p", {"class": "definition__head"}, h("dfn", {}, term.term)),
            text,
            h("p", {"class": "definition__links"}, h("a", {"href": f"glossary.md#{term.id}"}, "Full entry")),
        )


def placeholder(term: str, form: str) -> Element:
    """Make the element that `fill` will replace: a line beside a definition, a list in the glossary."""
    tag, class_ = _FORMS[form]
    return h(tag, {"class": class_, "data-uses": term})


def used_on(term: str, page: str, form: str, mentions: Mentions, publication: Publication) -> Element | None:
    """The other pages that link a term: their titles, or (“list”) each with the sentence of its first mention."""
    uses = [(other, mention) for other, mention in mentions.of(term, publication) if other.name != page]
    if not uses:
        return None
    tag, class_ = _FORMS[form]
    if form == "list":
        return h(tag, {"class": class_}, h("p", {}, "Used on"), h("ul", {}, (_use(*use) for use in uses)))
    more = len(uses) - _MOST_USES
    links: Child = joined((_page_link(other) for other, _ in uses[:_MOST_USES]), ", ")
    return h(tag, {"class": class_}, "Used on ", links, f" and {more} more." if more > 0 else ".")


def _page_link(page: Page) -> Element:
    return h("a", {"href": page.name}, page.meta.title)


def _use(page: Page, mention: Mention) -> Element:
    before, words, after = mention.sentence.partition(mention.words)
    return h("li", {}, _page_link(page), ": ", before, h("b", {}, words) if words else None, after)


def fill(html: str, page: str, mentions: Mentions, publication: Publication, url_of: Callable[[str], str]) -> str:
    """Put what uses a term into a finished page, when all pages are known; `url_of` gives a page's address."""

    def filled(match: re.Match[str]) -> str:
        form = "list" if match["tag"] == "div" else "line"
        element = used_on(match["term"], page, form, mentions, publication)
        if element is None:
            return ""
        for link in element.iter("a"):
            link.set("href", url_of(link.get("href", "")))
        return str(to_html_string(element))

    return _PLACEHOLDER.sub(filled, html)
