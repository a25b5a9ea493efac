"""Split off charts.region_map."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...data.dossier import Dossier
from ...data.edition import Edition
from ...data.problem import ContentError, Problem
from ..figure import Figure, colour
from ..geometry import Box, Point, clipped, holds, rings, runs_within


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


@dataclass(frozen=True)
class View:
    """The `box` of a map in km and how many of them a px is."""

    box: Box
    km_per_px: float

    def px(self, point: Point) -> Point:
        """Return where a point in km is drawn."""
        return (point[0] - self.box[0]) / self.km_per_px, (self.box[3] - point[1]) / self.km_per_px

    def km(self, point: Point) -> Point:
        """Return which point in km is drawn there."""
        return self.box[0] + point[0] * self.km_per_px, self.box[3] - point[1] * self.km_per_px

    def px_box(self, box: Box) -> Box:
        """Return a box in km as left, top, right and bottom in px."""
        return *self.px((box[0], box[3])), *self.px((box[2], box[1]))

    def lines(self, traces: Iterable[dict[str, Any]]) -> list[list[Point]]:
        """Return the borders and routes among the traces of a figure, in px; dotted borders of regions are none."""
        return [
            [self.px(point) for point in zip(trace["x"], trace["y"], strict=True)]
            for trace in traces
            if "lines" in trace["mode"] and not trace["uid"].startswith("oblasts")
        ]


def colour_under(point: Point, traces: Sequence[dict[str, Any]]) -> str:
    """Return the colour of the area that was drawn last at a point in km."""
    for trace in reversed(traces):
        if trace.get("fill") and holds(list(zip(trace["x"], trace["y"], strict=True)), point):
            return str(trace["fillcolor"])
    return colour("water")


_RIM = 0.02  # of the frame's width, by which land reaches beyond it: its cut edges lie out of sight


def draw_ground(figure: Figure, ground: Mapping[str, Any], box: Box, edition: Edition, *, small: bool) -> None:
    """Draw what of the land lies in `box`, in km; the country of the edition is filled strongly where it is `small`."""
    rim = (box[2] - box[0]) * _RIM
    box = (box[0] - rim, box[1] - rim, box[2] + rim, box[3] + rim)
    focus = edition.map.focus
    # The focus last, so that its border is whole.
    for code, country in sorted(ground["countries"].items(), key=lambda pair: pair[0] == focus):
        fill = (edition.middle.id if small else "land-focus") if code == focus else "land"
        for number, ring in enumerate(rings(country["x"], country["y"])):
            if cut := clipped(ring, box):
                _country(figure, f"land-{code}-{number}", country["name"], [*cut, cut[0]], fill)
    lines = ground.get("oblast_lines", {"x": (), "y": ()})
    for number, line in enumerate(run for whole in rings(lines["x"], lines["y"]) for run in runs_within(whole, box)):
        _add(
            figure,
            line,
            hoverinfo="skip",
            uid=f"oblasts-{number}",
            name="oblast borders",
            line={"color": colour("border"), "width": 0.7, "dash": "1px,3px"},
        )


def _country(figure: Figure, uid: str, name: str, outline: list[Point], fill: str) -> None:
    focus = fill != "land"
    _add(
        figure,
        outline,
        fill="toself",
        hoveron="fills",
        hoverinfo="text",
        text=name,
        fillcolor=colour(fill),
        uid=uid,
        name=name,
        line={"color": colour("ink-3" if focus else "border"), "width": 1.4 if focus else 0.8},
        opacity=1 if fill in ("land", "land-focus") else 0.5,  # among continents it is too small for a quiet tint
    )


def _add(figure: Figure, points: list[Point], **trace: Any) -> None:
    xs, ys = zip(*((round(x), round(y)) for x, y in points), strict=True)
    figure.add_scatter(x=list(xs), y=list(ys), mode="lines", **trace)
