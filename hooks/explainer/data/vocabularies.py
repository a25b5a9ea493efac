"""The vocabularies that every edition has: statuses, verdicts, outcomes, hedges, and all that hangs on a word of them.

A row more is a word more for editors. The mark that pages show is a symbol of `overrides/partials/marks.html`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from .fields import Meanings


@dataclass(frozen=True)
class StatusRow:
    """What hangs on a status.

    `shape` is its mark in charts: disc, half (of one), split (disc), ring (around a dot), or a symbol of Plotly's.
    `told` is how the checks say what a claim is, `wording` what they propose for a sentence that states it as fact,
    with {who} for the side that claims it, {publisher} and {author}.
    A claim that is `ranked` is surer than one of a row below; readings and forecasts are the author's, who makes them.
    One that is `sided` is somebody's word; where it is `named`, `claimed_by` has to say whose, and it is told with it.
    What is a `fact` may be told plainly, with its number alone. `when` says to editors when they give it.
    """

    word: str
    meaning: str
    when: str
    shape: str
    wording: str = ""
    told: str = ""
    ranked: bool = True
    sided: bool = False
    named: bool = False
    fact: bool = False


@dataclass(frozen=True)
class VerdictRow:
    """What hangs on a verdict.

    Of statements one `matches`, several `match`; `glyph` is its mark in charts, a lozenge where there is none.
    Where it `agrees`, a claim cited beside the statement tells how sure the sentence is.
    Of several statements the gravest verdict says in the head of their box what the record `does`.
    `when` says to editors when they give it.
    """

    word: str
    when: str
    matches: str
    match: str
    glyph: str = ""
    does: str = ""
    gravity: int = 0
    agrees: bool = False


@dataclass(frozen=True)
class OutcomeRow:
    """What hangs on an outcome; in charts a triangle, which may hold a symbol: name, size, stroke, px to the left.

    `when` says to editors when they give it.
    """

    word: str
    when: str
    shape: str = "triangle-right-open"
    inner: tuple[str, float, float, float] | None = None


# From the surest: a sentence is as sure as the least sure record under it.
STATUSES: Mapping[str, StatusRow] = {
    "established": StatusRow(
        "established",
        "a plain number stands for it: independent sources agree, or an act was plainly done, "
        "or a statement plainly made: that it was said, not that it is so",
        "independent sources agree, or an act was plainly done, "
        "or a statement plainly made: that it was said, not that it is so",
        "disc",
        fact=True,
    ),
    "reported": StatusRow(
        "reported",
        "credible, not independently confirmed",
        "credible reports, not independently confirmed",
        "ring",
        "“… reportedly …”, “{publisher} reported that …”",
        sided=True,
    ),
    "claimed": StatusRow(
        "claimed",
        "one side says so; it is named",
        "one side says so; `claimed_by` names it",
        "half",
        "“{who} said that …”, “according to {who}, …”",
        sided=True,
        named=True,
    ),
    "disputed": StatusRow(
        "disputed",
        "sources contradict each other",
        "sources contradict each other",
        "split",
        "“it is disputed whether …”, or each side with its words: “… said that …, while …”",
        sided=True,
    ),
    "authors-reading": StatusRow(
        "author’s reading",
        "the article’s interpretation",
        "an interpretation of the article",
        "diamond-open",
        "“{author} argues that …”, “by {author}’s reading, …”",
        told="the author’s reading",
        ranked=False,
    ),
    "forecast": StatusRow(
        "forecast",
        "and, later, what came of it",
        "what the article expects; what became of it stands in `data/scenarios.yml`",
        "triangle-right-open",
        "“{author} expects that …”, “by {author}’s reading, …”",
        told="a forecast of the article",
        ranked=False,
    ),
}
# From what agrees with the record to what it cannot be held against.
VERDICTS: Mapping[str, VerdictRow] = {
    "matches-record": VerdictRow(
        "matches the record",
        "the record says the same",
        "matches the record",
        "match the record",
        "=",
        "says the same",
        agrees=True,
    ),
    "matches-with-detail": VerdictRow(
        "matches, with detail",
        "the record supports it and is more exact; a number told as fewer than the record has, too",
        "matches, with detail",
        "match, with detail",
        "≈",
        "says more",
        2,
        agrees=True,
    ),
    "differs": VerdictRow(
        "differs",
        "a source says otherwise: another date, place, number or role; `contradicted_by` names it",
        "differs from it",
        "differ from it",
        "≠",
        "differs",
        4,
    ),
    "not-corroborated": VerdictRow(
        "not corroborated",
        "nothing was found for it, which is not the same as wrong",
        "is not corroborated",
        "are not corroborated",
        "[ ]",
        "is silent or says more",
        3,
    ),
    "authors-reading": VerdictRow(
        "author’s reading",
        "a motive, a judgement, a forecast",
        "is the author’s reading",
        "are the author’s reading",
        does="says more",
        gravity=1,
    ),
}
OUTCOMES: Mapping[str, OutcomeRow] = {
    "came-true": OutcomeRow("came true", "it happened, or held, as far as the record was followed", "triangle-right"),
    "partly": OutcomeRow(
        "partly", "one part happened, another did not or cannot be told", inner=("triangle-right", 8, 0, 1.5)
    ),
    "did-not": OutcomeRow(
        "did not", "the opposite happened, or the time given for it ran out", inner=("x-thin", 14, 1.6, 0)
    ),
    "open": OutcomeRow("open", "no time was given, the condition never arose, or the sources do not decide"),
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
STATUS_WORDS = {id_: row.word for id_, row in STATUSES.items()}
VERDICT_WORDS = {id_: row.word for id_, row in VERDICTS.items()}
OUTCOME_WORDS = {id_: row.word for id_, row in OUTCOMES.items()}

# What a qualifier says of a number.
QUALIFIERS: Mapping[str, str] = {
    "exact": "as the source gives it",
    "at-least": "a floor: the source says at least, more than, over",
    "about": "the source says about, nearly, some",
    "derived": "worked back from other numbers; the note says how",
    "range": "between two values",
    "missing": "no number was found; the value is left empty",
}
# The tables above say what records may; a type checker knows no more than that these are words.
if TYPE_CHECKING:
    Status: TypeAlias = str
    Verdict: TypeAlias = str
    Outcome: TypeAlias = str
    Hedge: TypeAlias = str
    Qualifier: TypeAlias = str
    PointQualifier: TypeAlias = str
    ValueQualifier: TypeAlias = str
else:
    Status = Annotated[Literal[tuple(STATUSES)], Meanings({id_: row.when for id_, row in STATUSES.items()})]
    Verdict = Annotated[Literal[tuple(VERDICTS)], Meanings({id_: row.when for id_, row in VERDICTS.items()})]
    Outcome = Annotated[Literal[tuple(OUTCOMES)], Meanings({id_: row.when for id_, row in OUTCOMES.items()})]
    Hedge = Annotated[Literal[tuple(HEDGE_WORDS)], Meanings(HEDGE_WORDS)]
    Qualifier = Annotated[Literal[tuple(QUALIFIERS)], Meanings(QUALIFIERS)]
    # A point has one value, or none; what is given besides is a value.
    _OF_POINTS = {word: meaning for word, meaning in QUALIFIERS.items() if word != "range"}
    _OF_VALUES = {word: meaning for word, meaning in _OF_POINTS.items() if word != "missing"}
    PointQualifier = Annotated[Literal[tuple(_OF_POINTS)], Meanings(_OF_POINTS)]
    ValueQualifier = Annotated[Literal[tuple(_OF_VALUES)], Meanings(_OF_VALUES)]
