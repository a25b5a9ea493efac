"""What a chart of lanes shows, worked out once for its table and both forms, and what both draw alike."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from ..data.charts import ChartRecord
from ..data.dossier import Dossier, gathered
from ..data.fields import ActorId, EventId, Months, SeriesId, ShortFor, StatementId
from ..data.parts import Part
from ..data.problem import ContentError, Problem, listing
from ..data.records import Event
from ..data.series import Point as Count
from ..data.series import Series
from .axes import date_of
from .events import undated
from .figure import colour
from .geometry import Point
from .sheet import Sheet, event_words
from .tables import check_marks, name_of
from .words import NOT_FOUND, claim_hover, folded, qualified, short_date, statement_hover

_LINKS = 20


class ShownEvent(Part):
    """An event to show, and the second capital that took part in it, joined by a solid line."""

    ONCE = ("event",)
    event: EventId = Field(description="an event to show")
    joint: ActorId | None = Field(None, description="who took part in it, too")


class LaneLink(Part):
    """A link from one event to a later one, which the author draws in a statement."""

    ONCE = ("first", "then")
    first: EventId = Field(description="the event that it leads from")
    then: EventId = Field(description="the event that it leads to")
    statement: StatementId = Field(description="the statement that draws it")


class LaneCounts(Part):
    """Numbers by date, drawn as stacked triangles in the lane of an actor, with the totals of the months."""

    actor: ActorId = Field(description="in whose lane they stand")
    dates: SeriesId = Field(description="the numbers by day")
    months: SeriesId = Field(description="the totals of the months")


class LanesChart(ChartRecord):
    """Events by capital between two days; without `events`, all that the timeline has for the lanes in that span."""

    PARTS = (*ChartRecord.PARTS, "capitals", "lanes")
    kind: Literal["lanes"] = Field(description="events by capital")
    between: Months = Field(description="from when to when, two dates joined by “/”")
    lanes: tuple[ActorId, ...] = Field(description="ids of the actors that have a lane, from above")
    events: tuple[Annotated[ShownEvent, ShortFor("event")], ...] = Field(
        (),
        description="ids of events, or {event, joint}; left out, all of the lanes in that time",
    )
    links: tuple[LaneLink, ...] = Field((), description="links that the author draws: {first, then, statement}")
    counts: LaneCounts | None = Field(None, description="numbers by day in a lane: {actor, dates, months}")

    def contradictions(self) -> Iterator[str]:
        if self.counts and self.counts.actor not in self.lanes:
            yield f"“counts” stands in the lane “{self.counts.actor}”; allowed: {', '.join(self.lanes)}"
        if self.between.repeats_month:
            yield f"“between” is {self.between}, and labels tell no year; allowed: no month that comes again"
        if len(self.links) > _LINKS:
            yield f"“links” has {len(self.links)}; allowed: {_LINKS} at most, which can be told apart"


@dataclass(frozen=True)
class Move:
    """An event in the lane of who made it, with its date and words for a label; `joint` took part in it."""

    event: Event
    joint: ActorId | None
    when: str
    words: str


@dataclass(frozen=True)
class Counts:
    """What a series counts by day in the lane of an actor, and another as the total of each month (2024-07)."""

    actor: ActorId
    series: Series
    days: tuple[Count, ...]
    months: Series
    totals: Mapping[str, Count]

    @property
    def counted_by(self) -> str:
        """Who counted, as lines of hover text."""
        return folded(f"Counted by {self.series.counted_by}")

    def total(self, month: str) -> str:
        """Return the total of a month in words: “12 drones in August”."""
        point, unit, name = self.totals[month], self.months.unit, calendar.month_name[int(month[5:])]
        return f"{unit} in {name}: {NOT_FOUND}" if point.value is None else f"{qualified(point)} {unit} in {name}"

    def tell(self, event: Event) -> bool:
        """Tell whether an event stands among the counts of its day."""
        return event.actor == self.actor and event.date in {day.date for day in self.days}


@dataclass(frozen=True)
class Lanes:
    """A chart of lanes with its moves in order of time and what is counted between them."""

    chart: LanesChart
    dossier: Dossier
    moves: tuple[Move, ...]
    counts: Counts | None

    @classmethod
    def of(cls, chart: LanesChart, dossier: Dossier) -> Lanes:
        """Collect what the chart shows; ContentError where it lacks a lane, a total, or an event that it names."""
        counts = _counts(chart, dossier)
        if problems := _faults(chart, dossier, counts):
            raise ContentError(problems)
        return cls(chart, dossier, _moves(chart, dossier, counts), counts)

    @property
    def middle(self) -> ActorId:
        """The actor whose lane is tinted."""
        return self.dossier.edition.middle.id

    def ground(self, lane: str) -> str:
        """Return the token of what lies behind a lane."""
        return "wash" if lane == self.middle else "paper"

    def add_mark(self, sheet: Sheet, move: Move, at: Point, radius: float = 5) -> None:
        """Draw the mark of a move."""
        event, ground = move.event, self.ground(move.event.actor)
        sheet.status_mark(self.dossier, event.claim, at, event.actor, event.id, ground=ground, radius=radius)

    def add_joint(self, sheet: Sheet, move: Move, ends: Sequence[Point]) -> None:
        """Join the mark of a move to the lane of the second capital that took part in it."""
        id_, joint = move.event.id, move.joint or ""
        sheet.polyline(ends, f"{id_}-joint", f"{id_}: both took part", line={"color": colour("ink-3"), "width": 1.2})
        hover = claim_hover(self.dossier, move.event.claim)
        sheet.mark(*ends[1], f"{id_}-second", f"{id_} ({joint})", hover, size=6, color=colour(joint))

    def add_link(self, sheet: Sheet, number: int, link: LaneLink, points: Sequence[Point], head: float) -> None:
        """Draw a link of the author as a dashed line that ends in an arrow."""
        hover = statement_hover(self.dossier, link.statement)
        sheet.arrow(points, "accent-2", "4px,3px", f"link-{number}", f"{link.first} to {link.then}", hover, head=head)


def _counts(chart: LanesChart, dossier: Dossier) -> Counts | None:
    if chart.counts is None:
        return None
    series, totals, between = dossier.series[chart.counts.dates], dossier.series[chart.counts.months], chart.between
    days = tuple(
        point
        for point in series.points
        if not point.label and point.date and between.first <= point.date.first <= between.last
    )
    check_marks(chart, series, days)
    months = {date_of(day).start[:7] for day in days}
    told = {
        point.date.start: point
        for point in totals.points
        if point.date and not point.label and point.date.start == point.date.end in months
    }
    return Counts(chart.counts.actor, series, days, totals, told)


def _faults(chart: LanesChart, dossier: Dossier, counts: Counts | None) -> list[Problem]:
    """Ask for the edition's middle among the lanes, which is the one that is tinted, and for the months' totals."""
    middle, problems = dossier.edition.middle.id, []
    for shown in chart.events:
        if shown.joint and shown.joint == dossier.events[shown.event].actor:
            found = f"“{shown.event}” is joined to “{shown.joint}”, whose own it is"
            problems.append(chart.fault(found, "another actor, or no “joint”"))
    if middle not in chart.lanes:
        found = f"“lanes” leaves out “{middle}”, which stands in the middle"
        problems.append(chart.fault(found, f"“{middle}” among the lanes"))
    if counts and chart.counts:
        span, drawn = chart.between, {day.date for day in counts.days}
        beside = [
            name_of(point)
            for point in counts.series.points
            if point.date and span.first <= point.date.first <= span.last and (point.label or point.date not in drawn)
        ]
        if beside:
            found = f"“counts”: “{counts.series.id}” has {listing(beside, 3)}, which lanes do not draw"
            problems.append(chart.fault(found, "points of days without a label"))
        elif not drawn:
            found = f"“counts”: “{counts.series.id}” has no point in {span}"
            problems.append(chart.fault(found, "a series of that time, or no “counts”"))
        totals = [point for point in dossier.series[chart.counts.months].points if point.date and not point.label]
        for when, those in gathered((point.date, point) for point in totals).items():
            if len(those) > 1 and str(when) in counts.totals:
                found = f"“counts”: “{chart.counts.months}” has {len(those)} totals of {when}, and one is drawn"
                problems.append(chart.fault(found, "one total a month; the other as “alt”"))
        has_days = {point.date.start[:7] for point in counts.series.points if point.date}
        for point in totals:
            when = date_of(point)
            within = when.first <= span.last and span.first <= when.last and when.start == when.end
            if within and point.value is not None and when.start not in has_days:
                found = f"“counts”: “{chart.counts.months}” has a total of {when}, and no day of it would be drawn"
                problems.append(chart.fault(found, f"days of {when} in “{counts.series.id}”, or “between” without it"))
        for month in sorted({date_of(day).start[:7] for day in counts.days} - counts.totals.keys()):
            found = (
                f"“counts”: “{chart.counts.months}” has no total of {month}, but “{counts.series.id}” has days of it"
            )
            problems.append(chart.fault(found, f"a point of {month}"))
    return problems


def _moves(chart: LanesChart, dossier: Dossier, counts: Counts | None) -> tuple[Move, ...]:
    """Return the events that the chart lists, or else all of its span and lanes, in order of time."""

    def has_place(event: Event) -> bool:
        # An event that begins inside and ends later is drawn to the edge.
        return event.actor in chart.lanes and chart.between.first <= event.date.first <= chart.between.last

    listed = [(dossier.events[shown.event], shown.joint) for shown in chart.events]
    pairs = listed or [(event, None) for event in dossier.timeline if has_place(event)]
    faults = [
        f"“{event.id}” ({event.date}) lies outside “between” or has no lane here"
        for event, joint in pairs
        if not has_place(event) or (joint or event.actor) not in chart.lanes
    ]
    faults += [
        f"“{event.id}” ({event.date}) began before “between”, goes on within it, and would be left out"
        for event in (() if listed else dossier.timeline)
        if event.actor in chart.lanes and event.date.first < chart.between.first <= event.date.last
    ]
    events = dossier.events
    faults += [
        f"a link leads from “{link.first}” to “{link.then}”, which is not later"
        for link in chart.links
        if link.first == link.then or events[link.then].date.last < events[link.first].date.first
    ]
    faults += [
        f"a link leads from “{link.first}” to “{link.then}” in one lane, and would run along it"
        for link in chart.links
        if events[link.first].actor == events[link.then].actor
    ]
    loose = {end for link in chart.links for end in (link.first, link.then)} - {event.id for event, _ in pairs}
    faults += [
        f"a link ends at “{end}”, which the chart does not draw"
        for end in sorted(loose)
        if not (counts and counts.tell(dossier.events[end]))
    ]
    if problems := [*map(chart.fault, faults), *undated(chart, (event for event, _ in pairs))]:
        raise ContentError(problems)
    # The sort is stable: what fell on one day keeps the order of the record.
    pairs = sorted(pairs, key=lambda pair: pair[0].date.first)
    return tuple(Move(event, joint, short_date(event.date), event_words(event, dossier)) for event, joint in pairs)
