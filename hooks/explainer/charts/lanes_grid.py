"""Where lanes, days and labels stand in a wide figure of lanes, in px."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..problem import ContentError, Problem
from ..records import Event
from .hovering import ACTOR_NAMES
from .lanes import Chart, counted_days, month_totals
from .lettering import short_date, width_of
from .placing import Spot, Wanted, place

if TYPE_CHECKING:
    from ..dossier import Dossier

LEFT, RIGHT, TOP = 66, 10, 26  # px around the plot
STACK = 7  # px from one triangle of a stack to the next
_ROW, HALF = 16, 16  # px: height of a row of labels; from a lane's line to its first row
_EDGE = 11  # px between the outermost row of a lane and the lane's edge


@dataclass(frozen=True)
class Grid:
    """Where days and lanes stand: px a day, and the line of each lane in px from the top of the plot."""

    first: date
    per_day: float
    width: float
    lines: Mapping[str, float]
    edges: Mapping[str, tuple[float, float]]
    height: float

    def x(self, day: date) -> float:
        """Return the px of the middle of a day."""
        return ((day - self.first).days + 0.5) * self.per_day


def words_of(event: Event, dossier: Dossier) -> tuple[str, str]:
    """Return the date and the words of an event's label."""
    return short_date(event.date), event.label or dossier.claims[event.claim].title


def crossings_of(
    pairs: Sequence[tuple[Event, str | None]], chart: Chart, dossier: Dossier, grid: Grid
) -> dict[str, list[tuple[float, int]]]:
    """Return for each lane where links and joints leave it, or pass it, above (1) or below (-1) its line."""
    lines = [(event.actor, joint, event, event) for event, joint in pairs if joint]
    for link in chart.links:
        first, then = dossier.events[link.first], dossier.events[link.then]
        lines.append((first.actor, then.actor, first, then))
    found: dict[str, list[tuple[float, int]]] = {lane: [] for lane in chart.lanes}
    for start, end, first, then in lines:
        (top, x0), (bottom, x1) = sorted(
            [(chart.lanes.index(start), grid.x(first.date.first)), (chart.lanes.index(end), grid.x(then.date.first))]
        )
        found[chart.lanes[top]].append((x0, -1))
        found[chart.lanes[bottom]].append((x1, 1))
        for lane in chart.lanes[top + 1 : bottom]:
            found[lane] += [((x0 + x1) / 2, 1), ((x0 + x1) / 2, -1)]
    return found


def spots_of(
    lane: str,
    events: Sequence[Event],
    crossings: Sequence[tuple[float, int]],
    chart: Chart,
    dossier: Dossier,
    grid: Grid,
) -> list[tuple[Event, Spot]]:
    """Return the events of a lane with the places of their labels; ContentError where they do not fit."""
    own = [event for event in events if event.actor == lane]
    wanted = [Wanted(grid.x(event.date.first), width_of(" ".join(words_of(event, dossier)))) for event in own]
    taken = stacks(chart, dossier, grid) if chart.counts and chart.counts.actor == lane else ()
    try:
        return list(zip(own, place(wanted, -8, grid.width + 6, taken=taken, lines=crossings), strict=True))
    except ValueError as error:
        found = f"“{chart.id}”: the labels of {ACTOR_NAMES[lane]} do not fit: {error}"
        raise ContentError([Problem("data/charts.yml", chart.line, 1, found)]) from error


def stacks(chart: Chart, dossier: Dossier, grid: Grid) -> tuple[Spot, ...]:
    """Return the room above the lane that the stacked triangles and their totals take."""
    found = []
    for day, point in counted_days(chart, dossier):
        x = grid.x(day.first)
        found += [Spot(row, x - 6, x + 6, x) for row in range(1, 2 + int((point.value or 1) * STACK // _ROW))]
    for x, text in totals(chart, dossier, grid):
        found.append(Spot(1, x - width_of(text), x, x))
    return tuple(found)


def totals(chart: Chart, dossier: Dossier, grid: Grid) -> list[tuple[float, str]]:
    """Return the right end in px and the words of each month's total: left of the month's tallest stack."""
    found = []
    for month, words in month_totals(chart, dossier):
        days = [
            (day.first, point.value or 0) for day, point in counted_days(chart, dossier) if day.start.startswith(month)
        ]
        first, tallest = min(days)[0], max(days, key=lambda pair: pair[1])[0]
        near = (tallest - first).days * grid.per_day < width_of(words) + 30
        found.append((grid.x(first if near else tallest) - 10, words))
    return found


def with_lines(grid: Grid, chart: Chart, dossier: Dossier, spots: Mapping[str, list[tuple[Event, Spot]]]) -> Grid:
    """Return the grid with the line and the edges of each lane, high enough for its labels and stacks."""
    lines: dict[str, float] = {}
    edges: dict[str, tuple[float, float]] = {}
    y = 0.0
    for lane in chart.lanes:
        rows = [spot.row for _, spot in spots[lane]]
        stack = 0.0
        if chart.counts and chart.counts.actor == lane:
            stack = max((point.value or 1) for _, point in counted_days(chart, dossier)) * STACK + 8
        lines[lane] = y + max(max([*rows, 0.5]) * _ROW + _EDGE, stack)
        edges[lane] = (y, lines[lane] + max([*(-row for row in rows), 0.5]) * _ROW + _EDGE)
        y = edges[lane][1]
    return Grid(grid.first, grid.per_day, grid.width, lines, edges, y)


def level(grid: Grid, lane: str, row: int) -> float:
    """Return the middle of a row of labels in px from the top."""
    return grid.lines[lane] - (HALF + (abs(row) - 1) * _ROW) * (1 if row > 0 else -1)
