"""Pages that are gone: at each old address a small page leads on, on every host and from a disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..data.site_records import Redirect
from ..pages.templates import whole_page
from ..publication.addresses import names_of, old_pages
from ..publication.publication import Publication, whole_address


@dataclass(frozen=True)
class Way:
    """From an old address to where a redirect leads: a link, and what the page there is called; "" where it is gone.

    `whole` is the new address as search engines want it, with the site's host where that is known.
    """

    redirect: Redirect
    link: str
    whole: str
    page: str


def moved_files(publication: Publication, sheet: str) -> Mapping[str, str]:
    """Return the pages at old addresses by their paths; `sheet` is the path of their styles."""
    entries = publication.dossier.redirects.values()
    files = {}
    for old, (one, to) in old_pages(publication).items():
        root = "../" * old.count("/")
        places = [place for place in entries if place.anchor and place.page == old]
        files[f"{old}index.html"] = whole_page(
            "moved.html",
            publication,
            way=_way(one, to, root, publication),
            places=[_way(place, place.to or "", root, publication) for place in places],
            root=root,
            sheet=root + sheet,
        )
    return files


def _way(redirect: Redirect, to: str, root: str, publication: Publication) -> Way:
    page, mark, anchor = to.partition("#")
    path = page.lstrip("/")
    link = f"{root}{path}index.html{mark}{anchor}" if to else ""
    whole = whole_address(path, publication.site_url) or root + path
    named = names_of(publication)
    return Way(redirect, link, whole, named.get(page) or named.get(page.removesuffix("embed/"), ""))
