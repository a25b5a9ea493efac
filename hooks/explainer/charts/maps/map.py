"""Maps: places and routes over projected country outlines; both axes count km."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ...data.charts import Dot, Inset, MapChart, Route
from ...data.dossier import Dossier
from ..figure import Figure, colour, new_figure, stroke, width_for
from ..geometry import Box, Point, around, grown, runs_within
from ..labels import place_beside, place_with_scale
from ..marks import arrow_head
from ..tables import Row, Table
from ..words import claim_hover, folded, status_words, width_of
from .ground import Ground, Project, ScaleBar, View, draw_ground, geometry, lcc, outlines
from .names import Placed, dots_of, lettering, name_country, names_wanted, write_names

_LONGEST, _INSIDE = 130, 14  # px: the longest scale bar, its distance from the edge
_ASIDE, _LINE = 7, 16  # px: from a route to its label, from line to line
_DASHES = {"documented": "solid", "schematic": "7px,4px"}


def draw(chart: MapChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the map so that a km is as long up as across."""
    ground = geometry(chart.base, dossier, chart.id)
    project = lcc(ground["crs"])
    view, figure = _framed(chart, project, narrow)
    draw_ground(figure, ground, view, dossier.edition, small=chart.base == "eurasia")
    figure.add_shape(
        type="rect", xref="paper", yref="paper", x0=0, x1=1, y0=0, y1=1, line={"color": colour("rule"), "width": 1}
    )
    ways = (_route(figure, route, number, dossier, project, view) for number, route in enumerate(chart.routes))
    taken = [room for room in ways if room]
    for named in chart.names:
        if named.narrow or not narrow:
            at = project(named.lon, named.lat)
            taken.append(name_country(figure, ground["countries"][named.country]["name"], at, view))
    lines = view.lines(figure.data)
    if chart.inset:
        taken.append(_inset(figure, chart, chart.inset, ground, dossier, view, narrow))
    placed = _places(figure, chart.places, dossier, project)
    room, bar = view.px_box(view.box), ScaleBar.of(view, _LONGEST)
    names, taken = names_wanted(chart, placed, dossier, view, room), [*taken, *dots_of(placed, view)]
    scale, spots = place_with_scale(names, bar.size, grown(room, -_INSIDE, -_INSIDE), taken, lines)
    _scale(figure, view, bar, scale)
    write_names(figure, chart, placed, spots, dossier)
    return figure


def _inset(
    figure: Figure, chart: MapChart, inset: Inset, ground: Ground, dossier: Dossier, view: View, narrow: bool
) -> Box:
    """Draw the inset and the names in it, and return its room in px."""
    corner = (*view.box[:2], (view.box[2] - view.box[0]) * (inset.narrow_share if narrow else inset.share))
    before = len(figure.data)
    moved, rim = _draw_inset(figure, chart, inset, ground, dossier, corner)
    room, lines = view.px_box(rim), view.lines(figure.data[before:])
    placed = _places(figure, inset.places, dossier, moved)
    wanted = names_wanted(chart, placed, dossier, view, room)
    write_names(figure, chart, placed, place_beside(wanted, dots_of(placed, view), lines), dossier)
    return room


def _framed(chart: MapChart, project: Project, narrow: bool) -> tuple[View, Figure]:
    width = width_for(chart.size, narrow)
    km = chart.frame.narrow_km if narrow else chart.frame.wide_km
    tall = km * (chart.frame.narrow_height if narrow else chart.frame.height)
    box = around(project(chart.frame.lon, chart.frame.lat), km / 2, tall / 2)
    figure = new_figure(round(width * tall / km), left=0, right=0, top=0, bottom=0)
    figure.update_layout(plot_bgcolor=colour("water"))
    figure.update_xaxes(range=[box[0], box[2]], showticklabels=False, constrain="domain")
    figure.update_yaxes(range=[box[1], box[3]], showticklabels=False, scaleanchor="x", constrain="domain")
    return View(box, km / width), figure


def _places(figure: Figure, dots: Sequence[Dot], dossier: Dossier, project: Project) -> list[Placed]:
    """Draw the marks of the places, and return where they are."""
    placed = []
    for dot in dots:
        at = _at(dot.place, dossier, project)
        _place(figure, dot, dossier, at)
        placed.append((dot, at))
    return placed


def _place(figure: Figure, dot: Dot, dossier: Dossier, at: Point) -> None:
    place = dossier.places[dot.place]
    mark = {
        "point": {"symbol": "circle", "size": 6, "color": colour("ink")},
        "end": {"symbol": "x-thin", "size": 8, "color": colour("ink"), "line": {"width": 2, "color": colour("ink")}},
        "area": {"symbol": "circle-open", "size": 16, "color": colour(dossier.edition.middle.id), "line": {"width": 2}},
    }[dot.mark]
    told = [f"<b>{place.name}</b>", *folded(dot.note or ""), *folded(place.note or "")]
    if dot.claim:
        told.append(claim_hover(dossier, dot.claim))
    figure.mark(*at, f"place-{dot.place}", place.name, "<br>".join(told), **mark)


def _scale(figure: Figure, view: View, bar: ScaleBar, room: Box) -> None:
    points = [view.km(point) for point in bar.points(room)]
    figure.polyline(points, "scale", "scale bar", line={"color": colour("ink-2"), "width": 1.2})
    foot = view.km(((room[0] + room[2]) / 2, room[3]))
    lettering(figure, bar.words, foot, "ink-2", yanchor="bottom")


def _route(figure: Figure, route: Route, number: int, dossier: Dossier, project: Project, view: View) -> Box | None:
    """Draw a route and what is written beside its probable legs; return the room of that in px."""
    points = [_at(place, dossier, project) for place in route.places]
    sure = len(points) - route.likely
    hover = "<br>".join([*folded(route.label or "Route"), f"{route.drawn} line", claim_hover(dossier, route.claims[0])])
    tail = _bowed(points[sure - 1 :], route.bend)
    pieces = [
        ("known", points[:sure], _DASHES[route.drawn]),
        ("likely", tail, "1.5px,4px"),
    ]
    for name, piece, dash in pieces:
        if len(piece) < 2:
            continue
        line = {"color": colour(route.actor), "width": 2.4, "dash": dash}
        head = arrow_head(len(piece), 12 if piece[-1] == points[-1] else 0, route.actor)
        told = (f"route-{number}-{name}", f"route {number + 1}, {name}", hover)
        figure.polyline(piece, *told, mode="lines+markers", line=line, marker=head)
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


def _draw_inset(
    figure: Figure,
    chart: MapChart,
    inset: Inset,
    ground: Ground,
    dossier: Dossier,
    corner: tuple[float, float, float],
) -> tuple[Project, Box]:
    """Draw land and routes of the inset at `corner` (left, bottom, width in km of the map), and its frame on the map.

    Returns the projection (longitude, latitude) → place in the inset, and its room in km of the map.
    """
    project = lcc(ground["crs"])
    box = around(project(inset.lon, inset.lat), inset.km / 2, inset.km * inset.height / 2)
    left, bottom, width = corner
    zoom = width / inset.km

    def moved(point: Point) -> Point:
        return round(left + (point[0] - box[0]) * zoom, 1), round(bottom + (point[1] - box[1]) * zoom, 1)

    def area(name: str, points: Iterable[Point], fill: str, line: str) -> None:
        style = {"color": colour(line), "width": 0.8}
        figure.polyline(map(moved, points), name, name, fill="toself", fillcolor=colour(fill), line=style)

    focus = dossier.edition.map.focus
    area("inset", _corners(box), "water", "ink-2")
    for land in outlines(ground, box, focus):
        colours = ("land-focus", "ink-3") if land.code == focus else ("land", "border")
        area(f"inset-{land.code}-{land.number}", land.points, *colours)
    for number, route in enumerate(chart.routes):
        name, way = f"inset-route-{number}", [_at(place, dossier, project) for place in route.places]
        for run in runs_within(way, box):
            figure.polyline(map(moved, run), name, name, line=stroke(route.actor, 2.4, _DASHES[route.drawn]))
    for name, corners in (("inset-rim", map(moved, _corners(box))), ("inset-frame", _corners(box))):
        figure.polyline(corners, name, name, line=stroke("ink-2"))
    return lambda lon, lat: moved(project(lon, lat)), (*moved(box[:2]), *moved(box[2:]))


def _corners(box: Box) -> list[Point]:
    left, bottom, right, top = box
    return [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)]


def _at(place: str, dossier: Dossier, project: Project) -> Point:
    return project(dossier.places[place].lon, dossier.places[place].lat)


def table(chart: MapChart, dossier: Dossier) -> Table:
    """Return one row a place, then one a route."""
    rows = []
    for dot in (*chart.places, *(chart.inset.places if chart.inset else ())):
        place = dossier.places[dot.place]
        claim = dossier.claims[dot.claim] if dot.claim else None
        rows.append(
            Row(
                (
                    place.name,
                    place.country,
                    f"{place.lat:.2f}",
                    f"{place.lon:.2f}",
                    dot.note or place.note or ("" if claim else "for orientation"),
                    status_words(claim) if claim else "",
                ),
                claims=(dot.claim,) if dot.claim else (),
                places=(dot.place,),
            )
        )
    for route in chart.routes:
        way = " → ".join(dossier.places[place].name for place in route.places)
        sure = "; ".join(dict.fromkeys(status_words(dossier.claims[claim]) for claim in route.claims))
        legs = f"last {route.likely} legs" if route.likely > 1 else "last leg"
        likely = f", the {legs} probable" if route.likely else ""
        rows.append(
            Row(
                (way, "", "", "", f"{route.drawn} route{likely}" + (f": {route.label}" if route.label else ""), sure),
                claims=route.claims,
                places=route.places,
            )
        )
    return Table(
        ("Place or route", "Country", "Latitude, °", "Longitude, °", "What it is", "How sure"),
        tuple(rows),
        caveats=("Points are town centres unless they say what they are.",),
    )
