"""The timeline: every event as a line, the window's days as a scale with a mark for each, and what filters them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..data.dossier import Dossier, gathered
from ..data.edition import Actor, Window
from ..data.records import Event
from .base import GeneratedBlock
from .templates import View


@dataclass(frozen=True)
class FilterCounts:
    """How many events each actor, theme and status has: the fields by which events are filtered."""

    actor: Counter[str]
    theme: Counter[str]
    status: Counter[str]

    @classmethod
    def of(cls, events: Iterable[Event], dossier: Dossier) -> FilterCounts:
        listed = list(events)
        return cls(
            Counter(event.actor for event in listed),
            Counter(dossier.theme(event) for event in listed),
            Counter(dossier.claims[event.claim].status for event in listed),
        )


@dataclass(frozen=True)
class Lane:
    """An actor's lane of the scale: how many rows it has, and each event with its days and its row from above."""

    actor: Actor
    rows: int
    marks: list[tuple[Event, range, int]]


@dataclass(frozen=True)
class Span:
    """A stretch of the timeline: its id, its heading, its name in the jump bar, the year its dates can leave out."""

    id: str
    head: str
    name: str
    year: str = ""


@dataclass(frozen=True)
class TimelineView(View):
    """The scale and the list.

    `first_later` is the first day of the scale that is later; of the window's events some have their day and others
    have not; `told` has the months with how many events of each actor, by name; `spans` the events of each.
    """

    lanes: Sequence[Lane]
    first_later: int
    dated: int
    undated: int
    told: Sequence[tuple[str, Counter[str]]]
    counts: FilterCounts
    spans: Sequence[tuple[Span, Sequence[Event]]]


class Timeline(GeneratedBlock):
    """All events of data/events.yml in order of time, each with status, place, explainer and claim."""

    NAME = "timeline"
    SCRIPTS = ("filter",)
    CLASS = "timeline"

    def view(self) -> TimelineView:
        dossier = self.context.dossier
        window = dossier.edition.window
        events = [one for one in dossier.timeline if window.meets(one.date)]
        dated = [one for one in events if one.date.has_day]
        months = groupby(dated, lambda one: f"{max(one.date.first, window.first):%B %Y}")
        names = {actor.id: actor.name for actor in dossier.edition.actors.values()}
        return TimelineView(
            lanes=[
                _lane(actor, [one for one in dated if one.actor == actor.id], window)
                for actor in dossier.edition.actors.values()
            ],
            first_later=window.offset(dossier.article_ends) + 1,
            dated=len(dated),
            undated=len(events) - len(dated),
            told=[(month, Counter(names[one.actor] for one in those)) for month, those in months],
            counts=FilterCounts.of(dossier.timeline, dossier),
            spans=list(gathered((_span(one, window), one) for one in dossier.timeline).items()),
        )


def _lane(actor: Actor, events: list[Event], window: Window) -> Lane:
    """Put each event into the lowest row that is free on all of its days."""
    taken: dict[int, set[int]] = {}
    placed = []
    for event in events:
        days = window.covered(event.date)
        row = next(row for row in range(len(events)) if taken.setdefault(row, set()).isdisjoint(days))
        taken[row].update(days)
        placed.append((event, days, row))
    rows = len(taken) or 1
    return Lane(actor, rows, [(event, days, rows - 1 - row) for event, days, row in placed])


def _span(event: Event, window: Window) -> Span:
    first = event.date.first
    if len(event.date.start) == 4 and first <= window.last and event.date.last >= window.first:
        id_ = "-".join(dict.fromkeys((event.date.start, event.date.end)))
        return Span(f"w{id_}", f"In {event.date.words}, without a month", f"In {event.date.words}")
    if first < window.first:
        return Span("before", f"Before {window.short}", "Before")
    if first <= window.last:
        month = f"{first:%B %Y}"
        return Span(f"m{first:%Y-%m}", month, month, f"{first:%Y}")
    if first.year == window.last.year:
        return Span(f"y{first.year}", f"Later in {first.year}", f"Later in {first.year}", str(first.year))
    return Span(f"y{first.year}", f"Later: {first.year}", str(first.year), str(first.year))
