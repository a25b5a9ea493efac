"""The drawing of a map: land, borders, routes, places, names and a scale bar, all in projected km."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from .clipping import Box, Point, rings
from .figure import SMALL, Figure, label, new_figure, width_for
from .hovering import claim_hover, folded
from .lettering import SERIF, tinted
from .map_inset import draw_inset
from .marks import arrow_head
from .palette import colour
from .region_map import Chart, Dot, Route, geometry, lcc

if TYPE_CHECKING:
    from ..dossier import Dossier

_ASIDE: dict[str, dict[str, Any]] = {
    "right": {"xanchor": "left", "xshift": 7, "align": "left"},
    "left": {"xanchor": "right", "xshift": -7, "align": "right"},
    "above": {"yanchor": "bottom", "yshift": 5},
    "below": {"yanchor": "top", "yshift": -5},
}
_BARS = (2000, 1000, 500, 200, 100, 50)  # km that a scale bar may stand for


def draw_map(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the map so that a km is as long up as across."""
    ground = geometry(chart.base, dossier, chart.id)
    project = lcc(ground["crs"])
    width = width_for(chart.wide, narrow)
    km = chart.frame.narrow_km if narrow else chart.frame.wide_km
    tall = km * (chart.frame.narrow_height if narrow else chart.frame.height)
    x, y = project(chart.frame.lon, chart.frame.lat)
    box = (x - km / 2, y - tall / 2, x + km / 2, y + tall / 2)
    figure = new_figure(round(width * tall / km), left=0, right=0, top=0, bottom=0)
    figure.update_layout(plot_bgcolor=colour("water"))
    figure.update_xaxes(range=[box[0], box[2]], showticklabels=False, constrain="domain")
    figure.update_yaxes(range=[box[1], box[3]], showticklabels=False, scaleanchor="x", constrain="domain")
    _land(figure, ground, box, small=chart.base == "eurasia")
    figure.add_shape(
        type="rect", xref="paper", yref="paper", x0=0, x1=1, y0=0, y1=1, line={"color": colour("rule"), "width": 1}
    )
    for number, route in enumerate(chart.routes):
        _route(figure, route, number, dossier, project)
    for named in chart.names:
        if named.narrow or not narrow:
            _country(figure, ground["countries"][named.country]["name"], project(named.lon, named.lat))
    for dot in chart.places:
        if dot.narrow or not narrow:
            _place(figure, dot, dossier, project)
    if chart.inset:
        corner = (box[0], box[1], km * (chart.inset.narrow_share if narrow else chart.inset.share))
        moved = draw_inset(figure, chart, chart.inset, ground, dossier, corner)
        for dot in chart.inset.places:
            if dot.narrow or not narrow:
                _place(figure, dot, dossier, moved)
    _scale(figure, box, km / width, at_right=chart.inset is not None)
    return figure


def _land(figure: Figure, ground: Mapping[str, Any], box: Box, *, small: bool) -> None:
    countries = sorted(
        ground["countries"].items(), key=lambda pair: pair[0] == "BLR"
    )  # Belarus last, so its border is whole
    for code, country in countries:
        xs, ys = _near(country["x"], country["y"], box)
        if not xs:
            continue
        focus = code == "BLR"
        figure.add_scatter(
            x=xs,
            y=ys,
            mode="lines",
            fill="toself",
            hoveron="fills",
            hoverinfo="text",
            text=country["name"],
            fillcolor=colour(("minsk" if small else "land-focus") if focus else "land"),
            uid=f"land-{code}",
            name=country["name"],
            line={"color": colour("ink-3" if focus else "border"), "width": 1.4 if focus else 0.8},
            opacity=0.5 if focus and small else 1,  # among continents Belarus is too small for a quiet tint
        )
    if "oblast_lines" in ground:
        figure.add_scatter(
            x=ground["oblast_lines"]["x"],
            y=ground["oblast_lines"]["y"],
            mode="lines",
            hoverinfo="skip",
            uid="oblasts",
            name="oblast borders",
            line={"color": colour("border"), "width": 0.7, "dash": "1px,3px"},
        )


def _near(xs: list[Any], ys: list[Any], box: Box) -> tuple[list[Any], list[Any]]:
    """Keep the rings of a country that come into the frame."""
    kept_x: list[Any] = []
    kept_y: list[Any] = []
    for ring in rings(xs, ys):
        across, up = zip(*ring, strict=True)
        if min(across) < box[2] and max(across) > box[0] and min(up) < box[3] and max(up) > box[1]:
            kept_x += [*[None] * bool(kept_x), *across]
            kept_y += [*[None] * bool(kept_y), *up]
    return kept_x, kept_y


def _route(figure: Figure, route: Route, number: int, dossier: Dossier, project: Any) -> None:
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
    if route.label:
        words = "<br>".join(route.label.split(" / "))
        figure.add_annotation(_lettering(words, *tail[len(tail) // 4], "ink-2", **_ASIDE["left"]))


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


def _lettering(
    text: str, x: float, y: float, token: str, size: int = SMALL, family: str | None = None, **more: Any
) -> dict[str, Any]:
    """Return a label with a rim in the colour of the land, so that borders do not cut through its letters."""
    made = label(text, x, y, token, size=size, **more)
    rim = ", ".join([f"0 0 2px {colour('land')}"] * 4)
    return made | {"font": {**made["font"], "shadow": rim, **({"family": family} if family else {})}}


def _place(figure: Figure, dot: Dot, dossier: Dossier, project: Any) -> None:
    place = dossier.places[dot.place]
    x, y = project(place.lon, place.lat)
    mark = {
        "point": {"symbol": "circle", "size": 6, "color": colour("ink")},
        "end": {"symbol": "x-thin", "size": 8, "color": colour("ink"), "line": {"width": 2, "color": colour("ink")}},
        "area": {"symbol": "circle-open", "size": 16, "color": colour("minsk"), "line": {"width": 2}},
    }[dot.mark]
    told = [
        f"<b>{place.name}</b>",
        *(folded(dot.note) if dot.note else []),
        *(folded(place.note) if place.note else []),
    ]
    if dot.claim:
        told.append(claim_hover(dossier, dot.claim))
    figure.add_scatter(
        x=[x],
        y=[y],
        mode="markers",
        marker=mark,
        uid=f"place-{dot.place}",
        name=place.name,
        hoverinfo="text",
        hovertext="<br>".join(told),
    )
    words = place.name + (f"<br>{tinted(dot.note.replace(' / ', '<br>'), 'ink-2')}" if dot.note else "")
    aside = dict(_ASIDE[dot.side])
    if dot.mark == "area" and "xshift" in aside:
        aside["xshift"] = 12 if dot.side == "right" else -12
    figure.add_annotation(_lettering(words, x, y, "ink", **aside))


def _country(figure: Figure, name: str, at: Point) -> None:
    figure.add_annotation(_lettering(f"<i>{name}</i>", *at, "ink-3", size=14, family=SERIF))


def _scale(figure: Figure, box: Box, km_per_px: float, *, at_right: bool) -> None:
    long = next(bar for bar in _BARS if bar / km_per_px < 130)
    x, y = box[0] + 14 * km_per_px, box[1] + 14 * km_per_px
    if at_right:  # the inset has the left corner
        x = box[2] - 14 * km_per_px - long
    tick = 4 * km_per_px
    figure.add_scatter(
        x=[x, x, x + long, x + long],
        y=[y + tick, y, y, y + tick],
        mode="lines",
        hoverinfo="skip",
        uid="scale",
        name="scale bar",
        line={"color": colour("ink-2"), "width": 1.2},
    )
    figure.add_annotation(_lettering(f"{long} km", x + long / 2, y, "ink-2", yanchor="bottom"))
