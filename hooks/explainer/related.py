"""Which pages and charts are about the same: what a reader who has come to the end may want next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from .uses import claims_of_chart, drawn_from_some

if TYPE_CHECKING:
    from .publication import Publication
    from .records import Claim

_MOST = 3
_OF_ACTORS = 0.1  # how much the actors count beside the claims
_NAMED = 2  # claims named in a reason


@dataclass(frozen=True)
class Topic:
    """An explainer or a chart's page: its name as links write it, title, address, claims, actors besides Minsk.

    `near` names what it leads to anyhow: the pages before and after it, the charts on it, the pages a chart is on.
    """

    name: str
    title: str
    address: str
    number: int
    claims: frozenset[str]
    actors: frozenset[str]
    near: frozenset[str]


@dataclass(frozen=True)
class Related:
    """A page to go on to, with the reason in words."""

    topic: Topic
    reason: str


def related_pages(publication: Publication) -> Mapping[str, tuple[Related, ...]]:
    """Return for each explainer and each chart's page up to three others, the nearest first.

    The measure is a weighted Jaccard index: the weights of the claims that both rest on, over the weights of all claims
    that either rests on, and a tenth of the same index of their actors.
    A claim weighs the logarithm of the number of topics over the number of those that rest on it, so what is told
    everywhere counts for nothing. The plot of all verdicts is left out for the same reason.
    What a page leads to anyhow is left out, unless a neighbouring explainer is the nearest of all.
    """
    topics = [*_explainers(publication), *_charts(publication)]
    held = Counter(id_ for topic in topics for id_ in topic.claims)
    weights = {id_: log(len(topics) / number) for id_, number in held.items()}
    return {topic.name: tuple(_nearest(topic, topics, weights, publication)) for topic in topics}


def _explainers(publication: Publication) -> Iterator[Topic]:
    names = [page.name for page in publication.explainers]
    for position, page in enumerate(publication.explainers):
        near = {*names[max(position - 1, 0) : position], *names[position + 1 : position + 2]}
        near |= {f"charts/{mention.id}.md" for mention in page.mentions if mention.kind == "charts"}
        claims = frozenset(mention.id for mention in page.mentions if mention.kind == "claims")
        actors = frozenset(actor for actor, _ in page.explainer.legs)
        title, number = page.meta.title, page.explainer.number
        yield Topic(page.name, title, page.address, number, claims, actors, frozenset(near))


def _charts(publication: Publication) -> Iterator[Topic]:
    sides = {one.id for one in publication.dossier.edition.sides.values()}
    for chart in drawn_from_some(publication):
        claims = frozenset(claims_of_chart(chart, publication))
        near = frozenset(page.name for page in publication.pages_with("charts", chart.id))
        actor = getattr(chart, "actor", None)
        actors = frozenset([actor] if actor in sides else [])
        yield Topic(f"charts/{chart.id}.md", chart.title, f"charts/{chart.id}/", 0, claims, actors, near)


def _nearest(
    topic: Topic, topics: list[Topic], weights: Mapping[str, float], publication: Publication
) -> Iterator[Related]:
    ranked = sorted(
        (other for other in topics if other is not topic and other.claims & topic.claims),
        key=lambda other: (-_likeness(topic, other, weights), other.name),
    )
    kept = [
        other
        for place, other in enumerate(ranked)
        if other.name not in topic.near or (place == 0 and other.number and topic.number)
    ]
    for other in kept[:_MOST]:
        yield Related(other, _reason(topic, other, weights, publication))


def _likeness(one: Topic, other: Topic, weights: Mapping[str, float]) -> float:
    def weight(claims: frozenset[str]) -> float:
        return sum(weights[id_] for id_ in sorted(claims))

    actors = one.actors | other.actors
    alike = len(one.actors & other.actors) / len(actors) if actors else 0.0
    return weight(one.claims & other.claims) / (weight(one.claims | other.claims) or 1) + _OF_ACTORS * alike


def _reason(one: Topic, other: Topic, weights: Mapping[str, float], publication: Publication) -> str:
    shared = sorted(one.claims & other.claims, key=lambda id_: (-weights[id_], id_))
    claims: list[Claim] = [publication.dossier.claims[id_] for id_ in shared[:_NAMED]]
    among = ": " if len(shared) <= _NAMED else ", among them: "
    count = "One claim" if len(shared) == 1 else f"{len(shared)} claims"
    reason = f"{count} in common{among}{'; '.join(claim.title for claim in claims)}"
    also = [actor.word for actor in publication.dossier.edition.sides.values() if actor.id in one.actors & other.actors]
    return f"{reason}. Also about {' and '.join(also)}." if also else f"{reason}."
