"""Pictures as files: a chart's to take away, and those that stand for a page where somebody shares it.

What leaves the site says what it is: a chart its finding, measure, who counted, licence, the site and its address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..charts.figure import LABEL, SMALL
from ..charts.words import wrap
from ..data.charts import ChartRecord
from ..data.edition import Edition
from ..pictures.design import (
    DEVICE,
    SOURCE_SANS,
    Lettering,
    Paper,
    actor_values,
    balanced,
    dark_values,
    light_values,
    width_of,
)
from ..pictures.export import png
from ..pictures.svg import named, standalone
from ..prose.pages import Explainer, Page
from ..publication.chart_data import NAMES, credit_words
from ..publication.datapackage import LICENCE_WORDS
from ..publication.publication import Publication

_WIDTH, _HEIGHT = 1200, 630  # px: what sites that show a link expect
_PNG_ZOOM = 2
_NAMED = re.compile(r"<title>.*?</desc>", re.DOTALL)

# ---- charts ----

_PAD = 20  # px round a picture to take away
_EDGE, _FOOT = 64, 104  # px of one that is shared: at its sides, for its sources and where it is from
_RULE = 84  # px from its foot to the line over its sources
_SIZES = ((40, 22), (34, 20), (28, 18), (22, 15))  # px of title and measure in that column
_BESIDE, _COLUMN = 0.66, 400  # a chart that would fill less of the width stands beside a title this wide


def picture_files(publication: Publication, root: Path) -> Mapping[str, str | bytes]:
    """Return every chart's pictures by path under the site; `root` holds the stylesheet and the kept PNGs."""
    edition = publication.dossier.edition
    values = {**light_values(root), **actor_values(edition, dark=False)}
    dark = {**values, **dark_values(root), **actor_values(edition, dark=True)}
    files: dict[str, str | bytes] = {}
    for id_, picture in publication.pictures.items():
        chart, paths = publication.dossier.charts[id_], publication.picture_paths(id_)
        light = standalone(picture.wide, values, chart.title, chart.alt)
        files[paths["light"]] = light
        files[paths["dark"]] = standalone(picture.wide, dark, chart.title, chart.alt)
        files[paths["narrow"]] = standalone(picture.narrow, values, chart.title, chart.alt)
        files[paths["narrow-dark"]] = standalone(picture.narrow, dark, chart.title, chart.alt)
        svg = _framed(light, chart, publication, Paper(values))
        files[paths["svg"]] = svg
        files[paths["png"]] = png(svg, root, _PNG_ZOOM)
        files[paths["share"]] = png(_shared(light, chart, publication, Paper(values)), root)
    return files


def _origin(chart: ChartRecord, publication: Publication) -> str:
    """Say where a picture is from: the site, the chart's address where it is known, the licence, the state."""
    return " · ".join(filter(None, (publication.site_name, _address(chart, publication), *_state(publication))))


def _origin_in_one_line(chart: ChartRecord, publication: Publication, room: float, size: float) -> str:
    """Return as much of that as a line holds: the site's name gives way to the address, and its folders to the rest."""
    address, state = _address(chart, publication), _state(publication)
    shorter = ((address, *state), (address.partition("/")[0], *state), state)
    lines = (_origin(chart, publication), *(" · ".join(filter(None, parts)) for parts in shorter))
    return next((line for line in lines if len(wrap(line, room, size)) == 1), state[-1])


def _address(chart: ChartRecord, publication: Publication) -> str:
    return publication.chart_url(chart.id).partition("://")[2]


def _state(publication: Publication) -> tuple[str, str]:
    return LICENCE_WORDS, f"state of {publication.dossier.edition.article.compiled.words}"


def _framed(svg: str, chart: ChartRecord, publication: Publication, paper: Paper) -> str:
    """Set a chart between its finding and its sources, as a picture to take away."""
    drawing = publication.drawings[chart.id]
    width, height = drawing.width("wide"), drawing.height("wide")
    room = max(width, 440)
    sans, serif = paper.values["sans"], paper.values["serif"]
    y: float = _PAD

    def write(lines: list[str], look: Lettering, step: float) -> None:
        nonlocal y
        foot = 0.28 * step
        y = paper.write(lines, _PAD, y + step - foot, look, step) - step + foot

    # Where the reader's machine has wider letters than ours, a line still ends on the sheet.
    write(balanced(chart.title, room * 0.95, 22), Lettering(22, "ink", serif), 28)
    write(wrap(chart.measure, room, LABEL), Lettering(LABEL, "ink-2", sans), 18)
    top = y + 14
    y = top + height + 12
    credit = credit_words(drawing.table, publication.dossier)
    for words in (chart.note, credit, _origin(chart, publication)):
        write(wrap(words, room) if words else [], Lettering(SMALL, "ink-3", sans), 17)
        y += 3
    paper.place(_NAMED.sub("", svg), _PAD, top, width, height)
    return paper.svg(room + 2 * _PAD, round(y + _PAD - 3), named(chart.title, chart.alt))


def _shared(svg: str, chart: ChartRecord, publication: Publication, paper: Paper) -> str:
    """Set a chart under its finding on a sheet of the size that sites expect, a tall one beside it."""
    title, measure, small = Lettering(40, "ink"), Lettering(22, "ink-2", SOURCE_SANS), 20
    drawing = publication.drawings[chart.id]
    ratio = drawing.width("wide") / drawing.height("wide")
    column: float = _WIDTH - 2 * _EDGE
    edge, left = _EDGE - 12, _EDGE
    lines, measured = balanced(chart.title, column, title.size), wrap(chart.measure, column, measure.size)
    top = edge + 50 * len(lines) + 28 * len(measured) + 20
    if ratio * (_HEIGHT - top - _FOOT) < _BESIDE * column:
        for sizes in _SIZES:  # the largest of which all words stand in the column, over the rule
            title, measure = replace(title, size=sizes[0]), replace(measure, size=sizes[1])
            lines, measured = balanced(chart.title, _COLUMN, title.size), wrap(chart.measure, _COLUMN, measure.size)
            high = 1.25 * title.size * len(lines) + 1.28 * measure.size * len(measured)
            widest = max(width_of(line, title.size) for line in lines)
            if edge + high <= _HEIGHT - _RULE and widest <= _COLUMN:
                break
        top, left = edge, 2 * _EDGE + _COLUMN
    base = paper.write(lines, _EDGE, edge + 0.9 * title.size, title, 1.25 * title.size)
    paper.write(measured, _EDGE, base - 0.25 * title.size, measure, round(1.28 * measure.size))
    said = _in_one_line(chart, publication, column, small)
    paper.rule(_EDGE, _WIDTH - _EDGE, _HEIGHT - _RULE)
    paper.write([said], _EDGE, _HEIGHT - 54, Lettering(small, "ink-3", SOURCE_SANS))
    origin = _origin_in_one_line(chart, publication, column, small)
    paper.write([origin], _EDGE, _HEIGHT - 24, Lettering(small, "ink-2", SOURCE_SANS))
    room = (_WIDTH - left - _EDGE, _HEIGHT - top - _FOOT)
    drawn = min(room[0], room[1] * ratio)
    # What room is left lies on both sides of the drawing.
    x, y = left + (room[0] - drawn) / 2, top + (room[1] - drawn / ratio) / 2
    paper.place(svg, x, y, drawn, drawn / ratio)
    return paper.svg(_WIDTH, _HEIGHT)


def _in_one_line(chart: ChartRecord, publication: Publication, room: float, size: float) -> str:
    """Return the credit with as many names as a line holds; who counted gives way before the last of them."""
    table, dossier = publication.drawings[chart.id].table, publication.dossier
    uncounted = replace(table, counted_by="")
    tries = (credit_words(told, dossier, names) for told in (table, uncounted) for names in range(NAMES, 0, -1))
    return next((words for words in tries if len(wrap(words, room, size)) == 1), "")


# ---- pages: the title on a sheet, over the five directions ----

_MARGIN = 72
_LINE = 418  # where the hairline over the device runs
_ZOOM = 1.5  # of the device
_ADDRESS = 560  # px beside it for the site's name and address
_NAMES = (40, 34, 28, 22)  # sizes of the name, the largest that fits
_TITLES = (78, 70, 62, 54, 46, 40, 34)  # sizes, the largest that fits; the last has room for any title
_STANDFIRSTS = (36, 32, 28)  # likewise


def share_path(page: Page) -> str:
    """Return where a page's picture stands under the site: the one that it names, or the one that is made."""
    return page.meta.image or f"assets/share/{page.name.removesuffix('.md').replace('/', '-')}.png"


def share_files(publication: Publication, root: Path) -> Mapping[str, bytes]:
    """Return the picture of every page that names none, by its path under the site."""
    values = {**light_values(root), **actor_values(publication.dossier.edition, dark=False)}
    made = (page for page in publication.pages if not page.meta.image)
    return {share_path(page): png(_sheet(page, publication, Paper(values)), root) for page in made}


def _sheet(page: Page, publication: Publication, paper: Paper) -> str:
    """Set a page's title, its number and its directions."""
    meta, edition = page.meta, publication.dossier.edition
    number = meta.number if isinstance(meta, Explainer) else 0
    label = f"Explainer {number} of {len(publication.explainers)}" if number else "An annotated reading"
    paper.write([label], _MARGIN, 84, Lettering(24, "ink-3", SOURCE_SANS))
    left = _MARGIN + (92 if number else 0)
    room = _WIDTH - _MARGIN - left
    titles = [(size, balanced(meta.title, room, size)) for size in _TITLES]
    size, lines = next((one for one in titles if len(one[1]) * one[0] * 1.14 <= _LINE - 166), titles[-1])
    if number:
        paper.write([str(number)], _MARGIN, 128 + size * 0.72, Lettering(size, "accent"))
    paper.write(lines, left, 128 + size * 0.72, Lettering(size, "ink"), size * 1.14)
    top = 128 + size * 1.14 * len(lines) + 38
    said = meta.standfirst or meta.description or ""
    for size in _STANDFIRSTS if said else ():  # whole or not at all
        lines, step = balanced(said, room, size, "It"), size * 1.28
        if top + len(lines) * step <= _LINE + 6:
            paper.write(lines, left, top, Lettering(size, "ink-2", is_italic=True), step)
            break
    paper.rule(_MARGIN, _WIDTH - _MARGIN, _LINE)
    paper.parts.append(f'<g transform="translate({_MARGIN} {_LINE + 22}) scale({_ZOOM})">')
    every = dict.fromkeys((one.id for one in edition.sides.values()), "documented")
    _draw_device(dict(meta.legs) if isinstance(meta, Explainer) else every, edition, paper)
    paper.parts.append("</g>")
    address = publication.site_url.partition("://")[2].rstrip("/")
    if width_of(address, 24) > _ADDRESS:
        address = address.partition("/")[0]
    name = publication.site_name
    largest = next((size for size in _NAMES if width_of(name, size) <= _ADDRESS), _NAMES[-1])
    for base, size, words, token in ((520, largest, name, "ink"), (562, 24, address, "ink-3")):
        paper.write([words], _WIDTH - _MARGIN - width_of(words, size), base, Lettering(size, token))
    return paper.svg(_WIDTH, _HEIGHT)


def _draw_device(legs: Mapping[str, str], edition: Edition, paper: Paper) -> None:
    """Draw the directions with names: thick legs are what the page is about, dashed where the author infers."""
    sides, values, draw = edition.sides, paper.values, paper.parts.append
    if "far-east" in sides:
        draw(f'<path d="{DEVICE.beyond}{DEVICE.gap}" fill="none" stroke="{values["edge"]}"/>')
    for side, path in DEVICE.legs.items():
        if actor := sides.get(side):
            colour, wide = (values[actor.id], 5) if actor.id in legs else (values["edge"], 1)
            dashes = ' stroke-dasharray="7 5"' if legs.get(actor.id) == "inferred" else ""
            draw(f'<path d="{path}" stroke="{colour}" stroke-width="{wide}"{dashes}/>')
    on, off, ring = DEVICE.radii
    for side, (x, y) in DEVICE.ends.items():
        if actor := sides.get(side):
            colour, radius = (values[actor.id], on) if actor.id in legs else (values["edge"], off)
            draw(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>')
    x, y = DEVICE.middle
    draw(f'<circle cx="{x}" cy="{y}" r="{ring}" fill="{values["paper"]}" stroke="{values["ink"]}" stroke-width="4.5"/>')
    for side, (x, y, held) in DEVICE.names.items():
        if actor := {**sides, "middle": edition.middle}.get(side):
            token = "ink" if actor.id in legs or side == "middle" else "ink-3"
            paper.write([actor.word], x, y, Lettering(15, token, SOURCE_SANS, held=held))
