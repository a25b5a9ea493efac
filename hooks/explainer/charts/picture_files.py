"""A chart's pictures as files: SVG and PNG to take away, and a PNG for those who share its page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from html import escape
from importlib.metadata import version
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from .chart import ChartRecord
from .svg import standalone
from .tokens import light_values

if TYPE_CHECKING:
    from ..publication import Publication

_SHARED = (1200, 630)  # px: what sites that show a link expect
_EDGE, _TITLE, _LINE = 64, 40, 50
_PNG_ZOOM = 2
_KEPT = Path(".cache/charts")
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')


def picture_paths(publication: Publication, id_: str) -> Mapping[str, str]:
    """Return the paths of a chart's pictures under the site by form (svg, png, share); none where none were made."""
    if id_ not in publication.pictures:
        return {}
    return {
        "svg": f"assets/charts/{id_}.svg",
        "png": f"assets/charts/{id_}.png",
        "share": f"assets/charts/{id_}-share.png",
    }


def picture_files(publication: Publication, root: Path) -> Mapping[str, str | bytes]:
    """Return every picture as a file by its path under the site; `root` holds the stylesheet and the kept PNGs."""
    values = light_values(root)
    files: dict[str, str | bytes] = {}
    for id_, picture in publication.pictures.items():
        chart, paths = publication.dossier.charts[id_], picture_paths(publication, id_)
        svg = standalone(picture.wide, values, chart.title, chart.alt)
        files[paths["svg"]] = svg
        files[paths["png"]] = _png(svg, _PNG_ZOOM, root)
        files[paths["share"]] = _png(_shared(svg, chart, publication.site_name, values), 1, root)
    return files


def _shared(svg: str, chart: ChartRecord, site_name: str, values: Mapping[str, str]) -> str:
    """Set a chart under its finding on a sheet of the size that sites expect."""
    size = _SIZE.search(svg)
    assert size is not None  # `standalone` keeps both
    width, height = _SHARED
    lines = wrap(chart.title, 54)
    top = _EDGE + _LINE * len(lines) + 16
    room = (width - 2 * _EDGE, height - top - _EDGE)
    scale = min(room[0] / float(size[1]), room[1] / float(size[2]))
    place = f'x="{_EDGE}" y="{top}" width="{float(size[1]) * scale:.0f}" height="{float(size[2]) * scale:.0f}"'
    inner = re.sub(r' width="[\d.]+" height="[\d.]+"', f" {place}", svg.strip(), count=1)
    serif, ink, quiet = values["serif"].replace('"', "'"), values["ink"], values["ink-3"]
    title = "".join(
        f'<text x="{_EDGE}" y="{_EDGE + _TITLE + number * _LINE}" font-size="{_TITLE}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="100%" height="100%" fill="{values["paper"]}"/>'
        f'<g font-family="{serif}" fill="{ink}">{title}</g>{inner}'
        f'<text x="{width - _EDGE}" y="{height - 24}" font-size="24" text-anchor="end" font-family="{serif}" '
        f'fill="{quiet}">{escape(site_name)}</text></svg>\n'
    )


def _png(svg: str, zoom: int, root: Path) -> bytes:
    """Return the SVG as PNG, kept under its content."""
    key = hashlib.sha256(f"{version('resvg-py')}|{zoom}|{svg}".encode()).hexdigest()[:32]
    kept = root / _KEPT / f"{key}.png"
    if not kept.is_file():
        import resvg_py  # a build whose charts are unchanged does without

        kept.parent.mkdir(parents=True, exist_ok=True)
        png = resvg_py.svg_to_bytes(
            svg_string=svg, zoom=zoom, sans_serif_family="Liberation Sans", serif_family="Liberation Serif"
        )
        kept.write_bytes(bytes(png))
    return kept.read_bytes()
