"""The site in a real Chromium."""

from __future__ import annotations

import re

import pytest
from browsing import charts, make_interactive, visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Page, expect
from projects import ROOT

from explainer.publication.publication import Publication

WIDTHS = (360, 1280)
# The pages of charts are alike: a wide one, a map, bars with gaps, and the longest table stand for all.
CHARTS = ("summer-lanes", "sound-map", "evening-passengers", "verdicts")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_loads_quietly_and_a_charts_page_draws_it(
    site: Site, address: str, browser: Browser, width: int
) -> None:
    faults = []
    alike = {f"charts/{id_}/{form}" for id_ in CHARTS for form in ("", "embed/")}
    for name in [name for name in site.pages if not name.startswith("charts/") or name in {"charts/", *alike}]:
        visited = visit(browser, address + name, width, dark=width == WIDTHS[0])
        for figure in charts(visited.page) if name in alike else ():  # those of others: test_chart_agreement.py
            make_interactive(figure)
        overflow = visited.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            visited.complaints.append(f"the page is {overflow} px wider than the window")
        faults += [f"{name or 'home'} at {width}: {complaint}" for complaint in visited.complaints]
        visited.close()
    assert faults == []


def test_without_javascript_an_explainer_reads_whole(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(address + "who-needs-the-evening-ferry/")
    text = page.locator("article#content").inner_text()
    written = (ROOT / "docs/moscows-cold-answer.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## (.+)$", written, re.MULTILINE)
    assert len(sections) >= 3
    for heading in ("In brief", *sections, "What the author argues", "Where the record "):
        assert heading in text
    figure = page.locator("#chart-evening-passengers")
    figure.locator("summary").first.click()
    assert figure.locator("tbody tr").first.is_visible()
    assert "151" in figure.locator("table").inner_text()
    note = page.locator("#note-1")
    assert not note.is_visible()
    page.locator("a.cite").first.click()
    assert note.is_visible(), "a citation opens its note by :target"
    context.close()


def _open(browser: Browser, url: str, width: int) -> tuple[Page, list[str]]:
    visited = visit(browser, url, width)
    return visited.page, visited.complaints


def _shown(page: Page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.stmt')].filter(one => one.offsetParent).map(one => one.id)")


def test_statements_are_filtered_in_place_and_the_address_keeps_the_choice(
    address: str, browser: Browser, publication: Publication
) -> None:
    page, complaints = _open(browser, address + "evidence/", 1280)
    told = page.locator(".filter [role=status]")
    everything = _shown(page)
    assert told.inner_text() == f"All {len(everything)} statements."
    assert not page.locator(".finder").evaluate("list => list.open"), "the lists make room for the form"
    page.locator(".filter input[value=differs]").check()
    differing = _shown(page)
    assert 0 < len(differing) < len(everything)
    assert told.inner_text() == f"{len(differing)} of {len(everything)} statements: differs."
    read = {id_: str(page.locator(f"#{id_}").get_attribute("data-in")).split() for id_ in differing}
    # An explainer that reads some of them and not all.
    place = next(name for name in read[differing[0]][1:] if any(name not in names for names in read.values()))
    page.locator(".filter select").select_option(place)
    some = _shown(page)
    assert some == [id_ for id_ in differing if place in read[id_]]
    assert 0 < len(some) < len(differing)
    assert page.url.endswith(f"evidence/?verdict=differs&in={place}")
    page.goto(page.url)
    assert _shown(page) == some, "the address brings the choice back"
    page.locator(".filter button[type=reset]").click()
    page.wait_for_function("() => location.search === ''")
    assert _shown(page) == everything
    assert complaints == []
    page.context.close()


def test_a_choice_without_statements_says_so_and_a_link_shows_them_again(address: str, browser: Browser) -> None:
    page, _ = _open(browser, address + "evidence/?verdict=not-corroborated&in=p1", 360)
    assert _shown(page) == []
    told = page.locator(".filter [role=status]").inner_text()
    assert told == "No statement fits this choice: not corroborated; Paragraph 1. Choose another, or show all."
    page.goto(address + "evidence/?verdict=not-corroborated&in=p1#a01")
    page.wait_for_selector("#a01", state="visible")
    assert page.url.endswith("evidence/#a01")
    page.context.close()


def test_without_javascript_lists_lead_to_every_statement(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "evidence/?verdict=differs")
    assert not page.locator(".filter").is_visible()
    page.locator(".finder a[href='#a54']").first.click()
    assert page.url.endswith("#a54") and page.locator("#a54").is_visible()
    box = page.locator("#a54 details.citing")
    box.locator("summary").click()
    assert "[Paragraph p11]" in box.locator("dd").first.inner_text()
    assert box.locator("button").count() == 0
    context.close()


@pytest.mark.parametrize("place", ["about/", "claims/#withdrawal-order"])
def test_a_citation_is_copied_with_one_press(address: str, browser: Browser, place: str) -> None:
    page, complaints = _open(browser, address + place, 1280)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box = page.locator("#withdrawal-order details.citing" if "#" in place else "#cite-this-page details.citing")
    box.locator("summary").click()
    copied = set()
    for form in ("APA", "Chicago", "BibTeX", "CSL-JSON"):
        button = box.locator(f"[data-form={form}] button")
        assert button.inner_text().split() == ["Copy", form]
        button.click()
        expect(box.locator("[role=status]")).to_have_text(f"{form} copied.")
        text = page.evaluate("navigator.clipboard.readText()")
        assert address + place in text and "Minsk in the Middle editors" in text
        copied.add(text)
    assert len(copied) == 4 and complaints == []
    page.context.close()


def test_a_refused_clipboard_is_told(address: str, browser: Browser) -> None:
    page, _ = _open(browser, address + "about/", 360)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.locator("footer a[href='#cite-this-page']").click()
    page.locator("#cite-this-page [data-form=APA] button").click()
    page.wait_for_function("() => document.querySelector('#cite-this-page [role=status]').textContent")
    assert page.locator("#cite-this-page [role=status]").inner_text() == "APA could not be copied."
    page.context.close()


def test_the_glossary_can_be_filtered(address: str, browser: Browser) -> None:
    page, complaints = _open(browser, address + "glossary/", 360)
    shown = page.locator(".lemma:visible")
    everything = shown.count()
    field = page.get_by_role("searchbox", name="Filter the terms")
    field.type("demarche")
    assert 0 < shown.count() < everything
    assert page.locator(".letter:visible").count() <= shown.count()
    assert page.get_by_role("status").filter(has_text="of").inner_text() == f"{shown.count()} of {everything} terms"
    field.fill("zzz")
    assert shown.count() == 0 and "No term has “zzz”" in page.locator(".term-filter [role=status]").inner_text()
    page.evaluate("location.hash = 'csto'")
    page.wait_for_function("() => document.querySelector('#csto').checkVisibility()")
    field.fill("ОДКБ")
    assert page.locator("#csto").is_visible() and shown.count() < everything
    field.press("Escape")
    assert shown.count() == everything and complaints == []
    page.context.close()


def test_without_javascript_the_glossary_is_whole_and_has_no_filter(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "glossary/")
    assert not page.locator(".term-filter").is_visible()
    assert page.locator(".lemma:visible").count() == page.locator(".lemma").count() > 30
    context.close()
