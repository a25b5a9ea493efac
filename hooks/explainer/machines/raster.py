"""Pictures as PNG: drawn with letters that come with the project's packages, so that every machine draws the same."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

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
    makers = "|".join(version(name) for name in ("resvg-py", *_PACKAGES))
    key = hashlib.sha256(f"{makers}|{zoom}|{svg}".encode()).hexdigest()[:32]
    kept = root / _KEPT / f"{key}.png"
    if not kept.is_file():
        import resvg_py  # a build whose pictures are unchanged does without

        kept.parent.mkdir(parents=True, exist_ok=True)
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=zoom,
            skip_system_fonts=True,
            font_files=[str(letters(package, cut)) for package in _PACKAGES for cut in _CUTS],
            serif_family=SERIF,
            sans_serif_family=SANS,
        )
        beside = kept.with_suffix(".new")
        beside.write_bytes(bytes(drawn))
        beside.replace(kept)  # a build that is broken off leaves no half picture behind
    return kept.read_bytes()
