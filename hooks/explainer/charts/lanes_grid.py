"""Where lanes, days and labels stand in a wide figure of lanes, in px."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..problem import ContentError, Problem
from ..records import Event
from .lanes import Chart, counted_days
from .lettering import short_date, width_of
from .placing import Crossing, Spot, Wanted, place

if TYPE_CHECKING:
    from ..dossier import Dossier

LEFT, RIGHT, TOP = 70, 10, 26  # px around the plot
STACK = 7  # px from one triangle of a stack to the next
ROW, HALF = 16, 16  # px: height of a row of labels; from a lane's line to its first row
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


@dataclass(frozen=True)
class Tally:
    """A month's total in words, and where it stands beside the month's stacks."""

    words: str
    spot: Spot


def words_of(event: Event, dossier: Dossier) -> tuple[str, str]:
    """Return the date and the words of an event's label."""
    return short_date(event.date), event.label or dossier.claims[event.claim].title


def spots_of(
    lane: str,
    events: Sequence[Event],
    crossings: Sequence[Crossing],
    taken: tuple[Spot, ...],
    chart: Chart,
    dossier: Dossier,
    grid: Grid,
) -> list[tuple[Event, Spot]]:
    """Return the events of a lane with the places of their labels; ContentError where they do not fit."""
    own = [event for event in events if event.actor == lane]
    wanted = [
        Wanted(grid.x(event.date.first), width_of(" ".join(words_of(event, dossier))), grid.x(event.date.last))
        for event in own
    ]
    try:
        return list(zip(own, place(wanted, -2, grid.width + 6, taken=taken, lines=crossings), strict=True))
    except ValueError as error:
        found = f"“{chart.id}”: the labels of {dossier.edition.actors[lane].word} do not fit: {error}"
        raise ContentError([Problem("data/charts.yml", chart.line, 1, found)]) from error


def nominal(chart: Chart) -> Mapping[str, float]:
    """Return lines for the lanes before anything is placed: what crosses them is known only roughly by then."""
    return {lane: 40.0 + 64 * number for number, lane in enumerate(chart.lanes)}


def with_lines(
    grid: Grid,
    chart: Chart,
    dossier: Dossier,
    spots: Mapping[str, list[tuple[Event, Spot]]],
    tallies: Sequence[Tally],
) -> Grid:
    """Return the grid with the line and the edges of each lane, high enough for its labels and stacks."""
    lines: dict[str, float] = {}
    edges: dict[str, tuple[float, float]] = {}
    y = 0.0
    for lane in chart.lanes:
        rows = [spot.row for _, spot in spots[lane]]
        stack = 0.0
        if chart.counts and chart.counts.actor == lane:
            rows += [tally.spot.row for tally in tallies]
            stack = max((point.value or 1) for _, point in counted_days(chart, dossier)) * STACK + 8
        lines[lane] = y + max(max([*rows, 0.5]) * ROW + _EDGE, stack)
        edges[lane] = (y, lines[lane] + max([*(-row for row in rows), 0.5]) * ROW + _EDGE)
        y = edges[lane][1]
    return Grid(grid.first, grid.per_day, grid.width, lines, edges, y)


def level(grid: Grid, lane: str, row: int) -> float:
    """Return the middle of a row of labels in px from the top."""
    return grid.lines[lane] - (HALF + (abs(row) - 1) * ROW) * (1 if row > 0 else -1)
