"""The five directions: which neighbours an explainer is about, as seen from Minsk."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..markup import h

# Warsaw west, Moscow east, beyond a break Beijing, Kyiv south.
# overrides/partials/device.html draws the same large, with names.
_LEGS = {"warsaw": "M8 12H56", "moscow": "M56 12H104", "beijing": "M116 12H144", "kyiv": "M56 12V44"}
_ENDS = {"warsaw": (8, 12), "moscow": (104, 12), "beijing": (144, 12), "kyiv": (56, 44)}


def device(legs: Iterable[tuple[str, str]]) -> Element:
    """Draw the small device: a leg of the page is thick, solid where documented, dashed where the author infers it."""
    kinds = dict(legs)
    named = "; ".join(
        f"{name.capitalize()}, {'documented' if kind == 'documented' else 'as the author infers'}"
        for name, kind in sorted(kinds.items())
    )
    return h(
        "svg",
        {"class": "device device--small", "viewBox": "0 0 152 52", "role": "img", "aria-label": f"Minsk and {named}"},
        (
            h("path", {"class": f"leg leg--{kinds.get(name, 'off')}", "data-actor": name, "d": d})
            for name, d in _LEGS.items()
        ),
        (
            h(
                "circle",
                {
                    "class": f"device__end{' device__end--on' if name in kinds else ''}",
                    "data-actor": name,
                    "cx": str(x),
                    "cy": str(y),
                    "r": "5" if name in kinds else "3.5",
                },
            )
            for name, (x, y) in _ENDS.items()
        ),
        h("circle", {"class": "device__minsk", "cx": "56", "cy": "12", "r": "7"}),
    )
