"""The feed of changes, the list of them on a page, and the sitemap."""

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
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# Entries that feed readers have seen; a line may be added, none may change.
KNOWN = {
    "first-edition": "urn:uuid:e4925142-c3af-59b6-84f8-e90144b19660",
    "petition-names": "urn:uuid:7354cfc2-03f1-5494-8036-e5f87097688d",
}


@pytest.mark.parametrize(("where", "base"), [("site", "http://site/"), ("placed", BASE)])
def test_the_feed_is_read_without_complaint_and_leads_to_pages(
    where: str, base: str, request: pytest.FixtureRequest, publication: Publication
) -> None:
    built: Site = request.getfixturevalue(where)
    read = feedparser.parse((built.folder / "feed.xml").read_bytes())
    assert not read.bozo and read.version == "atom10"
    assert len({entry.id for entry in read.entries}) == len(publication.dossier.changes)
    assert {entry.link.rpartition("#change-")[2]: entry.id for entry in read.entries}.items() >= KNOWN.items()
    for entry in read.entries:
        for link in entry.links:
            assert where == "site" or link.href.startswith(BASE)
            address, _, fragment = urljoin(base, link.href).removeprefix(base).partition("#")
            assert built.has(address) and (not fragment or fragment in built.pages[address].ids), link.href


def test_the_feed_has_what_atom_asks_for(site: Site) -> None:
    root = etree.fromstring((site.folder / "feed.xml").read_bytes())
    entries = root.findall(f"{ATOM}entry")
    assert len(root.findall(f"{ATOM}author")) == 1
    for element in (root, *entries):
        for name in ("id", "title", "updated", *(["summary"] if element is not root else [])):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
    moments = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert moments == sorted(moments, reverse=True) and all(map(_MOMENT.fullmatch, moments))
    assert root.findtext(f"{ATOM}updated") >= moments[0]


def test_page_and_feed_tell_all_changes_and_the_page_folds_all_but_the_newest_five(
    site: Site, publication: Publication
) -> None:
    tree = site.pages["about/"].tree
    items, folded = tree.cssselect(".changes li[id]"), tree.cssselect(".changes__older li[id]")
    entries = feedparser.parse((site.folder / "feed.xml").read_bytes()).entries
    for change, entry, item in zip(publication.dossier.latest_changes, entries, items, strict=True):
        head = f"{'Corrected' if change.kind == 'correction' else 'Added'}: {change.title}"
        assert (entry.title, entry.summary, item.get("id")) == (head, change.what, f"change-{change.id}")
        assert head in item.text_content() and change.what in item.text_content()
    assert folded and items[5:] == folded
    assert tree.xpath("string(//*[@class='changes__older']/summary)") == f"{len(folded)} older changes"


def test_every_page_names_the_feed(site: Site) -> None:
    for page in site.pages.values():
        if not page.address.endswith("/embed/"):
            (href,) = page.tree.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
            assert urljoin(f"/{page.address}", str(href)) == "/feed.xml"


def test_the_sitemap_names_every_page_that_may_be_found_with_its_last_change(
    placed: Site, publication: Publication
) -> None:
    urls = etree.fromstring((placed.folder / "sitemap.xml").read_bytes()).findall(f"{MAP}url")
    found = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in urls}
    pages = {address for address, page in placed.pages.items() if 'name="robots" content="noindex"' not in page.text}
    assert set(found) == {f"{BASE}{address}" for address in pages}
    for page in publication.pages:
        if page.address in pages:
            assert found[f"{BASE}{page.address}"] == publication.dossier.modified(page.name)
