"""A chart's pictures as files: SVG and PNG to take away, and a PNG for those who share its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ..machines.raster import SERIF, png
from ..machines.setting import broken
from .chart import ChartRecord
from .svg import standalone
from .tokens import dark_values, light_values

if TYPE_CHECKING:
    from ..publication import Publication

_SHARED = (1200, 630)  # px: what sites that show a link expect
_EDGE, _TITLE, _LINE = 64, 40, 50
_BESIDE, _COLUMN = 0.66, 400  # a chart that would fill less of the width stands beside a title this wide
_PNG_ZOOM = 2
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')


def picture_paths(publication: Publication, id_: str) -> Mapping[str, str]:
    """Return the paths of a chart's pictures under the site by form; none if none were made."""
    if id_ not in publication.pictures:
        return {}
    return {
        "svg": f"assets/charts/{id_}.svg",
        "dark": f"assets/charts/{id_}-dark.svg",
        "narrow": f"assets/charts/{id_}-narrow.svg",
        "narrow-dark": f"assets/charts/{id_}-narrow-dark.svg",
        "png": f"assets/charts/{id_}.png",
        "share": f"assets/charts/{id_}-share.png",
    }


def picture_files(publication: Publication, root: Path) -> Mapping[str, str | bytes]:
    """Return every picture as a file by its path under the site; `root` holds the stylesheet and the kept PNGs."""
    values = light_values(root)
    dark = {**values, **dark_values(root)}
    files: dict[str, str | bytes] = {}
    for id_, picture in publication.pictures.items():
        chart, paths = publication.dossier.charts[id_], picture_paths(publication, id_)
        svg = standalone(picture.wide, values, chart.title, chart.alt)
        files[paths["svg"]] = svg
        files[paths["dark"]] = standalone(picture.wide, dark, chart.title, chart.alt)
        files[paths["narrow"]] = standalone(picture.narrow, values, chart.title, chart.alt)
        files[paths["narrow-dark"]] = standalone(picture.narrow, dark, chart.title, chart.alt)
        files[paths["png"]] = png(svg, root, _PNG_ZOOM)
        files[paths["share"]] = png(_shared(svg, chart, publication.site_name, values), root)
    return files


def _shared(svg: str, chart: ChartRecord, site_name: str, values: Mapping[str, str]) -> str:
    """Set a chart under its finding on a sheet of the size that sites expect, a tall one beside it."""
    size = _SIZE.search(svg)
    assert size is not None  # `standalone` keeps both
    width, height = _SHARED
    ratio = float(size[1]) / float(size[2])
    lines = broken(chart.title, width - 2 * _EDGE, _TITLE)
    top, left = _EDGE + _LINE * len(lines) + 16, _EDGE
    if ratio * (height - top - _EDGE) < _BESIDE * (width - 2 * _EDGE):
        lines = broken(chart.title, _COLUMN, _TITLE)
        top, left = _EDGE, 2 * _EDGE + _COLUMN
    room = (width - left - _EDGE, height - top - _EDGE)
    drawn = min(room[0], room[1] * ratio)
    place = f'x="{left}" y="{top}" width="{drawn:.0f}" height="{drawn / ratio:.0f}"'
    inner = re.sub(r' width="[\d.]+" height="[\d.]+"', f" {place}", svg.strip(), count=1)
    title = "".join(
        f'<text x="{_EDGE}" y="{_EDGE + _TITLE + number * _LINE}" font-size="{_TITLE}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="100%" height="100%" fill="{values["paper"]}"/>'
        f'<g font-family="{SERIF}" fill="{values["ink"]}">{title}</g>{inner}'
        f'<text x="{width - _EDGE}" y="{height - 24}" font-size="24" text-anchor="end" font-family="{SERIF}" '
        f'fill="{values["ink-3"]}">{escape(site_name)}</text></svg>\n'
    )
