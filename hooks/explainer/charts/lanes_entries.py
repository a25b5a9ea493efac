"""The rows of lanes drawn down a narrow figure: events and counts in order of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ..dates import When
from ..series import Point
from .figure import qualified
from .hovering import claim_hover, folded
from .lanes import Chart, counted_days, month_totals, shown_events
from .lettering import short_date

if TYPE_CHECKING:
    from ..dossier import Dossier


@dataclass(frozen=True)
class Entry:
    """A row of the list: its day for the order, its lane, the words, and the events that a link can end at.

    `counted` tells of a run of counts whether it has days with a number (True) and days without (False).
    """

    day: date
    lane: str
    when: str
    words: str
    ids: tuple[str, ...]
    claim: str | None = None
    joint: str | None = None
    hover: str = ""
    counted: tuple[bool, ...] = ()


def entries_of(chart: Chart, dossier: Dossier) -> list[Entry]:
    """Return the rows of the list: events, and the runs of counts between them."""
    entries = [
        Entry(
            event.date.first,
            event.actor,
            short_date(event.date),
            event.label or dossier.claims[event.claim].title,
            (event.id,),
            event.claim,
            joint,
            claim_hover(dossier, event.claim),
        )
        for event, joint in shown_events(chart, dossier)
    ]
    return entries + _count_entries(chart, dossier, [entry.day for entry in entries])


def _count_entries(chart: Chart, dossier: Dossier, days: list[date]) -> list[Entry]:
    """Return one row for each run of counted days that no other event breaks, within a month."""
    if chart.counts is None:
        return []
    series, totals = dossier.series[chart.counts.dates], dict(month_totals(chart, dossier))
    runs: list[list[tuple[When, Point]]] = []
    for when, point in counted_days(chart, dossier):
        last = runs[-1][-1][0] if runs else None
        if last and last.start[:7] == when.start[:7] and not any(last.first <= day < when.first for day in days):
            runs[-1].append((when, point))
        else:
            runs.append([(when, point)])
    rows = []
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        month = run[0][0].start[:7]
        words = _seen([point for _, point in run], series.unit)
        if after is None or after[0][0].start[:7] != month:
            words += f"; {totals[month]}"
        numbers = [str(when.first.day) for when, _ in run]
        told = ", ".join(numbers) if len(run) < 3 else f"{numbers[0]}–{numbers[-1]}"
        dates = {when for when, _ in run}
        ids = tuple(
            event.id for event in dossier.events.values() if event.actor == chart.counts.actor and event.date in dates
        )
        rows.append(
            Entry(
                run[0][0].first,
                chart.counts.actor,
                f"{told} {short_date(run[0][0]).split()[1]}",
                words,
                ids,
                counted=tuple(sorted({point.value is not None for _, point in run}, reverse=True)),
                hover="<br>".join(folded(f"Counted by {series.counted_by}")),
            )
        )
    return rows


def _seen(run: list[Point], unit: str) -> str:
    """Tell the counts of some days: “1 and 1 drones seen”; days without a number stay without one."""
    told = [qualified(point.value, point.qualifier) for point in run if point.value is not None]
    if not told:
        return f"{unit} seen, number unknown"
    listed = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    return f"{listed} {unit} seen" + (", others uncounted" if len(told) < len(run) else "")
