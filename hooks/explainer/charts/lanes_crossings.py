"""Where the lines of a wide figure of lanes run through the rows of labels, so that labels keep clear of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ..records import Event
from .lanes import Chart
from .lanes_grid import Grid, level
from .lanes_links import curve_of
from .placing import Crossing

if TYPE_CHECKING:
    from ..dossier import Dossier

_ROWS = (1, 2, 3, 4, -1, -2, -3, -4)
_HALF = 8  # px: half the height of a row


def later_at(chart: Chart, grid: Grid, ends: date) -> float | None:
    """Return the px of the line where the article ends, if what follows it is in the chart."""
    if not chart.between.first <= ends < chart.between.last:
        return None
    return grid.x(ends) + grid.per_day / 2


def crossings_of(
    pairs: Sequence[tuple[Event, str | None]], chart: Chart, dossier: Dossier, grid: Grid
) -> Mapping[str, list[Crossing]]:
    """Return for each lane where links, joints and the line where the article ends run through its rows."""
    lines = [curve_of(link, dossier, grid) for link in chart.links]
    for event, joint in pairs:
        if joint:
            x = grid.x(event.date.first)
            lines.append([(x, grid.lines[event.actor]), (x, grid.lines[joint])])
    later = later_at(chart, grid, dossier.article_ends)
    found: dict[str, list[Crossing]] = {}
    for lane in chart.lanes:
        found[lane] = [Crossing(row, later, later) for row in _ROWS] if later is not None else []
        for row in _ROWS:
            y = level(grid, lane, row)
            for line in lines:
                xs = [x for one, two in pairwise(line) for x in _within(one, two, y - _HALF, y + _HALF)]
                if xs:
                    found[lane].append(Crossing(row, min(xs), max(xs)))
    return found


def _within(one: tuple[float, float], two: tuple[float, float], top: float, bottom: float) -> list[float]:
    """Return the px along the rows at which a stretch enters and leaves a row."""
    (x0, y0), (x1, y1) = sorted((one, two), key=lambda point: point[1])
    if y1 <= top or y0 >= bottom or y0 == y1:
        return []
    return [x0 + (x1 - x0) * (min(max(y, y0), y1) - y0) / (y1 - y0) for y in (top, bottom)]
