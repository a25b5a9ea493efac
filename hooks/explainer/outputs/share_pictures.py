"""The picture that stands for a page where somebody shares it: its title on a sheet, over the five directions."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ..data.edition import Edition
from ..pictures.design import actor_values, light_values
from ..pictures.raster import SANS, SERIF, broken, png, width_of
from ..prose.pages import Explainer, Page

if TYPE_CHECKING:
    from ..publication.publication import Publication

WIDTH, HEIGHT = 1200, 630  # px: what sites that show a link expect
_EDGE = 72
_FOOT = 418  # where the hairline over the device runs
_ZOOM = 1.5  # of the device
_SIZES = (78, 70, 62, 54)  # of the title, the largest that fits
_STANDFIRSTS = (36, 32, 28)  # likewise
# Geometry of overrides/partials/device.html.
_LEGS = {"west": "M8 36H112", "east": "M112 36H208", "far-east": "M256 36H304", "south": "M112 36V104"}
_ENDS = {"west": (8, 36), "east": (208, 36), "far-east": (304, 36), "south": (112, 104)}
_NAMES = {"west": (0, 14), "east": (186, 14), "far-east": (284, 14), "south": (126, 109), "middle": (95, 14)}


def share_path(page: Page) -> str:
    """Return where a page's picture stands under the site: the one that it names, or the one that is made."""
    return page.meta.image or f"assets/share/{page.name.removesuffix('.md').replace('/', '-')}.png"


def share_files(publication: Publication, root: Path) -> Mapping[str, bytes]:
    """Return the picture of every page that names none, by its path under the site."""
    values = {**light_values(root), **actor_values(publication.dossier.edition, dark=False)}
    made = (page for page in publication.pages if not page.meta.image)
    return {share_path(page): png(sheet(page, publication, values), root) for page in made}


def sheet(page: Page, publication: Publication, values: Mapping[str, str]) -> str:
    """Set a page's title, its number and its directions as SVG."""
    meta = page.meta
    number = meta.number if isinstance(meta, Explainer) else 0
    indent = 92 if number else 0
    room = WIDTH - 2 * _EDGE - indent
    size, lines = _title(meta.title, room)
    label = f"Explainer {number} of {len(publication.explainers)}" if number else "An annotated reading"
    top = 128
    parts = [_text(_EDGE, 84, 24, label, values["ink-3"], SANS)]
    if number:
        parts.append(_text(_EDGE, top + size * 0.72, size, str(number), values["accent"]))
    for position, line in enumerate(lines):
        parts.append(_text(_EDGE + indent, top + size * (0.72 + 1.14 * position), size, line, values["ink"]))
    parts += _standfirst(
        meta.standfirst or meta.description or "", top + size * 1.14 * len(lines) + 38, _EDGE + indent, room, values
    )
    parts.append(f'<path d="M{_EDGE} {_FOOT}H{WIDTH - _EDGE}" stroke="{values["rule"]}"/>')
    edition = publication.dossier.edition
    legs: dict[str, str] = (
        dict(meta.legs)
        if isinstance(meta, Explainer)
        else dict.fromkeys((one.id for one in edition.sides.values()), "documented")
    )
    parts.append(f'<g transform="translate({_EDGE} {_FOOT + 22}) scale({_ZOOM})">{device(legs, edition, values)}</g>')
    address = publication.site_url.partition("://")[2].rstrip("/")
    for base, size, words, token in ((520, 40, publication.site_name, "ink"), (562, 24, address, "ink-3")):
        parts.append(_text(WIDTH - _EDGE - width_of(words, size), base, size, words, values[token]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="100%" height="100%" fill="{values["paper"]}"/>{"".join(parts)}</svg>\n'
    )


def device(legs: Mapping[str, str], edition: Edition, values: Mapping[str, str]) -> str:
    """Draw the five directions with names: thick legs are what the page is about, dashed where the author infers."""
    sides = edition.sides
    drawn = []
    if "far-east" in sides:
        edge = values["edge"]
        drawn.append(f'<path d="M208 36h34M243 43l5-14M251 43l5-14" fill="none" stroke="{edge}"/>')
    for side, path in _LEGS.items():
        if actor := sides.get(side):
            colour, wide = (values[actor.id], 5) if actor.id in legs else (values["edge"], 1)
            dashes = ' stroke-dasharray="7 5"' if legs.get(actor.id) == "inferred" else ""
            drawn.append(f'<path d="{path}" stroke="{colour}" stroke-width="{wide}"{dashes}/>')
    for side, (x, y) in _ENDS.items():
        if actor := sides.get(side):
            colour, radius = (values[actor.id], 7) if actor.id in legs else (values["edge"], 4.5)
            drawn.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>')
    drawn.append(
        f'<circle cx="112" cy="36" r="9" fill="{values["paper"]}" stroke="{values["ink"]}" stroke-width="4.5"/>'
    )
    for side, (x, y) in _NAMES.items():
        if actor := {**sides, "middle": edition.middle}.get(side):
            colour = values["ink"] if actor.id in legs or side == "middle" else values["ink-3"]
            drawn.append(_text(x, y, 15, actor.word, colour, SANS))
    return "".join(drawn)


def _title(title: str, room: float) -> tuple[int, list[str]]:
    for size in _SIZES:
        lines = broken(title, room, size)
        if len(lines) * size * 1.14 <= _FOOT - 166:
            return size, lines
    return size, lines


def _standfirst(text: str, top: float, left: float, room: float, values: Mapping[str, str]) -> list[str]:
    """The standfirst as large as it fits, whole or not at all."""
    for size in _STANDFIRSTS if text else ():
        lines, step = broken(text, room, size, "It"), size * 1.28
        if top + len(lines) * step <= _FOOT + 6:
            return [
                _text(left, top + step * position, size, line, values["ink-2"], style="italic")
                for position, line in enumerate(lines)
            ]
    return []


def _text(
    left: float, base: float, size: float, text: str, colour: str, family: str = SERIF, style: str = "normal"
) -> str:
    return (
        f'<text x="{left:g}" y="{base:g}" font-family="{family}" font-size="{size}" font-style="{style}" '
        f'fill="{colour}">{escape(text)}</text>'
    )
