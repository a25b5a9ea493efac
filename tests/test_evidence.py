"""From every sentence to who said it: statements, claims, sources, forecasts, and the boxes that carry them."""

from __future__ import annotations

import re
from collections import Counter

from browsing import visit
from lxml import html
from mkdocs_site import Site
from playwright.sync_api import Browser, expect

from explainer.data.fields import language_name
from explainer.data.vocabularies import HEDGE_WORDS, OUTCOME_WORDS, STATUS_WORDS, VERDICT_WORDS
from explainer.publication.publication import Publication
from explainer.publication.tables import DATASETS
from explainer.publication.uses import charts_of_claims, claims_of_sources, others_of_sources


def _text(element: html.HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def unlabelled(text: str) -> str:
    """A text without the word beside what came later, and in one line."""
    return " ".join(text.replace("later ", "").split())


def hrefs(element: html.HtmlElement) -> list[str]:
    """Where the links of an element lead."""
    return [str(link.get("href")) for link in element.cssselect("a[href]")]


# ---- statements ----


def test_a_statement_shows_hedge_verdict_record_notes_and_where_it_is_used(
    site: Site, publication: Publication
) -> None:
    page, dossier = site.pages["evidence/"].tree, publication.dossier
    for statement in dossier.article.values():
        entry = page.get_element_by_id(statement.id)
        assert entry.get("data-verdict") == statement.verdict
        assert VERDICT_WORDS[statement.verdict] in _text(entry.cssselect(".stmt__v")[0])
        assert _text(entry.cssselect(".stmt__id")[0]) == f"{statement.id} · {HEDGE_WORDS[statement.hedge]}"
        backed = entry.cssselect(".backing li")
        assert [hrefs(item)[0] for item in backed] == [f"../claims/#{claim}" for claim in statement.record]
        for item in backed:
            assert item.cssselect(".status--mark .vh") and item.cssselect(".backing__sources a"), statement.id
        used = [href for line in entry.cssselect(".stmt__used") for href in hrefs(line)]
        pages = publication.pages_with("article", statement.id)
        assert {f"../{page.address}" for page in pages} <= set(used), f"{statement.id} does not lead to its pages"
        assert used or not entry.cssselect(".stmt__used"), f"{statement.id}: a line that leads nowhere"
        told = " ".join(map(_text, entry.cssselect(".stmt__n")))
        assert ("Contradicted by: " in told) == bool(statement.contradicted_by)
        for source in map(dossier.sources.__getitem__, statement.contradicted_by):
            assert f"{source.publisher}, {source.published.words if source.published else 'no date'}" in told
        assert not statement.ambiguous or f"Read generously: {statement.ambiguous}" in told


def test_lists_and_form_lead_to_every_statement_by_verdict_and_by_explainer(
    site: Site, publication: Publication
) -> None:
    page, statements = site.pages["evidence/"].tree, publication.dossier.article.values()
    (finder,), (form,) = page.cssselect("details.finder"), page.cssselect("form[data-filter]")
    assert (finder.get("open"), form.get("hidden")) == ("", ""), "without a script the lists stand open, and no form"
    rows = {_text(row[0]): hrefs(row[1]) for row in finder.cssselect("dl > div")}
    for name, words in VERDICT_WORDS.items():
        expected = [f"#{one.id}" for one in statements if one.verdict == name]
        assert rows[f"{words} {len(expected)}"] == expected
    for explainer in publication.explainers:
        expected = [f"#{one.id}" for one in statements if one.paragraph in explainer.explainer.paragraphs]
        assert rows[explainer.meta.title] == expected
    assert {box.get("value") for box in form.cssselect("input[name=verdict]")} == set(VERDICT_WORDS)
    options = {str(one.get("value")) for one in form.cssselect("optgroup option")}
    explainers = {one.address.rstrip("/") for one in publication.explainers}
    assert options == explainers | {one.paragraph for one in statements}
    items = page.cssselect(str(form.get("data-items")))
    assert [item.get("id") for item in items] == list(publication.dossier.article)
    for item, statement in zip(items, statements, strict=True):
        readers = [one for one in publication.explainers if statement.paragraph in one.explainer.paragraphs]
        assert str(item.get("data-in")).split() == [statement.paragraph, *(one.address.rstrip("/") for one in readers)]


def test_a_link_to_a_verdict_chooses_it_and_without_a_script_leads_to_its_list(
    site: Site, address: str, browser: Browser, publication: Publication
) -> None:
    differing = [one.id for one in publication.dossier.article.values() if one.verdict == "differs"]
    row = site.pages["evidence/"].tree.get_element_by_id("verdict-differs")
    assert hrefs(row) == [f"#{id_}" for id_ in differing]
    visited = visit(browser, address + "evidence/#verdict-differs", 1280)
    page = visited.page
    expect(page.locator(".stmt:visible")).to_have_count(len(differing))
    assert page.evaluate("[...document.querySelectorAll('.stmt:not([hidden])')].map(one => one.id)") == differing
    assert page.locator("details.finder").get_attribute("open") is None
    box = page.locator("form.filter").bounding_box()
    assert box and 0 <= box["y"] < 300
    visited.close()


# ---- claims and sources ----


def test_every_claim_has_a_home_with_all_it_rests_on_and_where_it_is_used(site: Site, publication: Publication) -> None:
    dossier, page, charts = publication.dossier, site.pages["claims/"].tree, charts_of_claims(publication)
    stated = {one.paragraph for one in dossier.article.values()}
    for claim in dossier.claims.values():
        entry = page.get_element_by_id(claim.id)
        assert STATUS_WORDS[claim.status] in _text(entry.cssselect(".claim__meta")[0])
        for item, support in zip(entry.cssselect(".claim__sources li"), claim.sources, strict=True):
            source = dossier.sources[support.source]
            assert source.url in hrefs(item)
            told = " ".join(support.supports.split())
            assert f"Supports: {told}{'' if told[-1] in '.?!…' else '.'} " in _text(item)
            assert not source.state or source.label in _text(item), "a state that speaks is named"
        facts = {_text(row[0]): row[1] for row in entry.cssselect("dl.facts > div")}
        for said, name in ((claim.article_says, "The article"), (claim.differs, "Beside it")):
            assert not said or unlabelled(said) in unlabelled(_text(facts[name])), claim.id
        led = {
            name: [re.sub(r".*#(chart-)?|^\.\./charts/|/$", "", href) for href in hrefs(facts[name])] for name in facts
        }
        assert all(links for name, links in led.items() if name in ("Pages", "Charts", "Timeline", "Forecasts"))
        assert led.get("The article", []) == [p for p in claim.paragraphs if p in stated]
        assert len(led.get("Pages", [])) == len(publication.pages_with("claims", claim.id)), claim.id
        assert sorted(led.get("Charts", [])) == sorted(chart.id for chart in charts.get(claim.id, ())), claim.id
        event = dossier.event_of_claim.get(claim.id)
        assert led.get("Timeline", []) == ([event.id] if event else []), claim.id
        assert led.get("Forecasts", []) == [one.id for one in dossier.scenarios.values() if claim.id in one.claims]


def test_a_chart_belongs_to_the_claims_of_its_rows_and_of_its_series(publication: Publication) -> None:
    charts = {claim: {chart.id for chart in those} for claim, those in charts_of_claims(publication).items()}
    assert "ferry-levels" in charts["evening-stop"], "a row of its table"
    assert "evening-passengers" in charts["november-count"], "the series that it draws"
    assert not any("verdicts" in those for those in charts.values())


def test_every_source_stands_once_with_all_that_is_known_of_it(site: Site, publication: Publication) -> None:
    page, dossier = site.pages["sources/"].tree, publication.dossier
    claims, others = claims_of_sources(publication), others_of_sources(publication)
    assert Counter(str(entry.get("id")) for entry in page.cssselect("ul.sources > li")) == Counter(
        list(dossier.sources)
    )
    for source in dossier.sources.values():
        entry = page.get_element_by_id(source.id)
        about = _text(entry.cssselect(".sources__meta")[0])
        assert f"in {language_name(source.language)}" in about and f"tier {source.tier}, " in about
        assert not source.published or source.published.words in about
        assert ("state media" in about, "official" in about) == (
            source.kind == "state-media",
            source.kind == "official",
        )
        *others_at, archive = entry.cssselect("a[rel=noopener]")
        assert [link.get("href") for link in others_at] == list(source.also_at)
        kept = source.archived.url if source.archived else f"https://web.archive.org/web/*/{source.url}"
        assert archive.get("href") == kept
        assert {f"../claims/#{claim.id}" for claim in claims.get(source.id, ())} <= set(hrefs(entry))
        excepted = source.id in dossier.exceptions
        assert claims.get(source.id) or others.get(source.id) or excepted, f"{source.id} is under nothing"


# ---- explainers ----


def test_boxes_carry_their_status_and_one_link_to_the_record(site: Site, publication: Publication) -> None:
    for explainer in publication.explainers:
        tree = site.pages[explainer.address].tree
        for row in tree.cssselect(".box--differs .diff > div"):
            (link,) = hrefs(row)
            page, _, id_ = link.partition("#")
            assert page == "../evidence/" and publication.dossier.article[id_].restated.strip() in _text(row)
        hedges = tree.cssselect(".box--argues .box__hedge > span")
        assert hedges and all(hedge.cssselect(".status") for hedge in hedges), explainer.name
        assert len(tree.cssselect(".box--argues .box__beside")) == 1, explainer.name
        assert not tree.cssselect(".box .backing"), f"{explainer.name}: the citations lead to the sources"


def test_readers_of_an_explainer_meet_no_codes_and_no_hedges(site: Site, publication: Publication) -> None:
    for explainer in publication.explainers:
        (article,) = html.fromstring(site.pages[explainer.address].text).cssselect("article.page")
        # The card, filled from the notes, keeps how the article puts it; charts have labels of their own.
        for element in article.cssselect("svg, figure, .notes, .citing, script"):
            element.drop_tree()
        text = _text(article)
        assert not re.search(r"\b[ap]\d{1,2}\b", text), explainer.name
        assert not any(words in text for words in HEDGE_WORDS.values()), explainer.name
        notes = [" ".join(map(str, note.xpath(".//@data-said"))) for note in article.cssselect(".note[id]")]
        assert notes and max(map(len, notes)) < 60, explainer.name


def test_a_plain_number_means_established(site: Site) -> None:
    for page in site.pages.values():
        for cited in page.tree.cssselect(".cited"):
            status = cited.cssselect(".cite")[0].get("data-status")
            marks = [mark.get("data-status") for mark in cited.cssselect(".status--mark")]
            assert marks == ([] if status == "established" else [status]), page.address
            told = cited.cssselect(".cite")[0].get("aria-label", "")
            assert told.endswith(f", {STATUS_WORDS[status]}"), "screen readers are told in any case"


def test_every_forecast_has_its_outcome_its_day_and_its_sources(site: Site, publication: Publication) -> None:
    page, edition = site.pages["the-railway-at-the-quay/"].tree, publication.dossier.edition.article
    scenarios = publication.dossier.scenarios.values()
    for scenario in scenarios:
        entry = page.get_element_by_id(scenario.id)
        assert entry.cssselect(f".outcome[data-outcome={scenario.outcome}] svg")
        result = _text(entry.cssselect(".scenario__result")[0])
        assert result.startswith(f"{OUTCOME_WORDS[scenario.outcome]}, followed until {scenario.as_of.words}.")
        assert len(entry.cssselect(".backing li")) == len(scenario.claims)
    end = _text(page.cssselect(".outcomes__end")[0])
    assert all(when.words in end for when in (edition.dense_until, edition.thin_until, edition.compiled))
    counts = Counter(scenario.outcome for scenario in scenarios)
    tally = [_text(item) for item in page.cssselect(".outcomes__tally li")]
    assert tally == [f"{words} {counts[name]}" for name, words in OUTCOME_WORDS.items()]


# ---- data ----


def test_the_data_page_tells_licence_credits_and_columns(site: Site, publication: Publication) -> None:
    page = site.pages["data/"].tree
    assert page.cssselect("a[rel=license]")[0].get("href") == "https://creativecommons.org/licenses/by/4.0/"
    (credit,) = publication.dossier.edition.site.credits
    assert credit.url in hrefs(page) and credit.what in page.text_content()
    assert "datapackage.json" in hrefs(page)
    rows = page.cssselect("table.datasets tbody tr")
    assert len(rows) == len(DATASETS)
    for row in rows:
        (head,) = hrefs(row[0])
        cells = page.get_element_by_id(head[1:]).cssselect("tbody td")
        assert cells and all(map(_text, cells))
