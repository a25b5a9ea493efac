"""Events over bars: thin lines with their words, and the line where the article ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from typing import TYPE_CHECKING

from ..dates import When
from .barmarks import Frame
from .barvalues import Box
from .figure import Figure
from .hovering import LATER
from .options import EventMark
from .palette import colour
from .points import ink_of, small, stroke, width_of

if TYPE_CHECKING:
    from ..dossier import Dossier

STRIP = 17  # px: the words of one event
_TICK = 4  # px by which a line that stops over a bar is taken up under the axis
_OUTSIDE, _CROSSED = 100, 10  # costs of words out of the figure, of words on another line
_ENDS = "accent-2"  # the token of the line where the article ends, which parts bars and never stops over one
_MOST = 5  # events whose every order is tried


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
