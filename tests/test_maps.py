"""Maps: lines cut to their window, and names beside their own dot, off the others; labels on other charts."""

from __future__ import annotations

import pytest

from explainer.charts.geometry import Box, Point, runs_within
from explainer.charts.labels import ROWS, LabelWanted, NameWanted, place, place_beside, place_with_scale, row
from explainer.charts.map_records import MapChart
from explainer.charts.maps import draw
from explainer.data.problem import ContentError
from explainer.publication.publication import Publication

ROOM = Box(0, 0, 200, 100)
_LINE = [row(number, 105, 105) for number in ROWS]


def test_a_line_is_cut_where_it_leaves_the_window() -> None:
    window = Box(0, 0, 10, 10)
    assert list(runs_within([(1, 1), (9, 9)], window)) == [[(1, 1), (9, 9)]]
    out_and_back = runs_within([(-5, 5), (15, 5), (15, 8), (5, 8)], window)
    assert list(out_and_back) == [[(0, 5), (10, 5)], [(10, 8), (5, 8)]]
    assert list(runs_within([(-5, 20), (20, 20)], window)) == []


def _name(at: Point) -> NameWanted:
    return NameWanted(at, ((40, 12, 0), (20, 12, 40)), 6, ROOM)


@pytest.mark.parametrize(
    ("at", "taken", "lines", "side", "form"),
    [
        ((100, 50), [], [], "right", 0),
        ((180, 50), [], [], "left", 0),
        ((100, 50), [Box(104, 40, 120, 60)], [], "left", 0),
        ((100, 50), [], [[(120, 0), (120, 100)]], "left", 0),
        ((100, 50), [], [[(0, 50), (200, 50)]], "above", 0),
        (
            (100, 50),
            [Box(0, 0, 94, 100), Box(130, 0, 200, 100), Box(94, 0, 200, 44), Box(94, 56, 200, 100)],
            [],
            "right",
            1,
        ),
    ],
    ids=["free", "at the edge", "taken", "a border beside", "a border through", "short of room"],
)
def test_a_name_stands_where_it_has_room(
    at: Point, taken: list[Box], lines: list[list[Point]], side: str, form: int
) -> None:
    (spot,) = place_beside([_name(at)], taken, lines)
    assert spot and (spot.side, spot.form) == (side, form)
    assert not any(map(spot.box.meets, taken))


def test_names_keep_off_each_other_and_stay_with_their_dots() -> None:
    upper, lower = place_beside([_name((100, 40)), _name((98, 52))], [], [])
    assert upper and lower and not upper.box.meets(lower.box)
    assert not upper.box.low + 2 < 52 < upper.box.high - 2, "the other dot is not at its height"


def test_the_scale_takes_the_corner_that_costs_least() -> None:
    box, _ = place_with_scale([], (40, 20), ROOM, [], [])
    assert box == (0, 80, 40, 100)
    box, _ = place_with_scale([], (40, 20), ROOM, [Box(0, 90, 10, 100)], [[(190, 0), (190, 100)]])
    assert box == (0, 0, 40, 20)
    narrow = NameWanted((10, 90), ((40, 12, 0),), 6, Box(0, 70, 70, 100), ("right",))
    box, (spot,) = place_with_scale([narrow], (40, 20), ROOM, [], [])
    assert spot and box == (160, 80, 200, 100), "the name needs the first corner"


def test_a_frame_beyond_the_edge_of_the_land_is_a_fault(publication: Publication) -> None:
    chart, dossier = publication.dossier.charts["sound-map"], publication.dossier
    assert isinstance(chart, MapChart)
    for frame, side in (({"wide_km": 260}, "west"), ({"lon": 4.9}, "east"), ({"lat": -53.7}, "north")):
        far = chart.model_copy(update={"frame": chart.frame.model_copy(update=frame), "names": ()})
        with pytest.raises(ContentError, match=f"beyond data/geo/region.json in the {side}, where the land is cut off"):
            draw(far, dossier, narrow=False)


def test_a_place_outside_or_without_room_is_a_fault(publication: Publication) -> None:
    chart, dossier = publication.dossier.charts["sound-map"], publication.dossier
    assert isinstance(chart, MapChart)
    small = chart.model_copy(update={"frame": chart.frame.model_copy(update={"wide_km": 20}), "names": ()})
    with pytest.raises(ContentError, match="“lind” lies outside the map; allowed: a wider “frame” or another middle"):
        draw(small, dossier, narrow=False)
    lind = next(dot for dot in chart.places if dot.place == "lind")
    forced = chart.model_copy(update={"places": (lind.model_copy(update={"side": "left", "note": "21 June " * 9}),)})
    with pytest.raises(ContentError, match="the name of “lind” finds no room beside it"):
        draw(forced, dossier, narrow=False)


def test_a_label_ends_at_a_line_that_it_would_cross() -> None:
    (spot,) = place([LabelWanted(100, 80)], 0, 400, lines=_LINE)
    assert spot.box.high == -8 and spot.box.left < 100 <= spot.box.right + 6 and spot.box.right < 105


def test_a_label_of_a_span_may_stand_over_its_later_part() -> None:
    (spot,) = place([LabelWanted(100, 80, until=140)], 100, 400, lines=_LINE)
    assert spot.box.high == -8 and 105 < spot.box.left <= 140


def test_a_label_does_not_begin_over_the_point_of_another() -> None:
    first, second = place([LabelWanted(40, 60), LabelWanted(100, 110)], 0, 200, lines=[row(1, 34, 34)])
    assert not first.meets(second)
    assert abs(second.box.left + 6 - 40) >= 10
