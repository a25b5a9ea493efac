"""All files that the build makes of the records, by their path under the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from .chart_data import chart_exports
from .chart_pages import chart_pages
from .charts.picture_files import picture_files
from .downloads import downloads
from .machines.sharing import share_files
from .publication import Publication


def made_files(publication: Publication, root: Path) -> Mapping[str, str | bytes]:
    """Return tables, chart pages and their data, pictures; `root` is the project's."""
    return {
        **downloads(publication),
        **chart_exports(publication),
        **chart_pages(publication),
        **{f"assets/charts/{id_}.js": drawing.script for id_, drawing in publication.drawings.items()},
        **picture_files(publication, root),
        **share_files(publication, root),
    }
