"""The routes on a map: known legs as they are documented or schematic, probable ones dotted."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from .clipping import Box, Point
from .figure import Figure
from .hovering import claim_hover, folded
from .lettering import width_of
from .map_names import lettering
from .map_view import View
from .marks import arrow_head
from .palette import colour
from .region_map import Route

if TYPE_CHECKING:
    from ..dossier import Dossier

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
