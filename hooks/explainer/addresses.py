"""Addresses as they are written out on paper."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def written_address(url: str) -> str:
    """Return host, path and query of an address: what a reader has to type, and no more."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return unquote(f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}") + query


def site_address(path: str, site_url: str) -> str:
    """Return where a record or page of ours stands: with the site's host where that is known."""
    site = f"{written_address(site_url)}/" if site_url else ""
    return site + path
