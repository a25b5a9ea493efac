"""Lanes: the moves of the capitals, a lane each with the edition’s own in the middle, and the links between them."""

from __future__ import annotations

from collections.abc import Sequence

from ..data.charts import LaneLink, LanesChart
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.fields import ActorId
from ..data.problem import ContentError, Problem
from ..data.records import Event, Point
from .figure import colour
from .sheet import Sheet
from .words import qualified, statement_hover


def check_lanes(chart: LanesChart, dossier: Dossier) -> None:
    """Ask for the edition's middle among the lanes: its lane is the one that is tinted."""
    middle = dossier.edition.middle.id
    if middle not in chart.lanes:
        found = f"“{chart.id}”: “lanes” leaves out “{middle}”, which stands in the middle"
        raise ContentError([Problem("data/charts.yml", chart.line, 1, found, f"“{middle}” among the lanes")])


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
        raise ContentError(
            Problem("data/charts.yml", chart.line, 1, f"“{chart.id}”: {problem}") for problem in problems
        )
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
