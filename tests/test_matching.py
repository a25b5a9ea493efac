"""What is marked as a term and what is not: matching.yml, made-up pages, and what no page may suffer from it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown import Markdown
from projects import TESTS

from explainer.data.records import Person, Term
from explainer.pages.context import Mentions
from explainer.pages.extension import ExplainerExtension
from explainer.publication.publication import Publication
from explainer.terms.matching import WORD, even, keys, person_marks

FILE: dict[str, Any] = yaml.safe_load((TESTS / "matching.yml").read_text(encoding="utf-8"))
CASES: dict[str, dict[str, Any]] = FILE["cases"]
TERMS = {id_: Term.model_validate({**fields, "id": id_, "line": 1}) for id_, fields in FILE["terms"].items()}
PEOPLE = {id_: Person.model_validate({**fields, "id": id_, "line": 1}) for id_, fields in FILE["people"].items()}
_LINK = re.compile(r'<explainer-term data-term="([\w-]+)">(.*?)</explainer-term>', re.DOTALL)
_AGAIN = re.compile(r'<span class="term-again" data-term="([\w-]+)">(.*?)</span>', re.DOTALL)


@pytest.fixture(scope="module")
def set_to(publication: Publication) -> dict[str, Publication]:
    """The small edition by each setting of its pages, with the terms and people of matching.yml; `plain` has none."""
    made = {"plain": replace(publication, dossier=replace(publication.dossier, glossary={}, people={}))}
    dossier = replace(publication.dossier, glossary=TERMS, people=PEOPLE)
    for setting in ("first-per-section", "first-per-page", "all", "none"):
        pages = tuple(replace(page, meta=page.meta.model_copy(update={"terms": setting})) for page in publication.pages)
        made[setting] = replace(publication, dossier=dossier, pages=pages)
    return made


def _convert(text: str, publication: Publication, page: str = "about.md") -> str:
    """Return a page as HTML without the definitions and notes at its end."""
    extension = ExplainerExtension(publication, Mentions())
    extension.page = page
    converted = Markdown(extensions=["md_in_html", "tables", "toc", extension]).convert(text)
    return re.split(r'<div data-definitions=|<section aria-labelledby="notes-head"', converted)[0].rstrip()


def _spaced(text: str) -> str:
    """Line breaks between elements carry no meaning."""
    return re.sub(r"(?<=>)\s+(?=<)", " ", text)


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, set_to: dict[str, Publication]) -> None:
    case = CASES[name]
    page = case.get("page", "about.md")
    result = _convert(case["text"], set_to[case.get("setting", "first-per-section")], page)
    if "marks" in case:
        short = _AGAIN.sub(r"[[\1+: \2]]", _LINK.sub(r"[[\1: \2]]", result))
        assert _spaced(short) == _spaced(case["marks"])
    elif "shows" in case:
        assert _text(result) == case["shows"]
    else:
        assert result == _convert(case["text"], set_to["plain"], page)
    if name.endswith("-nope") and "marks" not in case:
        assert "data-term=" not in result


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "There were 10<sup>6</sup> kg of H<sub>2</sub>O 10<sup>-3</sup> in Vetra.",
            "There were 10⁶ kg of H₂O 10⁻³ in Vetra.",
        ),
        ("The <me@example.org> is of Vetra.", "The me@example.org is of Vetra."),
        ("The [R&amp;D *of* \\* b](map.md) of Vetra.", "The R&D of * b of Vetra."),
        ("A field `a < b & c` of Vetra.", "A field a < b & c of Vetra."),
    ],
)
def test_a_sentence_is_told_elsewhere_as_it_is_read(text: str, told: str, set_to: dict[str, Publication]) -> None:
    extension = ExplainerExtension(set_to["first-per-page"], mentions := Mentions())
    extension.page = "about.md"
    Markdown(extensions=[extension]).convert(f"Here. {text} There.")
    assert [one.sentence for one in mentions.on("about.md")] == [told]


def test_comments_part_nothing_and_reach_no_reader(publication: Publication) -> None:
    made = _convert("One <!-- a --> two\n<!-- b -->\nthree [four\n<!-- c -->\nfive](map.md).", publication)
    assert made == '<p>One  two\nthree <a href="map.md">four\nfive</a>.</p>'


def test_a_citation_holds_on_to_the_word_before_it_and_to_no_tag(publication: Publication) -> None:
    made = _convert("One <bdi>two three</bdi>[^petition] four[^petition][^evening-stop].", publication)
    tree = html.fromstring(made)
    assert tree.xpath("string(//bdi)") == "two three"
    assert [span.text for span in tree.xpath("//span[starts-with(@class, 'cited')]")] == [None, "four", None]


# ---- made-up pages: the same ones at every run, so that a change is to blame for a failure ----

MADE_UP = settings(max_examples=300, deadline=None, derandomize=True, database=None)

_FORMS = sorted({form for term in (*TERMS.values(), *person_marks(PEOPLE.values())) for form in keys(term)})
_PIECES = st.one_of(
    st.sampled_from(_FORMS),
    st.sampled_from([word for form in _FORMS for word in form.split()]),
    *map(st.sampled_from, FILE["pieces"]),
    st.text(max_size=6).map(lambda text: re.sub(r"[\\^\x00-\x08\x0b-\x1f\x7f-\x9f]", "", text)),
)
_PAGES = st.lists(_PIECES, min_size=1, max_size=24).map("".join)


def _text(page: str) -> str:
    return html.fromstring(f"<div>{page}</div>").text_content()


@MADE_UP
@given(text=_PAGES)
def test_marking_never_changes_what_a_page_says(set_to: dict[str, Publication], text: str) -> None:
    assume("[^" not in text or "{" not in text)  # attributes would go to what is made of a citation
    marked, plain = _convert(text, set_to["all"]), _convert(text, set_to["plain"])
    assert _text(marked) == _text(plain)
    if "[^" not in text:  # a citation takes the word before it into its element, unless that is a link
        assert _AGAIN.sub(r"\2", _LINK.sub(r"\2", marked)) == plain


@settings(MADE_UP, max_examples=600)  # few pages have a term in a link
@given(text=_PAGES)
def test_marks_are_never_within_a_link_and_hold_none(set_to: dict[str, Publication], text: str) -> None:
    page = html.fromstring(f"<div>{_convert(text, set_to['first-per-section'])}</div>")
    assert page.xpath("//a//*[@data-term] | //*[@data-term]//*[self::a or @data-term]") == []


@MADE_UP
@given(text=_PAGES)
def test_marks_are_whole_words(set_to: dict[str, Publication], text: str) -> None:
    # A citation shows numbers and notes that are no part of a word beside it.
    page = _convert(text.replace("[^december-count]", ""), set_to["first-per-section"])
    page = re.sub(r"<br\b[^>]*>", " ", page)
    page = _AGAIN.sub("\ue000\\2\ue001", _LINK.sub("\ue000\\2\ue001", page))
    shown = even(normalize("NFC", re.sub("[\u00ad\u200b]", "", _text(page))))
    spans = [word.span() for word in WORD.finditer(re.sub("[\ue000\ue001]", "", shown))]
    for before, mark in enumerate(re.finditer("\ue000(.*?)\ue001", shown, re.DOTALL)):
        start = mark.start() - 2 * before  # signs of the marks before it
        end = start + len(mark[1])
        assert start in {first for first, _ in spans} and end in {last for _, last in spans}, (mark[1], shown)
