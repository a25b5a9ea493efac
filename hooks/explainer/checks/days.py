"""Days that cannot be: of what has not happened when the record was closed, or was long before anything it tells."""

from __future__ import annotations

from collections.abc import Iterator

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.problem import Problem
from .report import Finding

_FIRST_YEAR = 1800


def unlikely_days(dossier: Dossier) -> Iterator[Finding]:
    """Yield the dates of records that lie before 1800 or after the day on which the record was closed."""
    closed = dossier.edition.article.compiled
    for kind, id_, line, when in _dated(dossier):
        if when.first > closed.last or when.first.year < _FIRST_YEAR:
            after = when.first > closed.last
            side = f"after the record was closed ({closed})" if after else f"before {_FIRST_YEAR}"
            allowed = f"{_FIRST_YEAR} to {closed}, or “allows: unlikely-day” with the reason in data/exceptions.yml"
            problem = Problem.of_record(kind, line, f"“{id_}” has the date {when}, {side}", allowed)
            yield Finding(problem, "unlikely-day", id_)


def _dated(dossier: Dossier) -> Iterator[tuple[str, str, int, When]]:
    for source in dossier.sources.values():
        if source.published:
            yield "sources", source.id, source.line, source.published
    for claim in dossier.claims.values():
        if claim.date:
            yield "claims", claim.id, claim.line, claim.date
    for event in dossier.events.values():
        yield "events", event.id, event.line, event.date
    for series in dossier.series.values():
        for point in series.points:
            if point.date:
                yield "series", series.id, series.line, point.date
    for scenario in dossier.scenarios.values():
        yield "scenarios", scenario.id, scenario.line, scenario.as_of
