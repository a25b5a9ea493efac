"""People: where the text names them, with link, card and the reader’s switch, and who’s who with its filter."""

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

PAGE = "the-railway-at-the-quay/"
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
    expect(card).to_contain_text("In 2012: Mayor of Lind")
    expect(card.locator(".later")).to_be_visible()
    expect(card.get_by_role("link", name="Full entry")).to_have_attribute("href", "../people/#sandvik")
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
    assert visited.page.locator(".definition#person-sandvik").is_visible()
    visited.page.locator(PERSON).first.click()
    assert visited.page.url == address + "people/#sandvik"
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


def test_two_entries_cannot_claim_one_name(publication: Publication) -> None:
    dossier = publication.dossier
    term = Term(id="corven-affair", line=7, term="Corven", case="exact", definition="An affair.")
    twin = dossier.people["pardo"].model_copy(update={"id": "twin", "line": 9, "short": "Twin"})
    people = {**dossier.people, "twin": twin}
    changed = replace(publication, dossier=replace(dossier, glossary={term.id: term}, people=people))
    corven = dossier.people["corven"].line
    assert [str(problem) for problem in people_problems(changed)] == [
        f"data/people.yml:{corven}:1: “corven” and the term “corven-affair” (data/glossary.yml:7) both claim “Corven”; "
        "allowed: each form in one entry, or another “short:” name",
        f"data/people.yml:9:1: “twin” and “pardo” (line {dossier.people['pardo'].line}) both claim “Ansel Pardo”; "
        "allowed: each form in one entry, or another “short:” name",
    ]
    assert list(people_problems(publication)) == []


def test_the_jump_bar_leads_to_every_entry(site: Site, publication: Publication) -> None:
    jumps = {str(link.get("href"))[1:] for link in site.pages["people/"].tree.cssselect(".jumps dd a")}
    assert jumps == set(publication.dossier.people)


def test_every_entry_tells_role_later_and_spellings(site: Site, publication: Publication) -> None:
    tree = site.pages["people/"].tree
    for person in publication.dossier.people.values():
        entry = tree.get_element_by_id(person.id)
        assert person.role in entry.text_content(), person.id
        assert bool(entry.cssselect(".person__part .later")) == bool(person.since), person.id
        spelled = entry.cssselect(".person__spellings li > span")
        assert [(one.text, one.get("lang")) for one in spelled] == [(one.form, one.lang) for one in person.aliases]
        assert bool(entry.cssselect(".claim__weak")) == person.weak, person.id
        assert "tier" not in "".join(one.text_content() for one in entry.cssselect(".claim__weak"))


def test_an_entry_leads_to_the_explainers_that_cite_its_claims(site: Site, publication: Publication) -> None:
    links = site.pages["people/"].tree.cssselect("#sandvik .person__facts li a")
    named = {str(link.get("href")).strip("./") + ".md" for link in links}
    claims = {claim.id for claim in publication.dossier.claims.values() if "sandvik" in claim.actors}
    citing = {page.name for id_ in claims for page in publication.pages_with("claims", id_)}
    assert named == citing & {page.name for page in publication.explainers}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("sandvick", ["sandvik"]),
        ("Сандвик", ["sandvik"]),
        ("άνσελ", ["pardo"]),
        ("speaker sarn", ["marrin"]),
        ("qqq", []),
    ],
)
def test_the_filter_knows_every_spelling(address: str, browser: Browser, typed: str, shown: list[str]) -> None:
    visited = visit(browser, address + "people/", 360)
    page = visited.page
    page.get_by_label("Filter by name, in any spelling").fill(typed)
    assert page.evaluate("[...document.querySelectorAll('.person:not([hidden])')].map(one => one.id)") == shown
    assert page.locator(".jumps").is_hidden()
    assert page.locator(".people h2:visible").count() == bool(shown)
    told = page.locator(".term-filter [role=status]").inner_text()
    assert told.startswith(f"{len(shown)} of" if shown else "No entry has")
    page.keyboard.press("Escape")
    assert page.locator(".person[hidden]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    visited.close()
