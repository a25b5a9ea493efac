"""Colours of charts as names of CSS custom properties.

Plotly wants concrete colours, the page wants `var(--moscow)`, which follows light, dark and print.
So a figure is drawn in sentinel colours that nothing else uses, and `as_variables` puts the names back.
"""

from __future__ import annotations

import re

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


def colour(token: str) -> str:
    """Return the sentinel of a design token, to be used wherever Plotly takes a colour."""
    return _SENTINEL[token]


def as_variables(json: str) -> str:
    """Replace every sentinel in a figure's JSON by `var(--token)`."""
    return _ANY.sub(lambda match: f"var(--{_TOKEN[match[0]]})", json)
