"""What each kind of chart makes of its records: where marks and words stand, and what it does not draw."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from explainer.charts.axes import along_slots, levels_of, row_names
from explainer.charts.bar_frame import BarsChart
from explainer.charts.dots import DotsChart, RowGroup, _without_name
from explainer.charts.figure import colour
from explainer.charts.kinds import KINDS, draw
from explainer.charts.line import _time_axis
from explainer.data.charts import EventMark
from explainer.data.dates import When
from explainer.data.dossier import Dossier
from explainer.data.problem import ContentError
from explainer.data.series import Point
from explainer.publication.chart_data import data_words
from explainer.publication.publication import Publication


@pytest.mark.parametrize(
    ("by", "when", "at"),
    [
        ("year", "2008-12/2009-02", 2009.04),
        ("year", "2008-12-31/2009-02", 2009.0),
        ("year", "2008", 2008.5),
        ("month", "2008-12/2009-02", 2009 * 12 + 0.42),
        ("month", "2008-12-16", 2008 * 12 + 11.5),
    ],
)
def test_an_event_on_bars_stands_where_it_began_or_in_its_middle(by: str, when: str, at: float) -> None:
    assert along_slots(by, When.parse(when)) == pytest.approx(at, abs=0.02)


def test_only_the_name_of_its_group_is_left_out_of_a_label() -> None:
    for label in ("Boats (Council of Sarn)", "Boats (Sarn)"):
        assert _without_name(label, "Council of Sarn") == "Boats"
    for label in ("Boats (without those to Sarn)", "Boats (of the last week)", "Boats"):
        assert _without_name(label, "Council of Sarn") == label


def test_each_mark_of_days_stands_in_the_row_of_its_month(publication: Publication) -> None:
    more = [
        Point(date=When.parse(f"2012-{day}"), value=1, qualifier="exact", source="year-book-2010")
        for day in ("03-01", "03-02")
    ]
    dossier, chart = publication.dossier, publication.dossier.charts["sailings"]
    longer = chart.model_copy(update={"last": When.parse("2012-03-09")})
    figure = KINDS["days"].draw(longer, with_points(dossier, "sailings-by-day", *more), narrow=True)
    marks = [day for trace in figure.data for day in trace["x"]]
    assert marks.count("2012-03-01") == marks.count("2012-03-02") == 1


def test_a_row_of_a_month_shows_the_days_of_the_chart_alone(publication: Publication) -> None:
    chart = publication.dossier.charts["sailings"].model_copy(
        update={"first": When.parse("2011-12-20"), "last": When.parse("2012-02-13"), "events": ()}
    )
    layout = KINDS["days"].draw(chart, publication.dossier, narrow=True).layout
    december, january, february = (layout[name] for name in ("xaxis", "xaxis2", "xaxis3"))
    assert (december["range"], december["domain"]) == (["2011-12-19 12:00", "2011-12-31 12:00"], [19 / 31, 1])
    assert january["domain"] == [0, 1]
    assert (february["range"], february["domain"]) == (["2012-01-31 12:00", "2012-02-13 12:00"], [0, 13 / 31])


def test_dots_near_100_percent_leave_room_for_their_number(publication: Publication) -> None:
    dossier, shares = publication.dossier, publication.dossier.series["december-by-speaker"]
    points = tuple(one.model_copy(update={"value": 100}) for one in shares.points)
    held = shares.model_copy(update={"points": points, "unit": "percent"})
    figure = KINDS["dots"].draw(
        dossier.charts[shares.id], replace(dossier, series={**dossier.series, shares.id: held}), narrow=True
    )
    assert figure.layout["xaxis"]["range"][1] > 140


@pytest.mark.parametrize(
    ("first", "last", "names"), [("2011-09", "2012-02", ["2011", "2012"]), ("2011", "2011", ["2011"])]
)
def test_an_axis_of_time_names_its_years(first: str, last: str, names: list[str], publication: Publication) -> None:
    chart = publication.dossier.charts["petition-and-train"].model_copy(
        update={"first": When.parse(first), "last": When.parse(last)}
    )
    assert _time_axis(chart, narrow=True)["ticktext"] == names


def test_totals_that_a_figure_shows_stand_in_its_table(publication: Publication) -> None:
    dossier = publication.dossier
    lanes = KINDS["lanes"].table(dossier.charts["turn-lanes"], dossier)
    assert next(row.cells[2] for row in lanes.rows if row.cells[0] == "December 2011").endswith("7 sailings")
    assert set(dossier.series["sailings-by-month"].caveats) <= set(lanes.caveats)
    year = Point(
        date=When.parse("2011"), label="to Sarn", value=5100, qualifier="about", source="sound-wire-2012-03-01"
    )
    chart, changed = dossier.charts["where-they-went"], with_points(dossier, "evening-by-shore", year)
    table = KINDS["bars"].table(chart, changed)
    assert [row.point for row in table.rows if row.cells[0] == "2011"] == [year]
    assert "sound-wire-2012-03-01" in {id_ for row in table.rows for id_ in row.sources}
    assert "Data of 2011 – January 2012" in data_words(table, changed)


def test_levels_of_counts_are_whole_and_one_is_one() -> None:
    assert levels_of(1, "boats", whole=True) == [(1, "1 boat")]
    assert [level for level, _ in levels_of(2, "boats", whole=True)] == [1, 2]
    assert levels_of(1, "tonnes")[0][0] < 1


def test_an_event_of_the_first_of_a_month_stands_before_its_row(publication: Publication) -> None:
    dossier = publication.dossier
    rows = [
        Point(date=When.parse(f"2012-0{month}"), value=month, qualifier="exact", source="year-book-2010")
        for month in range(1, 5)
    ]
    crates = dossier.series["stalls"].model_copy(update={"id": "crates", "points": tuple(rows)})
    update = {"by": "point", "groups": (), "noted": (), "series": "crates", "actor": "lind"}
    held = replace(dossier, series=dossier.series | {"crates": crates})
    chart = dossier.charts["stalls"].model_copy(
        update={**update, "events": (EventMark(event="daily-again", label="daily again"),)}
    )
    (line,) = (
        one for one in KINDS["bars"].draw(chart, held, False).layout["shapes"] if one["line"]["color"] == colour("lind")
    )
    assert line["y0"] == 1.5, "between February and March"
    known = dossier.events["daily-again"].model_copy(update={"date": When.parse("2012-03")})
    with pytest.raises(ContentError, match="the line of 2012-03 falls into the row of 2012-03"):
        KINDS["bars"].draw(chart, replace(held, events=dossier.events | {known.id: known}), False)


def test_rows_have_the_year_in_which_the_one_before_does_not_end() -> None:
    dates = ("2011-12-26/2012-01-15", "2011-12-28", "2012-01-20", "2012-02-01")
    rows = [Point(date=When.parse(when), value=1, qualifier="exact", source="x") for when in dates]
    assert [name[-4:] for name in row_names(rows)[1:]] == ["2011", "2012", " Feb"]
    winter = [
        rows[0].model_copy(update={"date": When.parse(when)}) for when in ("2010-03", "2010-12/2011-01", "2011-03")
    ]
    assert row_names(winter) == ["March 2010", "Dec 2010 – Jan 2011", "March 2011"]


def test_a_month_counted_in_part_is_no_gap(publication: Publication) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["evening-passengers"]
    series = dossier.series[chart.series]
    months = ("2011-11", "2011-12-01/2011-12-20", "2012-01")
    points = tuple(
        Point(date=When.parse(month), value=9, qualifier="exact", source="year-book-2010") for month in months
    )
    held = replace(dossier, series=dossier.series | {series.id: series.model_copy(update={"points": points})})
    bare = chart.model_copy(update={"events": (), "noted": ()})
    with pytest.raises(ContentError, match="2011-12-01/2011-12-20 of “evening-by-month” would be a gap"):
        draw(bare, held)
    draw(bare.model_copy(update={"by": "point"}), held)


def test_more_bars_than_can_be_told_apart_are_refused(publication: Publication) -> None:
    chart = publication.dossier.charts["ferry-by-year"].model_copy(update={"events": (), "noted": ()})
    years = [
        Point(date=When.parse(str(year)), value=1, qualifier="exact", source="year-book-2010")
        for year in range(1700, 1851)
    ]
    with pytest.raises(ContentError, match=r"15\d points of “ferry-by-year” are drawn; allowed: 150 at most"):
        draw(chart, with_points(publication.dossier, "ferry-by-year", *years))


def test_the_name_of_a_single_group_of_bars_is_shown(publication: Publication) -> None:
    chart = publication.dossier.charts["where-they-went"]
    alone = chart.model_copy(update={"groups": chart.groups[:1], "arrange": "coloured"})
    for narrow in (False, True):
        texts = [note["text"] for note in KINDS["bars"].draw(alone, publication.dossier, narrow).layout["annotations"]]
        assert any(chart.groups[0].name in text for text in texts)


def _with_values(dossier: Dossier, id_: str, value: float, **more: str) -> Dossier:
    """Return the dossier with one value for all points of a series."""
    series = dossier.series[id_]
    points = tuple(point.model_copy(update={"value": value}) for point in series.points)
    return replace(dossier, series=dossier.series | {id_: series.model_copy(update={"points": points, **more})})


@pytest.mark.parametrize(
    ("chart", "series"),
    [
        ("december-by-speaker", "december-by-speaker"),
        ("petition-and-train", "petition-names"),
        ("where-they-went", "evening-by-shore"),
        ("stalls", "stalls"),
    ],
)
def test_a_chart_of_nothing_but_0_is_drawn(chart: str, series: str, publication: Publication) -> None:
    dossier = _with_values(publication.dossier, series, 0)
    record = dossier.charts[chart]
    for narrow in (False, True):
        notes = KINDS[record.kind].draw(record, dossier, narrow).layout["annotations"]
        assert any(note["text"] in ("0", "about 0", "≥\u202f0") for note in notes)


def test_percent_over_100_stay_on_the_scale(publication: Publication) -> None:
    dossier = _with_values(publication.dossier, "december-by-speaker", 120, unit="percent")
    axis = KINDS["dots"].draw(dossier.charts["december-by-speaker"], dossier, False).layout["xaxis"]
    assert axis["range"][0] == 0 and axis["range"][1] > 120


def test_lying_bars_tell_the_labels_that_no_colour_tells(publication: Publication) -> None:
    dossier, series = publication.dossier, publication.dossier.series["stalls"]
    chart = dossier.charts["stalls"]
    one = chart.model_copy(update={"groups": (), "actor": "lind"})
    undated = series.model_copy(update={"points": tuple(p.model_copy(update={"date": None}) for p in series.points)})
    without = replace(dossier, series=dossier.series | {"stalls": undated})
    told = [
        KINDS["bars"].draw(record, records, False).layout["yaxis"]["ticktext"]
        for record, records in ((chart, dossier), (one, dossier), (chart, without))
    ]
    assert [names[2] for names in told] == ["2009", "2009, gale", "gale"]


def test_lying_bars_of_one_date_and_label_are_told_apart_by_their_notes(publication: Publication) -> None:
    dossier, series = publication.dossier, publication.dossier.series["stalls"]
    two = tuple(
        point.model_copy(update={"date": When.parse("2011-12"), "label": None, "note": f"by {who}"})
        for point, who in zip(series.points, ("the keeper", "the company"), strict=False)
    )
    changed = replace(dossier, series=dossier.series | {"stalls": series.model_copy(update={"points": two})})
    chart = dossier.charts["stalls"].model_copy(update={"groups": (), "actor": "lind"})
    names = KINDS["bars"].draw(chart, changed, False).layout["yaxis"]["ticktext"]
    assert [name.partition(", ")[2] for name in names] == ["by the keeper", "by the company"]


def test_a_panel_of_several_labels_has_no_total_of_one(publication: Publication) -> None:
    dossier, series = publication.dossier, publication.dossier.series["evening-by-shore"]
    more = tuple(
        series.points[0].model_copy(update={"date": When.parse(date), "label": label})
        for date, label in (("2011", "to Sarn"), ("2011-10", "on foot"))
    )
    changed = replace(
        dossier,
        series=dossier.series | {series.id: series.model_copy(update={"points": (*series.points, *more)})},
    )
    chart = dossier.charts["where-they-went"]
    alone = chart.groups  # type: ignore[attr-defined]
    both = (alone[0].model_copy(update={"labels": ("to Sarn", "on foot")}), alone[1])
    for groups, told in ((alone, True), (both, False)):
        figure = KINDS["bars"].draw(chart.model_copy(update={"groups": groups}), changed, False)
        assert any("in 2011" in note["text"] for note in figure.layout["annotations"]) is told


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("2012-01-03", "2012-01-19", "3 Jan 10"),
        ("2012-01-02", "2012-01-09", "2 Jan"),
        ("2011-12-09", "2011-12-25", "9 Dec 20"),
        ("2011-12-28", "2012-01-12", "1 Jan 10"),
    ],
)
def test_an_axis_of_days_names_a_month(first: str, last: str, names: str, publication: Publication) -> None:
    chart = publication.dossier.charts["sailings"].model_copy(
        update={"first": When.parse(first), "last": When.parse(last), "events": ()}
    )
    axis = KINDS["days"].draw(chart, publication.dossier, False).layout["xaxis"]
    assert re.sub("<[^>]+>", "", " ".join(axis["ticktext"])) == names


def test_points_of_other_lengths_make_no_line(publication: Publication) -> None:
    dossier, series = publication.dossier, publication.dossier.series["petition-names"]
    year = series.points[0].model_copy(update={"date": When.parse("2011-12"), "value": 900})
    changed = series.model_copy(update={"points": (year, *series.points)})
    with pytest.raises(ContentError, match="“petition-names” has 2011-12 and 2011-12-06, which share time"):
        draw(dossier.charts["petition-and-train"], replace(dossier, series=dossier.series | {series.id: changed}))


@pytest.mark.parametrize("narrow", [False, True])
def test_bars_keep_their_height_under_the_words_of_many_events(narrow: bool, publication: Publication) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["evening-passengers"]
    assert isinstance(chart, BarsChart)
    days = [one for one in dossier.timeline if one.date.has_day and "2011-09" < one.date.start < "2012-02"][:12]
    marks = tuple(EventMark(event=one.id, label="some words of an event") for one in days)
    heights = []
    for events in ((), marks):
        figure = KINDS["bars"].draw(chart.model_copy(update={"events": events}), dossier, narrow)
        (low, high), plot = figure.layout["yaxis"]["range"], figure.layout["height"] - figure.layout["margin"]["b"]
        heights.append(max(max(trace["y"]) for trace in figure.data if trace["type"] == "bar") / (high - low) * plot)
    assert len(days) > 9 and heights[1] > heights[0] / 2, heights


def test_a_note_stands_under_the_year_of_its_month(publication: Publication) -> None:
    chart = publication.dossier.charts["evening-passengers"]
    noted = chart.model_copy(update={"noted": (When.parse("2012-01"),)})
    for narrow in (False, True):
        notes = KINDS["bars"].draw(noted, publication.dossier, narrow).layout["annotations"]
        (lower,) = (note["yshift"] for note in notes if note["text"].startswith("up to"))
        assert lower < -21 - 12, "month and year have a line each"


def test_notes_without_room_under_their_bars_stand_under_all_of_them(publication: Publication) -> None:
    dossier = publication.dossier
    chart, series = dossier.charts["evening-passengers"], dossier.series["evening-by-month"]
    points = [point.model_copy(update={"note": "wholly incomprehensibilities"}) for point in series.points]
    changed = replace(dossier, series=dossier.series | {series.id: series.model_copy(update={"points": points})})
    noted = chart.model_copy(update={"noted": (When.parse("2011-12"), When.parse("2012-01"))})
    for narrow in (False, True):
        figure = KINDS["bars"].draw(noted, changed, narrow)
        (note,) = (one for one in figure.layout["annotations"] if "incomprehensibilities" in one["text"])
        under = note["text"].replace("<br>", " ") == "December 2011 – January 2012: wholly incomprehensibilities"
        assert under == narrow, "the wide form has room under two bars"


def with_points(dossier: Dossier, series: str, *points: Point) -> Dossier:
    """Return the dossier with points added behind those of a series."""
    held = dossier.series[series]
    more = held.model_copy(update={"points": (*held.points, *points)})
    return replace(dossier, series={**dossier.series, series: more})


def test_dots_tell_who_gave_no_number(publication: Publication) -> None:
    dossier = publication.dossier
    chart = dossier.charts["december-by-speaker"]
    assert isinstance(chart, DotsChart)
    silent = Point(date=When.parse("2011-12"), label="Council of Lind", value=None, qualifier="missing", note="none")
    asked = chart.model_copy(update={"groups": (*chart.groups, RowGroup(name="Lind", labels=("Council of Lind",)))})
    drawing = draw(asked, with_points(dossier, chart.series, silent))
    assert drawing.table.rows[-1].cells[2:] == ("", "no count found", "none")
    assert drawing.figures.count('"no count found"') == 2  # wide and narrow


def test_words_of_a_line_have_room_between_bars(publication: Publication) -> None:
    dossier = publication.dossier
    later = Point(date=When.parse("2013"), label="fair weather", value=9, qualifier="exact", source="year-book-2010")
    chart, known = dossier.charts["stalls"], dossier.series["stalls"]
    heights = []
    for last in (1, 64):  # what stands over the line at which the article ends
        *before, point = known.points
        points = (*before, point.model_copy(update={"value": last}), later)
        held = known.model_copy(update={"points": points})
        forms = json.loads(draw(chart, replace(dossier, series={**dossier.series, "stalls": held})).figures)
        heights.append([form["layout"]["height"] for form in forms.values()])
    (low, low_narrow), (high, high_narrow) = heights
    assert high > low
    assert high_narrow > low_narrow
