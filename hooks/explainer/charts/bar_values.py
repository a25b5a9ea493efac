"""Values over bars: each where it stands on no other bar and no line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from ..data.problem import ContentError
from .bar_frame import Bar, BarsChart, Frame
from .figure import LABEL, SMALL, Figure, colour
from .geometry import Box
from .labels import ValueSpot, place_values
from .words import unmarked, width_of, written

_FEWER = "fewer bars side by side: “first” and “last”, or “by: year”"
_SPACE, _NEAR = 1, 2  # px beside a value that part it from the next, and more that had better
_TOUCHING = 2  # px by which a value may reach into another bar
_LINE = 1.3  # of the size: the height of a line
_ON_A_LINE, _OUTSIDE = 12, 1000  # cost of a value on a line, and out of the figure; a px sideways costs 1, a px up 2


def write_values(
    figure: Figure, frame: Frame, chart: BarsChart, bars: Sequence[Bar], size: int = SMALL, ends: Sequence[float] = ()
) -> list[Box]:
    """Write the values over the bars, and return the room in px that bars, gaps and values take.

    `ends` are the px of lines that a value had better leave whole. ContentError where one would stand on another bar,
    or two would be read as one number.
    """
    taken = [_room(frame, bar) for bar in bars]
    counted = [bar for bar in bars if bar.is_counted]
    spots = place_values((_spots(frame, bar, size, ends) for bar in counted), taken, _NEAR)
    inner = (-_SPACE - _TOUCHING, -_TOUCHING)
    over = next((spot for spot in spots if any(map(spot.box.grown(*inner).meets, taken))), None)
    if over:
        found = f"the value {unmarked(over.text)} would stand on another bar"
        raise ContentError([chart.fault(found, _FEWER)])
    for one, other in pairwise(sorted(spots, key=lambda spot: spot.box.left)):
        if one.box.meets(other.box):
            texts = " and ".join(unmarked(spot.text) for spot in (one, other))
            raise ContentError([chart.fault(f"the values {texts} would be read as one", _FEWER)])
    for bar, spot in zip(counted, spots, strict=True):
        ground: dict[str, Any] = {"bgcolor": colour("paper")} if size == LABEL else {}  # lines of value lie behind
        figure.strong(spot.text, bar.slot, bar.end, size=size, borderpad=0, **ground, **spot.held, **frame.refs)
    return [*taken, *(spot.box.grown(-_SPACE, 0) for spot in spots)]


def _spots(frame: Frame, bar: Bar, size: int, ends: Sequence[float]) -> Iterator[tuple[float, ValueSpot]]:
    """Yield the spots of a value over its bar, in one line where its slot has the room, with what they cost."""
    forms = [(width_of(text, size, bold=True), text) for text in written(bar.point)]
    wide, text = next((one for one in forms if one[0] <= frame.slot_px - 4), min(forms))
    high = (text.count("<br>") + 1) * size * _LINE - 4
    for up in (0, 14, 28):
        foot = bar.end / frame.per_px + bar.lift + up
        for aside in range(-10, 11):
            left = frame.px(bar.slot) + aside - wide / 2
            box = Box(left, foot, left + wide, foot + high)
            cut = sum(box.left - 2 < line < box.right + 2 for line in ends)
            outside = box.left <= -6 or box.right > frame.px(frame.stop) + 8
            cost = abs(aside) + 2 * up + _ON_A_LINE * cut + _OUTSIDE * outside
            held = {"yanchor": "bottom", "yshift": bar.lift - 1 + up, "xshift": aside}
            yield cost, ValueSpot(text, held, box.grown(_SPACE, 0))


def _room(frame: Frame, bar: Bar) -> Box:
    """Return the room of a bar with its open top, or of the bracket and the words of a missing count."""
    middle, half = frame.px(bar.slot), frame.share * frame.slot_px / 2
    if bar.is_counted:
        return Box(middle - half, 0, middle + half, bar.end / frame.per_px + (8 if bar.is_open else 0))
    half = max(half, max(map(width_of, frame.gap_words)) / 2)
    return Box(middle - half, 0, middle + half, frame.gap_px + 3 + SMALL * _LINE * len(frame.gap_words))
