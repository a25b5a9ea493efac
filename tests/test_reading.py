"""Strict reading: a value is what the editor typed, however it looks, until the field's type says otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from explainer.data.dates import When
from explainer.data.problem import ContentError
from explainer.publication.publication import Publication, read_publication

# What YAML would make a truth value, a date, a number or nothing of.
_PLAIN = "no|on|yes|off|y|true|1.10|0x1|0o17|010|1e3|1_000|-5|+7|9 km|~ 5|.inf|=|12:30|2011-12-03|2011-12-03 10:00"
LOOK_ALIKES = _PLAIN.split("|")
QUOTED = ["#1", "[p1]", "<<", "~", "null"]  # these would not be texts without quotes


def test_a_value_is_what_was_typed_until_its_field_says_otherwise(project: Path) -> None:
    values = {"9": 9, "1.10": 1.1, "-5": -5, "'12'": 12, "~": None}
    words = {"yes": True, "no": False, "true": True, "off": False}
    numbers = "".join(
        f"    - {{what: x, value: {typed}, unit: days, qualifier: {'missing' if typed == '~' else 'exact'}}}\n"
        for typed in values
    )
    claims = project / "data/claims.yml"
    text = claims.read_text(encoding="utf-8")
    claims.write_text(text.replace("sarn-sellers:\n", f"sarn-sellers:\n  numbers:\n{numbers}"), encoding="utf-8")
    with (project / "data/places.yml").open("a", encoding="utf-8") as file:
        for number, note in enumerate([*LOOK_ALIKES, *(f'"{typed}"' for typed in QUOTED)]):
            file.write(f"\nlike-{number}:\n  name: N{number}\n  country: BV\n  lat: -54\n  lon: 3\n  note: {note}\n")
    with (project / "data/people.yml").open("a", encoding="utf-8") as file:
        for word in words:
            file.write(f"\nn-{word}:\n  name: N\n  kind: state\n  role: x.\n  in_article: {word}\n  weak: yes\n")
    read = read_publication(project).dossier
    assert [place.note for id_, place in read.places.items() if id_.startswith("like-")] == [*LOOK_ALIKES, *QUOTED]
    assert [number.value for number in read.claims["sarn-sellers"].numbers] == list(values.values())
    assert {word: read.people[f"n-{word}"].in_article for word in words} == words


@pytest.mark.parametrize(
    ("typed", "words", "days"),
    [
        ("2012", "2012", 366),
        ("2011-02", "February 2011", 28),
        ("2012-07-13", "13 July 2012", 1),
        ("2012-06-22/2012-06-26", "22–26 June 2012", 5),
        ("2012-06-28/2012-07-02", "28 June – 2 July 2012", 5),
        ("2012-06/2012-07", "June – July 2012", 61),
        ("2011-12-31/2012-01-01", "31 December 2011 – 1 January 2012", 2),
        ("2010/2012", "2010 – 2012", 1096),
        ("2012-07/2012-07-13", "July 2012 – 13 July 2012", 13),
    ],
)
def test_a_date_is_as_precise_as_it_was_typed(typed: str, words: str, days: int) -> None:
    when = When.parse(typed)
    assert (str(when), when.words, (when.last - when.first).days + 1) == (typed, words, days)


def test_windows_files_read_the_same(project: Path, publication: Publication) -> None:
    for path in [*(project / "data").glob("*.yml"), *(project / "docs").glob("*.md")]:
        lines = path.read_text(encoding="utf-8").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + lines.encode("utf-8"))
    after = read_publication(project)
    assert after.pages == publication.pages
    assert after.dossier.claims == publication.dossier.claims


@pytest.mark.parametrize("name", ["data/claims.yml", "data/addresses.txt", "docs/assets/pictures/slipway.png"])
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_told(project: Path, name: str, make: Callable[[Path], None]) -> None:
    (project / name).unlink(missing_ok=True)
    make(project / name)
    with pytest.raises(ContentError) as caught:
        read_publication(project)
    folder = name.startswith("docs") and make is Path.mkdir
    assert f"{name}: this is no file" in str(caught.value) or (folder and "has no “slipway.png”" in str(caught.value))
