"""A chart's pictures as files: SVG and PNG to take away, and a PNG for those who share its page.

What leaves the site says what it is: finding, measure, who counted, licence, the site and the chart's address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ..charts.figure import LABEL, SMALL
from ..charts.tables import Table
from ..charts.words import wrap
from ..data.charts import ChartRecord
from ..pictures.design import actor_values, dark_values, light_values
from ..pictures.raster import SANS, SERIF, broken, png
from ..pictures.svg import standalone
from ..publication.addresses import picture_paths
from ..publication.chart_data import _NAMES, credit_words
from ..publication.datapackage import LICENCE_WORDS

if TYPE_CHECKING:
    from ..data.dossier import Dossier
    from ..publication.publication import Publication

_SHARED = (1200, 630)  # px: what sites that show a link expect
_EDGE, _TITLE, _LINE = 64, 40, 50
_MEASURE, _SAID = 22, 20  # px: under the title; at the foot
_FOOT = 104  # px of a shared picture for its sources and where it is from
_BESIDE, _COLUMN = 0.66, 400  # a chart that would fill less of the width stands beside a title this wide
_PNG_ZOOM = 2
_SIZE = re.compile(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"')
_NAMED = re.compile(r"<title>.*?</desc>", re.DOTALL)
_PAD, _HEAD = 20, 22  # px of a picture to take away: round it, its title


def picture_files(publication: Publication, root: Path) -> Mapping[str, str | bytes]:
    """Return every picture as a file by its path under the site; `root` holds the stylesheet and the kept PNGs."""
    edition = publication.dossier.edition
    values = {**light_values(root), **actor_values(edition, dark=False)}
    dark = {**values, **dark_values(root), **actor_values(edition, dark=True)}
    files: dict[str, str | bytes] = {}
    for id_, picture in publication.pictures.items():
        chart, paths = publication.dossier.charts[id_], picture_paths(publication, id_)
        light = standalone(picture.wide, values, chart.title, chart.alt)
        files[paths["light"]] = light
        files[paths["dark"]] = standalone(picture.wide, dark, chart.title, chart.alt)
        files[paths["narrow"]] = standalone(picture.narrow, values, chart.title, chart.alt)
        files[paths["narrow-dark"]] = standalone(picture.narrow, dark, chart.title, chart.alt)
        svg = _framed(light, chart, publication, values)
        files[paths["svg"]] = svg
        files[paths["png"]] = png(svg, root, _PNG_ZOOM)
        files[paths["share"]] = png(_shared(light, chart, publication, values), root)
    return files


def _origin(chart: ChartRecord, publication: Publication) -> str:
    """Say where a picture is from: the site, the chart's address where it is known, the licence, the state."""
    compiled = publication.dossier.edition.article.compiled
    address = publication.chart_url(chart.id).partition("://")[2]
    parts = (
        publication.site_name,
        address,
        LICENCE_WORDS,
        f"state of {compiled.words}",
    )
    return " · ".join(filter(None, parts))


def _framed(svg: str, chart: ChartRecord, publication: Publication, values: Mapping[str, str]) -> str:
    """Set a chart between its finding and its sources, as a picture to take away."""
    width, height = _size(svg)
    room = max(width, 440)
    table = publication.drawings[chart.id].table
    texts: list[str] = []
    y = _PAD + 0.0

    def write(lines: Sequence[str], size: int, line: int, token: str, family: str) -> None:
        nonlocal y
        for words in lines:
            y += line
            texts.append(_text(_PAD, y - line * 0.28, size, words, values[token], family))

    sans, serif = values["sans"].replace('"', "'"), values["serif"].replace('"', "'")
    # Where the reader's machine has wider letters than ours, a line still ends on the sheet.
    write(broken(chart.title, room * 0.95, _HEAD), _HEAD, 28, "ink", serif)
    write(wrap(chart.measure, room, LABEL), LABEL, 18, "ink-2", sans)
    top = y + 14
    y = top + height + 12
    note = wrap(chart.note, room) if chart.note else []
    for said in (note, wrap(credit_words(table, publication.dossier), room), wrap(_origin(chart, publication), room)):
        write(said, SMALL, 17, "ink-3", sans)
        y += 3
    wide, tall = room + 2 * _PAD, round(y + _PAD - 3)
    inner = _NAMED.sub("", _placed(svg, _PAD, top, width, height))
    named = "".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for tag, text in _told(chart))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:g}" height="{tall}" viewBox="0 0 {wide:g} {tall}" '
        f'role="img">{named}<rect width="100%" height="100%" fill="{values["paper"]}"/>{"".join(texts)}{inner}</svg>\n'
    )


def _told(chart: ChartRecord) -> Iterator[tuple[str, str]]:
    yield "title", chart.title
    yield "desc", chart.alt


def _shared(svg: str, chart: ChartRecord, publication: Publication, values: Mapping[str, str]) -> str:
    """Set a chart under its finding on a sheet of the size that sites expect, a tall one beside it."""
    width, height = _SHARED
    size = _size(svg)
    ratio = size[0] / size[1]
    column: float = width - 2 * _EDGE
    lines = broken(chart.title, column, _TITLE)
    measure = wrap(chart.measure, column, _MEASURE)
    top: float = _EDGE - 12 + _LINE * len(lines) + 28 * len(measure) + 20
    left = _EDGE
    if ratio * (height - top - _FOOT) < _BESIDE * column:
        column = _COLUMN
        lines, measure = broken(chart.title, column, _TITLE), wrap(chart.measure, column, _MEASURE)
        top, left = _EDGE - 12, 2 * _EDGE + _COLUMN
    room = (width - left - _EDGE, height - top - _FOOT)
    drawn = min(room[0], room[1] * ratio)
    # What room is left lies on both sides of the drawing.
    x, y = left + (room[0] - drawn) / 2, top + (room[1] - drawn / ratio) / 2
    texts = []
    base = _EDGE - 12.0
    for words in lines:
        base += _LINE
        texts.append(_text(_EDGE, base - 14, _TITLE, words, values["ink"], SERIF))
    for words in measure:
        base += 28
        texts.append(_text(_EDGE, base - 2, _MEASURE, words, values["ink-2"], SANS))
    said = _in_one_line(publication.drawings[chart.id].table, publication.dossier, width - 2 * _EDGE)
    texts.append(f'<path d="M{_EDGE} {height - 84}H{width - _EDGE}" stroke="{values["rule"]}"/>')
    texts.append(_text(_EDGE, height - 54, _SAID, said, values["ink-3"], SANS))
    texts.append(_text(_EDGE, height - 24, _SAID, _origin(chart, publication), values["ink-2"], SANS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<rect width="100%" height="100%" fill="{values["paper"]}"/>{"".join(texts)}'
        f"{_placed(svg, x, y, drawn, drawn / ratio)}</svg>\n"
    )


def _in_one_line(table: Table, dossier: Dossier, room: float) -> str:
    """Return the credit with as many names as a line holds; who counted gives way before the last of them."""
    uncounted = replace(table, counted_by="")
    tries = (credit_words(told, dossier, names) for told in (table, uncounted) for names in range(_NAMES, 0, -1))
    return next((words for words in tries if len(wrap(words, room, _SAID)) == 1), "")


def _size(svg: str) -> tuple[float, float]:
    size = _SIZE.search(svg)
    assert size is not None  # `standalone` keeps both
    return float(size[1]), float(size[2])


def _placed(svg: str, x: float, y: float, width: float, height: float) -> str:
    """Return an SVG as part of another one."""
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return re.sub(r' width="[\d.]+" height="[\d.]+"', f" {place}", svg.strip(), count=1).replace(' role="img"', "", 1)


def _text(left: float, base: float, size: float, words: str, colour: str, family: str) -> str:
    return (
        f'<text x="{left:g}" y="{base:g}" font-size="{size}" font-family="{family}" fill="{colour}">'
        f"{escape(words)}</text>"
    )
