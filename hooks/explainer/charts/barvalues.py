"""The values at the ends of bars; over standing bars they give way to each other, to taller bars and to lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..series import Point
from . import lettering
from .barmarks import NOT_FOUND, Bar, Frame, gap_height, gap_lines
from .figure import Figure, number
from .palette import colour
from .points import small, strong, width_of

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
