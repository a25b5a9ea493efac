"""What "make check" looks for once data and pages can be read: each check has a file of its own."""

from __future__ import annotations

from collections.abc import Iterator

from ..glossary_checks import circles, glossary_problems
from ..mentions import gather
from ..publication import Publication
from .attributions import AttributionCheck
from .coverage import incomplete, summary, uncited, unused, weak_alone, word_count
from .finding import Exceptions, Finding
from .hedges import HedgeCheck
from .names import NameCheck
from .numbers import NumberCheck
from .prose import paragraphs
from .report import FORMATS, Report
from .vocabulary import Vocabulary

__all__ = ["FORMATS", "Report", "check", "word_count"]


def check(publication: Publication) -> Report:
    """Report every fault of the whole publication, in the order of files and lines, and the exceptions that hold."""
    exceptions = Exceptions(publication.dossier, publication.pages)
    problems = {finding.problem for finding in _findings(publication) if not exceptions.allow(finding)}
    problems.update(exceptions.problems, exceptions.unused())
    ways = [" → ".join((*way, way[0])) for way in circles(publication.dossier.glossary)]
    known = (f"“see also” leads back to where it began: {'; '.join(ways)}",) if ways else ()
    return Report(tuple(sorted(problems)), exceptions.used, summary(publication), known)


def _findings(publication: Publication) -> Iterator[Finding]:
    dossier = publication.dossier
    vocabulary = Vocabulary(dossier)
    hedges, numbers, names = HedgeCheck(dossier, vocabulary), NumberCheck(dossier, vocabulary), NameCheck(dossier)
    attributions = AttributionCheck(dossier, vocabulary)
    titles = [page.meta.title for page in publication.pages]
    for page in publication.pages:
        yield from names.check_front(page)
        for paragraph in paragraphs(page, vocabulary.words("abbreviations"), titles):
            for check_ in (hedges, attributions, numbers, names):
                yield from check_.check(paragraph)
            yield from weak_alone(paragraph, dossier)
            yield from uncited(page, paragraph)
    yield from attributions.names_twice()
    yield from incomplete(publication)
    mentions = gather(publication)
    yield from unused(publication, mentions)
    yield from map(Finding, glossary_problems(publication))
