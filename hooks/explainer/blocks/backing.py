"""What stands behind a sentence: its claims, each with status and sources."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..dossier import Dossier
from ..markup import claim_link, h, joined, later, status_mark
from ..records import Claim
from ..sources import Source

_MOST = 3  # publishers named beside a claim; its own entry has every source


def backing(claims: Iterable[Claim], dossier: Dossier) -> Element:
    """List claims with their status and who published what they rest on."""
    return h("ul", {"class": "backing"}, (_item(claim, dossier) for claim in claims))


def publishers(claim: Claim, dossier: Dossier) -> list[str]:
    """Name who published what a claim rests on, each once, in the order of its sources."""
    return list(dict.fromkeys(dossier.sources[support.source].publisher for support in claim.sources))


def _item(claim: Claim, dossier: Dossier) -> Element:
    first: dict[str, Source] = {}
    for support in claim.sources:
        source = dossier.sources[support.source]
        first.setdefault(source.publisher, source)
    shown = list(first.values())[:_MOST]
    left = len(first) - len(shown)
    more = f" and {left} more" if left else ""
    named = joined(map(_named, shown), ", ")
    return h(
        "li",
        {},
        status_mark(claim.status),
        " ",
        claim_link(claim),
        [" ", later()] if dossier.is_later(claim) else None,
        h("span", {"class": "backing__sources"}, " · ", named, more) if named else None,
    )


def _named(source: Source) -> Element:
    label = f" ({source.label})" if source.label else ""
    return h("span", {}, h("a", {"href": f"sources.md#{source.id}"}, source.publisher), label)
