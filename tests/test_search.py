"""The search in a real browser: what readers type leads where it should."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from barriers import barriers
from browsing import Visit, visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Page, Route, expect
from yaml import safe_load

from explainer.outputs.search import read_prose, unaccented
from explainer.publication.publication import Publication

QUERIES = safe_load((Path(__file__).parent / "queries.yml").read_text(encoding="utf-8"))

# A result that only heads those under it has the score 0; the closed rest of a page is not among the first.
_SHOWN = """list => [...list.querySelectorAll("li > a")]
  .filter(link => link.querySelector("article").dataset.mdScore !== "0.00").map(link => link.href)"""


@pytest.fixture(scope="module")
def searching(address: str, browser: Browser) -> Iterator[Visit]:
    """A page with its search open and ready."""
    visited = visit(browser, address + "about/", 1280)
    visited.page.keyboard.press("/")
    visited.page.wait_for_function(
        "() => document.querySelector('.md-search-result__meta').textContent.includes('Names')"
    )
    yield visited
    visited.close()


def results(page: Page, query: str) -> list[str]:
    """Type a query and return the addresses of what is shown, the best first."""
    shown = page.locator(".md-search-result__list")
    shown.evaluate("list => list.append(Object.assign(document.createElement('li'), { id: 'stale' }))")
    field = page.locator(".md-search__input")
    field.fill(query)
    field.dispatch_event("keyup")
    page.wait_for_function("() => !document.getElementById('stale')")
    addresses = []
    for link in shown.evaluate(_SHOWN):
        parts = urlsplit(link)
        addresses.append(parts.path.lstrip("/") + (f"#{parts.fragment}" if parts.fragment else ""))
    return addresses


@pytest.mark.parametrize("case", QUERIES, ids=[case["query"] for case in QUERIES])
def test_what_is_typed_leads_to(searching: Visit, case: dict[str, Any]) -> None:
    found = results(searching.page, case["query"])
    if case.get("nothing"):
        assert found == []
        assert "Nothing" in searching.page.locator(".md-search-result__meta").inner_text()
    else:
        assert any(one.startswith(case["leads_to"]) for one in found[:3]), found[:5]


def test_titles_name_what_they_lead_to(searching: Visit, publication: Publication) -> None:
    results(searching.page, "13 July")
    titles = searching.page.locator(".md-search-result__item h2").all_inner_texts()
    assert "13 July 2024: Lukashenko orders extra troops back to base" in titles
    results(searching.page, "Лукашенко")
    first = searching.page.locator(".md-search-result__item").first
    people = publication.by_name["people.md"].meta
    assert first.locator("h1").inner_text() == people.name
    assert first.locator("h2").inner_text() == "Aleksandr Lukashenko"
    assert first.locator("p").first.inner_text() == "Also written Александр Лукашенко"


def test_it_opens_by_key_walks_by_arrows_and_goes_back(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "about/", 1280)
    page = visited.page
    page.locator(".colophon a").first.focus()
    page.keyboard.press("/")
    page.wait_for_selector(".md-search__output", state="visible")
    assert page.evaluate("document.activeElement.name") == "query"
    page.keyboard.type("Ryzhankou")
    page.wait_for_selector(".md-search-result__item a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert "people/" in page.evaluate("document.activeElement.href")
    page.keyboard.press("Escape")
    page.wait_for_selector(".md-search__output", state="hidden")
    page.wait_for_function("() => document.activeElement.matches('.colophon a')")
    page.keyboard.press("s")
    page.wait_for_selector(".md-search__output", state="visible")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?h=*#ryzhenkov")
    assert visited.complaints == []
    visited.close()


def test_who_walks_past_it_on_a_slow_connection_is_not_called_back(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "about/", 1280)
    page, held = visited.page, []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/bundle.*.js", hold)
    palette = page.get_by_role("radio", name="Switch to dark")
    while not palette.evaluate("radio => radio === document.activeElement"):
        page.keyboard.press("Tab")
    expect(page.locator(".md-search__output")).not_to_be_visible()
    (bundle,) = held
    with page.expect_response("**/search_index.json"):
        bundle.continue_()
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Switch to light")).to_be_focused()
    assert visited.complaints == []
    visited.close()


def test_on_a_phone_a_button_opens_and_closes_it(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "about/", 360)
    page = visited.page
    button = page.get_by_role("button", name="Search", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "query"
    assert button.get_attribute("aria-expanded") == "true"
    box = page.locator(".md-search").bounding_box()
    assert box and (box["x"], box["y"], box["width"]) == (0, 0, 360)
    page.get_by_role("button", name="Close").click()
    page.wait_for_selector(".md-search", state="hidden")
    assert button.evaluate("button => button === document.activeElement")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "query"
    visited.close()


@pytest.mark.parametrize(("width", "dark"), [(360, True), (1280, False)])
def test_axe_finds_nothing_in_results(address: str, browser: Browser, width: int, dark: bool) -> None:
    visited = visit(browser, address + "about/?q=drones", width, dark=dark)
    visited.page.wait_for_selector(".md-search-result__item a")
    assert barriers(visited.page) == []
    visited.close()


def test_a_screen_reader_is_told(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "about/?q=Łukaszenka", 1280)
    page = visited.page
    page.wait_for_selector(".md-search-result__item a")
    search = page.get_by_role("search", name="This site")
    assert search.get_by_role("textbox", name="Search names, terms, dates").is_visible()
    assert search.get_by_role("status").inner_text() == "Found on 2 pages"
    assert search.get_by_role("list", name="Found").get_by_role("link", name="Aleksandr Lukashenko").is_visible()
    visited.close()


@pytest.mark.parametrize("width", [960, 1280])
def test_the_field_shows_what_it_asks_for(address: str, browser: Browser, width: int) -> None:
    visited = visit(browser, address + "about/", width)
    needed = """field => {
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = getComputedStyle(field).font;
      return field.clientWidth - pen.measureText(field.placeholder).width;
    }"""
    assert visited.page.locator(".md-search__input").evaluate(needed) >= 0
    visited.close()


def test_the_index_is_small_and_leads_to_what_is_there(site: Site) -> None:
    raw = (site.folder / "search/search_index.json").read_bytes()
    assert len(gzip.compress(raw, mtime=0)) <= 160_000
    entries = json.loads(raw)["docs"]
    for entry in entries:
        address, _, fragment = entry["location"].partition("#")
        assert not fragment or fragment in site.pages[address].ids, entry["location"]
    assert len({entry["location"] for entry in entries}) == len(entries)


def test_prose_is_read_without_its_apparatus() -> None:
    html = """<p>Before.</p><h2 id="one">One <a class="headerlink" href="#one">#</a></h2>
      <p>It <em>rose</em> <span class="cited">again.<a class="cite">1</a></span><span class="note">note</span></p>
      <figure class="chart"><p>picture</p></figure><div class="people"><h3 id="x">X</h3><p>listed</p></div>
      <ul><li>a</li><li>b<br>c</li></ul>"""
    before, one = read_prose(html, frozenset(("people",)))
    assert before.paragraphs == ("Before.",)
    assert (one.id, one.title, one.paragraphs) == ("one", "One", ("It rose again.", "a", "b c"))


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Łukašenka", "Lukasenka"), ("Андрэй", "Андрэй"), ("Рыжанкоў й", "Рыжанкоў й"), ("Andżelika", "Andzelika")],
)
def test_accents_may_be_left_out(written: str, typed: str) -> None:
    assert unaccented(written) == typed
