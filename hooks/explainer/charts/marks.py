"""The marks of the site in figures: of how sure a record is, of points and their actors, and the heads of arrows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..data.series import Point
from ..data.vocabularies import STATUSES, Status
from .figure import Figure, colour, stroke

_ROUND = 0.5523  # handle of the cubic curve that draws a quarter of a circle


def add_status_mark(
    figure: Figure,
    x: float,
    y: float,
    status: Status,
    token: str,
    *,
    uid: str,
    name: str,
    hover: str,
    ground: str = "paper",
    radius: float = 5,
) -> None:
    """Draw the mark of a status at (x, y) in the axes' units; `radius` in px, `ground` is the token behind it."""
    _trace(figure, x, y, f"{uid}-halo", "ground of a mark", {"size": 2 * radius + 4, "color": colour(ground)})
    shape = STATUSES[status].shape
    drawn: dict[str, Any] = {"size": 2 * radius, "color": colour(token)}
    if shape == "disc":
        drawn["symbol"] = "circle"
    elif shape == "ring":
        drawn |= {"symbol": "circle-open", "line": {"width": 1.4}}
        _trace(figure, x, y, f"{uid}-dot", "centre of a mark", {"size": 0.8 * radius, "color": colour(token)})
    elif shape in ("half", "split"):
        _halves(figure, x, y, token, radius, split=shape == "split")
        drawn["color"] = "rgba(0,0,0,0)"
    else:
        drawn |= {"size": 2 * radius + 1, "symbol": shape, "line": {"width": 1.6}}
    _trace(figure, x, y, uid, name, drawn, hover)


def _trace(figure: Figure, x: float, y: float, uid: str, name: str, marker: Mapping[str, Any], hover: str = "") -> None:
    told = {"hoverinfo": "text", "hovertext": [hover]} if hover else {"hoverinfo": "skip"}
    figure.add_scatter(x=[x], y=[y], mode="markers", uid=uid, name=name, cliponaxis=False, marker=marker, **told)


def _halves(figure: Figure, x: float, y: float, token: str, radius: float, *, split: bool) -> None:
    # Plotly has no half discs among its symbols: they are paths of fixed size in px around the anchor.
    at = {"xref": "x", "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": x, "yanchor": y}
    left = _half(radius, -0.9 if split else radius / 2, -1)
    figure.path(left, {"width": 0}, fillcolor=colour(token), layer="above", **at)
    if split:
        outline = {"width": 1.2, "color": colour(token)}
        figure.path(_half(radius - 0.6, 1.4, 1), outline, fillcolor="rgba(0,0,0,0)", layer="above", **at)


def _half(radius: float, edge: float, side: int) -> str:
    """Return the path of the left (-1) or right (1) half of a disc whose straight side stands at `edge` px."""
    far, handle, bend = edge + side * radius, edge + side * _ROUND * radius, _ROUND * radius
    return (
        f"M{edge:g},{-radius:g} C{handle:g},{-radius:g} {far:g},{-bend:g} {far:g},0 "
        f"C{far:g},{bend:g} {handle:g},{radius:g} {edge:g},{radius:g} Z"
    )


def arrow_head(points: int, size: float, token: str) -> dict[str, Any]:
    """Return the markers of a line of `points`: none, and at its end an arrow that goes on as the line does."""
    return {
        "symbol": "arrow",
        "angleref": "previous",
        "size": [0] * (points - 1) + [size],
        "color": colour(token),
        "line": {"width": 0},
    }


def add_gap(figure: Figure, left: Any, right: Any, high: float, **refs: str) -> None:
    """Draw the dashed bracket that stands where a count is missing."""
    figure.path(f"M{left},{high}L{left},0L{right},0L{right},{high}", stroke("ink-3", 1, "3px,3px"), **refs)


def token_of(actor: str | None) -> str:
    """Return the colour token of an actor; what is nobody's is drawn in ink."""
    return actor or "ink-2"


def ink_of(actor: str | None) -> str:
    """Return the token of text in an actor's colour."""
    return f"{actor}-ink" if actor else "ink-2"


def dots_of(points: Sequence[Point], token: str, size: int, outline: float) -> dict[str, Any]:
    """Return the markers of points, `size` px wide; what is about or derived is hollow."""
    hollow = [point.qualifier in ("about", "derived") for point in points]
    return {
        "size": size,
        "color": [colour("paper" if one else token) for one in hollow],
        "opacity": 1,
        "line": {"width": outline, "color": colour(token)},
    }
