"""Lanes drawn down a narrow figure: one line a capital at the left, events and counts as a list in order of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..data.charts import LanesChart
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Point
from .figure import NARROW, colour
from .lanes_grid import add_joint, add_link, counted_days, ground_of, month_totals, shown_events
from .marks import add_status_mark
from .sheet import Sheet
from .words import LATER, claim_hover, folded, qualified, short_date, width_of, wrap

_LANE, _HEAD = 21, 62  # px: from lane to lane; height of the names
_LATER = 18  # px for the words where what follows is later than the article
_LINE, _PAD = 15, 11  # px: a line of text, the space between rows


@dataclass(frozen=True)
class _Entry:
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


def draw_down(chart: LanesChart, dossier: Dossier) -> Sheet:
    """Draw the list; y counts px from its top, x px from the left edge."""
    entries = sorted(_entries(chart, dossier), key=lambda entry: entry.day)
    dates_at = len(chart.lanes) * _LANE + 6
    whens = [_when(entry, before) for before, entry in zip([None, *entries], entries, strict=False)]
    text_at = dates_at + max(map(width_of, whens)) + 8
    lines = [wrap(entry.words, NARROW - text_at) for entry in entries]
    tops, y = [], float(_HEAD + 10)
    for block, entry, before in zip(lines, entries, [None, *entries], strict=False):
        if before and before.day <= dossier.article_ends < entry.day:
            y += _LATER
        tops.append(y)
        y += len(block) * _LINE + _PAD
    sheet = Sheet(NARROW, y)
    lanes: dict[str, float] = {lane: _LANE * (n + 0.5) for n, lane in enumerate(chart.lanes)}
    middle = lanes[dossier.edition.middle.id]
    sheet.ground(middle - _LANE / 2, 0, middle + _LANE / 2, y, "wash")
    for lane, x in lanes.items():
        sheet.rule(x, _HEAD, x, y, "rule")
        sheet.capital(
            dossier.edition.actors[lane], x, _HEAD - 4, 14, "bottom", xanchor="center", textangle=-90, borderpad=None
        )
    _month_rules(sheet, entries, tops, dates_at, dossier.article_ends)
    at = {id_: (lanes[entry.lane], top + 7) for entry, top in zip(entries, tops, strict=True) for id_ in entry.ids}
    for entry, top in zip(entries, tops, strict=True):
        if entry.joint:
            ends = (lanes[entry.lane], top + 7), (lanes[entry.joint], top + 7)
            add_joint(sheet, ends, entry.ids[0], entry.joint, entry.hover)
    for number, link in enumerate(chart.links):
        (x0, y0), (x1, y1) = at[link.first], at[link.then]
        long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        step_x, step_y = (x1 - x0) / long * 8, (y1 - y0) / long * 8
        add_link(sheet, link, number, [(x0 + step_x, y0 + step_y), (x1 - step_x, y1 - step_y)], dossier)
    for entry, top, block, when in zip(entries, tops, lines, whens, strict=True):
        _mark(sheet, entry, lanes[entry.lane], top + 7, dossier)
        sheet.words(when, dates_at, top, "ink-3")
        sheet.words(block, text_at, top)
    return sheet


def _when(entry: _Entry, before: _Entry | None) -> str:
    """Return the date of a row, the month only where it begins."""
    same = before is not None and before.day.month == entry.day.month and " – " not in entry.when
    return entry.when.rsplit(" ", 1)[0] if same else entry.when


def _month_rules(sheet: Sheet, entries: list[_Entry], tops: list[float], left: float, ends: date) -> None:
    """Draw a hairline where a month begins, and the accent's where what follows is later than the article."""
    before: date | None = None
    for entry, top in zip(entries, tops, strict=True):
        later = before is not None and before <= ends < entry.day
        if later or before is None or entry.day.month != before.month:
            y = top - _PAD / 2 - 1 - (_LATER if later else 0)
            sheet.rule(left, y, NARROW, y, "accent" if later else "rule")
        if later:
            sheet.words(LATER, left, top - _LATER - 4, "accent")
        before = entry.day


def _mark(sheet: Sheet, entry: _Entry, x: float, y: float, dossier: Dossier) -> None:
    if entry.claim:
        add_status_mark(
            sheet,
            x,
            y,
            dossier.claims[entry.claim].status,
            entry.lane,
            uid=entry.ids[0],
            name=entry.ids[0],
            hover=entry.hover,
            ground=ground_of(entry.lane, dossier),
            radius=4.6,
        )
    # Filled triangles have a number, open ones none; a run with both has both, side by side.
    for rank, counted in enumerate(entry.counted):
        at, uid = x + 11 * (rank - (len(entry.counted) - 1) / 2), f"count-{entry.day}" + ("" if counted else "-open")
        symbol, size = ("triangle-up", 9) if counted else ("triangle-up-open", 8)
        name, token = f"counts from {entry.day}", colour(entry.lane)
        sheet.mark(at, y, uid, name, entry.hover, symbol=symbol, size=size, color=token)


def _entries(chart: LanesChart, dossier: Dossier) -> list[_Entry]:
    """Return the rows of the list: events, and the runs of counts between them."""
    entries = [
        _Entry(
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


def _count_entries(chart: LanesChart, dossier: Dossier, days: list[date]) -> list[_Entry]:
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
            _Entry(
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
