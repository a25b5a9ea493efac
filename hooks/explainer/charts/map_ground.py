"""The ground of maps, of charts and of the map page: projected land in a view, and its scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..data.edition import MapWindow
from ..data.land import Country, Ground, Projection
from .geometry import Box, Point, clipped, encloses, rings, runs_within
from .words import width_of

Project = Callable[[float, float], Point]  # longitude and latitude in degrees → km

_RIM = 0.02  # of the width of a view, by which land reaches beyond it
_BARS = (2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)  # km that a scale bar may stand for
_TICK = 4  # px, the height of its ends


def turned(lon: float) -> float:
    """Return degrees of longitude, or between two of them, from -180 to 180: over the date line they go on."""
    return (lon + 180) % 360 - 180


def lcc(crs: Projection) -> Project:
    """Return the projection (longitude, latitude in degrees) → (x, y in km): Lambert conformal conic, on a sphere."""
    lat1, lat2, lat0 = map(math.radians, (crs.lat1, crs.lat2, crs.lat0))

    def spread(lat: float) -> float:
        return math.tan(math.pi / 4 + lat / 2)

    cone = math.log(math.cos(lat1) / math.cos(lat2)) / math.log(spread(lat2) / spread(lat1))
    scale = crs.R * math.cos(lat1) * spread(lat1) ** cone / cone
    middle = scale / spread(lat0) ** cone

    def project(lon: float, lat: float) -> Point:
        radius, angle = scale / spread(math.radians(lat)) ** cone, cone * math.radians(turned(lon - crs.lon0))
        return round(radius * math.sin(angle), 1), round(middle - radius * math.cos(angle), 1)

    return project


@dataclass(frozen=True)
class MapView:
    """A piece of land as it is drawn: its `box` in km and how many of them a px is, its name, its size in px."""

    box: Box
    km_per_px: float
    name: str
    px_wide: int
    px_high: int

    @classmethod
    def around(cls, name: str, middle: Point, km: float, high: float, px: int) -> MapView:
        """Return the view of so many km about a point, drawn `px` wide and `high` times as high."""
        return cls(Box.around(middle, km / 2, km * high / 2), km / px, name, px, round(px * high))

    @classmethod
    def of(cls, window: MapWindow) -> MapView:
        """Return the view that is one of the edition's windows."""
        x, y = window.middle
        return cls.around(window.name, (x, y), window.wide, window.high, window.px)

    def px(self, point: Point) -> Point:
        """Return where a point in km is drawn."""
        return (point[0] - self.box.left) / self.km_per_px, (self.box.high - point[1]) / self.km_per_px

    def km(self, point: Point) -> Point:
        """Return which point in km is drawn there."""
        return self.box.left + point[0] * self.km_per_px, self.box.high - point[1] * self.km_per_px

    def px_box(self, box: Box) -> Box:
        """Return a box in km as left, top, right and bottom in px."""
        return Box(*self.px((box.left, box.high)), *self.px((box.right, box.low)))

    @property
    def with_rim(self) -> Box:
        """The box with what is drawn beyond it, so that the cut edges of land lie out of sight."""
        rim = (self.box.right - self.box.left) * _RIM
        return self.box.grown(rim, rim)


@dataclass(frozen=True)
class Outline:
    """One piece of a country, as far as it lies in a box: its code, its number among the pieces, its name."""

    code: str
    number: int
    name: str
    points: list[Point]


def outlines(ground: Ground, box: Box, focus: str) -> Iterator[Outline]:
    """Yield what of the countries lies in a box, in km; the focus last, so that its border is whole."""
    for code, country in sorted(ground.countries.items(), key=lambda pair: (pair[0] == focus, pair[0])):
        for number, ring in enumerate(rings(country.x, country.y)):
            if len(cut := clipped(ring, box)) > 2:
                yield Outline(code, number, country.name, cut)


def _points(countries: Iterable[Country]) -> tuple[list[float], list[float]]:
    """Return how far east and how far north in km the points of countries lie."""
    parts = list(countries)
    return [x for one in parts for x in one.x if x is not None], [y for one in parts for y in one.y if y is not None]


def _extent(countries: Iterable[Country]) -> Box:
    """Return the box about countries, in km."""
    xs, ys = _points(countries)
    return Box(min(xs), min(ys), max(xs), max(ys))


def cut_side(ground: Ground, box: Box) -> str:
    """Return the side on which a box reaches beyond where the land was cut, whose edge would look as a coast; or ""."""
    xs, ys = _points(ground.countries.values())
    west, south, east, north = _extent(ground.countries.values())
    sides = {
        "west": (box.left < west, xs, west, ys, (box.low, box.high)),
        "east": (box.right > east, xs, east, ys, (box.low, box.high)),
        "south": (box.low < south, ys, south, xs, (box.left, box.right)),
        "north": (box.high > north, ys, north, xs, (box.left, box.right)),
    }
    for side, (is_beyond, across, limit, along, (first, last)) in sides.items():
        edge = [b for a, b in zip(across, along, strict=True) if a == limit] if is_beyond else []
        if len(edge) > 1 and max(edge) > first and min(edge) < last:
            return side
    return ""


def land_under(ground: Ground, code: str, at: Point) -> str:
    """Return the name of the country on whose land a point in km lies, where that is not the country `code`, or ""."""
    own = ground.countries.get(code)
    if own and _holds(own, at):
        return ""
    return next((one.name for other, one in ground.countries.items() if other != code and _holds(one, at)), "")


def may_be_near(ground: Ground, code: str, at: Point, km: float) -> bool:
    """Tell whether a point in km lies on the land of a country or so near to it, or beyond where that is cut off."""
    country, around = ground.countries[code], Box.around(at, km, km)
    if _holds(country, at):
        return True
    whole, own = _extent(ground.countries.values()), _extent([country])
    beyond = at[0] < whole.left, at[1] < whole.low, at[0] > whole.right, at[1] > whole.high
    if any(is_beyond and edge == cut for is_beyond, edge, cut in zip(beyond, own, whole, strict=True)):
        return True
    lines = ([*ring, ring[0]] for ring in rings(country.x, country.y))
    return any(any(runs_within(line, around)) for line in lines)


def _holds(country: Country, at: Point) -> bool:
    return sum(encloses(ring, at) for ring in rings(country.x, country.y)) % 2 == 1


def region_borders(ground: Ground, box: Box) -> Iterator[list[Point]]:
    """Yield the borders of regions in a box, in km, where the geometry has them."""
    for line in rings(ground.oblast_lines.x, ground.oblast_lines.y):
        yield from runs_within(line, box)


def borders(ground: Ground, view: MapView) -> list[list[Point]]:
    """Return the borders of countries in a view, in px."""
    whole = (ring for country in ground.countries.values() for ring in rings(country.x, country.y))
    runs = (run for ring in whole for run in runs_within([*ring, ring[0]], view.box))
    return [[view.px(point) for point in run] for run in runs]


@dataclass(frozen=True)
class ScaleBar:
    """The bar that tells how long some km are: how many, and its px."""

    km: int
    px: float

    @classmethod
    def of(cls, view: MapView, longest: float) -> ScaleBar:
        """Return the longest bar of a round number of km under so many px."""
        return next(cls(km, km / view.km_per_px) for km in _BARS if km / view.km_per_px < longest)

    @property
    def words(self) -> str:
        """The number of km as it stands over the bar."""
        return f"{self.km} km"

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height in px with the words."""
        return max(self.px, width_of(self.words)), _TICK + 16

    def points(self, room: Box) -> list[Point]:
        """Return the corners of the bar at the foot of its room, its ends turned up."""
        middle, base = room.middle[0], room.high
        left, right = middle - self.px / 2, middle + self.px / 2
        return [(left, base - _TICK), (left, base), (right, base), (right, base - _TICK)]
