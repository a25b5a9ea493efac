"""The drawing of a posture: the step line, and under it the list of steps with what went before each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dates import When
from ..fields import STATUS_WORDS
from .figure import NARROW, SMALL, WIDE, Figure, label, new_figure
from .hovering import LATER, claim_hover
from .lettering import short_date, text_block, tinted, width_of, wrap
from .marks import add_status_mark
from .palette import colour
from .posture import Chart, Step

if TYPE_CHECKING:
    from ..dossier import Dossier

_STEP, _LINE, _PAD = 42, 15, 10  # px: from level to level; a line of text; between rows of the list
_APART, _CLEAR = 11, 8  # px from mark to mark on one level, and from a mark to the line where the article ends


def draw_steps(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the step line with numbered steps and, under it, the list of steps and triggers; both axes count px."""
    width = NARROW if narrow else WIDE
    steps = sorted(chart.steps, key=lambda step: dossier.events[step.event].date.first)
    left = 8 + max(width_of(line) for level in chart.levels for line in _level_lines(level, narrow)) + 8
    days = (chart.between.last - chart.between.first).days + 1
    xs = [
        left + (dossier.events[step.event].date.first - chart.between.first).days * (width - left - 10) / days
        for step in steps
    ]
    ladder = {level: 40.0 + _STEP * n for n, level in enumerate(reversed(chart.levels))}
    base = 40 + _STEP * len(chart.levels)
    blocks = [_blocks(step, dossier, width, narrow) for step in steps]
    heights = [(sum(map(len, block)) if narrow else max(map(len, block))) * _LINE + _PAD for block in blocks]
    top = base + (60 if narrow else 48)
    figure = new_figure(round(top + sum(heights)), left=0, right=0, top=0, bottom=0)
    figure.update_xaxes(range=[0, width], showticklabels=False)
    figure.update_yaxes(range=[top + sum(heights), 0], showticklabels=False)
    ends = dossier.article_ends
    known = [x for step, x in zip(steps, xs, strict=True) if dossier.events[step.event].date.first <= ends]
    later = left + ((ends - chart.between.first).days + 1) * (width - left - 10) / days
    later = max([later, *(x + _CLEAR for x in known)])
    _axes(figure, chart, ladder, left, width, base, narrow)
    _later(figure, later, width, base - 14, narrow)
    _line(figure, chart, dossier, list(zip(steps, xs, strict=True)), ladder, left, width, later)
    second = (52, top - 16) if narrow else (width * 0.52 + 18, top - 16)
    for words, x, y in (("announced step", 34, top - (31 if narrow else 16)), ("what went before, as told", *second)):
        figure.add_annotation(label(words, x, y, "ink-3", size=SMALL, xanchor="left", borderpad=0))
    y = top
    for number, (step, block, height) in enumerate(zip(steps, blocks, heights, strict=True), 1):
        _row(figure, number, step, block, y, dossier, chart.actor, width, narrow)
        y += height
    return figure


def _level_lines(level: str, narrow: bool) -> list[str]:
    return wrap(level, 76 if narrow else 130)


def _blocks(step: Step, dossier: Dossier, width: float, narrow: bool) -> tuple[list[str], list[str]]:
    """Return the lines of a step and of its trigger in the list."""
    event = dossier.events[step.event]
    said = f"{short_date(event.date)} {event.label or dossier.claims[event.claim].title}"
    told = f"{step.trigger.text} ({STATUS_WORDS[dossier.claims[step.trigger.claim].status]})"
    wide = (width - 62, width - 78) if narrow else (width * 0.52 - 44, width * 0.48 - 28)
    return wrap(said, wide[0]), wrap(told, wide[1])


def _axes(
    figure: Figure, chart: Chart, ladder: dict[str, float], left: float, width: float, base: float, narrow: bool
) -> None:
    per_day = (width - left - 10) / ((chart.between.last - chart.between.first).days + 1)
    for level, y in ladder.items():
        figure.add_shape(
            type="line", x0=left, x1=width, y0=y, y1=y, line={"color": colour("rule-2"), "width": 1}, layer="below"
        )
        figure.add_annotation(
            label(
                "<br>".join(_level_lines(level, narrow)),
                left - 8,
                y,
                "ink-3",
                size=SMALL,
                xanchor="right",
                align="right",
            )
        )
    for month in range(chart.between.first.month, chart.between.last.month + 1):
        day = max(When.parse(f"{chart.between.first.year}-{month:02}").first, chart.between.first)
        x = left + (day - chart.between.first).days * per_day
        figure.add_shape(
            type="line",
            x0=x,
            x1=x,
            y0=base - 14,
            y1=base - 8,
            line={"color": colour("rule"), "width": 1},
            layer="below",
        )
        words = f"{day:%b}" if narrow else f"{day:%B}"
        if width - x > width_of(words):
            figure.add_annotation(label(words, x, base, "ink-3", size=SMALL, xanchor="left"))
    figure.add_shape(
        type="line",
        x0=left,
        x1=width,
        y0=base - 14,
        y1=base - 14,
        line={"color": colour("rule"), "width": 1},
        layer="below",
    )


def _later(figure: Figure, x: float, width: float, foot: float, narrow: bool) -> None:
    """Draw the line where the article ends, clear of the last step that it knows."""
    if x >= width:
        return
    line = {"color": colour("accent"), "width": 1}
    figure.add_shape(type="line", x0=x, x1=x, y0=8, y1=foot, line=line, layer="below")
    words = "later" if narrow else LATER
    figure.add_annotation(label(words, x, 8, "accent", size=SMALL, xanchor="left", xshift=4))


def _line(
    figure: Figure,
    chart: Chart,
    dossier: Dossier,
    steps: list[tuple[Step, float]],
    ladder: dict[str, float],
    left: float,
    width: float,
    later: float,
) -> None:
    xs = [left, *(x for _, x in steps), width]
    ys = [ladder[level] for level in (chart.start, *(step.level for step, _ in steps))]
    figure.add_scatter(
        x=xs,
        y=[*ys, ys[-1]],
        mode="lines",
        line={"shape": "hv", "color": colour(chart.actor), "width": 2},
        uid="posture",
        name="announced posture",
        hoverinfo="skip",
    )
    before = (0.0, 0.0)
    for number, (step, day) in enumerate(steps, 1):
        event = dossier.events[step.event]
        y = ladder[step.level]
        # A step that follows within days on the same level stands beside the one before, so that both marks stay whole.
        x = max(day, before[0] + _APART) if y == before[1] else day
        add_status_mark(
            figure,
            x,
            y,
            dossier.claims[event.claim].status,
            chart.actor,
            uid=step.event,
            name=step.event,
            hover=claim_hover(dossier, event.claim),
        )
        shift = {"yshift": -15 if y > before[1] and number > 1 else 15}
        if abs(x - later) <= _CLEAR:
            shift = {"xshift": -12}
        figure.add_annotation(label(f"<b>{number}</b>", x, y, f"{chart.actor}-ink", size=SMALL, **shift))
        before = (x, y)


def _row(
    figure: Figure,
    number: int,
    step: Step,
    block: tuple[list[str], list[str]],
    y: float,
    dossier: Dossier,
    actor: str,
    width: float,
    narrow: bool,
) -> None:
    said, told = block
    figure.add_shape(
        type="line", x0=0, x1=width, y0=y - 5, y1=y - 5, line={"color": colour("rule-2"), "width": 1}, layer="below"
    )
    event = dossier.events[step.event]
    figure.add_annotation(
        label(f"<b>{number}</b>", 4, y, f"{actor}-ink", size=SMALL, xanchor="left", yanchor="top", borderpad=0)
    )
    add_status_mark(
        figure,
        24,
        y + 7,
        dossier.claims[event.claim].status,
        actor,
        uid=f"row-{number}",
        name=f"step {number}",
        hover=claim_hover(dossier, event.claim),
        radius=4.5,
    )
    day = short_date(event.date)
    text = "<br>".join(said).replace(day, tinted(day, "ink-3"), 1)
    figure.add_annotation(text_block([text], 34, y))
    x, top = (52, y + len(said) * _LINE) if narrow else (width * 0.52 + 18, y)
    claim = dossier.claims[step.trigger.claim]
    add_status_mark(
        figure,
        x - 10,
        top + 7,
        claim.status,
        "ink-2",
        uid=f"trigger-{number}",
        name=f"trigger of step {number}",
        hover=claim_hover(dossier, step.trigger.claim),
        radius=4.5,
    )
    figure.add_annotation(text_block(told, x, top, "ink-2"))
