"""Each chart as a picture that is there before any script: drawn at build time by Plotly's own exporter, once.

What was drawn is kept under the figure's content, so that an unchanged chart costs nothing;
all that is missing is drawn in one start of the browser.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ..chromium import advice, find
from ..kept import digest, keep
from ..library import plotly_library
from .drawing import FORMS, Drawing
from .palette import as_sentinels
from .svg import tidied

_SECONDS = 90  # for one drawing
# Everything a drawing needs is on this machine; whatever the browser itself asks for ends here.
_NO_PROXY_LISTENS = "http://127.0.0.1:9"


@dataclass(frozen=True)
class Picture:
    """A chart's drawings for a page, as SVG whose colours are `var(--token)`; `svg.standalone` makes files of them."""

    wide: str
    narrow: str


class PictureError(Exception):
    """Why the charts of a site to be published have no pictures, in a sentence."""


@dataclass(frozen=True, eq=False)
class _Order:
    """One drawing to be had: where it is kept, and what it is drawn from."""

    kept: Path
    form: str
    drawing: Drawing


def draw_pictures(
    drawings: Mapping[str, Drawing], root: Path, *, required: bool = False, kept_in: Path | None = None
) -> Mapping[str, Picture]:
    """Return the picture of every chart of the project at `root`, none where no Chromium is found.

    A site to be published requires them: then PictureError says what is missing.
    """
    folder = kept_in or root / ".cache/charts"
    orders = {id_: {form: _order(folder, id_, form, drawing) for form in FORMS} for id_, drawing in drawings.items()}
    missing = [order for forms in orders.values() for order in forms.values() if not order.kept.is_file()]
    if missing:
        try:
            _draw(missing, plotly_library(root))
        except PictureError:
            if required:
                raise
    return {
        id_: Picture(**{form: order.kept.read_text(encoding="utf-8") for form, order in forms.items()})
        for id_, forms in orders.items()
        if all(order.kept.is_file() for order in forms.values())
    }


@cache
def _makers() -> str:
    """What a drawing depends on besides its figure: the exporter, Plotly, and our own modules."""
    own = (Path(__file__).with_name(name).read_bytes() for name in ("picture.py", "svg.py", "palette.py"))
    return digest(version("kaleido"), version("plotly"), *own)


def _order(folder: Path, chart: str, form: str, drawing: Drawing) -> _Order:
    name = digest(_makers(), chart, form, str(drawing.width(form)), drawing.figures)
    return _Order(folder / f"{chart}-{form}-{name}.svg", form, drawing)


def _draw(orders: Iterable[_Order], library: Path) -> None:
    """Draw all `orders` in one start of the browser, and keep them."""
    browser = find()
    if browser is None:
        raise PictureError(advice())
    with tempfile.TemporaryDirectory() as folder:
        raw = {order: Path(folder) / f"{number}.svg" for number, order in enumerate(orders)}
        _export([_for_kaleido(order, path) for order, path in raw.items()], browser, library)
        for order, path in raw.items():
            svg = tidied(
                path.read_text(encoding="utf-8"),
                f"pic-{order.drawing.chart}-{order.form}",
                f"chart__picture chart__picture--{order.form}",
            )
            keep(order.kept, svg.encode())


def _for_kaleido(order: _Order, path: Path) -> dict[str, Any]:
    figure = json.loads(as_sentinels(order.drawing.figures))[order.form]
    size = {"width": order.drawing.width(order.form), "height": order.drawing.height(order.form)}
    return {"fig": figure, "path": path, "opts": {"format": "svg", **size}}


def _export(figures: list[dict[str, Any]], browser: str, library: Path) -> None:
    import kaleido  # half a second, and a build whose charts are unchanged does without
    from choreographer.errors import BrowserClosedError, BrowserDepsError, BrowserFailedError, ChannelClosedError
    from kaleido.errors import JavascriptError, KaleidoError

    options = {
        "path": browser,
        "plotlyjs": library,
        "mathjax": False,
        "proxy_server": _NO_PROXY_LISTENS,
        "timeout": _SECONDS,
    }
    try:
        kaleido.write_fig_from_object_sync(figures, cancel_on_error=True, kopts=options)
    except (
        BrowserClosedError,
        BrowserDepsError,
        BrowserFailedError,
        ChannelClosedError,
        JavascriptError,
        KaleidoError,
        TimeoutError,
    ) as error:
        raise PictureError(f"The charts' pictures could not be drawn with {browser}: {error}") from error
