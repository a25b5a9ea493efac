"""What stands behind a sentence: its claims, each with status and sources."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..dossier import Dossier
from ..markup import claim_link, h, joined, status_mark
from ..records import Claim, Source

_MOST = 3  # sources named beside a claim; its own entry has all of them


def backing(claims: Iterable[Claim], dossier: Dossier) -> Element:
    """List claims with their status and who published what they rest on."""
    return h("ul", {"class": "backing"}, (_item(claim, dossier) for claim in claims))


def _item(claim: Claim, dossier: Dossier) -> Element:
    sources = list(dict.fromkeys(support.source for support in claim.sources))
    more = f" and {len(sources) - _MOST} more" if len(sources) > _MOST else ""
    named = joined((_named(dossier.sources[id_]) for id_ in sources[:_MOST]), ", ")
    return h(
        "li",
        {},
        status_mark(claim.status),
        " ",
        claim_link(claim),
        h("span", {"class": "backing__sources"}, " · ", named, more) if named else None,
    )


def _named(source: Source) -> Element:
    label = f" ({source.label})" if source.label else ""
    return h("span", {}, h("a", {"href": f"sources.md#{source.id}"}, source.publisher), label)
