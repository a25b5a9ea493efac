"""What stands on and around bars: values, open tops, gaps, events, the line where the article ends."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from ..dates import When
from ..records import Claim, Point
from .figure import number
from .palette import colour
from .points import LATER, EventMark, ink_of, short, small, stroke, strong, width_of

if TYPE_CHECKING:
    from ..dossier import Dossier


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
        return {"x": x, "y": y, "orientation": "h" if self.across else "v", "xaxis": f"x{self.name}", "yaxis": f"y{self.name}"}

    def path(self, *corners: tuple[float, float]) -> str:
        """Return an SVG path through (slot, value) corners, in data coordinates."""
        turned = [(value, slot) if self.across else (slot, value) for slot, value in corners]
        return "M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in turned)

    def value_label(self, figure: go.Figure, slot: float, end: float, width: float, point: Point, token: str) -> None:
        """Write a bar’s value at its end; “at least” leaves the end open."""
        figure.add_annotation(self._words(slot, end, point))
        if point.qualifier == "at-least":
            reach = end + 7 * self.per_px
            inset = width / 2 - 0.75 / self.slot_px
            for side in (slot - inset, slot + inset):
                figure.add_shape(type="path", path=self.path((side, end), (side, reach)), line=stroke(token, 1.5), **self.refs)

    def _words(self, slot: float, end: float, point: Point) -> dict[str, Any]:
        assert point.value is not None  # gaps are drawn elsewhere
        text = number(point.value)
        if not self.across and not self.quiet and width_of(text, 13) > self.slot_px - 4:
            text = short(point.value)
        sign = {"at-least": "≥\u202f", "about": "about "}.get(point.qualifier, "")
        if sign == "about " and not self.across and width_of(sign + text, 13) > self.slot_px - 4:
            sign = "≈\u202f" if self.quiet else "about<br>"
        text = sign + text + ("*" if point.qualifier == "derived" else "")
        lift = 10 if point.qualifier == "at-least" else 3
        if self.across:
            return strong(text, end, slot, xanchor="left", xshift=lift + 2, size=12, **self.refs)
        if sign.startswith("≥") and not self.quiet and width_of(text, 13) > self.slot_px - 4:
            text = text.replace("\u202f", "<br>")
        write = small if self.quiet else strong
        return write(text, slot, end, yanchor="bottom", yshift=lift - (3 if self.quiet else 1), bgcolor=colour("paper"), borderpad=0, **self.refs,
                     **({} if self.quiet or not self.narrow else {"size": 12}))


def gap(figure: go.Figure, frame: Frame, slot: float, width: float, words: str) -> None:
    """Draw a dashed bracket where a count is missing, with words over it where they fit."""
    high = (18 if frame.quiet else 44) * frame.per_px
    left, right = slot - width / 2, slot + width / 2
    figure.add_shape(type="path", path=frame.path((left, high), (left, 0), (right, 0), (right, high)),
                     line=stroke("ink-3", 1, "3px,3px"), **frame.refs)
    if words and not frame.across:
        lines = words.split(" ")
        text = "<br>".join([" ".join(lines[:2]), *lines[2:]] if frame.slot_px > 52 else lines)
        figure.add_annotation(small(text, slot, high, yanchor="bottom", yshift=3, **frame.refs))


def base_line(figure: go.Figure, frame: Frame, start: float, stop: float) -> None:
    """Draw the line of zero."""
    figure.add_shape(type="path", path=frame.path((start, 0), (stop, 0)), line=stroke("ink-3"), **frame.refs)


def values_of(figure: go.Figure, top: float, unit: str) -> None:
    """Draw two to four lines of value behind standing bars, the unit at the highest."""
    for level, text in levels_of(top, unit):
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=level, y1=level, line=stroke("rule-2"), layer="below")
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


def event_marks(
    figure: go.Figure, frame: Frame, marks: Sequence[EventMark], dossier: Dossier,
    place: Callable[[When], float], span: tuple[float, float], later: float | None,
) -> None:
    """Draw each event as a thin line with its words in a row of its own, and the line where the article ends."""
    found = [(place(dossier.events[mark.event].date), mark.label or "", dossier.events[mark.event].actor) for mark in marks]
    rows = [(at, text, ink_of(actor), str(actor)) for at, text, actor in found]
    if later is not None:
        rows.append((later, LATER if frame.narrow else f"{LATER} (August 2024)", "accent", "accent-2"))
    for rank, (at, text, ink, line) in enumerate(sorted(rows, key=lambda row: _order(row, frame, span))):
        if frame.across:
            figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=at, y1=at, line=stroke(line), layer="below")
            figure.add_annotation(small(text, 1, at, ink, xref="paper", xanchor="right", yanchor="bottom", yshift=-1))
            continue
        ceiling = frame.top - 17 * rank
        figure.add_shape(type="path", path=frame.path((at, 0), (at, ceiling * frame.per_px)), line=stroke(line), layer="below")
        left = _fits_right(at, text, frame, span)
        figure.add_annotation(small(text, at, ceiling * frame.per_px, ink, xanchor="left" if left else "right",
                                    yanchor="top", xshift=3 if left else -3, yshift=3, bgcolor=colour("paper")))


def _fits_right(at: float, text: str, frame: Frame, span: tuple[float, float]) -> bool:
    return width_of(text) + 6 < (span[1] - at) * frame.slot_px


def _order(row: tuple[float, str, str, str], frame: Frame, span: tuple[float, float]) -> tuple[bool, float]:
    """Sort so that no words cross another line: those left of their line stand highest, the last first."""
    at, text = row[:2]
    right = _fits_right(at, text, frame, span)
    return right, at if right else -at


def reference_line(
    figure: go.Figure, frame: Frame, claim: Claim, what: str, words: str, span: tuple[float, float]
) -> None:
    """Draw the number of a claim as a level across the bars."""
    value = next((one.value for one in claim.numbers if one.what == what and one.value is not None), None)
    if value is None:
        raise ValueError(f"“{claim.id}” has no number “{what}”; allowed: {', '.join(one.what for one in claim.numbers)}")
    figure.add_shape(type="path", path=frame.path((span[0], value), (span[1], value)), line=stroke("ink-2", 1, "dash"))
    figure.add_annotation(small(words, span[1], value, "ink-2", xanchor="right", yanchor="bottom"))


def key_places(names: Sequence[str], width: float) -> list[tuple[int, float]]:
    """Return row and px from the left of each name of a key that flows into lines of `width` px."""
    places, row, x = [], 0, 0.0
    for name in names:
        if x and x + width_of(name) + 24 > width:
            row, x = row + 1, 0.0
        places.append((row, x))
        x += width_of(name) + 40
    return places


def key(figure: go.Figure, names: Sequence[tuple[str, str]], width: float, left: float, rise: float) -> None:
    """Write what each colour is: a square and words, from `rise` px over the bars down, `left` px before them."""
    for (name, token), (row, x) in zip(names, key_places([name for name, _ in names], width), strict=True):
        start, lift = x - left, rise - 20 * row - 10
        figure.add_shape(type="rect", xref="paper", yref="paper", xsizemode="pixel", ysizemode="pixel", xanchor=0, yanchor=1,
                         x0=start, x1=start + 10, y0=lift - 5, y1=lift + 5, fillcolor=colour(token), line={"width": 0})
        figure.add_annotation(small(name, 0, 1, "ink-2", xref="paper", yref="paper", xanchor="left", yanchor="middle",
                                    xshift=start + 15, yshift=lift))
