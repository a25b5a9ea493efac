"""Events on a line chart: thin lines with words through all panels, and ticks at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .figure import Figure
from .hovering import LATER
from .line import Chart
from .palette import colour
from .points import day, event_hover, ink_of, small, stroke, width_of

if TYPE_CHECKING:
    from ..dossier import Dossier

HEAD, STRIP = 24, 18  # px: a panel’s name; one event’s words


@dataclass(frozen=True)
class EventRow:
    """What gets a line through the panels: its day, its words, the tokens of words and line."""

    when: date
    words: str
    ink: str
    line: str


def share(chart: Chart, when: date) -> float:
    """Return how much of the span has passed at the beginning of a day."""
    return (when - chart.first.first).days / chart.days


def event_rows(chart: Chart, dossier: Dossier, narrow: bool) -> list[EventRow]:
    """Return what gets a line: labelled events, and the article’s end."""
    rows = []
    for mark in chart.events:
        event = dossier.events[mark.event]
        if mark.label:
            rows.append(EventRow(day(event.date), mark.label, ink_of(event.actor), str(event.actor)))
    ends = dossier.edition.article.ends
    if chart.first.first < ends.last < chart.last.last:
        rows.append(EventRow(ends.last, LATER if narrow else f"{LATER} ({ends.words})", "accent", "accent-2"))
    return rows


def draw_events(
    figure: Figure,
    chart: Chart,
    dossier: Dossier,
    rows: Sequence[EventRow],
    panels: Sequence[tuple[float, float]],
    height: float,
    width: float,
) -> None:
    """Draw the lines with their words, one under the other, and the ticks of events without words.

    `panels` are the px of their tops and feet: the lines leave the names over them free.
    """
    # Words that run on from their lines stand over those of later events, words before theirs under them:
    # so no line of another event cuts through them.
    runs_on = all(_fits(chart, row, width) for row in rows)
    for rank, row in enumerate(sorted(rows, key=lambda row: row.when, reverse=not runs_on)):
        ceiling = 1 - (HEAD + STRIP * rank) / height
        right = _fits(chart, row, width) and (runs_on or share(chart, row.when) * width < width_of(row.words) + 6)
        for number, (top, foot) in enumerate(panels):
            figure.add_shape(
                type="line",
                x0=str(row.when),
                x1=str(row.when),
                yref="paper",
                y0=1 - foot / height,
                y1=1 - top / height if number else ceiling,
                line=stroke(row.line),
                layer="below",
            )
        figure.add_annotation(
            small(
                row.words,
                str(row.when),
                ceiling,
                row.ink,
                yref="paper",
                yanchor="top",
                yshift=3,
                xanchor="left" if right else "right",
                xshift=3 if right else -3,
                bgcolor=colour("paper"),
            )
        )
    _ticks(figure, chart, dossier)


def _fits(chart: Chart, row: EventRow, width: float) -> bool:
    """Tell whether the words of an event have room to the right of its line."""
    return share(chart, row.when) * width + width_of(row.words) + 6 < width


def _ticks(figure: Figure, chart: Chart, dossier: Dossier) -> None:
    marks = [mark for mark in chart.events if not mark.label or len(chart.events) > 4]
    if not marks:
        return
    events = [dossier.events[mark.event] for mark in marks]
    colours = [colour(event.actor) for event in events]
    figure.add_scatter(
        x=[str(day(event.date)) for event in events],
        y=[0] * len(marks),
        mode="markers",
        cliponaxis=False,
        marker={"symbol": "line-ns-open", "size": 11, "line": {"width": 1.5, "color": colours}, "color": colours},
        hovertext=[event_hover(mark, dossier) for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        uid=f"{chart.id}-events",
        name="Events",
        xaxis="x",
        yaxis="y",
    )
    if chart.ticks:
        first = min(event.date.first for event in events)
        figure.add_annotation(small(chart.ticks, str(first), 0, xanchor="right", yanchor="bottom", xshift=-5, yshift=1))
