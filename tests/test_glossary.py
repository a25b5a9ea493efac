"""The glossary: what the built pages say of its terms, and which mentions a reader wants marked."""

from __future__ import annotations

import json

from cards import Open, card_of
from mkdocs_site import Site
from playwright.sync_api import expect

from explainer.pages.extension import gather
from explainer.prose.grammar import CITE
from explainer.publication.publication import Publication


def test_every_page_ends_with_the_definitions_of_what_it_links(site: Site) -> None:
    for page in site.pages.values():
        linked = {str(link.get("data-term")) for link in page.tree.cssselect(".page :not(.lemma) a[data-term]")}
        linked -= {str(link.get("data-term")) for link in page.tree.cssselect(".lemma a[data-term]")}
        defined = [str(article.get("data-term")) for article in page.tree.cssselect(".definition")]
        assert sorted(defined) == sorted(linked), page.address
        for link in page.tree.cssselect("a.term"):
            assert str(link.get("href")).endswith(f"#{link.get('data-term')}")


def test_marks_of_the_build_are_those_that_the_checks_see(site: Site, publication: Publication) -> None:
    mentions = gather(publication)
    for page in publication.pages:
        if page.name == "booklet.md":
            continue  # it binds pages that are looked at themselves
        address = "" if page.name == "index.md" else page.name.removesuffix(".md") + "/"
        marks = site.pages[address].tree.xpath(
            "//*[contains(@class, 'term') and @data-term and not(starts-with(@data-term, 'person_'))]"
            "[not(ancestor::*[contains(@class, 'lemma')])]"
            "[self::a or self::span]"
        )
        expected = [(mention.term, mention.linked) for mention in mentions.on(page.name)]
        assert [(mark.get("data-term"), mark.tag == "a") for mark in marks] == expected, page.name


_HEADINGS = ("h1", "h2", "h3", "header", "footer", "nav", "summary")
_FIGURES = ("figure", "figcaption", "code", "pre")
_APPARATUS = ("a", ".status", ".note", ".cite")


def test_no_term_is_marked_where_none_may_be(site: Site) -> None:
    places = (*_HEADINGS, *_FIGURES, *_APPARATUS)
    for page in site.pages.values():
        assert page.tree.cssselect(", ".join(f"{place} [data-term]" for place in places)) == [], page.address
    glossary = site.pages["glossary/"].tree
    assert [mark for mark in glossary.cssselect(".lemma [data-term]") if _entry(mark) == mark.get("data-term")] == []


def _entry(mark: object) -> str:
    return str(mark.xpath("ancestor::article/@id")[0])  # type: ignore[attr-defined]


def test_the_glossary_says_where_a_term_is_used_and_in_which_sentence(site: Site, publication: Publication) -> None:
    mentions = gather(publication)
    for term in publication.dossier.glossary:
        entry = site.pages["glossary/"].tree.get_element_by_id(term)
        uses = entry.cssselect(".lemma__used li")
        expected = [
            f"{page.short if not page.is_home else 'Home'}: {mention.sentence}"
            for page, mention in mentions.of(term, publication)
        ]
        assert [use.text_content() for use in uses] == expected


def test_the_glossary_is_structured_data_too(site: Site, publication: Publication) -> None:
    page = site.pages["glossary/"]
    (script,) = page.tree.cssselect("script[type='application/ld+json']")
    (data,) = [node for node in json.loads(script.text)["@graph"] if node["@type"] == "DefinedTermSet"]
    assert {entry["@id"][1:] for entry in data["hasDefinedTerm"]} == set(publication.dossier.glossary)
    for entry in data["hasDefinedTerm"]:
        named = [name for name in entry.get("alternateName", ()) if isinstance(name, dict)]
        aliases = publication.dossier.glossary[entry["@id"][1:]].aliases
        assert named == [{"@language": one.lang, "@value": one.form} for one in aliases if one.lang]


def test_every_fact_leads_to_who_said_it(site: Site, publication: Publication) -> None:
    glossary = site.pages["glossary/"].tree
    for term in publication.dossier.glossary.values():
        lines = glossary.get_element_by_id(term.id).xpath("./ul/li")
        assert len(lines) == len(term.facts)
        for fact, line in zip(term.facts, lines, strict=True):
            cited = [str(cite.get("data-claim")) for cite in line.cssselect("a.cite")]
            named = [str(link.get("href")).partition("#")[2] for link in line.cssselect(".by a")]
            assert cited == CITE.findall(fact.text) and named == list(fact.sources)
            assert cited or named, fact.text


def test_cards_name_who_said_it_too(site: Site, publication: Publication) -> None:
    seen = 0
    for page in site.pages.values():
        for article in page.tree.cssselect('#definitions .definition:not([data-term^="person_"])'):
            term = publication.dossier.glossary[str(article.get("data-term"))]
            for fact, line in zip(term.facts, article.cssselect("li"), strict=True):
                assert len(line.cssselect("a")) == len(CITE.findall(fact.text)) + len(fact.sources)
                seen += 1
    assert seen


def test_native_forms_carry_their_language(site: Site, publication: Publication) -> None:
    for term in publication.dossier.glossary.values():
        entry = site.pages["glossary/"].tree.get_element_by_id(term.id)
        for alias in term.aliases:
            spans = [span for span in entry.cssselect(".lemma__alias span") if span.text_content() == alias.form]
            assert spans, alias.form
            assert alias.lang is None or any(span.get("lang") == alias.lang for span in spans)


def test_a_reader_marks_all_terms_or_none_and_it_is_remembered(open_page: Open) -> None:
    page = open_page()
    marked = page.locator("a[data-term][href]:not(.definitions *)")
    count, again = marked.count(), page.locator("span.term-again").count()
    assert count and again
    page.get_by_label("each time").check()
    expect(marked).to_have_count(count + again)
    page.locator("a.term.term-again").first.click()
    expect(card_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("first in each section").check()
    expect(marked).to_have_count(count)
    page.get_by_label("never").check()
    expect(marked).to_have_count(0)
    page.reload()
    expect(page.get_by_label("never")).to_be_checked()
    expect(marked).to_have_count(0)
    page.route("**/site.*.js", lambda route: route.abort())  # the choice is there before the page is drawn
    page.reload()
    unmarked = page.locator(".page > p a.term").first
    assert unmarked.evaluate("it => getComputedStyle(it).textDecorationLine") == "none"
