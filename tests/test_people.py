"""Who's who: its entries, and the filter by any spelling."""

from __future__ import annotations

import pytest
from browsing import visit
from mkdocs_site import Site
from playwright.sync_api import Browser

from explainer.publication.publication import Publication


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
    links = site.pages["people/"].tree.cssselect("#poczobut .person__facts li a")
    named = {str(link.get("href")).strip("./") + ".md" for link in links}
    claims = {claim.id for claim in publication.dossier.claims.values() if "poczobut" in claim.actors}
    citing = {page.name for id_ in claims for page in publication.pages_with("claims", id_)}
    assert named == citing & {page.name for page in publication.explainers}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("lukasenka", ["lukashenko"]),
        ("Рыжанкоў", ["ryzhenkov"]),
        ("łukaszenko", ["lukashenko"]),
        ("习近平", ["xi"]),
        ("ambassador china", ["chervyakov"]),
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
