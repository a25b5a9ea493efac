"""The five directions: which neighbours an explainer is about, as seen from Minsk."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..markup import h

# Ends of the legs in a box of 24 by 24: Warsaw west, Moscow and Beijing east, Kyiv south.
_ENDS = {"warsaw": (2, 9), "moscow": (20, 4), "beijing": (22, 14), "kyiv": (13, 22)}
_MINSK = (11, 11)


def device(legs: Iterable[tuple[str, str]]) -> Element:
    """Draw the small device: a leg of the page is thick, solid where documented, dashed where the author infers it."""
    kinds = dict(legs)
    lines = [
        h("line", {"x1": str(_MINSK[0]), "y1": str(_MINSK[1]), "x2": str(x), "y2": str(y), "class": f"leg leg--{kinds.get(name, 'off')}"})
        for name, (x, y) in _ENDS.items()
    ]
    named = ", ".join(f"{name.capitalize()} ({kind})" for name, kind in sorted(kinds.items()))
    return h(
        "svg", {"class": "device", "viewBox": "0 0 24 24", "role": "img", "aria-label": f"Minsk and {named}"},
        lines, h("circle", {"cx": str(_MINSK[0]), "cy": str(_MINSK[1]), "r": "2.6", "class": "device__minsk"}),
    )
