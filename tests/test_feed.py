"""The feed of changes and the sitemap."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import etree
from mkdocs_site import Site
from projects import BASE

from explainer.publication.publication import Publication

ATOM = "{http://www.w3.org/2005/Atom}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# Entries that feed readers have seen; a line may be added, none may change.
KNOWN = {
    "first-edition": "urn:uuid:e4925142-c3af-59b6-84f8-e90144b19660",
    "petition-names": "urn:uuid:7354cfc2-03f1-5494-8036-e5f87097688d",
}


@pytest.mark.parametrize("where", ["site", "placed"])
def test_the_feed_is_read_without_complaint_and_leads_to_pages(where: str, request: pytest.FixtureRequest) -> None:
    built: Site = request.getfixturevalue(where)
    base = BASE if where == "placed" else "http://site/"
    read = feedparser.parse((built.folder / "feed.xml").read_bytes())
    assert not read.bozo and read.version == "atom10" and read.entries
    for entry in read.entries:
        assert _MOMENT.fullmatch(entry.updated) and entry.title and entry.summary
        for link in entry.links:
            assert where == "site" or link.href.startswith(BASE)
            address, _, fragment = urljoin(base, link.href).removeprefix(base).partition("#")
            assert built.has(address) and (not fragment or fragment in built.pages[address].ids), link.href


def test_the_feed_has_what_atom_asks_for(site: Site) -> None:
    root = etree.fromstring((site.folder / "feed.xml").read_bytes())
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(f"{ATOM}{name}")) == 1, name
    for entry in root.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "summary"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name
    moments = [str(entry.findtext(f"{ATOM}updated")) for entry in root.findall(f"{ATOM}entry")]
    assert moments == sorted(moments, reverse=True) and all(map(_MOMENT.fullmatch, moments))
    assert root.findtext(f"{ATOM}updated") >= moments[0]


def test_ids_are_single_and_never_change(site: Site, placed: Site, publication: Publication) -> None:
    def ids(built: Site) -> dict[str, str]:
        entries = etree.fromstring((built.folder / "feed.xml").read_bytes()).findall(f"{ATOM}entry")
        links = [str(entry.find(f"{ATOM}link[@rel='alternate']").get("href")) for entry in entries]
        names = [link.rpartition("#change-")[2] for link in links]
        return dict(zip(names, [str(entry.findtext(f"{ATOM}id")) for entry in entries], strict=True))

    found = ids(site)
    assert ids(placed) == found
    assert len(set(found.values())) == len(publication.dossier.changes)
    assert {name: found.get(name) for name in KNOWN} == KNOWN


def test_corrections_are_told_as_such_on_the_page_and_in_the_feed(site: Site, publication: Publication) -> None:
    items = {
        str(item.get("id")): item.text_content() for item in site.pages["about/"].tree.cssselect(".changes > li[id]")
    }
    entries = feedparser.parse((site.folder / "feed.xml").read_bytes()).entries
    assert len(items) == len(entries) == len(publication.dossier.changes)
    for change, entry in zip(publication.dossier.latest_changes, entries, strict=True):
        head = f"{'Corrected' if change.kind == 'correction' else 'Added'}: {change.title}"
        assert head in items[f"change-{change.id}"] and entry.title == head
        assert change.what in items[f"change-{change.id}"] and entry.summary == change.what


def test_the_page_folds_all_but_the_newest_five(site: Site) -> None:
    tree = site.pages["about/"].tree
    folded = [str(item.get("id")) for item in tree.cssselect(".changes__older li[id]")]
    every = [str(item.get("id")) for item in tree.cssselect(".changes li[id]")]
    assert every[5:] == folded
    assert [summary.text_content() for summary in tree.cssselect(".changes__older > summary")] == [
        f"{len(folded)} older changes"
    ]


def test_every_page_names_the_feed(site: Site) -> None:
    for page in site.pages.values():
        if not page.address.endswith("/embed/"):
            (href,) = page.tree.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
            assert urljoin(f"http://site/{page.address}", str(href)) == "http://site/feed.xml"


def test_the_sitemap_names_every_page_that_may_be_found_with_its_last_change(
    placed: Site, publication: Publication
) -> None:
    root = etree.fromstring((placed.folder / "sitemap.xml").read_bytes())
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {url.findtext(f"{name}loc"): url.findtext(f"{name}lastmod") for url in root.findall(f"{name}url")}
    pages = {address for address, page in placed.pages.items() if 'name="robots" content="noindex"' not in page.text}
    assert set(found) == {f"{BASE}{address}" for address in pages}
    for page in [page for page in publication.pages if page.address in pages]:
        assert found[f"{BASE}{page.address}"] == publication.dossier.modified(page.name)
