"""Charts of outcomes: their words tell no outcome that none of their forecasts has, and the day of the last one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..charts.outcomes import OutcomesChart
from ..data.dossier import Dossier
from ..data.problem import Problem, listing
from ..data.vocabularies import OUTCOME_WORDS
from ..prose.moments import moments

_CLAUSE = re.compile(r"[^,;:.]+")
_NONE = re.compile(r"\b(?:0|no|none|nothing|without)\b", re.IGNORECASE)
_WORDS = {id_: word for id_, word in OUTCOME_WORDS.items() if id_ != "did-not"}  # “did not” stands in any sentence


def outcomes_apart(dossier: Dossier) -> Iterator[Problem]:
    """Yield where title, measure or alternative text of a chart keep what a forecast was before."""
    for chart in dossier.charts.values():
        if not isinstance(chart, OutcomesChart):
            continue
        shown = [dossier.scenarios[one.scenario] for one in chart.forecasts]
        had = {one.outcome for one in shown}
        lost = {id_: re.compile(rf"\b{word}\b") for id_, word in _WORDS.items() if id_ not in had}
        for field, text in (("title", chart.title), ("alt", chart.alt)):
            clauses = [clause for clause in _CLAUSE.findall(text) if not _NONE.search(clause)]
            for id_ in (id_ for id_, word in lost.items() if any(map(word.search, clauses))):
                found = f"“{field}” says “{OUTCOME_WORDS[id_]}”, and no forecast has that outcome"
                yield chart.fault(found, listing(OUTCOME_WORDS[one] for one in OUTCOME_WORDS if one in had))
        last = max(shown, key=lambda one: one.as_of.last).as_of
        named = [(one.year, one.month) for one in moments(chart.measure) if one.year and one.month]
        if named and max(named) != (last.last.year, last.last.month):
            found = f"“measure” ends with another month than the forecasts, which were followed until {last.words}"
            yield chart.fault(found, "that month")
