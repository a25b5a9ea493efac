"""Parts of charts that the record or another part contradicts, whatever their texts say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ..charts.bar_frame import BarsChart
from ..charts.comparison import ComparisonChart
from ..charts.flow import FlowChart
from ..charts.posture import PostureChart
from ..data.dossier import Dossier
from ..data.problem import Problem, listing
from .numbers import NumberCheck, unbacked

_PER = re.compile(r"\b(?:per|each|every)\s+(?P<span>day|week|month|year)\b", re.IGNORECASE)
_SPANS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year"}
_DAILY = re.compile(rf"\b(?:{'|'.join(_SPANS)})\b", re.IGNORECASE)


def charts_apart(dossier: Dossier, numbers: NumberCheck) -> Iterator[Problem]:
    """Yield measures of another span than the bars, links back in time, heads without ground, steps of others."""
    for chart in dossier.charts.values():
        if isinstance(chart, BarsChart):
            yield from _measured_otherwise(chart)
        elif isinstance(chart, FlowChart):
            yield from _leading_back(chart, dossier)
            yield from _moves_of_others(chart, dossier)
        elif isinstance(chart, ComparisonChart):
            yield from _heads_apart(chart, numbers)
        elif isinstance(chart, PostureChart):
            for event in (dossier.events[step.event] for step in chart.steps):
                if event.actor != chart.actor:
                    found = f"“{event.id}” is a move of {event.actor}, and the chart is of {chart.actor}"
                    yield chart.fault(found, "a move of its own")


def _measured_otherwise(chart: BarsChart) -> Iterator[Problem]:
    spans = {match["span"].casefold(): match[0] for match in _PER.finditer(chart.measure)}
    spans |= {_SPANS[match[0].casefold()]: match[0] for match in _DAILY.finditer(chart.measure)}
    if chart.by != "point" and spans and chart.by not in spans:
        found = f"“measure” says “{next(iter(spans.values()))}”, and “by” is “{chart.by}”"
        yield chart.fault(found, f"“per {chart.by}”, or another “by”")


def _leading_back(chart: FlowChart, dossier: Dossier) -> Iterator[Problem]:
    dates = {node.key: dossier.when(dossier.claims[node.claim]) for node in chart.nodes if node.claim}
    for link in chart.links:
        first, then = dates.get(link.first), dates.get(link.then)
        if first and then and then.last < first.first:
            found = f"the link from “{link.first}” to “{link.then}” leads from {first.words} back to {then.words}"
            yield chart.fault(found, "“first” before “then”")


def _moves_of_others(chart: FlowChart, dossier: Dossier) -> Iterator[Problem]:
    """Yield the nodes in the column of an actor whose move they are not, nor one of the people of whom they tell."""
    moves, acting = defaultdict[str, set[str]](set), defaultdict[str, Counter[str]](Counter)
    for event in dossier.events.values():
        moves[event.claim].add(event.actor)
        for id_ in dossier.claims[event.claim].actors:
            acting[id_][event.actor] += 1
    for node in chart.nodes:
        own = moves.get(node.claim or "", set())
        people = dossier.claims[node.claim].actors if node.claim else ()
        theirs = {actor for id_ in people for actor, count in acting[id_].items() if count == max(acting[id_].values())}
        if own and node.actor not in own | theirs:
            found = f"“{node.key}” stands in the column of {node.actor}, and “{node.claim}” is a move of {listing(own)}"
            yield chart.fault(found, "the “actor” of its event")


def _heads_apart(chart: ComparisonChart, numbers: NumberCheck) -> Iterator[Problem]:
    for column, case in enumerate(chart.cases):
        facts = [numbers.facts[aspect.cells[column].claim] for aspect in chart.aspects]
        for written, allowed in unbacked(case.name, facts, numbers.reader, is_head=True):
            yield chart.fault(f"“{written}” of “{case.name}” is in no claim of its column", allowed)
