"""Lanes: days run to the right, one line a capital, links as curves from event to event; a list on narrow screens."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from ..data.dossier import Dossier
from ..data.problem import ContentError
from ..data.records import Event
from .axes import date_of
from .events import article_end, words_in_rows
from .figure import SMALL, Figure, colour, width_for
from .geometry import Box, Point, curve, runs_within
from .labels import ROWS, LabelSpot, LabelWanted, arrangements, place, row
from .lanes_content import Counts, LaneLink, Lanes, LanesChart, Move
from .lanes_narrow import draw_down
from .sheet import Sheet, event_words
from .tables import Row, Table, note_of
from .words import claim_hover, counted, folded, paragraph_words, status_words, tinted, width_of

_LEFT, _RIGHT, _TOP = 70, 10, 26  # px around the plot
_MONTHS = -18  # px: where the names of months begin
_STACK = 7  # px from one triangle of a stack to the next
_EDGE = 3  # px between the outermost row of a lane and the lane's edge
_MARK, _NEAR = 11, 8  # px from mark to mark where they would stand nearer than that
_BARE = 16  # px from a lane's line to its edge where no label stands


def draw(chart: LanesChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw lanes across on wide screens, and down the page in order of date on narrow ones."""
    lanes = Lanes.of(chart, dossier)
    return draw_down(lanes) if narrow else _draw_across(lanes)


def table(chart: LanesChart, dossier: Dossier) -> Table:
    """Return the events, then the counts by day and month, then the links as rows."""
    lanes, rows = Lanes.of(chart, dossier), []
    actors = dossier.edition.actors
    for move in lanes.moves:
        claim = dossier.claims[move.event.claim]
        who = " and ".join(actors[actor].word for actor in (move.event.actor, move.joint) if actor)
        rows.append(Row((move.event.date.words, who, claim.title, status_words(claim)), claims=(claim.id,)))
    if counts := lanes.counts:
        for series, points in ((counts.series, counts.days), (counts.months, counts.totals.values())):
            for point in points:
                what = "; ".join(filter(None, (counted(point, series.unit), note_of(point, dossier))))
                cells = (date_of(point).words, actors[counts.actor].word, what, f"counted by {series.counted_by}")
                given = (point.source, *(other.source for other in point.alt))
                rows.append(Row(cells, sources=tuple(dict.fromkeys(filter(None, given)))))
    for link in chart.links:
        ends = " → ".join(event_words(dossier.events[end], dossier) for end in (link.first, link.then))
        ground = f"the author’s link, {paragraph_words([dossier.article[link.statement].paragraph])}"
        rows.append(Row(("Link", "", ends, ground), statements=(link.statement,)))
    caveats = tuple(dict.fromkeys((*counts.series.caveats, *counts.months.caveats))) if counts else ()
    return Table(("Date", "Whose move", "What", "How sure"), tuple(rows), caveats=caveats)


@dataclass(frozen=True)
class _Grid:
    """Where days and lanes stand: px a day, and the line and edges of each lane in px from the top of the plot."""

    lanes: Lanes
    per_day: float
    width: float
    lines: Mapping[str, float]
    edges: Mapping[str, tuple[float, float]]

    @property
    def height(self) -> float:
        """The lower edge of the last lane."""
        return max(bottom for _, bottom in self.edges.values())

    def x(self, day: date) -> float:
        """Return the px of the middle of a day."""
        return ((day - self.lanes.chart.between.first).days + 0.5) * self.per_day

    def at(self, event: Event) -> Point:
        """Return where the mark of an event stands; what is counted on a day, and no move, stands at its day."""
        return self.places.get(event.id, self.x(event.date.first)), self.lines[event.actor]

    @cached_property
    def places(self) -> Mapping[str, float]:
        """The px of the marks of all moves; those that would hide each other stand side by side, each whole.

        They go to the left, so that none passes the line where the article ends, and behind that line to the right.
        """
        places: dict[str, float] = {}
        for lane in self.lanes.chart.lanes:
            events = [move.event for move in self.lanes.moves if move.event.actor == lane]
            days = [self.x(one.date.first) for one in events]
            behind = 0 if self.later is None else sum(x > self.later for x in days)
            first, then = days[: len(days) - behind], days[len(days) - behind :]
            then = [self.width - x for x in _apart([self.width - x for x in reversed(then)])][::-1]
            first = _apart([*first, *then[:1]])[: len(first)]
            places |= {one.id: x for one, x in zip(events, (*first, *then), strict=True)}
        return places

    @property
    def later(self) -> float | None:
        """The px of the line where the article ends, if what follows it is in the chart."""
        ends, between = self.lanes.dossier.article_ends, self.lanes.chart.between
        return self.x(ends) + self.per_day / 2 if between.first <= ends < between.last else None

    def joint(self, move: Move) -> list[Point]:
        """Return the ends of the line from a move to the lane of the second capital."""
        x, y = self.at(move.event)
        return [(x, y), (x, self.lines[move.joint or ""])]

    def curve(self, link: LaneLink) -> list[Point]:
        """Return the points of a link, which leaves along the vertical and arrives at a slant."""
        (x0, y0), (x1, y1) = (self.at(self.lanes.dossier.events[end]) for end in (link.first, link.then))
        down = 1 if y1 > y0 else -1
        y0, y1 = y0 + 8 * down, y1 - 9 * down
        return curve((x0, y0), (x0, (y0 + y1) / 2), (x1, y1))

    def crossings(self, lane: str) -> list[Box]:
        """Return the room that links, joints and the line where the article ends take in the rows of a lane."""
        lines = [self.curve(link) for link in self.lanes.chart.links]
        lines += [self.joint(move) for move in self.lanes.moves if move.joint]
        lines += [] if self.later is None else [[(self.later, -math.inf), (self.later, math.inf)]]
        found = []
        for band in map(row, ROWS):
            for line in lines:
                if xs := [x for run in runs_within(line, band.moved(0, self.lines[lane])) for x, _ in run]:
                    found.append(band._replace(left=min(xs), right=max(xs)))
        return found


def _apart(days: Sequence[float]) -> list[float]:
    """Set marks, in order, that stand too near side by side: the last stays, or at the beginning the first."""
    xs = [*days]
    for number in reversed(range(len(xs) - 1)):
        if xs[number + 1] - xs[number] < _NEAR:
            xs[number] = xs[number + 1] - _MARK
    if xs and xs[0] < min(days[0], _MARK):
        xs[0] = days[0]
        for number in range(1, len(xs)):
            if xs[number] - xs[number - 1] < _NEAR:
                xs[number] = xs[number - 1] + _MARK
    return xs


@dataclass(frozen=True)
class _Placed:
    """What stands in the rows of a lane: labels of moves, totals of months, stacks of what is counted."""

    labels: Sequence[tuple[Move, LabelSpot]]
    totals: Sequence[tuple[str, LabelSpot]]
    stacks: Sequence[Box]

    @property
    def boxes(self) -> list[Box]:
        """All the room that they take, in px from the lane's line."""
        return [*(spot.box for _, spot in (*self.labels, *self.totals)), *self.stacks]


def _draw_across(lanes: Lanes) -> Sheet:
    """Draw the lanes in px, so that labels can be set without collisions."""
    grid, placed = _laid_out(lanes)
    sheet = Sheet(grid.width, grid.height, 4, left=_LEFT, right=_RIGHT, top=_TOP)
    _draw_lanes(sheet, grid)
    for move in lanes.moves:
        if move.joint:
            lanes.add_joint(sheet, move, grid.joint(move))
    for number, link in enumerate(lanes.chart.links):
        lanes.add_link(sheet, number, link, grid.curve(link), head=9)
    _write_links(sheet, grid, _taken(grid, placed))
    if lanes.counts:
        _draw_counts(sheet, grid, lanes.counts, placed[lanes.counts.actor].totals)
    for those in placed.values():
        for move, spot in those.labels:
            _draw_move(sheet, grid, move, spot)
    return sheet


def _laid_out(lanes: Lanes) -> tuple[_Grid, Mapping[str, _Placed]]:
    """Find room for labels and totals, and make each lane high enough for them."""
    between = lanes.chart.between
    width = width_for(lanes.chart.size, narrow=False) - _LEFT - _RIGHT
    per_day = width / ((between.last - between.first).days + 1)
    lines = {lane: 40.0 + 64 * number for number, lane in enumerate(lanes.chart.lanes)}
    grid = _Grid(lanes, per_day, width, lines, {})
    # Where a link crosses a row depends on where the lanes lie, and they on the rows: the second round has both.
    for _ in range(2):
        placed = {lane: _placed(grid, lane) for lane in lanes.chart.lanes}
        grid = _with_room(grid, placed)
    return grid, placed


def _placed(grid: _Grid, lane: str) -> _Placed:
    """Place what belongs to a lane; ContentError where its labels do not fit."""
    lanes, stacks = grid.lanes, []
    moves = [move for move in lanes.moves if move.event.actor == lane]
    wanted = [
        LabelWanted(grid.at(move.event)[0], width_of(f"{move.when} {move.words}"), grid.x(move.event.date.last))
        for move in moves
    ]
    totals = []
    if lanes.counts and lanes.counts.actor == lane:
        days = [(date_of(day), day.value or 1) for day in lanes.counts.days]
        stacks = [Box(grid.x(when.first) - 6, -8 - _STACK * high, grid.x(when.first) + 6, 0) for when, high in days]
        for month in lanes.counts.totals:
            words = lanes.counts.total(month)
            _, tallest = max((high, when) for when, high in days if when.start.startswith(month))
            wanted.append(LabelWanted(grid.x(tallest.first), width_of(words)))
            totals.append(words)
    try:
        spots = place(wanted, -2, grid.width + 6, taken=stacks, lines=grid.crossings(lane))
    except ValueError as error:
        found = f"the labels of {lanes.dossier.edition.actors[lane].word} do not fit: {error}"
        raise ContentError([lanes.chart.fault(found)]) from error
    labels, last = list(zip(moves, spots, strict=False)), spots[len(moves) :]
    return _Placed(labels, list(zip(totals, last, strict=True)), stacks)


def _with_room(grid: _Grid, placed: Mapping[str, _Placed]) -> _Grid:
    """Return the grid with the line and the edges of each lane, high enough for its labels and stacks."""
    lines: dict[str, float] = {}
    edges: dict[str, tuple[float, float]] = {}
    y = 0.0
    for lane, those in placed.items():
        over = max([_BARE, *(_EDGE - box.low for box in those.boxes)])
        under = max([_BARE, *(_EDGE + box.high for box in those.boxes)])
        lines[lane], edges[lane] = y + over, (y, y + over + under)
        y += over + under
    return replace(grid, lines=lines, edges=edges)


def _taken(grid: _Grid, placed: Mapping[str, _Placed]) -> list[Box]:
    """Return the room that labels, marks, stacks and lines take, so that the words of links keep clear of it."""
    boxes = [Box(-_LEFT, y - 3, grid.width, y + 3) for y in grid.lines.values()]
    boxes += [Box.around(grid.at(move.event), 7, 7) for move in grid.lanes.moves]
    for lane, those in placed.items():
        boxes += [box.grown(4, 0).moved(0, grid.lines[lane]) for box in (*those.boxes, *grid.crossings(lane))]
    return boxes


def _draw_lanes(sheet: Sheet, grid: _Grid) -> None:
    """Draw the ground of the lane in the middle, the months, the capitals with their lines, and the article's end."""
    middle = grid.lanes.middle
    top, bottom = grid.edges[middle]
    sheet.ground(-_LEFT / grid.width, top, 1 + _RIGHT / grid.width, bottom, "wash", xref="paper", yref="y")
    sheet.months(grid.lanes.chart.between, lambda day: max(0, grid.x(day) - grid.per_day / 2), (0, grid.height), -12)
    for lane, y in grid.lines.items():
        sheet.rule(0, y, grid.width, y, "rule")
        actor, size = grid.lanes.dossier.edition.actors[lane], 17 if lane == middle else 15
        sheet.capital(actor, 0, y, size, "left", xshift=-_LEFT + 4, tight=False)
    if grid.later is not None:
        (end,) = words_in_rows([(grid.later, article_end(grid.lanes.dossier))], 0, grid.width)
        end.draw(sheet, sheet.plot, [(0, grid.height)], _MONTHS)


def _draw_move(sheet: Sheet, grid: _Grid, move: Move, spot: LabelSpot) -> None:
    event, (x, y) = move.event, grid.at(move.event)
    if event.date.is_range:
        end, hover = min(grid.x(event.date.last), grid.width), claim_hover(grid.lanes.dossier, event.claim)
        style = {"color": colour(event.actor), "width": 7}
        sheet.polyline([(x, y), (end, y)], f"{event.id}-span", event.id, hover, line=style)
    if spot.is_led:
        sheet.rule(x, y, x, y + min(spot.box.high, 0) + max(spot.box.low, 0), "ink-3")
    grid.lanes.add_mark(sheet, move, (x, y))
    words, ground = f"{tinted(move.when, 'ink-3')} {move.words}", colour(grid.lanes.ground(event.actor))
    _write(sheet, words, spot, y, bgcolor=ground)


def _write(sheet: Sheet, words: str, spot: LabelSpot, y: float, token: str = "ink", **more: Any) -> None:
    """Write a label so that it holds on to its mark, and a font of another width cannot tear it off."""
    left, _, right, _ = spot.box
    ways = {"left": (left, spot.x - 6), "right": (right, spot.x + 6)}
    held = next((side for side, (edge, at) in ways.items() if abs(edge - at) < 0.1), "center")
    x = {"left": left, "right": right, "center": spot.box.middle[0]}[held]
    sheet.words(words, x, y + spot.box.middle[1], token, "", xanchor=held, **more)


def _write_links(sheet: Sheet, grid: _Grid, taken: Sequence[Box]) -> None:
    """Write beside each link whose it is, where that covers the least of what is `taken`."""
    words = f"{grid.lanes.dossier.edition.article.called}’s link"
    wide = width_of(words)
    wanted: list[list[tuple[float, tuple[str, Point, Box]]]] = []
    for points in map(grid.curve, grid.lanes.chart.links):
        wanted.append([])
        for x, y in (points[step] for step in (6, 7, 5, 8, 4, 9, 3, 10, 2)):
            for side, left in (("left", x + 6), ("right", x - wide - 6)):
                box = Box(left, y - 7, left + wide, y + 7)
                cost = sum(map(box.shared, taken)) + (1000 if left < 0 else 0)
                wanted[-1].append((cost, (side, (x, y), box)))
    found = arrangements(wanted, lambda spot, before: sum(spot[2].shared(other[2]) for other in before))
    top, foot = grid.edges[grid.lanes.middle]
    for side, (x, y), _ in found[0][1]:
        ground = colour("wash" if top < y < foot else "paper")
        sheet.words(words, x, y, "accent", side, bgcolor=ground, xshift=-6 if side == "right" else 6)


def _draw_counts(sheet: Sheet, grid: _Grid, counts: Counts, totals: Sequence[tuple[str, LabelSpot]]) -> None:
    """Draw the triangles, open where no number was found and a 0 where there are none, and the months' totals."""
    y, unit = grid.lines[counts.actor], counts.series.unit
    for day in counts.days:
        when, high = date_of(day), int(day.value or 1)  # none takes the room of one
        stack = [(grid.x(when.first), y - 5 - _STACK * n) for n in range(high)]
        symbol = "triangle-up-open" if day.value is None else "triangle-up"
        marker = {"symbol": symbol, "size": 7, "color": colour(counts.actor)}
        told = (f"<b>{when.words}</b>", counted(day, unit), folded(day.note or ""), counts.counted_by)
        hover = "<br>".join(filter(None, told))
        mark: dict[str, Any] = {"mode": "markers", "marker": marker}
        if day.value == 0:
            mark = {"mode": "text", "text": ["0"], "textfont": {"size": SMALL, "color": colour(f"{counts.actor}-ink")}}
        sheet.polyline(stack, f"count-{when}", f"{unit}, {when}", hover, **mark)
    for words, spot in totals:
        _write(sheet, words, spot, y, f"{counts.actor}-ink")
