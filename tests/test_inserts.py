"""What the records lend to prose: fields of the edition, counts, and numbers of a series."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_golden import render

from explainer.data.dates import When
from explainer.data.problem import ContentError
from explainer.data.records import Point
from explainer.outputs.search import record_entries
from explainer.prose.inserts import candidates, in_words, insert_words, parse
from explainer.publication.publication import Publication, read_publication


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (" edition  published ", "February 2012"),
        ("edition url_note", "the article is invented, and so is its address"),
        ("edition author", "Edda Voss"),
        ("edition compiled", "4 May 2013"),
        ("edition thin_until", "March 2013"),
        ("count explainers", "two"),
        ("count explainers capital", "Two"),
        ("count explainers digits", "2"),
    ],
)
def test_an_insert_stands_for_what_the_records_say(publication: Publication, inside: str, words: str) -> None:
    assert insert_words(inside, publication.told) == words


def test_a_count_is_narrowed(publication: Publication) -> None:
    dossier = publication.dossier
    verdicts = [one.verdict for one in dossier.article.values()]
    assert insert_words("count statements differs digits", publication.told) == str(verdicts.count("differs"))
    two = verdicts.count("matches-record") + verdicts.count("matches-with-detail")
    assert insert_words("count statements matches-record matches-with-detail digits", publication.told) == str(two)
    there = sum(place.country == "BV" for place in dossier.places.values())
    assert insert_words("count places BV digits", publication.told) == str(there)
    sarn = sum(event.actor == "sarn" for event in dossier.events.values())
    assert insert_words("count events sarn digits", publication.told) == str(sarn)
    assert 0 < int(insert_words("count events window", publication.told)) < len(dossier.events)


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
    ("inside", "date", "label"),
    [
        ("evening-by-month 2011-11", "2011-11", None),
        (' evening-by-shore 2011-12 "to Sarn" ', "2011-12", "to Sarn"),
        ("stalls 2008 “fair weather” digits", "2008", "fair weather"),
        ("evening-trains 2012-02-17", "2012-02-17", None),
    ],
)
def test_a_point_is_named_by_date_and_label(
    publication: Publication, inside: str, date: str, label: str | None
) -> None:
    number = parse(inside)
    assert number is not None
    (point,) = candidates(number, publication.dossier.series[number.series])
    assert (str(point.date), point.label) == (date, label)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("evening-by-month 2011-09/2011-11 sum", "2,210 (derived)"),
        ("evening-by-month 2011-11/2011-12 sum", "at least\u00a0938"),
        ('evening-by-shore 2011-11/2012-01 "to Sarn" sum', "at least\u00a0565"),
        ("evening-by-month 2011-11/2012-01 count", "three"),
        ("evening-by-month 2011-11/2012-01 least", "about\u00a0140"),
        ("evening-by-month 2011-11/2012-01 most", "640"),
        ("evening-by-month 2011-11/2012-02 sum", ""),  # February is missing
        ("evening-by-month 2012-02/2012-03 count", ""),
    ],
)
def test_the_points_of_a_span_are_told_as_one_unless_one_is_missing(
    publication: Publication, inside: str, words: str
) -> None:
    number = parse(inside)
    assert number is not None
    points = candidates(number, publication.dossier.series[number.series])
    assert [in_words(point, number.forms) for point in points] == [words] * bool(words)


def test_a_title_asks_for_what_there_is(project: Path) -> None:
    page = project / "docs/the-railway-at-the-quay.md"
    text = page.read_text(encoding="utf-8").split("\n", 2)
    text[1] = 'title: "{{ count events turm }} events, {{ petition-names 2011-12-09 }} names"'
    page.write_text("\n".join(text), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_publication(project)
    assert [problem.found for problem in caught.value.problems] == [
        "“turm” is no form of “count events”",
        "“{{ petition-names 2011-12-09 }}” cannot stand in the front matter",
    ]


@pytest.fixture
def changed(publication: Publication) -> Publication:
    """The small edition, compiled on another day, with another number, and a term that asks for it."""
    dossier = publication.dossier
    article = dossier.edition.article.model_copy(update={"compiled": When.parse("2027-01-02")})
    names = dossier.series["petition-names"]
    points = [point.model_copy(update={"value": 1089}) for point in names.points]
    term = dossier.glossary["petition"]
    asking = f"{term.definition} This one had {{{{ petition-names 2011-12-09 }}}} of them."
    return replace(
        publication,
        pages=(),
        dossier=replace(
            dossier,
            edition=replace(dossier.edition, article=article),
            series={**dossier.series, names.id: names.model_copy(update={"points": tuple(points)})},
            glossary={**dossier.glossary, term.id: term.model_copy(update={"definition": asking})},
        ),
    )


def test_what_changes_in_the_records_changes_in_the_prose(changed: Publication) -> None:
    made = render("Compiled on {{ edition compiled }}; `{{ edition compiled }}`.\n", "about.md", changed)
    assert "Compiled on 2 January 2027; <code>{{ edition compiled }}</code>." in made
    made = render("The league had {{ petition-names 2011-12-09 }} names.\n", "about.md", changed)
    assert ">at least\u00a01,089</data> names." in made


def test_the_search_reads_them_in_the_glossary_too(changed: Publication) -> None:
    entries = {entry.location: entry for entry in record_entries("glossary", changed)}
    assert entries["petition"].paragraphs[0].endswith("This one had at least\u00a01,089 of them.")
