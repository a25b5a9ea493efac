"""The small edition in tests/edition: a whole site on another subject, in which every kind of thing stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from mkdocs_site import Site
from pydantic import BaseModel
from subject import told

from explainer.charts.kinds import KINDS
from explainer.outputs.build import chart_pages
from explainer.prose.grammar import BLOCKS
from explainer.publication.publication import Publication

_UNEXCEPTED = ("article", "charts", "glossary", "places", "events", "people", "series", "scenarios")
_NOT_ALLOWED = ("unlikely-day", "other-number", "common-word")
# Values that no record of the edition has, and why.
_LEFT_OUT: Mapping[str, str] = {
    **dict.fromkeys(("Actor.side: west", "Actor.side: far-east"), "its middle has two neighbours"),
    **dict.fromkeys(("Actor.shape: triangle", "Actor.shape: diamond"), "four actors need four shapes"),
    **{f"Exemption.kind: {kind}": "two exceptions show how" for kind in _UNEXCEPTED},
    **{f"ClaimNumber.qualifier: {word}": "points of its series show them" for word in ("derived", "missing")},
    **{f"Alternative.qualifier: {word}": "points show them" for word in ("at-least", "derived", "exact")},
    **{f"Exemption.allows: {word}": "its days, numbers and words are plain" for word in _NOT_ALLOWED},
    "Meta.template: explainer.html": "explainers have this",
}
_TEXTS = (".html", ".md", ".json", ".csv", ".xml", ".txt", ".js", ".css", ".svg", ".webmanifest")


def test_every_block_and_every_kind_of_chart_stands_on_a_page(publication: Publication) -> None:
    made = re.findall(r"^/// ([\w-]+)", "\n".join(chart_pages(publication).values()), re.MULTILINE)
    assert {*made}.union(*(page.blocks for page in publication.pages)) == BLOCKS.keys()
    assert {chart.kind for chart in publication.dossier.charts.values()} == KINDS.keys()


def test_every_word_of_every_vocabulary_stands_in_a_record(publication: Publication) -> None:
    names: dict[frozenset[str], str] = {}  # vocabularies, each by the first field that has it
    seen: dict[frozenset[str], set[str]] = defaultdict(set)
    dossier, pages = publication.dossier, publication.pages
    every = [*vars(dossier).values(), *vars(dossier.edition).values(), *(page.meta for page in pages)]
    for record in _records(every):
        for name, field in type(record).model_fields.items():
            if words := frozenset(_vocabulary(field.annotation)):
                names.setdefault(words, f"{type(record).__name__}.{name}")
                seen[words] |= _words(getattr(record, name))
    missing = {f"{name}: {word}" for words, name in names.items() for word in words - seen[words]}
    assert {"Claim.status", "Statement.verdict", "Scenario.outcome"} <= set(names.values())
    assert missing == _LEFT_OUT.keys()


def test_no_word_of_the_real_edition_is_in_its_site(site: Site) -> None:
    found = [
        word
        for path in site.folder.rglob("*.*")
        if path.suffix in _TEXTS and "plotly" not in path.name
        for word in told(path.relative_to(site.folder), path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_its_device_scale_and_map_are_its_own(site: Site, publication: Publication) -> None:
    records = publication.dossier.edition
    page = site.pages[publication.explainers[0].address].tree
    device = page.xpath("//svg[@class='device']")[0]
    assert set(device.xpath(".//circle/@data-actor")) == {actor.id for actor in records.sides.values()}
    scale = page.xpath("//svg[@class='window']")[0]
    assert [re.sub(r"\s+", " ", text.text_content()) for text in scale.xpath("./text[@class='window__name']")] == [
        "December 2011",
        "January 2012",
    ]
    ground = site.pages["map/"].tree.xpath("//svg[starts-with(@class, 'ground')]")
    assert {svg.get("aria-label") for svg in ground} >= {
        window.name for window in (records.map.windows.wide, records.map.windows.narrow, *records.map.crowded)
    }


def _records(value: Any) -> Iterator[BaseModel]:
    """Yield every record in a value, and every part of one."""
    if isinstance(value, BaseModel):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, (tuple, list)) else ():
        yield from _records(inner)


def _vocabulary(annotation: Any) -> set[str]:
    """Return the words that a field allows, alone or in a list."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return set().union(*map(_vocabulary, get_args(annotation)))


def _words(value: Any) -> set[Any]:
    return set().union(*map(_words, value)) if isinstance(value, tuple) else {value}
