"""What one field of a claim says against what its others say: days, years, units, speakers, what was printed when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.problem import listing
from ..data.records import Claim
from ..prose.moments import Moment, moments, within
from ..prose.sentences import sentence_ends
from .attributions import AttributionCheck
from .numbers import SIZES, NumberCheck, unbacked
from .report import Finding, of_record

_DAYS_OFF = timedelta(7)  # a day may be mended by one, and a source by no day is the wrong one


def claims_apart(dossier: Dossier, numbers: NumberCheck, attributions: AttributionCheck) -> Iterator[Finding]:
    """Yield the claims of which one field says otherwise than another; each may be allowed."""
    for claim in dossier.claims.values():
        when = dossier.when(claim)
        faults = [("unlikely-day", *one) for one in _dates_apart(claim, when, dossier)]
        faults += [("other-number", *one) for one in _units_apart(claim, numbers)]
        faults += [("other-number", *one) for one in _article_apart(claim, dossier, numbers)]
        faults += [("other-number", *one) for one in _speakers_apart(claim, attributions)]
        for kind, found, allowed in faults:
            yield of_record("claims", claim.id, claim.line, found, allowed, kind)


def _dates_apart(claim: Claim, when: When, dossier: Dossier) -> Iterator[tuple[str, str]]:
    text = claim.statement
    first = text[: next(iter(sentence_ends(text, dossier.abbreviations)), len(text))]
    named = sorted(moments(text), key=lambda moment: moment.start)
    in_first = [moment for moment in named if moment.end <= len(first)]
    happened = [
        moment for moment in in_first if first[: moment.start].casefold().endswith(("in ", "in early ", "in late "))
    ]
    if happened and not when.has_day and not any(_touches(moment, when) for moment in named):
        written = text[happened[0].start : happened[0].end]
        yield f"it is dated to {when.words}, and its statement tells of {written}", "one time in both"
    days = {(moment.month, moment.day) for moment in named if moment.day}
    on = [one for one in in_first if one.day and first[: one.start].casefold().endswith("on ")]
    if len(days) == 1 and on and when.first != when.last:
        written = text[on[0].start : on[0].end]
        yield f"it is dated to {when.words}, and its statement tells of one day, {written}", "that day"
    years = {moment.year for moment in named} | set(range(when.first.year, when.last.year + 1))
    for moment in moments(claim.title):
        is_other = moment.day and not (_touches(moment, when) or (moment.month, moment.day) in days)
        if is_other or (moment.year and moment.year not in years):
            written = claim.title[moment.start : moment.end]
            yield (
                f"“{written}” of its title is neither in its statement nor its date, {when.words}",
                "a time that it has",
            )
    published = [source.published for source in dossier.sources_of(claim)]
    before = [one for one in published if one and one.last < when.first - _DAYS_OFF]
    if published and len(before) == len(published) and claim.status != "forecast" and not claim.weak:
        newest = max(before, key=lambda one: one.last)
        yield (
            f"its newest source is of {newest.words}, before {when.words}, when it happened",
            "a source that knows of it",
        )


def _touches(moment: Moment, when: When) -> bool:
    """Tell whether a date lies in a span, or a span in what is left open of a date."""
    if within(moment, when):
        return True
    years = [moment.year] if moment.year else range(when.first.year, when.last.year + 1)
    days = [day for year in years if (day := Moment(year, moment.month, moment.day).date)]
    return any(when.first <= day <= when.last for day in days)


def _units_apart(claim: Claim, numbers: NumberCheck) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a measure that the statement has, and as another one: “412 names”, and not percent."""
    told = numbers.reader.read(claim.statement)
    for figure in claim.numbers:
        unit = numbers.reader.counted(1, figure.unit).unit
        same = [one for one in told if one.value in (figure.value, figure.value_max)]
        others = [one for one in same if one.unit in SIZES or (unit == "percent" and (one.unit or one.thing))]
        if unit in SIZES and others and len(others) == len(same) and unit not in [one.unit for one in same]:
            written = f"{others[0].text} {'' if others[0].unit else others[0].thing}".strip()
            yield f"its number in {figure.unit} is “{written}” in its statement", "one unit in both"


def _article_apart(claim: Claim, dossier: Dossier, numbers: NumberCheck) -> Iterator[tuple[str, str]]:
    """Yield the numbers and days of “article_says” that no statement of its paragraphs, or set against it, has."""
    text = claim.article_says or ""
    facts = [
        numbers.facts[one.id]
        for one in dossier.article.values()
        if one.paragraph in claim.paragraphs or claim.id in one.record
    ]
    for written, known in unbacked(text, facts, numbers.reader):
        yield f"“{written}” of “article_says” is in no statement of its paragraphs", known


def _speakers_apart(claim: Claim, attributions: AttributionCheck) -> Iterator[tuple[str, str]]:
    """Yield the claims in whose statement known parties speak, and not the one that is said to claim it."""
    named = set() if ";" in claim.named else attributions.parties(claim.named)
    if not named or not named.isdisjoint(attributions.parties(claim.statement)):
        return
    speaking = attributions.speaking(claim)
    if speaking and named.isdisjoint(speaking):
        yield f"“claimed_by” is {claim.named}, and in its statement {listing(speaking)} speaks", listing(speaking)
