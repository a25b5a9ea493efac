"""Maps: places and routes over projected country outlines; both axes count km."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ...data.charts import Dot, Inset, MapChart
from ...data.dossier import Dossier
from ..figure import Figure, colour, new_figure, width_for
from ..geometry import Box, Point
from ..labels import place_beside, place_with_scale
from ..tables import Row, Table
from ..words import claim_hover, folded, status_words, width_of
from .ground import View, draw_ground, geometry, lcc
from .names import Placed, dots_of, lettering, name_country, names_wanted, write_names
from .routes import draw_inset, draw_route


def draw(chart: MapChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw land, routes, places, names and the scale bar."""

    return draw_map(chart, dossier, narrow)


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
        likely = (
            f", the last {route.likely} legs probable"
            if route.likely > 1
            else ", the last leg probable"
            if route.likely
            else ""
        )
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


Project = Callable[[float, float], Point]

_BARS = (2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)  # km that a scale bar may stand for
_LONGEST, _TICK, _INSIDE = 130, 4, 14  # px: the longest bar, the height of its ends, its distance from the edge


def draw_map(chart: MapChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the map so that a km is as long up as across."""
    ground = geometry(chart.base, dossier, chart.id)
    project = lcc(ground["crs"])
    view, figure = _framed(chart, project, narrow)
    draw_ground(figure, ground, view.box, dossier.edition, small=chart.base == "eurasia")
    figure.add_shape(
        type="rect", xref="paper", yref="paper", x0=0, x1=1, y0=0, y1=1, line={"color": colour("rule"), "width": 1}
    )
    ways = (draw_route(figure, route, number, dossier, project, view) for number, route in enumerate(chart.routes))
    taken = [room for room in ways if room]
    for named in chart.names:
        if named.narrow or not narrow:
            at = project(named.lon, named.lat)
            taken.append(name_country(figure, ground["countries"][named.country]["name"], at, view))
    lines = view.lines(figure.data)
    if chart.inset:
        taken.append(_inset(figure, chart, chart.inset, ground, dossier, view, narrow))
    placed = _places(figure, chart.places, dossier, project)
    left, top, right, bottom = room = view.px_box(view.box)
    scale, spots = place_with_scale(
        names_wanted(chart, placed, dossier, view, room),
        _scale_size(view),
        (left + _INSIDE, top + _INSIDE, right - _INSIDE, bottom - _INSIDE),
        [*taken, *dots_of(placed, view)],
        lines,
    )
    _scale(figure, view, scale)
    write_names(figure, chart, placed, spots, dossier)
    return figure


def _inset(
    figure: Figure, chart: MapChart, inset: Inset, ground: Mapping[str, Any], dossier: Dossier, view: View, narrow: bool
) -> Box:
    """Draw the inset and the names in it, and return its room in px."""
    corner = (*view.box[:2], (view.box[2] - view.box[0]) * (inset.narrow_share if narrow else inset.share))
    before = len(figure.data)
    moved, rim = draw_inset(figure, chart, inset, ground, dossier, corner)
    room, lines = view.px_box(rim), view.lines(figure.data[before:])
    placed = _places(figure, inset.places, dossier, moved)
    wanted = names_wanted(chart, placed, dossier, view, room)
    write_names(figure, chart, placed, place_beside(wanted, dots_of(placed, view), lines), dossier)
    return room


def _framed(chart: MapChart, project: Project, narrow: bool) -> tuple[View, Figure]:
    width = width_for(chart.size, narrow)
    km = chart.frame.narrow_km if narrow else chart.frame.wide_km
    tall = km * (chart.frame.narrow_height if narrow else chart.frame.height)
    x, y = project(chart.frame.lon, chart.frame.lat)
    box = (x - km / 2, y - tall / 2, x + km / 2, y + tall / 2)
    figure = new_figure(round(width * tall / km), left=0, right=0, top=0, bottom=0)
    figure.update_layout(plot_bgcolor=colour("water"))
    figure.update_xaxes(range=[box[0], box[2]], showticklabels=False, constrain="domain")
    figure.update_yaxes(range=[box[1], box[3]], showticklabels=False, scaleanchor="x", constrain="domain")
    return View(box, km / width), figure


def _places(figure: Figure, dots: Sequence[Dot], dossier: Dossier, project: Project) -> list[Placed]:
    """Draw the marks of the places, and return where they are."""
    placed = []
    for dot in dots:
        at = project(dossier.places[dot.place].lon, dossier.places[dot.place].lat)
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
    told = [
        f"<b>{place.name}</b>",
        *(folded(dot.note) if dot.note else []),
        *(folded(place.note) if place.note else []),
    ]
    if dot.claim:
        told.append(claim_hover(dossier, dot.claim))
    figure.add_scatter(
        x=[at[0]],
        y=[at[1]],
        mode="markers",
        marker=mark,
        uid=f"place-{dot.place}",
        name=place.name,
        hoverinfo="text",
        hovertext="<br>".join(told),
    )


def _bar(view: View) -> int:
    return next(bar for bar in _BARS if bar / view.km_per_px < _LONGEST)


def _scale_size(view: View) -> tuple[float, float]:
    return max(_bar(view) / view.km_per_px, width_of(f"{_bar(view)} km")), _TICK + 16


def _scale(figure: Figure, view: View, room: Box) -> None:
    middle, base = (room[0] + room[2]) / 2, room[3]
    half = _bar(view) / view.km_per_px / 2
    left, end = middle - half, middle + half
    points = [view.km(point) for point in ((left, base - _TICK), (left, base), (end, base), (end, base - _TICK))]
    figure.add_scatter(
        x=[x for x, _ in points],
        y=[y for _, y in points],
        mode="lines",
        hoverinfo="skip",
        uid="scale",
        name="scale bar",
        line={"color": colour("ink-2"), "width": 1.2},
    )
    lettering(figure, f"{_bar(view)} km", view.km((middle, base)), "ink-2", yanchor="bottom")
