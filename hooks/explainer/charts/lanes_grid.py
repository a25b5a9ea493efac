"""Lanes: which moves of the capitals are shown, how links join them, and where all stands in a wide figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ..data.charts import LaneLink, LanesChart
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.fields import ActorId
from ..data.problem import ContentError
from ..data.records import Event, Point
from .figure import colour
from .geometry import Box, curve
from .labels import Crossing, LabelSpot, LabelWanted, place
from .sheet import Sheet
from .words import qualified, short_date, statement_hover, width_of

LEFT, RIGHT, TOP = 70, 10, 26  # px around the plot
STACK = 7  # px from one triangle of a stack to the next
_ROW, _FIRST = 16, 16  # px: height of a row of labels; from a lane's line to its first row
_EDGE = 11  # px between the outermost row of a lane and the lane's edge
_BESIDE = 10  # px from a stack to its month's total
_ROWS = (1, 2, 3, 4, -1, -2, -3, -4)
_HALF = 8  # px: half the height of a row


def check_lanes(chart: LanesChart, dossier: Dossier) -> None:
    """Ask for the edition's middle among the lanes, which is the one that is tinted, and for the months' totals."""
    middle, problems = dossier.edition.middle.id, []
    if middle not in chart.lanes:
        found = f"“lanes” leaves out “{middle}”, which stands in the middle"
        problems.append(chart.fault(found, f"“{middle}” among the lanes"))
    counted = {day.start[:7] for day, _ in counted_days(chart, dossier)}
    for month in sorted(counted - {month for month, _ in month_totals(chart, dossier)}):
        assert chart.counts is not None  # it has counted days
        found = f"“counts”: “{chart.counts.months}” has no total of {month}, but “{chart.counts.dates}” has days of it"
        problems.append(chart.fault(found, f"a point of {month}"))
    if problems:
        raise ContentError(problems)


def shown_events(chart: LanesChart, dossier: Dossier) -> tuple[tuple[Event, ActorId | None], ...]:
    """Return the events of a chart in order of time, each with the capital that took part in it."""
    if chart.events:
        pairs = [(dossier.events[shown.event], shown.joint) for shown in chart.events]
    else:
        inside = [event for event in dossier.timeline if event.actor in chart.lanes and _inside(chart, event)]
        pairs = [(event, None) for event in inside]
    problems = [
        f"“{event.id}” ({event.date}) lies outside “between” or has no lane here"
        for event, joint in pairs
        if not _inside(chart, event) or not {event.actor, joint or event.actor} <= set(chart.lanes)
    ]
    drawn = {event.id for event, _ in pairs}
    loose = {end for link in chart.links for end in (link.first, link.then)} - drawn
    problems += [
        f"a link ends at “{end}”, which the chart does not draw"
        for end in sorted(loose)
        if not _counted(chart, dossier, end)
    ]
    if problems:
        raise ContentError(map(chart.fault, problems))
    # The sort is stable: what fell on one day keeps the order of the record.
    return tuple(sorted(pairs, key=lambda pair: pair[0].date.first))


def _inside(chart: LanesChart, event: Event) -> bool:
    # An event that begins inside and ends later is drawn to the edge.
    return chart.between.first <= event.date.first <= chart.between.last


def _counted(chart: LanesChart, dossier: Dossier, event: str) -> bool:
    """Tell whether an event that is not in the list stands among the counts of its day."""
    record = dossier.events[event]
    if chart.counts is None or record.actor != chart.counts.actor:
        return False
    return any(day == record.date for day, _ in counted_days(chart, dossier))


def counted_days(chart: LanesChart, dossier: Dossier) -> tuple[tuple[When, Point], ...]:
    """Return the counts of the chart with their dates, as far as they fall into its span."""
    points = dossier.series[chart.counts.dates].points if chart.counts else ()
    return tuple(
        (point.date, point)
        for point in points
        if point.date and chart.between.first <= point.date.first <= chart.between.last
    )


def month_totals(chart: LanesChart, dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Return month (2024-07) and total (“≥ 9 drones in July”) for the months whose days are counted in the chart."""
    if chart.counts is None:
        return ()
    series = dossier.series[chart.counts.months]
    days = {day.start[:7] for day, _ in counted_days(chart, dossier)}
    return tuple(
        (point.date.start, f"{qualified(point.value, point.qualifier)} {series.unit} in {point.date.words.split()[0]}")
        for point in series.points
        if point.date and point.date.start in days
    )


def add_joint(
    sheet: Sheet, ends: tuple[tuple[float, float], tuple[float, float]], event: str, joint: str, hover: str
) -> None:
    """Join the mark of an event to the lane of the second capital that took part in it."""
    line = {"color": colour("ink-3"), "width": 1.2}
    sheet.polyline(ends, f"{event}-joint", f"{event}: both took part", line=line)
    sheet.mark(*ends[1], f"{event}-second", f"{event} ({joint})", hover, size=6, color=colour(joint))


def add_link(
    sheet: Sheet, link: LaneLink, number: int, points: Sequence[tuple[float, float]], dossier: Dossier
) -> None:
    """Draw a link of the author as a dashed line that ends in an arrow."""
    hover, head = statement_hover(dossier, link.statement), 9 if len(points) > 2 else 8
    sheet.arrow(points, "accent-2", "4px,3px", f"link-{number}", f"{link.first} to {link.then}", hover, head=head)


def ground_of(lane: str, dossier: Dossier) -> str:
    """Return the token of what lies behind a lane."""
    return "wash" if lane == dossier.edition.middle.id else "paper"


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
    spot: LabelSpot


def words_of(event: Event, dossier: Dossier) -> tuple[str, str]:
    """Return the date and the words of an event's label."""
    return short_date(event.date), event.label or dossier.claims[event.claim].title


def spots_of(
    lane: str,
    events: Sequence[Event],
    crossings: Sequence[Crossing],
    taken: tuple[LabelSpot, ...],
    chart: LanesChart,
    dossier: Dossier,
    grid: Grid,
) -> list[tuple[Event, LabelSpot]]:
    """Return the events of a lane with the places of their labels; ContentError where they do not fit."""
    own = [event for event in events if event.actor == lane]
    wanted = [
        LabelWanted(grid.x(event.date.first), width_of(" ".join(words_of(event, dossier))), grid.x(event.date.last))
        for event in own
    ]
    try:
        return list(zip(own, place(wanted, -2, grid.width + 6, taken=taken, lines=crossings), strict=True))
    except ValueError as error:
        found = f"the labels of {dossier.edition.actors[lane].word} do not fit: {error}"
        raise ContentError([chart.fault(found)]) from error


def nominal(chart: LanesChart) -> Mapping[str, float]:
    """Return lines for the lanes before anything is placed: what crosses them is known only roughly by then."""
    return {lane: 40.0 + 64 * number for number, lane in enumerate(chart.lanes)}


def with_lines(
    grid: Grid,
    chart: LanesChart,
    dossier: Dossier,
    spots: Mapping[str, list[tuple[Event, LabelSpot]]],
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
        lines[lane] = y + max(max([*rows, 0.5]) * _ROW + _EDGE, stack)
        edges[lane] = (y, lines[lane] + max([*(-row for row in rows), 0.5]) * _ROW + _EDGE)
        y = edges[lane][1]
    return Grid(grid.first, grid.per_day, grid.width, lines, edges, y)


def level(grid: Grid, lane: str, row: int) -> float:
    """Return the middle of a row of labels in px from the top."""
    return grid.lines[lane] - (_FIRST + (abs(row) - 1) * _ROW) * (1 if row > 0 else -1)


def curve_of(link: LaneLink, dossier: Dossier, grid: Grid) -> list[tuple[float, float]]:
    """Return the points of a link: a quadratic curve that leaves along the vertical and arrives at a slant."""
    first, then = dossier.events[link.first], dossier.events[link.then]
    x0, y0 = grid.x(first.date.first), grid.lines[first.actor]
    x1, y1 = grid.x(then.date.first), grid.lines[then.actor]
    down = 1 if y1 > y0 else -1
    y0, y1 = y0 + 8 * down, y1 - 9 * down
    return curve((x0, y0), (x0, (y0 + y1) / 2), (x1, y1))


def later_at(chart: LanesChart, grid: Grid, ends: date) -> float | None:
    """Return the px of the line where the article ends, if what follows it is in the chart."""
    if not chart.between.first <= ends < chart.between.last:
        return None
    return grid.x(ends) + grid.per_day / 2


def crossings_of(
    pairs: Sequence[tuple[Event, str | None]], chart: LanesChart, dossier: Dossier, grid: Grid
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


def stacks(chart: LanesChart, dossier: Dossier, grid: Grid) -> tuple[LabelSpot, ...]:
    """Return the room above the lane that the stacked triangles take."""
    found = []
    for day, point in counted_days(chart, dossier):
        x = grid.x(day.first)
        found += [LabelSpot(row, x - 6, x + 6, x) for row in range(1, 2 + int((point.value or 1) * STACK // _ROW))]
    return tuple(found)


def tallies_of(chart: LanesChart, dossier: Dossier, grid: Grid, crossings: Sequence[Crossing]) -> list[Tally]:
    """Return each month's total where it covers the fewest lines: beside the month's stacks, else under the lane."""
    taken = list(stacks(chart, dossier, grid))
    found = []
    for month, words in month_totals(chart, dossier):
        days = [
            (grid.x(day.first), point.value or 0)
            for day, point in counted_days(chart, dossier)
            if day.start.startswith(month)
        ]

        def covered(spot: LabelSpot) -> int:
            stacked = [at for at in taken if at.row == spot.row and at.left < spot.right and spot.left < at.right]
            return sum(map(spot.covers, crossings)) + len(stacked)

        spots = [spot for spot in _beside(days, width_of(words)) if spot.left >= 0 and spot.right <= grid.width]
        found.append(Tally(words, min(spots, key=covered)))
        taken.append(found[-1].spot)
    return found


def _beside(days: Sequence[tuple[float, float]], width: float) -> Iterator[LabelSpot]:
    """Yield the places of a total, the best first: before the tallest or the first stack, after the last, under all."""
    first, last, tallest = days[0][0], days[-1][0], max(days, key=lambda pair: pair[1])[0]
    for x in (tallest, first):
        yield LabelSpot(1, x - _BESIDE - width, x - _BESIDE, x - _BESIDE)
    yield LabelSpot(1, last + _BESIDE, last + _BESIDE + width, last + _BESIDE)
    yield LabelSpot(-1, last + 6 - width, last + 6, last)
    yield LabelSpot(-1, first - 6, first - 6 + width, first)


def taken_boxes(
    grid: Grid, spots: Mapping[ActorId, Sequence[LabelSpot]], crossings: Mapping[str, Sequence[Crossing]]
) -> list[Box]:
    """Return the room that labels, stacks and lines take, so that the words of links keep clear of it."""
    boxes: list[Box] = [(-LEFT, y - 3, grid.width, y + 3) for y in grid.lines.values()]
    for lane, placed in spots.items():
        for spot in placed:
            y = level(grid, lane, spot.row)
            boxes.append((spot.left - 4, y - 8, spot.right + 4, y + 8))
        for line in crossings[lane]:
            y = level(grid, lane, line.row)
            boxes.append((line.left - 3, y - 8, line.right + 3, y + 8))
    return boxes
