"""Maps: places and routes over projected country outlines; both axes count km."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, model_validator

from ..fields import ActorId, ClaimId, PlaceId, Text
from ..problem import ContentError, Problem
from ..record import Part
from .chart import ChartRecord, Row, Table
from .figure import Figure, Size
from .hovering import status_words

if TYPE_CHECKING:
    from ..dossier import Dossier

Side = Literal["right", "left", "above", "below"]


class Dot(Part):
    """A place to show, and a second line under its name.

    The name stands where it has room, or at the `side` that is given.
    """

    place: PlaceId
    side: Side | None = None
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

    @model_validator(mode="after")
    def _legs(self) -> Self:
        if not 0 <= self.likely < len(self.places):
            raise ValueError(f"“likely” is {self.likely}; allowed: 0 to {len(self.places) - 1}, the number of legs")
        if (self.bend or self.label) and not self.likely:
            raise ValueError("“bend” and “label” go with “likely” legs")
        if self.bend and self.drawn == "documented":
            raise ValueError("a “documented” route has no “bend”; allowed: drawn: schematic")
        return self


class Frame(Part):
    """The piece of land that is shown, by its middle in degrees and its width in km."""

    lat: float
    lon: float
    wide_km: float
    narrow_km: float
    height: float = Field(0.8, gt=0.2, lt=2)
    narrow_height: float = Field(1.1, gt=0.2, lt=2)


class Named(Part):
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


class Chart(ChartRecord):
    """Places and routes; `base` names the geometry in data/geo: region or eurasia.

    `small: yes` composes it for 460 px, to stand beside words.
    """

    kind: Literal["map"]
    base: Literal["region", "eurasia"]
    frame: Frame
    places: tuple[Dot, ...]
    routes: tuple[Route, ...] = ()
    names: tuple[Named, ...] = ()
    inset: Inset | None = None
    small: bool = False

    @model_validator(mode="after")
    def _one_size(self) -> Self:
        if self.small and self.wide:
            raise ValueError("“small” and “wide” stand together; allowed: one")
        return self

    @property
    def size(self) -> Size:
        """A small map is composed for 460 px."""
        return "small" if self.small else super().size


def geometry(base: str, dossier: Dossier, user: str) -> Mapping[str, Any]:
    """Read the projected outlines that `user`, a chart or page, is drawn over."""
    path = dossier.geo / f"{base}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ContentError(
            [Problem(f"data/geo/{path.name}", 0, 0, f"the file is missing; “{user}” is drawn over it")]
        ) from error


def lcc(crs: Mapping[str, float]) -> Callable[[float, float], tuple[float, float]]:
    """Return the projection (longitude, latitude in degrees) → (x, y in km): Lambert conformal conic, on a sphere."""
    lat1, lat2, lat0, lon0 = (math.radians(crs[key]) for key in ("lat1", "lat2", "lat0", "lon0"))

    def spread(lat: float) -> float:
        return math.tan(math.pi / 4 + lat / 2)

    cone = math.log(math.cos(lat1) / math.cos(lat2)) / math.log(spread(lat2) / spread(lat1))
    scale = crs["R"] * math.cos(lat1) * spread(lat1) ** cone / cone
    middle = scale / spread(lat0) ** cone

    def project(lon: float, lat: float) -> tuple[float, float]:
        radius, angle = scale / spread(math.radians(lat)) ** cone, cone * (math.radians(lon) - lon0)
        return round(radius * math.sin(angle), 1), round(middle - radius * math.cos(angle), 1)

    return project


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw land, routes, places, names and the scale bar."""
    from .map_drawing import draw_map

    return draw_map(chart, dossier, narrow)


def table(chart: Chart, dossier: Dossier) -> Table:
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
