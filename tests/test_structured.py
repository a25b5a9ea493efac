"""The structured data of every page: names of schema.org, fields that are needed, addresses that lead somewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import yaml
from mkdocs_site import Site, SitePage
from projects import TESTS
from rdflib import namespace

from explainer.outputs.structured import script_of
from explainer.publication.publication import Publication

RULES = yaml.safe_load((TESTS / "structured.yml").read_text(encoding="utf-8"))
ADDRESSES = ("@id", "url", "item", "contentUrl", "image", "mainEntityOfPage")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
Node = dict[str, Any]


def graph(page: SitePage) -> list[Node]:
    """The nodes of the page's one script of structured data."""
    (script,) = page.tree.cssselect("script[type='application/ld+json']")
    return list(json.loads(script.text)["@graph"])


def nodes(value: Any) -> Iterator[Node]:
    """Yield every node at any depth."""
    if isinstance(value, dict) and "@value" not in value:
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def test_the_rules_name_types_and_properties_of_schema_org() -> None:
    names = {*RULES, *(name for rule in RULES.values() for name in (*rule["requires"], *rule.get("allows", ())))}
    assert names <= {str(name).removeprefix(str(namespace.SDO)) for name in dir(namespace.SDO)}


def test_every_node_keeps_to_the_rules_of_its_type(site: Site) -> None:
    for page in site.read:
        for node in nodes(graph(page)):
            fields = set(node) - {"@type", "@id"}
            if "@type" not in node:
                assert "@id" in node and not fields, (page.address, node)
                continue
            rule = RULES[node["@type"]]
            assert fields <= {*rule["requires"], *rule.get("allows", ())}, (page.address, node["@type"], fields)
            reference = rule.get("refers") and "@id" in node and fields <= {"name", "url"}
            assert reference or fields >= set(rule["requires"]), (page.address, node)
            for name, types in rule.get("within", {}).items():
                inner = node.get(name, [])
                for one in inner if isinstance(inner, list) else [inner]:
                    assert one.get("@type", types[0]) in types, (page.address, name, one)
            for name in ("dateModified", "datePublished"):
                assert _DATE.fullmatch(node.get(name, "2024")), (page.address, node)
            if node["@type"] == "Dataset":
                assert 50 <= len(node["description"]) <= 5000, page.address


def test_every_page_but_the_first_says_where_it_stands(site: Site) -> None:
    above = {"claims/": ["evidence/"], "sources/": ["evidence/"]}
    for page in site.read:
        ways = [node["itemListElement"] for node in graph(page) if node["@type"] == "BreadcrumbList"]
        assert len(ways) == (page.address != ""), page.address
        for way in ways:
            steps = [urljoin(f"/{page.address}", item["item"]).removeprefix("/") for item in way]
            between = ["charts/"] if re.match("charts/.", page.address) else above.get(page.address, [])
            assert steps == ["", *between, page.address]


def test_each_explainer_names_the_article_it_reads(site: Site, publication: Publication) -> None:
    article = publication.dossier.edition.article
    for page in publication.explainers:
        (node,) = [one for one in graph(site.pages[page.address]) if one["@type"] == "Article"]
        read = node["isBasedOn"]
        assert (read["headline"], read["author"]["name"]) == (article.title, article.author)
        assert (read["publisher"]["name"], read["datePublished"]) == (article.publisher, str(article.published))
        assert node["author"]["name"] == publication.dossier.edition.site.editors and "datePublished" not in node


def test_a_title_with_markup_stays_one_script() -> None:
    text = script_of([{"@type": "WebPage", "name": "</script><!-- <script>"}])
    assert "<" not in text and json.loads(text)["@graph"][0]["name"] == "</script><!-- <script>"


def test_the_glossary_names_every_term_with_its_aliases_and_their_languages(
    site: Site, publication: Publication
) -> None:
    (terms,) = [node for node in graph(site.pages["glossary/"]) if node["@type"] == "DefinedTermSet"]
    told = {entry["@id"][1:]: entry.get("alternateName", ()) for entry in terms["hasDefinedTerm"]}
    assert told.keys() == publication.dossier.glossary.keys()
    for id_, term in publication.dossier.glossary.items():
        foreign = [name for name in told[id_] if isinstance(name, dict)]
        assert foreign == [{"@language": one.lang, "@value": one.form} for one in term.aliases if one.lang]
