"""What the check tells of charts: their parts, points and texts against what they draw."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_mistakes import make

from explainer.charts.comparison import ComparisonChart
from explainer.charts.flow import FlowChart
from explainer.charts.kinds import draw
from explainer.checks.charts_apart import charts_apart
from explainer.checks.checks import check
from explainer.checks.inserts import scales_left_out, stars_unexplained
from explainer.checks.numbers import NumberCheck
from explainer.checks.outcomes import outcomes_apart
from explainer.checks.vocabulary import Vocabulary
from explainer.data.dates import When
from explainer.publication.publication import Publication, read_publication


def test_a_point_behind_the_end_of_its_chart_is_noted(project: Path, publication: Publication) -> None:
    def told(of: Publication) -> list[str]:
        return [note for note in check(of, with_uses=False).notes if "no chart draws" in note]

    make(
        {
            "file": "data/charts.yml",
            "find": "  series: ferry-by-year\n",
            "put": "  series: ferry-by-year\n  last: 2010\n",
        },
        project,
    )
    line = publication.dossier.series["ferry-by-year"].line
    note = f"data/series.yml:{line}: no chart draws the point of 2011 of “ferry-by-year”; theirs end with 2010"
    assert (told(publication), told(read_publication(project))) == ([], [note])
    older = "{date: 2006, label: snow, value: 20, qualifier: exact, source: year-book-2010}"
    first = "    - {date: 2007, label: fair weather"
    make({"file": "data/series.yml", "find": first, "put": f"    - {older}\n{first}"}, project)
    assert any(
        "the point of 2006 “snow”" in one and "theirs begin with 2007" in one for one in told(read_publication(project))
    )


def test_a_measure_follows_a_last_point_that_is_dated_by_its_month(project: Path) -> None:
    before = "    - {date: 2012-02-17, value: 50, qualifier: exact, source: osterby-courier-2012-02-20}\n"
    put = before + before.replace("2012-02-17", "2012-04")
    make({"file": "data/series.yml", "find": before, "put": put}, project)
    make({"file": "data/charts.yml", "find": "  last: 2012-02\n", "put": "  last: 2012-04\n"}, project)
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    measure = "“measure”: “February 2012” is not where the chart’s points end; allowed: April 2012"
    assert any(measure in one for one in told), told


@pytest.mark.parametrize(
    ("chart", "mark", "span"),
    [
        ("evening-passengers", "{event: both-held, label: held}", "2011-09 to 2012-02"),
        ("sailings", '{event: both-held, label: "14 January: held"}', "2011-12-01 to 2012-01-31"),
    ],
)
def test_an_event_that_lies_outside_of_a_chart_is_told(project: Path, chart: str, mark: str, span: str) -> None:
    put = f"    - {mark}\n    - {{event: new-quay, label: quay}}\n"
    make({"file": "data/charts.yml", "find": f"    - {mark}\n", "put": put}, project)
    (told,) = check(read_publication(project), with_uses=False).problems
    assert f"“{chart}”: “new-quay” (2012-06-01) lies outside of what is drawn, {span}; allowed: " in str(told)


def test_a_chart_of_thousands_says_so(publication: Publication) -> None:
    charts = publication.dossier.charts
    bare = charts["ferry-by-year"].model_copy(update={"measure": "Ferry passengers at all hours, per year"})
    changed = replace(publication, dossier=replace(publication.dossier, charts=charts | {bare.id: bare}))
    assert list(scales_left_out(publication)) == []
    (told,) = scales_left_out(changed)
    assert "“ferry-by-year” counts “thousand passengers”, and neither “title” nor “measure” says so" in str(told)


def test_a_star_that_nothing_explains_is_told(publication: Publication) -> None:
    charts = publication.dossier.charts
    bare = charts["evening-passengers"].model_copy(update={"note": "A bar with an open end is a least number."})
    changed = replace(publication, dossier=replace(publication.dossier, charts=charts | {bare.id: bare}))
    assert list(stars_unexplained(publication)) == []
    (told,) = stars_unexplained(changed)
    assert "the value of 2011-10 is written with “*”, which nothing under the chart explains" in str(told)


def test_an_event_that_begins_before_its_chart_is_told(project: Path) -> None:
    make(
        {"file": "data/events.yml", "find": "market-2008: {date: 2008-12-31,", "put": "market-2008: {date: 2004/2007,"},
        project,
    )
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    assert any("“ferry-by-year”: “market-2008” (2004/2007) lies outside of what is drawn" in one for one in told), told


@pytest.mark.parametrize(
    ("before", "point", "told"),
    [
        ("    - {date: 2011-10, value: 758,", "{date: 2011-10-20, value: 33", "2011-10-20 of “evening-by-month”"),
        ("    - {date: 2011-09, value: 812,", "{date: 2011, value: 5000", "2011 of “evening-by-month”"),
        (
            "    - {date: 2011-12, label: to Sarn,",
            "{date: 2011-11, label: to Marl, value: 77",
            "2011-11 “to Marl” of “evening-by-shore”",
        ),
        (
            "    - {date: 2011, label: fair weather,",
            "{date: 2010, label: rain, value: 41",
            "2010 “rain” of “stalls”",
        ),
    ],
)
def test_a_point_that_charts_pass_over_is_noted(project: Path, before: str, point: str, told: str) -> None:
    series = project / "data/series.yml"
    text, added = series.read_text(encoding="utf-8"), f"    - {point}, qualifier: exact, source: harbour-watch-2011}}\n"
    series.write_text(text.replace(before, added + before, 1), encoding="utf-8")
    notes = check(read_publication(project), with_uses=False).notes
    assert [f"no chart draws the point of {told}; they draw those around it" in note for note in notes].count(True) == 1


def test_a_point_without_a_date_that_a_chart_from_a_day_on_leaves_out_is_noted(project: Path) -> None:
    for file, old, new in (
        (
            "series",
            "    - {date: 2011, label: fair weather,",
            "    - {label: rain, value: 41, qualifier: exact, source: harbour-watch-2011}\n"
            "    - {date: 2011, label: fair weather,",
        ),
        ("charts", "  series: stalls\n", "  series: stalls\n  first: 2007\n"),
        ("charts", "labels: [gale], actor: watch", "labels: [gale, rain], actor: watch"),
    ):
        path = project / f"data/{file}.yml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    notes = check(read_publication(project), with_uses=False).notes
    told = "no chart draws the point of “rain” of “stalls”; they draw those with dates"
    assert [told in note for note in notes].count(True) == 1, notes


def test_a_point_without_a_date_beside_others_that_charts_leave_out_is_noted(project: Path) -> None:
    for point in ("to Sarn, value: 21", "to Marl, value: 30"):
        put = f"    - {{label: {point}, qualifier: exact, source: harbour-watch-2011}}\n"
        make({"file": "data/series.yml", "find": "ferry-by-year:\n", "put": f"{put}ferry-by-year:\n"}, project)
    head = "ways:\n  title: Ways\n  unit: kilometres\n  what: Ways\n  counted_by: Harbour Watch\n  points:\n"
    first = "    - {label: to Sarn, value: 21"
    make({"file": "data/series.yml", "find": first, "put": head + first}, project)
    put = (
        "ways:\n  kind: dots\n  series: ways\n  title: Sarn is near\n  measure: Ways in kilometres\n"
        "  alt: Sarn lies near.\n  theme: crossing\n"
        "  groups: [{name: Sarn, labels: [to Sarn], actor: sarn}]\n\nturn-lanes:\n"
    )
    make({"file": "data/charts.yml", "find": "turn-lanes:\n", "put": put}, project)
    notes = check(read_publication(project), with_uses=False).notes
    told = "no chart draws the point of “to Marl” of “ways”; they draw others without a date"
    assert [told in note for note in notes].count(True) == 1, notes


def test_charts_hold_to_the_record_in_their_parts(publication: Publication) -> None:
    dossier = publication.dossier
    numbers = NumberCheck(dossier, Vocabulary(dossier))
    assert list(charts_apart(dossier, numbers)) == []
    bars, chain, reasons = (dossier.charts[id_] for id_ in ("evening-passengers", "chain", "fog-and-crack"))
    assert isinstance(chain, FlowChart) and isinstance(reasons, ComparisonChart)
    back = [one.model_copy(update={"first": one.then, "then": one.first}) for one in chain.links if one.first == "stop"]
    fog, crack = reasons.cases
    moved = [one.model_copy(update={"actor": "osterby"}) if one.key == "stop" else one for one in chain.nodes]
    other = (fog.model_copy(update={"name": "Fog, December 2010, nine evenings"}), crack)
    changed = (
        bars.model_copy(update={"measure": "Evening passengers at Lind Quay, per week"}),
        chain.model_copy(update={"links": tuple(back), "nodes": tuple(moved)}),
        reasons.model_copy(update={"cases": other}),
        dossier.charts["ferry-levels"].model_copy(update={"actor": "sarn"}),
    )
    charts = dossier.charts | {one.id: one for one in changed}
    told = "\n".join(map(str, charts_apart(replace(dossier, charts=charts), numbers)))
    for one in (
        "“measure” says “per week”, and “by” is “month”; allowed: “per month”, or another “by”",
        "the link from “ask” to “stop” leads from 5 December 2011 back to 3 December 2011",
        "“December 2010” of “Fog, December 2010, nine evenings” is in no claim of its column",
        "“nine evenings” of “Fog, December 2010, nine evenings” is in no claim of its column",
        " is a move of lind, and the chart is of sarn; allowed: a move of its own",
        "“stop” stands in the column of osterby, and “evening-stop” is a move of lind; allowed: the “actor” of its",
    ):
        assert one in told


def test_what_came_after_the_article_says_so_in_a_chain(publication: Publication) -> None:
    dossier = publication.dossier
    chain = dossier.charts["chain"]
    assert isinstance(chain, FlowChart)
    nodes = [
        one.model_copy(update={"claim": "daily-again", "text": "1 March: back"}) if one.key == "back" else one
        for one in chain.nodes
    ]
    changed = chain.model_copy(update={"nodes": tuple(nodes)})
    figures, table = draw(changed, dossier).figures, draw(changed, dossier).table
    assert "1 March: back (later)" in figures and any("1 March: back (later)" in row.cells for row in table.rows)
    assert figures.count("(later)") == 2, "wide and narrow"


def test_a_chart_of_outcomes_keeps_no_outcome_and_no_end_of_before(publication: Publication) -> None:
    dossier = publication.dossier
    assert list(outcomes_apart(dossier)) == []
    ended = dossier.scenarios["boat-of-its-own"].model_copy(
        update={"outcome": "did-not", "as_of": When.parse("2013-03-01")}
    )
    told = [str(one) for one in outcomes_apart(replace(dossier, scenarios=dossier.scenarios | {ended.id: ended}))]
    assert "“alt” says “open”, and no forecast has that outcome; allowed: came true, did not, partly" in told[0]
    assert "“measure” ends with another month than the forecasts, which were followed until 1 March 2013" in told[1]


def test_about_none_is_a_number_like_any(project: Path) -> None:
    for file, old, new in (
        (
            "series",
            "{date: 2012-02, value: ~, qualifier: missing, note: No evening ferry sailed and nobody counted.}",
            "{date: 2012-02, value: 0, qualifier: exact, source: harbour-watch-2012-01-31}",
        ),
        ("charts", "no count for February.", "about 0 passengers in February."),
    ):
        make({"file": f"data/{file}.yml", "find": old, "put": new}, project)
    assert "evening-passengers" not in " ".join(map(str, check(read_publication(project), with_uses=False).problems))


def test_a_number_of_levels_is_that_of_the_levels_and_of_no_other_list(project: Path) -> None:
    change = {"find": "levels: [none, ", "put": "levels: [none, every second evening, "}
    make({"file": "data/charts.yml", **change}, project)
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    assert len(told) == 1 and "“alt”: “four” is not what the chart shows there" in told[0], told


def test_a_number_of_a_point_that_the_chart_does_not_draw_is_told(project: Path) -> None:
    find = "series: evening-by-month\n  by: month\n  actor: watch"
    make({"file": "data/charts.yml", "find": find, "put": find.replace("actor", "last: 2011-12\n  actor")}, project)
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    assert any("“{{ evening-by-month 2012-01 }}” is of a point that the chart does not draw" in one for one in told), (
        told
    )


def test_a_row_of_dots_that_the_alternative_text_leaves_out_is_told(project: Path) -> None:
    point = "{date: 2011-12, label: Survey, value: 420, qualifier: exact, source: institute-2012-03}"
    first = "    - {date: 2011-12, label: Evening passengers (Harbour Watch)"
    make({"file": "data/series.yml", "find": first, "put": f"    - {point}\n{first}"}, project)
    group = "    - {name: Institute, labels: [Survey], words: [what]}\n"
    make(
        {
            "file": "data/charts.yml",
            "find": "    - {name: Harbour Watch,",
            "put": f"{group}    - {{name: Harbour Watch,",
        },
        project,
    )
    told = [str(one) for one in check(read_publication(project), with_uses=False).problems]
    assert any("“december-by-speaker”: “alt” tells nothing of “Institute”" in one for one in told), told


def test_a_month_within_which_a_chart_begins_is_noted(project: Path) -> None:
    charts = project / "data/charts.yml"
    text = charts.read_text(encoding="utf-8")
    text = text.replace(
        "series: petition-names, name: Names, actor: watch, steps: yes, labelled: [2011-12-06, 2011-12-12]",
        "series: evening-by-month, name: Passengers",
    )
    charts.write_text(text.replace("  first: 2011-12\n", "  first: 2011-12-15\n"), encoding="utf-8")
    notes = check(read_publication(project), with_uses=False).notes
    told = "“petition-and-train” leaves out 2011-12 of “evening-by-month”, within which it begins or ends"
    assert [told in note for note in notes].count(True) == 1, notes


def test_texts_of_charts_follow_corrected_points(project: Path) -> None:
    for old, new in (
        ("{date: 2007, value: 63,", "{date: 2007, value: 64,"),
        ("      value: 298\n", "      value: 301\n"),
        ("(ferry company), value: 350,", "(ferry company), value: 360,"),
    ):
        make({"file": "data/series.yml", "find": old, "put": new}, project)
    make({"file": "data/claims.yml", "find": "value: 298,", "put": "value: 301,"}, project)
    changed = read_publication(project)
    for chart, words in (
        ("ferry-by-year", "64 in 2007"),
        ("evening-passengers", "at least 301 in December"),
        ("december-by-speaker", "to about 360, by"),
    ):
        record = changed.dossier.charts[chart]
        assert words in f"{record.title} {record.alt}".replace("\u00a0", " ")
    assert check(changed, with_uses=False).problems == ()
