"""`/// sources`: every work cited, once."""

from __future__ import annotations

from collections.abc import Mapping

from ..publication.uses import claims_of_sources, others_of_sources
from .base import GeneratedBlock

KIND_HEADS: Mapping[str, str] = {
    "official": "Official documents and statements",
    "wire": "News agencies",
    "public-broadcaster": "Public broadcasters",
    "press": "Press",
    "state-media": "State media",
    "research": "Research institutes",
    "rights-group": "Rights groups",
    "monitoring-group": "Monitoring groups",
    "reference": "Reference works",
    "aggregator": "Mirrors and aggregators",
}
TIER_WORDS: Mapping[str, str] = {
    "A": "tier A, of record",
    "B": "tier B, other outlet",
    "C": "tier C, second hand",
}


class Sources(GeneratedBlock):
    """All works of data/sources.yml by kind, with tier, language, date and what rests on them."""

    NAME = "sources"
    CLASS = "sources-list"

    def view(self) -> Mapping[str, object]:
        """Return the works by kind, and what rests on each."""
        publication = self.context.publication
        works = sorted(self.context.dossier.sources.values(), key=lambda one: (one.publisher.casefold(), one.id))
        kinds = {kind: [one for one in works if one.kind == kind] for kind in KIND_HEADS}
        kinds = {kind: found for kind, found in kinds.items() if found}
        return {
            "kinds": kinds,
            "ways": [(f"sources-{kind}", KIND_HEADS[kind], len(found)) for kind, found in kinds.items()],
            "heads": KIND_HEADS,
            "tiers": TIER_WORDS,
            "claims": claims_of_sources(publication),
            "others": others_of_sources(publication),
        }
