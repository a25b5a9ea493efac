"""The device: which neighbours an explainer is about, as seen from the middle."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..edition import Edition
from ..markup import h

# The legs from the middle, and where they end; the far east lies beyond a break.
# overrides/partials/device.html draws the same large, with names.
_LEGS = {"west": "M8 12H56", "east": "M56 12H104", "far-east": "M116 12H144", "south": "M56 12V44"}
_ENDS = {"west": (8, 12), "east": (104, 12), "far-east": (144, 12), "south": (56, 44)}


def device(legs: Iterable[tuple[str, str]], edition: Edition) -> Element:
    """Draw the small device: a leg of the page is thick, solid where documented, dashed where the author infers it."""
    kinds, sides = dict(legs), {side: actor.id for side, actor in edition.sides.items()}
    named = "; ".join(
        f"{edition.actors[name].word}, {'documented' if kind == 'documented' else 'as the author infers'}"
        for name, kind in sorted(kinds.items())
    )
    about = f"{edition.middle.word} and {named}"
    return h(
        "svg",
        {"class": "device device--small", "viewBox": "0 0 152 52", "role": "img", "aria-label": about},
        (
            h("path", {"class": f"leg leg--{kinds.get(sides[side], 'off')}", "data-actor": sides[side], "d": d})
            for side, d in _LEGS.items()
            if side in sides
        ),
        (_end(sides[side], at, on=sides[side] in kinds) for side, at in _ENDS.items() if side in sides),
        h("circle", {"class": "device__middle", "cx": "56", "cy": "12", "r": "7"}),
    )


def _end(actor: str, at: tuple[int, int], *, on: bool) -> Element:
    classes = f"device__end{' device__end--on' if on else ''}"
    place = {"cx": str(at[0]), "cy": str(at[1]), "r": "5" if on else "3.5"}
    return h("circle", {"class": classes, "data-actor": actor, **place})
