"""Where the page's copy of Plotly comes from."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

# Scatter, bar and pie: all that the charts use, at a quarter of the full bundle's weight.
_BASIC = Path("node_modules/plotly.js-basic-dist-min/plotly-basic.min.js")


def plotly_library(root: Path) -> Path:
    """Return the basic bundle of the npm package, or the wheel's full one where Node was absent at set-up."""
    basic = root / _BASIC
    if basic.is_file():
        return basic
    spec = find_spec("plotly")
    assert spec is not None and spec.origin is not None  # requirements.txt pins it
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"
