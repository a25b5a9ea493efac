"""Numbers in prose that come from a series."""

from __future__ import annotations

from pathlib import Path

import pytest
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
        ("evening-by-month 2011-11", 640),
        (' evening-by-shore 2011-12 "to Sarn" ', 111),
        ("stalls 2008 “fair weather” digits", 71),
        ("evening-trains 2012-02-17", 50),
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
