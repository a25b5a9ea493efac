"""A chart's data for download: its rows as CSV, and with all that explains them as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..charts.tables import BACKING, Table
from ..charts.tables import Row as Line
from ..charts.words import shortened
from ..data.charts import ChartRecord
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Claim, Source
from ..data.series import Series
from .citing import apa, work_of
from .datapackage import LICENCE_WORDS
from .publication import Publication
from .tables import FORMATS, Row


def series_of(table: Table, dossier: Dossier) -> list[Series]:
    """Return the series whose points a chart shows, each once."""
    return [dossier.series[id_] for id_ in dict.fromkeys(row.series for row in table.rows if row.series)]


def sources_of(table: Table, dossier: Dossier) -> list[Source]:
    """Return the sources that a chart's rows name, each once."""
    return [dossier.sources[id_] for id_ in dict.fromkeys(id_ for row in table.rows for id_ in row.sources)]


def works_of(table: Table, dossier: Dossier) -> list[Source]:
    """Return the sources on which a chart's rows rest, each once: those that a row names, or those of its claims."""
    works = dict[str, Source]()
    for row in table.rows:
        own = [dossier.sources[id_] for id_ in row.sources]
        behind = (work for id_ in row.claims for work in dossier.sources_of(dossier.claims[id_]))
        works.update((work.id, work) for work in own or behind)
    return list(works.values())


def claims_of(table: Table, dossier: Dossier) -> list[Claim]:
    """Return the claims that a chart's rows name, each once."""
    return [dossier.claims[id_] for id_ in dict.fromkeys(id_ for row in table.rows for id_ in row.claims)]


def rows_of(table: Table, dossier: Dossier) -> list[Row]:
    """Return a chart's rows: points with unit, qualifier and source id, others by the columns of their table."""
    return [_point(row, dossier) if row.point else _cells(table, row) for row in table.rows]


def _point(row: Line, dossier: Dossier) -> Row:
    assert row.point is not None
    series, fields = dossier.series[row.series], row.point.model_dump(mode="json")
    source = dossier.sources[row.point.source].publisher if row.point.source else None
    return {
        "series": series.id,
        "what": series.what,
        "date": fields["date"],
        "label": fields["label"],
        "value": fields["value"],
        "unit": series.unit,
        "qualifier": fields["qualifier"],
        "note": fields["note"],
        "source": fields["source"],
        "publisher": source,
        "also_given": fields["alt"],
    }


def _cells(table: Table, row: Line) -> Row:
    cells = {column: cell or None for column, cell in zip(table.columns, row.cells, strict=True)}
    return cells | {name: list(getattr(row, name)) for name in BACKING}


# What the JSON tells of a series and of a source.
_TOLD = {"id", "title", "unit", "what", "counted_by", "caveats"}
_CITED = {"id", "publisher", "title", "url", "published", "language"}


def _document(chart: ChartRecord, publication: Publication, rows: list[Row]) -> Mapping[str, Any]:
    dossier, table = publication.dossier, publication.drawings[chart.id].table
    return {
        "id": chart.id,
        "title": chart.title,
        "measure": chart.measure,
        "shows": chart.alt,
        "note": chart.note,
        "caveat": chart.caveat,
        "theme": chart.theme,
        "kind": chart.kind,
        "page": publication.chart_url(chart.id) or f"charts/{chart.id}/",
        "citation": apa(work_of(chart, publication, data_words(table, dossier))),
        "compiled": str(dossier.edition.article.compiled),
        "licence": LICENCE_WORDS,
        "series": [one.model_dump(mode="json", include=_TOLD) for one in series_of(table, dossier)],
        # A point without a value keeps the field: a gap is told as one.
        "rows": [{name: value for name, value in row.items() if value or name == "value"} for row in rows],
        "sources": [one.model_dump(mode="json", include=_CITED) for one in works_of(table, dossier)],
    }


def chart_exports(publication: Publication) -> Mapping[str, str]:
    """Return the files for download of every chart by their path under the site."""
    files: dict[str, str] = {}
    for chart in publication.dossier.charts.values():
        rows = rows_of(publication.drawings[chart.id].table, publication.dossier)
        document = _document(chart, publication, rows)
        for ending, form in FORMATS.items():
            files[f"data/charts/{chart.id}.{ending}"] = form.write_chart(rows, document)
    return files


NAMES = 6  # publishers that a picture names


def credit_words(table: Table, dossier: Dossier, names: int = NAMES) -> str:
    """Say who counted and who published what a chart rests on, as plain words with at most so many `names`."""
    publishers = list(dict.fromkeys(work.publisher for work in works_of(table, dossier)))
    counted = f"Counted by {table.counted_by}. " if table.counted_by else ""
    return f"{counted}Sources: {shortened(publishers, names)}." if publishers else counted.strip()


_CITED_NAMES = 3  # publishers that a citation names


def data_words(table: Table, dossier: Dossier) -> str:
    """Say of which time a chart's data are, who counted and who published them, as a citation has it."""
    dates = [row.point.date for row in table.rows if row.point is not None and row.point.date is not None]
    of = ""
    if dates:
        first, last = min(dates, key=lambda date: date.first), max(dates, key=lambda date: date.last)
        whole = When(first.start, last.end)
        # A year among its months is all of the time.
        longest = next((date for date in dates if date.first <= first.first and last.last <= date.last), whole)
        of = f"Data of {longest.words}. "
    return of + credit_words(table, dossier, _CITED_NAMES)
