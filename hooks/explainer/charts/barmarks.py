"""Bars with their open tops, and the brackets of missing counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..series import Point
from .figure import Figure
from .palette import colour
from .points import hover, small, stroke

if TYPE_CHECKING:
    from ..dossier import Dossier


NOT_FOUND = "no count found"


@dataclass(frozen=True)
class Frame:
    """Where slots and values lie.

    `per_px` is how much of the value a pixel is, `slot_px` how many px a slot has, `top` the px along the values;
    `across` lays the bars down, `name` is the number of the axes, `quiet` writes values small.
    """

    across: bool
    per_px: float
    slot_px: float
    top: float
    narrow: bool
    name: str = ""
    quiet: bool = False

    @property
    def refs(self) -> dict[str, str]:
        """The axes to which shapes and labels refer."""
        return {"xref": f"x{self.name}", "yref": f"y{self.name}"}

    def trace(self, slots: Sequence[float], values: Sequence[Any]) -> dict[str, Any]:
        """Return the coordinates of a bar trace."""
        x, y = (values, slots) if self.across else (slots, values)
        return {
            "x": x,
            "y": y,
            "orientation": "h" if self.across else "v",
            "xaxis": f"x{self.name}",
            "yaxis": f"y{self.name}",
        }

    def path(self, *corners: tuple[float, float]) -> str:
        """Return an SVG path through (slot, value) corners, in data coordinates."""
        turned = [(value, slot) if self.across else (slot, value) for slot, value in corners]
        return "M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in turned)

    def open_top(self, figure: Figure, slot: float, end: float, width: float, token: str) -> None:
        """Leave a bar open at its end, as “at least” is."""
        reach = end + 7 * self.per_px
        inset = width / 2 - 0.75 / self.slot_px
        for side in (slot - inset, slot + inset):
            figure.add_shape(
                type="path", path=self.path((side, end), (side, reach)), line=stroke(token, 1.5), **self.refs
            )


@dataclass(frozen=True)
class Bar:
    """One bar: its slot along the axis, how much of the slot it takes, and its point."""

    slot: float
    width: float
    point: Point


def gap_lines(frame: Frame, words: str) -> list[str]:
    """Break the words over a gap so that they fit its slot."""
    lines = words.split(" ")
    return [" ".join(lines[:2]), *lines[2:]] if frame.slot_px > 52 else lines


def gap_height(frame: Frame) -> int:
    """Return the height in px of the bracket where a count is missing."""
    return 18 if frame.quiet else 44


def gap(figure: Figure, frame: Frame, slot: float, width: float, words: str) -> None:
    """Draw a dashed bracket where a count is missing, with words over it where they fit."""
    high = gap_height(frame) * frame.per_px
    left, right = slot - width / 2, slot + width / 2
    figure.add_shape(
        type="path",
        path=frame.path((left, high), (left, 0), (right, 0), (right, high)),
        line=stroke("ink-3", 1, "3px,3px"),
        **frame.refs,
    )
    if words and not frame.across:
        text = "<br>".join(gap_lines(frame, words))
        figure.add_annotation(small(text, slot, high, yanchor="bottom", yshift=3, **frame.refs))


def base_line(figure: Figure, frame: Frame, start: float, stop: float) -> None:
    """Draw the line of zero."""
    figure.add_shape(type="path", path=frame.path((start, 0), (stop, 0)), line=stroke("ink-3"), **frame.refs)


def bar_traces(
    figure: Figure, frame: Frame, groups: Sequence[tuple[str, str, list[Bar]]], uid: str, unit: str, dossier: Dossier
) -> None:
    """Draw named groups of bars in their colours, the gaps among them; `barvalues` writes the values."""
    for rank, (name, token, bars) in enumerate(groups):
        held = [bar for bar in bars if bar.point.value is not None]
        slots, values = [bar.slot for bar in held], [bar.point.value for bar in held]
        figure.add_bar(
            **frame.trace(slots, values),
            base=[0] * len(held),
            width=[bar.width for bar in held],
            uid=f"{uid}-{frame.name}{rank}",
            name=name,
            hovertext=[hover(bar.point, unit, dossier) for bar in held],
            hovertemplate="%{hovertext}<extra></extra>",
            textposition="none",
            marker={
                "color": colour(token),
                "line": {
                    "width": [1.5 if bar.point.qualifier == "derived" else 0 for bar in held],
                    "color": colour(token),
                },
                "pattern": {
                    "shape": ["/" if bar.point.qualifier == "derived" else "" for bar in held],
                    "fillmode": "replace",
                    "size": 6,
                    "solidity": 0.45,
                },
            },
        )
        for bar in bars:
            if bar.point.value is None:
                gap(figure, frame, bar.slot, bar.width, words=NOT_FOUND)
            elif bar.point.qualifier == "at-least":
                frame.open_top(figure, bar.slot, bar.point.value, bar.width, token)
    figure.update_layout(barmode="overlay")
