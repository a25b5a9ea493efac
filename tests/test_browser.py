"""What pages do in a real Chromium: filters, copied citations, the drawer, long lists; and what without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import visit
from playwright.sync_api import Browser, Locator, Page, expect

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
    """A page on a wide screen; what it complains of fails the test."""
    visited = visit(browser, "about:blank", 1280)
    yield visited.page
    visited.close()
    assert visited.complaints == []


@pytest.fixture
def phone(page: Page) -> Page:
    """A page on a narrow screen."""
    page.set_viewport_size({"width": 360, "height": 800})
    return page


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    visited = visit(browser, "about:blank", 360, java_script_enabled=False)
    yield visited.page
    visited.close()


# ---- without JavaScript ----


def test_without_javascript_an_explainer_reads_whole(plain: Page, address: str) -> None:
    plain.goto(address + EXPLAINER)
    text = plain.locator("article#content").inner_text()
    for heading in (
        "In brief",
        "A notice at the quay",
        "What the author argues",
        "Where the record ",
        "What came later",
    ):
        assert heading in text
    figure = plain.locator("#chart-evening-passengers")
    figure.locator("summary").first.click()
    assert figure.locator("tbody tr").first.is_visible()
    assert "298" in figure.locator("table").inner_text()
    note = plain.locator("#note-1")
    assert not note.is_visible()
    plain.locator("a.cite").first.click()
    assert note.is_visible(), "a citation opens its note by :target"


def test_without_javascript_lists_lead_to_every_statement(plain: Page, address: str) -> None:
    plain.goto(address + "evidence/?verdict=differs")
    assert not plain.locator(".filter").is_visible()
    plain.locator(".finder a[href='#a13']").first.click()
    assert plain.url.endswith("#a13") and plain.locator("#a13").is_visible()
    box = plain.locator("#a13 details.citing")
    box.locator("summary").click()
    assert "[Paragraph p4]" in box.locator("dd").first.inner_text()
    assert box.locator("button").count() == 0


def test_without_javascript_the_glossary_is_whole_and_has_no_filter(plain: Page, address: str) -> None:
    plain.goto(address + "glossary/")
    assert not plain.locator(".term-filter").is_visible()
    assert plain.locator(".lemma:visible").count() == plain.locator(".lemma").count() > 10


# ---- filters ----


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


def test_a_choice_without_statements_says_so_and_a_link_shows_them_again(phone: Page, address: str) -> None:
    phone.goto(address + "evidence/?verdict=not-corroborated&in=p1")
    assert _shown(phone) == []
    told = phone.locator(".filter [role=status]").inner_text()
    assert told == "No statement fits this choice: not corroborated; Paragraph 1. Choose another, or show all."
    phone.goto(address + "evidence/?verdict=not-corroborated&in=p1#a01")
    phone.wait_for_selector("#a01", state="visible")
    assert phone.url.endswith("evidence/#a01")


def test_the_glossary_can_be_filtered(phone: Page, address: str) -> None:
    phone.goto(address + "glossary/")
    shown = phone.locator(".lemma:visible")
    everything = shown.count()
    field = phone.get_by_role("searchbox", name="Filter the terms")
    field.press_sequentially("horn")
    expect(shown).to_have_count(1)
    expect(phone.locator(".letter:visible")).to_have_count(1)
    told = phone.locator(".term-filter [role=status]")
    assert told.inner_text() == f"1 of {everything} terms"
    field.fill("zzz")
    assert shown.count() == 0 and "No term has “zzz”" in told.inner_text()
    phone.evaluate("location.hash = 'quay'")
    phone.wait_for_function("() => document.querySelector('#quay').checkVisibility()")
    field.fill("VESPÉRA")
    assert phone.locator("#evening-ferry").is_visible() and shown.count() == 1, (
        "a name of another language, with a slip"
    )
    field.press("Escape")
    assert shown.count() == everything


# ---- citations ----


@pytest.mark.parametrize("place", ["about/", "claims/#petition"])
def test_a_citation_is_copied_with_one_press(page: Page, address: str, place: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + place)
    box = page.locator("#petition details.citing" if "#" in place else "#cite-this-page details.citing")
    box.locator("summary").click()
    copied = set()
    for form in ("APA", "Chicago", "BibTeX", "CSL-JSON"):
        button = box.locator(f"[data-form={form}] button")
        assert button.inner_text().split() == ["Copy", form]
        button.click()
        expect(box.locator("[role=status]")).to_have_text(f"{form} copied.")
        text = page.evaluate("navigator.clipboard.readText()")
        assert address + place in text and "Ferry of Lind editors" in text
        copied.add(text)
    assert len(copied) == 4


def test_a_refused_clipboard_is_told(phone: Page, address: str) -> None:
    phone.goto(address + "about/")
    phone.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    phone.locator("footer a[href='#cite-this-page']").click()
    phone.locator("#cite-this-page [data-form=APA] button").click()
    expect(phone.locator("#cite-this-page [role=status]")).to_have_text("APA could not be copied.")


# ---- the drawer: the rail where it has no room beside the text ----


def _menu(page: Page) -> Locator:
    return page.get_by_role("button", name="Contents")


def test_the_drawer_opens_at_the_page_being_read_and_gives_the_focus_back(phone: Page, address: str) -> None:
    phone.goto(address + "about/")
    drawer, close = phone.locator("#rail"), phone.get_by_role("button", name="Close")
    expect(drawer).to_be_hidden()
    _menu(phone).focus()
    phone.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    expect(close).to_be_focused()
    current = drawer.locator("ol > li > a[aria-current=page]")
    expect(current).to_have_text("About")
    expect(current).to_be_in_viewport()
    assert phone.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"
    drawer.evaluate("it => it.scrollTo(0, it.scrollHeight)")
    expect(close).to_be_in_viewport()
    phone.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(_menu(phone)).to_be_focused()
    _menu(phone).click()
    close.click()
    expect(drawer).to_be_hidden()


def test_a_link_within_the_page_closes_the_drawer_which_wide_screens_show_as_a_rail(phone: Page, address: str) -> None:
    phone.goto(address + EXPLAINER)
    _menu(phone).click()
    phone.locator("#rail ul a").nth(2).click()
    expect(phone.locator("#rail")).to_be_hidden()
    assert "#" in phone.url
    phone.set_viewport_size({"width": 1280, "height": 900})
    phone.goto(address + EXPLAINER)
    expect(phone.locator("#rail")).to_be_visible()
    expect(phone.locator(".rail__top")).to_be_hidden()
    assert phone.evaluate("document.activeElement === document.body")


# ---- long pages on a phone: what is far off is not laid out ----


def test_far_entries_wait_and_links_reach_them(phone: Page, address: str) -> None:
    phone.goto(address + "claims/")
    listed, far = phone.locator(".claim"), phone.locator("#new-quay")
    assert listed.evaluate_all(_AT_REST) > listed.count() / 3
    phone.evaluate("location.hash = 'new-quay'")
    phone.wait_for_function(
        "() => { const { top } = document.getElementById('new-quay').getBoundingClientRect();"
        " return top > 40 && top < 240 }"
    )
    assert far.evaluate("entry => entry.checkVisibility({ contentVisibilityAuto: true })")
    assert min(listed.evaluate_all(_GUESSES)) > 0.95, "what stands below would move as a reader comes to it"


def test_on_wide_screens_and_on_paper_everything_is_laid_out(page: Page, address: str) -> None:
    page.goto(address + "claims/")
    assert page.locator(".claim").evaluate_all(_AT_REST) == 0
    page.set_viewport_size({"width": 360, "height": 900})
    page.emulate_media(media="print")
    assert page.locator(".claim").evaluate_all(_AT_REST) == 0
