"""`/// glossary`: every term, A to Z."""

from __future__ import annotations

from itertools import groupby
from string import ascii_uppercase
from typing import Any
from unicodedata import normalize
from xml.etree.ElementTree import Element

from ..data.records import Spelling, Term
from .base import GeneratedBlock
from .context import place_of_uses
from .filter import entry_filter
from .later import mark_fact
from .markup import add, h, joined, source_line, source_names, spelling
from .record_links import paragraph_links

_QUIET = {"data-terms": "off"}


def _letter(term: Term) -> str:
    return normalize("NFD", term.term)[0].upper()


class Glossary(GeneratedBlock):
    """All terms of data/glossary.yml with a jump bar; docs/assets/javascripts/entries.js adds a filter."""

    NAME = "glossary"
    CLASS = "glossary"

    def on_create(self, parent: Element) -> Element:
        """Make the element; unlike other generated text, definitions link the terms they use."""
        element = super().on_create(parent)
        del element.attrib["data-terms"]
        return element

    def build(self) -> Any:
        """Return the jump bar and the entries under their letters."""
        terms = sorted(self.context.dossier.glossary.values(), key=lambda term: normalize("NFD", term.term).casefold())
        groups = {letter: list(group) for letter, group in groupby(terms, _letter)}
        bar = (
            h("a", {"href": f"#letter-{letter.lower()}"}, letter)
            if letter in groups
            else h("span", {"aria-hidden": "true"}, letter)
            for letter in ascii_uppercase
        )
        yield entry_filter("glossary-filter", "Filter the terms")
        yield h("nav", {"class": "idx", "aria-label": "A to Z"}, bar)
        for letter, group in groups.items():
            yield h("p", {"class": "letter", "id": f"letter-{letter.lower()}"}, letter)
            yield from map(self._entry, group)

    def _entry(self, term: Term) -> Element:
        # Text of its own, not AtomicString: definitions may carry Markdown and link other terms.
        definition, facts = Element("p"), Element("ul")
        definition.text = term.definition
        for fact in term.facts:
            item = Element("li")
            item.text = fact.text
            mark_fact(item, fact.text, self.context.dossier.article_ends)
            add(item, source_names(fact.sources, self.context.dossier))
            facts.append(item)
        return h(
            "article",
            {"class": "lemma", "id": term.id, "data-entry": term.id},
            h("h2", {"id": f"term-{term.id}"}, term.term),
            h("p", {"class": "lemma__alias"} | _QUIET, joined(map(_spelled, term.aliases), ", "))
            if term.aliases
            else None,
            definition,
            facts if term.facts else None,
            self._meta(term),
            self._sources(term),
        )

    def _meta(self, term: Term) -> Element:
        dossier = self.context.dossier
        see = [h("a", {"href": f"#{id_}"}, dossier.glossary[id_].term) for id_ in term.see_also]
        return h(
            "div",
            {"class": "lemma__meta"} | _QUIET,
            h("p", {}, "See also ", joined(see, ", "), ".") if see else None,
            h("p", {}, "In the article: ", paragraph_links(term.paragraphs, dossier), ".") if term.paragraphs else None,
            place_of_uses(term.id),
            self.edit_link("glossary", term.line),
        )

    def _sources(self, term: Term) -> Element | None:
        if not term.sources:
            return None
        lines = (source_line(support, self.context.dossier) for support in term.sources)
        return h("details", {"class": "lemma__sources"} | _QUIET, h("summary", {}, "Sources"), h("ul", {}, lines))


def _spelled(alias: Spelling) -> Element:
    return h("span", {}, spelling(alias))
