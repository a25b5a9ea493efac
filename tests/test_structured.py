"""The structured data of every page: names of schema.org, fields that are needed, addresses that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import yaml
from mkdocs_site import Site, SitePage
from projects import BASE, TESTS
from rdflib import Graph, namespace
from structured import graph, nodes, place, stands

from explainer.publication.publication import Publication

RULES = yaml.safe_load((TESTS / "structured.yml").read_text(encoding="utf-8"))
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ADDRESSES = ("@id", "url", "item", "contentUrl", "image", "mainEntityOfPage")


def told(site: Site) -> Iterator[SitePage]:
    """The pages for readers; a chart in a frame of another site says nothing to machines."""
    return (page for page in site.pages.values() if not page.address.endswith("/embed/"))


def test_every_name_is_one_of_schema_org(site: Site) -> None:
    known, type_ = {str(name) for name in dir(namespace.SDO)}, namespace.RDF.type
    for page in told(site):
        read = Graph()
        # Its own context, so that nothing is asked of schema.org.
        read.parse(
            data={"@context": {"@vocab": str(namespace.SDO)}, "@graph": graph(page)},
            format="json-ld",
            publicID=f"{BASE}{page.address}",
        )
        strange = {str(name) for name in read.predicates() if name != type_ and str(name) not in known}
        strange |= {str(name) for name in read.objects(None, type_) if str(name) not in known}
        assert strange == set(), page.address


def test_every_node_keeps_to_the_rules_of_its_type(site: Site) -> None:
    for page in told(site):
        for under, node in nodes(graph(page)):
            fields = set(node) - {"@type", "@id"}
            if "@type" not in node:
                assert "@id" in node and not fields, (page.address, node)
                continue
            rule = RULES[node["@type"]]
            assert fields <= {*rule["requires"], *rule.get("allows", ())}, (page.address, node["@type"], fields)
            reference = rule.get("refers") and "@id" in node and fields <= {"name", "url"}
            assert reference or fields >= set(rule["requires"]), (page.address, under, node)
            for name, types in rule.get("within", {}).items():
                for _, inner in nodes(node.get(name), name):
                    if _ == name and "@type" in inner:
                        assert inner["@type"] in types, (page.address, name, inner)


def test_dates_are_dates_and_datasets_say_enough(site: Site) -> None:
    for page in told(site):
        for _, node in nodes(graph(page)):
            for name in ("dateModified", "datePublished"):
                assert _DATE.fullmatch(node.get(name, "2024")), (page.address, node)
            if node.get("@type") == "Dataset":
                assert 50 <= len(node["description"]) <= 5000, page.address


@pytest.mark.parametrize("where", ["site", "placed"])
def test_every_address_leads_to_what_it_names(where: str, request: pytest.FixtureRequest) -> None:
    built: Site = request.getfixturevalue(where)
    base = BASE if where == "placed" else "http://site/"
    for page in told(built):
        for _, node in nodes(graph(page)):
            for name in _ADDRESSES:
                if not isinstance(node.get(name), str):
                    continue
                found = place(node[name], page, base)
                assert found is None or stands(found, built), (page.address, name, node[name])
                if where == "placed":
                    assert node[name].startswith("https://"), (page.address, node[name])
                elif found is not None:
                    assert not node[name].startswith("http"), (page.address, node[name])


def test_every_page_but_the_first_says_where_it_stands(site: Site) -> None:
    for page in told(site):
        lists = [node for node in graph(page) if node["@type"] == "BreadcrumbList"]
        assert len(lists) == (page.address != ""), page.address
        for one in lists:
            steps = [place(item["item"], page, "http://site/") for item in one["itemListElement"]]
            addresses = [step.address for step in steps if step]
            assert [addresses[0], addresses[-1]] == ["", page.address]
            if page.address.startswith("charts/") and page.address != "charts/":
                assert addresses == ["", "charts/", page.address]
            if page.address in ("claims/", "sources/"):
                assert addresses == ["", "evidence/", page.address]


def test_each_explainer_names_the_article_it_reads(site: Site, publication: Publication) -> None:
    edition = publication.dossier.edition.article
    for page in publication.explainers:
        (node,) = [one for one in graph(site.pages[page.address]) if one["@type"] == "Article"]
        read = node["isBasedOn"]
        assert (read["headline"], read["author"]["name"]) == (edition.title, edition.author)
        assert (read["publisher"]["name"], read["datePublished"]) == (edition.publisher, str(edition.published))
        assert node["author"]["name"] != edition.author and "datePublished" not in node


def test_nothing_in_the_script_ends_it(site: Site) -> None:
    for page in told(site):
        (script,) = page.tree.cssselect("script[type='application/ld+json']")
        assert "<" not in script.text, page.address
        assert list(script.attrib) == ["type"]


def test_a_title_with_markup_stays_one_script() -> None:
    from explainer.outputs.structured import script_of

    text = script_of([{"@type": "WebPage", "name": "</script><!-- <script>"}])
    assert "<" not in text and yaml.safe_load(text)["@graph"][0]["name"] == "</script><!-- <script>"
