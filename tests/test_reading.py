"""Strict reading: a value is what the editor typed, however it looks, until the field's type says otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from explainer.data.dates import When
from explainer.data.dossier import read_dossier
from explainer.data.problem import ContentError
from explainer.publication.publication import read_publication
from explainer.terms.matching import Matcher

# What YAML would make a truth value, a date, a number or nothing of.
LOOK_ALIKES = [
    "no",
    "on",
    "yes",
    "off",
    "y",
    "true",
    "NULL",
    "2024-06-21",
    "2024-06-21 10:00",
    "1.10",
    "0x1",
    "0o17",
    "010",
    "1e3",
    "1_000",
    "12:30:45",
    ".inf",
    "=",
    "<<",
    "-5",
    "+7",
    "9 km",
    "#1",
    "[p1]",
    "~ 5",
]
QUOTED = ["#1", "[p1]", "<<"]  # these would not be texts without quotes


def put(path: Path, find: str, text: str) -> None:
    """Replace what stands once in a file."""
    before = path.read_text(encoding="utf-8")
    assert before.count(find) == 1
    path.write_text(before.replace(find, text), encoding="utf-8")


@pytest.mark.parametrize("typed", LOOK_ALIKES)
def test_a_text_field_keeps_what_was_typed(typed: str, sample: Path) -> None:
    written = f'"{typed}"' if typed in QUOTED else typed
    put(sample / "data/places.yml", "note: Town centre.", f"note: {written}")
    assert read_dossier(sample / "data").places["gomel"].note == typed


@pytest.mark.parametrize("typed", ["~", "null", "", "''"])
def test_nothing_is_no_text(typed: str, sample: Path) -> None:
    put(sample / "data/places.yml", "name: Gomel", f"name: {typed}")
    with pytest.raises(ContentError) as caught:
        read_dossier(sample / "data")
    assert [problem.found for problem in caught.value.problems] == ["“gomel”: “name” is empty"]


@pytest.mark.parametrize("typed", ['"~"', '"null"'])
def test_in_quotes_even_nothing_is_a_text(typed: str, sample: Path) -> None:
    put(sample / "data/places.yml", "name: Gomel", f"name: {typed}")
    assert read_dossier(sample / "data").places["gomel"].name == typed.strip('"')


@pytest.mark.parametrize(
    ("typed", "value"), [("9", 9), ("1.10", 1.1), ("1e3", 1000), ("-5", -5), ("010", 10), ("'12'", 12), ("~", None)]
)
def test_a_number_field_is_read_in_tens(typed: str, value: float | None, sample: Path) -> None:
    put(sample / "data/claims.yml", "value: 9", f"value: {typed}")
    assert read_dossier(sample / "data").claims["drone-count"].numbers[0].value == value


@pytest.mark.parametrize(("typed", "value"), [("yes", True), ("no", False), ("true", True), ("off", False)])
def test_yes_and_no_are_read_where_they_are_due(typed: str, value: bool, sample: Path) -> None:
    put(sample / "data/people.yml", "in_article: no", f"in_article: {typed}")
    assert read_dossier(sample / "data").people["hajun"].in_article is value


@pytest.mark.parametrize(
    ("typed", "words", "days"),
    [
        ("2024", "2024", 366),
        ("2023-02", "February 2023", 28),
        ("2024-07-13", "13 July 2024", 1),
        ("2024-06-22/2024-06-26", "22–26 June 2024", 5),
        ("2024-06-28/2024-07-02", "28 June – 2 July 2024", 5),
        ("2024-06/2024-07", "June – July 2024", 61),
        ("2023-12-31/2024-01-01", "31 December 2023 – 1 January 2024", 2),
        ("2022/2024", "2022 – 2024", 1096),
        ("2024-07/2024-07-13", "July 2024 – 13 July 2024", 13),
    ],
)
def test_a_date_is_as_precise_as_it_was_typed(typed: str, words: str, days: int) -> None:
    when = When.parse(typed)
    assert (str(when), when.words, (when.last - when.first).days + 1) == (typed, words, days)


def test_windows_files_read_the_same(sample: Path) -> None:
    before = read_publication(sample)
    for path in [*(sample / "data").glob("*.yml"), *(sample / "docs").glob("*.md")]:
        lines = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + lines.encode("utf-8"))
    after = read_publication(sample)
    assert after.pages == before.pages
    assert after.dossier.claims == before.dossier.claims


def test_two_thousand_terms_are_read_and_found(sample: Path) -> None:
    entries = [f"term-{n}:\n  term: Word{n} of order {n}\n  definition: Number {n}.\n" for n in range(2000)]
    with (sample / "data/glossary.yml").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(entries))
    glossary = read_dossier(sample / "data").glossary
    assert len(glossary) == 2003
    text = " ".join(f"the word{n} of order {n}, and" for n in range(2000))
    assert [hit.term for hit in Matcher(glossary.values()).find(text)] == [f"term-{n}" for n in range(2000)]


def test_every_fault_of_two_thousand_terms_is_told(sample: Path) -> None:
    entries = [f"term-{n}:\n  term: Word{n}\n  definitoin: Number {n}.\n" for n in range(2000)]
    (sample / "data/glossary.yml").write_text("\n".join(entries), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_dossier(sample / "data")
    found = [problem.line for problem in caught.value.problems if "definitoin" in problem.found]
    assert found == list(range(3, 8000, 4))


def test_golden_files_are_not_written_in_ci() -> None:
    tests = str(Path(__file__).with_name("test_golden.py"))
    command = [sys.executable, "-m", "pytest", "--update-golden", "--collect-only", tests]
    done = subprocess.run(command, env={**os.environ, "CI": "true"}, capture_output=True, text=True, check=False)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "never in CI" in done.stderr


def test_a_long_list_of_valid_names_is_cut(sample: Path) -> None:
    entries = [f"p{n}:\n  name: Place {n}\n  country: BY\n  lat: 52\n  lon: 31\n" for n in range(1, 21)]
    (sample / "data/places.yml").write_text("\n".join(entries), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_dossier(sample / "data")
    assert {problem.allowed for problem in caught.value.problems} == {"p1, p2, p3, p4, p5, p6 … (20 in all)"}


@pytest.mark.parametrize(("day", "later"), [("2024-08-10", False), ("2024-08-11", True), ("2024-08", True)])
def test_later_begins_after_the_last_day_of_the_article(day: str, later: bool, sample: Path) -> None:
    put(sample / "data/events.yml", "date: 2024-09-17", f"date: {day}")
    dossier = read_dossier(sample / "data")
    assert dossier.is_later(dossier.claims["silence-deal"]) is later
