"""`/// timeline`: every event, the window of the article month by month, what came before it and later by year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from ..dates import When
from ..edition import Window
from ..markup import h
from ..records import Event
from .base import GeneratedBlock
from .event import event_row
from .filtering import event_fields, filter_form
from .window_days import window_days


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


class Timeline(GeneratedBlock):
    """All events of data/events.yml in order of time, each with status, place, explainer and claim."""

    NAME = "timeline"
    CLASS = "timeline"

    def build(self) -> Any:
        """Return the days of the window, the filter, the jump bar, and the events."""
        dossier = self.context.dossier
        window = dossier.edition.window
        spans = [(span, list(events)) for span, events in groupby(dossier.timeline, lambda event: _span(event, window))]
        yield window_days(dossier)
        yield filter_form(".event", ".span", ("event", "events"), *event_fields(dossier.timeline, dossier))
        yield h(
            "div",
            {"class": "timeline__body"},
            _jumps((span, len(events)) for span, events in spans),
            h("div", {"class": "timeline__list"}, (self._section(span, events) for span, events in spans)),
        )

    def _section(self, span: _Span, events: list[Event]) -> Element:
        number = str(len(events))
        count = h("span", {"class": "span__n"}, h("span", {"data-count": number}, number), " events")
        rows = (event_row(event, span.year, self.context, self.edit_link) for event in events)
        under = h("ol", {"class": "events"}, rows)
        if span.id == "before":  # folded, so that the page opens on the window
            # Not h2: the link to a heading has no place in what is pressed to open.
            title = h("span", {"class": "span__title", "role": "heading", "aria-level": "2"}, span.head)
            head = h("summary", {"class": "span__head"}, title, " ", count)
            return h("details", {"class": "span", "id": span.id}, head, under)
        head = h("div", {"class": "span__head"}, h("h2", {"id": f"{span.id}-head"}, span.head), " ", count)
        return h("section", {"class": "span", "id": span.id}, head, under)


def _jumps(spans: Iterable[tuple[_Span, int]]) -> Element:
    links = (
        h("li", {}, h("a", {"href": f"#{span.id}"}, span.name, " ", h("span", {"class": "filter__n"}, str(count))))
        for span, count in spans
    )
    return h("nav", {"class": "timeline__jumps", "aria-label": "Months and years", "data-echo": ""}, h("ol", {}, links))
