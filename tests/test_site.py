"""Facts about the whole built site."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from mkdocs_site import Site
from projects import BASE
from test_golden import render
from test_structured import ADDRESSES, graph, nodes
from test_twins import links

from explainer.pages.extension import leftovers
from explainer.publication.publication import Publication

_LOADS = "//@src | //object/@data | //link[@rel!='canonical']/@href | //*[local-name()='use']/@href"


def test_every_internal_link_and_anchor_resolves(site: Site) -> None:
    assert list(site.broken_links()) == []


@pytest.mark.parametrize(("where", "base"), [("site", "http://site/"), ("placed", BASE)])
def test_what_machines_are_told_leads_somewhere_and_is_whole_where_it_can_be(
    where: str, base: str, request: pytest.FixtureRequest
) -> None:
    built: Site = request.getfixturevalue(where)
    told = [(base + page.address, node) for page in built.read for node in nodes(graph(page))]
    named = {(place, urljoin(place, node["@id"])) for place, node in told if "@id" in node and len(node) > 2}
    described = {whole for place, whole in named if whole.startswith(f"{place}#")}
    addresses = [(place, node[name]) for place, node in told for name in ADDRESSES if isinstance(node.get(name), str)]
    for path in [*built.folder.rglob("index.md"), built.folder / "llms.txt"]:
        place = base + path.relative_to(built.folder).as_posix()
        addresses += [(place, href) for href in links(path.read_text(encoding="utf-8"))]
    feed = feedparser.parse((built.folder / "feed.xml").read_bytes())
    addresses += [(f"{base}feed.xml", link.href) for entry in feed.entries for link in entry.links]
    for place, address in addresses:
        whole = urljoin(place, address)
        assert whole in described or built.leads(whole, base), (place, address)
        assert where == "site" or address.startswith(("http://", "https://")), (place, address)


def test_every_page_is_whole_and_loads_nothing_from_another_host(site: Site) -> None:
    for page in site.pages.values():
        assert [id_ for id_, number in Counter(page.ids).items() if number > 1] == [], page.address
        assert list(leftovers(page.text)) == [], f"{page.address}: something is left unread"
        assert len(page.tree.xpath("//h1")) == 1, page.address
        assert page.tree.xpath("string(//title)").strip(), page.address
        assert page.tree.xpath("string(//meta[@name='description']/@content)").strip(), page.address
        assert page.tree.get("lang") == "en", page.address
        assert [url for url in page.tree.xpath(_LOADS) if urlsplit(str(url)).netloc] == [], page.address


def test_every_chart_stands_with_its_table_and_its_script(site: Site, publication: Publication) -> None:
    shown = set()
    for page in site.pages.values():
        figures = page.tree.cssselect("figure.chart")
        scripts = page.tree.xpath("//script[contains(@src, '/javascripts/charts.')]")
        assert len(scripts) == bool(figures), f"{page.address}: one script, where there is a chart"
        assert not page.tree.xpath("//script[contains(@src, 'plotly')]"), page.address
        for figure in figures:
            shown.add(str(figure.get("data-chart")))
            # On its own page a chart’s table stands under the figure, open.
            holder = figure if figure.cssselect("table") else page.tree
            assert len(holder.cssselect("tbody tr")) >= 2, (page.address, figure.get("id"))
    assert shown == set(publication.dossier.charts)
    assert [id_ for id_ in shown if not site.leads(f"http://site/assets/charts/{id_}.js")] == []


def test_a_long_table_stands_on_the_page_of_its_chart_alone(publication: Publication) -> None:
    id_ = next(iter(publication.dossier.charts))
    drawing = publication.drawings[id_]
    long = replace(drawing, table=replace(drawing.table, rows=drawing.table.rows * 51))
    lengthened = replace(publication, drawings={**publication.drawings, id_: long})
    shown = render(f"/// chart | {id_}\n///\n", "about.md", lengthened)
    assert "<table" not in shown and f'href="charts/{id_}.md#data">Table</a>' in shown
