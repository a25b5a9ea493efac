"""What a map is made of: its frame, the places and routes that it shows, names of countries, an inset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..data.charts import ChartRecord, Size
from ..data.fields import ActorId, ClaimId, Latitude, Longitude, Number, PlaceId, Text, Whole, matching
from ..data.parts import Part

NameSide = Literal["right", "left", "above", "below"]


class Dot(Part):
    """A place to show, and a second line under its name.

    The name stands where it has room, or at the `side` that is given.
    """

    ONCE = ("place",)
    place: PlaceId = Field(description="the place to show")
    side: NameSide | None = Field(None, description="on which side its name stands; left out, where it has room")
    note: Text | None = Field(None, description="a second line under its name")
    claim: ClaimId | None = Field(None, description="the claim that tells of it")
    mark: Literal["point", "end", "area"] = Field("point", description="a point, the end of a route, or an area")


class Route(Part):
    """A line through places: documented place by place, or schematic; `likely` legs at its end are only probable.

    `bend`: by how many km a schematic line bows to the left of the probable legs.
    `label` stands beside their beginning.
    """

    places: tuple[PlaceId, ...] = Field(min_length=2, description="ids of the places it leads through, in order")
    drawn: Literal["documented", "schematic"] = Field(description="documented place by place, or schematic")
    actor: ActorId = Field(description="whose colour it takes")
    claims: tuple[ClaimId, ...] = Field(min_length=1, description="ids of the claims that tell it")
    likely: Whole = Field(0, description="how many legs at its end are only probable")
    bend: Number = Field(0, description="by how many km a schematic line bows to the left of the probable legs")
    label: Text | None = Field(None, description="words beside the beginning of the probable legs")

    def contradictions(self) -> Iterator[str]:
        if not 0 <= self.likely < len(self.places):
            yield f"“likely” is {self.likely}; allowed: 0 to {len(self.places) - 1}, the number of legs"
        if (self.bend or self.label) and not self.likely:
            yield "“bend” and “label” go with “likely” legs"
        if self.bend and self.drawn == "documented":
            yield "a “documented” route has no “bend”; allowed: drawn: schematic"


class MapFrame(Part):
    """The piece of land that is shown, by its middle in degrees and its width in km."""

    lat: Latitude = Field(description="latitude of its middle")
    lon: Longitude = Field(description="longitude of its middle")
    wide_km: Number = Field(ge=10, lt=20000, description="its width in km")
    narrow_km: Number = Field(ge=10, lt=20000, description="its width in km on narrow screens")
    height: Number = Field(0.8, gt=0.2, lt=2, description="how many times as high as wide")
    narrow_height: Number = Field(1.1, gt=0.2, lt=2, description="the same on narrow screens")


class NamedCountry(Part):
    """The name of a country, as it stands in the geometry (ISO 3166, three letters), at a point in degrees."""

    ONCE = ("country",)
    country: Text = Field(description="its three letters in the geometry, ISO 3166")
    lat: Latitude = Field(description="latitude of its name")
    lon: Longitude = Field(description="longitude of its name")
    narrow: bool = Field(True, description="whether narrow screens have the name, too")


class Inset(Part):
    """A crowded piece of the map, drawn larger in its lower left corner: its middle in degrees, its width in km.

    `share` of the map's width is the inset's own; `height` times as high as wide; its places stand in it alone.
    """

    lat: Latitude = Field(description="latitude of its middle")
    lon: Longitude = Field(description="longitude of its middle")
    km: Number = Field(gt=0, lt=20000, description="its width in km")
    share: Number = Field(0.4, gt=0, lt=1, description="which share of the map’s width it takes")
    narrow_share: Number = Field(0.6, gt=0, lt=1, description="the same on narrow screens")
    height: Number = Field(0.6, gt=0.2, lt=2, description="how many times as high as wide")
    places: tuple[Dot, ...] = Field(description="places that stand in it alone: {place, side, note, claim, mark}")


class MapChart(ChartRecord):
    """Places and routes; `base` names the geometry in data/geo: region, or a wider one,
    on which the country of the edition stands out in its actor's colour.

    `small: yes` composes it for 460 px, to stand beside words.
    """

    kind: Literal["map"] = Field(description="places and routes, with an inset where they are crowded")
    base: Annotated[Text, matching(r"[a-z0-9-]+", "the name of a file in data/geo")] = Field(
        description="the geometry, a file of data/geo: region, or a wider one"
    )
    frame: MapFrame = Field(description="the piece of land that is shown")
    places: tuple[Dot, ...] = Field(description="places to show: {place, side, note, claim, mark}")
    routes: tuple[Route, ...] = Field(
        (), description="lines through places: {places, drawn, actor, claims, likely, bend, label}"
    )
    names: tuple[NamedCountry, ...] = Field(
        (), description="names of countries and where they stand: {country, lat, lon, narrow}"
    )
    inset: Inset | None = Field(None, description="a crowded piece, drawn larger in the lower left corner")
    small: bool = Field(False, description="whether it is composed to stand beside words")

    def contradictions(self) -> Iterator[str]:
        if self.small and self.wide:
            yield "“small” and “wide” stand together; allowed: one"
        for dot in self.inset.places if self.inset else ():
            if any(dot.place == other.place for other in self.places):
                yield f"“{dot.place}” stands on the map and in its inset; allowed: in one of them"

    @property
    def size(self) -> Size:
        """A small map is composed for 460 px."""
        return "small" if self.small else super().size
