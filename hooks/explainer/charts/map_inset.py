"""The inset of a map: a crowded piece of it once more, larger, over its lower left corner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .clipping import Box, Point, clipped, rings, runs_within
from .figure import Figure
from .palette import colour
from .region_map import Chart, Inset, lcc

if TYPE_CHECKING:
    from ..dossier import Dossier

Project = Callable[[float, float], Point]


def draw_inset(
    figure: Figure,
    chart: Chart,
    inset: Inset,
    ground: Mapping[str, Any],
    dossier: Dossier,
    corner: tuple[float, float, float],
) -> tuple[Project, Box]:
    """Draw land and routes of the inset at `corner` (left, bottom, width in km of the map), and its frame on the map.

    Returns the projection (longitude, latitude) → place in the inset, and its room in km of the map.
    """
    project = lcc(ground["crs"])
    x, y = project(inset.lon, inset.lat)
    box = (x - inset.km / 2, y - inset.km * inset.height / 2, x + inset.km / 2, y + inset.km * inset.height / 2)
    left, bottom, width = corner
    zoom = width / inset.km

    def moved(point: Point) -> Point:
        return round(left + (point[0] - box[0]) * zoom, 1), round(bottom + (point[1] - box[1]) * zoom, 1)

    _area(figure, "inset", [moved(point) for point in _corners(box)], "water", "ink-2")
    for code, country in sorted(
        ground["countries"].items(), key=lambda pair: (pair[0] == dossier.edition.map.focus, pair[0])
    ):
        for number, ring in enumerate(rings(country["x"], country["y"])):
            cut = clipped(ring, box)
            if len(cut) > 2:
                focus = code == dossier.edition.map.focus
                points = [moved(point) for point in cut]
                _area(
                    figure,
                    f"inset-{code}-{number}",
                    points,
                    "land-focus" if focus else "land",
                    "ink-3" if focus else "border",
                )
    for number, route in enumerate(chart.routes):
        way = [project(dossier.places[place].lon, dossier.places[place].lat) for place in route.places]
        dash = "solid" if route.drawn == "documented" else "7px,4px"
        for run in runs_within(way, box):
            _line(figure, f"inset-route-{number}", [moved(point) for point in run], route.actor, 2.4, dash)
    _line(figure, "inset-rim", [moved(point) for point in _corners(box)], "ink-2", 1, "solid")
    _line(figure, "inset-frame", _corners(box), "ink-2", 1, "solid")
    return lambda lon, lat: moved(project(lon, lat)), (*moved(box[:2]), *moved(box[2:]))


def _corners(box: Box) -> list[Point]:
    left, bottom, right, top = box
    return [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]


def _area(figure: Figure, name: str, points: list[Point], fill: str, line: str) -> None:
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="lines",
        fill="toself",
        fillcolor=colour(fill),
        hoverinfo="skip",
        uid=name,
        name=name,
        line={"color": colour(line), "width": 0.8},
    )


def _line(figure: Figure, name: str, points: list[Point], token: str, width: float, dash: str) -> None:
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="lines",
        hoverinfo="skip",
        uid=name,
        name=name,
        line={"color": colour(token), "width": width, "dash": dash},
    )
