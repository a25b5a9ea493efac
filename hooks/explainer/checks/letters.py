"""The check of letters in what pictures show: one that their fonts lack would be a box."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from ..data.problem import Problem
from ..data.records import Source
from ..data.settings import FILE, Settings, read_settings
from ..data.yaml import read_file
from ..pictures.design import undrawn
from ..publication.chart_data import NAMES, works_of
from ..publication.publication import Publication
from .report import Finding

_CHARTS = "data/charts.yml"
_ALLOWED = "letters that their fonts have: Latin, Greek, Cyrillic"
_MEASURE = 600  # letters
_MOST, _WORD, _NAME = 140, 30, 50  # letters of a title, of a word of it, and of the site's name
_NOT_DRAWN = ("alt", "caveat")  # of a chart


def letters_missing(publication: Publication) -> Iterator[Finding]:
    """Yield the letters that the pictures of pages and charts cannot show, the first of each text."""
    yield from _too_long(publication)
    yield from _of_name(read_settings(publication.dossier.geo.parents[1]))
    for page in publication.pages:
        texts = () if page.meta.image else (page.meta.title, page.meta.standfirst or page.meta.description or "")
        for sign in filter(None, map(undrawn, texts)):
            places = ((line, text.find(sign) + 1) for line, text in enumerate(page.front.splitlines(), 2))
            line, column = next((place for place in places if place[1]), (1, 1))
            yield _finding(page.file, line, column, "", sign)
    dossier = publication.dossier
    if not dossier.charts:
        return
    text = (dossier.geo.parent / "charts.yml").read_text(encoding="utf-8-sig")
    for chart in dossier.charts.values():  # names of other records; what is its own is told at its place
        figures = publication.drawings[chart.id].figures
        signs = map(undrawn, _lettering(json.loads(figures))) if undrawn(figures) else ()
        if sign := next((sign for sign in signs if sign not in text), ""):
            yield _finding(_CHARTS, chart.line, 1, f"“{chart.id}” draws a name whose ", sign)
    for entry in read_file(text, _CHARTS, []).entries if undrawn(text) else ():
        for node in _scalars(entry.node):
            if sign := undrawn(node.value):
                mark = node.start_mark
                yield _finding(_CHARTS, mark.line + 1, mark.column + 1, f"“{entry.key}”: ", sign)
    yield from _of_records(publication)


def _of_records(publication: Publication) -> Iterator[Finding]:
    """Yield the letters of counters and publishers, who stand under the pictures of charts."""
    dossier = publication.dossier
    named = dict[str, Source]()
    for drawing in publication.drawings.values():
        publishers = {one.publisher: one for one in works_of(drawing.table, dossier)}
        named.update((one.id, one) for one in islice(publishers.values(), NAMES))
    for series in dossier.series.values():
        if sign := undrawn(series.counted_by):
            yield _finding("data/series.yml", series.line, 1, f"“{series.id}”: “counted_by”: ", sign)
    for source in named.values():
        if sign := undrawn(source.publisher):
            yield _finding("data/sources.yml", source.line, 1, f"“{source.id}”: “publisher”: ", sign)


def _too_long(publication: Publication) -> Iterator[Finding]:
    """Yield the titles that a picture for those who share the page has no room for."""
    titles = [
        (page.file, page.line_of("title"), "", page.meta.title) for page in publication.pages if not page.meta.image
    ]
    charts = publication.dossier.charts.values()
    titles += [(_CHARTS, chart.line, f"“{chart.id}”: ", chart.title) for chart in charts]
    for chart in charts:
        if len(chart.measure) > _MEASURE:
            found, allowed = (
                f"“measure” has {len(chart.measure)} letters",
                f"{_MEASURE} at most, as pictures have room for",
            )
            yield Finding(chart.fault(found, allowed))
    for file, line, whose, title in titles:
        longest = max(map(len, title.split()))
        if len(title) > _MOST or longest > _WORD:
            found = f"{whose}the title has {len(title)} letters, and its longest word {longest}"
            yield Finding(Problem(file, line, 1, found, f"{_MOST} and {_WORD} at most, as pictures have room for"))


def _of_name(settings: Settings) -> Iterator[Finding]:
    """Yield what is wrong with the site's name, which stands in the picture of every page."""
    name, node = str(settings.values.get("site_name", "")), settings.nodes.get("site_name")
    place = (node.start_mark.line + 1, node.start_mark.column + 1) if node else (1, 1)
    if len(name) > _NAME:
        found, allowed = f"“site_name” has {len(name)} letters", f"{_NAME} at most, as pictures have room for"
        yield Finding(Problem(FILE, *place, found, allowed))
    if sign := undrawn(name):
        yield _finding(FILE, *place, "“site_name”: ", sign)


def _finding(file: str, line: int, column: int, whose: str, sign: str) -> Finding:
    return Finding(Problem(file, line, column, f"{whose}“{sign}” cannot be shown in pictures", _ALLOWED))


def _lettering(part: Any) -> Iterator[str]:
    """Yield the texts that a part of a figure draws; those of marks without letters are for pointing alone."""
    if isinstance(part, list):
        for one in part:
            yield from _lettering(one)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name in ("text", "ticktext") and "text" in part.get("mode", "text"):
                yield from (value if isinstance(value, list) else [value] if isinstance(value, str) else ())
            if name != "hovertext":
                yield from _lettering(value)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the values of a chart that are drawn, at any depth."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value not in _NOT_DRAWN:
                yield from _scalars(value)
