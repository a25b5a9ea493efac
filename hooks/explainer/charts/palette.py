"""Colours of charts as names of CSS custom properties.

Plotly wants concrete colours, the page wants `var(--moscow)`, which follows light, dark and print.
So a figure is drawn in sentinel colours that nothing else uses, and `as_variables` puts the names back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

TOKENS = (
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
    "minsk",
    "moscow",
    "beijing",
    "warsaw",
    "kyiv",
    "west",
    "minsk-ink",
    "moscow-ink",
    "beijing-ink",
    "warsaw-ink",
    "kyiv-ink",
    "west-ink",
    "land",
    "land-focus",
    "water",
    "border",
)
_SENTINEL = {token: f"#fe{number:02x}dc" for number, token in enumerate(TOKENS)}
_TOKEN = {sentinel: token for token, sentinel in _SENTINEL.items()}
_ANY = re.compile("|".join(_TOKEN))
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_RGB = re.compile(r"rgb\(254, ?(\d+), ?220\)|#fe([0-9a-f]{2})dc")


def colour(token: str) -> str:
    """Return the sentinel of a design token, to be used wherever Plotly takes a colour."""
    return _SENTINEL[token]


def as_variables(json: str) -> str:
    """Replace every sentinel in a figure's JSON by `var(--token)`."""
    return _ANY.sub(lambda match: f"var(--{_TOKEN[match[0]]})", json)


def as_sentinels(json: str) -> str:
    """Undo `as_variables`: Plotly's exporter wants concrete colours too."""
    return _VARIABLE.sub(lambda match: _SENTINEL[match[1]], json)


def as_variables_in_svg(svg: str) -> str:
    """Replace every sentinel in an exported SVG, where a colour is written `rgb(…)` or as it was."""

    def named(match: re.Match[str]) -> str:
        number = int(match[1]) if match[1] else int(match[2], 16)
        return f"var(--{TOKENS[number]})"

    return _RGB.sub(named, svg)


def resolved(text: str, values: Mapping[str, str]) -> str:
    """Replace every `var(--token)` by its value, for a drawing that stands alone."""
    return _VARIABLE.sub(lambda match: values[match[1]], text)
