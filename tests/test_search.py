"""The search in a real browser: what readers type leads where it should."""

from __future__ import annotations

import json

import pytest
from barriers import barriers
from browsing import visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Route, expect
from searching import astray, results, searching

from explainer.outputs.search import read_prose, unaccented
from explainer.publication.publication import Publication

_ROOM = """field => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = getComputedStyle(field).font;
  return field.clientWidth - pen.measureText(field.placeholder).width;
}"""


def test_what_is_typed_leads_where_it_should(address: str, browser: Browser, publication: Publication) -> None:
    with searching(browser, address) as page:
        assert list(astray(page, publication)) == []
        assert results(page, "zzqqzz") == []
        assert "Nothing" in page.locator(".md-search-result__meta").inner_text()


def test_it_opens_by_key_walks_by_arrows_and_goes_back(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "about/", 960)
    page = visited.page
    assert page.locator(".md-search__input").evaluate(_ROOM) >= 0, "the field shows what it asks for"
    page.locator(".colophon a").first.focus()
    page.keyboard.press("/")
    page.wait_for_selector(".md-search__output", state="visible")
    assert page.evaluate("document.activeElement.name") == "query"
    page.keyboard.type("Sandvick")
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
    page.wait_for_url("**/people/?h=*#sandvik")
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
def test_results_have_no_barriers_and_a_screen_reader_is_told(
    address: str, browser: Browser, width: int, dark: bool
) -> None:
    visited = visit(browser, address + "about/?q=Сандвик", width, dark=dark)
    visited.page.wait_for_selector(".md-search-result__item a")
    assert barriers(visited.page, ".md-search") == []
    search = visited.page.get_by_role("search", name="This site")
    assert search.get_by_role("textbox", name="Search names, terms, dates").is_visible()
    assert search.get_by_role("status").inner_text() == "Found on one page"
    found = search.get_by_role("list", name="Found").get_by_role("link", name="Mira Sandvik")
    expect(found).to_contain_text("Also written Мира Сандвик")  # the spelling that was typed
    visited.close()


def test_the_index_leads_to_what_is_there(site: Site) -> None:
    entries = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
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
    [("Węzeł", "Wezel"), ("Łódeš Øre", "Lodes Ore"), ("Йоў", "Йоў"), ("Άνσελ", "Άνσελ")],
)
def test_accents_may_be_left_out(written: str, typed: str) -> None:
    assert unaccented(written) == typed
