"""People: where the text names them, the card of one, and who’s who with its filter."""

from __future__ import annotations

from browsing import visit
from cards import Open, card_of, raised
from mkdocs_site import Site
from playwright.sync_api import Browser, expect

from explainer.publication.publication import Publication

PAGE = "the-railway-at-the-quay/"
PERSON = ".page > p a.person"
TYPED = {"sandvick": ["sandvik"], "Сандвик": ["sandvik"], "άνσελ": ["pardo"], "speaker sarn": ["marrin"], "qqq": []}


def test_a_card_tells_who_somebody_was_and_is_and_leads_to_the_entry(open_page: Open, publication: Publication) -> None:
    page = open_page("narrow", PAGE)
    person = publication.dossier.people["sandvik"]
    page.locator(PERSON).first.click()
    card = card_of(page)
    expect(card).to_have_attribute("aria-label", f"Person: {person.name}")
    expect(card).to_contain_text(f"In {publication.dossier.edition.window.year}: {person.role.partition(';')[0]}")
    expect(card.locator(".later")).to_be_visible()
    expect(card.get_by_role("link", name="Full entry")).to_have_attribute("href", "../people/#sandvik")
    page.get_by_label("each time").check()
    raised(page, page.locator(f"{PERSON}.term-again").first).click()
    expect(card.locator(".card__kind")).to_contain_text("Person")
    page.get_by_label("never").check()
    expect(page.locator(".page a.person[href]")).to_have_count(0)


def test_names_are_linked_once_a_section(site: Site, publication: Publication) -> None:
    for page in publication.explainers:
        sections: list[list[str]] = [[]]
        parts = site.pages[page.address].tree.cssselect(".page h2, .page a.person:not(.definition *):not(.record *)")
        for part in parts:
            sections = [*sections, []] if part.tag == "h2" else [*sections[:-1], [*sections[-1], part.get("data-term")]]
        assert any(sections) and all(len(set(section)) == len(section) for section in sections), page.name


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


def test_the_filter_knows_every_spelling(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "people/", 360)
    page = visited.page
    field, told = page.get_by_label("Filter by name, in any spelling"), page.locator(".term-filter [role=status]")
    for typed, shown in TYPED.items():
        field.fill(typed)
        expect(told).to_contain_text(f"{len(shown)} of" if shown else f"No entry has “{typed}”")
        assert page.evaluate("[...document.querySelectorAll('.person:not([hidden])')].map(one => one.id)") == shown
        assert page.locator(".jumps").is_hidden()
        assert page.locator(".people h2:visible").count() == bool(shown)
    page.keyboard.press("Escape")
    assert page.locator(".person[hidden]").count() == 0
    assert visited.complaints == []
    visited.close()
