"""Maps: places and routes over projected country outlines; both axes count km."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ..data.dossier import Dossier
from ..data.land import Ground, read_ground
from ..data.problem import ContentError, Problem, listing, nearest_name
from ..data.vocabularies import STATUS_WORDS, STATUSES
from .axes import add_panel
from .events import with_later
from .figure import SMALL, Figure, colour, new_figure, stroke, width_for
from .geometry import Box, Point, bowed, encloses
from .labels import SIDES, NameSpot, NameWanted, place_beside, place_with_scale, shift
from .map_ground import MapView, Project, ScaleBar, cut_side, land_under, lcc, outlines, region_borders
from .map_records import Dot, Inset, MapChart, NamedCountry, Route
from .marks import arrow_head
from .tables import Row, Table
from .words import SERIF, claim_hover, folded, status_words, tinted, width_of

_LONGEST, _INSIDE = 130, 14  # px: the longest scale bar, its distance from the edge
_ASIDE, _LINE = 7, 16  # px: from a route to its label, from line to line
_BESIDE = {"point": 7, "end": 7, "area": 12}  # px from the middle of a mark to its name
_MARKS = {"point": ("circle", 6, 0), "end": ("x-thin", 8, 2), "area": ("circle-open", 16, 2)}  # with px of size, stroke
_COUNTRY = 14  # px, the size of the names of countries
_BEHIND = 3  # cost of a note behind its name; under it both are found more easily
_DASHES = {"documented": "solid", "schematic": "7px,4px"}


def draw(chart: MapChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the map so that a km is as long up as across."""
    drawing = _Map.begun(chart, dossier, narrow)
    names = [named for named in chart.names if named.narrow or not narrow]
    drawing.check(chart.places, names, chart.routes)
    for number, route in enumerate(chart.routes):
        drawing.add_route(number, route)
    taken = [drawing.add_label(route) for route in chart.routes if route.label]
    taken += map(drawing.add_country, names)
    if chart.inset:
        share = chart.inset.narrow_share if narrow else chart.inset.share
        taken.append(drawing.add_inset(chart.inset, share, taken))
    drawing.add_places(chart.places, taken, ScaleBar.of(drawing.view, _LONGEST))
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
    """A map, or an inset of it, in the making: its record, land and view, the figure, and the number of its axes."""

    chart: MapChart
    dossier: Dossier
    ground: Ground
    project: Project
    view: MapView
    figure: Figure
    name: str = ""

    @classmethod
    def begun(cls, chart: MapChart, dossier: Dossier, narrow: bool) -> _Map:
        """Return a map with its land."""
        ground, frame = read_ground(dossier.geo, chart.base, chart.id), chart.frame
        project = lcc(ground.crs)
        km, high = (frame.narrow_km, frame.narrow_height) if narrow else (frame.wide_km, frame.height)
        view = MapView.around(chart.id, project(frame.lon, frame.lat), km, high, width_for(chart.size, narrow))
        figure = new_figure(view.px_high, left=0, right=0, top=0, bottom=0)
        figure.update_layout(plot_bgcolor=colour("water"))
        drawing = cls(chart, dossier, ground, project, view, figure)
        drawing.add_land(1, 1, "rule")
        return drawing

    @property
    def axes(self) -> dict[str, str]:
        """The axes on which it is drawn."""
        return {"xaxis": f"x{self.name}", "yaxis": f"y{self.name}"}

    def check(self, dots: Iterable[Dot], names: Iterable[NamedCountry] = (), routes: Iterable[Route] = ()) -> None:
        """Refuse countries that the land does not have, and places, also those of routes, and names off the map."""
        known, faults = self.ground.countries, []
        for id_ in dict.fromkeys([*(dot.place for dot in dots), *(id_ for route in routes for id_ in route.places)]):
            place = self.dossier.places[id_]
            if not self.view.box.holds(self.project(place.lon, place.lat)):
                found = f"“{id_}” lies outside the map"
                faults.append(self.chart.fault(found, "a wider “frame” or another middle"))
        for named in names:
            if named.country not in known:
                found = f"“names” has “{named.country}”, which data/geo/{self.chart.base}.json does not have"
                faults.append(self.chart.fault(found, listing(known), nearest_name(named.country, known)))
            elif not self.view.box.holds(self.project(named.lon, named.lat)):
                found = f"the name of “{named.country}” lies outside the map"
                faults.append(self.chart.fault(found, "a point on it, a wider “frame”, or “narrow: no”"))
            elif other := land_under(self.ground, named.country, self.project(named.lon, named.lat)):
                found = f"the name of “{named.country}” lies on the land of {other}"
                faults.append(self.chart.fault(found, "a point on its own land, or on water"))
        faults += [fault for route in routes if not self.name for fault in self._faults_of(route)]
        if side := cut_side(self.ground, self.view.box):
            found = f"it reaches beyond data/geo/{self.chart.base}.json in the {side}, where the land is cut off"
            faults.append(self.chart.fault(found, "fewer km, another middle or another “base”"))
        if not any(outlines(self.ground, self.view.box, "")):
            faults.append(self.chart.fault("there is no land in it", "a middle nearer to that of the land"))
        if faults:
            raise ContentError(faults)

    def _faults_of(self, route: Route) -> Iterator[Problem]:
        """Yield what is wrong with a route: what documents it, a leg without length, a bow off the map."""
        read = [id_ for id_ in route.claims if not STATUSES[self.dossier.claims[id_].status].ranked]
        if read and route.drawn == "documented":
            told = STATUS_WORDS[self.dossier.claims[read[0]].status]
            found = f"the claim “{read[0]}” of a documented route is “{told}”"
            yield self.chart.fault(found, "claims of what happened, or “drawn: schematic”")
        for (one, other), (start, end) in zip(pairwise(route.places), pairwise(self.way(route)), strict=True):
            if start == end:
                found = f"the route from “{one}” to “{other}” has no length"
                yield self.chart.fault(found, "places apart from each other")
        if route.bend and not all(map(self.view.box.holds, self.legs(route)[1])):
            found = f"the route to “{route.places[-1]}” bows out of the map"
            yield self.chart.fault(found, "a “bend” of fewer km, or a wider “frame”")

    def room_of(self, named: NamedCountry) -> Box:
        """Return the room of a country's name in px."""
        name, at = self.ground.countries[named.country].name, self.project(named.lon, named.lat)
        return Box.around(self.view.px(at), width_of(name, _COUNTRY) / 2, _LINE / 2)

    def way(self, route: Route) -> list[Point]:
        """Return where a route leads, in km."""
        return [self.project(place.lon, place.lat) for place in map(self.dossier.places.__getitem__, route.places)]

    def add_land(self, wide: float, high: float, edge: str) -> None:
        """Draw countries and the borders of regions on so much of the figure’s width and height.

        The country in focus is filled strongly on a map of continents.
        """
        left, low, right, top = self.view.box
        x = {"range": [left, right], "domain": [0, wide], "constrain": "domain", "showticklabels": False}
        y = {"range": [low, top], "domain": [0, high], "constrain": "domain", "showticklabels": False}
        add_panel(self.figure, self.name, x, {**y, "scaleanchor": f"x{self.name}"})
        refs = {"xref": "paper", "yref": "paper"}
        self.figure.add_shape(type="rect", x0=0, x1=wide, y0=0, y1=high, line=stroke(edge), **refs)
        focus, is_far = self.dossier.edition.map.focus, self.chart.base != "region" and not self.name
        for land in outlines(self.ground, self.view.with_rim, focus):
            is_focus = land.code == focus
            fill = (self.dossier.edition.middle.id if is_far else "land-focus") if is_focus else "land"
            opacity = 0.5 if is_focus and is_far else 1  # among continents the country is too small for a quiet tint
            area: dict[str, Any] = {"fill": "toself", "fillcolor": colour(fill), "opacity": opacity}
            told: dict[str, Any] = {"hoveron": "fills", "hoverinfo": "text", "text": land.name}
            style = {"color": colour("ink-3" if is_focus else "border"), "width": 1.4 if is_focus else 0.8}
            points, name = (
                _rounded([*land.points, land.points[0]], self.view),
                f"{land.code}{self.name}-{land.number}",
            )
            self.figure.polyline(points, name, land.name, line=style, **area, **told, **self.axes)
        for number, line in enumerate(region_borders(self.ground, self.view.with_rim)):
            name, style = f"oblasts{self.name}-{number}", {"color": colour("border"), "width": 0.7, "dash": "1px,3px"}
            self.figure.polyline(_rounded(line, self.view), name, "oblast borders", line=style, **self.axes)

    def lines(self) -> list[list[Point]]:
        """Return the borders and routes drawn so far, in px; dotted borders of regions are none."""
        return [
            [self.view.px(point) for point in zip(trace["x"], trace["y"], strict=True)]
            for trace in self.figure.data
            if trace["xaxis"] == self.axes["xaxis"] and "lines" in trace["mode"] and "oblasts" not in trace["uid"]
        ]

    def write(self, text: str, at: Point, token: str, font: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Write a text with a rim in the colour of its ground, so that no border cuts through its letters."""
        rim = ", ".join([f"0 0 2px {self.colour_under(at)}"] * 4)
        style = {"size": SMALL, "color": colour(token), "shadow": rim, **(font or {})}
        self.figure.text(text, *at, font=style, xref=f"x{self.name}", yref=f"y{self.name}", **more)

    def colour_under(self, point: Point) -> str:
        """Return the colour of the area that was drawn last at a point in km."""
        for trace in reversed(self.figure.data):
            is_area = trace["xaxis"] == self.axes["xaxis"] and trace.get("fill")
            if is_area and encloses(list(zip(trace["x"], trace["y"], strict=True)), point):
                return str(trace["fillcolor"])
        return colour("water")

    def legs(self, route: Route) -> tuple[list[Point], list[Point]]:
        """Return in km the legs of a route that are known, and those that are only probable."""
        points, sure = self.way(route), len(route.places) - route.likely
        return points[:sure], bowed(points[sure - 1 :], route.bend)

    def add_route(self, number: int, route: Route) -> None:
        """Draw a route with an arrow at its end."""
        known, likely = self.legs(route)
        claim = claim_hover(self.dossier, route.claims[0])
        hover = "<br>".join([folded(route.label or "Route"), f"{route.drawn} line", claim])
        for name, piece, dash in (("known", known, _DASHES[route.drawn]), ("likely", likely, "1.5px,4px")):
            if len(piece) > 1:
                style = {"color": colour(route.actor), "width": 2.4, "dash": dash}
                head = arrow_head(len(piece), 12 if piece[-1] == likely[-1] else 0, route.actor)
                told = (f"route{self.name}-{number}-{name}", f"route {number + 1}, {name}", hover)
                self.figure.polyline(piece, *told, mode="lines+markers", line=style, marker=head, **self.axes)

    def add_label(self, route: Route) -> Box:
        """Write the label of a route beside its probable legs; return its room in px."""
        likely, lines = self.legs(route)[1], str(route.label).split(" / ")
        at = likely[len(likely) // 4]
        self.write("<br>".join(lines), at, "ink-2", xanchor="right", xshift=-_ASIDE, align="right")
        (x, y), up = self.view.px(at), _LINE * len(lines) / 2
        room = Box(x - _ASIDE - max(map(width_of, lines)), y - up, x - _ASIDE, y + up)
        if room.left < 0 or room.low < 0 or room.right > self.view.px_wide or room.high > self.view.px_high:
            found = f"the label “{route.label}” of a route is cut by the edge of the map"
            raise ContentError([self.chart.fault(found, "a shorter one, in lines parted by “ / ”")])
        return room

    def add_country(self, named: NamedCountry) -> Box:
        """Write the name of a country and return its room in px."""
        name, at = self.ground.countries[named.country].name, self.project(named.lon, named.lat)
        self.write(f"<i>{name}</i>", at, "ink-3", font={"size": _COUNTRY, "family": SERIF})
        return self.room_of(named)

    def add_inset(self, inset: Inset, share: float, taken: Iterable[Box]) -> Box:
        """Draw the inset as a map of its own in the lower left corner, and its frame; return its room in px.

        `taken` is the room of words on the map.
        """
        middle, px = self.project(inset.lon, inset.lat), round(self.view.px_wide * share)
        view = MapView.around(self.chart.id, middle, inset.km, inset.height, px)
        room = view.px_box(view.box).moved(0, self.view.px_high - view.px_high)
        self.check_inset(view, room, taken)
        frame = stroke("ink-2")
        self.figure.polyline(view.box.corners, "inset-frame", "what the inset shows", line=frame, **self.axes)
        part = replace(self, view=view, name="2")
        part.check(inset.places)
        part.add_land(view.px_wide / self.view.px_wide, view.px_high / self.view.px_high, "ink-2")
        for number, route in enumerate(self.chart.routes):
            part.add_route(number, route)
        part.add_places(inset.places, [])
        return room

    def check_inset(self, view: MapView, room: Box, taken: Iterable[Box]) -> None:
        """Refuse an inset of what is not on the map or no larger on it, and one that would hide a place or words."""
        faults, (left, low, right, high) = [], view.box
        if not all(map(self.view.box.holds, ((left, low), (right, high)))):
            faults.append(self.chart.fault("the “inset” reaches out of the map", "a piece of the map"))
        if view.km_per_px >= self.view.km_per_px:
            faults.append(self.chart.fault("the “inset” is no larger than the map", "fewer “km”, or a larger “share”"))
        on_routes = (id_ for route in self.chart.routes for id_ in route.places)
        for id_ in dict.fromkeys([*(dot.place for dot in self.chart.places), *on_routes]):
            at = self.project(self.dossier.places[id_].lon, self.dossier.places[id_].lat)
            if room.holds(self.view.px(at)) and not view.box.holds(at):
                faults.append(
                    self.chart.fault(f"“{id_}” lies under the inset", "another “frame”, or a smaller “share”")
                )
        if any(map(room.meets, taken)):
            found = "the name of a country, or the label of a route, stands on the inset"
            faults.append(self.chart.fault(found, "another place for it, or a smaller “share”"))
        if faults:
            raise ContentError(faults)

    def add_places(self, dots: Sequence[Dot], taken: Sequence[Box], bar: ScaleBar | None = None) -> None:
        """Draw the marks of places with their names, and a scale bar; ContentError where one has no room."""
        room, places = self.view.px_box(self.view.box), [self.add_mark(dot) for dot in dots]
        wanted, taken = [place.wanted(room) for place in places], [*taken, *(place.mark_room for place in places)]
        if bar:
            corner, spots = place_with_scale(wanted, bar.size, room.grown(-_INSIDE, -_INSIDE), taken, self.lines())
            self.add_scale(bar, corner)
        else:
            spots = place_beside(wanted, taken, self.lines())
        for place, spot in zip(places, spots, strict=True):
            if spot is None:
                found = f"the name of “{place.dot.place}” finds no room beside it"
                raise ContentError([self.chart.fault(found, "a wider “frame” or fewer places")])
            self.add_name(place, spot)

    def add_mark(self, dot: Dot) -> _Place:
        """Draw the mark of a place."""
        place = self.dossier.places[dot.place]
        km = self.project(place.lon, place.lat)
        symbol, size, width = _MARKS[dot.mark]
        ink = colour(self.dossier.edition.middle.id if dot.mark == "area" else "ink")
        marker = {"symbol": symbol, "size": size, "color": ink, "line": {"width": width, "color": ink}}
        told = [f"<b>{place.name}</b>", folded(dot.note or ""), folded(place.note or "")]
        told += [claim_hover(self.dossier, dot.claim)] if dot.claim else []
        about = {"uid": f"place-{dot.place}", "name": place.name, "marker": marker, **self.axes}
        self.figure.dots([km[0]], [km[1]], ["<br>".join(filter(None, told))], **about)
        note = with_later(dot.note or "", dot.claim, self.dossier).strip()
        return _Place(dot, km, self.view.px(km), [place.name, *(note.split(" / ") if note else ())])

    def add_scale(self, bar: ScaleBar, room: Box) -> None:
        """Draw the scale bar at the foot of its room, its km over it."""
        points, style = [self.view.km(point) for point in bar.points(room)], stroke("ink-2", 1.2)
        self.figure.polyline(points, "scale", "scale bar", line=style, **self.axes)
        self.write(bar.words, self.view.km((room.middle[0], room.high)), "ink-2", yanchor="bottom")

    def add_name(self, place: _Place, spot: NameSpot) -> None:
        """Write the name of a place at its spot."""
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


def _rounded(points: Iterable[Point], view: MapView) -> Iterable[Point]:
    """Round points to about half a px."""
    decimals = 0 if view.km_per_px > 0.5 else 1
    return ((round(x, decimals or None), round(y, decimals or None)) for x, y in points)


def table(chart: MapChart, dossier: Dossier) -> Table:
    """Return one row a place, then one a route."""
    rows = []
    for dot in (*chart.places, *(chart.inset.places if chart.inset else ())):
        place, claims = dossier.places[dot.place], (dot.claim,) if dot.claim else ()
        what = dot.note or place.note or ("" if claims else "for orientation")
        sure = "".join(with_later(status_words(dossier.claims[claim]), claim, dossier) for claim in claims)
        cells = (place.name, place.country, f"{place.lat:.2f}", f"{place.lon:.2f}", what, sure)
        rows.append(Row(cells, claims=claims, places=(dot.place,)))
    for route in chart.routes:
        way = " → ".join(dossier.places[place].name for place in route.places)
        told = (with_later(status_words(dossier.claims[claim]), claim, dossier) for claim in route.claims)
        sure = "; ".join(dict.fromkeys(told))
        legs = f"last {route.likely} legs" if route.likely > 1 else "last leg"
        what = f"{route.drawn} route" + (f", the {legs} probable" if route.likely else "")
        what += f": {route.label}" if route.label else ""
        rows.append(Row((way, "", "", "", what, sure), claims=route.claims, places=route.places))
    columns = ("Place or route", "Country", "Latitude, °", "Longitude, °", "What it is", "How sure")
    return Table(columns, tuple(rows), caveats=("Points are town centres unless they say what they are.",))
