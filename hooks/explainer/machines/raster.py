"""Pictures as PNG: drawn with letters that come with the project's packages, so that every machine draws the same."""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ..kept import digest, kept

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
    return kept(root / _KEPT / f"{name}.png", lambda: _drawn(svg, zoom))


def _drawn(svg: str, zoom: float) -> bytes:
    import resvg_py  # a build whose pictures are unchanged does without

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
