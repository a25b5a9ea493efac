"""The page for addresses that lead nowhere, as a host serves it: at any depth, in a sub-folder too."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from barriers import barriers
from browsing import visit
from mkdocs_site import Site
from playwright.sync_api import Browser

from hosting import hosted


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator[str]:
    """Where the site is served by a host that answers unknown addresses with 404.html."""
    with hosted(site.folder) as url:
        yield url


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_axe_finds_nothing(host: str, browser: Browser, width: int, dark: bool) -> None:
    visited = visit(browser, host + "no/such/page", width, dark=dark)
    # The browser tells of the answer’s code; nothing else may be missing.
    assert [told for told in visited.complaints if "404" not in told] == []
    assert visited.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(visited.page) == []
    visited.close()


def test_it_lists_all_pages(site: Site) -> None:
    tree = site.not_found.tree
    assert tree.xpath("string(//h1)")
    links = [str(link.get("href")) for link in tree.cssselect(".page .two a")]
    assert len(links) == len(set(links)) >= 14
    for link in links:
        assert link.startswith("/") and site.has(link.lstrip("/")), link


def test_in_a_sub_folder_its_links_start_there(placed: Site) -> None:
    text = placed.not_found.text
    addresses = re.findall(r'(?:href|src)="([^"#][^"]*)"', text)
    assert len(addresses) > 40
    assert [one for one in addresses if not one.startswith(("/the-ferry/", "https://example.org/the-ferry/"))] == []
