"""Outlines and lines cut to a window."""

from __future__ import annotations

import pytest

from explainer.charts.geometry import Point, clipped, holds, rings, runs_within

BOX = (0, 0, 10, 10)


def test_a_country_falls_into_its_outlines() -> None:
    assert list(rings([0, 1, None, 5, 6, None], [0, 2, None, 5, 7, None])) == [[(0, 0), (1, 2)], [(5, 5), (6, 7)]]


@pytest.mark.parametrize(
    ("ring", "left"),
    [
        ([(2, 2), (8, 2), (5, 8)], {(2, 2), (8, 2), (5, 8)}),
        ([(-5, 5), (5, -5), (15, 5), (5, 15)], {(0, 0), (10, 0), (10, 10), (0, 10)}),
        ([(20, 20), (30, 20), (25, 30)], set()),
    ],
    ids=["inside", "around", "outside"],
)
def test_an_outline_is_cut_to_the_window(ring: list[Point], left: set[Point]) -> None:
    assert set(clipped(ring, BOX)) == left


@pytest.mark.parametrize(
    ("line", "runs"),
    [
        ([(1, 1), (9, 9)], [[(1, 1), (9, 9)]]),
        ([(-5, 5), (5, 5), (5, 15)], [[(0, 5), (5, 5), (5, 10)]]),
        ([(-5, 5), (15, 5), (15, 8), (5, 8)], [[(0, 5), (10, 5)], [(10, 8), (5, 8)]]),
        ([(-5, 20), (20, 20)], []),
    ],
    ids=["inside", "in and out", "out and back", "beside"],
)
def test_a_line_is_cut_where_it_leaves_the_window(line: list[Point], runs: list[list[Point]]) -> None:
    assert list(runs_within(line, BOX)) == runs


def test_a_point_lies_in_an_outline_or_beside_it() -> None:
    ring: list[Point] = [(0, 0), (10, 0), (10, 10), (5, 2), (0, 10)]
    assert holds(ring, (1, 5)) and holds(ring, (9, 5))
    assert not holds(ring, (5, 5)) and not holds(ring, (-1, 5)) and not holds(ring, (11, 5))
