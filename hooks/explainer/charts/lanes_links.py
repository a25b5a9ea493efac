"""The links of a wide figure of lanes: curves from event to event, and their words where they cover nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..fields import ActorId
from .figure import SMALL, Figure, label
from .hovering import statement_hover
from .lanes import Link
from .lanes_grid import LEFT, Grid, level
from .lettering import width_of
from .marks import arrow_head
from .palette import colour
from .placing import Crossing, Spot

if TYPE_CHECKING:
    from ..dossier import Dossier

Box = tuple[float, float, float, float]  # left, top, right, bottom in px


def curve_of(link: Link, dossier: Dossier, grid: Grid) -> list[tuple[float, float]]:
    """Return the points of a link: a quadratic curve that leaves along the vertical and arrives at a slant."""
    first, then = dossier.events[link.first], dossier.events[link.then]
    x0, y0 = grid.x(first.date.first), grid.lines[first.actor]
    x1, y1 = grid.x(then.date.first), grid.lines[then.actor]
    down = 1 if y1 > y0 else -1
    y0, y1 = y0 + 8 * down, y1 - 9 * down
    return [
        (
            (1 - t) ** 2 * x0 + 2 * t * (1 - t) * x0 + t * t * x1,
            (1 - t) ** 2 * y0 + 2 * t * (1 - t) * (y0 + y1) / 2 + t * t * y1,
        )
        for t in (step / 12 for step in range(13))
    ]


def add_link(figure: Figure, link: Link, number: int, boxes: list[Box], dossier: Dossier, grid: Grid) -> None:
    """Draw a link as a curve with an arrow at its end, and note in `boxes` the room that its words take."""
    curve = curve_of(link, dossier, grid)
    figure.add_scatter(
        x=[x for x, _ in curve],
        y=[y for _, y in curve],
        mode="lines+markers",
        line={"color": colour("accent-2"), "width": 1.4, "dash": "4px,3px"},
        marker=arrow_head(len(curve), 9, "accent-2"),
        uid=f"link-{number}",
        name=f"{link.first} to {link.then}",
        hoverinfo="text",
        hovertext=statement_hover(dossier, link.statement),
    )
    _link_label(figure, curve, boxes, dossier, grid)


def _link_label(
    figure: Figure, curve: list[tuple[float, float]], boxes: list[Box], dossier: Dossier, grid: Grid
) -> None:
    """Set the words beside the curve, where they cover the least of other labels."""
    words = f"{dossier.edition.article.called}’s link"
    wide = width_of(words)
    tries = []
    for order, step in enumerate((6, 7, 5, 8, 4, 9, 3, 10, 2)):
        x, y = curve[step]
        for side in ("right", "left"):
            left = x - wide - 6 if side == "right" else x + 6
            box = (left, y - 7, left + wide, y + 7)
            tries.append(
                (sum(_shared(box, other) for other in boxes) + (200 if left < 0 else 0), order, side, x, y, box)
            )
    _, _, side, x, y, box = min(tries)
    boxes.append(box)
    top, foot = grid.edges[dossier.edition.middle.id]
    ground = colour("wash" if top < y < foot else "paper")
    aside = {"xanchor": side, "xshift": -6 if side == "right" else 6}
    figure.add_annotation(label(words, x, y, "accent", size=SMALL, borderpad=0, bgcolor=ground, **aside))


def _shared(one: Box, other: Box) -> float:
    """Return how many px² two boxes share."""
    return max(0.0, min(one[2], other[2]) - max(one[0], other[0])) * max(
        0.0, min(one[3], other[3]) - max(one[1], other[1])
    )


def taken_boxes(
    grid: Grid, spots: Mapping[ActorId, Sequence[Spot]], crossings: Mapping[str, Sequence[Crossing]]
) -> list[Box]:
    """Return the room that labels, stacks and lines take, so that the words of links keep clear of it."""
    boxes: list[Box] = [(-LEFT, y - 3, grid.width, y + 3) for y in grid.lines.values()]
    for lane, placed in spots.items():
        for spot in placed:
            y = level(grid, lane, spot.row)
            boxes.append((spot.left - 4, y - 8, spot.right + 4, y + 8))
        for line in crossings[lane]:
            y = level(grid, lane, line.row)
            boxes.append((line.left - 3, y - 8, line.right + 3, y + 8))
    return boxes
