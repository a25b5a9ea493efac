"""Events over a row of days: thin lines, their words broken so that they fit beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .days import Chart
from .figure import Figure
from .hovering import LATER
from .points import event_hover, ink_of, small, stroke, width_of, wrapped

if TYPE_CHECKING:
    from ..dossier import Dossier

_ROW = 17  # px: a line of words


@dataclass(frozen=True)
class EventLine:
    """A thin line at a day: its words, the tokens of words and line ("" for none), its hover, its side."""

    when: date
    text: str
    ink: str
    line: str
    hover: str
    right: bool

    @property
    def height(self) -> int:
        """The height of the words in px."""
        return _ROW * (self.text.count("<br>") + 1)


def event_lines(chart: Chart, dossier: Dossier, start: date, stop: date, width: float) -> list[EventLine]:
    """Return the lines of one row of days, their words broken so that they fit beside them."""
    found = []
    for mark in chart.events:
        event = dossier.events[mark.event]
        if start <= event.date.first <= stop:
            found.append(
                (event.date.first, mark.label or "", ink_of(event.actor), str(event.actor), event_hover(mark, dossier))
            )
    ends = dossier.article_ends
    if start <= ends <= stop:
        # On an event’s day there is one line, and the words stand below each other.
        shared = any(one[0] == ends for one in found)
        found.append((ends, ("from here: " if shared else "") + LATER, "accent", "" if shared else "accent-2", ""))
    lines = []
    for when, text, ink, line, hovered in sorted(found, key=lambda one: one[0]):
        x = ((when - start).days + 0.5) / ((stop - start).days + 1) * width
        right = x + width_of(text) + 8 < width or x < width / 2
        room = (width - x if right else x) - 8
        lines.append(EventLine(when, wrapped(text, int(room / 7.2)), ink, line, hovered, right))
    return lines


def draw_lines(figure: Figure, name: str, lines: Sequence[EventLine], ceiling: float) -> None:
    """Draw the lines of one row of days, their words one under the other from `ceiling` px down."""
    refs = {"xref": f"x{name}", "yref": f"y{name}"}
    top = ceiling
    for one in lines:
        if one.line:
            figure.add_shape(
                type="line",
                x0=str(one.when),
                x1=str(one.when),
                y0=0,
                y1=top,
                line=stroke(one.line, 1.25),
                layer="below",
                **refs,
            )
        side = {"xanchor": "left", "xshift": 4} if one.right else {"xanchor": "right", "xshift": -4}
        figure.add_annotation(
            small(
                one.text,
                str(one.when),
                top,
                one.ink,
                yanchor="top",
                yshift=3,
                hovertext=one.hover or None,
                align="left" if one.right else "right",
                **side,
                **refs,
            )
        )
        top -= one.height
