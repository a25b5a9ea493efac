"""All files for download, and the package that describes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .bibliography import bibliography
from .datapackage import PACKAGE_FILE, data_package
from .exports import exports

if TYPE_CHECKING:
    from .publication import Publication


def downloads(publication: Publication) -> Mapping[str, str]:
    """Return every file under `data/` by its path: tables, citations, and `datapackage.json`."""
    files = {**exports(publication.dossier), **bibliography(publication)}
    return files | {
        PACKAGE_FILE: data_package(files, publication.dossier.edition, publication.site_name, publication.site_url)
    }
