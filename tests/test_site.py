"""Facts about the whole built site."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from mkdocs_site import Site

from explainer.checks.checks import check
from explainer.pages.extension import leftovers
from explainer.publication.publication import Publication


def test_the_checks_find_nothing_to_mend(publication: Publication) -> None:
    assert [str(problem) for problem in check(publication).problems] == []


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    broken = []
    for page in (*site.pages.values(), site.not_found):
        broken += [f"{page.address} names #{id_}" for id_ in page.references() if id_ not in page.ids]
        for address, fragment in page.links():
            target = site.pages.get(address)
            if not site.has(address) or (fragment and target is not None and fragment not in target.ids):
                broken.append(f"{page.address} -> {address}#{fragment}")
    assert broken == []


def test_the_styles_and_scripts_that_pages_name_are_there(site: Site) -> None:
    for page in (*site.pages.values(), site.not_found):
        for address in page.tree.xpath("//link[@rel='stylesheet']/@href | //script/@src"):
            path = urljoin(f"/{page.address}", str(address)).lstrip("/")
            assert (site.folder / path).is_file(), f"{page.address}: {address}"


def test_what_stylesheets_load_is_there(site: Site) -> None:
    for sheet in site.folder.rglob("*.css"):
        for address in re.findall(r"url\(['\"]?(?!data:)([^'\")]+)", sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_ids_are_unique_on_every_page(site: Site) -> None:
    doubled = {page.address: [id_ for id_, n in Counter(page.ids).items() if n > 1] for page in site.pages.values()}
    assert {address: ids for address, ids in doubled.items() if ids} == {}


def test_nothing_is_left_unread_on_any_page(site: Site) -> None:
    assert [(page.address, fault) for page in site.pages.values() for fault in leftovers(page.text)] == []


def test_every_page_has_one_heading_a_title_and_a_description(site: Site) -> None:
    for page in site.pages.values():
        assert len(page.tree.xpath("//h1")) == 1, page.address
        assert page.tree.xpath("string(//title)").strip(), page.address
        assert page.tree.xpath("string(//meta[@name='description']/@content)").strip(), page.address
        assert page.tree.get("lang") == "en", page.address


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    loads = (
        "//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src | //object/@data"
        " | //link[not(contains(@rel, 'canonical'))]/@href | //*[local-name()='use']/@href"
    )
    for page in site.pages.values():
        foreign = [url for url in page.tree.xpath(loads) if urlsplit(str(url)).netloc]
        assert foreign == [], page.address
    for style in site.folder.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert "@import" not in text and "url(http" not in text and "url(//" not in text, style.name


def test_every_statement_of_the_article_has_its_place_and_leads_to_its_uses(
    site: Site, publication: Publication
) -> None:
    evidence = site.pages["evidence/"]
    for statement in publication.dossier.article.values():
        assert statement.id in evidence.ids
        entry = evidence.tree.get_element_by_id(statement.id)
        hrefs = entry.xpath(".//p[@class='stmt__used']//a/@href")
        told = {urlsplit(urljoin("http://site/evidence/", str(href))).path.lstrip("/") for href in hrefs}
        assert {page.address for page in publication.pages_with("article", statement.id)} <= told, statement.id
        assert entry.cssselect(".verdict"), statement.id


def test_every_term_has_an_entry_and_is_linked_or_leads_on(site: Site, publication: Publication) -> None:
    linked = {
        fragment
        for page in site.pages.values()
        for link in page.tree.cssselect("a.term")
        for fragment in [str(link.get("href")).rpartition("#")[2]]
    }
    reached = linked | {id_ for term in linked for id_ in publication.dossier.glossary[term].see_also}
    assert set(publication.dossier.glossary) <= set(site.pages["glossary/"].ids)
    assert set(publication.dossier.glossary) - reached == set()


def test_every_event_claim_source_and_person_has_its_permalink(site: Site, publication: Publication) -> None:
    homes = {"events": "timeline/", "claims": "claims/", "sources": "sources/", "people": "people/", "places": "map/"}
    for kind, address in homes.items():
        assert set(getattr(publication.dossier, kind)) <= set(site.pages[address].ids), kind


def test_citations_carry_their_claim_and_lead_to_their_note(site: Site) -> None:
    for page in site.pages.values():
        for cite in page.tree.cssselect("a.cite"):
            assert cite.get("data-claim") and cite.get("data-status"), page.address
            note = page.tree.get_element_by_id(str(cite.get("href"))[1:])
            status = cite.get("data-status")  # a line in the margin says nothing of what is established
            assert status == "established" or note.cssselect(f".status[data-status={status}]"), page.address


def test_every_chart_stands_with_its_data_as_a_table(site: Site, publication: Publication) -> None:
    shown = set()
    for page in site.pages.values():
        for figure in page.tree.cssselect("figure.chart"):
            id_ = str(figure.get("data-chart"))
            shown.add(id_)
            assert figure.get("id") == f"chart-{id_}"
            assert figure.cssselect(".chart__body[role=img]")[0].get("aria-label")
            # On its own page a chart’s table stands under the figure, open.
            holder = figure if figure.cssselect("table") else page.tree
            if len(publication.drawings[id_].table.rows) > 50 and not holder.cssselect("table"):
                # A long one stands there alone, and other pages lead to it.
                assert [one for one in figure.cssselect("a") if str(one.get("href")).endswith(f"charts/{id_}/")], id_
                continue
            assert holder.cssselect("table caption") and holder.cssselect("thead th[scope=col]")
            assert len(holder.cssselect("tbody tr")) >= 2, id_
            assert site.has(f"assets/charts/{id_}.js")
    assert shown == set(publication.dossier.charts)


def test_plotly_is_loaded_by_pages_with_a_chart_alone_and_after_the_text(site: Site) -> None:
    for page in site.pages.values():
        # A chart to embed takes the one script that it needs.
        scripts = page.tree.xpath("//script[contains(@src, '/figures.') or contains(@src, '/embed.')]")
        assert len(scripts) == bool(page.tree.cssselect("figure.chart")), page.address
        assert not page.tree.xpath("//script[contains(@src, 'plotly')]"), page.address


@pytest.mark.parametrize("part", [".brief", ".box--differs", "figure.chart"])
def test_every_explainer_has_its_parts(site: Site, publication: Publication, part: str) -> None:
    for page in publication.explainers:
        assert site.pages[page.name.removesuffix(".md") + "/"].tree.cssselect(part), page.name
