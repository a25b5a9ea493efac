"""How old things are on a day: pages that are due to be read against their sources again, and each *as of*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..data.dates import When
from ..data.dossier import gathered
from ..data.problem import counted
from ..publication.publication import Publication


def age_notes(publication: Publication, today: date) -> Iterator[str]:
    """Yield a sentence for the pages of each day that are overdue, and one for how far each forecast was followed."""
    article, most = publication.dossier.edition.article, publication.dossier.edition.site.review_after
    days = gathered((page.meta.reviewed or article.compiled, page) for page in publication.pages)
    for day in sorted(days):
        if _age(day, today) > most:
            named = ", ".join(page.file for page in days[day])
            its = "its" if len(days[day]) == 1 else "their"
            read = f"last read against {its} sources" if day != article.compiled else "checked against the record"
            yield f"{counted(days[day], 'page')} {read} on {_told(day, today)}; due after {most} days: {named}"
    scenarios = sorted(publication.dossier.scenarios.values(), key=lambda one: (one.as_of.last, one.line))
    if scenarios:
        told = "; ".join(f"{one.id} {_told(one.as_of, today)}" for one in scenarios)
        yield f"data/scenarios.yml, as of, the oldest first: {told}"


def _age(day: When, today: date) -> int:
    return (today - day.last).days


def _told(day: When, today: date) -> str:
    return f"{day.words} ({counted(range(_age(day, today)), 'day')} ago)"
