"""Values written at points and bars: each at its own, apart from the others."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from itertools import combinations

import pytest

from explainer.charts.bar_frame import Bar, BarsChart, Frame
from explainer.charts.bar_values import write_values
from explainer.charts.figure import SMALL, new_figure
from explainer.charts.geometry import Box
from explainer.charts.kinds import KINDS
from explainer.charts.line import LineChart
from explainer.charts.words import width_of
from explainer.data.dates import When
from explainer.data.problem import ContentError
from explainer.data.series import Point
from explainer.publication.publication import Publication


def test_values_of_neighbouring_days_stand_over_each_other(publication: Publication) -> None:
    dossier, days = publication.dossier, publication.dossier.series["sailings-by-day"]
    points = tuple(one.model_copy(update={"value": 12} if str(one.date) < "2011-12-03" else {}) for one in days.points)
    changed = replace(dossier, series={**dossier.series, days.id: days.model_copy(update={"points": points})})
    for narrow in (False, True):
        figure = KINDS["days"].draw(dossier.charts["sailings"], changed, narrow)
        feet = [note["y"] for note in figure.layout["annotations"] if "12" in note["text"] and note["x"] < "2011-12-03"]
        assert len(feet) == len(set(feet)) == 2


def test_the_values_of_the_first_and_last_day_are_not_cut(publication: Publication) -> None:
    dossier, days = publication.dossier, publication.dossier.series["sailings-by-day"]
    ends = tuple(
        Point(date=When.parse(day), value=8, qualifier="about", source="harbour-watch-2012-01-31")
        for day in ("2011-12-01", "2012-01-31")
    )
    changed = replace(dossier, series={**dossier.series, days.id: days.model_copy(update={"points": ends})})
    layout = KINDS["days"].draw(dossier.charts["sailings"], changed, False).layout
    first, last = (note["xshift"] for note in layout["annotations"] if "about 8" in note["text"])
    assert first == pytest.approx(-last) and first > 5


@pytest.mark.parametrize("values", [(266, 273, 274, 279, 284, 293), (424, 432, 439, 445, 447, 453), (9, 9, 9, 9, 9, 9)])
def test_the_values_of_a_line_stand_at_their_own_points(values: tuple[int, ...], publication: Publication) -> None:
    dossier = publication.dossier
    chart = next(one for one in dossier.charts.values() if isinstance(one, LineChart))
    series = dossier.series[chart.panels[0].series]
    months = ("2011-08", "2011-09", "2011-10", "2011-11", "2011-12", "2012-01")
    points = tuple(
        Point(date=When.parse(month), value=value, qualifier="exact", source="year-book-2010")
        for month, value in zip(months, values, strict=True)
    )
    panel = chart.panels[0].model_copy(update={"labelled": tuple(point.date for point in points)})
    update = {"panels": (panel,), "first": When.parse("2011-08"), "last": When.parse("2012-01")}
    held = replace(dossier, series=dossier.series | {series.id: series.model_copy(update={"points": points})})
    for narrow in (False, True):
        figure = KINDS["line"].draw(chart.model_copy(update=update), held, narrow)
        told = [one for one in figure.layout["annotations"] if one["text"].isdigit()]
        # Nearer to the point than the next one, 50 px away on narrow figures, from any edge of three digits.
        shifts = [abs(one.get("xshift", 0)) for one in told]
        assert [one["text"] for one in told] == [*map(str, values)] and max(shifts) <= 9, (narrow, shifts)


def test_a_value_of_a_line_is_not_written_at_another_point(publication: Publication) -> None:
    dossier = publication.dossier
    chart = next(one for one in dossier.charts.values() if isinstance(one, LineChart))
    months = [When.parse(f"{year}-{month:02}") for year in (2010, 2011) for month in range(1, 13)]
    points = tuple(
        Point(date=when, value=(137, 126, 136, 121)[number % 4], qualifier="exact", source="year-book-2010")
        for number, when in enumerate(months)
    )
    for labelled, is_told in ((months[::8], False), (months[:12], True)):
        panel = chart.panels[0].model_copy(update={"labelled": tuple(labelled)})
        series = dossier.series[chart.panels[0].series].model_copy(update={"points": points})
        held = replace(dossier, series=dossier.series | {series.id: series})
        changed = chart.model_copy(update={"panels": (panel,), "first": months[0], "last": months[-1], "events": ()})
        with pytest.raises(ContentError, match="would be read at another point") if is_told else nullcontext():
            KINDS["line"].draw(changed, held, narrow=True)


def test_values_of_bars_side_by_side_are_read_apart(publication: Publication) -> None:
    chart = publication.dossier.charts["evening-passengers"]
    assert isinstance(chart, BarsChart)
    values = (6, 8, 7, 1, 3, 5, -9, 2, 3, 6, 7, -6, 6, 6, 5, 2, 7)  # below zero: at least
    day = When.parse("2011-12")
    bars = [
        Bar(slot, Point(date=day, value=abs(value), qualifier="exact" if value > 0 else "at-least", source="log"))
        for slot, value in enumerate(values)
    ]
    frame, figure = Frame(range(len(bars)), 11.6, 0.8, 0.08), new_figure(200)
    write_values(figure, frame, chart, bars)
    boxes = []
    for note in figure.layout["annotations"]:
        x, y = note["x"] * frame.slot_px + note["xshift"], note["y"] / frame.per_px + note["yshift"]
        boxes.append(Box.around((x, y), width_of(note["text"], SMALL, bold=True) / 2, 6))
    assert len(boxes) == len(values)
    assert [one for one, other in combinations(boxes, 2) if one.grown(2 - 0.01, 0).meets(other)] == []
    with pytest.raises(ContentError, match=r"the values .* would be read as one"):
        wide = bars[0].point.model_copy(update={"value": 12345})
        write_values(new_figure(200), replace(frame, per_px=100), chart, [Bar(slot, wide) for slot in frame.slots])


def test_a_value_lifted_over_its_neighbours_is_led_to_its_marks(publication: Publication) -> None:
    dossier, series = publication.dossier, publication.dossier.series["sailings-by-day"]
    two = tuple(
        series.points[0].model_copy(update={"date": When.parse(day), "value": value, "qualifier": sure})
        for day, value, sure in (("2011-12-20", 3, "at-least"), ("2011-12-21", 9, "exact"), ("2011-12-29", 2, "exact"))
    )
    changed = replace(dossier, series=dossier.series | {series.id: series.model_copy(update={"points": two})})
    chart = dossier.charts["sailings"].model_copy(update={"events": ()})
    shapes = KINDS["days"].draw(chart, changed, False).layout["shapes"]
    led = [line["x0"] for line in shapes if line["type"] == "line" and line.get("xref") == "x" and line["y0"] > 0]
    assert led[0] == "2011-12-20" and "2011-12-29" not in led
