"""What stands around bars and lines: round values, a key, events."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from ..data.charts import EventMark
from ..data.dates import When
from ..data.dossier import Dossier
from .bar_marks import Box, Frame
from .figure import Figure, colour, number
from .tables import ink_of, small, stroke, width_of
from .words import LATER

STRIP = 17  # px: the words of one event
_TICK = 4  # px by which a line that stops over a bar is taken up under the axis
_OUTSIDE, _CROSSED = 100, 10  # costs of words out of the figure, of words on another line
_ENDS = "accent-2"  # the token of the line where the article ends, which parts bars and never stops over one
_MOST = 5  # events whose every order is tried


def values_of(figure: Figure, top: float, unit: str) -> None:
    """Draw two to four lines of value behind standing bars, the unit at the highest."""
    for level, text in levels_of(top, unit):
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=level, y1=level, line=stroke("rule-2"), layer="below"
        )
        figure.add_annotation(small(text, 0, level, xref="paper", xanchor="left", yanchor="bottom"))


def levels_of(top: float, unit: str) -> list[tuple[float, str]]:
    """Return the round values under `top` with their words; the unit stands at the highest."""
    step = nice_step(top)
    levels = [step * n for n in range(1, int(top / step) + 1)]
    words = "\u202f%" if unit == "percent" else f" {unit}"
    return [(level, number(level) + (words if level == levels[-1] else "")) for level in levels]


def nice_step(top: float) -> float:
    """Return the smallest round step that divides `top` into four or fewer; counts get whole steps."""
    power = 10 ** math.floor(math.log10(top / 4.6))
    steps = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    return next(step * power for step in steps if top / (step * power) <= 4.6)


def key_places(names: Sequence[str], width: float) -> list[tuple[int, float]]:
    """Return row and px from the left of each name of a key that flows into lines of `width` px."""
    places, row, x = [], 0, 0.0
    for name in names:
        if x and x + width_of(name) + 24 > width:
            row, x = row + 1, 0.0
        places.append((row, x))
        x += width_of(name) + 40
    return places


def key_height(names: Sequence[str], width: float) -> int:
    """Return the height in px of a key in lines of `width` px; a name alone needs none."""
    return 20 * (key_places(names, width)[-1][0] + 1) if len(names) > 1 else 0


def key(figure: Figure, names: Sequence[tuple[str, str]], width: float, left: float, rise: float) -> None:
    """Write what each colour is: a square and words, from `rise` px over the bars down, `left` px before them.

    A name alone needs no key.
    """
    if len(names) < 2:
        return
    for (name, token), (row, x) in zip(names, key_places([name for name, _ in names], width), strict=True):
        start, lift = x - left, rise - 20 * row - 10
        figure.add_shape(
            type="rect",
            xref="paper",
            yref="paper",
            xsizemode="pixel",
            ysizemode="pixel",
            xanchor=0,
            yanchor=1,
            x0=start,
            x1=start + 10,
            y0=lift - 5,
            y1=lift + 5,
            fillcolor=colour(token),
            line={"width": 0},
        )
        figure.add_annotation(
            small(
                name,
                0,
                1,
                "ink-2",
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="middle",
                xshift=start + 15,
                yshift=lift,
            )
        )


@dataclass(frozen=True)
class Mark:
    """A line at a slot: its words, the tokens of words and line."""

    at: float
    words: str
    ink: str
    line: str


def marks_of(
    marks: Sequence[EventMark],
    dossier: Dossier,
    place: Callable[[When], float],
    later: float | None,
    narrow: bool,
) -> list[Mark]:
    """Return what gets a line in order of time: the events, and where the article ends."""
    found = []
    for mark in marks:
        event = dossier.events[mark.event]
        found.append(Mark(place(event.date), mark.label or "", ink_of(event.actor), str(event.actor)))
    if later is not None:
        ends = dossier.edition.article.ends
        found.append(
            Mark(later, LATER if narrow else f"{LATER} ({When(ends.start[:7], ends.start[:7]).words})", "accent", _ENDS)
        )
    return sorted(found, key=lambda mark: mark.at)


def lying_events(figure: Figure, marks: Sequence[Mark]) -> None:
    """Draw each line across between rows, its words at the right end."""
    for mark in marks:
        figure.add_shape(
            type="line", xref="paper", x0=0, x1=1, y0=mark.at, y1=mark.at, line=stroke(mark.line), layer="below"
        )
        words = {"xref": "paper", "xanchor": "right", "yanchor": "bottom", "yshift": -1}
        figure.add_annotation(small(mark.words, 1, mark.at, mark.ink, **words))


def standing_events(
    figure: Figure, frame: Frame, marks: Sequence[Mark], span: tuple[float, float], taken: Sequence[Box]
) -> None:
    """Draw each line down from its words to the axis, or only to what stands under it.

    A bar is a whole year or month: a line over it says nothing of the bar's parts, and its day is a tick at the axis.
    """
    for mark, rank, right in _arranged(frame, marks, span):
        ceiling = frame.top - STRIP * rank
        x = (mark.at - span[0]) * frame.slot_px
        under = [box.top + 4 for box in taken if box.left < x < box.right and mark.line != _ENDS]
        floor = max(under, default=0)
        ends = frame.path((mark.at, floor * frame.per_px), (mark.at, ceiling * frame.per_px))
        figure.add_shape(type="path", path=ends, line=stroke(mark.line), layer="below")
        if floor:
            place = {"x0": mark.at, "x1": mark.at, "yref": "paper", "y0": 0, "y1": -_TICK / frame.top}
            figure.add_shape(type="line", line=stroke(mark.line, 1.5), **place)
        side = {"xanchor": "left", "xshift": 3} if right else {"xanchor": "right", "xshift": -3}
        place = {"yanchor": "top", "yshift": 3, "bgcolor": colour("paper"), **side}
        figure.add_annotation(small(mark.words, mark.at, ceiling * frame.per_px, mark.ink, **place))


def _arranged(frame: Frame, marks: Sequence[Mark], span: tuple[float, float]) -> list[tuple[Mark, int, bool]]:
    """Give each mark a row from the top and a side for its words, so that they cross no other line."""
    tried = _orders(len(marks))
    return min(
        ([(mark, rank, right) for mark, rank, right in zip(marks, *one, strict=True)] for one in tried),
        key=lambda rows: sum(_cost(row, rows, frame, span) for row in rows),
    )


def _orders(count: int) -> Iterator[tuple[tuple[int, ...], tuple[bool, ...]]]:
    ranks = permutations(range(count)) if count <= _MOST else [tuple(range(count))]
    return product(ranks, product((True, False), repeat=count))


def _cost(
    row: tuple[Mark, int, bool], rows: Sequence[tuple[Mark, int, bool]], frame: Frame, span: tuple[float, float]
) -> float:
    mark, rank, right = row
    wide = (width_of(mark.words) + 6) / frame.slot_px
    left, end = (mark.at, mark.at + wide) if right else (mark.at - wide, mark.at)
    outside = left < span[0] or end > span[1]
    crossed = sum(left < other.at < end for other, above, _ in rows if above < rank)
    return _OUTSIDE * outside + _CROSSED * crossed + (0 if right else 1)
