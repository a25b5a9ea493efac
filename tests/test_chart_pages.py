"""A page for each chart: its Markdown, its data, its citations, its frame for other sites."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from itertools import product
from pathlib import Path
from urllib.parse import urljoin

import pytest
from browsing import served, visit
from lxml import html
from markdown import Markdown
from mkdocs_site import Site
from playwright.sync_api import Browser
from projects import BASE
from test_golden import render

from explainer.charts.tables import Table
from explainer.outputs.build import chart_pages
from explainer.pages.extension import READING, ExplainerExtension
from explainer.publication.chart_data import chart_exports, credit_words, data_words
from explainer.publication.publication import Publication

FILES = {"data": ("csv", "json"), "assets": ("svg", "png")}
_ADDRESS = re.compile(r"https?://[^\s\"'<]*|(?<=[\"'(])//[^\s\"'<]*")
_HREF = re.compile(r'href="([^"]*)"')
_HEAD = "<!doctype html><link rel=icon href=data:,><body style='margin: 0'>"
_NEEDED = "document.documentElement.offsetHeight"
_AS_HIGH = "(height) => document.querySelector('iframe').offsetHeight === height"


def test_the_engines_links_lead_to_the_same_place_from_a_folder(publication: Publication) -> None:
    text = "The evening ferry stopped.[^evening-stop]\n\n" + "".join(
        f"/// {block}\n///\n\n" for block in ("chart | stalls", "chart-record | stalls", "gallery")
    )
    page = "charts/stalls/embed.md"
    flat, inside = (_HREF.findall(render(text, name, publication)) for name in ("charts.md", page))
    assert [address if "#" in address[:1] else urljoin(page, address) for address in inside] == flat
    for kind in ("claims.md#", "sources.md#", "glossary.md#", "charts/stalls.md", "data/charts/", "https:"):
        assert any(address.startswith(kind) for address in flat), kind


def test_what_people_write_stays_relative_to_their_page(publication: Publication) -> None:
    made = render("[Here](claims.md) and [there](../claims.md).\n", "folder/page.md", publication)
    assert 'href="claims.md"' in made and 'href="../claims.md"' in made


def test_a_chart_page_says_all_there_is(site: Site, publication: Publication) -> None:
    said = {page.address: " ".join("".join(page.tree.itertext()).split()) for page in site.pages.values()}
    for id_, record in publication.dossier.charts.items():
        tree, table = site.pages[f"charts/{id_}/"].tree, publication.drawings[id_].table
        assert tree.xpath("string(//h1)").strip() == record.title
        assert record.alt in tree.xpath("string(//h2[@id='shows']/following-sibling::p)")
        assert not tree.cssselect("details table"), "the table stands open"
        assert len(tree.cssselect("tbody tr")) == len(table.rows)
        assert tree.xpath("string(//nav[@aria-label='Sections']//a[@aria-current])") == "Charts"
        named = tree.xpath("//h2[@id='pages']/following-sibling::p/a/text()")
        shown_on = publication.pages_with("charts", id_)
        assert ["Home" if page.is_home else page.short for page in shown_on] == named[:-1]
        data = data_words(table, publication.dossier)
        cited = {row.get("data-form"): row.text_content() for row in tree.cssselect(".citations [data-form]")}
        assert "Sources: " in data and all(data in cited[form] for form in ("APA", "Chicago")), id_
        for caveat in filter(None, [record.caveat, *table.caveats]):
            assert " ".join(caveat.split()) in said[f"charts/{id_}/"], id_
        files = {f"../../{folder}/charts/{id_}.{form}" for folder, forms in FILES.items() for form in forms}
        assert {link.get("href") for link in tree.cssselect(".chart__menu a")} >= files


def test_a_chart_of_events_and_counts_names_the_sources_of_both(site: Site, publication: Publication) -> None:
    table, dossier = publication.drawings["turn-lanes"].table, publication.dossier
    assert credit_words(table, dossier, 9).endswith(
        "Sources: Council of Lind, Sound Wire, Gazeto de Sarn, "
        "Osterby Courier, Radio Sound, Osterby Rail Company, Harbour Watch."
    )
    foot = " ".join(site.pages["charts/turn-lanes/"].tree.xpath("string(//div[@class='chart__foot'])").split())
    assert "Sources: Harbour Watch. Other rows of the table name the claims they rest on." in foot
    told = json.loads(chart_exports(publication)["data/charts/turn-lanes.json"])
    assert {one["publisher"] for one in told["sources"]} >= {"Council of Lind", "Harbour Watch"}
    assert "Other rows" not in site.pages["charts/evening-passengers/"].tree.xpath(
        "string(//div[@class='chart__foot'])"
    )


def test_quotes_in_a_title_stay_in_the_title_of_the_frame_that_readers_copy(publication: Publication) -> None:
    title = 'The "Gull" & the quay" onload="hit()'
    charts = publication.dossier.charts | {
        "stalls": publication.dossier.charts["stalls"].model_copy(update={"title": title})
    }
    changed = replace(publication, dossier=replace(publication.dossier, charts=charts))
    extension = ExplainerExtension(changed)
    extension.page = "charts/stalls.md"
    text = chart_pages(changed)[extension.page].rpartition("---\n")[2]
    shown = html.fromstring(f"<main>{Markdown(extensions=[*READING, extension]).convert(text)}</main>")
    code = shown.xpath("string(//pre[contains(., 'iframe')])")
    (frame,) = html.fragment_fromstring(code, create_parent=True).iter("iframe")
    assert set(frame.attrib) == {"src", "title", "width", "height", "style", "loading"}
    assert frame.get("title") == title


def test_a_frame_holds_a_chart_alone_and_only_its_page_is_found(placed: Site, publication: Publication) -> None:
    sitemap = (placed.folder / "sitemap.xml").read_text(encoding="utf-8")
    index = json.loads((placed.folder / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    for id_ in publication.dossier.charts:
        url = f"{BASE}charts/{id_}/"
        page, frame = (placed.pages[f"charts/{id_}/{form}"].tree for form in ("", "embed/"))
        code = page.xpath("string(//h2[@id='link']/following-sibling::pre)")
        (told,) = html.fragment_fromstring(code, create_parent=True).iter("iframe")
        assert (told.get("src"), told.get("title")) == (f"{url}embed/", page.xpath("string(//h1)").strip())
        assert _ADDRESS.findall(code) == [f"{url}embed/"], "it asks no other host"
        (oembed,) = page.xpath("//link[@type='application/json+oembed']/@href")
        said = json.loads((placed.folder / oembed.removeprefix(BASE)).read_text(encoding="utf-8"))
        assert said["html"] == code.strip() and str(said["height"]) == told.get("height") and said["width"] >= 320
        assert (said["version"], said["type"], said["title"]) == ("1.0", "rich", told.get("title"))
        assert page.xpath("string(//dl[@class='citations']/div[2]/dd)").endswith(url)
        assert page.xpath("//meta[@property='og:image']/@content") == [f"{BASE}assets/charts/{id_}.share.png"]
        assert frame.xpath("//link[@rel='canonical']/@href") == [url]
        assert frame.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert frame.xpath("//base/@target") == ["_blank"], "links open outside the frame"
        assert not frame.cssselect("nav, header, footer, form, style, [style], script:not([src])"), id_
        assert len(frame.cssselect("figure.chart")) == 1
        assert frame.cssselect(".chart__links > a")[0].get("href") == "../"
        assert url in sitemap and f"charts/{id_}/" in found
    assert "embed" not in sitemap and not [location for location in found if location.endswith("embed/")]


@pytest.mark.parametrize("runs", [False, True], ids=["its-height", "its-script"])
def test_a_frame_on_another_site_cuts_nothing_of_a_chart(
    site: Site, publication: Publication, address: str, browser: Browser, tmp_path: Path, runs: bool
) -> None:
    for id_ in publication.dossier.charts:
        tree = site.pages[f"charts/{id_}/"].tree
        code = tree.xpath("string(//h2[@id='link']/following-sibling::pre)").replace('src="', f'src="{address}')
        frame = code if runs else code.partition("<script")[0]
        (tmp_path / f"{id_}.html").write_text(f"{_HEAD}{frame}", encoding="utf-8")
    with served(tmp_path) as other:
        visited = visit(browser, "about:blank", 320)
        for id_, width in product(publication.dossier.charts, (320, 480, 640, 800)):
            visited.look(f"{other}{id_}.html", width)
            frame = visited.page.frames[1]
            frame.evaluate("document.fonts.ready")
            for summary in ([], frame.locator("summary").all())[runs]:
                summary.click()
            if runs:
                visited.page.wait_for_function(_AS_HIGH, arg=frame.evaluate(_NEEDED))
            room = visited.page.evaluate("document.querySelector('iframe').offsetHeight")
            assert frame.evaluate("document.documentElement.scrollHeight") <= room, (id_, width)
            assert visited.complaints == []
        visited.close()


def test_both_files_hold_the_rows_of_the_table_each_with_its_evidence(site: Site, publication: Publication) -> None:
    for id_, drawing in publication.drawings.items():
        folder, table = site.folder / "data/charts", drawing.table
        rows = list(csv.DictReader((folder / f"{id_}.csv").read_text(encoding="utf-8-sig").splitlines()))
        document = json.loads((folder / f"{id_}.json").read_text(encoding="utf-8"))
        known = {source["id"] for source in document["sources"]}
        assert rows, id_
        for line, row, told in zip(table.rows, rows, document["rows"], strict=True):
            assert len(line.cells) == len(table.columns)
            if "qualifier" in row:
                assert row["unit"] and row["qualifier"] and (row["source"] in known or row["qualifier"] == "missing")
                assert (told["value"] is None) == (row["value"] == "") == (row["qualifier"] == "missing")
            else:
                assert set(told) & {"claims", "statements", "sources", "places"}


def test_no_cell_of_a_charts_data_can_be_run_as_a_formula(publication: Publication) -> None:
    drawing = publication.drawings["fog-and-crack"]
    evil = Table(("=HYPERLINK(1)",), (replace(drawing.table.rows[0], cells=("=cmd()",)),))
    drawings = {**publication.drawings, drawing.chart: replace(drawing, table=evil)}
    text = chart_exports(replace(publication, drawings=drawings))[f"data/charts/{drawing.chart}.csv"]
    assert text.startswith("\ufeff'=HYPERLINK(1),") and "\n'=cmd()," in text
