"""A page for each chart: its Markdown, its data, its citations, its frame for other sites."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from mkdocs_site import Site
from projects import BASE, EDITION, SAMPLE
from test_golden import render

from explainer.charts import tables as charts
from explainer.outputs.build import chart_pages
from explainer.pictures.export import Picture
from explainer.publication.chart_data import chart_exports
from explainer.publication.publication import Publication, read_publication

CHARTS = sorted(read_publication(EDITION).dossier.charts)
_HREF = re.compile(r'href="([^"]*)"')


@pytest.fixture(scope="module")
def sampled() -> Publication:
    return read_publication(SAMPLE, "https://example.org/repository")


# The engine's links on pages in a folder


@pytest.mark.parametrize("page", ["charts/drones.md", "charts/drones/embed.md"])
def test_the_engines_links_lead_to_the_same_place_from_a_folder(sampled: Publication, page: str) -> None:
    text = "The CSTO met.[^drone-count]\n\n" + "".join(
        f"/// {block}\n///\n\n" for block in ("chart | drones", "chart-record | drones", "gallery")
    )
    flat, inside = (_HREF.findall(render(text, name, sampled)) for name in ("about.md", page))
    assert [address if "#" in address[:1] else urljoin(page, address) for address in inside] == flat
    for kind in ("claims.md#", "sources.md#", "glossary.md#", "charts/drones.md", "data/charts/", "https:"):
        assert any(address.startswith(kind) for address in flat), kind


def test_what_people_write_stays_relative_to_their_page(sampled: Publication) -> None:
    made = render("[Here](claims.md) and [there](../claims.md).\n", "folder/page.md", sampled)
    assert 'href="claims.md"' in made and 'href="../claims.md"' in made


# The pages


def test_every_chart_has_its_pages_and_files(site: Site, publication: Publication) -> None:
    for id_ in publication.dossier.charts:
        for path in (f"charts/{id_}/", f"charts/{id_}/embed/", f"data/charts/{id_}.csv", f"data/charts/{id_}.json"):
            assert site.has(path), path


def test_the_pages_are_markdown_that_another_engine_reads_from_files(sample: Path) -> None:
    for path, text in chart_pages(read_publication(sample)).items():
        (sample / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (sample / "docs" / path).write_text(text, encoding="utf-8")
    again = read_publication(sample)
    assert {"charts/drones.md", "charts/drones/embed.md"} <= {page.name for page in again.pages}


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_page_says_all_there_is(site: Site, publication: Publication, chart: str) -> None:
    record, tree = publication.dossier.charts[chart], site.pages[f"charts/{chart}/"].tree
    heads = [head.text for head in tree.cssselect(".chart-record h2")]
    for head in ("What the chart shows", "The data", "Cite this chart", "Link and embed", "Where it stands"):
        assert head in heads
    assert tree.xpath("string(//h1)").strip() == record.title
    assert record.alt in tree.xpath("string(//h2[@id='shows']/following-sibling::p)")
    assert not tree.cssselect("details table"), "the table stands open"
    assert len(tree.cssselect("tbody tr")) == len(publication.drawings[chart].table.rows)
    assert tree.xpath("string(//nav[@aria-label='Sections']//a[@aria-current])") == "Charts"
    named = tree.xpath("//h2[@id='pages']/following-sibling::p/a/text()")
    shown_on = publication.pages_with("charts", chart)
    assert ["Home" if page.is_home else page.short for page in shown_on] == named[:-1]


def test_under_a_chart_stand_its_table_its_data_and_its_page(site: Site) -> None:
    figure = site.pages["who-needs-the-evening-ferry/"].tree.get_element_by_id("chart-evening-passengers")
    assert [fold.text for fold in figure.cssselect(".chart__links > details > summary")] == [
        "Table",
        "Data and picture",
    ]
    links = [(link.text, link.get("href")) for link in figure.cssselect(".chart__menu a:not(.edit)")]
    assert links == [
        ("Data (CSV)", "../data/charts/evening-passengers.csv"),
        ("Data (JSON)", "../data/charts/evening-passengers.json"),
        ("Picture (SVG)", "../assets/charts/evening-passengers.svg"),
        ("Picture (PNG)", "../assets/charts/evening-passengers.png"),
        ("How it was counted, and its caveats", "../charts/evening-passengers/"),
        ("Cite", "../charts/evening-passengers/#cite"),
        ("Link and embed", "../charts/evening-passengers/#link"),
    ]
    assert figure.cssselect(".chart__home")[0].get("data-address").endswith("charts/evening-passengers/")


def test_a_caveat_stands_on_the_page_of_its_chart_alone(site: Site, publication: Publication) -> None:
    said = {page.address: " ".join("".join(page.tree.itertext()).split()) for page in site.pages.values()}
    for chart in publication.dossier.charts.values():
        caveats = [chart.caveat, *publication.drawings[chart.id].table.caveats]
        for caveat in filter(None, caveats):
            assert " ".join(caveat.split()) in said[f"charts/{chart.id}/"], chart.id
        if chart.caveat:
            others = [address for address, text in said.items() if " ".join(chart.caveat.split()) in text]
            assert others == [f"charts/{chart.id}/"]


def test_no_code_of_a_statement_stands_on_a_chart(site: Site) -> None:
    for page in site.pages.values():
        for figure in page.tree.cssselect("figure.chart"):
            assert re.findall(r"\b[ap]\d\d?\b", "".join(figure.itertext())) == [], page.address


def test_the_gallery_leads_to_every_chart_once(site: Site, publication: Publication) -> None:
    links = [link.get("href") for link in site.pages["charts/"].tree.cssselect(".gallery__title")]
    assert sorted(links) == sorted(f"{id_}/" for id_ in publication.dossier.charts)


def test_a_frame_holds_a_chart_alone_and_asks_not_to_be_indexed(site: Site) -> None:
    frames = [page for page in site.pages.values() if page.address.endswith("/embed/")]
    assert len(frames) == len(CHARTS)
    for page in frames:
        assert page.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.tree.xpath("//base/@target") == ["_blank"], "links open outside the frame"
        assert not page.tree.cssselect("nav, header, footer, form, style, [style], script:not([src])"), page.address
        assert len(page.tree.cssselect("figure.chart")) == 1
        assert page.tree.cssselect(".chart__links > a")[0].get("href") == "../"
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert "charts/evening-passengers/" in found
    assert not [location for location in found if location.endswith("embed/")]


def test_where_the_site_stands_is_in_its_links_its_frames_and_its_tags(placed: Site) -> None:
    url = f"{BASE}charts/evening-passengers/"
    page = placed.pages["charts/evening-passengers/"].tree
    frame = html.fromstring(page.xpath("string(//h2[@id='link']/following-sibling::pre)"))
    assert frame.get("src") == f"{url}embed/"
    assert frame.get("title") == page.xpath("string(//h1)").strip()
    assert page.xpath("string(//dl[@class='citations']/div[2]/dd)").endswith(url)
    assert page.xpath("//meta[@property='og:url']/@content") == [url]
    shared = page.xpath("//meta[@property='og:image']/@content")
    assert shared == [f"{BASE}assets/charts/evening-passengers.share.png"]
    embed = placed.pages["charts/evening-passengers/embed/"].tree
    assert embed.xpath("//link[@rel='canonical']/@href") == [url]
    sitemap = (placed.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert url in sitemap and "embed" not in sitemap


def test_pictures_are_offered_when_they_are_there(sampled: Publication) -> None:
    pictured = replace(sampled, pictures={"drones": Picture(wide="", narrow="")})
    assert "\nimage: assets/charts/drones.share.png\n" in chart_pages(pictured)["charts/drones.md"]
    made = render("/// chart-record | drones\n///\n\n/// gallery\n///\n", "about.md", pictured)
    for form in ("svg", "png"):
        assert f'href="assets/charts/drones.{form}">Picture ({form.upper()})' in made
    for form in ("narrow", "narrow-dark"):
        assert f'src="assets/charts/drones.{form}.svg"' in made
    assert "Picture" not in render("/// chart-record | drones\n///\n", "about.md", sampled)


# The data


@pytest.mark.parametrize("chart", CHARTS)
def test_both_files_hold_the_rows_of_the_table(publication: Publication, chart: str) -> None:
    files, table = chart_exports(publication), publication.drawings[chart].table
    rows = list(csv.DictReader(io.StringIO(files[f"data/charts/{chart}.csv"].removeprefix("\ufeff"))))
    document = json.loads(files[f"data/charts/{chart}.json"])
    assert len(rows) == len(document["rows"]) == len(table.rows)
    known = {source["id"] for source in document["sources"]}
    for row, told in zip(rows, document["rows"], strict=True):
        if "qualifier" in row:
            assert row["unit"] and row["qualifier"] and (row["source"] in known or row["qualifier"] == "missing")
            assert (told["value"] is None) == (row["value"] == "") == (row["qualifier"] == "missing")
        else:
            assert set(told) & {"claims", "statements", "sources", "places"}


def test_no_cell_of_a_charts_data_can_be_run_as_a_formula(publication: Publication) -> None:
    chart = publication.dossier.charts["fog-and-crack"]
    table = publication.drawings[chart.id].table
    first = replace(table.rows[0], cells=("=cmd()", *table.rows[0].cells[1:]))
    evil = charts.Table(("Aspect", "=HYPERLINK(1)", *table.columns[2:]), (first,))
    drawings = {**publication.drawings, chart.id: replace(publication.drawings[chart.id], table=evil)}
    text = chart_exports(replace(publication, drawings=drawings))[f"data/charts/{chart.id}.csv"]
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row]
    assert [cell for cell in cells if cell.startswith("=")] == []
    assert "'=cmd()" in cells and "'=HYPERLINK(1)" in cells
