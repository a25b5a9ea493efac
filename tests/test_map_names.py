"""Names on maps: beside their own dot, off the others, off borders where there is room, and none is left out."""

from __future__ import annotations

import pytest

from explainer.charts.geometry import Box, Point, meet
from explainer.charts.labels import NameWanted, place_beside, place_with_scale
from explainer.charts.maps import draw
from explainer.data.charts import MapChart
from explainer.data.problem import ContentError
from explainer.publication.publication import Publication

ROOM = (0, 0, 200, 100)
MAPS = ("sound-map", "ways-home")


def _name(at: Point, *, wide: float = 40, shorter: float = 20) -> NameWanted:
    return NameWanted(at, ((wide, 12, 0), (shorter, 12, 40)), 6, ROOM)


def _map(publication: Publication, id_: str) -> MapChart:
    chart = publication.dossier.charts[id_]
    assert isinstance(chart, MapChart)
    return chart


@pytest.mark.parametrize(
    ("at", "taken", "lines", "side", "form"),
    [
        ((100, 50), [], [], "right", 0),
        ((180, 50), [], [], "left", 0),
        ((100, 50), [(104, 40, 120, 60)], [], "left", 0),
        ((100, 50), [], [[(120, 0), (120, 100)]], "left", 0),
        ((100, 50), [], [[(0, 50), (200, 50)]], "above", 0),
        ((100, 50), [(0, 0, 94, 100), (130, 0, 200, 100), (94, 0, 200, 44), (94, 56, 200, 100)], [], "right", 1),
    ],
    ids=["free", "at the edge", "taken", "a border beside", "a border through", "short of room"],
)
def test_a_name_stands_where_it_has_room(
    at: Point, taken: list[Box], lines: list[list[Point]], side: str, form: int
) -> None:
    (spot,) = place_beside([_name(at)], taken, lines)
    assert spot and (spot.side, spot.form) == (side, form)
    assert not any(meet(spot.box, box) for box in taken)


def test_a_name_without_room_is_told() -> None:
    assert place_beside([_name((100, 50))], [ROOM], []) == (None,)


def test_names_keep_off_each_other_and_stay_with_their_dots() -> None:
    upper, lower = place_beside([_name((100, 40)), _name((98, 52))], [], [])
    assert upper and lower and not meet(upper.box, lower.box)
    assert not upper.box[1] + 2 < 52 < upper.box[3] - 2, "the other dot is not at its height"


def test_the_scale_takes_the_corner_that_costs_least() -> None:
    box, _ = place_with_scale([], (40, 20), ROOM, [], [])
    assert box == (0, 80, 40, 100)
    box, _ = place_with_scale([], (40, 20), ROOM, [(0, 90, 10, 100)], [[(190, 0), (190, 100)]])
    assert box == (0, 0, 40, 20)
    narrow = NameWanted((10, 90), ((40, 12, 0),), 6, (0, 70, 70, 100), ("right",))
    box, (spot,) = place_with_scale([narrow], (40, 20), ROOM, [], [])
    assert spot and box == (160, 80, 200, 100), "the name needs the first corner"


@pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])
@pytest.mark.parametrize("id_", MAPS)
def test_every_place_with_a_claim_is_named_in_both_forms(publication: Publication, id_: str, narrow: bool) -> None:
    chart, dossier = _map(publication, id_), publication.dossier
    layout = draw(chart, dossier, narrow).layout
    said = " ".join(note["text"] for note in layout["annotations"])
    for dot in (*chart.places, *(chart.inset.places if chart.inset else ())):
        assert not dot.claim or dossier.places[dot.place].name in said


def test_a_place_outside_or_without_room_is_a_fault(publication: Publication) -> None:
    chart, dossier = _map(publication, "sound-map"), publication.dossier
    small = chart.model_copy(update={"frame": chart.frame.model_copy(update={"wide_km": 20})})
    with pytest.raises(ContentError, match="“lind” lies outside the map; allowed: a wider “frame” or another middle"):
        draw(small, dossier, narrow=False)
    lind = next(dot for dot in chart.places if dot.place == "lind")
    forced = chart.model_copy(update={"places": (lind.model_copy(update={"side": "left", "note": "21 June " * 9}),)})
    with pytest.raises(ContentError, match="the name of “lind” finds no room beside it"):
        draw(forced, dossier, narrow=False)
