"""The site's icons, all from one drawing, and the manifest that names them."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from pathlib import Path

from ..charts.tokens import light_values
from .raster import png

DRAWING = Path("docs/assets/images/favicon.svg")
MANIFEST = "manifest.webmanifest"
_FOLDER = "assets/images"
_SIZE = 32  # of the drawing
# Size in px and the share of the picture that the drawing takes up; less than all of it stands on paper.
# What a phone cuts to its own shape keeps a circle of four fifths.
_ICONS = {
    "favicon.png": (32, 1.0),
    "apple-touch-icon.png": (180, 0.72),
    "icon-192.png": (192, 0.8),
    "icon-512.png": (512, 0.8),
    "icon-maskable-512.png": (512, 0.56),
}
_DARK = re.compile(r"@media [^{]*\{(?:[^{}]*\{[^{}]*\})*\}")  # a file of pixels has one palette


def icon_files(root: Path, site_name: str, described: str) -> Mapping[str, str | bytes]:
    """Return icons and manifest by their paths under the site; `root` holds the drawing and the colours."""
    drawing = _DARK.sub("", (root / DRAWING).read_text(encoding="utf-8"))
    paper = light_values(root)["paper"]
    pictures = {name: png(_sheet(drawing, size, share, paper), root) for name, (size, share) in _ICONS.items()}
    files: dict[str, str | bytes] = {f"{_FOLDER}/{name}": picture for name, picture in pictures.items()}
    files["favicon.ico"] = _ico(pictures["favicon.png"], _ICONS["favicon.png"][0])
    files[MANIFEST] = _manifest(site_name, described, paper)
    return files


def _sheet(drawing: str, size: int, share: float, paper: str) -> str:
    inner = drawing[drawing.index(">") + 1 : drawing.rindex("</svg>")]
    ground = f'<rect width="100%" height="100%" fill="{paper}"/>' if share < 1 else ""
    edge = size * (1 - share) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{ground}'
        f'<g transform="translate({edge:g} {edge:g}) scale({size * share / _SIZE:g})">{inner}</g></svg>'
    )


def _ico(picture: bytes, size: int) -> bytes:
    """One PNG in the container that browsers ask the root of a host for."""
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(picture), len(head) + 16)
    return head + entry + picture


def _manifest(site_name: str, described: str, paper: str) -> str:
    def icon(name: str, purpose: str) -> dict[str, str]:
        size = _ICONS[name][0]
        return {"src": f"{_FOLDER}/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}

    manifest = {
        "name": site_name,
        "short_name": site_name.split(maxsplit=1)[0],
        "description": described,
        "lang": "en",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "theme_color": paper,
        "background_color": paper,
        "icons": [
            icon("icon-192.png", "any"),
            icon("icon-512.png", "any"),
            icon("icon-maskable-512.png", "maskable"),
        ],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
