"""Setting a line: how wide it runs in the letters of the share pictures, and where it breaks."""

from __future__ import annotations

from functools import cache

from fontTools.ttLib import TTFont

from .raster import letters


@cache
def _advances(cut: str) -> tuple[dict[int, int], int]:
    """The advance of each character of the serif, and the units of an em."""
    font = TTFont(letters("font_source_serif_pro", cut), lazy=True)
    widths = font["hmtx"].metrics
    return {sign: widths[name][0] for sign, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def width_of(text: str, size: float, cut: str = "Regular") -> float:
    """Return the width of a line in px; kerning, which only narrows it, is left out."""
    advances, em = _advances(cut)
    return sum(advances.get(ord(sign), em) for sign in text) * size / em


def broken(text: str, width: float, size: float, cut: str = "Regular") -> list[str]:
    """Break a text into as few lines of at most `width` px as it takes, about equally long."""
    fewest = len(_filled(text, width, size, cut))
    narrower = width
    while narrower > width / 2 and len(_filled(text, narrower - 10, size, cut)) == fewest:
        narrower -= 10
    return _filled(text, narrower, size, cut)


def _filled(text: str, width: float, size: float, cut: str) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, cut) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
