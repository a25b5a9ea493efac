"""What stands beside a sentence without being typed: how sure its records are, and *later*."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest

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


@pytest.mark.parametrize(
    "words",
    [
        "<p>LATER One.[sarn-boat] Two.[sarn-boat] Before.[evening-stop] LATER After all.[sarn-boat]</p>",
        "<p>LATER After both.[sarn-boat][sarn-boat]</p>",
        "<p>LATER <a>He</a> spoke.[sarn-boat]</p>",
        "<p>LATER Counters had 12 in February 2012 and 151 in April.[counts]</p>",
        "<p>Both at once.[evening-stop][sarn-boat]</p>",
        "<p>Later he spoke of it.[sarn-boat]</p>",
        "<p>He spoke of it later.[sarn-boat] And again.[sarn-boat]</p>",
        "<p>Nine in December 2011 and 151 in April 2012.[counts]</p>",
        "<p>The counts rose.[counts]</p>",
        "<p>What cites nothing stays as it is.</p>",
        "<p>LATER ¶On¶ Monday he spoke.[sarn-boat]¶</p>",
        "<p>Before.[evening-stop]¶ LATER ¶¶“After” all.[sarn-boat]</p>",
        "<p>¶ LATER He spoke.[sarn-boat]</p>",
        '<p>LATER "On 5 May I feared", he said.[sarn-boat]</p>',
        "<p>LATER A month later, he spoke.[sarn-boat]</p>",
        "<p>LATER Sooner or later he spoke.[sarn-boat]</p>",
        "<p>Before.[evening-stop] LATER $5 million was paid.[sarn-boat]</p>",
        "<p>“Before”[evening-stop] – LATER and after.[sarn-boat]</p>",
        "<p>LATER −5 degrees, he said.[sarn-boat]</p>",
        "<p>Lind is small. It stopped on 3 December 2011. LATER On 2 April 2012 he spoke. So it ended.[sarn-boat]</p>",
        "<p>Who spoke? LATER <b>On 2 April 2012</b> he did.[sarn-boat] He spoke on 3 April 2012.[sarn-boat]</p>",
        "<p>It stopped on 3 December 2011. LATER On 2 April he spoke. So it ended.[sarn-boat]</p>",
        "<p>LATER Capt. Hale met him on 2 April 2012.[sarn-boat]</p>",
        "<p>LATER By 2 Apr. 2012 he spoke.[sarn-boat]</p>",
        "<p>LATER <b>Who spoke? On 2 April 2012 he did.</b>[sarn-boat]</p>",
        "<p>It stopped on 3 December 2011. LATER On 2 April 2012 he spoke.[evening-stop][sarn-boat]</p>",
        "<p>He spoke; he spoke.[evening-stop] It ended. LATER ¶On 2 April 2012¶ he spoke.[sarn-boat]</p>",
    ],
)
def test_what_came_after_the_article_is_labelled_unless_it_says_so_itself(words: str, dossier: Dossier) -> None:
    _check_labels(words, dossier)


@pytest.mark.parametrize(
    "words",
    [
        "<td>Before.[evening-stop]¶LATER On 2 April 2012 he spoke.[sarn-boat]</td>",
        "<td>A boat lay there.¶LATER On 2 April 2012 he spoke.[sarn-boat]</td>",
        "<td>Before[evening-stop]¶LATER He spoke.[sarn-boat]</td>",
    ],
)
def test_a_label_stands_behind_a_break_of_the_line(words: str, dossier: Dossier) -> None:
    _check_labels(words, dossier, "<br>")


def _check_labels(words: str, dossier: Dossier, *tags: str) -> None:
    expected = re.sub(r"\[([\w-]+)\]", r'<cite data-claim="\1" />', words)
    block = fromstring(expected.replace("LATER ", ""))
    _replace(block, "¶", "\x02wzxhzdk:0\x03")  # where Python-Markdown holds a tag, an entity, an escaped sign
    label_later(block, dossier, tags)
    _replace(block, "\x02wzxhzdk:0\x03", "¶")
    assert tostring(block, encoding="unicode").replace('<span class="later">later</span>', "LATER") == expected


def _replace(block: Element, old: str, new: str) -> None:
    for element in block.iter():
        element.text = (element.text or "").replace(old, new) or None
        element.tail = (element.tail or "").replace(old, new) or None


def test_a_text_without_citations_is_labelled_by_its_dates(dossier: Dossier) -> None:
    text = "Right for December 2011. More followed on 20 January 2012. Later it ended in 2013."
    assert list(sentences(text, dossier)) == [
        ("Right for December 2011.", False),
        ("More followed on 20 January 2012.", True),
        ("Later it ended in 2013.", False),
    ]
    for later in (
        "on 15 January 2012",
        "In 2013 he left",
        "in spring 2013",
        "since mid-2013",
        "the third quarter 2013",
    ):
        assert names_later_dates(later, ENDS), later
    for other in (
        "from December to March 2012",
        "In all it lay still until March 2012",
        "on 14 January 2012",
        "talk of the 2013 election",
        "in 2012",
        "on 13 September",
        "",
    ):
        assert not names_later_dates(other, ENDS), other
    assert says_later("Two later said so") and not says_later("two days later")
    assert not says_later("No later than 1 March") and not says_later("it was not later than that")
    for other in (
        "The later ferry sailed.",
        "Later than hoped it sailed.",
        "“It sails later,” he said.",
        "a later report",
    ):
        assert not says_later(other), other


@pytest.mark.parametrize(
    ("day", "later"), [("2012-01-14", False), ("2012-01-15", True), ("2012-01", True), ("2013", True)]
)
def test_later_begins_after_the_last_day_of_the_article(day: str, later: bool, dossier: Dossier) -> None:
    assert dossier.article_ends == ENDS
    claim = dossier.claims["counts"].model_copy(update={"date": When.parse(day)})
    assert dossier.is_later(claim) is later
