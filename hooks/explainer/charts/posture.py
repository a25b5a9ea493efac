"""Posture: a step line on a ladder of levels that people announced, with what went before each step listed under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..data.fields import ActorId, ClaimId, EventId, Months, Text
from ..data.parts import Part
from ..data.problem import ContentError
from ..data.records import Event
from ..data.vocabularies import STATUS_WORDS
from .events import article_end, undated, words_in_rows
from .figure import NARROW, WIDE, Figure, colour
from .sheet import Sheet, event_words
from .tables import Row, Table
from .words import short_date, status_words, tinted, width_of, wrap


class Trigger(Part):
    """What went before a step and was told as its ground, by the claim that tells it."""

    claim: ClaimId = Field(description="the claim that tells it")
    text: Text = Field(description="what went before, in a few words")


class Step(Part):
    """The level that an event announced, and what went before."""

    ONCE = ("event",)
    event: EventId = Field(description="the event that announced it")
    level: Text = Field(description="the level that the event announced")
    trigger: Trigger = Field(description="what went before and was told as its ground: {claim, text}")


class PostureChart(ChartRecord):
    """Steps between two days on `levels`, named from the lowest to the highest; `start` holds before the first step."""

    PARTS = (*ChartRecord.PARTS, "levels")
    kind: Literal["posture"] = Field(description="steps up and down, with what went before each")
    between: Months = Field(description="from when to when, two dates joined by “/”")
    actor: ActorId = Field(description="whose colour it takes")
    levels: tuple[Text, ...] = Field(min_length=1, description="names of the levels, from the lowest")
    start: Text = Field(description="the level before the first step")
    steps: tuple[Step, ...] = Field(min_length=1, description="what the steps are: {event, level, trigger}")

    def contradictions(self) -> Iterator[str]:
        if self.between.repeats_month:
            yield f"“between” is {self.between}, and labels tell no year; allowed: no month that comes again"
        for level in (self.start, *(step.level for step in self.steps)):
            if level not in self.levels:
                yield f"“{level}” is not among “levels”; allowed: {', '.join(self.levels)}"


_STEP, _LINE, _PAD = 42, 15, 10  # px: from level to level; a line of text; between rows of the list
_BETWEEN = 8  # px between the names of two levels
_APART, _CLEAR = 11, 8  # px from mark to mark on one level, and from a mark to the line where the article ends

_Told = tuple[Step, Event]


def draw(chart: PostureChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the step line with numbered steps and, under it, the list of steps and of what went before them."""
    width, ladder = (NARROW if narrow else WIDE), _Ladder(chart, narrow)
    told, sheet = _told(chart, dossier), Sheet(width, foot=0)
    y, aside = ladder.foot + (60 if narrow else 48), 52 if narrow else width * 0.52 + 18
    sheet.words("announced step", 34, y - (31 if narrow else 16), "ink-3", "left")
    sheet.words("what went before, as told", aside, y - 16, "ink-3", "left")
    for number, (step, event) in enumerate(told, 1):
        when, trigger = short_date(event.date), dossier.claims[step.trigger.claim]
        said = wrap(f"{when} {event_words(event, dossier)}", (width if narrow else aside) - 62)
        before = wrap(f"{step.trigger.text} ({STATUS_WORDS[trigger.status]})", width - aside - (26 if narrow else 10))
        sheet.rule(0, y - 5, width, y - 5, "rule-2")
        sheet.words(f"<b>{number}</b>", 4, y, f"{chart.actor}-ink")
        sheet.status_mark(dossier, event.claim, (24, y + 7), chart.actor, f"row-{number}", f"step {number}", radius=4.5)
        sheet.words("<br>".join(said).replace(when, tinted(when, "ink-3"), 1), 34, y, align="left")
        under = y + len(said) * _LINE if narrow else y
        uid, name = f"trigger-{number}", f"trigger of step {number}"
        sheet.status_mark(dossier, trigger.id, (aside - 10, under + 7), "ink-2", uid, name, radius=4.5)
        sheet.words(before, aside, under, "ink-2", align="left")
        y = max(y + len(said) * _LINE, under + len(before) * _LINE) + _PAD
    sheet.end(y)
    _draw_ladder(sheet, chart, dossier, told, ladder)
    return sheet


class _Ladder:
    """The names of the levels in lines, and how high each level stands; `foot` is a step under the lowest."""

    def __init__(self, chart: PostureChart, narrow: bool) -> None:
        self.names = {level: wrap(level, 76 if narrow else 130) for level in chart.levels}
        step = max(_STEP, max(map(len, self.names.values())) * _LINE + _BETWEEN)
        self.levels = {level: 40.0 + step * n for n, level in enumerate(reversed(chart.levels))}
        self.foot = 40 + step * len(chart.levels)


def _told(chart: PostureChart, dossier: Dossier) -> list[_Told]:
    """Return the steps with their events in order of time."""
    told = [(step, dossier.events[step.event]) for step in chart.steps]
    faults = [
        chart.fault(f"“{event.id}” ({event.date}) lies outside “between”", "a longer one, or another step")
        for _, event in told
        if not chart.between.first <= event.date.first <= chart.between.last
    ]
    faults += undated(chart, (event for _, event in told))
    faults += [
        chart.fault(f"“{step.trigger.claim}” ({when}) came after the step of {event.date}", "what went before it")
        for step, event in told
        if (when := dossier.when(dossier.claims[step.trigger.claim])).first > event.date.last
    ]
    if faults:
        raise ContentError(faults)
    return sorted(told, key=lambda pair: pair[1].date.first)


def _draw_ladder(sheet: Sheet, chart: PostureChart, dossier: Dossier, told: Sequence[_Told], ladder: _Ladder) -> None:
    """Draw the levels, the months, the line where the article ends, and the step line."""
    first, ends, width = chart.between.first, dossier.article_ends, sheet.plot[0]
    names, levels, base = ladder.names, ladder.levels, ladder.foot - 14
    left = 8 + max(width_of(line) for lines in names.values() for line in lines) + 8
    room, days = width - left - 10, chart.between.days

    def x_of(day: date) -> float:
        return left + (day - first).days * room / days

    for level, y in levels.items():
        sheet.rule(left, y, width, y, "rule-2")
        sheet.words(names[level], left - 8, y, "ink-3", "right", align="right", tight=False)
    sheet.months(chart.between, x_of, (base, base + 6), base + 14)
    sheet.rule(left, base, width, base, "rule")
    points, later = list[tuple[float, float]](), x_of(ends + timedelta(days=1))
    for step, event in told:
        x, y = x_of(event.date.first), levels[step.level]
        # A step that follows within days on the same level stands beside the one before, so that both marks stay whole.
        x = max(x, points[-1][0] + (_APART if points[-1][1] == y else 0)) if points else x
        if event.date.first > ends:  # however near, it stands behind the line, and what came before in front of it
            x = max(x, later + _CLEAR)
        else:
            later = max(later, x + _CLEAR)
        points.append((x, y))
    if first <= ends and later < width:
        (end,) = words_in_rows([(later, article_end(dossier))], left, width)
        end.draw(sheet, sheet.plot, [(0, base)], 6)
    path, style = [(left, levels[chart.start]), *points], {"shape": "hv", "color": colour(chart.actor), "width": 2}
    sheet.polyline([*path, (width, path[-1][1])], "posture", "announced posture", line=style)
    before = levels[chart.start]
    for number, ((_, event), (x, y)) in enumerate(zip(told, points, strict=True), 1):
        sheet.status_mark(dossier, event.claim, (x, y), chart.actor, event.id)
        shift, aside = {"yshift": -15 if y > before else 15}, 12 if x > later else -12
        is_free = not any(other == y and abs(x + aside - at) < _APART for at, other in points)
        shift = {"xshift": aside} if abs(x - later) <= _CLEAR and is_free else shift
        sheet.words(f"<b>{number}</b>", x, y, f"{chart.actor}-ink", "", tight=False, **shift)
        before = y


def table(chart: PostureChart, dossier: Dossier) -> Table:
    """Return one row a step: date, level, what was announced, what set it off."""
    rows = []
    for step, event in _told(chart, dossier):
        claim, trigger = dossier.claims[event.claim], dossier.claims[step.trigger.claim]
        announced = (event.date.words, step.level, claim.title, status_words(claim))
        rows.append(Row((*announced, step.trigger.text, status_words(trigger)), claims=(claim.id, trigger.id)))
    columns = ("Date", "Level", "Announced", "How sure", "What went before, as told", "How sure of that")
    return Table(columns, tuple(rows))
