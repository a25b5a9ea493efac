"""What styles take from the edition: the actors' colours and shapes, and how wide the months of its window are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..data.edition import Edition, Shape
from ..pictures.design import actor_values

# What is cut of a square for each shape; place_window.py draws the same as paths.
_CUT: Mapping[Shape, str] = {
    "triangle": "50% 5%, 100% 95%, 0 95%",
    "diamond": "50% 0, 100% 50%, 50% 100%, 0 50%",
    "wedge": "50% 95%, 0 5%, 100% 5%",
    "plus": "30% 0, 70% 0, 70% 30%, 100% 30%, 100% 70%, 70% 70%, 70% 100%, 30% 100%, 30% 70%, 0 70%, 0 30%, 30% 30%",
}


@dataclass(frozen=True)
class Device:
    """The drawing of the directions around the middle: its legs as paths, and where they end.

    The actors at its sides are in data/edition.yml; the far east lies beyond a break.
    """

    middle: tuple[int, int]
    legs: Mapping[str, str]
    ends: Mapping[str, tuple[int, int]]


# Large with names, on pages and in pictures; small beside each explainer in a list.
DEVICE = Device(
    (112, 36),
    {"west": "M8 36H112", "east": "M112 36H208", "far-east": "M256 36H304", "south": "M112 36V104"},
    {"west": (8, 36), "east": (208, 36), "far-east": (304, 36), "south": (112, 104)},
)


def actor_styles(edition: Edition) -> str:
    """Return the stylesheet: colours on both papers, what an element about an actor takes, its shape, the months."""
    light, dark = (
        " ".join(f"--{name}: {value};" for name, value in actor_values(edition, dark=dark).items())
        for dark in (False, True)
    )
    rules = [
        f':root, [data-md-color-scheme="default"] {{ {light} }}',
        # Paper is light: what is printed from a dark page takes the light palette.
        f'@media screen {{ [data-md-color-scheme="slate"] {{ {dark} }} }}',
    ]
    for actor in edition.actors.values():
        about = f'[data-actor="{actor.id}"]'
        rules.append(f"{about} {{ --actor: var(--{actor.id}); --actor-ink: var(--{actor.id}-ink); }}")
        if actor.shape != "disc":
            rules.append(f".actor{about}::before {{ border-radius: 0; }}")
        if cut := _CUT.get(actor.shape):
            size = "width: .78em; height: .78em; margin-inline: -.08em;"
            rules.append(f".actor{about}::before {{ {size} clip-path: polygon({cut}); }}")
    starts = [offset for offset, _ in edition.window.months]
    months = " ".join(f"{end - start}fr" for start, end in pairwise([*starts, edition.window.days]))
    rules.append(f".days__months {{ grid-template-columns: {months}; }}")
    return "\n".join(rules)
