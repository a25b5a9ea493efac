"""What pages do in a real Chromium: filters, copied citations, the drawer, long lists; and what without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import visit
from playwright.sync_api import Browser, Page, expect

from explainer.publication.publication import Publication

EXPLAINER = "who-needs-the-evening-ferry/"
_AT_REST = """entries => entries.filter(
  entry => !entry.firstElementChild.checkVisibility({ contentVisibilityAuto: true })).length"""
# How tall each was guessed to be, by how tall it is.
_GUESSES = """entries => entries.map(entry => {
  const guessed = entry.offsetHeight;
  entry.style.contentVisibility = "visible";
  const is = entry.offsetHeight;
  entry.style.contentVisibility = "";
  return guessed / is;
})"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a narrow screen; what it complains of fails the test."""
    visited = visit(browser, "about:blank", 360)
    yield visited.page
    visited.close()
    assert visited.complaints == []


def test_without_javascript_pages_read_whole_and_their_lists_lead_to_every_statement(
    browser: Browser, address: str
) -> None:
    visited = visit(browser, address + EXPLAINER, 360, java_script_enabled=False)
    plain = visited.page
    text = plain.locator("article#content").inner_text()
    for heading in (
        "In brief",
        "A notice at the quay",
        "What the author argues",
        "Where the record",
        "What came later",
    ):
        assert heading in text
    figure = plain.locator("#chart-evening-passengers")
    figure.locator("summary").first.click()
    assert "298" in figure.locator("table").inner_text()
    note = plain.locator("#note-1")
    assert not note.is_visible()
    plain.locator("a.cite").first.click()
    assert note.is_visible(), "a citation opens its note by :target"
    plain.goto(address + "evidence/?verdict=differs")
    assert not plain.locator(".filter").is_visible()
    plain.locator(".finder a[href='#a13']").first.click()
    assert plain.url.endswith("#a13") and plain.locator("#a13").is_visible()
    box = plain.locator("#a13 details.citing")
    box.locator("summary").click()
    assert "[Paragraph p4]" in box.locator("dd").first.inner_text()
    assert box.locator("button").count() == 0
    plain.goto(address + "glossary/")
    assert not plain.locator(".filter").is_visible()
    assert plain.locator(".lemma:visible").count() == plain.locator(".lemma").count() > 10
    visited.close()


def _shown(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.stmt')].filter(one => one.offsetParent).map(one => one.id)")


def test_statements_are_filtered_in_place_and_the_address_keeps_the_choice(page: Page, address: str) -> None:
    page.goto(address + "evidence/")
    told = page.locator(".filter [role=status]")
    everything = _shown(page)
    assert told.inner_text() == f"All {len(everything)} statements."
    assert not page.locator(".finder").evaluate("list => list.open"), "the lists make room for the form"
    page.locator(".filter input[value=differs]").check()
    assert _shown(page) == ["a06", "a13"]
    assert told.inner_text() == f"2 of {len(everything)} statements: differs."
    page.locator(".filter select").select_option("the-railway-at-the-quay")
    assert _shown(page) == ["a13"]
    assert page.url.endswith("evidence/?verdict=differs&in=the-railway-at-the-quay")
    page.goto(page.url)
    assert _shown(page) == ["a13"], "the address brings the choice back"
    page.locator(".filter button[type=reset]").click()
    page.wait_for_function("() => location.search === ''")
    assert _shown(page) == everything
    page.goto(address + "evidence/?verdict=not-corroborated&in=p1")
    assert _shown(page) == []
    none = "No statement fits this choice: not corroborated; Paragraph 1. Choose another, or show all."
    assert told.inner_text() == none
    page.goto(page.url + "#a01")
    page.wait_for_selector("#a01", state="visible")
    assert page.url.endswith("evidence/#a01"), "a link to one that is not shown shows all again"


def test_claims_are_filtered_by_how_sure_they_are(page: Page, address: str, publication: Publication) -> None:
    claims = publication.dossier.claims
    disputed = [id_ for id_, claim in claims.items() if claim.status == "disputed"]
    page.goto(address + "claims/")
    page.locator(".filter select").select_option("disputed")
    assert page.locator(".claim:visible").evaluate_all("all => all.map(one => one.id).sort()") == sorted(disputed)
    assert page.locator(".filter [role=status]").inner_text() == f"{len(disputed)} of {len(claims)} claims: disputed."
    assert page.url.endswith("claims/?status=disputed")
    page.goto(page.url + "#evening-stop")
    page.wait_for_selector("#evening-stop", state="visible")


def test_the_glossary_can_be_filtered(page: Page, address: str) -> None:
    page.goto(address + "glossary/")
    shown = page.locator(".lemma:visible")
    everything = shown.count()
    field = page.get_by_role("searchbox", name="Filter the terms")
    field.press_sequentially("horn")
    expect(shown).to_have_count(1)
    expect(page.locator(".letter:visible")).to_have_count(1)
    told = page.locator(".filter [role=status]")
    assert told.inner_text() == f"1 of {everything} terms: “horn”."
    assert page.url.endswith("glossary/?find=horn")
    field.fill("zzz")
    assert shown.count() == 0 and "No term has “zzz”" in told.inner_text()
    page.evaluate("location.hash = 'quay'")
    page.wait_for_function("() => document.querySelector('#quay').checkVisibility()")
    field.fill("VESPÉRA")
    expect(shown).to_have_id("evening-ferry")  # a name of another language, with a slip
    field.press("Escape")
    assert shown.count() == everything


@pytest.mark.parametrize(
    ("place", "opener", "within"),
    [
        ("about/", "footer a[href='#cite-this-page']", "#cite-this-page"),
        ("claims/#petition", "#petition .citing summary", "#petition .citing"),
    ],
)
def test_a_citation_is_copied_with_one_press_and_a_refusal_is_told(
    page: Page, address: str, place: str, opener: str, within: str
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + place)
    page.locator(opener).click()
    box = page.locator(within)
    told = box.locator("[role=status]")
    copied = set()
    for form in ("APA", "Chicago", "BibTeX", "CSL-JSON"):
        button = box.locator(f"[data-form={form}] button")
        assert button.inner_text().split() == ["Copy", form]
        button.click()
        expect(told).to_have_text(f"{form} copied.")
        text = page.evaluate("navigator.clipboard.readText()")
        assert address + place in text and "Ferry of Lind editors" in text
        copied.add(text)
    assert len(copied) == 4
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    box.locator("[data-form=APA] button").click()
    expect(told).to_have_text("APA could not be copied.")


# ---- the drawer: the rail where it has no room beside the text ----


def test_the_drawer_opens_at_the_page_being_read_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(address + EXPLAINER)
    menu, close = page.get_by_role("button", name="Contents"), page.get_by_role("button", name="Close")
    drawer = page.locator("#rail")
    expect(drawer).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    expect(close).to_be_focused()
    current = drawer.locator("ol > li > a[aria-current=page]")
    expect(current).to_contain_text("Who needs the evening ferry?")
    expect(current).to_be_in_viewport()
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"
    drawer.evaluate("it => it.scrollTo(0, it.scrollHeight)")
    expect(close).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()
    close.click()
    expect(drawer).to_be_hidden()
    menu.click()
    drawer.locator("ul a").nth(2).click()
    expect(drawer).to_be_hidden()
    assert "#" in page.url, "a link within the page closes it"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + EXPLAINER)
    expect(drawer).to_be_visible()
    expect(page.locator(".rail__top")).to_be_hidden()
    assert page.evaluate("document.activeElement === document.body")


# ---- long pages on a phone: what is far off is not laid out ----


def test_far_entries_wait_and_links_reach_them_and_on_wide_screens_and_paper_none_waits(
    page: Page, address: str
) -> None:
    page.goto(address + "claims/")
    listed, far = page.locator(".claim"), page.locator("#new-quay")
    assert listed.evaluate_all(_AT_REST) > listed.count() / 3
    page.evaluate("location.hash = 'new-quay'")
    page.wait_for_function(
        "() => { const { top } = document.getElementById('new-quay').getBoundingClientRect();"
        " return top > 40 && top < 240 }"
    )
    assert far.evaluate("entry => entry.checkVisibility({ contentVisibilityAuto: true })")
    assert min(listed.evaluate_all(_GUESSES)) > 0.95, "what stands below would move as a reader comes to it"
    assert listed.evaluate_all(_AT_REST) > 0
    none_waits = f"() => ({_AT_REST})([...document.querySelectorAll('.claim')]) === 0"  # told with the next frame
    page.emulate_media(media="print")
    page.wait_for_function(none_waits)
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function(none_waits)
