"""Charts as SVG, drawn by a browser, and SVG as PNG; each kept under a digest of all that it is made from."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..charts.figure import as_sentinels
from ..charts.kinds import FORMS, Drawing
from .browser import advice, find
from .design import CUTS, LETTERS, SOURCE_SANS, SOURCE_SERIF, letters_of
from .svg import tidied

CACHE = Path(".cache/charts")
# Scatter, bar and pie: all that the charts use, at a quarter of the full bundle's weight.
_BASIC = Path("node_modules/plotly.js-basic-dist-min/plotly-basic.min.js")


def digest(*made_from: str | bytes) -> str:
    """Return the name of what is made from these."""
    parts = (part.encode() if isinstance(part, str) else part for part in made_from)
    # Each part by a digest of its own, so that none can run into the next.
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:32]


def keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a build that is broken off leaves no half of it behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.replace(path)


def cached(path: Path, make: Callable[[], bytes]) -> bytes:
    """Return what is kept at `path`, made first where there is nothing yet."""
    if not path.is_file():
        keep(path, make())
    return path.read_bytes()


def plotly_library(root: Path) -> Path:
    """Return the basic bundle of the npm package, or the wheel's full one where Node was absent at set-up."""
    basic = root / _BASIC
    if basic.is_file():
        return basic
    spec = find_spec("plotly")
    assert spec is not None and spec.origin is not None  # requirements.txt pins it
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


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
    folder = kept_in or root / CACHE
    orders = (_order(folder, id_, form, drawing) for id_, drawing in drawings.items() for form in FORMS)
    missing = [order for order in orders if not order.kept.is_file()]
    if missing:
        try:
            _draw(missing, plotly_library(root))
        except PictureError:
            if required:
                raise
    return dict(KeptPictures(drawings, folder))


class KeptPictures(Mapping[str, Picture]):
    """The pictures of charts that were drawn before; each is looked for when it is asked for, and none is drawn."""

    def __init__(self, drawings: Mapping[str, Drawing], folder: Path) -> None:
        self._drawings, self._folder = drawings, folder

    def __getitem__(self, id_: str) -> Picture:
        kept = {form: _order(self._folder, id_, form, self._drawings[id_]).kept for form in FORMS}
        if not all(path.is_file() for path in kept.values()):
            raise KeyError(id_)
        return Picture(**{form: path.read_text(encoding="utf-8") for form, path in kept.items()})

    def __iter__(self) -> Iterator[str]:
        return (id_ for id_ in self._drawings if id_ in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@cache
def _makers() -> str:
    """What a drawing depends on besides its figure: the exporter, Plotly, and our own modules."""
    engine = Path(__file__).parents[1]
    own = ((engine / name).read_bytes() for name in ("pictures/export.py", "pictures/svg.py", "charts/figure.py"))
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
    import kaleido
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


def png(svg: str, root: Path, zoom: float = 1) -> bytes:
    """Return an SVG as PNG, kept in the project at `root`; its letters are the packages', so machines draw the same."""
    name = digest(*(version(maker) for maker in ("resvg-py", *LETTERS)), str(zoom), svg)
    return cached(root / CACHE / f"{name}.png", lambda: _drawn(svg, zoom))


def _drawn(svg: str, zoom: float) -> bytes:
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(letters_of(package, cut)) for package in LETTERS for cut in CUTS],
            serif_family=SOURCE_SERIF,
            sans_serif_family=SOURCE_SANS,
        )
    )
