"""What part of the land a map shows, and how large: from projected km, north up, to px from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .clipping import Box, Point, holds
from .palette import colour


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
