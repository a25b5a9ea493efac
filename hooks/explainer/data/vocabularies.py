"""The vocabularies that every edition has: statuses, verdicts, outcomes, hedges, qualifiers, with their words.

What a status looks like is drawn in `overrides/partials/marks.html` for pages and in `charts/marks.py` for charts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Status = Literal["established", "reported", "claimed", "disputed", "authors-reading", "forecast"]
Verdict = Literal["matches-record", "matches-with-detail", "differs", "not-corroborated", "authors-reading"]
Hedge = Literal["none", "alleged", "reported", "likely", "possible", "author-judgement", "forecast"]
Qualifier = Literal["exact", "at-least", "about", "derived", "range", "missing"]
Outcome = Literal["came-true", "partly", "did-not", "open"]


def _words(ids: object, others: Mapping[str, str]) -> Mapping[str, str]:
    """Say each id of a vocabulary as readers see it: as it is written, without hyphens, or as `others` has it."""
    return {id_: others.get(id_, id_.replace("-", " ")) for id_ in get_args(ids)}


_AUTHORS = {"authors-reading": "author’s reading"}
STATUS_WORDS = _words(Status, _AUTHORS)
VERDICT_WORDS = _words(
    Verdict, {"matches-record": "matches the record", "matches-with-detail": "matches, with detail", **_AUTHORS}
)
OUTCOME_WORDS = _words(Outcome, {})
# From the surest: a sentence is as sure as the least sure record under it. A reading or forecast is not among them.
SURE_FIRST: tuple[Status, ...] = ("established", "reported", "claimed", "disputed")
SIDED: tuple[Status, ...] = ("claimed", "reported", "disputed")  # what somebody says; a reading weighs what many said
STATUS_MEANINGS: Mapping[str, str] = {
    "established": (
        "a plain number stands for it: independent sources agree, or an act was plainly done, "
        "or a statement plainly made: that it was said, not that it is so"
    ),
    "reported": "credible, not independently confirmed",
    "claimed": "one side says so; it is named",
    "disputed": "sources contradict each other",
    "authors-reading": "the article’s interpretation",
    "forecast": "and, later, what came of it",
}
HEDGE_WORDS: Mapping[str, str] = {
    "none": "put as certain",
    "alleged": "put as alleged",
    "reported": "put as reported",
    "likely": "put as likely",
    "possible": "put as a possibility",
    "author-judgement": "put as a judgement",
    "forecast": "put as an expectation",
}
