"""Posture: a step line on a ladder of levels that people announced, with what went before each step listed under it."""

from __future__ import annotations

from datetime import date

from ..data.charts import PostureChart, Step
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Event
from ..data.vocabularies import STATUS_WORDS
from .figure import NARROW, WIDE, Figure, colour
from .sheet import Sheet, event_words, stacked
from .tables import Row, Table
from .words import LATER, short_date, status_words, tinted, width_of, wrap

_STEP, _LINE, _PAD = 42, 15, 10  # px: from level to level; a line of text; between rows of the list
_APART, _CLEAR = 11, 8  # px from mark to mark on one level, and from a mark to the line where the article ends


def draw(chart: PostureChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the step line with numbered steps and, under it, the list of steps and of what went before them."""
    width, first = (NARROW if narrow else WIDE), chart.between.first
    told = [(step, dossier.events[step.event]) for step in chart.steps]
    told.sort(key=lambda pair: pair[1].date.first)
    names = {level: wrap(level, 76 if narrow else 130) for level in chart.levels}
    left = 8 + max(width_of(line) for lines in names.values() for line in lines) + 8
    per_day = (width - left - 10) / ((chart.between.last - first).days + 1)
    ladder = {level: 40.0 + _STEP * n for n, level in enumerate(reversed(chart.levels))}
    base = 40 + _STEP * len(chart.levels)
    blocks = [_block(step, event, dossier, width, narrow) for step, event in told]
    heights = [(sum(map(len, block)) if narrow else max(map(len, block))) * _LINE + _PAD for block in blocks]
    top = base + (60 if narrow else 48)
    tops, end = stacked(heights, top)
    sheet = Sheet(width, end, 0)

    def x_of(day: date) -> float:
        return left + (day - first).days * (width - left - 10) / ((chart.between.last - first).days + 1)

    ends = dossier.article_ends
    known = [x_of(event.date.first) for _, event in told if event.date.first <= ends]
    later = left + ((ends - first).days + 1) * (width - left - 10) / ((chart.between.last - first).days + 1)
    later = max([later, *(x + _CLEAR for x in known)])
    for level, y in ladder.items():
        sheet.rule(left, y, width, y, "rule-2")
        sheet.words(names[level], left - 8, y, "ink-3", "right", align="right", tight=False)
    for month in range(first.month, chart.between.last.month + 1):
        day = max(When.parse(f"{first.year}-{month:02}").first, first)
        x = left + (day - first).days * per_day
        sheet.rule(x, base - 14, x, base - 8, "rule")
        words = f"{day:%b}" if narrow else f"{day:%B}"
        if width - x > width_of(words):
            sheet.words(words, x, base, "ink-3", "left", tight=False)
    sheet.rule(left, base - 14, width, base - 14, "rule")
    if later < width:
        sheet.rule(later, 8, later, base - 14, "accent")
        sheet.words("later" if narrow else LATER, later, 8, "accent", "left", xshift=4, tight=False)
    _steps(sheet, chart, dossier, [(step, event, x_of(event.date.first)) for step, event in told], ladder, left, later)
    aside = 52 if narrow else width * 0.52 + 18
    sheet.words("announced step", 34, top - (31 if narrow else 16), "ink-3", "left")
    sheet.words("what went before, as told", aside, top - 16, "ink-3", "left")
    for number, ((step, event), (said, before), y) in enumerate(zip(told, blocks, tops, strict=True), 1):
        sheet.rule(0, y - 5, width, y - 5, "rule-2")
        sheet.words(f"<b>{number}</b>", 4, y, f"{chart.actor}-ink")
        sheet.status_mark(dossier, event.claim, 24, y + 7, chart.actor, f"row-{number}", f"step {number}", radius=4.5)
        when = short_date(event.date)
        sheet.words("<br>".join(said).replace(when, tinted(when, "ink-3"), 1), 34, y, align="left")
        under = y + len(said) * _LINE if narrow else y
        uid, name = f"trigger-{number}", f"trigger of step {number}"
        sheet.status_mark(dossier, step.trigger.claim, aside - 10, under + 7, "ink-2", uid, name, radius=4.5)
        sheet.words(before, aside, under, "ink-2", align="left")
    return sheet


def _block(step: Step, event: Event, dossier: Dossier, width: float, narrow: bool) -> tuple[list[str], list[str]]:
    """Return the lines of a step and of its trigger in the list."""
    said = f"{short_date(event.date)} {event_words(event, dossier)}"
    told = f"{step.trigger.text} ({STATUS_WORDS[dossier.claims[step.trigger.claim].status]})"
    wide = (width - 62, width - 78) if narrow else (width * 0.52 - 44, width * 0.48 - 28)
    return wrap(said, wide[0]), wrap(told, wide[1])


def _steps(
    sheet: Sheet,
    chart: PostureChart,
    dossier: Dossier,
    steps: list[tuple[Step, Event, float]],
    ladder: dict[str, float],
    left: float,
    later: float,
) -> None:
    """Draw the step line, its marks and their numbers."""
    ys = [ladder[level] for level in (chart.start, *(step.level for step, _, _ in steps))]
    xs = [left, *(x for _, _, x in steps), sheet.layout["xaxis"]["range"][1]]
    line = {"shape": "hv", "color": colour(chart.actor), "width": 2}
    sheet.polyline(zip(xs, [*ys, ys[-1]], strict=True), "posture", "announced posture", line=line)
    before = (0.0, ys[0])
    for number, ((step, event, day), y) in enumerate(zip(steps, ys[1:], strict=True), 1):
        # A step that follows within days on the same level stands beside the one before, so that both marks stay whole.
        x = max(day, before[0] + _APART) if y == before[1] else day
        sheet.status_mark(dossier, event.claim, x, y, chart.actor, step.event)
        shift = {"yshift": -15 if y > before[1] else 15}
        shift = {"xshift": -12} if abs(x - later) <= _CLEAR else shift
        sheet.words(f"<b>{number}</b>", x, y, f"{chart.actor}-ink", "", tight=False, **shift)
        before = (x, y)


def table(chart: PostureChart, dossier: Dossier) -> Table:
    """Return one row a step: date, level, what was announced, what set it off."""
    rows = []
    for step in sorted(chart.steps, key=lambda step: dossier.events[step.event].date.first):
        event = dossier.events[step.event]
        claim, trigger = dossier.claims[event.claim], dossier.claims[step.trigger.claim]
        announced = (event.date.words, step.level, claim.title, status_words(claim))
        rows.append(Row((*announced, step.trigger.text, status_words(trigger)), claims=(claim.id, trigger.id)))
    columns = ("Date", "Level", "Announced", "How sure", "What went before, as told", "How sure of that")
    return Table(columns, tuple(rows))
