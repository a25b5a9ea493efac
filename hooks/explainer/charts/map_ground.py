"""The ground of a map: land and water, the borders of states and of regions, cut to the frame."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..edition import Edition
from .clipping import Box, Point, clipped, rings, runs_within
from .figure import Figure
from .palette import colour

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
