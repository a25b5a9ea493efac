"""What the templates of feed, `llms.txt` and files for hosts know beside MkDocs's own."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from ..data.fields import STATUS_WORDS
from ..pages.lists import KIND_WORDS
from ..pages.markup import STATUS_MEANINGS
from ..publication.chart_data import chart_exports
from ..publication.datapackage import LICENCE, downloads
from ..publication.publication import Publication
from .chart_pages import chart_pages
from .pictures import picture_files
from .share_pictures import share_files

_NAMES = UUID("6a0c1f0e-5d0b-5f7e-9a55-2b1f6f1c24d8")

GLOBALS: Mapping[str, Any] = {
    "kinds": KIND_WORDS,
    "licence": LICENCE,
    "statuses": [(word, STATUS_MEANINGS[name]) for name, word in STATUS_WORDS.items()],
}


def feed_id(name: str) -> str:
    """Return the id under which feed readers know a change, or the feed itself."""
    return f"urn:uuid:{uuid5(_NAMES, name)}"


def script_source(code: str) -> str:
    """Return how a Content-Security-Policy names a script that stands in the page itself."""
    return f"'sha256-{b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


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
