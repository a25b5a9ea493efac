"""The feed of changes, the list of them on a page, and the sitemap."""

from __future__ import annotations

import re

import feedparser
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


def test_the_feed_is_what_readers_of_atom_ask_for(site: Site) -> None:
    text = (site.folder / "feed.xml").read_bytes()
    root, read = etree.fromstring(text), feedparser.parse(text)
    assert not read.bozo and read.version == "atom10"
    assert {entry.link.rpartition("#change-")[2]: entry.id for entry in read.entries}.items() >= KNOWN.items()
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    assert len(root.findall(f"{ATOM}author")) == 1
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        for name in ("id", "title", "updated", *(["summary"] if element is not root else [])):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
    moments = [str(element.findtext(f"{ATOM}updated")) for element in (root, *entries)]
    assert moments == sorted(moments, reverse=True) and all(map(_MOMENT.fullmatch, moments))


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


def test_the_sitemap_names_every_page_that_may_be_found_with_its_last_change(
    placed: Site, publication: Publication
) -> None:
    urls = etree.fromstring((placed.folder / "sitemap.xml").read_bytes()).findall(f"{MAP}url")
    found = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in urls}
    pages = {address for address, page in placed.pages.items() if 'name="robots" content="noindex"' not in page.text}
    assert set(found) == {f"{BASE}{address}" for address in pages}
    modified = {f"{BASE}{page.address}": publication.dossier.modified(page.name) for page in publication.pages}
    assert {address: day for address, day in found.items() if address in modified}.items() <= modified.items()


def test_robots_may_read_all_and_learn_of_the_sitemap_where_there_is_an_address(site: Site, placed: Site) -> None:
    told = [(built.folder / "robots.txt").read_text(encoding="utf-8") for built in (site, placed)]
    assert told == [text := "User-agent: *\nAllow: /\n", f"{text}Sitemap: {BASE}sitemap.xml\n"]
