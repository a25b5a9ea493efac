"""Numbers in prose that come from a series."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs_site import Site
from test_golden import render

from explainer.data.records import Point
from explainer.prose.inserts import candidates, in_words, parse
from explainer.publication.publication import Publication, read_publication


@pytest.mark.parametrize(
    ("value", "qualifier", "forms", "words"),
    [
        (9, "at-least", (), "at least\u00a0nine"),
        (9, "at-least", ("digits",), "at least\u00a09"),
        (9, "at-least", ("capital",), "At least\u00a0nine"),
        (10, "exact", (), "ten"),
        (11, "exact", (), "11"),
        (0, "exact", (), "0"),
        (1413, "exact", (), "1,413"),
        (380434, "exact", (), "380,434"),
        (5.79, "exact", (), "5.79"),
        (88.6, "about", (), "about\u00a088.6"),
        (2.5, "exact", ("capital",), "2.5"),
        (109, "derived", (), "109 (derived)"),
    ],
)
def test_a_number_is_written_with_what_its_qualifier_says(
    value: float, qualifier: str, forms: tuple[str, ...], words: str
) -> None:
    point = Point.model_validate({"label": "x", "value": value, "qualifier": qualifier, "source": "s"}, context={})
    assert in_words(point, forms) == words


@pytest.mark.parametrize(
    ("inside", "value"),
    [
        ("drones-per-month-2024 2024", 395),  # the total
        ("china-eu-rail-teu 2024", 380434),  # the point without a label first
        (' china-eu-rail-teu 2024 "westbound" ', 330704),
        ("drone-fate 2024 “shot down or fell” digits", 10),
        ("rail-after-reopening “usual before the closure”", 7000),
        ("attempts-buffer-zone 2024-05-23/2024-06-12", 3900),
    ],
)
def test_a_point_is_named_by_date_and_label(publication: Publication, inside: str, value: float) -> None:
    number = parse(inside)
    assert number is not None
    (point,) = candidates(number, publication.dossier.series[number.series])
    assert point.value == value


@pytest.mark.parametrize("inside", ["", "drones", "Drones 2024", "drones 2024 UPPER", 'drones 2024 "a', "a b 2024"])
def test_what_names_no_point_is_no_number(inside: str) -> None:
    assert parse(inside) is None


def test_a_changed_point_changes_the_prose(sample: Path) -> None:
    series = sample / "data/series.yml"
    series.write_text(series.read_text(encoding="utf-8").replace("value: 9\n", "value: 1089\n"), encoding="utf-8")
    made = render("Monitors counted {{ drones-by-month 2024-07 }} drones.\n", "drones.md", read_publication(sample))
    assert ">at least\u00a01,089</data> drones." in made


def test_prose_takes_numbers_from_series(site: Site) -> None:
    text = site.pages["moscows-cold-answer/"].tree.xpath("string(//article)").replace("\u00a0", " ")
    assert (
        "12 drones in August 2024, 49 in October, at least 151 in November and, Shaheds only, 145 in December." in text
    )
