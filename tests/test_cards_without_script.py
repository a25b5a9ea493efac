"""Without JavaScript a page ends with what its cards would hold."""

from __future__ import annotations

from cards import KINDS, Open, both_sizes
from mkdocs_site import Site


@both_sizes
def test_without_javascript_everything_is_on_the_page(open_page: Open, size: str) -> None:
    page = open_page(size, java_script_enabled=False)
    assert page.locator(".definitions").is_visible() and page.locator(".notes").is_visible()
    page.locator(KINDS["citation"]).first.click()
    assert page.locator(page.url.partition("#")[2].join(("#", ""))).is_visible()
    assert not page.locator(".term-marks").is_visible()
    page.locator(KINDS["term"]).first.click()
    page.wait_for_url("**/glossary/#*")
    assert page.locator("#" + page.url.partition("#")[2]).is_visible()


def test_the_page_ends_with_exactly_what_it_marks_and_cites(site: Site) -> None:
    for page in site.pages.values():
        cited = [link.get("data-claim") for link in page.tree.cssselect("a.cite")]
        assert [note.get("data-record") for note in page.tree.cssselect(".notes .record")] == list(dict.fromkeys(cited))
        if page.address != "glossary/":
            marked = {link.get("data-term") for link in page.tree.cssselect(".page a[data-term]")}
            assert {entry.get("data-term") for entry in page.tree.cssselect(".definition")} == marked, page.address
