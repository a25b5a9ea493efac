"""The way to a page."""

from __future__ import annotations

from mkdocs_site import Site
from structured import graph, place

from explainer.outputs.structured import Crumb, Subject
from explainer.publication.publication import Publication


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


def test_of_steps_to_one_place_the_first_names_it_and_none_leads_to_the_page_itself() -> None:
    home, series = Crumb("The site", ""), Crumb("Explainers", "")  # a section leads to its first page, here to home
    evidence, record = Crumb("Evidence", "evidence/"), Crumb("The record", "claims/")
    page = Subject("claims.md", "claims/", "The record", "", (), "")
    assert page.under([home, series]).trail == (home, record)
    assert page.under([home, evidence]).trail == (home, evidence, record)
    first = Subject("evidence.md", "evidence/", "Each statement", "", (), "", short="Evidence")
    assert first.under([home, evidence]).trail == (home, evidence), "a section's first page stands under home alone"
