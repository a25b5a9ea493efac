"""What a chart of values is read by: round values as lines behind it, and the key of its colours."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .figure import Figure, colour, stroke
from .words import number, rough_width


def draw_levels(figure: Figure, top: float, unit: str) -> None:
    """Draw two to four lines of value behind standing bars, the unit at the highest."""
    for level, text in levels_of(top, unit):
        figure.line((0, 1), (level, level), stroke("rule-2"), xref="paper")
        figure.small(text, 0, level, xref="paper", xanchor="left", yanchor="bottom")


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
        if x and x + rough_width(name) + 24 > width:
            row, x = row + 1, 0.0
        places.append((row, x))
        x += rough_width(name) + 40
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
        box = {"x0": start, "x1": start + 10, "y0": lift - 5, "y1": lift + 5, "xanchor": 0, "yanchor": 1}
        in_px = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel"}
        figure.add_shape(type="rect", fillcolor=colour(token), line={"width": 0}, **box, **in_px)
        at = {"xanchor": "left", "yanchor": "middle", "xshift": start + 15, "yshift": lift}
        figure.small(name, 0, 1, "ink-2", xref="paper", yref="paper", **at)
