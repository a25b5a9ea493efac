"""The templates of blocks: what they make of line breaks, texts of records, and names that nobody gave."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from html import unescape
from typing import get_type_hints
from xml.etree.ElementTree import ParseError, tostring

import pytest
from jinja2 import Environment, UndefinedError, nodes
from jinja2.loaders import DictLoader
from jinja2.meta import find_undeclared_variables
from markdown.util import AtomicString
from projects import ROOT

from explainer.data.reading import RESERVED
from explainer.outputs.booklet import BookletContentsView, BookletHeadView, BookletTitleView, BookletWorksView
from explainer.pages import templates
from explainer.pages.base import GeneratedBlock
from explainer.pages.blocks import BLOCKS
from explainer.pages.boxes import ArguedView
from explainer.pages.chart import ChartView
from explainer.pages.citations import CitationView, CitePageView, NotesView
from explainer.pages.definitions import DefinitionsView, UsesView
from explainer.pages.extension import leftovers
from explainer.pages.markup import as_html, h
from explainer.pages.moved import MovedView
from explainer.pages.picture import PictureView
from explainer.pages.templates import View, _isolated
from explainer.publication.publication import Publication

# Of each template that something is handed, the view.
VIEWS: dict[str, type] = {
    "argued": ArguedView,
    "booklet-contents": BookletContentsView,
    "booklet-head": BookletHeadView,
    "booklet-title": BookletTitleView,
    "booklet-works": BookletWorksView,
    "chart": ChartView,
    "citation": CitationView,
    "cite-page": CitePageView,
    "definitions": DefinitionsView,
    "moved": MovedView,
    "notes": NotesView,
    "picture": PictureView,
    "uses": UsesView,
} | {
    name: get_type_hints(block.view)["return"]
    for name, block in BLOCKS.items()
    if issubclass(block, GeneratedBlock) and block.view is not GeneratedBlock.view
}


@dataclass(frozen=True)
class TextView(View):
    text: str


@pytest.fixture
def made(publication: Publication, monkeypatch: pytest.MonkeyPatch):
    def render(source: str, view: View | None = None):
        overlay = templates._TEMPLATES.overlay(loader=DictLoader({"blocks/block.html": source}))
        monkeypatch.setattr(templates, "_TEMPLATES", overlay)
        return templates.rendered("block", publication, view)

    return render


@pytest.mark.parametrize("words", ["Law&Or; the Courier", 'title="A &#34;B&#34;"', "A & B; C", "<b> & &amp;"])
def test_what_looks_like_an_entity_in_a_text_is_words(words: str) -> None:
    shown = as_html(h("p", None, words[:4], words[4:]))
    assert unescape(shown.removeprefix("<p>").removesuffix("</p>")) == words


def test_a_line_break_is_a_space_between_words_and_nothing_beside_a_tag_and_is_kept_in_texts_of_records(made) -> None:
    [paragraph] = made("<p>\n  One\n  two\n  <b>three</b>\n</p>\n")
    assert tostring(paragraph, encoding="unicode") == "<p>One two<b>three</b></p>"
    [code] = made("<pre>{{ text }}</pre>", TextView("a\n  <b> & *c*"))
    assert code.text == "a\n  <b> & *c*"
    assert isinstance(code.text, AtomicString)


def test_a_name_that_nobody_gave_is_refused(made) -> None:
    with pytest.raises(UndefinedError, match="nobody"):
        made("<p>{{ nobody }}</p>")


def test_a_tag_left_open_is_refused_with_the_template(made) -> None:
    with pytest.raises(ParseError) as refused:
        made("<p><input></p>")
    assert "overrides/blocks/block.html" in refused.value.__notes__[0]


@pytest.mark.parametrize("path", sorted((templates.FOLDER / "blocks").glob("*.html")), ids=lambda path: path.stem)
def test_a_template_asks_for_what_its_view_has_and_for_all_of_it(path) -> None:
    tree = templates._TEMPLATES.parse(path.read_text(encoding="utf-8"))
    asked = find_undeclared_variables(tree) - {"publication", "dossier", *templates._TEMPLATES.globals}
    given = {field.name for field in fields(VIEWS[path.stem])} if path.stem in VIEWS else set()
    assert asked == given


def test_no_record_takes_an_id_of_a_template() -> None:
    templates_ = [path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html")]
    ids = {id_ for text in templates_ for id_ in re.findall(r'\bid="([a-z-]+)"', text)}
    assert {id_ for id_ in ids if not id_.startswith("mk-")} - set(RESERVED.split()) == set()


def test_the_frame_counts_no_readers() -> None:
    tree = Environment().parse((ROOT / "overrides/main.html").read_text(encoding="utf-8"))
    (analytics,) = (block for block in tree.find_all(nodes.Block) if block.name == "analytics")
    assert analytics.body == []


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ('<p id="one">A</p><section class="two" id="one">B</section>', ["the id “one” stands twice"]),
        ('<p id="one">A</p><section id="two" class="one">B</section>', []),
        ('<p id="one">id="one"</p><p data-id="one">B</p>', []),
        ("<p>/// chart | a</p>", ["a block “///” was left on the page unread"]),
        ("<pre>/// chart | a [^a01] {{ a }}</pre>", []),
        ("<p>A [^a01]</p>", ["a citation “[^…]” was left on the page unread"]),
        ("<p>{{ ferries 2009 }}</p>", ["a number “{{ … }}” was left on the page unread"]),
        ('<cite data-claim="a"></cite>', ["a citation has no note"]),
    ],
)
def test_what_is_left_on_a_page_is_told(html: str, says: list[str]) -> None:
    assert list(leftovers(html)) == says


def test_names_that_run_from_right_to_left_are_isolated() -> None:
    assert _isolated("صحيفة الضوء") == "<bdi>صحيفة الضوء</bdi>" and _isolated("Газета <b>") == "Газета <b>"
