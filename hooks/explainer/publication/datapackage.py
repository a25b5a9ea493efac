"""`data/datapackage.json`: the tables for download described as a Frictionless Data Package, version 2."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from ..data.dossier import Dossier
from ..data.edition import Edition
from ..prose.inserts import with_inserts
from .citing import BIBTEX_FILE, CSL_FILE, bibliography
from .publication import Publication
from .tables import DATASETS, FORMATS, Dataset, as_document, exports

PACKAGE_FILE = "data/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
LICENCE_WORDS = "CC BY 4.0"
NOT_OURS = (
    "The article belongs to its author and publisher, and is restated, not copied.",
    "Headlines of sources belong to their publishers and are given for citation.",
)
_MEDIA_TYPES = {"bib": "application/x-bibtex"} | {ending: form.media_type for ending, form in FORMATS.items()}


def data_package(files: Mapping[str, str], publication: Publication) -> str:
    """Return the package’s description; `files` are the downloads by path, whose bytes it vouches for."""
    edition, site_name = publication.dossier.edition, publication.site_name
    article = edition.article
    described = (
        f"The records behind {site_name}, an annotated reading of one article: {article.author}, {article.title}, "
        f"{article.publisher}, {article.published.words}. {' '.join(NOT_OURS)}"
    )
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": edition.site.dataset,
        "title": site_name,
        "description": described,
        "version": f"{article.compiled.first:%Y.%m.%d}",
        "created": f"{article.compiled.first.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": edition.site.editors, "roles": ["editor"]}],
        "sources": [
            {"title": f"{article.author}, {article.title}, {article.publisher}", "path": article.url},
            *({"title": f"{one.name}: {one.what}", "path": one.url} for one in edition.site.credits),
        ],
        "resources": [_resource(path, content, edition) for path, content in files.items()],
    }
    if publication.site_url:
        package["homepage"] = publication.site_url
    return as_document(package)


def _resource(path: str, content: str, edition: Edition) -> dict[str, Any]:
    file = PurePosixPath(path)
    data = content.encode("utf-8")
    form: dict[str, Any] = {
        "name": file.stem if file.suffix == ".csv" else f"{file.stem}-{file.suffix[1:]}",
        "path": file.name,
        "format": file.suffix[1:],
        "mediatype": _MEDIA_TYPES[file.suffix[1:]],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    if path in (BIBTEX_FILE, CSL_FILE):
        return form | {"title": "How to cite each page, claim, statement and chart"}
    dataset = DATASETS[file.stem]
    form |= {"title": dataset.title, "description": f"Each row is {dataset.describes}."}
    if file.suffix == ".csv":
        form |= {"type": "table", "schema": table_schema(dataset, edition)}
    return form


def table_schema(dataset: Dataset, edition: Edition) -> dict[str, Any]:
    """Return a table’s columns, with what each may hold and which other table it names."""
    schema: dict[str, Any] = {
        "fields": [column.of_edition(edition).descriptor for column in dataset.columns],
        "missingValues": [""],
    }
    if any(column.name == "id" for column in dataset.columns):
        schema["primaryKey"] = ["id"]
    if dataset.keys:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": ["id"]}}
            for column, table in dataset.keys.items()
        ]
    return schema


def _with_numbers(publication: Publication) -> Dossier:
    """Return the records with the inserts of definitions and facts filled in, as readers see them."""
    dossier, told = publication.dossier, publication.told
    terms = {
        id_: term.model_copy(
            update={
                "definition": with_inserts(term.definition, told),
                "facts": tuple(fact.model_copy(update={"text": with_inserts(fact.text, told)}) for fact in term.facts),
            }
        )
        for id_, term in dossier.glossary.items()
    }
    return replace(dossier, glossary=terms)


def downloads(publication: Publication) -> Mapping[str, str]:
    """Return every file under `data/` by its path: tables, citations, and `datapackage.json`."""
    files = {**exports(_with_numbers(publication)), **bibliography(publication)}
    return files | {PACKAGE_FILE: data_package(files, publication)}
