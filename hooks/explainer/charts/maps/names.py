"""The names on a map: those of places stand where they have room, those of countries where the record says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...data.charts import Dot, MapChart
from ...data.dossier import Dossier
from ...data.problem import ContentError, Problem
from ..figure import SMALL, Figure, colour
from ..geometry import Box, Point, around, within
from ..labels import SIDES, DotSide, NameSpots, NameWanted, shift
from ..words import SERIF, tinted, width_of
from .ground import View, colour_under

_COUNTRY = 14  # px, the size of the names of countries
_LINE = 16  # px from line to line
_BEHIND = 3  # cost of a note behind its name; under it both are found more easily
_ASIDE = {"point": 7, "end": 7, "area": 12}  # px from the middle of a mark to its name

Placed = tuple[Dot, Point]  # a place and where it is in km


def lettering(
    figure: Figure, text: str, at: Point, token: str, size: int = SMALL, family: str | None = None, **more: Any
) -> None:
    """Write a text with a rim in the colour of its ground, so that no border cuts through its letters."""
    rim = ", ".join([f"0 0 2px {colour_under(at, figure.data)}"] * 4)
    font = {"size": size, "color": colour(token), "shadow": rim, **({"family": family} if family else {})}
    figure.text(text, *at, font=font, **more)


def name_country(figure: Figure, name: str, at: Point, view: View) -> Box:
    """Write the name of a country and return its room in px."""
    lettering(figure, f"<i>{name}</i>", at, "ink-3", size=_COUNTRY, family=SERIF)
    return around(view.px(at), width_of(name, _COUNTRY) / 2, _LINE / 2)


def names_wanted(
    chart: MapChart, placed: Sequence[Placed], dossier: Dossier, view: View, room: Box
) -> list[NameWanted]:
    """Return the names of places as they are to stand in `room`, in px; ContentError where a place lies outside."""
    for dot, at in placed:
        if not within(view.px(at), room):
            raise _fault(chart, f"“{dot.place}” lies outside the map", "a wider “frame” or another middle")
    return [_wanted(dot, view.px(at), dossier, room) for dot, at in placed]


def dots_of(placed: Sequence[Placed], view: View) -> list[Box]:
    """Return the room of the places' marks in px."""
    return [around(view.px(at), _ASIDE[dot.mark] - 3, _ASIDE[dot.mark] - 3) for dot, at in placed]


def write_names(figure: Figure, chart: MapChart, placed: Sequence[Placed], spots: NameSpots, dossier: Dossier) -> None:
    """Write each name at its spot; ContentError where one has none."""
    for (dot, at), spot in zip(placed, spots, strict=True):
        if spot is None:
            raise _fault(chart, f"the name of “{dot.place}” finds no room beside it", "a wider “frame” or fewer places")
        words = ("<br>", " ")[spot.form].join(_tinted(_lines(dot, dossier)))
        _write(figure, words, at, spot.side, _ASIDE[dot.mark])


def _write(figure: Figure, words: str, at: Point, side: DotSide, aside: float) -> None:
    across, down = shift(side, aside)
    anchors: dict[str, Any] = {}
    if across:
        align = "left" if across > 0 else "right"
        anchors |= {"xanchor": align, "xshift": across, "align": align}
    if down:
        anchors |= {"yanchor": "top" if down > 0 else "bottom", "yshift": -down}
    lettering(figure, words, at, "ink", **anchors)


def _wanted(dot: Dot, at: Point, dossier: Dossier, room: Box) -> NameWanted:
    lines = _lines(dot, dossier)
    under, behind = (max(map(width_of, lines)), _LINE * len(lines), 0), (width_of(" ".join(lines)), _LINE, _BEHIND)
    return NameWanted(at, (under, behind), _ASIDE[dot.mark], room, (dot.side,) if dot.side else SIDES)


def _lines(dot: Dot, dossier: Dossier) -> list[str]:
    return [dossier.places[dot.place].name, *(dot.note.split(" / ") if dot.note else ())]


def _tinted(lines: list[str]) -> list[str]:
    return [line if number == 0 else tinted(line, "ink-2") for number, line in enumerate(lines)]


def _fault(chart: MapChart, found: str, allowed: str) -> ContentError:
    return ContentError([Problem("data/charts.yml", chart.line, 1, f"“{chart.id}”: {found}", allowed)])
