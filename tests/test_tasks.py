"""Ten things that readers come for, done with the keyboard alone: after a page has loaded nothing but keys is used.

What is walked to is looked for by role and name, as a screen reader tells it.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from walking import reading, step, unseen, walk_to

from explainer.charts.words import paragraph_words
from explainer.data.vocabularies import OUTCOME_WORDS, STATUS_WORDS
from explainer.publication.publication import Publication

EXPLAINER = "who-needs-the-evening-ferry/"


def _into_the_text(page: Page) -> None:
    expect(step(page)).to_have_text("Skip to content")
    page.keyboard.press("Enter")


def test_what_a_term_means(address: str, browser: Browser, publication: Publication) -> None:
    with reading(browser, address + EXPLAINER, 360) as page:
        _into_the_text(page)
        term = page.get_by_role("link", name="evening ferry", exact=True).first
        walk_to(page, term)
        card = page.get_by_role("note", name="Term: Evening ferry")
        expect(card).to_contain_text(publication.dossier.glossary["evening-ferry"].definition)
        for name in ("Close", "record"):
            expect(step(page)).to_have_text(name)
        step(page, "Escape")
        expect(card).to_have_count(0)
        expect(term).to_be_focused()


def test_who_says_so_and_how_sure_it_is(address: str, browser: Browser, publication: Publication) -> None:
    claim = publication.dossier.claims["fog-reason"]  # the second that the page cites
    source = publication.dossier.sources[claim.sources[0].source]
    with reading(browser, address + EXPLAINER) as page:
        _into_the_text(page)
        walk_to(page, page.get_by_role("link", name=f"note 2, {STATUS_WORDS[claim.status]}", exact=True).first)
        page.keyboard.press("Enter")
        card = page.get_by_role("note", name=f"Note 2: {claim.title}", exact=True)
        expect(card).to_contain_text(claim.statement)
        expect(card.get_by_role("definition").first).to_have_text(STATUS_WORDS[claim.status])
        expect(card.get_by_role("link", name=source.title)).to_have_attribute("href", source.url)
        walk_to(page, card.get_by_role("link", name="The claim"), most=6)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/claims/#{claim.id}")


def test_a_person_by_another_spelling(address: str, browser: Browser) -> None:
    with reading(browser, address + "about/") as page:
        page.keyboard.press("/")
        page.keyboard.type("Сандвик")
        page.keyboard.press("Shift")  # Playwright sends no key-up for letters that its keyboard does not have
        expect(page.get_by_role("search").get_by_role("status")).to_contain_text("Found on")
        found = page.get_by_role("list", name="Found").get_by_role("link", name=re.compile("^Mira Sandvik"))
        walk_to(page, found, key="ArrowDown", most=3)
        page.keyboard.press("Enter")
        page.wait_for_url("**/people/*#sandvik")
        expect(page.get_by_role("heading", name="Mira Sandvik")).to_be_in_viewport()
        assert step(page).evaluate("it => it.closest('#sandvik') !== null"), "reading goes on from there"


def test_the_numbers_of_a_chart(address: str, browser: Browser, publication: Publication) -> None:
    chart = publication.dossier.charts["evening-passengers"]
    point = publication.dossier.series["evening-by-month"].points[0]
    with reading(browser, address + EXPLAINER) as page:
        contents, figure = page.get_by_role("navigation", name="Contents"), page.get_by_role("figure", name=chart.title)
        walk_to(page, contents.get_by_role("link", name="How many crossed"))
        page.keyboard.press("Enter")
        expect(figure.get_by_role("img")).to_have_accessible_name(chart.alt)
        table = figure.get_by_role("table", name=chart.title)
        expect(table).to_have_count(0)
        walk_to(page, figure.locator("summary", has_text="Table"))
        page.keyboard.press("Enter")
        row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=point.date.words, exact=True))
        expect(row.get_by_role("cell").first).to_have_text(f"{point.value:.0f}")
        expect(step(page)).to_have_role("region")  # wide tables are scrolled by the arrow keys


def test_what_happened_on_a_day(address: str, browser: Browser, publication: Publication) -> None:
    claim = publication.dossier.claims["both-held"]
    with reading(browser, address + "timeline/") as page:
        _into_the_text(page)
        months = page.get_by_role("navigation", name="Months and years")
        walk_to(page, months.get_by_role("link", name="January 2012"))
        page.keyboard.press("Enter")
        walk_to(page, page.locator("summary", has_text=claim.title), most=12)
        page.keyboard.press("Enter")
        expect(page.get_by_text(claim.statement)).to_be_in_viewport()
        expect(step(page)).to_have_text("Lind")  # the first link among its details


def test_what_came_next(address: str, browser: Browser, publication: Publication) -> None:
    first = next(iter(publication.dossier.scenarios.values()))
    said = publication.dossier.article[first.statements[0]]
    with reading(browser, address) as page:
        _into_the_text(page)
        walk_to(page, page.get_by_role("main").get_by_role("link", name=re.compile("^(2 )?The railway waits")).first)
        page.keyboard.press("Enter")
        page.wait_for_url("**/the-railway-at-the-quay/")
        contents = page.get_by_role("navigation", name="Contents")
        walk_to(page, contents.get_by_role("link", name="What came later"))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="What came later")).to_be_in_viewport()
        forecast = page.get_by_role("listitem").filter(has_text=first.forecast)
        name = f"the article, {paragraph_words([said.paragraph])}"
        walk_to(page, forecast.get_by_role("link", name=name, exact=True))
        expect(forecast.get_by_text(OUTCOME_WORDS[first.outcome], exact=True)).to_be_in_viewport()


def test_the_dark_palette_comes_by_each_key_and_is_kept(address: str, browser: Browser) -> None:
    shown = "() => [document.body.dataset.mdColorScheme, getComputedStyle(document.body).colorScheme]"
    with reading(browser, address + "about/") as page:
        walk_to(page, page.get_by_role("radio", name="Switch to dark"))
        for key, scheme, other in (
            ("Space", ["slate", "dark"], "light"),
            ("Enter", ["default", "light"], "dark"),
            ("ArrowRight", ["slate", "dark"], "light"),
        ):
            step(page, key)
            assert page.evaluate(shown) == scheme
            expect(page.get_by_role("radio", name=f"Switch to {other}")).to_be_focused()
        walk_to(page, page.get_by_role("navigation", name="Sections").get_by_role("link", name="Glossary"), most=10)
        page.keyboard.press("Enter")
        page.wait_for_url("**/glossary/")
        assert page.evaluate(shown) == ["slate", "dark"]


def test_what_one_side_did(address: str, browser: Browser, publication: Publication) -> None:
    events = publication.dossier.events.values()
    some = sum(one.actor == "sarn" for one in events)
    with reading(browser, address + "timeline/") as page:
        _into_the_text(page)
        told = page.get_by_role("status").filter(has_text=re.compile("event", re.I))
        expect(told).to_have_text(f"All {len(events)} events.")
        walk_to(page, page.get_by_role("checkbox", name="Sarn"))
        page.keyboard.press("Space")
        expect(told).to_have_text(f"{some} of {len(events)} events: Sarn.")
        walk_to(page, page.get_by_role("combobox", name="Theme"), most=6)
        page.keyboard.type("The r")
        expect(told).to_have_text("No event fits this choice: Sarn; The railway. Choose another, or show all.")
        walk_to(page, page.get_by_role("button", name="Show all"), most=6)
        page.keyboard.press("Enter")
        expect(told).to_have_text(f"All {len(events)} events.")
        assert unseen(page) == []


def test_another_page_by_the_drawer_on_a_phone(address: str, browser: Browser) -> None:
    with reading(browser, address + EXPLAINER, 360) as page:
        menu, drawer = page.get_by_role("button", name="Contents"), page.get_by_role("navigation", name="Contents")
        walk_to(page, menu, most=4)
        page.keyboard.press("Enter")
        expect(drawer.get_by_role("button", name="Close")).to_be_focused()
        links = drawer.get_by_role("link").all()
        assert len(links) > 10
        for link in links[1:]:
            step(page)
            expect(link).to_be_focused()
        walk_to(page, drawer.get_by_role("link", name=re.compile("^2 The railway waits")), key="Shift+Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/the-railway-at-the-quay/")


_STOPS = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter(it => it.checkVisibility({ visibilityProperty: true }) && !it.matches("[type=radio]:not(:checked)"))"""


@pytest.mark.parametrize("width", [360, 1280])
def test_every_stop_of_an_explainer_is_reached_and_seen(address: str, browser: Browser, width: int) -> None:
    with reading(browser, address + EXPLAINER, width) as page:
        page.evaluate(f"window.left = new Set(({_STOPS})())")
        total, faults = page.evaluate("left.size"), []
        for _ in range(2 * total):
            page.keyboard.press("Tab")
            if page.evaluate("left.delete(document.activeElement); document.activeElement === document.body"):
                break  # past the last stop, in the browser's own frame
            faults += unseen(page)
        else:
            raise AssertionError("the keyboard is trapped")
        assert total > 100 and faults == []
        assert page.evaluate("[...left].map(it => it.outerHTML.slice(0, 120))") == []
