"""The timeline: every event as a line, the window's days as a scale with a mark for each, and what filters them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

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
        months = groupby(dated, lambda one: f"{one.date.first:%B %Y}")
        names = {actor.id: actor.name for actor in dossier.edition.actors.values()}
        return {
            "lanes": [
                _lane(actor, [one for one in dated if one.actor == actor.id], window)
                for actor in dossier.edition.actors.values()
            ],
            "first_later": (dossier.article_ends - window.first).days + 1,
            "dated": len(dated),
            "undated": len(events) - len(dated),
            "told": [(month, Counter(names[one.actor] for one in those)) for month, those in months],
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
        month = f"{first:%B %Y}"
        return _Span(f"m{first:%Y-%m}", month, month, f"{first:%Y}")
    if first.year == window.last.year:
        return _Span(f"y{first.year}", f"Later in {first.year}", f"Later in {first.year}", str(first.year))
    return _Span(f"y{first.year}", f"Later: {first.year}", str(first.year), str(first.year))
