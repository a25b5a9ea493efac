"""Lanes drawn across a wide figure: days run to the right, one line a capital."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..records import Event
from .figure import SMALL, Figure, label, new_figure, width_for
from .hovering import LATER, claim_hover
from .lanes import Chart, shown_events
from .lanes_counts import draw_counts, stacks, tallies_of
from .lanes_crossings import crossings_of, later_at
from .lanes_grid import LEFT, RIGHT, TOP, Grid, level, nominal, spots_of, with_lines, words_of
from .lanes_links import add_link, taken_boxes
from .lettering import SERIF, tinted
from .marks import add_status_mark
from .palette import colour
from .placing import Spot

if TYPE_CHECKING:
    from ..dossier import Dossier


def draw_across(chart: Chart, dossier: Dossier) -> Figure:
    """Draw the lanes in px: both axes count px, so that labels can be set without collisions."""
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
        spots: dict[str, list[tuple[Event, Spot]]] = {
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
    figure = new_figure(round(grid.height) + TOP + 4, left=LEFT, right=RIGHT, top=TOP, bottom=4)
    figure.update_xaxes(range=[0, grid.width], showticklabels=False)
    figure.update_yaxes(range=[grid.height, 0], showticklabels=False)
    _lanes(figure, chart, grid, dossier)
    _later(figure, chart, grid, dossier.article_ends)
    for event, joint in pairs:
        if joint:
            _join(figure, event, joint, dossier, grid)
    held = {lane: [*(spot for _, spot in spots[lane]), *(stacked if lane == counting else ())] for lane in chart.lanes}
    boxes = taken_boxes(grid, held, crossings_of(pairs, chart, dossier, grid))
    for number, link in enumerate(chart.links):
        add_link(figure, link, number, boxes, dossier, grid)
    draw_counts(figure, chart, dossier, grid, tallies)
    for lane in chart.lanes:
        for event, spot in spots[lane]:
            _event(figure, event, spot, dossier, grid)
    return figure


def _lanes(figure: Figure, chart: Chart, grid: Grid, dossier: Dossier) -> None:
    top, bottom = grid.edges[dossier.edition.middle.id]
    figure.add_shape(
        type="rect",
        xref="paper",
        yref="y",
        x0=-LEFT / grid.width,
        x1=1 + RIGHT / grid.width,
        y0=top,
        y1=bottom,
        fillcolor=colour("wash"),
        line={"width": 0},
        layer="below",
    )
    for day in _month_starts(chart.between.first, chart.between.last):
        x = max(0.0, grid.x(day) - grid.per_day / 2)
        figure.add_shape(
            type="line", x0=x, x1=x, y0=0, y1=grid.height, line={"color": colour("rule-2"), "width": 1}, layer="below"
        )
        if grid.width - x > 40:
            words = f"{day:%B}" + (f" {day.year}" if day <= chart.between.first else "")
            figure.add_annotation(
                label(
                    words, x, 1, "ink-3", size=SMALL, yref="paper", xanchor="left", yanchor="bottom", xshift=3, yshift=4
                )
            )
    for lane, y in grid.lines.items():
        figure.add_shape(
            type="line", x0=0, x1=grid.width, y0=y, y1=y, line={"color": colour("rule"), "width": 1}, layer="below"
        )
        size = 17 if lane == dossier.edition.middle.id else 15
        figure.add_annotation(
            label(dossier.edition.actors[lane].word, 0, y, f"{lane}-ink", size=size, xanchor="left", xshift=-LEFT + 4)
            | {"font": {"family": SERIF, "size": size, "color": colour(f"{lane}-ink")}}
        )


def _later(figure: Figure, chart: Chart, grid: Grid, ends: date) -> None:
    """Draw the line where the article ends."""
    x = later_at(chart, grid, ends)
    if x is None:
        return
    line = {"color": colour("accent"), "width": 1}
    figure.add_shape(type="line", x0=x, x1=x, y0=0, y1=grid.height, line=line, layer="below")
    over = {"yref": "paper", "xanchor": "left", "yanchor": "bottom", "xshift": -2, "yshift": 4}
    figure.add_annotation(label(LATER, x, 1, "accent", size=SMALL, **over))


def _month_starts(first: date, last: date) -> list[date]:
    starts, day = [first], first
    while (day := (day.replace(day=1) + timedelta(days=32)).replace(day=1)) <= last:
        starts.append(day)
    return starts


def _ground(lane: str, dossier: Dossier) -> str:
    return "wash" if lane == dossier.edition.middle.id else "paper"


def _event(figure: Figure, event: Event, spot: Spot, dossier: Dossier, grid: Grid) -> None:
    x, y = grid.x(event.date.first), grid.lines[event.actor]
    token = event.actor
    hover = claim_hover(dossier, event.claim)
    if event.date.is_range:
        figure.add_scatter(
            x=[x, min(grid.x(event.date.last), grid.width)],
            y=[y, y],
            mode="lines",
            line={"color": colour(token), "width": 7},
            uid=f"{event.id}-span",
            name=event.id,
            hoverinfo="text",
            hovertext=hover,
        )
    row = level(grid, event.actor, spot.row)
    if abs(spot.row) > 1:
        end = row + (6 if spot.row > 0 else -6)
        figure.add_shape(
            type="line", x0=x, x1=x, y0=y, y1=end, line={"color": colour("ink-3"), "width": 1}, layer="below"
        )
    add_status_mark(
        figure,
        x,
        y,
        dossier.claims[event.claim].status,
        token,
        uid=event.id,
        name=event.id,
        hover=hover,
        ground=_ground(event.actor, dossier),
    )
    day, words = words_of(event, dossier)
    text = f"{tinted(day, 'ink-3')} {words}"
    anchor, at = _anchor(spot, grid)
    figure.add_annotation(
        label(
            text, at, row, "ink", size=SMALL, xanchor=anchor, bgcolor=colour(_ground(event.actor, dossier)), borderpad=0
        )
    )


def _anchor(spot: Spot, grid: Grid) -> tuple[str, float]:
    """Return the side by which a label holds on to its mark, so that a font of another width cannot tear it off."""
    if abs(spot.left - (spot.x - 6)) < 0.1:
        return "left", spot.left
    if abs(spot.right - (spot.x + 6)) < 0.1:
        return "right", spot.right
    return "center", (spot.left + spot.right) / 2


def _join(figure: Figure, event: Event, joint: str, dossier: Dossier, grid: Grid) -> None:
    x, ends = grid.x(event.date.first), (grid.lines[event.actor], grid.lines[joint])
    figure.add_scatter(
        x=[x, x],
        y=list(ends),
        mode="lines",
        line={"color": colour("ink-3"), "width": 1.2},
        uid=f"{event.id}-joint",
        name=f"{event.id}: both took part",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=[x],
        y=[ends[1]],
        mode="markers",
        marker={"size": 6, "color": colour(joint)},
        uid=f"{event.id}-second",
        name=f"{event.id} ({joint})",
        hoverinfo="text",
        hovertext=claim_hover(dossier, event.claim),
    )
