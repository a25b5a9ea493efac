"""Lanes: the moves of the capitals, a lane each with the edition’s own in the middle, and the links between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator

from ..dates import When
from ..fields import ActorId, Date, EventId, SeriesId, StatementId
from ..problem import ContentError, Problem
from ..record import Part
from ..records import Event
from ..series import Point
from .chart import ChartRecord, Row, Table
from .figure import Figure, qualified
from .hovering import paragraph_words, statement_hover, status_words
from .palette import colour
from .sheet import Sheet

if TYPE_CHECKING:
    from ..dossier import Dossier


class Shown(Part):
    """An event to show, and the second capital that took part in it, joined by a solid line."""

    event: EventId
    joint: ActorId | None = None


class Link(Part):
    """A link from one event to a later one, which the author draws in a statement."""

    first: EventId
    then: EventId
    statement: StatementId


class Counts(Part):
    """Numbers by date, drawn as stacked triangles in the lane of an actor, with the totals of the months."""

    actor: ActorId
    dates: SeriesId
    months: SeriesId


class Chart(ChartRecord):
    """Events by capital between two days; without `events`, all that the timeline has for the lanes in that span."""

    kind: Literal["lanes"]
    between: Date
    lanes: tuple[ActorId, ...]
    events: tuple[
        Annotated[Shown, BeforeValidator(lambda value: {"event": value} if isinstance(value, str) else value)], ...
    ] = ()
    links: tuple[Link, ...] = ()
    counts: Counts | None = None

    @model_validator(mode="after")
    def _lanes_of_its_own(self) -> Self:
        if len(set(self.lanes)) < len(self.lanes):
            raise ValueError("“lanes” names an actor twice; allowed: each once")
        return self


def check_lanes(chart: Chart, dossier: Dossier) -> None:
    """Ask for the edition's middle among the lanes: its lane is the one that is tinted."""
    middle = dossier.edition.middle.id
    if middle not in chart.lanes:
        found = f"“{chart.id}”: “lanes” leaves out “{middle}”, which stands in the middle"
        raise ContentError([Problem("data/charts.yml", chart.line, 1, found, f"“{middle}” among the lanes")])


def shown_events(chart: Chart, dossier: Dossier) -> tuple[tuple[Event, ActorId | None], ...]:
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


def _inside(chart: Chart, event: Event) -> bool:
    # An event that begins inside and ends later is drawn to the edge.
    return chart.between.first <= event.date.first <= chart.between.last


def _counted(chart: Chart, dossier: Dossier, event: str) -> bool:
    """Tell whether an event that is not in the list stands among the counts of its day."""
    record = dossier.events[event]
    if chart.counts is None or record.actor != chart.counts.actor:
        return False
    return any(day == record.date for day, _ in counted_days(chart, dossier))


def counted_days(chart: Chart, dossier: Dossier) -> tuple[tuple[When, Point], ...]:
    """Return the counts of the chart with their dates, as far as they fall into its span."""
    points = dossier.series[chart.counts.dates].points if chart.counts else ()
    return tuple(
        (point.date, point)
        for point in points
        if point.date and chart.between.first <= point.date.first <= chart.between.last
    )


def counted(point: Point, unit: str) -> str:
    """Write a count with its unit: “1 drone”, “≥ 5 drones”, or that a number was not found."""
    if point.value is None:
        return "seen; no count found"
    return f"{qualified(point.value, point.qualifier)} {unit.removesuffix('s') if point.value == 1 else unit}"


def month_totals(chart: Chart, dossier: Dossier) -> tuple[tuple[str, str], ...]:
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
    (x0, y0), (x1, y1) = ends
    line = {"color": colour("ink-3"), "width": 1.2}
    name = f"{event}: both took part"
    sheet.add_scatter(
        x=[x0, x1], y=[y0, y1], mode="lines", line=line, uid=f"{event}-joint", name=name, hoverinfo="skip"
    )
    sheet.marker(x1, y1, f"{event}-second", f"{event} ({joint})", hover, size=6, color=colour(joint))


def add_link(sheet: Sheet, link: Link, number: int, points: Sequence[tuple[float, float]], dossier: Dossier) -> None:
    """Draw a link of the author as a dashed line that ends in an arrow."""
    hover, head = statement_hover(dossier, link.statement), 9 if len(points) > 2 else 8
    sheet.arrow(points, "accent-2", "4px,3px", f"link-{number}", f"{link.first} to {link.then}", hover, head=head)


def ground_of(lane: str, dossier: Dossier) -> str:
    """Return the token of what lies behind a lane."""
    return "wash" if lane == dossier.edition.middle.id else "paper"


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw lanes across on wide screens, and down the page in order of date on narrow ones."""
    from .lanes_narrow import draw_down
    from .lanes_wide import draw_across

    check_lanes(chart, dossier)
    return draw_down(chart, dossier) if narrow else draw_across(chart, dossier)


def table(chart: Chart, dossier: Dossier) -> Table:
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
