"""Maps: places and routes over projected country outlines; both axes count km."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field

from ..data.charts import ChartRecord, Size
from ..data.dossier import Dossier
from ..data.fields import ActorId, ClaimId, PlaceId, Text, matching
from ..data.problem import ContentError
from ..data.records import Part
from .figure import SMALL, Figure, colour, new_figure, stroke, width_for
from .geometry import Box, Point, curve, encloses, runs_within
from .labels import SIDES, NameSpots, NameWanted, place_beside, place_with_scale, shift
from .map_ground import Ground, MapView, Project, ScaleBar, geometry, lcc, outlines, region_borders
from .marks import arrow_head
from .tables import Row, Table
from .words import SERIF, claim_hover, folded, status_words, tinted, width_of

NameSide = Literal["right", "left", "above", "below"]


class Dot(Part):
    """A place to show, and a second line under its name.

    The name stands where it has room, or at the `side` that is given.
    """

    place: PlaceId
    side: NameSide | None = None
    note: Text | None = None
    claim: ClaimId | None = None
    mark: Literal["point", "end", "area"] = "point"


class Route(Part):
    """A line through places: documented place by place, or schematic; `likely` legs at its end are only probable.

    `bend`: by how many km a schematic line bows to the left of the probable legs.
    `label` stands beside their beginning.
    """

    places: tuple[PlaceId, ...] = Field(min_length=2)
    drawn: Literal["documented", "schematic"]
    actor: ActorId
    claims: tuple[ClaimId, ...] = Field(min_length=1)
    likely: int = 0
    bend: float = 0
    label: Text | None = None

    def contradictions(self) -> Iterator[str]:
        if not 0 <= self.likely < len(self.places):
            yield f"“likely” is {self.likely}; allowed: 0 to {len(self.places) - 1}, the number of legs"
        if (self.bend or self.label) and not self.likely:
            yield "“bend” and “label” go with “likely” legs"
        if self.bend and self.drawn == "documented":
            yield "a “documented” route has no “bend”; allowed: drawn: schematic"


class MapFrame(Part):
    """The piece of land that is shown, by its middle in degrees and its width in km."""

    lat: float
    lon: float
    wide_km: float
    narrow_km: float
    height: float = Field(0.8, gt=0.2, lt=2)
    narrow_height: float = Field(1.1, gt=0.2, lt=2)


class NamedCountry(Part):
    """The name of a country, as it stands in the geometry (ISO 3166, three letters), at a point in degrees."""

    country: Text
    lat: float
    lon: float
    narrow: bool = True


class Inset(Part):
    """A crowded piece of the map, drawn larger in its lower left corner: its middle in degrees, its width in km.

    `share` of the map's width is the inset's own; `height` times as high as wide; its places stand in it alone.
    """

    lat: float
    lon: float
    km: float
    share: float = Field(0.4, gt=0, lt=1)
    narrow_share: float = Field(0.6, gt=0, lt=1)
    height: float = Field(0.6, gt=0.2, lt=2)
    places: tuple[Dot, ...]


class MapChart(ChartRecord):
    """Places and routes; `base` names the geometry in data/geo: region, or a wider one,
    on which the country of the edition stands out in its actor's colour.

    `small: yes` composes it for 460 px, to stand beside words.
    """

    kind: Literal["map"]
    base: Annotated[Text, matching(r"[a-z0-9-]+", "the name of a file in data/geo")]
    frame: MapFrame
    places: tuple[Dot, ...]
    routes: tuple[Route, ...] = ()
    names: tuple[NamedCountry, ...] = ()
    inset: Inset | None = None
    small: bool = False

    def contradictions(self) -> Iterator[str]:
        if self.small and self.wide:
            yield "“small” and “wide” stand together; allowed: one"

    @property
    def size(self) -> Size:
        """A small map is composed for 460 px."""
        return "small" if self.small else super().size


_LONGEST, _INSIDE = 130, 14  # px: the longest scale bar, its distance from the edge
_ASIDE, _LINE = 7, 16  # px: from a route to its label, from line to line
_BESIDE = {"point": 7, "end": 7, "area": 12}  # px from the middle of a mark to its name
_COUNTRY = 14  # px, the size of the names of countries
_BEHIND = 3  # cost of a note behind its name; under it both are found more easily
_DASHES = {"documented": "solid", "schematic": "7px,4px"}


def draw(chart: MapChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the map so that a km is as long up as across."""
    drawing = _Map.begun(chart, dossier, narrow)
    drawing.add_land()
    taken = [room for number, route in enumerate(chart.routes) if (room := drawing.add_route(number, route))]
    taken += [drawing.add_country(named) for named in chart.names if named.narrow or not narrow]
    lines = drawing.lines()
    if chart.inset:
        taken.append(drawing.add_inset(chart.inset, chart.inset.narrow_share if narrow else chart.inset.share))
    room, bar = drawing.view.px_box(drawing.view.box), ScaleBar.of(drawing.view, _LONGEST)
    places = drawing.add_places(chart.places, drawing.project, room)
    taken += [place.mark_room for place in places]
    wanted = [place.wanted(room) for place in places]
    scale, spots = place_with_scale(wanted, bar.size, room.grown(-_INSIDE, -_INSIDE), taken, lines)
    drawing.add_scale(bar, scale)
    drawing.add_names(places, spots)
    return drawing.figure


@dataclass(frozen=True)
class _Place:
    """A place on the map: where it is in km and in px, and the lines of its name."""

    dot: Dot
    km: Point
    px: Point
    lines: Sequence[str]

    @property
    def aside(self) -> int:
        """The px from its middle to its name."""
        return _BESIDE[self.dot.mark]

    @property
    def mark_room(self) -> Box:
        """The room of its mark in px."""
        return Box.around(self.px, self.aside - 3, self.aside - 3)

    def wanted(self, room: Box) -> NameWanted:
        """Return its name as it is to stand in `room`, in px: its lines under each other, or behind."""
        under = (max(map(width_of, self.lines)), _LINE * len(self.lines), 0)
        behind = (width_of(" ".join(self.lines)), _LINE, _BEHIND)
        return NameWanted(self.px, (under, behind), self.aside, room, (self.dot.side,) if self.dot.side else SIDES)


@dataclass(frozen=True)
class _Map:
    """A map in the making: its record, the land under it, what leads from degrees to km and to px, and the figure."""

    chart: MapChart
    dossier: Dossier
    ground: Ground
    project: Project
    view: MapView
    figure: Figure

    @classmethod
    def begun(cls, chart: MapChart, dossier: Dossier, narrow: bool) -> _Map:
        """Return a map with nothing but water on it."""
        ground, frame = geometry(chart.base, dossier, chart.id), chart.frame
        project = lcc(ground["crs"])
        km, high = (frame.narrow_km, frame.narrow_height) if narrow else (frame.wide_km, frame.height)
        view = MapView.around(chart.id, project(frame.lon, frame.lat), km, high, width_for(chart.size, narrow))
        figure = new_figure(view.px_high, left=0, right=0, top=0, bottom=0)
        figure.update_layout(plot_bgcolor=colour("water"))
        left, low, right, high = view.box
        figure.update_xaxes(range=[left, right], showticklabels=False, constrain="domain")
        figure.update_yaxes(range=[low, high], showticklabels=False, scaleanchor="x", constrain="domain")
        edge = {"color": colour("rule"), "width": 1}
        figure.add_shape(type="rect", xref="paper", yref="paper", x0=0, x1=1, y0=0, y1=1, line=edge)
        return cls(chart, dossier, ground, project, view, figure)

    def way(self, route: Route) -> list[Point]:
        """Return where a route leads, in km."""
        return [self.project(place.lon, place.lat) for place in map(self.dossier.places.__getitem__, route.places)]

    def add_land(self) -> None:
        """Draw countries and the borders of regions; the country in focus is filled strongly on a map of continents."""
        focus, is_far = self.dossier.edition.map.focus, self.chart.base != "region"
        for land in outlines(self.ground, self.view.with_rim, focus):
            is_focus = land.code == focus
            fill = (self.dossier.edition.middle.id if is_far else "land-focus") if is_focus else "land"
            self.figure.polyline(
                _whole_km([*land.points, land.points[0]]),
                f"land-{land.code}-{land.number}",
                land.name,
                fill="toself",
                hoveron="fills",
                hoverinfo="text",
                text=land.name,
                fillcolor=colour(fill),
                line={"color": colour("ink-3" if is_focus else "border"), "width": 1.4 if is_focus else 0.8},
                opacity=0.5 if is_focus and is_far else 1,  # among continents it is too small for a quiet tint
            )
        for number, line in enumerate(region_borders(self.ground, self.view.with_rim)):
            style = {"color": colour("border"), "width": 0.7, "dash": "1px,3px"}
            self.figure.polyline(_whole_km(line), f"oblasts-{number}", "oblast borders", line=style)

    def lines(self, start: int = 0) -> list[list[Point]]:
        """Return the borders and routes drawn so far, in px, from a trace on; dotted borders of regions are none."""
        return [
            [self.view.px(point) for point in zip(trace["x"], trace["y"], strict=True)]
            for trace in self.figure.data[start:]
            if "lines" in trace["mode"] and not trace["uid"].startswith("oblasts")
        ]

    def write(self, text: str, at: Point, token: str, font: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Write a text with a rim in the colour of its ground, so that no border cuts through its letters."""
        rim = ", ".join([f"0 0 2px {self.colour_under(at)}"] * 4)
        style = {"size": SMALL, "color": colour(token), "shadow": rim, **(font or {})}
        self.figure.text(text, *at, font=style, **more)

    def colour_under(self, point: Point) -> str:
        """Return the colour of the area that was drawn last at a point in km."""
        for trace in reversed(self.figure.data):
            if trace.get("fill") and encloses(list(zip(trace["x"], trace["y"], strict=True)), point):
                return str(trace["fillcolor"])
        return colour("water")

    def add_route(self, number: int, route: Route) -> Box | None:
        """Draw a route and what is written beside its probable legs; return the room of that in px."""
        points, claim = self.way(route), claim_hover(self.dossier, route.claims[0])
        sure = len(points) - route.likely
        tail = _bowed(points[sure - 1 :], route.bend)
        hover = "<br>".join([folded(route.label or "Route"), f"{route.drawn} line", claim])
        for name, piece, dash in (("known", points[:sure], _DASHES[route.drawn]), ("likely", tail, "1.5px,4px")):
            if len(piece) > 1:
                style = {"color": colour(route.actor), "width": 2.4, "dash": dash}
                head = arrow_head(len(piece), 12 if piece[-1] == points[-1] else 0, route.actor)
                told = (f"route-{number}-{name}", f"route {number + 1}, {name}", hover)
                self.figure.polyline(piece, *told, mode="lines+markers", line=style, marker=head)
        if not route.label:
            return None
        lines, at = route.label.split(" / "), tail[len(tail) // 4]
        self.write("<br>".join(lines), at, "ink-2", xanchor="right", xshift=-_ASIDE, align="right")
        (x, y), up = self.view.px(at), _LINE * len(lines) / 2
        return Box(x - _ASIDE - max(map(width_of, lines)), y - up, x - _ASIDE, y + up)

    def add_country(self, named: NamedCountry) -> Box:
        """Write the name of a country and return its room in px."""
        name, at = self.ground["countries"][named.country]["name"], self.project(named.lon, named.lat)
        self.write(f"<i>{name}</i>", at, "ink-3", font={"size": _COUNTRY, "family": SERIF})
        return Box.around(self.view.px(at), width_of(name, _COUNTRY) / 2, _LINE / 2)

    def add_inset(self, inset: Inset, share: float) -> Box:
        """Draw the inset with its land, routes and places in the lower left corner; return its room in px."""
        box = Box.around(self.project(inset.lon, inset.lat), inset.km / 2, inset.km * inset.height / 2)
        left, bottom, right, _ = self.view.box
        zoom = (right - left) * share / inset.km

        def moved(point: Point) -> Point:
            return round(left + (point[0] - box[0]) * zoom, 1), round(bottom + (point[1] - box[1]) * zoom, 1)

        def area(name: str, points: Iterable[Point], fill: str, line: str) -> None:
            style = {"color": colour(line), "width": 0.8}
            self.figure.polyline(map(moved, points), name, name, fill="toself", fillcolor=colour(fill), line=style)

        before, focus = len(self.figure.data), self.dossier.edition.map.focus
        area("inset", box.corners, "water", "ink-2")
        for land in outlines(self.ground, box, focus):
            colours = ("land-focus", "ink-3") if land.code == focus else ("land", "border")
            area(f"inset-{land.code}-{land.number}", land.points, *colours)
        for number, route in enumerate(self.chart.routes):
            name, style = f"inset-route-{number}", stroke(route.actor, 2.4, _DASHES[route.drawn])
            for run in runs_within(self.way(route), box):
                self.figure.polyline(map(moved, run), name, name, line=style)
        for name, corners in (("inset-rim", map(moved, box.corners)), ("inset-frame", box.corners)):
            self.figure.polyline(corners, name, name, line=stroke("ink-2"))
        room, lines = self.view.px_box(Box(*moved(box[:2]), *moved(box[2:]))), self.lines(before)
        places = self.add_places(inset.places, lambda lon, lat: moved(self.project(lon, lat)), room)
        wanted = [place.wanted(room) for place in places]
        self.add_names(places, place_beside(wanted, [place.mark_room for place in places], lines))
        return room

    def add_places(self, dots: Sequence[Dot], project: Project, room: Box) -> list[_Place]:
        """Draw the marks of places that are to stand in `room`, in px; ContentError where one lies outside."""
        ink, area, places = colour("ink"), colour(self.dossier.edition.middle.id), []
        marks: Mapping[str, Mapping[str, Any]] = {
            "point": {"symbol": "circle", "size": 6, "color": ink},
            "end": {"symbol": "x-thin", "size": 8, "color": ink, "line": {"width": 2, "color": ink}},
            "area": {"symbol": "circle-open", "size": 16, "color": area, "line": {"width": 2}},
        }
        for dot in dots:
            place = self.dossier.places[dot.place]
            km = project(place.lon, place.lat)
            px = self.view.px(km)
            if not room.holds(px):
                found = f"“{dot.place}” lies outside the map"
                raise ContentError([self.chart.fault(found, "a wider “frame” or another middle")])
            told = [f"<b>{place.name}</b>", folded(dot.note or ""), folded(place.note or "")]
            told += [claim_hover(self.dossier, dot.claim)] if dot.claim else []
            self.figure.mark(*km, f"place-{dot.place}", place.name, "<br>".join(filter(None, told)), **marks[dot.mark])
            places.append(_Place(dot, km, px, [place.name, *(dot.note.split(" / ") if dot.note else ())]))
        return places

    def add_scale(self, bar: ScaleBar, room: Box) -> None:
        """Draw the scale bar at the foot of its room, its km over it."""
        points = [self.view.km(point) for point in bar.points(room)]
        self.figure.polyline(points, "scale", "scale bar", line={"color": colour("ink-2"), "width": 1.2})
        foot = self.view.km((room.middle[0], room.high))
        self.write(bar.words, foot, "ink-2", yanchor="bottom")

    def add_names(self, places: Sequence[_Place], spots: NameSpots) -> None:
        """Write each name at its spot; ContentError where one has none."""
        for place, spot in zip(places, spots, strict=True):
            if spot is None:
                found = f"the name of “{place.dot.place}” finds no room beside it"
                raise ContentError([self.chart.fault(found, "a wider “frame” or fewer places")])
            name, *notes = place.lines
            across, down = shift(spot.side, place.aside)
            anchors: dict[str, Any] = {}
            if across:
                align = "left" if across > 0 else "right"
                anchors |= {"xanchor": align, "xshift": across, "align": align}
            if down:
                anchors |= {"yanchor": "top" if down > 0 else "bottom", "yshift": -down}
            words = ("<br>", " ")[spot.form].join([name, *(tinted(note, "ink-2") for note in notes)])
            self.write(words, place.km, "ink", **anchors)


def _whole_km(points: Iterable[Point]) -> Iterable[tuple[int, int]]:
    return ((round(x), round(y)) for x, y in points)


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


def table(chart: MapChart, dossier: Dossier) -> Table:
    """Return one row a place, then one a route."""
    rows = []
    for dot in (*chart.places, *(chart.inset.places if chart.inset else ())):
        place, claims = dossier.places[dot.place], (dot.claim,) if dot.claim else ()
        what = dot.note or place.note or ("" if claims else "for orientation")
        sure = "".join(status_words(dossier.claims[claim]) for claim in claims)
        cells = (place.name, place.country, f"{place.lat:.2f}", f"{place.lon:.2f}", what, sure)
        rows.append(Row(cells, claims=claims, places=(dot.place,)))
    for route in chart.routes:
        way = " → ".join(dossier.places[place].name for place in route.places)
        sure = "; ".join(dict.fromkeys(status_words(dossier.claims[claim]) for claim in route.claims))
        legs = f"last {route.likely} legs" if route.likely > 1 else "last leg"
        what = f"{route.drawn} route" + (f", the {legs} probable" if route.likely else "")
        what += f": {route.label}" if route.label else ""
        rows.append(Row((way, "", "", "", what, sure), claims=route.claims, places=route.places))
    columns = ("Place or route", "Country", "Latitude, °", "Longitude, °", "What it is", "How sure")
    return Table(columns, tuple(rows), caveats=("Points are town centres unless they say what they are.",))
