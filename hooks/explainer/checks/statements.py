"""The article's statements and forecasts against the claims that they were set against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.vocabularies import VERDICTS
from ..prose.moments import moments
from .numbers import Facts, NumberCheck, near
from .report import Finding
from .vocabulary import Vocabulary

_HEDGES_OF_NONE = ("whether",)  # “asked whether” hedges nothing


def statements_apart(dossier: Dossier, numbers: NumberCheck, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield statements that are said to match and whose days or numbers do not; hedges that `hedge` does not tell."""
    for one in dossier.article.values():
        facts = [numbers.facts[id_] for id_ in one.record]
        texts = {"restated": one.restated} if one.verdict == "matches-record" else {}
        texts |= {"note": one.note} if VERDICTS[one.verdict].agrees else {}
        for name, text in texts.items():
            for written, known in _others(text, facts, numbers, with_months=name == "restated"):
                found = f"“{written}” of “{name}” is in no claim of its “record”"
                yield _finding("article", one.id, one.line, found, known)
        hedge = vocabulary.hedges.search(one.restated)
        if one.hedge == "none" and hedge and hedge[0].casefold() not in _HEDGES_OF_NONE:
            found = f"“{hedge[0]}” hedges it, and “hedge” is “none”"
            yield _finding("article", one.id, one.line, found, "another “hedge”, or words without one")
        if one.forecast and one.hedge == "none":
            yield _finding("article", one.id, one.line, "it looks ahead, and “hedge” is “none”", "another “hedge”")


def forecasts_apart(dossier: Dossier, numbers: NumberCheck, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield results with days or numbers that no claim of theirs has, and forecasts that read as the site's own."""
    for one in dossier.scenarios.values():
        facts = [numbers.facts[id_] for id_ in (*one.claims, *one.statements)]
        for written, known in _others(one.result, facts, numbers, with_months=True):
            found = f"“{written}” of “result” is in no claim of its “claims”"
            yield _finding("scenarios", one.id, one.line, found, known)
        text = one.forecast
        if not (vocabulary.author.search(text) or vocabulary.hedges.search(text) or vocabulary.speaks(text)):
            found = f"“{text}” reads as what the site expects"
            yield _finding("scenarios", one.id, one.line, found, "whose expectation it is, or how it is hedged")


def _others(text: str, facts: Sequence[Facts], numbers: NumberCheck, *, with_months: bool) -> Iterator[tuple[str, str]]:
    """Yield the days and numbers of a text that no claim has, each with what they have."""
    if not facts:
        return
    for moment in moments(text):
        if (moment.day or with_months) and not any(one.has_moment(moment, others=True) for one in facts):
            known = ", ".join(f"{when.words} ({one.id})" for one in facts[:3] for when in one.whens)
            yield text[moment.start : moment.end], known or "a time that they have"
    for quantity in numbers.reader.read(text):
        if not quantity.vague and not any(one.has_quantity(quantity) for one in facts):
            yield quantity.text, near(quantity, facts, "({})")


def _finding(kind: str, id_: str, line: int, found: str, allowed: str) -> Finding:
    allowed += f", or “allows: other-number” for “{id_}” with the reason in data/exceptions.yml"
    return Finding(Problem.of_record(kind, line, f"“{id_}”: {found}", allowed), "other-number", id_)
