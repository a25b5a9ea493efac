"""The frame of a chart of bars and what is drawn in it: bars, gaps, the values at their ends, the lines of events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import Any

from ..data.dossier import Dossier
from ..data.records import Point
from .axes import ENDS, EventLine
from .figure import LABEL, SMALL, Figure, colour, stroke
from .geometry import Box, meet
from .words import NOT_FOUND, point_hover, rough_width, signed, width_of

STRIP = 17  # px: the words of one event
_LINE, _BOLD = 1.3, 1.04  # of the size: the height of a line; how much wider bold letters run
_OPEN, _CLEAR = 10, 3  # px from a bar’s end to its value: over an open top, over a closed one
_ON_A_LINE = 12  # cost of a value on a line; a px sideways costs 1, a px up 2
_TICK = 4  # px by which a line that stops over a bar is taken up under the axis
_OUTSIDE, _CROSSED = 100, 10  # costs of words out of the figure, of words on another line
_MOST = 5  # events whose every order is tried


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

    def corners(self, *corners: tuple[float, float]) -> str:
        """Return an SVG path through (slot, value) corners, in data coordinates."""
        turned = [(value, slot) if self.across else (slot, value) for slot, value in corners]
        return "M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in turned)

    def open_top(self, figure: Figure, slot: float, end: float, width: float, token: str) -> None:
        """Leave a bar open at its end, as “at least” is."""
        reach = end + 7 * self.per_px
        inset = width / 2 - 0.75 / self.slot_px
        for side in (slot - inset, slot + inset):
            figure.path(self.corners((side, end), (side, reach)), stroke(token, 1.5), **self.refs)


@dataclass(frozen=True)
class Bar:
    """One bar: its slot along the axis, how much of the slot it takes, and its point."""

    slot: float
    width: float
    point: Point


Named = tuple[str, str, list[Bar]]  # a group’s name, its colour token, its bars
Placed = tuple[float, EventLine]  # where along the slots a line of an event stands


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
    bracket = frame.corners((left, high), (left, 0), (right, 0), (right, high))
    figure.path(bracket, stroke("ink-3", 1, "3px,3px"), **frame.refs)
    if words and not frame.across:
        figure.small("<br>".join(gap_lines(frame, words)), slot, high, yanchor="bottom", yshift=3, **frame.refs)


def base_line(figure: Figure, frame: Frame, start: float, stop: float) -> None:
    """Draw the line of zero."""
    figure.path(frame.corners((start, 0), (stop, 0)), stroke("ink-3"), **frame.refs)


def bar_traces(figure: Figure, frame: Frame, groups: Sequence[Named], uid: str, unit: str, dossier: Dossier) -> None:
    """Draw named groups of bars in their colours, the gaps among them."""
    for rank, (name, token, bars) in enumerate(groups):
        held = [bar for bar in bars if bar.point.value is not None]
        slots, values = [bar.slot for bar in held], [bar.point.value for bar in held]
        figure.add_bar(
            **frame.trace(slots, values),
            base=[0] * len(held),
            width=[bar.width for bar in held],
            uid=f"{uid}-{frame.name}{rank}",
            name=name,
            hovertext=[point_hover(bar.point, unit, dossier) for bar in held],
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


def bar_values(figure: Figure, frame: Frame, groups: Sequence[Named]) -> None:
    """Write the values of lying bars behind their ends, and of small panels over them."""
    for bar, value in _valued(groups):
        lift, text = _lift(bar.point), signed(bar.point)
        if frame.across:
            figure.strong(text, value, bar.slot, size=SMALL, xanchor="left", xshift=lift + 2, **frame.refs)
            continue
        if rough_width(text, LABEL) > frame.slot_px - 4:
            text = signed(bar.point, "≈\u202f")
        at: dict[str, Any] = {"yanchor": "bottom", "yshift": lift - 3, **frame.refs}
        figure.small(text, bar.slot, value, bgcolor=colour("paper"), borderpad=0, **at)


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
        size = SMALL if frame.narrow else LABEL
        rows = _rows(bar.point, frame.slot_px, size)
        wide = max(width_of(row, size) * (_BOLD if row == rows[-1] else 1) for row in rows)
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
            box = (left, foot + up, left + wide, foot + up + height)
            if left > -6 and left + wide <= edge and not any(meet(box, other) for other in taken):
                cut = sum(left - 2 < line < left + wide + 2 for line in crossed)
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


def _rows(point: Point, slot: float, size: int) -> list[str]:
    """Write a value in one line where its slot has the room, else its qualifier in words over it."""
    short = signed(point)
    if point.qualifier in ("at-least", "about") and width_of(short, size) * _BOLD > slot - 4:
        return signed(point, "about\n", "at least\n").split("\n")
    return [short]


def _room(frame: Frame, bar: Bar, start: float) -> Box:
    """Return the room of a bar with its open top, or of the bracket and the words of a missing count."""
    middle, half = (bar.slot - start) * frame.slot_px, bar.width * frame.slot_px / 2
    if bar.point.value is None:
        rows = gap_lines(frame, NOT_FOUND)
        half = max(half, max(map(width_of, rows)) / 2)
        return middle - half, 0, middle + half, gap_height(frame) + 3 + 12 * _LINE * len(rows)
    end = bar.point.value / frame.per_px + (8 if bar.point.qualifier == "at-least" else 0)
    return middle - half, 0, middle + half, end


def _write(figure: Figure, frame: Frame, bar: Bar, text: str, size: int, moved: tuple[int, int]) -> None:
    aside, up = moved
    shift: dict[str, Any] = {"yanchor": "bottom", "yshift": _lift(bar.point) - 1 + up}
    if aside:
        shift["xshift"] = aside
    ground = {} if frame.narrow else {"bgcolor": colour("paper")}  # wide figures have lines of value behind
    figure.strong(text, bar.slot, bar.point.value or 0, size=size, borderpad=0, **shift, **ground, **frame.refs)


def lying_events(figure: Figure, lines: Sequence[Placed]) -> None:
    """Draw each line across between rows, its words at the right end."""
    for at, line in lines:
        figure.line((0, 1), (at, at), stroke(line.line), xref="paper")
        figure.small(line.words, 1, at, line.ink, xref="paper", xanchor="right", yanchor="bottom", yshift=-1)


def standing_events(
    figure: Figure, frame: Frame, lines: Sequence[Placed], span: tuple[float, float], taken: Sequence[Box]
) -> None:
    """Draw each line down from its words to the axis, or only to what stands under it.

    A bar is a whole year or month: a line over it says nothing of the bar's parts, and its day is a tick at the axis.
    """
    for (at, line), rank, right in _arranged(frame, lines, span):
        ceiling = frame.top - STRIP * rank
        x = (at - span[0]) * frame.slot_px
        # The line where the article ends parts bars and never stops over one.
        floor = max((top + 4 for left, _, end, top in taken if left < x < end and line.line != ENDS), default=0)
        figure.path(
            frame.corners((at, floor * frame.per_px), (at, ceiling * frame.per_px)), stroke(line.line), layer="below"
        )
        if floor:
            figure.add_shape(
                type="line", line=stroke(line.line, 1.5), x0=at, x1=at, yref="paper", y0=0, y1=-_TICK / frame.top
            )
        side = {"xanchor": "left", "xshift": 3} if right else {"xanchor": "right", "xshift": -3}
        held = {"yanchor": "top", "yshift": 3, **side}
        figure.small(line.words, at, ceiling * frame.per_px, line.ink, bgcolor=colour("paper"), **held)


def _arranged(frame: Frame, lines: Sequence[Placed], span: tuple[float, float]) -> list[tuple[Placed, int, bool]]:
    """Give each line a row from the top and a side for its words, so that they cross no other line."""
    count = len(lines)
    orders = permutations(range(count)) if count <= _MOST else [tuple(range(count))]
    tried = product(orders, product((True, False), repeat=count))
    return min(
        ([*zip(lines, *one, strict=True)] for one in tried),
        key=lambda rows: sum(_cost(row, rows, frame, span) for row in rows),
    )


def _cost(
    row: tuple[Placed, int, bool],
    rows: Sequence[tuple[Placed, int, bool]],
    frame: Frame,
    span: tuple[float, float],
) -> float:
    (at, line), rank, right = row
    wide = (rough_width(line.words) + 6) / frame.slot_px
    left, end = (at, at + wide) if right else (at - wide, at)
    outside = left < span[0] or end > span[1]
    crossed = sum(left < other < end for (other, _), above, _ in rows if above < rank)
    return _OUTSIDE * outside + _CROSSED * crossed + (0 if right else 1)
