"""Lanes drawn across a wide figure: days run to the right, one line a capital."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from ..dossier import ARTICLE_ENDS
from ..problem import ContentError, Problem
from ..records import Event
from .figure import SMALL, WIDE, label, new_figure
from .hovering import ACTOR_NAMES, claim_hover, folded, statement_hover
from .lanes import Chart, Link, month_totals, shown_events
from .lettering import SERIF, short_date, tinted, width_of
from .marks import add_status_mark
from .palette import colour
from .placing import Spot, Wanted, place

if TYPE_CHECKING:
    from ..dossier import Dossier

Box = tuple[float, float, float, float]  # left, top, right, bottom in px
WIDEST = 880  # px, of figures that run into the margin
_LEFT, _RIGHT, _TOP = 66, 10, 26  # px
_ROW, _HALF = 16, 16  # px: height of a row of labels; from a lane's line to its first row
_EDGE = 11  # px between the outermost row of a lane and the lane's edge
_STACK = 7  # px from one triangle of a stack to the next


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


def draw_across(chart: Chart, dossier: Dossier) -> go.Figure:
    """Draw the lanes in px: both axes count px, so that labels can be set without collisions."""
    pairs = shown_events(chart, dossier)
    width = (WIDEST if chart.wide else WIDE) - _LEFT - _RIGHT
    days = (chart.between.last - chart.between.first).days + 1
    grid = Grid(chart.between.first, width / days, width, {}, {}, 0)
    crossings = _crossings(pairs, chart, dossier, grid)
    spots = {lane: _spots(lane, [event for event, _ in pairs], crossings[lane], chart, dossier, grid) for lane in chart.lanes}
    grid = _with_lines(grid, chart, dossier, spots)
    figure = new_figure(round(grid.height) + _TOP + 4, left=_LEFT, right=_RIGHT, top=_TOP, bottom=4)
    figure.update_xaxes(range=[0, grid.width], showticklabels=False)
    figure.update_yaxes(range=[grid.height, 0], showticklabels=False)
    _lanes(figure, chart, grid)
    for event, joint in pairs:
        if joint:
            _join(figure, event, joint, dossier, grid)
    boxes = _boxes(chart, dossier, grid, spots)
    for number, link in enumerate(chart.links):
        _link(figure, link, number, boxes, dossier, grid)
    _counts(figure, chart, dossier, grid)
    for lane in chart.lanes:
        for event, spot in spots[lane]:
            _event(figure, event, spot, dossier, grid)
    return figure


def _text(event: Event, dossier: Dossier) -> tuple[str, str]:
    return short_date(event.date), event.label or dossier.claims[event.claim].title


def _crossings(
    pairs: Sequence[tuple[Event, str | None]], chart: Chart, dossier: Dossier, grid: Grid
) -> dict[str, list[tuple[float, int]]]:
    """Return for each lane where links and joints leave it, or pass it, above (1) or below (-1) its line."""
    lines = [(event.actor, joint, event, event) for event, joint in pairs if joint]
    for link in chart.links:
        first, then = dossier.events[link.first], dossier.events[link.then]
        lines.append((first.actor, then.actor, first, then))
    found: dict[str, list[tuple[float, int]]] = {lane: [] for lane in chart.lanes}
    for start, end, first, then in lines:
        (top, x0), (bottom, x1) = sorted([(chart.lanes.index(start), grid.x(first.date.first)), (chart.lanes.index(end), grid.x(then.date.first))])
        found[chart.lanes[top]].append((x0, -1))
        found[chart.lanes[bottom]].append((x1, 1))
        for lane in chart.lanes[top + 1 : bottom]:
            found[lane] += [((x0 + x1) / 2, 1), ((x0 + x1) / 2, -1)]
    return found


def _spots(
    lane: str, events: Sequence[Event], crossings: Sequence[tuple[float, int]], chart: Chart, dossier: Dossier, grid: Grid
) -> list[tuple[Event, Spot]]:
    own = [event for event in events if event.actor == lane]
    wanted = [Wanted(grid.x(event.date.first), width_of(" ".join(_text(event, dossier)))) for event in own]
    taken = _stacks(chart, dossier, grid) if chart.counts and chart.counts.actor == lane else ()
    try:
        return list(zip(own, place(wanted, -8, grid.width + 6, taken=taken, lines=crossings), strict=True))
    except ValueError as error:
        found = f"“{chart.id}”: the labels of {ACTOR_NAMES[lane]} do not fit: {error}"
        raise ContentError([Problem("data/charts.yml", chart.line, 1, found)]) from error


def _stacks(chart: Chart, dossier: Dossier, grid: Grid) -> tuple[Spot, ...]:
    """Return the room above the lane that the stacked triangles and their totals take."""
    assert chart.counts is not None
    stacks = []
    for point in dossier.series[chart.counts.dates].points:
        if point.date and chart.between.first <= point.date.first <= chart.between.last:
            x = grid.x(point.date.first)
            stacks += [Spot(row, x - 6, x + 6, x) for row in range(1, 2 + int((point.value or 1) * _STACK // _ROW))]
    for x, text in _totals(chart, dossier, grid):
        stacks.append(Spot(1, x - width_of(text), x, x))
    return tuple(stacks)


def _totals(chart: Chart, dossier: Dossier, grid: Grid) -> list[tuple[float, str]]:
    """Return the right end in px and the words of each month's total: left of the month's tallest stack."""
    assert chart.counts is not None
    found = []
    for month, words in month_totals(chart, dossier):
        points = [point for point in dossier.series[chart.counts.dates].points if point.date and point.date.start.startswith(month)]
        tallest = max(points, key=lambda point: point.value or 0)
        assert tallest.date is not None
        first = min(point.date.first for point in points if point.date)
        day = first if (tallest.date.first - first).days * grid.per_day < width_of(words) + 30 else tallest.date.first
        found.append((grid.x(day) - 10, words))
    return found


def _with_lines(grid: Grid, chart: Chart, dossier: Dossier, spots: Mapping[str, list[tuple[Event, Spot]]]) -> Grid:
    lines: dict[str, float] = {}
    edges: dict[str, tuple[float, float]] = {}
    y = 0.0
    for lane in chart.lanes:
        rows = [spot.row for _, spot in spots[lane]]
        stack = 0.0
        if chart.counts and chart.counts.actor == lane:
            stack = max((point.value or 1) for point in dossier.series[chart.counts.dates].points) * _STACK + 8
        lines[lane] = y + max(max([*rows, 0.5]) * _ROW + _EDGE, stack)
        edges[lane] = (y, lines[lane] + max([*(-row for row in rows), 0.5]) * _ROW + _EDGE)
        y = edges[lane][1]
    return Grid(grid.first, grid.per_day, grid.width, lines, edges, y)


def _lanes(figure: go.Figure, chart: Chart, grid: Grid) -> None:
    top, bottom = grid.edges["minsk"]
    figure.add_shape(type="rect", xref="paper", yref="y", x0=-_LEFT / grid.width, x1=1 + _RIGHT / grid.width, y0=top, y1=bottom,
                     fillcolor=colour("wash"), line={"width": 0}, layer="below")
    for day in _month_starts(chart.between.first, chart.between.last):
        x = max(0.0, grid.x(day) - grid.per_day / 2)
        figure.add_shape(type="line", x0=x, x1=x, y0=0, y1=grid.height, line={"color": colour("rule-2"), "width": 1}, layer="below")
        if grid.width - x > 40:
            words = f"{day:%B}" + (f" {day.year}" if day <= chart.between.first else "")
            figure.add_annotation(label(words, x, 1, "ink-3", size=SMALL, yref="paper", xanchor="left", yanchor="bottom", xshift=3, yshift=4))
    if chart.between.first <= ARTICLE_ENDS < chart.between.last:
        x = grid.x(ARTICLE_ENDS) + grid.per_day / 2
        figure.add_shape(type="line", x0=x, x1=x, y0=0, y1=grid.height, line={"color": colour("accent"), "width": 1}, layer="below")
        figure.add_annotation(label("later than the article", x, 1, "accent", size=SMALL, yref="paper", xanchor="left", yanchor="bottom",
                                    xshift=-2, yshift=4))
    for lane, y in grid.lines.items():
        figure.add_shape(type="line", x0=0, x1=grid.width, y0=y, y1=y, line={"color": colour("rule"), "width": 1}, layer="below")
        size = 17 if lane == "minsk" else 15
        figure.add_annotation(label(ACTOR_NAMES[lane], 0, y, f"{lane}-ink", size=size, xanchor="left", xshift=-_LEFT + 4)
                              | {"font": {"family": SERIF, "size": size, "color": colour(f"{lane}-ink")}})


def _month_starts(first: date, last: date) -> list[date]:
    starts, day = [first], first
    while (day := (day.replace(day=1) + timedelta(days=32)).replace(day=1)) <= last:
        starts.append(day)
    return starts


def _ground(lane: str) -> str:
    return "wash" if lane == "minsk" else "paper"


def _event(figure: go.Figure, event: Event, spot: Spot, dossier: Dossier, grid: Grid) -> None:
    x, y = grid.x(event.date.first), grid.lines[event.actor]
    token = event.actor
    hover = claim_hover(dossier, event.claim)
    if event.date.is_range:
        figure.add_scatter(x=[x, min(grid.x(event.date.last), grid.width)], y=[y, y], mode="lines", line={"color": colour(token), "width": 7},
                           uid=f"{event.id}-span", name=event.id, hoverinfo="text", hovertext=hover)
    level = _level(grid, event.actor, spot.row)
    if abs(spot.row) > 1:
        end = level + (6 if spot.row > 0 else -6)
        figure.add_shape(type="line", x0=x, x1=x, y0=y, y1=end, line={"color": colour("rule"), "width": 1}, layer="below")
    add_status_mark(figure, x, y, dossier.claims[event.claim].status, token, uid=event.id, name=event.id, hover=hover,
                    ground=_ground(event.actor))
    day, words = _text(event, dossier)
    text = f"{tinted(day, 'ink-3')} {words}"
    anchor, at = _anchor(spot, grid)
    figure.add_annotation(label(text, at, level, "ink", size=SMALL, xanchor=anchor, bgcolor=colour(_ground(event.actor)), borderpad=0))


def _anchor(spot: Spot, grid: Grid) -> tuple[str, float]:
    """Return the side by which a label holds on to its mark, so that a font of another width cannot tear it off."""
    if abs(spot.left - (spot.x - 6)) < 0.1:
        return "left", spot.left
    if abs(spot.right - (spot.x + 6)) < 0.1:
        return "right", spot.right
    return "center", (spot.left + spot.right) / 2


def _join(figure: go.Figure, event: Event, joint: str, dossier: Dossier, grid: Grid) -> None:
    x, ends = grid.x(event.date.first), (grid.lines[event.actor], grid.lines[joint])
    figure.add_scatter(x=[x, x], y=list(ends), mode="lines", line={"color": colour("ink-3"), "width": 1.2}, uid=f"{event.id}-joint",
                       name=f"{event.id}: both took part", hoverinfo="skip")
    figure.add_scatter(x=[x], y=[ends[1]], mode="markers", marker={"size": 6, "color": colour(joint)}, uid=f"{event.id}-second",
                       name=f"{event.id} ({joint})", hoverinfo="text", hovertext=claim_hover(dossier, event.claim))


def _link(figure: go.Figure, link: Link, number: int, boxes: list[Box], dossier: Dossier, grid: Grid) -> None:
    first, then = dossier.events[link.first], dossier.events[link.then]
    x0, y0 = grid.x(first.date.first), grid.lines[first.actor]
    x1, y1 = grid.x(then.date.first), grid.lines[then.actor]
    down = 1 if y1 > y0 else -1
    y0, y1 = y0 + 8 * down, y1 - 9 * down
    steps = [step / 12 for step in range(13)]
    # A quadratic curve that leaves along the vertical and arrives at a slant, as drawn by hand.
    curve = [((1 - t) ** 2 * x0 + 2 * t * (1 - t) * x0 + t * t * x1, (1 - t) ** 2 * y0 + 2 * t * (1 - t) * (y0 + y1) / 2 + t * t * y1)
             for t in steps]
    token, dash = ("ink-2", "solid") if link.claim else ("accent-2", "4px,3px")
    hover = claim_hover(dossier, link.claim) if link.claim else statement_hover(dossier, link.statement or "")
    figure.add_scatter(x=[x for x, _ in curve], y=[y for _, y in curve], mode="lines+markers",
                       line={"color": colour(token), "width": 1.4, "dash": dash},
                       marker={"symbol": "arrow-open", "angleref": "previous", "color": colour(token), "line": {"width": 1.4},
                               "size": [0] * 12 + [9]},
                       uid=f"link-{number}", name=f"{link.first} to {link.then}", hoverinfo="text", hovertext=hover)
    if link.statement:
        _link_label(figure, f"Rad’s link, {link.statement}", curve, boxes)


def _link_label(figure: go.Figure, words: str, curve: list[tuple[float, float]], boxes: list[Box]) -> None:
    """Set the words beside the curve, where they cover the least of other labels."""
    wide = width_of(words)
    tries = []
    for order, step in enumerate((6, 7, 5, 8, 4, 9, 3, 10, 2)):
        x, y = curve[step]
        for side in ("right", "left"):
            left = x - wide - 6 if side == "right" else x + 6
            box = (left, y - 7, left + wide, y + 7)
            tries.append((sum(_shared(box, other) for other in boxes) + (200 if left < 0 else 0), order, side, x, y, box))
    _, _, side, x, y, box = min(tries)
    boxes.append(box)
    figure.add_annotation(label(words, x, y, "accent", size=SMALL, xanchor=side, xshift=-6 if side == "right" else 6, borderpad=0))


def _shared(one: Box, other: Box) -> float:
    """Return how many px² two boxes share."""
    return max(0.0, min(one[2], other[2]) - max(one[0], other[0])) * max(0.0, min(one[3], other[3]) - max(one[1], other[1]))


def _boxes(chart: Chart, dossier: Dossier, grid: Grid, spots: Mapping[str, list[tuple[Event, Spot]]]) -> list[Box]:
    """Return the room that labels, lines of lanes and stacks take, so that the words of links keep clear of it."""
    boxes = [(-_LEFT, y - 3, grid.width, y + 3) for y in grid.lines.values()]
    for lane, placed in spots.items():
        boxes += [(spot.left - 4, _level(grid, lane, spot.row) - 8, spot.right + 4, _level(grid, lane, spot.row) + 8) for _, spot in placed]
        if chart.counts and chart.counts.actor == lane:
            boxes += [(spot.left - 4, _level(grid, lane, spot.row) - 8, spot.right + 4, _level(grid, lane, spot.row) + 8)
                      for spot in _stacks(chart, dossier, grid)]
    return boxes


def _level(grid: Grid, lane: str, row: int) -> float:
    """Return the middle of a row of labels in px from the top."""
    return grid.lines[lane] - (_HALF + (abs(row) - 1) * _ROW) * (1 if row > 0 else -1)


def _counts(figure: go.Figure, chart: Chart, dossier: Dossier, grid: Grid) -> None:
    if chart.counts is None:
        return
    series, y = dossier.series[chart.counts.dates], grid.lines[chart.counts.actor]
    for point in series.points:
        if point.date is None or not chart.between.first <= point.date.first <= chart.between.last:
            continue
        seen = point.value is not None
        high = int(point.value or 1)
        words = f"≥\u202f{high}" if point.qualifier == "at-least" else str(high)
        said = f"{words} {series.unit}" if seen else "seen; no count found for this night"
        figure.add_scatter(
            x=[grid.x(point.date.first)] * high, y=[y - 5 - _STACK * n for n in range(high)], mode="markers",
            marker={"symbol": "triangle-up" if seen else "triangle-up-open", "size": 7, "color": colour(chart.counts.actor)},
            uid=f"count-{point.date}", name=f"{series.unit}, {point.date}", hoverinfo="text",
            hovertext="<br>".join([f"<b>{point.date.words}</b>", said, *folded(f"Counted by {series.counted_by}")]),
        )
    for x, words in _totals(chart, dossier, grid):
        figure.add_annotation(label(words, x, y - _HALF + 3, f"{chart.counts.actor}-ink", size=SMALL, xanchor="right"))
