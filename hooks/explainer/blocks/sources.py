"""`/// sources`: every work cited, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from ..languages import language_name
from ..markup import h, joined
from ..records import Source
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


class Sources(GeneratedBlock):
    """All works of data/sources.yml by kind, with tier, language, date and the claims they support."""

    NAME = "sources"
    CLASS = "sources-list"

    def build(self) -> Any:
        """Return a section for each kind."""
        supported: dict[str, list[Any]] = {}
        for claim in self.context.dossier.claims.values():
            for support in claim.sources:
                supported.setdefault(support.source, []).append(h("a", {"href": f"claims.md#{claim.id}"}, claim.title))
        for kind, head in KIND_HEADS.items():
            works = [source for source in self.context.dossier.sources.values() if source.kind == kind]
            works.sort(key=lambda source: (source.publisher.casefold(), source.id))
            if works:
                yield h(
                    "section",
                    {},
                    h("h2", {"id": f"sources-{kind}"}, f"{head} ({len(works)})"),
                    h("ul", {"class": "sources"}, (self._work(work, supported.get(work.id, [])) for work in works)),
                )

    def _work(self, source: Source, claims: list[Any]) -> Element:
        about = joined(
            (
                source.published.words if source.published else "no date",
                f"in {language_name(source.language)}",
                f"tier {source.tier}",
                f"state media of {source.state}" if source.state else None,
                f"via {source.via}" if source.via else None,
                "our label, the headline was not seen" if source.title_is_label else None,
            ),
            " · ",
        )
        return h(
            "li",
            {"id": source.id},
            h(
                "p",
                {},
                h("b", {}, source.publisher),
                ", ",
                h("a", {"href": source.url, "lang": source.language}, source.title),
            ),
            h("p", {"class": "sources__meta"}, about),
            h("p", {"class": "sources__note"}, source.note) if source.note else None,
            h("p", {"class": "sources__claims"}, "Supports ", joined(claims, ", ")) if claims else None,
            self.edit_link("sources", source.line),
        )
