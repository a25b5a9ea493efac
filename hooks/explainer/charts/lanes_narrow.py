"""Lanes drawn down a narrow figure: one line a capital at the left, events and counts as a list in order of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..data.records import Point as Count
from .axes import date_of
from .figure import NARROW, colour
from .geometry import Point
from .lanes_content import Counts, Lanes, Move
from .sheet import Sheet
from .words import LATER, qualified, short_date, width_of, wrap

_LANE, _HEAD = 21, 62  # px: from lane to lane; height of the names
_LATER = 18  # px for the words where what follows is later than the article
_LINE, _PAD = 15, 11  # px: a line of text, the space between rows


@dataclass(frozen=True)
class _Row:
    """A row of the list: its day for the order, its lane, date and words, and the events that a link can end at.

    It tells of a `move`, or of a run of `counts`.
    """

    day: date
    lane: str
    when: str
    words: str
    events: tuple[str, ...]
    move: Move | None = None
    counts: tuple[Count, ...] = ()


def draw_down(lanes: Lanes) -> Sheet:
    """Draw the list; y counts px from its top, x px from the left edge."""
    rows = sorted((*_move_rows(lanes), *_count_rows(lanes)), key=lambda row: row.day)
    begins = [not n or rows[n - 1].day.month != row.day.month for n, row in enumerate(rows)]  # a month of its own
    # The number of the row with which what is later than the article begins; 0 where all is, or nothing.
    later = next((n for n, row in enumerate(rows) if row.day > lanes.dossier.article_ends), 0)
    # The month is told only where it begins.
    whens = [
        row.when if first or " – " in row.when else row.when.rsplit(" ", 1)[0]
        for first, row in zip(begins, rows, strict=True)
    ]
    dates_at = len(lanes.chart.lanes) * _LANE + 6
    text_at = dates_at + max(map(width_of, whens)) + 8
    lines = [wrap(row.words, NARROW - text_at) for row in rows]
    tops, y = [], float(_HEAD + 10)
    for n, block in enumerate(lines):
        y += _LATER if later and n == later else 0
        tops.append(y)
        y += len(block) * _LINE + _PAD
    sheet = Sheet(NARROW, y)
    xs = {lane: _LANE * (n + 0.5) for n, lane in enumerate(lanes.chart.lanes)}
    _draw_lanes(sheet, lanes, xs, y)
    for n, top in enumerate(tops):
        is_later = bool(later) and n == later
        if begins[n] or is_later:
            edge = top - _PAD / 2 - 1 - (_LATER if is_later else 0)
            sheet.rule(dates_at, edge, NARROW, edge, "accent" if is_later else "rule")
        if is_later:
            sheet.words(LATER, dates_at, top - _LATER - 4, "accent")
    marks = [(xs[row.lane], top + 7) for row, top in zip(rows, tops, strict=True)]
    for row, (x, y) in zip(rows, marks, strict=True):
        if row.move and row.move.joint:
            lanes.add_joint(sheet, row.move, [(x, y), (xs[row.move.joint], y)])
    _draw_links(sheet, lanes, {id_: at for row, at in zip(rows, marks, strict=True) for id_ in row.events})
    for row, at, top, block, when in zip(rows, marks, tops, lines, whens, strict=True):
        if row.move:
            lanes.add_mark(sheet, row.move, at, radius=4.6)
        elif lanes.counts:
            _draw_counts(sheet, lanes.counts, row, at)
        sheet.words(when, dates_at, top, "ink-3")
        sheet.words(block, text_at, top)
    return sheet


def _draw_lanes(sheet: Sheet, lanes: Lanes, xs: dict[str, float], end: float) -> None:
    """Draw a line a capital under its name, and the ground of the one in the middle."""
    middle = xs[lanes.middle]
    sheet.ground(middle - _LANE / 2, 0, middle + _LANE / 2, end, "wash")
    for lane, x in xs.items():
        sheet.rule(x, _HEAD, x, end, "rule")
        actor = lanes.dossier.edition.actors[lane]
        sheet.capital(actor, x, _HEAD - 4, 14, "bottom", xanchor="center", textangle=-90, borderpad=None)


def _draw_links(sheet: Sheet, lanes: Lanes, marks: dict[str, Point]) -> None:
    """Draw the links straight from mark to mark."""
    for number, link in enumerate(lanes.chart.links):
        (x0, y0), (x1, y1) = marks[link.first], marks[link.then]
        long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        across, down = (x1 - x0) / long * 8, (y1 - y0) / long * 8
        lanes.add_link(sheet, number, link, [(x0 + across, y0 + down), (x1 - across, y1 - down)], head=8)


def _draw_counts(sheet: Sheet, counts: Counts, row: _Row, at: Point) -> None:
    """Draw a filled triangle for days with a number and an open one for days without, both side by side."""
    kinds = sorted({count.value is not None for count in row.counts}, reverse=True)
    for rank, numbered in enumerate(kinds):
        x, uid = at[0] + 11 * (rank - (len(kinds) - 1) / 2), f"count-{row.day}" + ("" if numbered else "-open")
        symbol, size = ("triangle-up", 9) if numbered else ("triangle-up-open", 8)
        name, token = f"counts from {row.day}", colour(row.lane)
        sheet.mark(x, at[1], uid, name, counts.counted_by, symbol=symbol, size=size, color=token)


def _move_rows(lanes: Lanes) -> Iterator[_Row]:
    for move in lanes.moves:
        event = move.event
        yield _Row(event.date.first, event.actor, move.when, move.words, (event.id,), move)


def _count_rows(lanes: Lanes) -> Iterator[_Row]:
    """Yield one row for each run of counted days that no other event breaks, within a month."""
    counts = lanes.counts
    if counts is None:
        return
    for month, of_month in groupby(counts.days, lambda day: date_of(day).start[:7]):
        runs = [tuple(run) for _, run in groupby(of_month, lambda day: _moves_before(lanes, date_of(day).first))]
        for run in runs:
            days = [date_of(day) for day in run]
            numbers = [str(day.first.day) for day in days]
            told = ", ".join(numbers) if len(run) < 3 else f"{numbers[0]}–{numbers[-1]}"
            events = tuple(
                event.id
                for event in lanes.dossier.events.values()
                if event.actor == counts.actor and event.date in days
            )
            words = _seen(run, counts.series.unit) + (f"; {counts.totals[month]}" if run is runs[-1] else "")
            when = f"{told} {short_date(days[0]).split()[1]}"
            yield _Row(days[0].first, counts.actor, when, words, events, counts=run)


def _moves_before(lanes: Lanes, day: date) -> int:
    return sum(move.event.date.first < day for move in lanes.moves)


def _seen(run: tuple[Count, ...], unit: str) -> str:
    """Tell the counts of some days: “1 and 1 drones seen”; days without a number stay without one."""
    told = [qualified(count.value, count.qualifier) for count in run if count.value is not None]
    if not told:
        return f"{unit} seen, number unknown"
    listed = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    return f"{listed} {unit} seen" + (", others uncounted" if len(told) < len(run) else "")
