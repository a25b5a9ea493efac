"""The routes on a map: known legs as they are documented or schematic, probable ones dotted."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from ...data.charts import Inset, MapChart, Route
from ...data.dossier import Dossier
from ..figure import Figure, colour
from ..geometry import Box, Point, clipped, rings, runs_within
from ..marks import arrow_head
from ..words import claim_hover, folded, width_of
from .ground import View, lcc
from .names import lettering

Project = Callable[[float, float], Point]

_ASIDE, _LINE = 7, 16  # px: from a route to its label, from line to line


def draw_route(figure: Figure, route: Route, number: int, dossier: Dossier, project: Project, view: View) -> Box | None:
    """Draw a route and what is written beside its probable legs; return the room of that in px."""
    points = [project(dossier.places[place].lon, dossier.places[place].lat) for place in route.places]
    sure = len(points) - route.likely
    hover = "<br>".join([*folded(route.label or "Route"), f"{route.drawn} line", claim_hover(dossier, route.claims[0])])
    tail = _bowed(points[sure - 1 :], route.bend)
    pieces = [
        ("known", points[:sure], "solid" if route.drawn == "documented" else "7px,4px"),
        ("likely", tail, "1.5px,4px"),
    ]
    for name, piece, dash in pieces:
        if len(piece) < 2:
            continue
        figure.add_scatter(
            x=[x for x, _ in piece],
            y=[y for _, y in piece],
            mode="lines+markers",
            uid=f"route-{number}-{name}",
            name=f"route {number + 1}, {name}",
            hoverinfo="text",
            hovertext=hover,
            line={"color": colour(route.actor), "width": 2.4, "dash": dash},
            marker=arrow_head(len(piece), 12 if piece[-1] == points[-1] else 0, route.actor),
        )
    if not route.label:
        return None
    lines, at = route.label.split(" / "), tail[len(tail) // 4]
    lettering(figure, "<br>".join(lines), at, "ink-2", xanchor="right", xshift=-_ASIDE, align="right")
    (x, y), up = view.px(at), _LINE * len(lines) / 2
    return x - _ASIDE - max(map(width_of, lines)), y - up, x - _ASIDE, y + up


def _bowed(points: list[Point], bend: float) -> list[Point]:
    """Bow each leg by `bend` km to the left of its direction, in twelve steps."""
    if not bend or len(points) < 2:
        return points
    bowed = points[:1]
    for (x0, y0), (x1, y1) in pairwise(points):
        long = math.hypot(x1 - x0, y1 - y0)
        middle = ((x0 + x1) / 2 - (y1 - y0) / long * 2 * bend, (y0 + y1) / 2 + (x1 - x0) / long * 2 * bend)
        for step in range(1, 13):
            t = step / 12
            bowed.append(
                tuple(
                    round((1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c, 1)  # type: ignore[arg-type]
                    for a, b, c in zip((x0, y0), middle, (x1, y1), strict=True)
                )
            )
    return bowed


def draw_inset(
    figure: Figure,
    chart: MapChart,
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
