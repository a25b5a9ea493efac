"""What stands above a page's text: the way to it, and how long it takes to read."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from lxml import html
from mkdocs_site import Site
from test_golden import render
from test_structured import graph

from explainer.data.fields import count_words
from explainer.pages.boxes import minutes_to_read, seconds_to_read
from explainer.publication.publication import Publication


def test_the_visible_way_is_the_one_that_machines_are_told(site: Site, publication: Publication) -> None:
    heads = {page.address: (page.short, page.meta.title) for page in publication.pages}
    for page in site.pages.values():
        ways = page.tree.cssselect("nav[aria-label=Breadcrumb]")
        # Home is where ways begin, a chart to embed stands elsewhere, the booklet opens with its title page.
        without = page.address in ("", "booklet/") or page.address.endswith("/embed/")
        assert len(ways) == (not without), page.address
        for way in ways:
            (told,) = [node["itemListElement"] for node in graph(page) if node["@type"] == "BreadcrumbList"]
            here = f"http://site/{page.address}"
            *steps, (last, _) = [(item["name"], urljoin(here, item["item"])) for item in told]
            shown = [(link.text, urljoin(here, str(link.get("href")))) for link in way.cssselect("a")]
            assert shown == steps, page.address
            # A section may lead to its first page, home; the first step names it.
            assert steps[0][0] == "The Ferry of Lind", page.address
            # The last step is the page itself: named in the line, or by the edition line behind it.
            named = [one.text_content() for one in way.cssselect("[aria-current=page]")]
            assert named == [last] or page.tree.cssselect(".way > .edition"), page.address
            name, head = heads.get(page.address, (last, last))  # a page whose title is a finding has a name for it
            assert last == name, page.address
            assert page.tree.cssselect("h1")[0].text_content().endswith(head), page.address


def test_every_explainer_tells_how_long_its_text_takes(site: Site, publication: Publication) -> None:
    for page in publication.explainers:
        tree = site.pages[page.address].tree
        told = int(tree.cssselect(".edition")[0].text_content().rpartition("·")[2].split()[0])
        (article,) = tree.cssselect("article.page")  # what the templates add to the text is little
        assert abs(told - minutes_to_read(html.tostring(article, encoding="unicode"))) <= 1, page.name


def test_what_the_apparatus_adds_is_not_counted() -> None:
    plain = "<p>One two three.</p>" * 220
    added = (
        '<p>One<span class="cited">two.<a class="cite">1</a></span><span class="note"><b>1</b> a note</span></p>'
        "<table><tr><td>a number</td></tr></table><br><svg><text>drawn</text></svg>"
        '<section class="notes"><p>All notes<img alt=""></p></section>'
    )
    assert minutes_to_read(plain) == minutes_to_read(plain + added) == 3
    assert minutes_to_read("") == 1
    assert count_words("On 10 August, 1,413 people’s lives, at least.") == 8
    assert [seconds_to_read(words) for words in (1, 55, 110, 220)] == [10, 20, 30, 60]


def test_a_head_of_its_own_is_not_contradicted(publication: Publication) -> None:
    one = replace(publication, pages=publication.explainers[:1])
    brief = "/// brief\n{}\n- The evening ferry was stopped on 3 December.[^evening-stop]\n///"
    assert "10 seconds" in render(brief.format(""), one.pages[0].name, one)
    custom = render(brief.format("    head: The answer in sixty seconds\n"), one.pages[0].name, one)
    assert "sixty seconds" in custom and "10 seconds" not in custom


def test_the_sign_of_the_site_has_a_line_for_each_side_at_which_an_actor_stands(
    site: Site, publication: Publication
) -> None:
    (sign,) = site.pages[""].tree.cssselect("svg.logo")
    sides = publication.dossier.edition.sides
    assert "west" not in sides
    assert sign.xpath("string(path/@d)").count("M") == len(sides) == len(sign.cssselect("circle:not([class])"))
