"""Lanes: days run to the right, one line a capital, links as curves from event to event; a list on narrow screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from ..data.charts import LanesChart
from ..data.dossier import Dossier
from ..data.records import Event
from .figure import Figure, colour, width_for
from .geometry import Box, shared
from .labels import LabelSpot
from .lanes_grid import (
    LEFT,
    RIGHT,
    STACK,
    TOP,
    Grid,
    Tally,
    add_joint,
    add_link,
    check_lanes,
    counted_days,
    crossings_of,
    curve_of,
    ground_of,
    later_at,
    level,
    nominal,
    shown_events,
    spots_of,
    stacks,
    taken_boxes,
    tallies_of,
    with_lines,
    words_of,
)
from .lanes_narrow import draw_down
from .marks import add_status_mark
from .sheet import Sheet
from .tables import Row, Table
from .words import LATER, claim_hover, counted, folded, paragraph_words, status_words, tinted, width_of


def draw(chart: LanesChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw lanes across on wide screens, and down the page in order of date on narrow ones."""
    check_lanes(chart, dossier)
    return draw_down(chart, dossier) if narrow else _draw_across(chart, dossier)


def table(chart: LanesChart, dossier: Dossier) -> Table:
    """Return the events, then the counts, then the links as rows."""
    rows = [
        Row(
            (
                event.date.words,
                " and ".join(dossier.edition.actors[actor].word for actor in (event.actor, joint) if actor),
                dossier.claims[event.claim].title,
                status_words(dossier.claims[event.claim]),
            ),
            claims=(event.claim,),
        )
        for event, joint in shown_events(chart, dossier)
    ]
    notes: list[str] = []
    if chart.counts:
        series = dossier.series[chart.counts.dates]
        actor = dossier.edition.actors[chart.counts.actor].word
        rows += [
            Row(
                (day.words, actor, counted(point, series.unit), f"counted by {series.counted_by}"),
                sources=(point.source,) if point.source else (),
            )
            for day, point in counted_days(chart, dossier)
        ]
        notes += series.caveats
    for link in chart.links:
        ends = " → ".join(_name(dossier, end) for end in (link.first, link.then))
        ground = f"the author’s link, {paragraph_words(dossier.article[link.statement])}"
        rows.append(Row(("Link", "", ends, ground), statements=(link.statement,)))
    return Table(("Date", "Whose move", "What", "How sure"), tuple(rows), caveats=tuple(notes))


def _name(dossier: Dossier, event: str) -> str:
    record = dossier.events[event]
    return record.label or dossier.claims[record.claim].title


def _draw_across(chart: LanesChart, dossier: Dossier) -> Sheet:
    """Draw the lanes in px, so that labels can be set without collisions."""
    pairs = shown_events(chart, dossier)
    width = width_for(chart.size, narrow=False) - LEFT - RIGHT
    days = (chart.between.last - chart.between.first).days + 1
    grid = Grid(chart.between.first, width / days, width, nominal(chart), {}, 0)
    counting = chart.counts.actor if chart.counts else None
    # Where a link crosses a row depends on where the lanes lie, and they on the rows: the second round has both.
    for _ in range(2):
        crossings = crossings_of(pairs, chart, dossier, grid)
        tallies = tallies_of(chart, dossier, grid, crossings[counting]) if counting else []
        stacked = (*stacks(chart, dossier, grid), *(tally.spot for tally in tallies))
        spots: dict[str, list[tuple[Event, LabelSpot]]] = {
            lane: spots_of(
                lane,
                [event for event, _ in pairs],
                crossings[lane],
                stacked if lane == counting else (),
                chart,
                dossier,
                grid,
            )
            for lane in chart.lanes
        }
        grid = with_lines(grid, chart, dossier, spots, tallies)
    sheet = Sheet(grid.width, grid.height, 4, left=LEFT, right=RIGHT, top=TOP)
    _lanes(sheet, chart, grid, dossier)
    for event, joint in pairs:
        if joint:
            x = grid.x(event.date.first)
            ends = (x, grid.lines[event.actor]), (x, grid.lines[joint])
            add_joint(sheet, ends, event.id, joint, claim_hover(dossier, event.claim))
    held = {lane: [*(spot for _, spot in spots[lane]), *(stacked if lane == counting else ())] for lane in chart.lanes}
    boxes = taken_boxes(grid, held, crossings_of(pairs, chart, dossier, grid))
    for number, link in enumerate(chart.links):
        curve = curve_of(link, dossier, grid)
        add_link(sheet, link, number, curve, dossier)
        _link_label(sheet, curve, boxes, dossier, grid)
    _counts(sheet, chart, dossier, grid, tallies)
    for lane in chart.lanes:
        for event, spot in spots[lane]:
            _event(sheet, event, spot, dossier, grid)
    return sheet


def _lanes(sheet: Sheet, chart: LanesChart, grid: Grid, dossier: Dossier) -> None:
    """Draw the ground of the lane in the middle, the months, the capitals with their lines, and the article's end."""
    middle = dossier.edition.middle.id
    top, bottom = grid.edges[middle]
    sheet.ground(-LEFT / grid.width, top, 1 + RIGHT / grid.width, bottom, "wash", xref="paper", yref="y")
    for day in _month_starts(chart.between.first, chart.between.last):
        x = max(0.0, grid.x(day) - grid.per_day / 2)
        sheet.rule(x, 0, x, grid.height, "rule-2")
        if grid.width - x > 40:
            words = f"{day:%B}" + (f" {day.year}" if day <= chart.between.first else "")
            sheet.words(words, x, 1, "ink-3", "left bottom", yref="paper", xshift=3, yshift=4, borderpad=None)
    for lane, y in grid.lines.items():
        sheet.rule(0, y, grid.width, y, "rule")
        sheet.capital(
            dossier.edition.actors[lane], 0, y, 17 if lane == middle else 15, "left", xshift=-LEFT + 4, borderpad=None
        )
    later = later_at(chart, grid, dossier.article_ends)
    if later is not None:
        sheet.rule(later, 0, later, grid.height, "accent")
        sheet.words(LATER, later, 1, "accent", "left bottom", yref="paper", xshift=-2, yshift=4, borderpad=None)


def _month_starts(first: date, last: date) -> list[date]:
    starts, day = [first], first
    while (day := (day.replace(day=1) + timedelta(days=32)).replace(day=1)) <= last:
        starts.append(day)
    return starts


def _event(sheet: Sheet, event: Event, spot: LabelSpot, dossier: Dossier, grid: Grid) -> None:
    x, y = grid.x(event.date.first), grid.lines[event.actor]
    hover, ground = claim_hover(dossier, event.claim), ground_of(event.actor, dossier)
    if event.date.is_range:
        span = (x, y), (min(grid.x(event.date.last), grid.width), y)
        sheet.polyline(span, f"{event.id}-span", event.id, hover, line={"color": colour(event.actor), "width": 7})
    row = level(grid, event.actor, spot.row)
    if abs(spot.row) > 1:
        sheet.rule(x, y, x, row + (6 if spot.row > 0 else -6), "ink-3")
    status = dossier.claims[event.claim].status
    add_status_mark(sheet, x, y, status, event.actor, uid=event.id, name=event.id, hover=hover, ground=ground)
    day, words = words_of(event, dossier)
    anchor, at = _anchor(spot)
    sheet.words(f"{tinted(day, 'ink-3')} {words}", at, row, hold="", xanchor=anchor, bgcolor=colour(ground))


def _anchor(spot: LabelSpot) -> tuple[str, float]:
    """Return the side by which a label holds on to its mark, so that a font of another width cannot tear it off."""
    if abs(spot.left - (spot.x - 6)) < 0.1:
        return "left", spot.left
    if abs(spot.right - (spot.x + 6)) < 0.1:
        return "right", spot.right
    return "center", (spot.left + spot.right) / 2


def _link_label(
    sheet: Sheet, curve: Sequence[tuple[float, float]], boxes: list[Box], dossier: Dossier, grid: Grid
) -> None:
    """Set the words beside the curve, where they cover the least of other labels, and note their room in `boxes`."""
    words = f"{dossier.edition.article.called}’s link"
    wide = width_of(words)
    tries = []
    for order, step in enumerate((6, 7, 5, 8, 4, 9, 3, 10, 2)):
        x, y = curve[step]
        for side in ("right", "left"):
            left = x - wide - 6 if side == "right" else x + 6
            box = (left, y - 7, left + wide, y + 7)
            covered = sum(shared(box, other) for other in boxes) + (200 if left < 0 else 0)
            tries.append((covered, order, side, x, y, box))
    _, _, side, x, y, box = min(tries)
    boxes.append(box)
    top, foot = grid.edges[dossier.edition.middle.id]
    ground = colour("wash" if top < y < foot else "paper")
    sheet.words(words, x, y, "accent", side, bgcolor=ground, xshift=-6 if side == "right" else 6)


def _counts(sheet: Sheet, chart: LanesChart, dossier: Dossier, grid: Grid, tallies: Sequence[Tally]) -> None:
    """Draw the triangles, open where no number was found, and the totals."""
    if chart.counts is None:
        return
    actor, series = chart.counts.actor, dossier.series[chart.counts.dates]
    y = grid.lines[actor]
    for day, point in counted_days(chart, dossier):
        high, symbol = int(point.value or 1), "triangle-up-open" if point.value is None else "triangle-up"
        told = [f"<b>{day.words}</b>", counted(point, series.unit), *folded(f"Counted by {series.counted_by}")]
        stack = [(grid.x(day.first), y - 5 - STACK * n) for n in range(high)]
        marker = {"symbol": symbol, "size": 7, "color": colour(actor)}
        name = f"{series.unit}, {day}"
        sheet.polyline(stack, f"count-{day}", name, "<br>".join(told), mode="markers", marker=marker)
    for tally in tallies:
        spot, row = tally.spot, level(grid, actor, tally.spot.row)
        # A total above the line stands on the level of the triangles.
        side, x = ("left", spot.left) if spot.left > spot.x - 6.5 else ("right", spot.right)
        sheet.words(tally.words, x, row + (3 if spot.row > 0 else 0), f"{actor}-ink", side, borderpad=None)
