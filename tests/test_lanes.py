"""Charts of who moved when: lanes, chains of links, and steps of a posture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from test_kinds import with_points

from explainer.charts.figure import colour
from explainer.charts.flow import FlowChart, FlowLink, FlowNode
from explainer.charts.kinds import KINDS, draw
from explainer.charts.lanes_content import ShownEvent
from explainer.data.dates import When
from explainer.data.problem import ContentError
from explainer.data.series import Point
from explainer.publication.publication import Publication


def test_a_month_whose_days_are_counted_and_that_has_no_total_is_a_fault(publication: Publication) -> None:
    dossier = publication.dossier
    months = dossier.series["sailings-by-month"]
    less = dossier.series | {months.id: months.model_copy(update={"points": months.points[1:]})}
    with pytest.raises(ContentError, match="“sailings-by-month” has no total of 2011-12, but “sailings-by-day” has"):
        draw(dossier.charts["turn-lanes"], replace(dossier, series=less))


def test_an_event_that_goes_on_into_lanes_is_not_left_out_in_silence(publication: Publication) -> None:
    dossier = publication.dossier
    long = dossier.events["market-record"].model_copy(update={"date": When.parse("2011-11-20/2012-01-02")})
    chart = dossier.charts["turn-lanes"].model_copy(update={"events": (), "links": (), "counts": None})
    changed = replace(dossier, events=dossier.events | {long.id: long})
    with pytest.raises(ContentError, match=r"“market-record” .* began before “between”, goes on within it"):
        draw(chart, changed)


def test_steps_after_the_article_alone_have_no_line_of_its_end(publication: Publication) -> None:
    chart = publication.dossier.charts["ferry-levels"]
    later = chart.model_copy(update={"between": When.parse("2012-02-01/2012-04-30"), "steps": chart.steps[-1:]})
    for given, ends in ((chart, True), (later, False)):
        texts = [
            note["text"] for note in KINDS["posture"].draw(given, publication.dossier, False).layout["annotations"]
        ]
        assert ("later than the article" in texts) is ends


@pytest.mark.parametrize("day", ["2012-01-14", "2012-01-13", "2012-01-12"])
def test_two_steps_of_one_level_before_the_end_stand_before_it_each_with_its_number(
    day: str, publication: Publication
) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["ferry-levels"]
    held = next(step for step in chart.steps if step.event == "both-held")
    moved = dossier.events["no-divers"].model_copy(update={"date": When.parse(day), "actor": "lind"})
    steps = [*chart.steps, held.model_copy(update={"event": "no-divers", "trigger": chart.steps[0].trigger})]
    changed = replace(dossier, events=dossier.events | {"no-divers": moved})
    for narrow in (False, True):
        figure = KINDS["posture"].draw(chart.model_copy(update={"steps": tuple(steps)}), changed, narrow)
        xs = {one["uid"]: one["x"][0] for one in figure.data if one["uid"] in ("both-held", "no-divers")}
        (end,) = (one["x0"] for one in figure.layout["shapes"] if one["line"].get("color") == colour("accent-2"))
        assert max(xs.values()) < end * figure.layout["xaxis"]["range"][1]
        notes = [one for one in figure.layout["annotations"] if one["text"] in ("<b>3</b>", "<b>4</b>")]
        numbers = [(one["x"] + one.get("xshift", 0), one["y"], one.get("yshift", 0)) for one in notes if one["x"] > 40]
        assert len(numbers) == 2
        for x, _, up in numbers:
            assert up or all(abs(x - at) > 6 for at in xs.values()), (numbers, xs)


def test_no_step_stands_before_the_one_that_came_first(publication: Publication) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["ferry-levels"]
    held = next(step for step in chart.steps if step.event == "both-held")
    more = [
        held.model_copy(update={"event": event, "level": level, "trigger": chart.steps[0].trigger})
        for event, level in (("no-return", "market days to Sarn"), ("quay-offer", "none"))
    ]
    steps = {"steps": (*chart.steps, *more)}
    for narrow in (False, True):
        figure = KINDS["posture"].draw(chart.model_copy(update=steps), dossier, narrow)
        (path,) = (one["x"] for one in figure.data if one["uid"] == "posture")
        assert list(path) == sorted(path)


def test_the_names_of_levels_stand_free_of_each_other(publication: Publication) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["ferry-levels"]
    long = {"market days to Sarn": "market days to Sarn, if the weather allows"}
    steps = [step.model_copy(update={"level": long.get(step.level, step.level)}) for step in chart.steps]
    levels = tuple(long.get(level, level) for level in chart.levels)
    figure = KINDS["posture"].draw(
        chart.model_copy(update={"levels": levels, "steps": tuple(steps)}), dossier, narrow=True
    )
    names = [one for one in figure.layout["annotations"] if one["text"].replace("<br>", " ") in levels]
    sides = sorted((abs(one["y"]), 15 * (1 + one["text"].count("<br>")) / 2) for one in names)
    assert len(sides) == len(levels) and max(half for _, half in sides) >= 30
    assert all(below - half >= above + other for (above, other), (below, half) in pairwise(sides)), sides


def test_months_have_their_year_at_the_first_that_has_room(publication: Publication) -> None:
    chart = publication.dossier.charts["ferry-levels"]  # begins a few days before December
    texts = [note["text"] for note in KINDS["posture"].draw(chart, publication.dossier, False).layout["annotations"]]
    assert {"December 2011", "January 2012", "February", "March"} <= set(texts)


def test_many_arrows_end_at_their_own_node(publication: Publication) -> None:
    chart = publication.dossier.charts["chain"]
    causes = [FlowNode(key=f"l{n}", actor="lind", text="asks", claim="sarn-asks") for n in range(8)]
    effects = [FlowNode(key=f"s{n}", actor="sarn", text="sees", claim="sarn-asks") for n in range(8)]
    links = tuple(FlowLink(first=one.key, then="s0", text="so", claims=("sarn-asks",)) for one in causes)
    changed = chart.model_copy(update={"nodes": (*causes, *effects), "links": links})
    for narrow in (False, True):
        figure = KINDS["flow"].draw(changed, publication.dossier, narrow)
        own, after = (next(one["y"][0] for one in figure.data if one["name"] == key) for key in ("s0", "s1"))
        ends = [one["y"][-1] for one in figure.data if " to s0" in one["name"] and len(one["y"]) > 1]
        assert len(ends) == 8 and all(abs(end - own) < abs(end - after) for end in ends), (own, after, ends)


def test_words_of_links_that_part_stand_each_at_its_own(publication: Publication) -> None:
    chart = publication.dossier.charts["chain"]
    ends = ("first", "second", "third")
    cause = FlowNode(key="cause", actor="lind", text="stops", claim="evening-stop")
    effects = [FlowNode(key=key, actor="sarn", text=f"the {key} answer", claim="sarn-asks") for key in ends]
    links = [FlowLink(first="cause", then=key, text=f"{key} so", claims=("sarn-asks",)) for key in ends]
    for many in (2, 3):
        changed = chart.model_copy(update={"nodes": (cause, *effects[:many]), "links": tuple(links[:many])})
        figure = KINDS["flow"].draw(changed, publication.dossier, False)
        words = {note["text"]: note["y"] for note in figure.layout["annotations"]}
        heads = {
            trace["name"].rpartition(" to ")[2]: trace["y"][-1] for trace in figure.data if " to " in trace["name"]
        }
        for key in ends[:many]:
            near = min(heads, key=lambda head: abs(heads[head] - words[f"{key} so"]))
            assert near == key, (many, words, heads)


def test_a_run_of_counts_parts_where_the_article_ends(publication: Publication) -> None:
    dossier = publication.dossier
    more = [
        Point(date=When.parse(f"2012-01-{day}"), value=1, qualifier="exact", source="year-book-2010")
        for day in (13, 18)
    ]
    held = with_points(dossier, "sailings-by-day", *more)
    events = tuple(ShownEvent(event=id_) for id_ in ("evening-stop", "evening-train"))
    chart = dossier.charts["turn-lanes"].model_copy(update={"events": events, "links": ()})
    notes = KINDS["lanes"].draw(chart, held, narrow=True).layout["annotations"]
    told = [note["text"] for note in sorted(notes, key=lambda note: note["y"])]
    places = [told.index(text) for text in ("13", "later than the article", "18")]
    assert places in (sorted(places), sorted(places, reverse=True))


def test_a_day_without_a_count_is_told_by_its_note_in_lanes(publication: Publication) -> None:
    dossier = publication.dossier
    days = dossier.series["sailings-by-day"]
    bare = tuple(point.model_copy(update={"note": None} if point.value is None else {}) for point in days.points)
    without = replace(dossier, series=dossier.series | {days.id: days.model_copy(update={"points": bare})})
    for given, told in ((dossier, "nobody counted"), (without, "no count found")):
        chart = given.charts["turn-lanes"]
        figure = KINDS["lanes"].draw(chart, given, narrow=True)
        assert f"sailings: {told}" in {note["text"] for note in figure.layout["annotations"]}
        cells = [row.cells[2] for row in KINDS["lanes"].table(chart, given).rows if row.cells[0] == "17 December 2011"]
        assert cells[-1] == ("no count found; nobody counted" if given is dossier else "no count found")


def test_a_part_of_a_month_is_not_its_total_in_lanes(publication: Publication) -> None:
    part = Point(date=When.parse("2011-12"), label="cancelled", value=4, qualifier="exact", source="year-book-2010")
    dossier = with_points(publication.dossier, "sailings-by-month", part)
    chart = publication.dossier.charts["turn-lanes"]
    assert draw(chart, dossier).figures == draw(chart, publication.dossier).figures


def test_a_day_of_none_has_no_triangle_in_lanes(publication: Publication) -> None:
    dossier = publication.dossier
    days = dossier.series["sailings-by-day"]
    points = tuple(
        point.model_copy(update={"value": 0} if str(point.date) == "2011-12-04" else {}) for point in days.points
    )
    changed = replace(dossier, series=dossier.series | {days.id: days.model_copy(update={"points": points})})
    wide, narrow = (KINDS["lanes"].draw(dossier.charts["turn-lanes"], changed, form) for form in (False, True))
    (none,) = (trace for trace in wide.data if trace["uid"] == "count-2011-12-04")
    assert none["mode"] == "text" and none["text"] == ["0"]
    assert "count-2011-12-04" not in {trace["uid"] for trace in narrow.data}
    assert "0 sailings seen" in {note["text"] for note in narrow.layout["annotations"]}


def test_a_chain_that_goes_back_is_a_list(publication: Publication) -> None:
    chart = publication.dossier.charts["chain"]
    assert isinstance(chart, FlowChart)
    back = FlowLink(first="answer", then="hold", text="weeks later", claims=("no-return",))
    for links, is_list in ((chart.links, False), ((*chart.links, back), True)):
        figure = KINDS["flow"].draw(chart.model_copy(update={"links": links}), publication.dossier, False)
        bows = [trace for trace in figure.data if trace["uid"].startswith("link-") and len(trace["x"]) > 4]
        assert bool(bows) is not is_list and figure.layout["xaxis"]["range"] == [0, 600]


@pytest.mark.parametrize(
    ("date", "apart"), [("2012-01-14", 11), ("2012-01-15", 11), ("2012-01-12", 11), ("2012-02-14", 60)]
)
def test_marks_that_would_hide_each_other_in_a_lane_stand_side_by_side(
    date: str, apart: int, publication: Publication
) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["turn-lanes"]
    told = dossier.events["no-divers"].model_copy(update={"date": When.parse(date), "actor": "lind"})
    shown = tuple(ShownEvent(event=id_) for id_ in ("both-held", "no-divers"))
    long = {"between": When.parse("2011-06-01/2012-05-24"), "events": shown, "links": (), "counts": None}
    changed = replace(dossier, events=dossier.events | {"no-divers": told})
    figure = KINDS["lanes"].draw(chart.model_copy(update=long), changed, False)
    marks = {trace["uid"]: list(trace["x"]) for trace in figure.data}
    assert abs(marks["both-held"][0] - marks["no-divers"][0]) == pytest.approx(apart, abs=10 if apart > 11 else 0.1)


@pytest.mark.parametrize("day", ["2012-01-15", "2012-01-07", "2011-12-02", "2012-01-24"])
def test_two_marks_of_a_day_hide_none_of_the_day_before_nor_pass_the_end(day: str, publication: Publication) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["turn-lanes"]
    before = str(date.fromisoformat(day) - timedelta(days=1))
    dates = {"both-held": before, "no-divers": day, "daily-again": day}
    moved = {
        id_: dossier.events[id_].model_copy(update={"date": When.parse(when), "actor": "lind"})
        for id_, when in dates.items()
    }
    changed = replace(dossier, events=dossier.events | moved)
    update = {"events": tuple(ShownEvent(event=id_) for id_ in dates), "links": (), "counts": None}
    figure = KINDS["lanes"].draw(chart.model_copy(update=update), changed, False)
    marks = {trace["uid"]: trace["x"][0] for trace in figure.data if trace["uid"] in dates}
    xs = sorted(marks.values())
    assert all(right - left > 8 for left, right in pairwise(xs)) and xs[0] == marks["both-held"]
    if before == "2012-01-14":
        (end,) = (one["x0"] for one in figure.layout["shapes"] if one["line"].get("color") == colour("accent-2"))
        assert xs[0] < end * figure.layout["xaxis"]["range"][1] < xs[1]


def test_a_step_of_the_day_after_the_article_stands_behind_its_end(publication: Publication) -> None:
    dossier, chart = publication.dossier, publication.dossier.charts["ferry-levels"]
    steps = chart.steps  # type: ignore[attr-defined]
    later = steps[-1].model_copy(update={"event": "no-divers"})
    changed = chart.model_copy(update={"steps": (*steps, later)})
    for narrow in (False, True):
        figure = KINDS["posture"].draw(changed, dossier, narrow)
        (mark,) = [trace["x"][0] for trace in figure.data if trace["uid"] == "no-divers"]
        whole = figure.layout["xaxis"]["range"][1]
        (end,) = {line["x0"] * whole for line in figure.layout["shapes"] if line.get("xref") == "paper"}
        assert mark > end, (mark, end)


def test_a_missing_total_of_a_month_is_told_in_words(publication: Publication) -> None:
    dossier, series = publication.dossier, publication.dossier.series["sailings-by-month"]
    points = tuple(one.model_copy(update={"value": None, "qualifier": "missing"}) for one in series.points)
    changed = replace(dossier, series=dossier.series | {series.id: series.model_copy(update={"points": points})})
    figure = KINDS["lanes"].draw(dossier.charts["turn-lanes"], changed, False)
    words = " ".join(note["text"].replace("<br>", " ") for note in figure.layout["annotations"])
    assert "sailings in December: no count found" in words


def test_the_words_of_an_event_on_the_first_or_last_day_are_held_on_the_axis(publication: Publication) -> None:
    dossier = publication.dossier
    (lanes,) = (
        one for one in dossier.charts.values() if one.kind == "lanes" and "evening-stop" in str(one.model_dump())
    )
    update = {"between": When.parse("2011-12-03/2012-01-14"), "links": (), "counts": None}
    chart = lanes.model_copy(
        update={**update, "events": tuple(ShownEvent(event=id_) for id_ in ("evening-stop", "both-held"))}
    )
    for narrow in (False, True):
        layout = KINDS["lanes"].draw(chart, dossier, narrow).layout
        words = [note for note in layout["annotations"] if note.get("xref", "x") == "x"]
        low, high = layout["xaxis"]["range"]
        assert words and all(low <= note["x"] <= high for note in words)
