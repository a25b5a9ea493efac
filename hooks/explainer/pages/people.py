"""`/// people`: people, institutions and states."""

from __future__ import annotations

from collections.abc import Mapping

from ..data.records import Claim, Person
from ..prose.pages import Page
from .base import GeneratedBlock

_HEADS = {"principal": "At the centre", "person": "People", "institution": "Institutions", "state": "States"}


class People(GeneratedBlock):
    """All entries of data/people.yml: role in the window, what came before and later, spellings, where they appear."""

    NAME = "people"
    CLASS = "people"

    def view(self) -> Mapping[str, object]:
        """Return everybody by kind, with the claims about each and the explainers that cite one of these."""
        people = self.context.dossier.people.values()
        groups = {kind: [person for person in people if _group(person) == kind] for kind in _HEADS}
        claims = {person.id: self._claims(person) for person in people}
        return {
            "groups": {kind: entries for kind, entries in groups.items() if entries},
            "heads": _HEADS,
            "short": _short,
            "claims_of": claims,
            "pages_of": {id_: self._pages(found) for id_, found in claims.items()},
        }

    def _claims(self, person: Person) -> list[Claim]:
        """Return the claims that name somebody: those that most pages cite, then by date."""
        publication, dossier = self.context.publication, self.context.dossier
        claims = [claim for claim in dossier.claims.values() if person.id in claim.actors]
        return sorted(claims, key=lambda one: (-len(publication.pages_with("claims", one.id)), dossier.when(one).first))

    def _pages(self, claims: list[Claim]) -> list[Page]:
        publication = self.context.publication
        citing = {page.name for claim in claims for page in publication.pages_with("claims", claim.id)}
        return [page for page in publication.explainers if page.name in citing]


def _group(person: Person) -> str:
    return "principal" if person.principal else person.kind


def _short(person: Person) -> str:
    """Return the shortest of an institution’s plain forms; the names of people and states stay whole."""
    if person.kind != "institution":
        return person.name
    plain = [alias.form for alias in person.aliases if not (alias.lang or alias.note)]
    return min([person.name, *plain], key=len)
