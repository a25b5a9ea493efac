"""What stands beside a sentence without being typed: how sure its records are, and *later*."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import fromstring, tostring

import pytest
from test_golden import render

from explainer.data.dates import When
from explainer.data.dossier import Dossier
from explainer.pages.later import label_later, names_later_dates, says_later, sentences
from explainer.publication.publication import Publication
from explainer.publication.uses import least_sure

ENDS = date(2012, 1, 14)


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ("", None),
        ("established", "established"),
        ("established reported", "reported"),
        ("reported established claimed", "claimed"),
        ("disputed claimed established", "disputed"),
        ("authors-reading disputed", "authors-reading"),
        ("forecast established", "forecast"),
        ("established authors-reading", "established"),
        ("reported forecast established", "reported"),
    ],
)
def test_the_least_sure_record_tells_how_sure_a_sentence_is(statuses: str, expected: str | None) -> None:
    records: list[Any] = [SimpleNamespace(status=status) for status in statuses.split()]
    assert least_sure(records) == expected


@pytest.fixture(scope="module")
def dossier(publication: Publication) -> Dossier:
    """The small edition, with a claim whose time begins before the article's end and goes beyond it."""
    claims = publication.dossier.claims
    dated = claims["december-count"].model_copy(update={"date": When.parse("2011-12/2012-04"), "id": "counts"})
    return replace(publication.dossier, claims={**claims, "counts": dated})


def _labelled(html: str, dossier: Dossier) -> str:
    block = fromstring(html.replace("[", '<cite data-claim="').replace("]", '"/>'))
    label_later(block, dossier)
    return tostring(block, encoding="unicode").replace('<span class="later">later</span>', "LATER")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<p>Before.[evening-stop] After.[sarn-boat]</p>", "LATER After."),
        ("<li>An item of a list.[sarn-boat]</li>", "<li>LATER An item"),
        ("<p>After.[sarn-boat] Before.[evening-stop] After all.[sarn-boat]</p>", "LATER After all"),
        ("<p>After both.[sarn-boat][sarn-boat]</p>", "LATER After both"),
        ("<p><a>He</a> spoke.[sarn-boat]</p>", "<p>LATER <a>He"),
        ("<p>Counters had 12 in February 2012 and 151 in April.[counts]</p>", "LATER Counters"),
    ],
)
def test_what_came_after_the_article_is_labelled(words: str, expected: str, dossier: Dossier) -> None:
    assert expected in _labelled(words, dossier)


@pytest.mark.parametrize(
    "words",
    [
        "<p>Before.[evening-stop]</p>",
        "<p>Both at once.[evening-stop][sarn-boat]</p>",
        "<p>Later he spoke of it.[sarn-boat]</p>",
        "<p>He spoke of it later.[sarn-boat] And again.[sarn-boat]</p>",
        "<p>Nine in December 2011 and 151 in April 2012.[counts]</p>",
        "<p>The counts rose.[counts]</p>",
        "<p>What cites nothing stays as it is.</p>",
    ],
)
def test_what_came_before_or_says_so_itself_is_not(words: str, dossier: Dossier) -> None:
    assert "LATER" not in _labelled(words, dossier)


def test_several_in_a_row_are_labelled_once(dossier: Dossier) -> None:
    assert _labelled("<p>One.[sarn-boat] Two.[sarn-boat] Three.[sarn-boat]</p>", dossier).count("LATER") == 1


def test_a_text_without_citations_is_labelled_by_its_dates() -> None:
    text = "Right for December 2011. More followed on 20 January 2012. Later it ended in 2013."
    assert [sentence for sentence, is_later in sentences(text, ENDS) if is_later] == [
        "More followed on 20 January 2012."
    ]
    assert " ".join(sentence for sentence, _ in sentences(text, ENDS)) == text
    assert names_later_dates("on 15 January 2012", ENDS) and not names_later_dates("on 14 January 2012", ENDS)
    assert names_later_dates("In 2013 he left", ENDS) and not names_later_dates("talk of the 2013 election", ENDS)
    assert (
        not names_later_dates("in 2012", ENDS)
        and not names_later_dates("on 13 September", ENDS)
        and not names_later_dates("", ENDS)
    )
    assert says_later("Two later said so") and not says_later("two days later")


def test_later_begins_after_the_last_day_of_the_article(publication: Publication) -> None:
    dossier = publication.dossier
    assert dossier.article_ends == ENDS
    days = {"daily-again": "2012-01-14", "sandvik-looks-back": "2012-01-15", "sarn-boat": "2012-01", "new-quay": "2013"}
    events = {
        id_: event.model_copy(update={"date": When.parse(days[id_])}) if id_ in days else event
        for id_, event in dossier.events.items()
    }
    moved = replace(dossier, events=events)
    later = [day for id_, day in days.items() if moved.is_later(moved.claims[id_])]
    assert later == ["2012-01-15", "2012-01", "2013"]
    html = render("/// timeline\n///", "about.md", replace(publication, dossier=moved, pages=()))
    for id_, day in days.items():
        line = html.partition(f'id="{id_}"')[2].partition("</summary>")[0]
        assert f'datetime="{day}"' in line
        assert line.count('class="later"') == (day in later), day
