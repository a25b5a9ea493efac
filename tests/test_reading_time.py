"""How long a page takes to read, against a count of the page as it was built."""

from __future__ import annotations

from lxml import html
from mkdocs_site import Site
from projects import SAMPLE
from test_golden import render

from explainer.pages.boxes import count_words, minutes_to_read, seconds_to_read
from explainer.publication.publication import Publication, read_publication

_NOT_READ = (
    ".note, .notes, .definitions, .cite, .vh, .opening, .chart__body, .chart__foot, .headerlink, .edit, table, nav, "
    "svg, .page__cite, .citing, aside, footer, script, button, form"
)


def _words(page: html.HtmlElement) -> int:
    for element in page.cssselect(_NOT_READ):
        element.drop_tree()
    return len(page.text_content().split())


def test_the_time_is_right_within_a_quarter_on_pages_of_the_sample() -> None:
    publication = read_publication(SAMPLE)
    for page in publication.pages:
        text = render(page.body * 20, page.name, publication)  # twenty times, since minutes are whole
        words = _words(html.fromstring(f"<div>{text}</div>"))
        assert abs(minutes_to_read(text) * 220 - words) <= max(words / 4, 110), (page.name, words)


def test_the_time_is_right_within_a_quarter_on_every_explainer(site: Site, publication: Publication) -> None:
    for page in publication.explainers:
        tree = site.pages[page.address].tree
        told = int(tree.cssselect(".edition")[0].text_content().rpartition("·")[2].split()[0])
        (article,) = html.fromstring((site.folder / page.address / "index.html").read_bytes()).cssselect("article.page")
        assert abs(told * 220 - _words(article)) <= _words(article) / 4, page.name


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


def test_a_head_of_its_own_is_not_contradicted() -> None:
    publication = read_publication(SAMPLE)
    brief = "/// brief\n{}\n- Monitors counted nine.[^drone-count]\n///"
    assert "10 seconds" in render(brief.format(""), "drones.md", publication)
    custom = render(brief.format("    head: The answer in sixty seconds\n"), "drones.md", publication)
    assert "sixty seconds" in custom and "10 seconds" not in custom
