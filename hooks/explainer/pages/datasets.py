"""`/// datasets`: the tables for download, their columns, licence and credits."""

from __future__ import annotations

from collections.abc import Mapping

from ..publication.citing import BIBTEX_FILE, CSL_FILE
from ..publication.datapackage import CREDITS, LICENCE, NOT_OURS, PACKAGE_FILE
from ..publication.tables import DATASETS
from .base import GeneratedBlock


class Datasets(GeneratedBlock):
    """The tables of the site for download, with what each column holds."""

    NAME = "datasets"
    CLASS = "downloads"

    def view(self) -> Mapping[str, object]:
        """Return the tables with their columns, the files that describe them all, licence and credits."""
        edition = self.context.dossier.edition
        return {
            "datasets": DATASETS,
            "columns": {name: [one.of_edition(edition) for one in table.columns] for name, table in DATASETS.items()},
            "package": PACKAGE_FILE,
            "bibtex": BIBTEX_FILE,
            "csl": CSL_FILE,
            "licence": LICENCE,
            "credits": CREDITS,
            "not_ours": NOT_OURS,
        }
