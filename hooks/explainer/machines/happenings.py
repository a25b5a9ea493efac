"""The timeline as schema.org events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..records import Event
from .subject import Subject

if TYPE_CHECKING:
    from ..publication import Publication


def happenings(subject: Subject, publication: Publication) -> dict[str, Any]:
    """The established events that have a place, in order of time.

    An Event node says that something took place; what is reported, claimed or disputed must not be said so,
    and what has no place is no event to those who read such nodes.
    """
    dossier = publication.dossier
    told = [event for event in dossier.timeline if dossier.claims[event.claim].status == "established"]
    placed = [event for event in told if dossier.claims[event.claim].places]
    return {
        "@type": "ItemList",
        "@id": subject.url(f"{subject.address}#established"),
        "name": "Established events with a place",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "item": _event(event, subject, publication)}
            for position, event in enumerate(placed, 1)
        ],
    }


def _event(event: Event, subject: Subject, publication: Publication) -> dict[str, Any]:
    dossier = publication.dossier
    claim = dossier.claims[event.claim]
    places = [
        {
            "@type": "Place",
            "@id": subject.url(f"map/#{id_}"),
            "name": dossier.places[id_].name,
            "address": {"@type": "PostalAddress", "addressCountry": dossier.places[id_].country},
        }
        for id_ in claim.places
    ]
    return {
        "@type": "Event",
        "@id": subject.url(f"{subject.address}#{event.id}"),
        "name": claim.title,
        "startDate": event.date.start,
        **({"endDate": event.date.end} if event.date.is_range else {}),
        "location": places[0] if len(places) == 1 else places,
    }
