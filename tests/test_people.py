"""People: the card of one whom the text names, and who’s who with its filter."""

from __future__ import annotations

from browsing import visit
from cards import Open, card_of
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
    expect(card).to_contain_text(f"In {publication.dossier.edition.window.years}: {person.role.partition(';')[0]}")
    expect(card.locator(".later")).to_be_visible()
    expect(card.get_by_role("link", name="Full entry")).to_have_attribute("href", "../people/#sandvik")
    page.get_by_label("each time").check()
    page.locator(f"{PERSON}.term-again").first.click()
    expect(card.locator(".card__kind")).to_contain_text("Person")


def test_every_entry_is_led_to_tells_what_is_weak_and_leads_to_the_explainers_that_cite_its_claims(
    site: Site, publication: Publication
) -> None:
    tree = site.pages["people/"].tree
    assert {str(link.get("href"))[1:] for link in tree.cssselect(".jumps dd a")} == set(publication.dossier.people)
    explainers = {f"../{page.address}" for page in publication.explainers}
    for person in publication.dossier.people.values():
        entry = tree.get_element_by_id(person.id)
        assert bool(entry.cssselect(".claim__weak")) == person.weak, person.id
        claims = {claim.id for claim in publication.dossier.claims.values() if person.id in claim.actors}
        citing = {f"../{page.address}" for id_ in claims for page in publication.pages_with("claims", id_)}
        assert {link.get("href") for link in entry.cssselect(".person__page")} == citing & explainers, person.id


def test_the_filter_knows_every_spelling(address: str, browser: Browser) -> None:
    visited = visit(browser, address + "people/", 360)
    page = visited.page
    field, told = page.get_by_label("Filter by name, in any spelling"), page.locator(".filter [role=status]")
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
