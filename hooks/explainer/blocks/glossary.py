"""`/// glossary`: every term, A to Z."""

from __future__ import annotations

import json
from itertools import groupby
from string import ascii_uppercase
from typing import Any
from unicodedata import normalize
from xml.etree.ElementTree import Element

from ..inlining import Inline
from ..markup import add, h, joined, source_line, source_names, spelling
from ..mentions import place_of_uses
from ..numbering import NumberProcessor
from ..records import Spelling, Term
from .base import GeneratedBlock
from .links import paragraph_links

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
        """Return the jump bar, the entries under their letters, and the same as structured data."""
        terms = sorted(self.context.dossier.glossary.values(), key=lambda term: normalize("NFD", term.term).casefold())
        groups = {letter: list(group) for letter, group in groupby(terms, _letter)}
        bar = (
            h("a", {"href": f"#letter-{letter.lower()}"}, letter)
            if letter in groups
            else h("span", {"aria-hidden": "true"}, letter)
            for letter in ascii_uppercase
        )
        yield h("nav", {"class": "idx", "aria-label": "A to Z"}, bar)
        for letter, group in groups.items():
            yield h("p", {"class": "letter", "id": f"letter-{letter.lower()}"}, letter)
            yield from map(self._entry, group)
        yield h("script", {"type": "application/ld+json"}, self._structured(terms))

    def _entry(self, term: Term) -> Element:
        # Text of its own, not AtomicString: definitions may carry Markdown and link other terms.
        definition, facts = Element("p"), Element("ul")
        definition.text = term.definition
        for fact in term.facts:
            item = Element("li")
            item.text = fact.text
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

    def _structured(self, terms: list[Term]) -> str:
        """The glossary as a schema.org DefinedTermSet, its addresses relative to the page."""
        inline = Inline()
        inline.register(NumberProcessor(self.context, inline.markdown), "number", 185)
        entries = [_structured_term(term, inline) for term in terms]
        data = {
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "@id": "#glossary",
            "name": self.context.page.meta.title if self.context.page else "Glossary",
            "inLanguage": "en",
            "hasDefinedTerm": entries,
        }
        # Within a script “</” would end it.
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _structured_term(term: Term, inline: Inline) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "@type": "DefinedTerm",
        "@id": f"#{term.id}",
        "url": f"#{term.id}",
        "name": term.term,
        "description": inline.plain(term.definition),
        "inDefinedTermSet": {"@id": "#glossary"},
    }
    names = [{"@language": alias.lang, "@value": alias.form} if alias.lang else alias.form for alias in term.aliases]
    return entry | ({"alternateName": names} if names else {})


def _spelled(alias: Spelling) -> Element:
    return h("span", {}, spelling(alias))
