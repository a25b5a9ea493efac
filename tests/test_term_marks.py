"""Which mentions of terms are marked is the reader’s choice."""

from __future__ import annotations

from cards import Open, card_of
from playwright.sync_api import expect


def test_a_reader_marks_all_terms_or_none_and_it_is_remembered(open_page: Open) -> None:
    page = open_page()
    count = page.locator("a[data-term][href]").count()
    first = page.locator(".page > p a.term").first
    first.evaluate(
        "it => { const again = document.createElement('span'); again.className = 'term-again';"
        " again.dataset.term = it.dataset.term; again.textContent = 'again'; it.closest('p').append(again) }"
    )
    again = page.locator("span.term-again").count()
    page.get_by_label("each time").check()
    expect(page.locator("a[data-term][href]:not(.definitions *)")).to_have_count(count + again)
    page.locator("a.term.term-again").first.click()
    expect(card_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("first in each section").check()
    expect(page.locator("a[data-term][href]")).to_have_count(count)
    page.get_by_label("never").check()
    expect(page.locator("a[data-term][href]")).to_have_count(0)
    assert first.evaluate("it => getComputedStyle(it).textDecorationLine") == "none"
    page.reload()
    expect(page.get_by_label("never")).to_be_checked()
    expect(page.locator("a[data-term][href]")).to_have_count(0)


def test_the_choice_is_there_before_the_page_is_drawn(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("never").check()
    page.route("**/site.*.js", lambda route: route.abort())
    page.reload()
    term = page.locator(".page > p a.term").first
    assert term.evaluate("it => getComputedStyle(it).textDecorationLine") == "none"
