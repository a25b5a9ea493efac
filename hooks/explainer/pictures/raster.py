"""Pictures as PNG: drawn with letters that come with the project's packages, so that every machine draws the same."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

from .cache import cached, digest

SERIF, SANS = "Source Serif Pro", "Source Sans Pro"
_PACKAGES = {"font_source_serif_pro": "SourceSerifPro", "font_source_sans_pro": "SourceSansPro"}
_CUTS = ("Regular", "It", "Semibold")
_KEPT = Path(".cache/charts")


def letters(package: str, cut: str) -> Path:
    """Return the file of a cut; requirements.txt pins the packages."""
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "files" / f"{_PACKAGES[package]}-{cut}.otf"


def png(svg: str, root: Path, zoom: float = 1) -> bytes:
    """Return an SVG as PNG, kept under its content in the project at `root`."""
    name = digest(*(version(maker) for maker in ("resvg-py", *_PACKAGES)), str(zoom), svg)
    return cached(root / _KEPT / f"{name}.png", lambda: _drawn(svg, zoom))


def _drawn(svg: str, zoom: float) -> bytes:
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(letters(package, cut)) for package in _PACKAGES for cut in _CUTS],
            serif_family=SERIF,
            sans_serif_family=SANS,
        )
    )


@cache
def _advances(cut: str) -> tuple[dict[int, int], int]:
    """The advance of each character of the serif, and the units of an em."""
    font = TTFont(letters("font_source_serif_pro", cut), lazy=True)
    widths = font["hmtx"].metrics
    return {sign: widths[name][0] for sign, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def width_of(text: str, size: float, cut: str = "Regular") -> float:
    """Return the width of a line in px; kerning, which only narrows it, is left out."""
    advances, em = _advances(cut)
    return sum(advances.get(ord(sign), em) for sign in text) * size / em


def broken(text: str, width: float, size: float, cut: str = "Regular") -> list[str]:
    """Break a text into as few lines of at most `width` px as it takes, about equally long."""
    fewest = len(_filled(text, width, size, cut))
    narrower = width
    while narrower > width / 2 and len(_filled(text, narrower - 10, size, cut)) == fewest:
        narrower -= 10
    return _filled(text, narrower, size, cut)


def _filled(text: str, width: float, size: float, cut: str) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, cut) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
