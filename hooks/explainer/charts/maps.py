"""Maps: places and routes over projected country outlines; both axes count km."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from ..data.charts import Dot, Inset, MapChart, Route
from ..data.dossier import Dossier
from ..data.problem import ContentError
from .figure import SMALL, Figure, colour, new_figure, stroke, width_for
from .geometry import Box, Point, around, curve, grown, runs_within, within
from .labels import SIDES, DotSide, NameSpots, NameWanted, place_beside, place_with_scale, shift
from .map_ground import Ground, Project, ScaleBar, View, colour_under, draw_ground, geometry, lcc, outlines
from .marks import arrow_head
from .tables import Row, Table
from .words import SERIF, claim_hover, folded, status_words, tinted, width_of

_LONGEST, _INSIDE = 130, 14  # px: the longest scale bar, its distance from the edge
_ASIDE, _LINE = 7, 16  # px: from a route to its label, from line to line
_BESIDE = {"point": 7, "end": 7, "area": 12}  # px from the middle of a mark to its name
_COUNTRY = 14  # px, the size of the names of countries
_BEHIND = 3  # cost of a note behind its name; under it both are found more easily
_DASHES = {"documented": "solid", "schematic": "7px,4px"}

Placed = tuple[Dot, Point]  # a place and where it is in km


def draw(chart: MapChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the map so that a km is as long up as across."""
    ground = geometry(chart.base, dossier, chart.id)
    project = lcc(ground["crs"])
    view, figure = _framed(chart, project, narrow)
    draw_ground(figure, ground, view, dossier.edition, small=chart.base != "region")
    figure.add_shape(
        type="rect", xref="paper", yref="paper", x0=0, x1=1, y0=0, y1=1, line={"color": colour("rule"), "width": 1}
    )
    ways = (_route(figure, route, number, dossier, project, view) for number, route in enumerate(chart.routes))
    taken = [room for room in ways if room]
    for named in chart.names:
        if named.narrow or not narrow:
            at = project(named.lon, named.lat)
            taken.append(_name_country(figure, ground["countries"][named.country]["name"], at, view))
    lines = view.lines(figure.data)
    if chart.inset:
        taken.append(_inset(figure, chart, chart.inset, ground, dossier, view, narrow))
    placed = _places(figure, chart.places, dossier, project)
    room, bar = view.px_box(view.box), ScaleBar.of(view, _LONGEST)
    names, taken = _names_wanted(chart, placed, dossier, view, room), [*taken, *_dots_of(placed, view)]
    scale, spots = place_with_scale(names, bar.size, grown(room, -_INSIDE, -_INSIDE), taken, lines)
    _scale(figure, view, bar, scale)
    _write_names(figure, chart, placed, spots, dossier)
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
    wanted = _names_wanted(chart, placed, dossier, view, room)
    _write_names(figure, chart, placed, place_beside(wanted, _dots_of(placed, view), lines), dossier)
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
    _lettering(figure, bar.words, foot, "ink-2", yanchor="bottom")


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
    _lettering(figure, "<br>".join(lines), at, "ink-2", xanchor="right", xshift=-_ASIDE, align="right")
    (x, y), up = view.px(at), _LINE * len(lines) / 2
    return x - _ASIDE - max(map(width_of, lines)), y - up, x - _ASIDE, y + up


def _bowed(points: list[Point], bend: float) -> list[Point]:
    """Bow each leg by `bend` km to the left of its direction."""
    if not bend:
        return points
    bowed = points[:1]
    for (x0, y0), (x1, y1) in pairwise(points):
        long = math.hypot(x1 - x0, y1 - y0)
        middle = ((x0 + x1) / 2 - (y1 - y0) / long * 2 * bend, (y0 + y1) / 2 + (x1 - x0) / long * 2 * bend)
        bowed += [(round(x, 1), round(y, 1)) for x, y in curve((x0, y0), middle, (x1, y1))[1:]]
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


def _lettering(
    figure: Figure, text: str, at: Point, token: str, size: int = SMALL, family: str | None = None, **more: Any
) -> None:
    """Write a text with a rim in the colour of its ground, so that no border cuts through its letters."""
    rim = ", ".join([f"0 0 2px {colour_under(at, figure.data)}"] * 4)
    font = {"size": size, "color": colour(token), "shadow": rim, **({"family": family} if family else {})}
    figure.text(text, *at, font=font, **more)


def _name_country(figure: Figure, name: str, at: Point, view: View) -> Box:
    """Write the name of a country and return its room in px."""
    _lettering(figure, f"<i>{name}</i>", at, "ink-3", size=_COUNTRY, family=SERIF)
    return around(view.px(at), width_of(name, _COUNTRY) / 2, _LINE / 2)


def _names_wanted(
    chart: MapChart, placed: Sequence[Placed], dossier: Dossier, view: View, room: Box
) -> list[NameWanted]:
    """Return the names of places as they are to stand in `room`, in px; ContentError where a place lies outside."""
    for dot, at in placed:
        if not within(view.px(at), room):
            raise ContentError(
                [chart.fault(f"“{dot.place}” lies outside the map", "a wider “frame” or another middle")]
            )
    return [_wanted(dot, view.px(at), dossier, room) for dot, at in placed]


def _dots_of(placed: Sequence[Placed], view: View) -> list[Box]:
    """Return the room of the places' marks in px."""
    return [around(view.px(at), _BESIDE[dot.mark] - 3, _BESIDE[dot.mark] - 3) for dot, at in placed]


def _write_names(figure: Figure, chart: MapChart, placed: Sequence[Placed], spots: NameSpots, dossier: Dossier) -> None:
    """Write each name at its spot; ContentError where one has none."""
    for (dot, at), spot in zip(placed, spots, strict=True):
        if spot is None:
            found = f"the name of “{dot.place}” finds no room beside it"
            raise ContentError([chart.fault(found, "a wider “frame” or fewer places")])
        words = ("<br>", " ")[spot.form].join(_tinted(_lines(dot, dossier)))
        _write(figure, words, at, spot.side, _BESIDE[dot.mark])


def _write(figure: Figure, words: str, at: Point, side: DotSide, aside: float) -> None:
    across, down = shift(side, aside)
    anchors: dict[str, Any] = {}
    if across:
        align = "left" if across > 0 else "right"
        anchors |= {"xanchor": align, "xshift": across, "align": align}
    if down:
        anchors |= {"yanchor": "top" if down > 0 else "bottom", "yshift": -down}
    _lettering(figure, words, at, "ink", **anchors)


def _wanted(dot: Dot, at: Point, dossier: Dossier, room: Box) -> NameWanted:
    lines = _lines(dot, dossier)
    under, behind = (max(map(width_of, lines)), _LINE * len(lines), 0), (width_of(" ".join(lines)), _LINE, _BEHIND)
    return NameWanted(at, (under, behind), _BESIDE[dot.mark], room, (dot.side,) if dot.side else SIDES)


def _lines(dot: Dot, dossier: Dossier) -> list[str]:
    return [dossier.places[dot.place].name, *(dot.note.split(" / ") if dot.note else ())]


def _tinted(lines: list[str]) -> list[str]:
    return [line if number == 0 else tinted(line, "ink-2") for number, line in enumerate(lines)]


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
