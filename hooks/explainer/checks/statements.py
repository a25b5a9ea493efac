"""The article's statements and forecasts against the claims that they were set against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..data.dossier import Dossier
from ..data.problem import Problem
from ..data.vocabularies import VERDICTS
from .numbers import NumberCheck, unbacked
from .report import Finding, of_record
from .vocabulary import Vocabulary

_WORD = "other-number"
_HEDGES_OF_NONE = ("whether",)  # “asked whether” hedges nothing


def statements_apart(dossier: Dossier, numbers: NumberCheck, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield statements that are said to match and whose days or numbers do not; hedges that `hedge` does not tell."""
    for one in dossier.article.values():
        facts = [numbers.facts[id_] for id_ in one.record]
        texts = {"restated": one.restated} if one.verdict == "matches-record" else {}
        texts |= {"note": one.note} if VERDICTS[one.verdict].agrees else {}
        for name, text in texts.items():
            for written, known in unbacked(text, facts, numbers.reader, with_months=name == "restated"):
                found = f"“{written}” of “{name}” is in no claim of its “record”"
                yield of_record("article", one.id, one.line, found, known, _WORD)
        hedge = vocabulary.hedges.search(one.restated)
        if one.hedge == "none" and hedge and hedge[0].casefold() not in _HEDGES_OF_NONE:
            found = f"“{hedge[0]}” hedges it, and “hedge” is “none”"
            yield of_record("article", one.id, one.line, found, "another “hedge”, or words without one", _WORD)
        if one.forecast and one.hedge == "none":
            found = "it looks ahead, and “hedge” is “none”"
            yield of_record("article", one.id, one.line, found, "another “hedge”", _WORD)


def named_and_denied(dossier: Dossier) -> Iterator[Problem]:
    """Yield people that the article does not name by their entry, and that a statement of it names."""
    for person in dossier.people.values():
        if person.in_article:
            continue
        name = re.compile(rf"(?<![\w-]){re.escape(person.name)}(?![\w-])")
        if one := next((one for one in dossier.article.values() if name.search(one.restated)), None):
            found = f"“{person.id}”: “in_article” is “no”, and “{one.id}” of the article names “{person.name}”"
            yield Problem.of_record("people", person.line, found, "“in_article: yes”, or a statement without the name")


def forecasts_apart(dossier: Dossier, numbers: NumberCheck, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Yield results with days or numbers that no claim of theirs has, and forecasts that read as the site's own."""
    for one in dossier.scenarios.values():
        facts = [numbers.facts[id_] for id_ in (*one.claims, *one.statements)]
        for written, known in unbacked(one.result, facts, numbers.reader):
            found = f"“{written}” of “result” is in no claim of its “claims”"
            yield of_record("scenarios", one.id, one.line, found, known, _WORD)
        text = one.forecast
        if not (vocabulary.author.search(text) or vocabulary.hedges.search(text) or vocabulary.speaks(text)):
            found = f"“{text}” reads as what the site expects"
            allowed = "whose expectation it is, or how it is hedged"
            yield of_record("scenarios", one.id, one.line, found, allowed, _WORD)
