"""Records that contradict each other, whatever each says alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..data.dossier import Dossier, gathered
from ..data.problem import Problem


def contradictions(dossier: Dossier) -> Iterator[Problem]:
    """Yield what two records tell twice or apart, each at the second one, and forecasts that nobody followed."""
    for claim, events in gathered((event.claim, event) for event in dossier.events.values()).items():
        for event in events[1:]:
            found = f"“{event.id}” tells the claim “{claim}”, as “{events[0].id}” (line {events[0].line}) does"
            yield Problem.of_record("events", event.line, found, "one event for a claim")
    followed = {id_ for scenario in dossier.scenarios.values() for id_ in scenario.statements}
    for statement in dossier.article.values():
        if statement.forecast and statement.id not in followed:
            found = f"“{statement.id}” is a forecast, and no scenario says what became of it"
            allowed = "its id under “statements” in data/scenarios.yml"
            yield Problem.of_record("article", statement.line, found, allowed)
    for scenario in dossier.scenarios.values():
        if scenario.as_of.last < dossier.article_ends:
            found = f"“{scenario.id}”: “as_of” is {scenario.as_of}, before the article ends"
            yield Problem.of_record("scenarios", scenario.line, found, f"{dossier.article_ends} or later")
    for before, change in pairwise(dossier.changes.values()):
        if change.date.first < before.date.first:
            found = f"“{change.id}” of {change.date} stands after “{before.id}” of {before.date}"
            yield Problem.of_record("changes", change.line, found, "the order of time, the newest last")
