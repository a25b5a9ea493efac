"""The templates of blocks: what they make of line breaks, texts of records, and names that nobody gave."""

from __future__ import annotations

from xml.etree.ElementTree import ParseError, tostring

import pytest
from jinja2 import UndefinedError
from jinja2.loaders import DictLoader
from markdown.util import AtomicString

from explainer.pages import templates
from explainer.publication.publication import Publication


@pytest.fixture
def made(publication: Publication, monkeypatch: pytest.MonkeyPatch):
    def render(source: str, **view: object):
        overlay = templates._TEMPLATES.overlay(loader=DictLoader({"blocks/block.html": source}))
        monkeypatch.setattr(templates, "_TEMPLATES", overlay)
        return templates.rendered("block", publication, **view)

    return render


def test_a_line_break_is_a_space_between_words_and_nothing_beside_a_tag_and_is_kept_in_texts_of_records(made) -> None:
    [paragraph] = made("<p>\n  One\n  two\n  <b>three</b>\n</p>\n")
    assert tostring(paragraph, encoding="unicode") == "<p>One two<b>three</b></p>"
    [code] = made("<pre>{{ text }}</pre>", text="a\n  <b> & *c*")
    assert code.text == "a\n  <b> & *c*"
    assert isinstance(code.text, AtomicString)


def test_a_name_that_nobody_gave_is_refused(made) -> None:
    with pytest.raises(UndefinedError, match="nobody"):
        made("<p>{{ nobody }}</p>")


def test_a_tag_left_open_is_refused_with_the_template(made) -> None:
    with pytest.raises(ParseError) as refused:
        made("<p><input></p>")
    assert "overrides/blocks/block.html" in refused.value.__notes__[0]
