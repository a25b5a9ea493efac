"""`data/datapackage.json`: the tables for download described as a Frictionless Data Package, version 2."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from .bibliography import BIBTEX_FILE, CSL_FILE
from .citing import EDITORS, SITE
from .edition import Edition
from .exports import DATASETS, Dataset

PACKAGE_FILE = "data/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
LICENCE_WORDS = "CC BY 4.0"
# Who else has to be named, with where and on which terms it comes.
CREDITS = (
    ("GeoNames", "https://www.geonames.org/", "coordinates of towns, CC BY 4.0; some are rounded"),
    ("Natural Earth", "https://www.naturalearthdata.com/", "borders of the maps, public domain"),
)
NOT_OURS = (
    "The article belongs to its author and publisher, and is restated, not copied.",
    "Headlines of sources belong to their publishers and are given for citation.",
)
_MEDIA_TYPES = {".csv": "text/csv", ".json": "application/json", ".bib": "application/x-bibtex"}


def data_package(files: Mapping[str, str], edition: Edition, site_url: str) -> str:
    """Return the package’s description; `files` are the downloads by path, whose bytes it vouches for."""
    described = (
        f"The records behind {SITE}, an annotated reading of one article: {edition.author}, {edition.title}, "
        f"{edition.publisher}, {edition.published.words}. {' '.join(NOT_OURS)}"
    )
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "minsk-in-the-middle",
        "title": SITE,
        "description": described,
        "version": f"{edition.compiled.first:%Y.%m.%d}",
        "created": f"{edition.compiled.first.isoformat()}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [{"title": EDITORS, "roles": ["editor"]}],
        "sources": [
            {"title": f"{edition.author}, {edition.title}, {edition.publisher}", "path": edition.url},
            *({"title": f"{name}: {what}", "path": url} for name, url, what in CREDITS),
        ],
        "resources": [_resource(path, content) for path, content in files.items()],
    }
    if site_url:
        package["homepage"] = site_url
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(path: str, content: str) -> dict[str, Any]:
    file = PurePosixPath(path)
    data = content.encode("utf-8")
    form: dict[str, Any] = {
        "name": file.stem if file.suffix == ".csv" else f"{file.stem}-{file.suffix[1:]}",
        "path": file.name,
        "format": file.suffix[1:],
        "mediatype": _MEDIA_TYPES[file.suffix],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
    }
    if path in (BIBTEX_FILE, CSL_FILE):
        return form | {"title": "How to cite each page, claim, statement and chart"}
    dataset = DATASETS[file.stem]
    form |= {"title": dataset.title, "description": f"Each row is {dataset.describes}."}
    if file.suffix == ".csv":
        form |= {"type": "table", "schema": table_schema(dataset)}
    return form


def table_schema(dataset: Dataset) -> dict[str, Any]:
    """Return a table’s columns, with what each may hold and which other table it names."""
    schema: dict[str, Any] = {
        "fields": [column.descriptor for column in dataset.columns],
        "missingValues": [""],
    }
    if any(column.name == "id" for column in dataset.columns):
        schema["primaryKey"] = ["id"]
    if dataset.keys:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": ["id"]}} for column, table in dataset.keys
        ]
    return schema
