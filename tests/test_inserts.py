"""What the records lend to prose: fields of the edition, counts, and numbers of a series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from lxml import html
from test_golden import render

from explainer.data.dates import When
from explainer.data.problem import Problem, Report
from explainer.data.series import Point
from explainer.outputs.search import record_entries
from explainer.pages.later import names_later_dates
from explainer.prose.inserts import candidates, check_numbers, in_words, insert_words, parse
from explainer.publication.publication import Publication


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
    dossier, window = publication.dossier, publication.dossier.edition.window
    events = dossier.events.values()
    verdicts = [one.verdict for one in dossier.article.values()]
    for inside, counted in {
        "statements differs": verdicts.count("differs"),
        "statements matches-record matches-with-detail": sum(verdict.startswith("matches-") for verdict in verdicts),
        "places BV": sum(place.country == "BV" for place in dossier.places.values()),
        "events sarn": sum(event.actor == "sarn" for event in events),
        "events window": sum(window.meets(event.date) for event in events),
        "events window sarn": sum(window.meets(event.date) and event.actor == "sarn" for event in events),
    }.items():
        assert insert_words(f"count {inside} digits", publication.told) == str(counted), inside
    assert 0 < counted < len(dossier.events)


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
    ("inside", "words"),
    [
        ("evening-by-month 2011-11", "640"),
        (' evening-by-shore 2011-12 "to Sarn" ', "at least\u00a0111"),
        ("stalls 2008 “fair weather” digits", "71"),
        ("evening-trains 2012-02-17", "50"),
        ("evening-by-month 2011-09/2011-11 sum", "2,210 (derived)"),
        ("evening-by-month 2011-11/2011-12 sum", "at least\u00a0938"),
        ('evening-by-shore 2011-11/2012-01 "to Sarn" sum', "at least\u00a0565"),
        ("evening-by-month 2011-11/2012-01 count", "three"),
        ("evening-by-month 2011-11/2012-01 least", "about\u00a0140"),
        ("evening-by-month 2011-11/2012-01 most", "at least\u00a0640"),  # December is a least number
        ("evening-by-month 2011-09/2011-11 most", "812"),
        ("evening-by-month 2011-11/2012-02 sum", ""),  # February is missing
        ("evening-by-month 2012-02/2012-03 count", ""),
    ],
)
def test_a_point_or_the_points_of_a_span_are_told_as_one_unless_one_is_missing(
    publication: Publication, inside: str, words: str
) -> None:
    number = parse(inside)
    assert number is not None
    points = candidates(number, publication.dossier.series[number.series])
    assert [in_words(point, number.forms) for point in points] == [words] * bool(words)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("On 1 March 2012 it sailed daily again.[^daily-again] A trip takes long.[^crossing-length]", 1),
        ("**On 1 March 2012 it sailed daily again.**[^daily-again]", 1),
        ("**On 1 March 2012 it sailed daily again.**[^daily-again] A trip takes long.[^crossing-length]", 1),
        ("**The ferry.** On 1 March 2012 it sailed daily again.[^daily-again]", 1),
        ("On 3 December it stopped.[^evening-stop]", 0),
    ],
)
def test_what_came_later_says_so_in_bold_too(text: str, count: int, publication: Publication) -> None:
    shown = render(text, "lind-in-a-minute.md", publication).partition("</p>")[0]
    assert shown.count('<span class="later"') == count


@pytest.mark.parametrize(
    ("text", "is_later"),
    [
        ("It stopped in 2014.", True),
        ("After sales of 2013 people it went on.", False),
        ("A crowd of 2040 tickets.", False),
    ],
)
def test_a_count_is_no_year(text: str, is_later: bool) -> None:
    assert names_later_dates(text, date(2012, 1, 14)) is is_later


def test_later_stands_before_its_own_sentence(publication: Publication) -> None:
    text = (
        "On 5 December 2011 Sarn asked for it[^sarn-asks] in a letter.\nOn 2 April 2012 it wanted a boat.[^sarn-boat]"
    )
    shown = " ".join(html.fromstring(render(text, "lind-in-a-minute.md", publication)).xpath("string(//p)").split())
    assert "in a letter. later On 2 April" in shown


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("stalls 2008/2011 sum", "“2008/2011” of the series “stalls” has no point that holds 2010-01-01"),
        ("stalls 2006/2009 sum", "“2006/2009” of the series “stalls” has no point that holds 2006-01-01"),
        ("stalls 2008/2009 sum", ""),
        ("sailings-by-day 2011-12 sum", ""),  # a day without a point has none
    ],
)
def test_a_sum_holds_each_year_and_month_of_its_span(publication: Publication, asked: str, told: str) -> None:
    number, problems = parse(asked), list[Problem]()
    assert number is not None
    check_numbers([number], Report("docs/a.md", problems), publication.dossier.series)
    assert [one.found for one in problems if "no point that" in one.found] == [told] * bool(told)


def test_stars_of_a_title_are_stars(publication: Publication) -> None:
    edition = publication.dossier.edition
    article = edition.article.model_copy(update={"title": "A 5*3*2 B"})
    titled = replace(edition, article=article)
    changed = replace(publication, dossier=replace(publication.dossier, edition=titled))
    assert "A 5*3*2 B" in render("Of *{{ edition title }}*.", "about.md", changed)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ('"to Sarn" sum', "9"),
        ('"to Sarn" most', "20"),
        ('"to" least', "9"),
        ('"to" sum', ""),
        ('"to" most', "30"),
        ('"to S" most', ""),
        ("sum", ""),
    ],
)
def test_a_label_stands_for_itself_if_a_point_has_it_and_else_for_those_that_begin_with_it(
    publication: Publication, asked: str, words: str
) -> None:
    known = publication.dossier.series["evening-by-shore"]
    points = tuple(
        Point(date=When.parse("2011-12"), label=name, value=value, qualifier="exact", source="year-book-2010")
        for name, value in (("to Sarn", 9), ("to Sarn, on market days", 20), ("to Sarn and back", 30))
    )
    number = parse(f"evening-by-shore 2011-12 {asked}")
    assert number is not None
    found = candidates(number, known.model_copy(update={"points": points}))
    assert [in_words(point, ("digits",)) for point in found] == [words] * bool(words)


def test_the_least_is_that_of_points_of_no_label_and_of_one_length(publication: Publication) -> None:
    known = publication.dossier.series["evening-by-shore"]

    def told(*points: tuple[str, str | None, int]) -> tuple[list[str], list[str]]:
        made = tuple(
            Point(date=When.parse(when), label=label, value=value, qualifier="exact", source="year-book-2010")
            for when, label, value in points
        )
        series, faults = known.model_copy(update={"points": made}), list[str]()
        number = parse("evening-by-shore 2010/2011 least")
        assert number is not None
        check_numbers([number], lambda *said: faults.append(str(said[2])), {series.id: series})
        return [in_words(point, ("digits",)) for point in candidates(number, series)], faults

    parts = ("2010", None, 300), ("2010", "from Sarn", 40), ("2011", None, 200), ("2011", "from Sarn", 30)
    assert told(*parts) == (["200"], [])
    _, faults = told(("2010", None, 300), ("2011-11", None, 15), ("2011", None, 200))
    assert len(faults) == 1 and "a part and its whole" in faults[0]


def test_what_changes_in_the_records_changes_in_the_prose_and_in_the_search(publication: Publication) -> None:
    dossier = publication.dossier
    article = dossier.edition.article.model_copy(update={"compiled": When.parse("2027-01-02")})
    names, term = dossier.series["petition-names"], dossier.glossary["petition"]
    points = tuple(point.model_copy(update={"value": 1089}) for point in names.points)
    asking = term.model_copy(update={"definition": "One of {{ petition-names 2011-12-09 }} names."})
    dossier = replace(
        dossier,
        edition=replace(dossier.edition, article=article),
        series={**dossier.series, names.id: names.model_copy(update={"points": points})},
        glossary={**dossier.glossary, term.id: asking},
    )
    changed = replace(publication, pages=(), dossier=dossier)
    prose = "On {{ edition compiled }} it had {{ petition-names 2011-12-09 }} names; `{{ edition compiled }}`.\n"
    made = render(prose, "about.md", changed)
    assert "On 2 January 2027 it had " in made and "<code>{{ edition compiled }}</code>." in made
    assert ">at least\u00a01,089</data> names" in made
    entries = {entry.location: entry for entry in record_entries("glossary", changed)}
    assert entries["petition"].paragraphs[0] == "One of at least\u00a01,089 names."
