"""The tables for download and the data of each chart as schema.org datasets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..chart_data import series_of, sources_of
from ..datapackage import LICENCE, PACKAGE_FILE
from ..exports import DATASETS
from .subject import Subject
from .works import editors, part_of_site

if TYPE_CHECKING:
    from ..charts.chart import Table
    from ..publication import Publication

_FORMATS = {"csv": "text/csv", "json": "application/json"}


def chart_dataset(subject: Subject, publication: Publication) -> dict[str, Any]:
    """The data of one chart: what is measured, by whom, over which time, and where to take it."""
    dossier = publication.dossier
    chart, table = dossier.charts[subject.chart], publication.drawings[subject.chart].table
    measured = [f"{series.what} ({series.unit})" for series in series_of(table, dossier)]
    rests_on = [
        {"@type": "CreativeWork", "name": source.title, "url": source.url} for source in sources_of(table, dossier)
    ]
    return {
        "@type": "Dataset",
        "@id": subject.url(f"{subject.address}#dataset"),
        "name": chart.measure,
        "description": f"{chart.title}. {chart.alt}",
        **_shared(subject, publication),
        "includedInDataCatalog": {"@type": "DataCatalog", "@id": subject.url("data/#catalogue")},
        **({"variableMeasured": measured} if measured else {}),
        **_coverage(table),
        **({"isBasedOn": rests_on} if rests_on else {}),
        "distribution": _downloads(f"data/charts/{chart.id}", subject),
    }


def catalogue(subject: Subject, publication: Publication) -> Iterator[dict[str, Any]]:
    """The catalogue of all data, and each table in it."""
    yield {
        "@type": "DataCatalog",
        "@id": subject.url(f"{subject.address}#catalogue"),
        "name": f"{publication.site_name}: {subject.title}",
        "description": subject.description,
        "url": subject.url(subject.address),
        "license": LICENCE["path"],
        "isPartOf": part_of_site(subject, publication),
        "encoding": {
            "@type": "DataDownload",
            "name": "Frictionless Data Package",
            "contentUrl": subject.url(PACKAGE_FILE),
            "encodingFormat": "application/json",
        },
    }
    for name, dataset in DATASETS.items():
        yield {
            "@type": "Dataset",
            "@id": subject.url(f"{subject.address}#table-{name}"),
            "name": f"{publication.site_name}: {dataset.title}",
            "description": f"{dataset.title}. Each row is {dataset.describes}; part of the data behind an annotated "
            f"{publication.dossier.edition.site.about}.",
            **_shared(subject, publication),
            "includedInDataCatalog": {"@type": "DataCatalog", "@id": subject.url(f"{subject.address}#catalogue")},
            "variableMeasured": [column.name for column in dataset.columns],
            "distribution": _downloads(f"data/{name}", subject),
        }


def _shared(subject: Subject, publication: Publication) -> dict[str, Any]:
    return {
        "url": subject.url(subject.address),
        "inLanguage": "en",
        "dateModified": publication.dossier.edition.article.compiled.start,
        "license": LICENCE["path"],
        "isAccessibleForFree": True,
        "creator": editors(subject, publication),
    }


def _downloads(path: str, subject: Subject) -> list[dict[str, Any]]:
    return [
        {"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": subject.url(f"{path}.{form}")}
        for form, media_type in _FORMATS.items()
    ]


def _coverage(table: Table) -> dict[str, Any]:
    """From the first to the last point that has a date."""
    dates = [row.point.date for row in table.rows if row.point is not None and row.point.date is not None]
    if not dates:
        return {}
    first, last = min(dates, key=lambda date: date.first).start, max(dates, key=lambda date: date.last).end
    return {"temporalCoverage": first if first == last else f"{first}/{last}"}
