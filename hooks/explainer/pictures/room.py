"""Whether the words of a drawing have room: none runs out of it, and no two cover each other.

The kinds of chart give words their places by rules; this looks at what came of it, for any chart and any words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

from ..charts.kinds import FORMS, Drawing
from ..charts.words import SURE, TAG, width_of
from ..data.problem import Problem
from .export import Picture

_RISE, _FALL = 0.7, 0.2  # em of a line above and below its foot
_ALLOWED = "shorter words, fewer of them side by side, another span, or another kind of chart"
_SLACK = 2  # px by which words may touch
_MOVED = re.compile(r"(translate|rotate)\(([^)]*)\)")
_HELD = {"start": 0.0, "middle": 0.5, "end": 1.0}  # share of a line before where it is held


@dataclass(frozen=True)
class _Line:
    """A line of words, and its place in the drawing in px."""

    words: str
    left: float
    top: float
    right: float
    foot: float

    def covers(self, other: _Line) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.foot, other.foot) - max(self.top, other.top)
        return wide > _SLACK and high > _SLACK

    def leaves(self, width: float, height: float) -> bool:
        within = self.left >= -_SLACK and self.right <= width + _SLACK
        return not (within and self.top >= -_SLACK and self.foot <= height + _SLACK)


@dataclass(frozen=True)
class _Place:
    """Where an element of a drawing stands, and how it is turned: `turn` is in radians, clockwise."""

    x: float = 0
    y: float = 0
    turn: float = 0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the element lies in the drawing."""
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return self.x + x * cos - y * sin, self.y + x * sin + y * cos

    def moved(self, transform: str) -> _Place:
        """Return the place of what a `transform` moves within the element."""
        place = self
        for how, written in _MOVED.findall(transform):
            numbers = [float(number) for number in re.split(r"[\s,]+", written.strip())]
            if how == "translate":
                place = _Place(*place.at(numbers[0], numbers[1] if len(numbers) > 1 else 0), place.turn)
            else:
                turn, (x, y) = math.radians(numbers[0]), numbers[1:] or (0, 0)
                about = _Place(*place.at(x, y), place.turn + turn)
                place = _Place(*about.at(-x, -y), about.turn)
        return place


def words_without_room(drawings: Mapping[str, Drawing], pictures: Mapping[str, Picture]) -> tuple[Problem, ...]:
    """Return the words that no reader could make out, at their charts' lines; `pictures` are what was drawn."""
    problems: list[Problem] = []
    for id_, picture in pictures.items():
        for form in FORMS:
            where = f"its picture of {drawings[id_].width(form)} px"
            root = fromstring(getattr(picture, form))
            found = dict.fromkeys((*without_room(root), *left_out(root, drawings[id_].words(form))))
            problems += (drawings[id_].record.fault(f"in {where} {words}", _ALLOWED) for words in found)
    return tuple(problems)


def without_room(root: Element) -> Iterator[str]:
    """Yield what is wrong with the words of a tidied drawing: “the words “A” run out of it”."""
    size = float(root.get("width", "0")), float(root.get("height", "0"))
    lines = [line for line in _lines(root, _Place()) if line.words.strip()]
    for line in lines:
        if line.leaves(*size):
            yield f"the words “{line.words}” run out of it"
    for one, other in combinations(lines, 2):
        if one.covers(other):
            yield f"the words “{one.words}” and “{other.words}” cover each other"


def left_out(root: Element, words: Iterable[str]) -> Iterator[str]:
    """Yield the lines of words that a drawing lacks, since Plotly leaves out what it finds no place for."""
    drawn = Counter(" ".join(line.words.split()) for line in _lines(root, _Place()))
    wanted = Counter(" ".join(unescape(TAG.sub("", line)).split()) for line in words)
    for line in sorted((wanted - drawn).keys() - {""}):
        yield f"the words “{line}” are not drawn"


def _lines(element: Element, place: _Place) -> Iterator[_Line]:
    place = place.moved(element.get("transform", ""))
    if element.tag != "text":
        for child in element:
            yield from _lines(child, place)
        return
    size, held = float(element.get("font-size", "12")), _HELD[element.get("text-anchor", "start")]
    bold = any(part.get("font-weight") == "600" for part in element.iter())
    for row in [part for part in element if part.get("x")] or [element]:
        words = "".join(row.itertext())
        width = width_of(words, size, bold=bold) * SURE
        x = float(row.get("x", "0")) - width * held
        y = float(row.get("y", element.get("y", "0"))) + size * float(row.get("dy", "0em").removesuffix("em"))
        corners = [place.at(*corner) for corner in ((x, y - _RISE * size), (x + width, y + _FALL * size))]
        (left, right), (top, foot) = (sorted(side) for side in zip(*corners, strict=True))
        yield _Line(words, left, top, right, foot)
