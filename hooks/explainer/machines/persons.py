"""Who's who as schema.org persons, organisations and countries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .subject import Subject
from .vocabulary import names

if TYPE_CHECKING:
    from ..publication import Publication

_TYPES = {"person": "Person", "institution": "Organization", "state": "Country"}


def persons(subject: Subject, publication: Publication) -> dict[str, Any]:
    """Everybody with role and spellings, in the order of the file."""
    return {
        "@type": "ItemList",
        "@id": subject.url(f"{subject.address}#everybody"),
        "name": subject.title,
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "item": {
                    "@type": _TYPES[person.kind],
                    "@id": subject.url(f"{subject.address}#{person.id}"),
                    "name": person.name,
                    "description": person.role,
                    **names(person.aliases),
                },
            }
            for position, person in enumerate(publication.dossier.people.values(), 1)
        ],
    }
