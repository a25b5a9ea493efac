"""The way to a page, and the pages it leads on to."""

from __future__ import annotations

from urllib.parse import urljoin

from mkdocs_site import Site
from structured import graph, place

from explainer.publication import Publication
from explainer.related import related_pages
from explainer.uses import claims_of_chart


def test_the_visible_way_is_the_one_that_machines_are_told(site: Site, publication: Publication) -> None:
    heads = {page.address: (page.short, page.meta.title) for page in publication.pages}
    for page in site.pages.values():
        ways = page.tree.cssselect("nav[aria-label=Breadcrumb]")
        # Home is where ways begin, a chart to embed stands elsewhere, the booklet opens with its title page.
        without = page.address in ("", "booklet/") or page.address.endswith("/embed/")
        assert len(ways) == (not without), page.address
        if not ways:
            continue
        (told,) = [node["itemListElement"] for node in graph(page) if node["@type"] == "BreadcrumbList"]
        steps = [(item["name"], place(item["item"], page, "http://site/")) for item in told]
        links = ways[0].cssselect("a")
        shown = [(link.text_content(), place(str(link.get("href")), page, "http://site/")) for link in links]
        assert shown == steps[:-1], page.address
        # The last step is the page itself: named in the line, or by the edition line behind it.
        here = [one.text_content() for one in ways[0].cssselect("[aria-current=page]")]
        assert here == [steps[-1][0]] or page.tree.cssselect(".way > .edition"), page.address
        last = steps[-1][0]
        name, head = heads.get(page.address, (last, last))  # a page whose title is a finding has a name for the way
        assert last == name, page.address
        assert page.tree.cssselect("h1")[0].text_content().endswith(head), page.address


def _claims(name: str, publication: Publication) -> set[str]:
    if name.startswith("charts/"):
        chart = publication.dossier.charts[name.removeprefix("charts/").removesuffix(".md")]
        return set(claims_of_chart(chart, publication))
    return {mention.id for mention in publication.by_name[name].mentions if mention.kind == "claims"}


def test_related_pages_share_what_their_reason_says(publication: Publication) -> None:
    found = related_pages(publication)
    assert all(found[page.name] for page in publication.explainers)
    for name, related in found.items():
        assert len(related) <= 3
        for one in related:
            shared = _claims(name, publication) & _claims(one.topic.name, publication)
            count, _, named = one.reason.partition(" in common")
            assert count == ("One claim" if len(shared) == 1 else f"{len(shared)} claims"), (name, one)
            titles = {publication.dossier.claims[id_].title for id_ in shared}
            assert sum(title in named for title in titles) == min(2, len(shared)), (name, one)


def test_a_neighbour_is_related_only_as_the_nearest_of_all(publication: Publication) -> None:
    order = [page.name for page in publication.explainers]
    for name, related in related_pages(publication).items():
        for place_, one in enumerate(related):
            if name in order and one.topic.name in order:
                assert abs(order.index(name) - order.index(one.topic.name)) > 1 or place_ == 0, (name, one.topic.name)


def test_nobody_is_led_to_what_the_page_shows_already(site: Site, publication: Publication) -> None:
    for name, related in related_pages(publication).items():
        address = name.removesuffix(".md") + "/"
        page = site.pages[address]
        hrefs = [str(link.get("href")) for link in page.tree.cssselect(".related a")]
        targets = [urljoin(f"http://site/{address}", href).removeprefix("http://site/") for href in hrefs]
        assert targets == [one.topic.address for one in related], name
        own = {f"charts/{figure.get('data-chart')}/" for figure in page.tree.cssselect("figure.chart")}
        assert not own & set(targets), name
