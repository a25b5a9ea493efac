"""The values of the design and of actors, for drawings that stand alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from ..charts.figure import SANS
from ..charts.words import SERIF
from ..data.edition import Edition

_STYLESHEET = Path("docs/assets/stylesheets/tokens.css")
_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def light_values(root: Path) -> Mapping[str, str]:
    """Return the colour of each token on light paper, as the project's stylesheet has it, and the fonts."""
    return {**_scheme(root, "default"), "sans": SANS, "serif": SERIF}


def dark_values(root: Path) -> Mapping[str, str]:
    """Return the colour of each token on dark paper."""
    return _scheme(root, "slate")


def _scheme(root: Path, name: str) -> Mapping[str, str]:
    css = (root / _STYLESHEET).read_text(encoding="utf-8")
    match = re.search(rf'\[data-md-color-scheme="{name}"\] \{{(.*?)\n\}}', css, re.DOTALL)
    assert match is not None, f"tokens.css has lost its palette “{name}”"
    return dict(_TOKEN.findall(match[1]))


def actor_values(edition: Edition, *, dark: bool) -> Mapping[str, str]:
    """Return the colours of the actors on one kind of paper by the names of their tokens."""
    shades = {one.id: one.colour for one in edition.actors.values()}
    shades |= {f"{one.id}-ink": one.ink for one in edition.actors.values()}
    return {name: pair[int(dark)] for name, pair in shades.items()}
