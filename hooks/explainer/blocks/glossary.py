"""`/// glossary`: every term, A to Z."""

from __future__ import annotations

from itertools import groupby
from string import ascii_uppercase
from typing import Any
from unicodedata import normalize
from xml.etree.ElementTree import Element

from ..markup import h, joined, source_line, spelling
from ..records import Term
from .base import GeneratedBlock
from .links import page_links, paragraph_links


def _letter(term: Term) -> str:
    return normalize("NFD", term.term)[0].upper()


class Glossary(GeneratedBlock):
    """All terms of data/glossary.yml with a jump bar."""

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
        yield h("nav", {"class": "idx", "aria-label": "A to Z"}, bar)
        for letter, group in groups.items():
            yield h("p", {"class": "letter", "id": f"letter-{letter.lower()}"}, letter)
            yield from map(self._entry, group)

    def _entry(self, term: Term) -> Element:
        dossier, publication = self.context.dossier, self.context.publication
        # Text of its own, not AtomicString: definitions may carry Markdown and link other terms.
        definition, facts = Element("p"), Element("ul")
        definition.text = term.definition
        for fact in term.facts:
            item = Element("li")
            item.text = fact
            facts.append(item)
        see = [h("a", {"href": f"#{id_}"}, dossier.glossary[id_].term) for id_ in term.see_also]
        used = [page for page in publication.pages_with_term.get(term.id, ()) if page.name != "glossary.md"]
        quiet = {"data-terms": "off"}
        return h(
            "article",
            {"class": "lemma", "id": term.id, "data-entry": term.id},
            h("h2", {"id": f"term-{term.id}"}, term.term),
            h("p", {"class": "lemma__alias"} | quiet, joined(map(_spelled, term.aliases), ", "))
            if term.aliases
            else None,
            definition,
            facts if term.facts else None,
            h(
                "p",
                {"class": "lemma__meta"} | quiet,
                ["See also ", joined(see, ", "), ". "] if see else None,
                ["Used on ", page_links(used), ". "] if used else None,
                ["In the article: ", paragraph_links(term.paragraphs, dossier), "."] if term.paragraphs else None,
                " ",
                self.edit_link("glossary", term.line),
            ),
            h(
                "details",
                {"class": "lemma__sources"} | quiet,
                h("summary", {}, "Sources"),
                h("ul", {}, (source_line(support, dossier) for support in term.sources)),
            )
            if term.sources
            else None,
        )


def _spelled(alias: Any) -> Element:
    return h("span", {}, spelling(alias))
