"""The values of the design that a drawing needs when it stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from .figure import SANS
from .lettering import SERIF

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
