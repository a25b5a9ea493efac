"""The search in a real browser: what readers type leads where it should."""

from __future__ import annotations

import json
from dataclasses import replace

from barriers import barriers
from browsing import settle, visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Page, Route, expect
from searching import astray, results, searching

from explainer.data.names import sort_key, unaccented
from explainer.outputs.search import read_prose, record_entries
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


def _tells_all(page: Page, spelling: str) -> None:
    """Look at what is found for the spelling of a name as a screen reader does."""
    search = page.get_by_role("search", name="This site")
    found = search.get_by_role("list", name="Found").get_by_role("link", name="Mira Sandvik")
    expect(search.get_by_role("status")).to_have_text("Found on one page")  # more, while it is typed
    expect(found).to_contain_text(f"Also written {spelling}")  # the one that was typed
    expect(search.get_by_role("textbox", name="Search names, terms, dates")).to_be_visible()
    assert barriers(page, ".md-search") == []


def test_it_opens_by_key_walks_by_arrows_and_goes_back(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "about/", 960)
    page, field = visited.page, visited.page.locator(".md-search__input")
    assert field.evaluate(_ROOM) >= 0, "the field shows what it asks for"
    page.locator(".colophon a").first.focus()
    page.keyboard.press("/")
    page.wait_for_selector(".md-search__output", state="visible")
    expect(field).to_be_focused()
    page.keyboard.type("Sandvick")
    expect(page.locator(".md-search-result")).to_have_attribute("aria-busy", "false")
    _tells_all(page, "Mira Sandvick")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.hash") == "#sandvik"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.pathname").endswith("/people/"), "the page, over its results"
    page.keyboard.press("Escape")
    page.wait_for_selector(".md-search__output", state="hidden")
    expect(page.locator(".colophon a").first).to_be_focused()
    page.keyboard.press("/")
    page.wait_for_selector(".md-search__output", state="visible")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?h=*#sandvik")
    assert visited.complaints == []
    visited.close()


# A slow machine: what is asked after some letters waits until it is let go.
_SLOW = """
const waiting = [];
window.answer = () => waiting.forEach((ask) => ask());
window.Worker = class extends Worker {
  postMessage(message, ...more) {
    const ask = () => super.postMessage(message, ...more);
    message.type === 2 && message.data.length > 5 ? waiting.push(ask) : ask();
  }
};
"""


def test_who_goes_to_a_result_before_all_letters_are_answered_stays_on_one(address: str, browser: Browser) -> None:
    visited = visit(browser, "about:blank", 1280)
    page, found = visited.page, visited.page.locator(".md-search-result")
    page.add_init_script(_SLOW)
    page.goto(address + "about/")
    page.keyboard.press("/")
    expect(page.locator(".md-search-result__meta")).to_contain_text("Names")
    page.keyboard.type("Sandvick")
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("ArrowDown")
    expect(found).to_have_attribute("aria-busy", "true")
    page.evaluate("answer()")
    expect(found).to_have_attribute("aria-busy", "false")
    settle(page)
    assert page.evaluate("document.activeElement.hash") == "#sandvik"
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/?h=sandvick#sandvik")
    assert visited.complaints == []
    visited.close()


def test_who_walks_past_it_on_a_slow_connection_is_not_called_back(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "about/", 1280)
    page, held = visited.page, list[Route]()
    page.route("**/bundle.*.js", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks what it is given
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


def test_on_a_phone_an_address_and_a_button_open_it_and_another_closes_it(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "about/?q=Сандвик", 360, dark=True)
    page, field = visited.page, visited.page.locator(".md-search__input")
    button, close = (page.get_by_role("button", name=name, exact=True) for name in ("Search", "Close"))
    _tells_all(page, "Мира Сандвик")
    close.click()
    expect(page.locator(".md-search")).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    box = page.locator(".md-search").bounding_box()
    assert box and (box["x"], box["y"], box["width"]) == (0, 0, 360)
    close.click()
    expect(page.locator(".md-search")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    assert visited.complaints == []
    visited.close()


# What is typed, where the first result leads, and what is offered instead.
TYPED = [
    ("Sound", "glossary/#sound", ""),  # an alias, before the many pages that have the word
    ("Lind", "map/#lind", ""),
    ("Mira Sándwïk", "people/#sandvik", ""),
    ("Sandvik's", "people/#sandvik", ""),
    ("mayor Sandvikk", "", "mayor Sandvik"),
    ("Sandivk", "", "Sandvik"),
    ("Сандвук", "", "Сандвик"),
    ("zzqqzz", "", ""),
]


def test_a_name_leads_to_its_record_first_and_a_slip_to_the_nearest_name(address: str, browser: Browser) -> None:
    with searching(browser, address) as page:
        offered = page.locator(".md-search-result__meant")
        for query, first, instead in TYPED:
            found = results(page, query)
            assert not first or found[0] == first, (query, found)
            expect(offered).to_have_text(f"Did you mean {instead}?" if instead else "")
        assert results(page, "Sandwikk") == []
        assert barriers(page, ".md-search") == []
        page.keyboard.press("Enter")
        expect(page.locator(".md-search__input")).to_have_value("Sandwik")
        expect(page.locator(".md-search__input")).to_be_focused()
        expect(page.get_by_role("link", name="Mira Sandvik")).to_be_visible()
        page.locator(".md-search__input").evaluate(
            "it => { it.value = 'Pardo'; it.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste' })) }"
        )
        expect(page.get_by_role("link", name="Ansel Pardo").first).to_be_visible()


def test_no_key_acts_alone_but_one_which_can_be_switched_off(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "who-needs-the-evening-ferry/", 1280)
    page, output = visited.page, visited.page.locator(".md-search__output")
    page.keyboard.press("/")
    expect(output).to_be_visible()
    page.wait_for_function("() => window.keyboard$")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.md-search') !== null"), "the focus goes on from the field"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.evaluate("() => { window.heard = ''; addEventListener('keydown', event => { heard += event.key }) }")
    for key in "fsnp,./":
        page.keyboard.press(key)
    assert page.evaluate("heard") == "", "Material's script listens there for keys that act alone"
    expect(output).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("checkbox", name="The key / opens the search").uncheck()
    page.goto(address + "about/")
    expect(page.get_by_role("checkbox", name="The key / opens the search")).not_to_be_checked()
    page.keyboard.press("/")
    settle(page)
    expect(output).to_be_hidden()
    expect(page.locator(".md-search__key")).to_be_hidden()
    visited.close()


def test_fields_on_a_phone_are_large_enough_not_to_be_zoomed_at(address: str, browser: Browser) -> None:
    for name in ("glossary/", "timeline/", "evidence/"):
        visited = visit(browser, address + name, 360)
        sizes = visited.page.locator("select, [type=search], .md-search__input").evaluate_all(
            "fields => fields.map(field => parseFloat(getComputedStyle(field).fontSize))"
        )
        assert len(sizes) > 1 and min(sizes) >= 16, name
        visited.close()


def test_the_index_leads_to_what_is_there(site: Site) -> None:
    entries = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    found = [entry["location"] for entry in entries]
    assert [location for location in found if not site.leads(f"http://site/{location}")] == []
    assert len(set(found)) == len(found)
    (columns,) = (entry["text"] for entry in entries if entry["location"] == "data/#columns")
    assert "sources" in columns.lower() and "where there is one" not in columns, "names of tables, no notes of columns"


def test_results_tell_status_and_day_as_the_record_does(publication: Publication) -> None:
    claim = publication.dossier.claims["november-count"].model_copy(update={"claimed_by": "Harbour Watch"})
    dossier = replace(publication.dossier, claims={claim.id: claim})
    (entry,) = record_entries("claims", replace(publication, dossier=dossier))
    assert entry.paragraphs[1] == "Reported, by Harbour Watch, November 2011"
    works = {entry.location: entry.paragraphs[0] for entry in record_entries("sources", publication)}
    for source in publication.dossier.sources.values():
        assert works[source.id].casefold().startswith(f"{source.published_words}, in ".casefold())
        assert works[source.id].endswith(f": {source.title}"), "digits behind a title may be drawn into it"


def test_prose_is_read_without_its_apparatus() -> None:
    html = """<p>Before.</p><h2 id="one">One <a class="headerlink" href="#one">#</a></h2>
      <p>It <em>rose</em> <span class="cited">again.<a class="cite">1</a></span><span class="note">note</span></p>
      <figure class="chart"><p>picture</p></figure><div class="people"><h3 id="x">X</h3><p>listed</p></div>
      <ul><li>a</li><li>b<br>10<sup><em>3</em></sup></li></ul>"""
    before, one = read_prose(html, frozenset(("people",)))
    assert before.paragraphs == ("Before.",)
    assert (one.id, one.title, one.paragraphs) == ("one", "One", ("It rose again.", "a", "b 10³"))


def test_accents_and_apostrophes_may_be_left_out() -> None:
    assert sorted(["Zorn", "Łorn", "Ärby", "lind", "Mo"], key=sort_key) == ["Ärby", "lind", "Łorn", "Mo", "Zorn"]
    assert unaccented("Węzeł, Łódeš Øre, Йоў, Άνσελ, Naf’ta’s") == "Wezel, Lodes Ore, Йоў, Άνσελ, Nafta’s"
