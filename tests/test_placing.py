"""Labels keep clear of lines and of each other."""

from __future__ import annotations

import json

from explainer.charts.labels import Crossing, LabelWanted, place
from explainer.charts.words import number, wrap
from explainer.publication.publication import Publication

_LINE = tuple(Crossing(row, 105, 105) for row in (1, 2, 3, 4, -1, -2, -3, -4))


def test_a_label_ends_at_a_line_that_it_would_cross() -> None:
    (spot,) = place([LabelWanted(100, 80)], 0, 400, lines=_LINE)
    assert spot.row == 1 and spot.left < 100 <= spot.right + 6 and spot.right < 105


def test_a_label_of_a_span_may_stand_over_its_later_part() -> None:
    (spot,) = place([LabelWanted(100, 80, until=140)], 100, 400, lines=_LINE)
    assert spot.row == 1 and 105 < spot.left <= 140


def test_a_label_does_not_begin_over_the_point_of_another() -> None:
    first, second = place([LabelWanted(40, 60), LabelWanted(100, 110)], 0, 200, lines=[Crossing(1, 34, 34)])
    assert first.row != second.row or first.right < second.left
    assert abs(second.left + 6 - 40) >= 10


def test_a_number_has_commas_and_its_sign_is_not_left_alone() -> None:
    assert [number(value) for value in (129, 1700, 29616, 88.6)] == ["129", "1,700", "29,616", "88.6"]
    assert wrap("drones seen; ≥\u202f9 drones", 1)[2] == "≥\u202f9"


def test_a_night_without_a_number_is_open_on_a_phone(publication: Publication) -> None:
    script = publication.drawings["turn-lanes"].script
    figures = json.loads(script[script.index(",") + 1 : script.rindex(")")])
    symbols = {
        trace["uid"]: trace["marker"]["symbol"]
        for trace in figures["narrow"]["data"]
        if trace["uid"].startswith("count-2011-12")
    }
    assert symbols["count-2011-12-17-open"] == "triangle-up-open"
    assert {symbol for uid, symbol in symbols.items() if not uid.endswith("-open")} == {"triangle-up"}
