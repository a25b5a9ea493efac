"""Addresses of the site: whole, as written on paper, and those of a chart’s pictures."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from .publication import Publication


def written_address(url: str) -> str:
    """Return host, path and query of an address: what a reader has to type, and no more."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return unquote(f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}") + query


def site_address(path: str, site_url: str) -> str:
    """Return where a record or page of ours stands: with the site's host where that is known."""
    site = f"{written_address(site_url)}/" if site_url else ""
    return site + path


def picture_paths(publication: Publication, id_: str) -> Mapping[str, str]:
    """Return the paths of a chart's pictures under the site by form; none if none were made.

    `svg` and `png` are to be taken away; those for light and dark paper stand where a page has the finding.
    A form follows a dot, which no id has: so `ferries` and `ferries-share` cannot meet.
    """
    if id_ not in publication.pictures:
        return {}
    return {
        "svg": f"assets/charts/{id_}.svg",
        "light": f"assets/charts/{id_}.light.svg",
        "dark": f"assets/charts/{id_}.dark.svg",
        "narrow": f"assets/charts/{id_}.narrow.svg",
        "narrow-dark": f"assets/charts/{id_}.narrow-dark.svg",
        "png": f"assets/charts/{id_}.png",
        "share": f"assets/charts/{id_}.share.png",
    }
