"""What "make check" looks for once data and pages can be read: each check has a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..data.problem import Problem, counted
from ..data.site_records import Exemption
from ..pages.context import Mentions
from ..pages.extension import gather
from ..prose.sentences import paragraphs
from ..publication.publication import Publication
from .actors import actors_astray
from .addresses import address_problems, new_addresses
from .ages import age_notes
from .attributions import AttributionCheck, HedgeCheck
from .chart_texts import chart_text_findings
from .charts_apart import charts_apart
from .common_words import common_words, namesakes
from .contradictions import (
    article_apart,
    contradictions,
    landmarks_without_room,
    later_unmarked,
    parts_alike,
    too_early,
    wording_apart,
)
from .copied import counted_by_hand, facts_twice, said_twice
from .coverage import (
    blank,
    formed,
    framed,
    incomplete,
    listed,
    shown_twice,
    summary,
    uncited,
    unused,
    unused_terms,
    weak_alone,
)
from .days import (
    counted_too_early,
    dates_of_explainers,
    days_apart,
    days_over_sections,
    days_to_come,
    labels_apart,
    other_weekdays,
    unlikely_days,
    weekdays_apart,
    weekdays_of_claims,
)
from .glossary import glossary_problems
from .inserts import InsertCheck, scales_left_out, stars_unexplained
from .letters import letters_missing
from .link_words import unrecorded
from .map_page import astray_on_map
from .names import NameCheck, mistyped
from .navigation import navigation_problems
from .numbers import NumberCheck
from .outcomes import outcomes_apart
from .points import events_unseen, left_out, points_apart, words_apart
from .report import Exceptions, Finding, Report
from .statements import forecasts_apart, named_and_denied, statements_apart
from .totals import totals_apart
from .vocabulary import Vocabulary
from .within_claims import claims_apart


def check(publication: Publication, *, with_uses: bool = True, today: date | None = None) -> Report:
    """Report every fault of the whole publication, in the order of files and lines, and the exceptions that hold.

    Which terms no page uses takes the marks of all pages; a build makes them anyway, and asks `check_uses` then.
    Where `today` is given, it is noted how old things are by then, and days to come are told; a build knows no day.
    """
    exemptions = publication.dossier.exceptions.values()
    exceptions = Exceptions([one for one in exemptions if with_uses or not _waits(one)], publication.pages)
    problems = set(_not_allowed(_findings(publication), exceptions))
    if with_uses:
        problems.update(_not_allowed(unused_terms(publication, gather(publication)), exceptions))
    problems.update(exceptions.problems, exceptions.unused())
    if today:
        problems.update(days_to_come(publication, today))
    return Report(tuple(sorted(problems)), exceptions.used, summary(publication), tuple(_notes(publication, today)))


def _notes(publication: Publication, today: date | None) -> Iterator[str]:
    """Yield what is no fault and good to know."""
    if new := new_addresses(publication):
        told = ", ".join(new[:3]) + (f" and {len(new) - 3} more" if len(new) > 3 else "")
        many = counted(new, "address", "addresses")
        yield f"{many} not yet in data/addresses.txt: {told}; “make addresses” adds them"
    yield from left_out(publication)
    yield from namesakes(publication)
    yield from mistyped(publication)
    yield from unrecorded(publication)
    if today:
        yield from age_notes(publication, today)


def check_uses(publication: Publication, mentions: Mentions) -> tuple[Problem, ...]:
    """Report the terms that no page uses, once all pages are converted, save for those with an exception."""
    exemptions = publication.dossier.exceptions.values()
    exceptions = Exceptions(filter(_waits, exemptions), ())
    problems = set(_not_allowed(unused_terms(publication, mentions), exceptions))
    return tuple(sorted(problems.union(exceptions.unused())))


def _waits(exemption: Exemption) -> bool:
    """Tell whether an exception is for a term that no page uses: that is known when all are converted."""
    return exemption.kind == "glossary" and exemption.allows == "unused"


def _not_allowed(findings: Iterable[Finding], exceptions: Exceptions) -> Iterator[Problem]:
    return (finding.problem for finding in findings if not exceptions.allow(finding))


def _findings(publication: Publication) -> Iterator[Finding]:
    dossier = publication.dossier
    vocabulary = Vocabulary(dossier)
    hedges, numbers, names = HedgeCheck(dossier, vocabulary), NumberCheck(dossier, vocabulary), NameCheck(dossier)
    attributions, inserts = AttributionCheck(dossier, vocabulary), InsertCheck(dossier, numbers.reader)
    titles = [page.meta.title for page in publication.pages]
    for page in publication.pages:
        yield from names.check_over(page)
        yield from days_over_sections(page, numbers)
        read = list(paragraphs(page.file, page.lines, dossier.abbreviations, titles))
        yield from map(Finding, said_twice(read))
        for paragraph in read:
            for check_ in (hedges, attributions, numbers, names):
                yield from check_.check(paragraph)
            yield from weak_alone(paragraph, dossier)
            yield from uncited(page, paragraph)
            yield from weekdays_apart(paragraph, numbers)
    yield from numbers.check_facts()
    yield from chart_text_findings(publication, numbers, inserts)
    yield from attributions.names_twice()
    yield from attributions.one_sided()
    yield from claims_apart(dossier, numbers, attributions)
    yield from statements_apart(dossier, numbers, vocabulary)
    yield from forecasts_apart(dossier, numbers, vocabulary)
    yield from words_apart(dossier, numbers)
    yield from map(Finding, charts_apart(dossier, numbers))
    yield from names.check_claims(dossier)
    yield from map(Finding, inserts.of_pages(publication))
    for of_publication in _OF_PUBLICATION:
        yield from of_publication(publication)
    for of_dossier in _OF_DOSSIER:
        yield from of_dossier(dossier)
    for told_of_publication in _TOLD_OF_PUBLICATION:
        yield from map(Finding, told_of_publication(publication))
    for told_of_dossier in _TOLD_OF_DOSSIER:
        yield from map(Finding, told_of_dossier(dossier))


# The checks that need no more than the publication or its records: of some a fault may be allowed, of others none.
_OF_PUBLICATION = (
    incomplete,
    shown_twice,
    framed,
    listed,
    formed,
    unused,
    dates_of_explainers,
    other_weekdays,
    letters_missing,
    common_words,
)
_OF_DOSSIER = (
    unlikely_days,
    labels_apart,
    counted_too_early,
    days_apart,
    weekdays_of_claims,
    points_apart,
    totals_apart,
)
_TOLD_OF_PUBLICATION = (
    blank,
    counted_by_hand,
    events_unseen,
    scales_left_out,
    stars_unexplained,
    glossary_problems,
    address_problems,
    navigation_problems,
)
_TOLD_OF_DOSSIER = (
    contradictions,
    facts_twice,
    article_apart,
    wording_apart,
    parts_alike,
    actors_astray,
    named_and_denied,
    later_unmarked,
    too_early,
    outcomes_apart,
    astray_on_map,
    landmarks_without_room,
)
