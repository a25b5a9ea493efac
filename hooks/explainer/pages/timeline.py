"""The timeline: every event as a line, the window's days as a scale with a mark for each, and what filters them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.edition import Actor, Window
from ..data.records import Event
from .base import GeneratedBlock


class Timeline(GeneratedBlock):
    """All events of data/events.yml in order of time, each with status, place, explainer and claim."""

    NAME = "timeline"
    SCRIPTS = ("filter",)
    CLASS = "timeline"

    def view(self) -> Mapping[str, object]:
        dossier = self.context.dossier
        window = dossier.edition.window
        events = [one for one in dossier.timeline if window.holds(one.date.first)]
        dated = [one for one in events if one.date.start.count("-") == 2]
        return {
            "lanes": [
                _lane(actor, [one for one in dated if one.actor == actor.id], window)
                for actor in dossier.edition.actors.values()
            ],
            "months": month_words(window),
            "first_later": (dossier.article_ends - window.first).days + 1,
            "dated": len(dated),
            "undated": len(events) - len(dated),
            "told": _by_month(dated, dossier),
            "counts": filter_counts(dossier.timeline, dossier),
            "spans": [(span, list(those)) for span, those in groupby(dossier.timeline, lambda one: _span(one, window))],
        }


def filter_counts(events: Iterable[Event], dossier: Dossier) -> Mapping[str, Counter[str]]:
    """Return how many events each actor, theme and status has: the fields by which events are filtered."""
    listed = list(events)
    return {
        "actor": Counter(event.actor for event in listed),
        "theme": Counter(dossier.theme(event) for event in listed),
        "status": Counter(dossier.claims[event.claim].status for event in listed),
    }


def month_words(window: Window) -> list[str]:
    """Return the names of the window's months, the year with the first and wherever it changes."""
    days = [day for _, day in window.months]
    return [
        f"{day:%B %Y}" if number == 0 or day.year != days[number - 1].year else f"{day:%B}"
        for number, day in enumerate(days)
    ]


@dataclass(frozen=True)
class _Lane:
    """An actor's lane of the scale: how many rows it has, and each event with its days and its row from above."""

    actor: Actor
    rows: int
    marks: list[tuple[Event, range, int]]


def _lane(actor: Actor, events: list[Event], window: Window) -> _Lane:
    """Put each event into the lowest row that is free on all of its days."""
    taken: dict[int, set[int]] = {}
    placed = []
    for event in events:
        first = (event.date.first - window.first).days
        days = range(first, min((event.date.last - window.first).days, window.days - 1) + 1)
        row = next(row for row in range(len(events)) if taken.setdefault(row, set()).isdisjoint(days))
        taken[row].update(days)
        placed.append((event, days, row))
    rows = len(taken) or 1
    return _Lane(actor, rows, [(event, days, rows - 1 - row) for event, days, row in placed])


def _by_month(events: Iterable[Event], dossier: Dossier) -> Mapping[str, Counter[str]]:
    """Return how many events each month has, by the name of the actor."""
    months: dict[str, Counter[str]] = {}
    for event in events:
        month = When.parse(f"{event.date.first:%Y-%m}").words
        months.setdefault(month, Counter())[dossier.edition.actors[event.actor].name] += 1
    return months


@dataclass(frozen=True)
class _Span:
    """A stretch of the timeline: its id, its heading, its name in the jump bar, the year its dates can leave out."""

    id: str
    head: str
    name: str
    year: str = ""


def _span(event: Event, window: Window) -> _Span:
    first = event.date.first
    if first < window.first:
        return _Span("before", f"Before {window.short}", "Before")
    if first <= window.last:
        month = When.parse(f"{first:%Y-%m}").words
        return _Span(f"m{first:%Y-%m}", month, month, f"{first:%Y}")
    if first.year == window.last.year:
        return _Span(f"y{first.year}", f"Later in {first.year}", f"Later in {first.year}", str(first.year))
    return _Span(f"y{first.year}", f"Later: {first.year}", str(first.year), str(first.year))
