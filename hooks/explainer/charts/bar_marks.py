"""Bars with their open tops, the brackets of missing counts, and the values at the bars’ ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..charts import words as lettering
from ..data.dossier import Dossier
from ..data.records import Point
from .figure import Figure, colour, number
from .tables import hover, small, stroke, strong, width_of

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


Named = tuple[str, str, list[Bar]]  # a group’s name, its colour token, its bars

_LINE, _BOLD = 1.3, 1.04  # of the size: the height of a line; how much wider bold letters run
_OPEN, _CLEAR = 10, 3  # px from a bar’s end to its value: over an open top, over a closed one
_ON_A_LINE = 12  # cost of a value on a line; a px sideways costs 1, a px up 2


@dataclass(frozen=True, order=True)
class Box:
    """Room that is taken, in px from the foot of the first slot."""

    left: float
    foot: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes touch."""
        return self.left < other.right and other.left < self.right and self.foot < other.top and other.foot < self.top


def bar_values(figure: Figure, frame: Frame, groups: Sequence[Named]) -> None:
    """Write the values of lying bars behind their ends, and of small panels over them."""
    for bar, value in _valued(groups):
        if frame.across:
            words: dict[str, Any] = {"xanchor": "left", "xshift": _lift(bar.point) + 2, "size": 12, **frame.refs}
            figure.add_annotation(strong(_text(bar.point, "about "), value, bar.slot, **words))
            continue
        fits = width_of(_text(bar.point, "about "), 13) <= frame.slot_px - 4
        figure.add_annotation(
            small(
                _text(bar.point, "about " if fits else "≈\u202f"),
                bar.slot,
                value,
                yanchor="bottom",
                yshift=_lift(bar.point) - 3,
                bgcolor=colour("paper"),
                borderpad=0,
                **frame.refs,
            )
        )


def standing_values(
    figure: Figure, frame: Frame, groups: Sequence[Named], span: tuple[float, float], lines: Sequence[float]
) -> list[Box]:
    """Write the values over standing bars, and return the room that bars, gaps and values take.

    `lines` are the slots of lines that a value had better leave whole.
    """
    start, stop = span
    crossed = [(line - start) * frame.slot_px for line in lines]
    taken = [_room(frame, bar, start) for _, _, bars in groups for bar in bars]
    for bar, value in _valued(groups):
        size = 12 if frame.narrow else 13
        rows = _rows(bar.point, frame.slot_px, size)
        wide = max(lettering.width_of(row, size) * (_BOLD if row == rows[-1] else 1) for row in rows)
        foot = value / frame.per_px + _lift(bar.point)
        middle, edge = (bar.slot - start) * frame.slot_px, (stop - start) * frame.slot_px + 8
        best = min(_tries(middle, wide, (foot, len(rows) * size * _LINE - 4), edge, taken, crossed), default=None)
        aside, up = (best[1], best[2]) if best else (0, 0)
        if best:
            taken.append(best[3])
        _write(figure, frame, bar, "<br>".join([*map(_light, rows[:-1]), rows[-1]]), size, (aside, up))
    return taken


def _tries(
    middle: float, wide: float, tall: tuple[float, float], edge: float, taken: Sequence[Box], crossed: Sequence[float]
) -> Iterator[tuple[float, int, int, Box]]:
    """Yield cost, px aside, px up and room of each place for a value that meets nothing; `tall` is foot and height."""
    foot, height = tall
    for up in (0, 14, 28):
        for aside in range(-10, 11):
            left = middle + aside - wide / 2
            box = Box(left, foot + up, left + wide, foot + up + height)
            if left > -6 and box.right <= edge and not any(box.meets(other) for other in taken):
                cut = sum(left - 2 < line < box.right + 2 for line in crossed)
                yield abs(aside) + 2 * up + _ON_A_LINE * cut, aside, up, box


def _light(qualifier: str) -> str:
    return f'<span style="font-weight:400">{qualifier}</span>'


def _valued(groups: Sequence[Named]) -> Iterator[tuple[Bar, float]]:
    for _, _, bars in groups:
        for bar in bars:
            if bar.point.value is not None:
                yield bar, bar.point.value


def _lift(point: Point) -> int:
    return _OPEN if point.qualifier == "at-least" else _CLEAR


def _text(point: Point, about: str, least: str = "≥\u202f") -> str:
    sign = {"at-least": least, "about": about}.get(point.qualifier, "")
    return sign + number(point.value or 0) + ("*" if point.qualifier == "derived" else "")


def _rows(point: Point, slot: float, size: int) -> list[str]:
    """Write a value in one line where its slot has the room, else its qualifier in words over it."""
    short = _text(point, "about ")
    if point.qualifier in ("at-least", "about") and lettering.width_of(short, size) * _BOLD > slot - 4:
        return _text(point, "about\n", "at least\n").split("\n")
    return [short]


def _room(frame: Frame, bar: Bar, start: float) -> Box:
    """Return the room of a bar with its open top, or of the bracket and the words of a missing count."""
    middle, half = (bar.slot - start) * frame.slot_px, bar.width * frame.slot_px / 2
    if bar.point.value is None:
        rows = gap_lines(frame, NOT_FOUND)
        half = max(half, max(map(lettering.width_of, rows)) / 2)
        return Box(middle - half, 0, middle + half, gap_height(frame) + 3 + 12 * _LINE * len(rows))
    end = bar.point.value / frame.per_px + (8 if bar.point.qualifier == "at-least" else 0)
    return Box(middle - half, 0, middle + half, end)


def _write(figure: Figure, frame: Frame, bar: Bar, text: str, size: int, moved: tuple[int, int]) -> None:
    aside, up = moved
    shift: dict[str, Any] = {"xshift": aside} if aside else {}
    ground = {} if frame.narrow else {"bgcolor": colour("paper")}  # wide figures have lines of value behind
    figure.add_annotation(
        strong(
            text,
            bar.slot,
            bar.point.value or 0,
            size=size,
            yanchor="bottom",
            yshift=_lift(bar.point) - 1 + up,
            borderpad=0,
            **shift,
            **ground,
            **frame.refs,
        )
    )
