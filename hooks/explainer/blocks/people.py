"""`/// people`: people, institutions and states."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..markup import h, joined, source_line, spelling
from ..records import Person
from .base import GeneratedBlock
from .links import page_links, paragraph_links

_HEADS = {"person": "People", "institution": "Institutions", "state": "States"}


class People(GeneratedBlock):
    """All entries of data/people.yml: role in summer 2024, what came before and later, spellings."""

    NAME = "people"
    CLASS = "people"

    def build(self) -> Any:
        """Return a section for each kind."""
        people = self.context.dossier.people.values()
        for kind, head in _HEADS.items():
            entries = [person for person in people if person.kind == kind]
            if entries:
                yield h("section", {}, h("h2", {"id": f"kind-{kind}"}, head), map(self._entry, entries))

    def _entry(self, person: Person) -> Element:
        rows = (
            ("In 2024", person.role_2024),
            ("Before", person.background),
            ("Later", person.since),
            ("In the article", self._article(person)),
            ("Appears in", self._pages(person)),
        )
        return h(
            "article",
            {"class": "lemma person", "id": person.id},
            h("h3", {"id": f"person-{person.id}"}, person.name),
            h(
                "p",
                {"class": "lemma__alias"},
                joined((h("span", {}, spelling(alias)) for alias in person.aliases), ", "),
            )
            if person.aliases
            else None,
            h(
                "dl",
                {"class": "facts"},
                (h("div", {}, h("dt", {}, name), h("dd", {}, value)) for name, value in rows if value),
            ),
            h("p", {"class": "claim__weak"}, "Weak: no source of tier A or B stands under this entry.")
            if person.weak
            else None,
            h(
                "details",
                {"class": "lemma__sources"},
                h("summary", {}, "Sources"),
                h("ul", {}, (source_line(support, self.context.dossier) for support in person.sources)),
            )
            if person.sources
            else None,
            self.edit_link("people", person.line),
        )

    def _article(self, person: Person) -> list[Any]:
        if not person.in_article:
            return ["not named"]
        links = paragraph_links(person.paragraphs, self.context.dossier)
        return [person.article_form, " · " if person.article_form and links else None, links]

    def _pages(self, person: Person) -> list[Any]:
        publication = self.context.publication
        claims = {claim.id for claim in self.context.dossier.claims.values() if person.id in claim.actors}
        pages = [
            page
            for page in publication.pages
            if any(mention.kind == "claims" and mention.id in claims for mention in page.mentions)
        ]
        return page_links(pages)
