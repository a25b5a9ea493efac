"""Places whose state is disputed by force lie, in the geometry of the maps, where international law has them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from projects import ROOT

from explainer.charts.map_ground import lcc
from explainer.data.land import Country, read_ground

ACROSS, UP = 900, 640  # km from its middle to which the region is cut; Crimea lies south of it
PLACES = [
    ("Simferopol, Crimea", 34.10, 44.95, "UKR"),
    ("Kerch inland, Crimea", 35.80, 45.25, "UKR"),
    ("Sevastopol", 33.60, 44.60, "UKR"),
    ("Donetsk", 37.80, 48.00, "UKR"),
    ("Luhansk", 39.30, 48.57, "UKR"),
    ("Kaliningrad", 20.75, 54.70, "RUS"),
    ("Kursk", 36.19, 51.73, "RUS"),
    ("Gomel", 30.98, 52.43, "BLR"),
]


def _rings(country: Country) -> list[list[tuple[float, float]]]:
    rings: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(country.x, country.y, strict=True):
        if x is None or y is None:
            rings.append([])
        else:
            rings[-1].append((x, y))
    return rings


def _inside(x: float, y: float, rings: list[list[tuple[float, float]]]) -> bool:
    """Even and odd: a ray to the right crosses the border an odd number of times."""
    inside = False
    for ring in rings:
        for (x0, y0), (x1, y1) in pairwise([*ring, ring[0]]):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                inside = not inside
    return inside


@pytest.mark.parametrize("base", ["region", "eurasia"])
@pytest.mark.parametrize(("place", "lon", "lat", "state"), PLACES)
def test_a_place_lies_in_its_state_alone(base: str, place: str, lon: float, lat: float, state: str) -> None:
    ground = read_ground(ROOT / "data/geo", base, "this test")
    x, y = lcc(ground.crs)(lon, lat)
    holders = [code for code, country in ground.countries.items() if _inside(x, y, _rings(country))]
    within = base == "eurasia" or (abs(x) <= ACROSS and abs(y) <= UP)
    assert holders == ([state] if within else []), place
