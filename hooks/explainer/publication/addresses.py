"""The addresses of the site that last, and where those that are gone lead now.

An address is written as it stands behind the site's own: `glossary/#term`, and `/` for the front page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..data.site_records import Redirect
from ..prose.pages import address_of
from .publication import Publication


@dataclass(frozen=True)
class Listing:
    """A block that lists all records of a kind; what begins the ids of the entries and those of their headings.

    `page` is where links of the engine look for them.
    """

    kind: str
    entry: str = ""
    heading: str = ""
    page: str = ""


LISTINGS: Mapping[str, Listing] = {
    "changes": Listing("changes", entry="change-", page="about.md"),
    "claims": Listing("claims", heading="claim-", page="claims.md"),
    "evidence": Listing("article", page="evidence.md"),
    "glossary": Listing("glossary", heading="term-", page="glossary.md"),
    "people": Listing("people", heading="person-", page="people.md"),
    "places": Listing("places", page="map.md"),
    "scenarios": Listing("scenarios"),
    "sources": Listing("sources", page="sources.md"),
    "timeline": Listing("events", page="timeline.md"),
}


def lasting_address(page: str) -> str:
    """Return the address of a page, by its name, as lists and redirects write it."""
    return address_of(page) or "/"


def source_of(address: str) -> str:
    """Return an address as the engine writes links: “claims/#id” as “claims.md#id”."""
    path, mark, anchor = address.partition("#")
    return ("index.md" if path == "/" else f"{path.rstrip('/')}.md") + mark + anchor


def names_of(publication: Publication) -> Mapping[str, str]:
    """Return what links call each page, by its address."""
    charts = publication.dossier.charts.values()
    pages = {lasting_address(page.name): "Home" if page.is_home else page.short for page in publication.pages}
    return pages | {f"charts/{chart.id}/": chart.title for chart in charts}


def lasting(publication: Publication) -> Iterator[str]:
    """Yield the address of every page, and of every record on the page that lists its kind."""
    dossier = publication.dossier
    for page in publication.pages:
        here = lasting_address(page.name)
        yield here
        for block in sorted(page.blocks & LISTINGS.keys()):
            listing = LISTINGS[block]
            yield from (f"{here}#{listing.entry}{id_}" for id_ in getattr(dossier, listing.kind))
        if "evidence" in page.blocks:
            yield from sorted({f"{here}#{statement.paragraph}" for statement in dossier.article.values()})
    yield from (f"charts/{id_}/" for id_ in dossier.charts)


def charts_on_pages(publication: Publication) -> Iterator[str]:
    """Yield where charts stand on pages; what lasts is the page that each has to itself."""
    for page in publication.pages:
        shown = (mention.id for mention in page.mentions if mention.kind == "charts")
        yield from (f"{lasting_address(page.name)}#chart-{id_}" for id_ in shown)


def old_pages(publication: Publication) -> Mapping[str, tuple[Redirect, str]]:
    """Return the addresses of pages that are gone, each with its entry and where it leads; "" where it leads nowhere.

    The page of a chart takes along the frame that other sites may hold.
    """
    old = {}
    for one in publication.dossier.redirects.values():
        if not one.anchor:
            old[one.old] = one, one.to or ""
            if _is_of_chart(one.old):
                page = (one.to or "").partition("#")[0]
                old[f"{one.old}embed/"] = one, f"{page}embed/" if _is_of_chart(page) else one.to or ""
    return old


def _is_of_chart(page: str) -> bool:
    return page.startswith("charts/") and page != "charts/"


def moved_pages(publication: Publication) -> Mapping[str, str]:
    """Return where pages that have moved lead, by their old addresses."""
    return {old: to for old, (_, to) in old_pages(publication).items() if to}


def moved_from(publication: Publication, page: str) -> tuple[Redirect, ...]:
    """Return the places that a page by its name once had, or that a page which leads to it had."""
    here, moved = lasting_address(page), moved_pages(publication)
    return tuple(
        one
        for one in publication.dossier.redirects.values()
        if one.anchor and moved.get(one.page, one.page).partition("#")[0] == here
    )


def ids_of(redirect: Redirect, blocks: frozenset[str]) -> tuple[str, ...]:
    """Return the ids that an old place may have had on a page with these blocks: a record's heading has one, too."""
    listings = (LISTINGS[block] for block in sorted(blocks & LISTINGS.keys()))
    return (redirect.anchor, *(f"{one.heading}{redirect.anchor}" for one in listings if one.heading))
