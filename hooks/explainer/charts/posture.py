"""Posture: a step line on a ladder of levels that people announced, with what went before each step listed under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import model_validator

from ..fields import ActorId, ClaimId, Date, EventId, Text
from ..record import Part
from .chart import ChartRecord, Row, Table
from .figure import Figure
from .hovering import status_words

if TYPE_CHECKING:
    from ..dossier import Dossier


class Trigger(Part):
    """What went before a step and was told as its ground, by the claim that tells it."""

    claim: ClaimId
    text: Text


class Step(Part):
    """The level that an event announced, and what went before."""

    event: EventId
    level: Text
    trigger: Trigger


class Chart(ChartRecord):
    """Steps between two days on `levels`, named from the lowest to the highest; `start` holds before the first step."""

    kind: Literal["posture"]
    between: Date
    actor: ActorId
    levels: tuple[Text, ...]
    start: Text
    steps: tuple[Step, ...]

    @model_validator(mode="after")
    def _levels_named(self) -> Self:
        for level in (self.start, *(step.level for step in self.steps)):
            if level not in self.levels:
                raise ValueError(f"“{level}” is not among “levels”; allowed: {', '.join(self.levels)}")
        return self


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the step line with numbered steps and, under it, the list of steps and of what went before them."""
    from .posture_drawing import draw_steps

    return draw_steps(chart, dossier, narrow)


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return one row a step: date, level, what was announced, what set it off."""
    rows = []
    for step in sorted(chart.steps, key=lambda step: dossier.events[step.event].date.first):
        event = dossier.events[step.event]
        claim, trigger = dossier.claims[event.claim], dossier.claims[step.trigger.claim]
        rows.append(
            Row(
                (
                    event.date.words,
                    step.level,
                    claim.title,
                    status_words(claim),
                    step.trigger.text,
                    status_words(trigger),
                ),
                claims=(event.claim, step.trigger.claim),
            )
        )
    return Table(
        ("Date", "Level", "Announced", "How sure", "What went before, as told", "How sure of that"), tuple(rows)
    )
