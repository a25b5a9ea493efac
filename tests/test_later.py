"""The word *later* and the one rule for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

import pytest
from projects import SAMPLE
from test_golden import render

from explainer.data.dates import When
from explainer.data.dossier import Dossier
from explainer.pages.later import label_later, names_later_dates, says_later, sentences
from explainer.publication.publication import Publication, read_publication

ENDS = date(2024, 8, 10)


@pytest.fixture(scope="module")
def sampled() -> Publication:
    return read_publication(SAMPLE, "https://example.org/repository", "https://example.org/site/")


@pytest.fixture
def dossier(sampled: Publication) -> Dossier:
    """The sample, with a claim whose time begins before the article's end and goes beyond it."""
    claims = sampled.dossier.claims
    dated = claims["drone-count"].model_copy(update={"date": When.parse("2024-07/2024-12"), "id": "counts"})
    return replace(sampled.dossier, claims={**claims, "counts": dated})


def _labelled(html: str, dossier: Dossier) -> str:
    block = fromstring(html.replace("[", '<cite data-claim="').replace("]", '"/>'))
    label_later(block, dossier)
    return tostring(block, encoding="unicode").replace('<span class="later">later</span>', "LATER")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<p>Before.[drone-count] After.[silence-deal]</p>", "LATER After."),
        ("<li>An item of a list.[silence-deal]</li>", "<li>LATER An item"),
        ("<p>After.[silence-deal] Again.[silence-deal]</p>", "LATER After"),
        ("<p>After.[silence-deal] Before.[drone-count] After all.[silence-deal]</p>", "LATER After all"),
        ("<p>After both.[silence-deal][silence-deal]</p>", "LATER After both"),
        ("<p><a>He</a> spoke.[silence-deal]</p>", "<p>LATER <a>He"),
        ("<p>Monitors counted 12 in September 2024 and 151 in November.[counts]</p>", "LATER Monitors"),
    ],
)
def test_what_came_after_the_article_is_labelled(words: str, expected: str, dossier: Dossier) -> None:
    assert expected in _labelled(words, dossier)


@pytest.mark.parametrize(
    "words",
    [
        "<p>Before.[drone-count]</p>",
        "<p>Both at once.[drone-count][silence-deal]</p>",
        "<p>Later he spoke of it.[silence-deal]</p>",
        "<p>He spoke of it later.[silence-deal] And again.[silence-deal]</p>",
        "<p>Nine in July 2024 and 151 in November 2024.[counts]</p>",
        "<p>The counts rose.[counts]</p>",
        "<p>What cites nothing stays as it is.</p>",
    ],
)
def test_what_came_before_or_says_so_itself_is_not(words: str, dossier: Dossier) -> None:
    assert "LATER" not in _labelled(words, dossier)


def test_several_in_a_row_are_labelled_once(dossier: Dossier) -> None:
    assert _labelled("<p>One.[silence-deal] Two.[silence-deal] Three.[silence-deal]</p>", dossier).count("LATER") == 1


def test_a_text_without_citations_is_labelled_by_its_dates() -> None:
    text = "Right for July 2024. More followed on 16 August 2024. Later it ended in 2025."
    assert [sentence for sentence, is_later in sentences(text, ENDS) if is_later] == [
        "More followed on 16 August 2024."
    ]
    assert " ".join(sentence for sentence, _ in sentences(text, ENDS)) == text
    assert names_later_dates("on 11 August 2024", ENDS) and not names_later_dates("on 10 August 2024", ENDS)
    assert names_later_dates("In 2025 he left", ENDS) and not names_later_dates("talk of the 2025 election", ENDS)
    assert (
        not names_later_dates("in 2024", ENDS)
        and not names_later_dates("on 13 September", ENDS)
        and not names_later_dates("", ENDS)
    )
    assert says_later("Two later said so") and not says_later("two days later")


def test_an_event_of_any_month_after_the_article_is_labelled(sample: Path) -> None:
    events = sample / "data/events.yml"
    for day, expected in (("2024-08-10", 0), ("2024-08-31", 1), ("2024-09-17", 1), ("2025-02-01", 1)):
        text = events.read_text(encoding="utf-8")
        events.write_text(text.replace("2024-09-17", day), encoding="utf-8")
        html = render("/// timeline\n///", "about.md", read_publication(sample))
        line = html.partition(f'<summary><time datetime="{day}"')[2].partition("</summary>")[0]
        assert line.count('class="later"') == expected, day
        events.write_text(text, encoding="utf-8")
