"""The structured data of a page: one graph of schema.org nodes, as a script that no browser runs.

There is no ClaimReview: it rates whether a claim is true, while a verdict here says how a statement of the article
stands to the record, and a status how sure anyone can be; neither is a rating of truth.
There is no SearchAction: searching needs the page's script, so no address answers a query.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .datasets import catalogue, chart_dataset
from .happenings import happenings
from .persons import persons
from .subject import Subject
from .vocabulary import term_set
from .works import article, page_node, website

if TYPE_CHECKING:
    from ..mentions import Mentions
    from ..publication import Publication

Node = dict[str, Any]


def structured_script(subject: Subject, publication: Publication, mentions: Mentions) -> str:
    """Return the page's graph as the content of a script element."""
    return script_of([*_graph(subject, publication, mentions)])


def script_of(graph: list[Node]) -> str:
    """Write nodes so that they can stand in a script element."""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # “</” would end the script and “<!--” begin a comment in it; as an escape it is the same text.
    return text.replace("<", "\\u003c")


def _graph(subject: Subject, publication: Publication, mentions: Mentions) -> Iterator[Node]:
    if subject.is_home:
        yield website(subject, publication)
    else:
        yield _trail(subject)
    page = publication.by_name.get(subject.name)
    if page is not None and page in publication.explainers:
        yield article(page, subject, publication, mentions)
        return
    entities = [*_entities(subject, page.blocks if page else frozenset(), publication)]
    main = {"mainEntity": {"@id": entities[0]["@id"]}} if entities else {}
    yield page_node(subject, publication) | main
    yield from entities


def _entities(subject: Subject, blocks: frozenset[str], publication: Publication) -> Iterator[Node]:
    """What a page holds for others to take, the chief thing first; `blocks` stand on it."""
    if subject.chart:
        yield chart_dataset(subject, publication)
    if "datasets" in blocks:
        yield from catalogue(subject, publication)
    if "glossary" in blocks:
        yield term_set(subject, publication)
    if "timeline" in blocks:
        yield happenings(subject, publication)
    if "people" in blocks:
        yield persons(subject, publication)


def _trail(subject: Subject) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.title, "item": subject.url(crumb.address)}
            for position, crumb in enumerate(subject.trail, 1)
        ],
    }
