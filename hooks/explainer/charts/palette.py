"""Colours of charts as names of CSS custom properties.

Plotly wants concrete colours, the page wants `var(--ink)`, which follows light, dark and print.
So a figure is drawn in sentinel colours that nothing else uses, and `as_variables` puts the names back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

DESIGN = (
    "paper",
    "sheet",
    "wash",
    "ink",
    "ink-2",
    "ink-3",
    "rule",
    "rule-2",
    "edge",
    "accent",
    "accent-2",
    "accent-wash",
    "land",
    "land-focus",
    "water",
    "border",
)
# The tokens met so far: those of the design, then those of the edition's actors. A token's number is in its sentinel.
_met = list(DESIGN)
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_SENTINEL = re.compile(r"rgb\(254, ?(\d+), ?220\)|#fe([0-9a-f]{2})dc")


def colour(token: str) -> str:
    """Return the sentinel of a design token, to be used wherever Plotly takes a colour."""
    if token not in _met:
        _met.append(token)
    return f"#fe{_met.index(token):02x}dc"


def as_variables(json: str) -> str:
    """Replace every sentinel in a figure's JSON by `var(--token)`."""
    return _SENTINEL.sub(_named, json)


def as_sentinels(json: str) -> str:
    """Undo `as_variables`: Plotly's exporter wants concrete colours too."""
    return _VARIABLE.sub(lambda match: colour(match[1]), json)


def as_variables_in_svg(svg: str) -> str:
    """Replace every sentinel in an exported SVG, where a colour is written `rgb(…)` or as it was."""
    return _SENTINEL.sub(_named, svg)


def _named(match: re.Match[str]) -> str:
    number = int(match[1]) if match[1] else int(match[2], 16)
    return f"var(--{_met[number]})"


def resolved(text: str, values: Mapping[str, str]) -> str:
    """Replace every `var(--token)` by its value, for a drawing that stands alone."""
    return _VARIABLE.sub(lambda match: values[match[1]], text)
