"""Where records are used, and how sure a sentence is by the records under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..data.charts import ChartRecord
from ..data.dossier import gathered
from ..data.records import Claim, Person, Scenario, Statement, Term
from ..data.series import Series
from ..data.vocabularies import STATUSES, Status
from .chart_data import series_of
from .publication import Publication


def charts_of_claims(publication: Publication) -> Mapping[str, tuple[ChartRecord, ...]]:
    """Return the charts by claim: those with the claim in a row of their table, or drawn from its series."""
    return gathered(
        (claim, chart) for chart in _drawn_from_some(publication) for claim in _claims_of_chart(chart, publication)
    )


def charts_of_statements(publication: Publication) -> Mapping[str, tuple[ChartRecord, ...]]:
    """Return the charts by statement of the article that stands in a row of their table."""
    return gathered(
        (statement, chart)
        for chart in _drawn_from_some(publication)
        for row in publication.drawings[chart.id].table.rows
        for statement in row.statements
    )


def _drawn_from_some(publication: Publication) -> Iterator[ChartRecord]:
    """Yield the charts that rest on some of the record."""
    # The plot of verdicts names everything; to say so of each record would say nothing.
    return (chart for chart in publication.dossier.charts.values() if chart.kind != "verdicts")


def _claims_of_chart(chart: ChartRecord, publication: Publication) -> Iterator[str]:
    """Yield the claims that a chart rests on: those in rows of its table, those of its series."""
    table = publication.drawings[chart.id].table
    for row in table.rows:
        yield from row.claims
    for series in series_of(table, publication.dossier):
        yield from series.claims


def scenarios_of_claims(publication: Publication) -> Mapping[str, tuple[Scenario, ...]]:
    """Return the forecasts by claim on which their outcome rests."""
    return gathered((id_, one) for one in publication.dossier.scenarios.values() for id_ in one.claims)


def scenarios_of_statements(publication: Publication) -> Mapping[str, tuple[Scenario, ...]]:
    """Return the forecasts by statement in which the article makes them."""
    return gathered((id_, one) for one in publication.dossier.scenarios.values() for id_ in one.statements)


def claims_of_sources(publication: Publication) -> Mapping[str, tuple[Claim, ...]]:
    """Return the claims by source."""
    claims = publication.dossier.claims.values()
    return gathered((support.source, claim) for claim in claims for support in claim.sources)


def others_of_sources(publication: Publication) -> Mapping[str, tuple[Term | Person | Series, ...]]:
    """Return what else rests on a source: terms, people and series."""
    dossier = publication.dossier
    entries: list[Term | Person] = [*dossier.glossary.values(), *dossier.people.values()]
    supports = [(support.source, entry) for entry in entries for support in entry.sources]
    return gathered([*supports, *((source, one) for one in dossier.series.values() for source in _counted(one))])


def _counted(series: Series) -> Iterator[str]:
    points = (*series.points, *series.cumulative, *([series.total] if series.total else []))
    for point in points:
        yield from filter(None, (point.source, *(other.source for other in point.alt)))


def least_sure(records: Iterable[Claim | Statement]) -> Status | None:
    """Return the status of a sentence by the records that it cites, in their order; None where it cites none.

    A sentence is as sure as the least sure record under it: established, reported, claimed, disputed.
    An interpretation or forecast is the author's where it is cited first; behind a claim it adds nothing to be sure of.
    """
    statuses = [record.status for record in records]
    if not statuses or not STATUSES[statuses[0]].ranked:
        return statuses[0] if statuses else None
    return max((status for status in statuses if STATUSES[status].ranked), key=list(STATUSES).index)
