"""Draw the site's icons, all from favicon.svg.

    PYTHONPATH=hooks python tools/icons.py [tests/edition]

They are committed: run this when the drawing or the paper's colour has changed, and commit what it wrote.
"""

from __future__ import annotations

import re
import struct
import sys
from pathlib import Path

from explainer.pictures.design import light_values
from explainer.pictures.export import png

ROOT = Path(__file__).resolve().parent.parent
DRAWING = Path("docs/assets/images/favicon.svg")
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


def icons(root: Path = ROOT) -> dict[Path, bytes]:
    """Return each icon by its file, of the edition at `root`."""
    file = root / DRAWING
    drawing = _DARK.sub("", file.read_text(encoding="utf-8"))
    paper = light_values(ROOT)["paper"]
    files = {file.with_name(name): png(_sheet(drawing, *form, paper), ROOT) for name, form in _ICONS.items()}
    small = "favicon.png"
    files[root / "docs/favicon.ico"] = _ico(files[file.with_name(small)], _ICONS[small][0])
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


if __name__ == "__main__":
    for file, content in icons(*map(Path, sys.argv[1:2])).items():
        file.write_bytes(content)
