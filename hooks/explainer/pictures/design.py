"""The design in drawings that stand alone: its colours, its letters, and text set on a sheet of paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from unicodedata import category

from fontTools.ttLib import TTFont

from ..charts.figure import SANS
from ..charts.words import SERIF, wrap
from ..data.edition import Edition

_STYLESHEET = Path("docs/assets/stylesheets/tokens.css")
_PROPERTY = re.compile(r"--([\w-]+):")
_TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
# The letters of PNGs, which come with packages: each by its package, with the name of its files.
SOURCE_SERIF, SOURCE_SANS = "Source Serif Pro", "Source Sans Pro"
LETTERS = {"font_source_serif_pro": "SourceSerifPro", "font_source_sans_pro": "SourceSansPro"}
CUTS = ("Regular", "It", "Semibold")


def light_values(root: Path) -> Mapping[str, str]:
    """Return the colour of each token on light paper, as the project's stylesheet has it, and the stacks of fonts."""
    fonts = {name: stack.replace('"', "'") for name, stack in (("sans", SANS), ("serif", SERIF))}
    return _scheme(root, "default") | fonts


def dark_values(root: Path) -> Mapping[str, str]:
    """Return the colour of each token on dark paper."""
    return _scheme(root, "slate")


def _scheme(root: Path, name: str) -> dict[str, str]:
    css = (root / _STYLESHEET).read_text(encoding="utf-8")
    match = re.search(rf'\[data-md-color-scheme="{name}"\] \{{(.*?)\n\}}', css, re.DOTALL)
    assert match is not None, f"tokens.css has lost its palette “{name}”"
    return dict(_TOKEN.findall(match[1]))


def property_names(root: Path) -> frozenset[str]:
    """Return the names of all properties that the styles of the site give values: colours, sizes, letters."""
    sheets = sorted((root / _STYLESHEET.parent).glob("*.css"))
    return frozenset(name for sheet in sheets for name in _PROPERTY.findall(sheet.read_text(encoding="utf-8")))


def actor_values(edition: Edition, *, dark: bool) -> Mapping[str, str]:
    """Return the colours of the actors on one kind of paper by the names of their tokens."""
    shades = {one.id: one.colour for one in edition.actors.values()}
    shades |= {f"{one.id}-ink": one.ink for one in edition.actors.values()}
    return {name: pair[int(dark)] for name, pair in shades.items()}


def letters_of(package: str, cut: str) -> Path:
    """Return the font file of a cut; requirements.txt pins the packages."""
    spec = find_spec(package)
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "files" / f"{LETTERS[package]}-{cut}.otf"


@cache
def _letters() -> frozenset[int]:
    """Every character that one of the fonts of PNGs has, from which all take what they lack."""
    fonts = (TTFont(letters_of(package, cut), lazy=True) for package in LETTERS for cut in CUTS)
    return frozenset(sign for font in fonts for sign in font.getBestCmap())


# What the fonts have for certain; to read all that they have takes a while.
SURE = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x17F), *range(0x410, 0x450)))) | {*"–—‘’“”„…−•"}


def undrawn(text: str) -> str:
    """Return the first character of a text that would be a box in a PNG, or ""; what shows nothing is none."""
    unsure = (sign for sign in text if not (sign in SURE or category(sign) in ("Zs", "Cf", "Mn", "Cc")))
    return next((sign for sign in unsure if ord(sign) not in _letters()), "")


@cache
def _advances(cut: str) -> tuple[dict[int, int], int]:
    """The advance of each character of the serif, and the units of an em."""
    font = TTFont(letters_of("font_source_serif_pro", cut), lazy=True)
    widths = font["hmtx"].metrics
    return {sign: widths[name][0] for sign, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def width_of(text: str, size: float, cut: str = "Regular") -> float:
    """Return the width of a line of the serif in px; kerning, which only narrows it, is left out."""
    advances, em = _advances(cut)
    return sum(advances.get(ord(sign), em) for sign in text) * size / em


def balanced(text: str, width: float, size: float, cut: str = "Regular") -> list[str]:
    """Break a text into as few lines of at most `width` px as it takes, about equally long."""

    def lines(room: float) -> list[str]:
        return wrap(text, room, size, lambda words, px: width_of(words, px, cut))

    fewest, narrower = len(lines(width)), width
    while narrower > width / 2 and len(lines(narrower - 10)) == fewest:
        narrower -= 10
    return lines(narrower)


@dataclass(frozen=True)
class Lettering:
    """How a text is set: its size in px, the token of its colour, its family."""

    size: float
    token: str
    family: str = SOURCE_SERIF
    is_italic: bool = False
    held: str = "start"  # where a line is held: at its start, its middle or its end


@dataclass(frozen=True)
class Paper:
    """A sheet in the colours of one palette, on which text and drawings are set as SVG."""

    values: Mapping[str, str]
    parts: list[str] = field(default_factory=list)

    def write(self, lines: Iterable[str], x: float, base: float, look: Lettering, step: float = 0) -> float:
        """Set lines `step` px under each other, the first with its foot at `base`; return where a next one would be."""
        style = ' font-style="italic"' if look.is_italic else ""
        style += f' text-anchor="{look.held}"' if look.held != "start" else ""
        attributes = f'font-size="{look.size:g}" font-family="{look.family}"{style} fill="{self.values[look.token]}"'
        for words in lines:
            self.parts.append(f'<text x="{x:g}" y="{base:g}" {attributes}>{escape(words)}</text>')
            base += step
        return base

    def rule(self, left: float, right: float, y: float) -> None:
        """Draw a hairline."""
        self.parts.append(f'<path d="M{left} {y}H{right}" stroke="{self.values["rule"]}"/>')

    def place(self, svg: str, x: float, y: float, width: float, height: float) -> None:
        """Set a drawing, an SVG of its own, into a place."""
        place = f' x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
        sized = re.sub(r' width="[\d.]+" height="[\d.]+"', place, svg.strip(), count=1)
        self.parts.append(sized.replace(' role="img"', "", 1))

    def svg(self, width: float, height: float, named: str = "") -> str:
        """Return the sheet; `named` holds the elements that tell what it shows."""
        role = ' role="img"' if named else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
            f'viewBox="0 0 {width:g} {height:g}"{role}>{named}'
            f'<rect width="100%" height="100%" fill="{self.values["paper"]}"/>{"".join(self.parts)}</svg>\n'
        )


@dataclass(frozen=True)
class Device:
    """The drawing of the directions around the middle: its legs as paths, where they end, and where names stand.

    The actors at its sides are in data/edition.yml. The far east lies beyond a thin line and a `gap`. `radii` are those
    of an end that a page is about, of another one, and of the middle; a name is held at its start, middle or end.
    """

    size: tuple[int, int]
    middle: tuple[float, float]
    legs: Mapping[str, str]
    ends: Mapping[str, tuple[float, float]]
    radii: tuple[float, float, float]
    names: Mapping[str, tuple[int, int, str]] = field(default_factory=dict)
    beyond: str = ""
    gap: str = ""


# Large with names, on pages and in pictures; small beside each explainer in a list; at the size of a letter.
DEVICE = Device(
    (312, 112),
    (112, 36),
    {"west": "M8 36H112", "east": "M112 36H208", "far-east": "M256 36H304", "south": "M112 36V104"},
    {"west": (8, 36), "east": (208, 36), "far-east": (304, 36), "south": (112, 104)},
    (7, 4.5, 11),
    {
        "middle": (112, 16, "middle"),
        "west": (0, 16, "start"),
        "east": (208, 16, "middle"),
        "far-east": (312, 16, "end"),
        "south": (126, 109, "start"),
    },
    "M208 36h34",
    "M243 43l5-14M251 43l5-14",
)
SMALL_DEVICE = Device(
    (152, 52),
    (56, 12),
    {"west": "M8 12H56", "east": "M56 12H104", "far-east": "M116 12H144", "south": "M56 12V44"},
    {"west": (8, 12), "east": (104, 12), "far-east": (144, 12), "south": (56, 44)},
    (5, 3.5, 7),
)
LOGO = Device(
    (32, 18),
    (11, 6),
    {"west": "M2.5 6H11", "east": "M11 6h8.5", "south": "M11 6v9.5"},
    {"west": (2.5, 6), "east": (19, 6), "far-east": (28.5, 6), "south": (11, 15.5)},
    (2.2, 2.2, 4),
    gap="M22.5 8.5l1.8-5",
)
