"""What leaves a page: what is copied from it, quoted, and read without its styles."""

from __future__ import annotations

import re

import pytest
from barriers import barriers
from browsing import visit
from mkdocs_site import Site
from playwright.sync_api import Browser, Page, expect

from explainer.publication.publication import Publication

EXPLAINER = "who-needs-the-evening-ferry/"
_SELECT = """([from, to]) => {
  const range = new Range();
  range.setStartBefore(from);
  range.setEndAfter(to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def _select(page: Page, start: str, end: str) -> None:
    """Select what lies from the first element of a selector to that of another."""
    handles = [page.locator(selector).first.element_handle() for selector in (start, end)]
    page.evaluate(_SELECT, handles)


def _copied(page: Page) -> str:
    page.keyboard.press("ControlOrMeta+c")
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("width", [360, 1280])
def test_a_copied_paragraph_is_its_sentences_and_numbers_and_a_copied_heading_its_words(
    browser: Browser, address: str, width: int
) -> None:
    visited = visit(browser, address + EXPLAINER, width, permissions=["clipboard-read", "clipboard-write"])
    page = visited.page
    _select(page, "p:has(> .note)", "p:has(> .note)")
    first = _copied(page).strip()
    assert re.search(r"\.\d+$", first)
    assert not re.search(r"[\u2060\xa0]|note|claim|established", first), first
    _select(page, "h2[id]", "h2[id]")
    assert _copied(page).strip() == page.locator("h2[id]").first.inner_text().strip()
    assert "#" not in _copied(page)
    assert visited.complaints == []
    visited.close()


def test_without_styles_a_page_is_its_sentences_and_each_chart_a_picture_with_its_words(
    site: Site, publication: Publication
) -> None:
    for page in site.read:
        for cited in page.tree.cssselect(".cited"):
            assert re.fullmatch(r"\S*?\d+", cited.text_content()), page.address
        assert all(note.text_content().strip() == "" for note in page.tree.cssselect(".note[id]")), page.address
        assert all(link.text_content().strip() == "" for link in page.tree.cssselect(".headerlink")), page.address
        for figure in page.tree.cssselect("figure.chart"):
            (still,) = figure.cssselect("img.chart__still")
            assert still.get("alt") == publication.dossier.charts[figure.get("data-chart", "")].alt
            assert still.get("src", "").endswith(".png") and still.get("loading") == "lazy"


def test_from_a_folder_every_form_of_a_citation_can_be_copied(browser: Browser, site: Site) -> None:
    visited = visit(browser, (site.folder / "claims/index.html").as_uri(), 1280)
    page = visited.page
    page.evaluate("() => { navigator.clipboard.writeText = async text => { window.copied = text } }")
    box = page.locator("#petition .citing")
    box.locator("summary").click()
    for form, start in (("BibTeX", "@misc{"), ("CSL-JSON", "[{")):
        box.locator(f"[data-form={form}] button").click()
        expect(box.locator("[role=status]")).to_have_text(f"{form} copied.")
        copied = str(page.evaluate("copied"))
        assert copied.startswith(start) and "claims/index.html#petition" in copied
    assert visited.complaints_from_disk == []
    visited.close()


def _offered(page: Page, start: str, end: str) -> None:
    """Select words and wait until they can be quoted: not at once, and not while the pointer is pressed."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 60)  # else the machine's time runs on beside ours
    _select(page, start, end)
    page.clock.run_for(300)
    expect(page.locator(".quoting")).to_have_count(0)
    page.mouse.down()
    _select(page, start, end)
    page.clock.run_for(900)
    expect(page.locator(".quoting")).to_have_count(0)
    page.mouse.up()
    _select(page, start, end)
    page.clock.run_for(900)
    expect(page.locator(".quoting")).to_be_visible()
    page.clock.resume()


def test_selected_words_are_copied_as_a_quotation_that_leads_back_to_them(
    browser: Browser, address: str, publication: Publication
) -> None:
    visited = visit(browser, address + EXPLAINER, 1280, permissions=["clipboard-read", "clipboard-write"])
    page, button = visited.page, visited.page.get_by_role("button", name="Copy as quotation")
    page.clock.install()
    with page.expect_response("**/quoting.*.js"):
        _select(page, "h1", "h1")
    _offered(page, "p:has(> .note)", "p:has(> .note)")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    assert barriers(page, ".quoting") == []
    page.keyboard.press("Enter")
    expect(page.locator(".quoting [role=status]")).to_have_text("Quotation copied.")
    quoted, cited, *notes = str(page.evaluate("navigator.clipboard.readText()")).splitlines()
    assert re.fullmatch(r"“[^“”]+[.]”", quoted) and not re.search(r"[.]\d", quoted)
    assert cited.startswith(f"{publication.imprint.editors}. (") and "Who needs the evening ferry?" in cited
    cites = [
        str(link.get_attribute("data-claim")) for link in page.locator("p:has(> .note)").first.locator(".cite").all()
    ]
    assert len(notes) == len(cites) > 0
    for note, id_ in zip(notes, cites, strict=True):
        claim = publication.dossier.claims[id_]
        source = publication.dossier.sources[claim.sources[0].source]
        assert note.startswith("Note ") and f"{source.publisher}, {source.title}" in note and source.url in note
    page.keyboard.press("Escape")
    expect(button).to_have_count(0)
    assert visited.complaints == []
    visited.close()
    arrived = visit(browser, cited.rpartition(" ")[2], 1280)
    arrived.page.wait_for_function("scrollY > 0")
    expect(arrived.page.locator("p:has(> .note)").first).to_be_in_viewport()
    arrived.close()


def test_where_nothing_may_be_copied_the_quotation_stands_in_a_field_and_the_focus_goes_back(
    browser: Browser, address: str
) -> None:
    visited = visit(browser, address + EXPLAINER, 360)
    page = visited.page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.clock.install()
    with page.expect_response("**/quoting.*.js"):
        _select(page, "h1", "h1")
    link = page.locator(".brief a").first
    page.locator(".brief li").nth(1).evaluate(
        "it => it.insertAdjacentHTML('beforeend', ' Of 10<sup>6</sup> m<sub>2</sub>.')"
    )
    _offered(page, ".brief li:first-child", ".brief li:nth-child(2)")
    link.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="The quotation")
    expect(field).to_be_focused()
    assert field.evaluate("it => getSelection().toString() === it.value && it.value.startsWith('“')")
    expect(field).to_have_value(re.compile("Of 10⁶ m₂"))
    page.keyboard.press("Escape")
    expect(page.locator(".quoting")).to_have_count(0)
    expect(link).to_be_focused()
    assert visited.complaints == []
    visited.close()
