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


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("a/b/moscow-cold-anwser", "moscows-cold-answer/"),
        ("peple/lukashenko", "people/"),
        ("chart/drone-by-month.html", "charts/drones-by-month/"),
        ("timelin", "timeline/"),
        ("x/beijing_moves/%E0%A4%A", "beijing-moves-closer/"),
        ("qqq", ""),
    ],
)
def test_it_names_the_likeliest_page(host: str, browser: Browser, asked: str, offered: str) -> None:
    visited = visit(browser, host + asked, 1280)
    likely = visited.page.locator(".lost__likely")
    assert likely.is_visible() == bool(offered)
    if offered:
        assert likely.locator("a").evaluate("link => link.href") == host + offered
    visited.close()


def test_it_offers_a_search_for_the_words_of_the_address(host: str, browser: Browser) -> None:
    visited = visit(browser, host + "people/poczobut.html", 360)
    visited.page.locator(".lost__search a").click()
    visited.page.wait_for_selector(".md-search-result__item a")
    assert visited.page.locator(".md-search__input").input_value() == "people poczobut"
    assert "people/" in (visited.page.locator(".md-search-result__item a").first.get_attribute("href") or "")
    visited.close()


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_axe_finds_nothing(host: str, browser: Browser, width: int, dark: bool) -> None:
    visited = visit(browser, host + "no/such/page", width, dark=dark)
    # The browser tells of the answer’s code; nothing else may be missing.
    assert [told for told in visited.complaints if "404" not in told] == []
    assert visited.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(visited.page) == []
    visited.close()


def test_without_javascript_it_lists_all_pages(site: Site) -> None:
    tree = site.not_found.tree
    assert tree.xpath("string(//h1)")
    assert tree.cssselect(".lost")[0].get("hidden") is not None
    links = [str(link.get("href")) for link in tree.cssselect(".page .two a")]
    assert len(links) == len(set(links)) >= 19
    for link in links:
        assert link.startswith("/") and site.has(link.lstrip("/")), link


def test_in_a_sub_folder_its_links_start_there(placed: Site) -> None:
    text = placed.not_found.text
    addresses = re.findall(r'(?:href|src|data-home)="([^"#][^"]*)"', text)
    assert len(addresses) > 40
    assert [one for one in addresses if not one.startswith(("/minsk/", "https://example.org/minsk/"))] == []
