"""The values of the design that a drawing needs when it stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from .figure import SANS
from .lettering import SERIF

_STYLESHEET = Path("docs/assets/stylesheets/tokens.css")
_LIGHT = re.compile(r'\[data-md-color-scheme="default"\] \{(.*?)\n\}', re.DOTALL)
_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def light_values(root: Path) -> Mapping[str, str]:
    """Return the colour of each token on light paper, as the project's stylesheet has it, and the fonts."""
    match = _LIGHT.search((root / _STYLESHEET).read_text(encoding="utf-8"))
    assert match is not None, "tokens.css has lost its light palette"
    return {**dict(_TOKEN.findall(match[1])), "sans": SANS, "serif": SERIF}
