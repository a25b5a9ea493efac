"""What the records of all charts have, and parts that several kinds share; a kind adds its own in its file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field, field_validator

from .fields import ActorId, Date, EventId, Text, ThemeId, count_words
from .parts import Part, Record
from .problem import Problem

Size = Literal["small", "column", "wide"]
CHART_TEXTS = ("title", "measure", "alt", "note", "caveat")  # of a chart, which may hold inserts
TITLE_WORDS = 14
NOTE_WORDS = 25  # the most that a note may have; the rest is a caveat
MOST_EVENTS = 25  # whose words find places side by side: all orders of them are tried

_INSERT = re.compile(r"\{\{[^{}]*\}\}")


class ChartRecord(Record):
    """A chart: the finding, the measure, and what it draws; kinds add their own fields.

    `note` is what a reader needs to read it, and stands under it everywhere; `caveat` stands on its own page alone.
    The check of these texts knows spans by the names `first`, `last` and `between`, whose things are by `actor`, and
    by the words of `PARTS` that a number counts what is drawn.
    """

    PARTS: ClassVar[tuple[str, ...]] = ("columns", "groups", "marks", "points", "rows")

    kind: Text = Field(examples=["bars"])
    title: Text = Field(
        description="the finding, at most 14 words, no more than the data say",
        examples=["At least six flights were seen in August 2024"],
    )
    measure: Text = Field(
        description="what is counted, unit, period",
        examples=["Flights seen from the ground, per month, July to September 2024"],
    )
    alt: Text = Field(
        description="what the chart shows, with its main numbers, for those who do not see it",
        examples=["Bars by month: 4 flights in July 2024, at least 6 in August, no count found for September."],
    )
    note: Text | None = Field(None, description="what one needs to read it, at most 25 words, under it everywhere")
    caveat: Text | None = Field(None, description="what else must be said of the numbers, on its own page alone")
    theme: ThemeId = Field(examples=["theme-id"], description="what it is about")
    wide: bool = Field(False, description="whether it takes the width of the page")

    @field_validator("title")
    @classmethod
    def _no_sentence_too_long(cls, title: Text) -> Text:
        if (words := count_words(_INSERT.sub("1", title))) > TITLE_WORDS:
            raise ValueError(f"it has {words} words; allowed: {TITLE_WORDS}")
        return title

    @field_validator("note")
    @classmethod
    def _short(cls, note: Text | None) -> Text | None:
        if note and (words := count_words(_INSERT.sub("1", note))) > NOTE_WORDS:
            raise ValueError(f"it has {words} words; allowed: {NOTE_WORDS}, and the rest as “caveat”")
        return note

    @property
    def size(self) -> Size:
        """For how much room the wide form is composed."""
        return "wide" if self.wide else "column"

    def fault(self, found: str, allowed: str = "", nearest: str = "") -> Problem:
        """Return what is wrong with this record as a problem at its line."""
        return Problem.of_record("charts", self.line, f"“{self.id}”: {found}", allowed, nearest)


class EventMark(Part):
    """An event set against the points: its date comes from the event, `label` is written beside the line."""

    ONCE = ("event",)
    event: EventId = Field(description="the event at whose date the line stands")
    label: Text | None = Field(None, description="words beside the line; without them it is only a tick")


class Group(Part):
    """Points that belong together: the labels that the series gives them, a name, the actor's colour."""

    ONCE = ("name",)
    name: Text = Field(description="its name in the key")
    labels: tuple[Text, ...] = Field(description="labels of the series whose points belong to it")
    actor: ActorId | None = Field(None, description="whose colour they take")


class SpanChart(ChartRecord):
    """A chart of the time from `first` to `last`, against the dates of `events`."""

    first: Date = Field(description="from when it is drawn")
    last: Date = Field(description="until when it is drawn")
    events: tuple[EventMark, ...] = Field(
        (), max_length=MOST_EVENTS, description="lines at the dates of events: {event, label}"
    )

    def contradictions(self) -> Iterator[str]:
        if self.last.last < self.first.first:
            yield "“last” lies before “first”"
        elif self.days == 1:
            yield "“first” and “last” are one day; allowed: two days or more"

    @property
    def days(self) -> int:
        """How many days the span has, its first and its last included."""
        return (self.last.last - self.first.first).days + 1

    def share(self, when: date) -> float:
        """Return how much of the span has passed at the beginning of a day."""
        return (when - self.first.first).days / self.days


def in_two_groups(groups: Iterable[Group]) -> Iterator[str]:
    """Yield each label that stands twice, and so would be drawn twice, or in another group than that of its name."""
    groups = list(groups)
    labels = Counter(name for group in groups for name in group.labels)
    yield from (f"“{name}” stands in two groups; allowed: one" for name, times in labels.items() if times > 1)
    names = {group.name.casefold(): group for group in groups}
    for label in labels:
        named = names.get(label.casefold())
        if named and label not in named.labels:
            yield f"“{label}” is the name of a group that it does not stand in; allowed: its own"
