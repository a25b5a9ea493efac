"""People where the text names them: the link, the card, the reader’s switch; test_cards_*.py have the whole matrix."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from browsing import Visit, visit
from mkdocs_site import Site
from playwright.sync_api import Browser, expect

from explainer.checks.names import people_problems
from explainer.data.records import Term
from explainer.publication.publication import Publication

PAGE = "new-faces-in-minsk/"
PERSON = ".page > p a.person"


@pytest.fixture(params=[1280, 360], ids=["wide", "narrow"])
def opened(request: pytest.FixtureRequest, address: str, browser: Browser) -> Visit:
    """The page, wide and narrow, with its first named person in the upper half of the screen."""
    visited = visit(browser, address + PAGE, request.param, reduced_motion="reduce", has_touch=True)
    visited.page.locator(PERSON).first.evaluate("it => scrollBy(0, it.getBoundingClientRect().top - innerHeight / 3)")
    request.addfinalizer(visited.close)
    return visited


def _told(visited: Visit) -> None:
    card = visited.page.locator(".card")
    expect(card).to_be_visible()
    expect(card.locator(".card__kind")).to_contain_text("Person")
    expect(card).to_contain_text("In 2024: President of Belarus")
    expect(card.locator(".later")).to_be_visible()
    expect(card.get_by_role("link", name="Full entry")).to_have_attribute("href", "../people/#lukashenko")
    box, screen = card.bounding_box(), visited.page.viewport_size
    assert box and screen and box["x"] >= 0 and box["x"] + box["width"] <= screen["width"]
    assert visited.complaints == []


def test_pointing_opens_the_card(opened: Visit) -> None:
    opened.page.locator(PERSON).first.hover()
    _told(opened)


def test_a_tap_opens_it_and_another_closes_it(opened: Visit) -> None:
    person = opened.page.locator(PERSON).first
    person.tap()
    _told(opened)
    assert opened.page.url.endswith(PAGE)
    person.tap()
    expect(opened.page.locator(".card")).to_have_count(0)


def test_the_keyboard_opens_walks_and_closes_it(opened: Visit) -> None:
    page, person = opened.page, opened.page.locator(PERSON).first
    person.evaluate(
        "it => { const stone = document.createElement('span'); stone.tabIndex = -1; it.before(stone);"
        " stone.focus({preventScroll: true}); stone.remove() }"
    )
    page.keyboard.press("Tab")
    expect(person).to_be_focused()
    _told(opened)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Full entry"
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)
    expect(person).to_be_focused()


def test_the_readers_switch_holds_for_people_too(opened: Visit) -> None:
    page = opened.page
    first = page.locator(".page a.person[href]").count()
    page.get_by_label("each time").check()
    assert page.locator(".page a.person[href]").count() > first
    again = page.locator(".page > p a.person.term-again").first
    again.evaluate("it => scrollBy(0, it.getBoundingClientRect().top - innerHeight / 3)")
    again.click()
    expect(page.locator(".card__kind")).to_contain_text("Person")
    page.get_by_label("never").check()
    assert page.locator(".page a.person[href]").count() == 0


def test_without_javascript_a_name_leads_to_its_entry(address: str, browser: Browser) -> None:
    visited = visit(browser, address + PAGE, 360, java_script_enabled=False)
    assert visited.page.locator(".definition#person-lukashenko").is_visible()
    visited.page.locator(PERSON).first.click()
    assert visited.page.url == address + "people/#lukashenko"
    visited.close()


def test_names_are_linked_once_a_section_and_never_in_headings_links_and_captions(
    site: Site, publication: Publication
) -> None:
    people = publication.dossier.people
    for page in publication.explainers:
        tree = site.pages[page.address].tree
        linked = tree.cssselect("a.person")
        assert {str(link.get("data-term")).removeprefix("person_") for link in linked} <= set(people), page.name
        assert not tree.cssselect(":is(h1, h2, h3, figcaption, caption, a, .note, nav) a.person"), page.name
        for link in linked:
            assert tree.cssselect(f'.definition[data-term="{link.get("data-term")}"]'), page.name
        sections: list[list[str]] = [[]]
        for part in tree.cssselect(".page h2, .page a.person:not(.definition *):not(.record *)"):
            sections = [*sections, []] if part.tag == "h2" else [*sections[:-1], [*sections[-1], part.get("data-term")]]
        twice = [name for section in sections for name, times in Counter(section).items() if times > 1]
        assert twice == [], page.name
    linked = site.pages[PAGE].tree.cssselect("h2#two-posts-one-day ~ p a.person[data-term=person_krutoy]")
    assert linked[0].text_content() == "Krutoy"


def test_two_entries_cannot_claim_one_name(publication: Publication) -> None:
    dossier = publication.dossier
    term = Term(id="krutoy-affair", line=7, term="Krutoy", case="exact", definition="An affair.")
    twin = dossier.people["duda"].model_copy(update={"id": "twin", "line": 9, "short": "Twin"})
    people = {**dossier.people, "twin": twin}
    changed = replace(publication, dossier=replace(dossier, glossary={term.id: term}, people=people))
    krutoy = dossier.people["krutoy"].line
    assert [str(problem) for problem in people_problems(changed)] == [
        f"data/people.yml:{krutoy}:1: “krutoy” and the term “krutoy-affair” (data/glossary.yml:7) both claim “Krutoy”; "
        "allowed: each form in one entry, or another “short:” name",
        f"data/people.yml:9:1: “twin” and “duda” (line {dossier.people['duda'].line}) both claim “Andrzej Duda”; "
        "allowed: each form in one entry, or another “short:” name",
    ]
    assert list(people_problems(publication)) == []
