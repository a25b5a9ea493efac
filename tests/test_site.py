"""Facts about the whole built site."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

from mkdocs_site import Site
from test_golden import render

from explainer.pages.extension import leftovers
from explainer.publication.publication import Publication

_LOADS = (
    "//script/@src | //img/@src | //iframe/@src | //source/@src | //video/@src | //object/@data"
    " | //link[not(contains(@rel, 'canonical'))]/@href | //*[local-name()='use']/@href"
)


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    assert list(site.broken_links()) == []


def test_ids_are_unique_on_every_page(site: Site) -> None:
    doubled = {page.address: [id_ for id_, n in Counter(page.ids).items() if n > 1] for page in site.pages.values()}
    assert {address: ids for address, ids in doubled.items() if ids} == {}


def test_nothing_is_left_unread_on_any_page(site: Site) -> None:
    assert [(page.address, fault) for page in site.pages.values() for fault in leftovers(page.text)] == []


def test_every_page_has_one_heading_a_title_a_description_and_a_language(site: Site) -> None:
    for page in site.pages.values():
        assert len(page.tree.xpath("//h1")) == 1, page.address
        assert page.tree.xpath("string(//title)").strip(), page.address
        assert page.tree.xpath("string(//meta[@name='description']/@content)").strip(), page.address
        assert page.tree.get("lang") == "en", page.address


def test_nothing_is_loaded_from_another_host(site: Site) -> None:
    for page in site.pages.values():
        assert [url for url in page.tree.xpath(_LOADS) if urlsplit(str(url)).netloc] == [], page.address
    for sheet in site.folder.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text, sheet.name
        for address in re.findall(r"url\(['\"]?(?!data:)([^'\")]+)", text):
            assert (sheet.parent / address).is_file(), f"{sheet.name}: {address}"


def test_every_record_has_its_permalink(site: Site, publication: Publication) -> None:
    for kind, address in {
        "article": "evidence/",
        "claims": "claims/",
        "events": "timeline/",
        "glossary": "glossary/",
        "people": "people/",
        "places": "map/",
        "sources": "sources/",
    }.items():
        assert set(getattr(publication.dossier, kind)) <= set(site.pages[address].ids), kind


def test_citations_carry_their_claim_and_lead_to_their_note(site: Site) -> None:
    for page in site.pages.values():
        for cite in page.tree.cssselect("a.cite"):
            note = page.tree.get_element_by_id(str(cite.get("href"))[1:])
            status = cite.get("data-status")
            assert cite.get("data-claim") and status, page.address
            # A line in the margin says nothing of what is established.
            assert status == "established" or note.cssselect(f".status[data-status={status}]"), page.address


def test_every_chart_stands_with_its_data_as_a_table_and_its_script(site: Site, publication: Publication) -> None:
    shown = set()
    for page in site.pages.values():
        figures = page.tree.cssselect("figure.chart")
        scripts = page.tree.xpath("//script[contains(@src, '/figures.') or contains(@src, '/embed.')]")
        assert len(scripts) == bool(figures), f"{page.address}: one script, where there is a chart"
        assert not page.tree.xpath("//script[contains(@src, 'plotly')]"), page.address
        for figure in figures:
            id_ = str(figure.get("data-chart"))
            shown.add(id_)
            assert figure.get("id") == f"chart-{id_}"
            assert figure.cssselect(".chart__body[role=img]")[0].get("aria-label")
            assert site.has(f"assets/charts/{id_}.js")
            # On its own page a chart’s table stands under the figure, open.
            holder = figure if figure.cssselect("table") else page.tree
            assert holder.cssselect("table caption") and holder.cssselect("thead th[scope=col]")
            assert len(holder.cssselect("tbody tr")) >= 2, id_
    assert shown == set(publication.dossier.charts)


def test_a_long_table_stands_on_the_page_of_its_chart_alone(publication: Publication) -> None:
    id_ = next(iter(publication.dossier.charts))
    drawing = publication.drawings[id_]
    long = replace(drawing, table=replace(drawing.table, rows=drawing.table.rows * 51))
    lengthened = replace(publication, drawings={**publication.drawings, id_: long})
    shown = render(f"/// chart | {id_}\n///\n", "about.md", lengthened)
    assert "<table" not in shown and f'href="charts/{id_}.md#data">Table</a>' in shown
