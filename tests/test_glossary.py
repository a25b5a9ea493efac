"""The glossary: what the built pages say of its terms, and which mentions a reader wants marked."""

from __future__ import annotations

from dataclasses import replace

from cards import Open, card_of
from mkdocs_site import Site
from playwright.sync_api import expect

from explainer.pages.context import Mention
from explainer.pages.extension import gather
from explainer.prose.grammar import CITE
from explainer.publication.publication import Publication

_UNMARKED = "h1, h2, h3, header, footer, nav, summary, figure, figcaption, code, pre, a, .status, .note, .cite"


def test_every_page_ends_with_what_it_marks_and_cites_and_marks_no_term_where_none_may_be(site: Site) -> None:
    for page in site.pages.values():
        assert page.tree.cssselect(f":is({_UNMARKED}) [data-term]") == [], page.address
        linked = {str(link.get("data-term")) for link in page.tree.cssselect(".page :not(.lemma) a[data-term]")}
        linked -= {str(link.get("data-term")) for link in page.tree.cssselect(".lemma a[data-term]")}
        defined = [str(article.get("data-term")) for article in page.tree.cssselect(".definition")]
        assert sorted(defined) == sorted(linked), page.address
        for link in page.tree.cssselect(".page a[data-term][href]"):
            fragment = str(link.get("href")).partition("#")[2].removeprefix("person-")  # it has one in the booklet
            assert fragment == str(link.get("data-term")).removeprefix("person_")
        cited = [link.get("data-claim") for link in page.tree.cssselect("a.cite")]
        assert [note.get("data-record") for note in page.tree.cssselect(".notes .record")] == list(dict.fromkeys(cited))
    for entry in site.pages["glossary/"].tree.cssselect("article.lemma"):
        assert entry.cssselect(f"[data-term='{entry.get('id')}']") == []


def test_marks_of_the_build_are_those_that_the_checks_see(site: Site, publication: Publication) -> None:
    mentions = gather(publication)
    for page in publication.pages:
        if page.name == "booklet.md":
            continue  # it binds pages that are looked at themselves
        marks = site.pages[page.address].tree.xpath(
            "//*[contains(@class, 'term') and @data-term and not(starts-with(@data-term, 'person_'))]"
            "[not(ancestor::*[contains(@class, 'lemma')])]"
            "[self::a or self::span]"
        )
        expected = [(mention.term, mention.linked) for mention in mentions.on(page.name)]
        assert [(mark.get("data-term"), mark.tag == "a") for mark in marks] == expected, page.name


def test_a_mention_comes_with_what_its_citation_covers(publication: Publication) -> None:
    for said, told in (
        (
            "A crack, so.[^petition] Mira Sandvik said so. A free port could not risk it.[^fog-reason] So it goes.",
            "Mira Sandvik said so. A free port could not risk it.",
        ),
        (
            "| Who | What |\n|---|---|\n| Sandvik said | the free port has *fog*[^fog-reason] |",
            "Sandvik said – the free port has fog",
        ),
    ):
        page = replace(publication.by_name["lind-in-a-minute.md"], body=said)
        (mention,) = gather(replace(publication, pages=(page,))).on(page.name)
        assert mention.sentence == told


def test_the_words_of_a_mention_are_no_part_of_another_word() -> None:
    mention = Mention("stall", linked=True, words="stall", sentence="They installed one stall.")
    assert mention.parted == ("They installed one ", "stall", ".")


def test_the_glossary_says_where_a_term_is_used_and_who_said_each_fact_on_cards_too(
    site: Site, publication: Publication
) -> None:
    mentions, terms, glossary = gather(publication), publication.dossier.glossary, site.pages["glossary/"].tree
    told = [(terms[id_], glossary.get_element_by_id(id_).xpath("./ul/li")) for id_ in terms]
    for term in terms:
        assert [use.text_content() for use in glossary.get_element_by_id(term).cssselect(".lemma__used li")] == [
            f"{page.short if not page.is_home else 'Home'}: {mention.sentence}"
            for page, mention in mentions.of(term, publication)
        ]
    for page in site.pages.values():
        for article in page.tree.cssselect('#definitions .definition:not([data-term^="person_"])'):
            told.append((terms[str(article.get("data-term"))], article.cssselect("li")))
    assert len(told) > len(terms)
    for record, lines in told:
        for fact, line in zip(record.facts, lines, strict=True):
            links = line.cssselect("a:not([data-term])")
            said = [link.get("data-claim") or str(link.get("href")).partition("#")[2] for link in links]
            assert list(dict.fromkeys(said)) == [*CITE.findall(fact.text), *fact.sources] != []


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
