"""The counts of a wide figure of lanes: triangles stacked on their days, and the totals of the months beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .figure import SMALL, Figure, label
from .hovering import folded
from .lanes import Chart, counted, counted_days, month_totals
from .lanes_grid import ROW, STACK, Grid, Tally, level
from .lettering import width_of
from .palette import colour
from .placing import Crossing, Spot

if TYPE_CHECKING:
    from ..dossier import Dossier

_BESIDE = 10  # px from a stack to its month's total


def stacks(chart: Chart, dossier: Dossier, grid: Grid) -> tuple[Spot, ...]:
    """Return the room above the lane that the stacked triangles take."""
    found = []
    for day, point in counted_days(chart, dossier):
        x = grid.x(day.first)
        found += [Spot(row, x - 6, x + 6, x) for row in range(1, 2 + int((point.value or 1) * STACK // ROW))]
    return tuple(found)


def tallies_of(chart: Chart, dossier: Dossier, grid: Grid, crossings: Sequence[Crossing]) -> list[Tally]:
    """Return each month's total where it covers the fewest lines: beside the month's stacks, else under the lane."""
    taken = stacks(chart, dossier, grid)
    found = []
    for month, words in month_totals(chart, dossier):
        days = [
            (grid.x(day.first), point.value or 0)
            for day, point in counted_days(chart, dossier)
            if day.start.startswith(month)
        ]

        def covered(spot: Spot) -> int:
            stacked = [at for at in taken if at.row == spot.row and at.left < spot.right and spot.left < at.right]
            return sum(map(spot.covers, crossings)) + len(stacked)

        spots = [spot for spot in _beside(days, width_of(words)) if spot.left >= 0 and spot.right <= grid.width]
        found.append(Tally(words, min(spots, key=covered)))
    return found


def _beside(days: Sequence[tuple[float, float]], width: float) -> Iterator[Spot]:
    """Yield the places of a total, the best first: before the tallest or the first stack, after the last, under all."""
    first, last, tallest = days[0][0], days[-1][0], max(days, key=lambda pair: pair[1])[0]
    for x in (tallest, first):
        yield Spot(1, x - _BESIDE - width, x - _BESIDE, x - _BESIDE)
    yield Spot(1, last + _BESIDE, last + _BESIDE + width, last + _BESIDE)
    yield Spot(-1, last + 6 - width, last + 6, last)
    yield Spot(-1, first - 6, first - 6 + width, first)


def draw_counts(figure: Figure, chart: Chart, dossier: Dossier, grid: Grid, tallies: Sequence[Tally]) -> None:
    """Draw the triangles, open where no number was found, and the totals."""
    if chart.counts is None:
        return
    actor, series = chart.counts.actor, dossier.series[chart.counts.dates]
    y = grid.lines[actor]
    for day, point in counted_days(chart, dossier):
        high = int(point.value or 1)
        figure.add_scatter(
            x=[grid.x(day.first)] * high,
            y=[y - 5 - STACK * n for n in range(high)],
            mode="markers",
            marker={
                "symbol": "triangle-up-open" if point.value is None else "triangle-up",
                "size": 7,
                "color": colour(actor),
            },
            uid=f"count-{day}",
            name=f"{series.unit}, {day}",
            hoverinfo="text",
            hovertext="<br>".join(
                [f"<b>{day.words}</b>", counted(point, series.unit), *folded(f"Counted by {series.counted_by}")]
            ),
        )
    for tally in tallies:
        spot, row = tally.spot, level(grid, actor, tally.spot.row)
        # A total above the line stands on the level of the triangles.
        side = ("left", spot.left) if spot.left > spot.x - 6.5 else ("right", spot.right)
        text = label(tally.words, side[1], row + (3 if spot.row > 0 else 0), f"{actor}-ink", size=SMALL)
        figure.add_annotation({**text, "xanchor": side[0], "align": side[0]})
