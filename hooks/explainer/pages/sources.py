"""`/// sources`: every work cited, once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

from ..data.fields import language_name
from ..data.records import Person, Source, Term
from ..publication.uses import claims_of_sources, others_of_sources
from .base import GeneratedBlock
from .markup import claim_link, h, joined, lengthy, title_link
from .record_links import jump_list

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
# A list of the copies that the Internet Archive holds of an address; nothing is asked of it before a reader does.
_ARCHIVE = "https://web.archive.org/web/*/"


class Sources(GeneratedBlock):
    """All works of data/sources.yml by kind, with tier, language, date and what rests on them."""

    NAME = "sources"
    CLASS = "sources-list"

    def build(self) -> Any:
        """Return the ways to the kinds, and a section for each."""
        self._claims = claims_of_sources(self.context.publication)
        self._others = others_of_sources(self.context.publication)
        sources = self.context.dossier.sources.values()
        kinds = {kind: [one for one in sources if one.kind == kind] for kind in KIND_HEADS}
        there = {kind: works for kind, works in kinds.items() if works}
        ways = (("sources", kind, KIND_HEADS[kind], len(works)) for kind, works in there.items())
        yield jump_list("Kinds of source", ways)
        for kind, works in there.items():
            works.sort(key=lambda source: (source.publisher.casefold(), source.id))
            yield h(
                "section",
                {},
                h("h2", {"id": f"sources-{kind}"}, f"{KIND_HEADS[kind]} ({len(works)})"),
                h("ul", {"class": "sources"}, map(lengthy, map(self._work, works))),
            )

    def _work(self, source: Source) -> Element:
        claims = self._claims.get(source.id, ())
        others = self._others.get(source.id, ())
        return h(
            "li",
            {"id": source.id},
            h(
                "p",
                {},
                h("b", {}, source.publisher),
                ", ",
                title_link(source, on_paper=True),
            ),
            h("p", {"class": "sources__meta"}, joined(self._about(source), " · ")),
            h("p", {"class": "sources__note"}, source.note) if source.note else None,
            h("p", {"class": "sources__claims"}, "Supports ", joined(map(claim_link, claims), ", "))
            if claims
            else None,
            h("p", {"class": "sources__claims"}, "Also under ", joined(map(_other, others), ", ")) if others else None,
            self.edit_link("sources", source.line),
        )

    def _about(self, source: Source) -> list[str | Element | None]:
        return [
            h("b", {"class": "sources__label"}, source.label) if source.label else None,
            source.published.words if source.published else "no date",
            f"in {language_name(source.language)}",
            TIER_WORDS[source.tier],
            f"via {source.via}" if source.via else None,
            "our label, the headline was not seen" if source.title_is_label else None,
            h("a", {"href": _ARCHIVE + source.url, "rel": "noopener"}, "archived copies"),
        ]


def _other(entry: Any) -> Element:
    if isinstance(entry, Term):
        return h("a", {"href": f"glossary.md#{entry.id}"}, f"{entry.term} (glossary)")
    if isinstance(entry, Person):
        return h("a", {"href": f"people.md#{entry.id}"}, f"{entry.name} (who’s who)")
    return h("a", {"href": "data.md#table-measures"}, f"{entry.title} (numbers)")
