"""Lanes drawn down a narrow figure: one line a capital at the left, events and counts as a list in order of date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, groupby, pairwise

from babel.lists import format_list

from ..data.series import Point as Count
from .axes import date_of
from .events import article_end
from .figure import NARROW, colour
from .geometry import Point
from .lanes_content import Counts, Lanes, Move
from .sheet import Sheet
from .words import NOT_FOUND, counted, qualified, short_date, width_of, wrap

_LANE, _HEAD = 21, 62  # px: from lane to lane; height of the names
_LATER = 18  # px for the words where what follows is later than the article
_LINE, _PAD = 15, 11  # px: a line of text, the space between rows


@dataclass(frozen=True)
class _Row:
    """A row of the list: its day for the order, its lane, date and words, and the events that a link can end at.

    It tells of a `move`, or of a run of `counts`; with it begins a month, or what is later than the article.
    """

    day: date
    lane: str
    when: str
    words: str
    events: tuple[str, ...]
    move: Move | None = None
    counts: tuple[Count, ...] = ()
    begins_month: bool = False
    begins_later: bool = False

    @property
    def gap(self) -> float:
        """The px over it for the words that it is later."""
        return _LATER if self.begins_later else 0


def draw_down(lanes: Lanes) -> Sheet:
    """Draw the list; y counts px from its top, x px from the left edge."""
    rows = _rows(lanes)
    dates_at = len(lanes.chart.lanes) * _LANE + 6
    text_at = dates_at + max(width_of(row.when) for row in rows) + 8
    blocks = [wrap(row.words, NARROW - text_at) for row in rows]
    heights = (row.gap + len(block) * _LINE + _PAD for row, block in zip(rows, blocks, strict=True))
    *starts, end = accumulate(heights, initial=_HEAD + 10.0)
    sheet, ends = Sheet(NARROW, end), article_end(lanes.dossier)
    xs = {lane: _LANE * (n + 0.5) for n, lane in enumerate(lanes.chart.lanes)}
    _draw_lanes(sheet, lanes, xs, end)
    for row, start in zip(rows, starts, strict=True):
        if row.begins_month or row.begins_later:
            y = start - _PAD / 2 - 1
            sheet.rule(dates_at, y, NARROW, y, ends.line if row.begins_later else "rule")
        if row.begins_later:
            sheet.words(ends.words, dates_at, start - 4, ends.ink)
    marks = [(xs[row.lane], start + row.gap + 7) for row, start in zip(rows, starts, strict=True)]
    for row, (x, y) in zip(rows, marks, strict=True):
        if row.move and row.move.joint:
            lanes.add_joint(sheet, row.move, [(x, y), (xs[row.move.joint], y)])
    _draw_links(sheet, lanes, {id_: at for row, at in zip(rows, marks, strict=True) for id_ in row.events})
    for row, at, block in zip(rows, marks, blocks, strict=True):
        if row.move:
            lanes.add_mark(sheet, row.move, at, radius=4.6)
        elif lanes.counts:
            _draw_counts(sheet, lanes.counts, row, at)
        sheet.words(row.when, dates_at, at[1] - 7, "ink-3")
        sheet.words(block, text_at, at[1] - 7)
    return sheet


def _rows(lanes: Lanes) -> list[_Row]:
    """Return the rows in order of date, the month of a day told only where it begins."""
    rows = sorted((*_move_rows(lanes), *_count_rows(lanes)), key=lambda row: row.day)
    begins, ends = lanes.chart.between.first, lanes.dossier.article_ends
    found = [replace(row, begins_month=True, begins_later=begins <= ends < row.day) for row in rows[:1]]
    for before, row in pairwise(rows):
        begins_month = row.day.replace(day=1) != before.day.replace(day=1)
        told_month = begins_month or not _tells_month(before)
        begins_later = before.day <= ends < row.day
        when = row.when if told_month or " – " in row.when else row.when.rsplit(" ", 1)[0]
        found.append(replace(row, when=when, begins_month=begins_month, begins_later=begins_later))
    return found


def _tells_month(row: _Row) -> bool:
    """Tell whether a row ends with the month in which it begins, so that the next one need not tell it again."""
    when = row.move.event.date if row.move else None
    return when is None or (when.has_day and when.last.replace(day=1) == row.day.replace(day=1))


def _draw_lanes(sheet: Sheet, lanes: Lanes, xs: dict[str, float], end: float) -> None:
    """Draw a line a capital under its name, and the ground of the one in the middle."""
    middle = xs[lanes.middle]
    sheet.ground(middle - _LANE / 2, 0, middle + _LANE / 2, end, "wash")
    for lane, x in xs.items():
        sheet.rule(x, _HEAD, x, end, "rule")
        actor = lanes.dossier.edition.actors[lane]
        sheet.capital(actor, x, _HEAD - 4, 14, "bottom", xanchor="center", textangle=-90, tight=False)


def _draw_links(sheet: Sheet, lanes: Lanes, marks: dict[str, Point]) -> None:
    """Draw the links straight from mark to mark."""
    for number, link in enumerate(lanes.chart.links):
        (x0, y0), (x1, y1) = marks[link.first], marks[link.then]
        long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        across, down = (x1 - x0) / long * 8, (y1 - y0) / long * 8
        lanes.add_link(sheet, number, link, [(x0 + across, y0 + down), (x1 - across, y1 - down)], head=8)


def _draw_counts(sheet: Sheet, counts: Counts, row: _Row, at: Point) -> None:
    """Draw a filled triangle for days with a number and an open one for days without; none for days of 0."""
    kinds = sorted({count.value is not None for count in row.counts if count.value != 0}, reverse=True)
    for rank, numbered in enumerate(kinds):
        x, uid = at[0] + 11 * (rank - (len(kinds) - 1) / 2), f"count-{row.day}" + ("" if numbered else "-open")
        symbol, size = ("triangle-up", 9) if numbered else ("triangle-up-open", 8)
        name, token = f"counts from {row.day}", colour(row.lane)
        sheet.mark(x, at[1], uid, name, counts.counted_by, symbol=symbol, size=size, color=token)


def _move_rows(lanes: Lanes) -> Iterator[_Row]:
    for move in lanes.moves:
        event = move.event
        yield _Row(event.date.first, event.actor, move.when, move.words, (event.id,), move)


_NAMED = 2  # days of a run that stand before its numbers


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
            told = ", ".join(numbers) if len(run) <= _NAMED else f"{numbers[0]}–{numbers[-1]}"
            events = tuple(
                event.id
                for event in lanes.dossier.events.values()
                if event.actor == counts.actor and event.date in days
            )
            words = _seen(run, counts.series.unit) + (f"; {counts.total(month)}" if run is runs[-1] else "")
            when = f"{told} {short_date(days[0]).split()[1]}"
            yield _Row(days[0].first, counts.actor, when, words, events, counts=run)


def _moves_before(lanes: Lanes, day: date) -> tuple[int, bool]:
    """Return how many moves lie before a day, and whether the end of the article does."""
    return sum(move.event.date.first < day for move in lanes.moves), lanes.dossier.article_ends < day


def _seen(run: tuple[Count, ...], unit: str) -> str:
    """Tell the counts of some days, of several each by its day; days without a number by the note that they share."""
    told = [qualified(count) for count in run if count.value is not None]
    if not told:
        notes = {count.note for count in run}
        return f"{unit}: {(notes.pop() if len(notes) == 1 else None) or NOT_FOUND}"
    if len(run) > _NAMED:
        values = [qualified(count) if count.value is not None else "?" for count in run]
        each = (f"{value}\u00a0on\u00a0{date_of(count).first.day}" for value, count in zip(values, run, strict=True))
        return f"{unit} seen: {', '.join(each)}"
    if len(run) == 1:
        return f"{counted(run[0], unit)} seen"
    return f"{format_list(told, locale='en_GB')} {unit} seen" + (", others uncounted" if len(told) < len(run) else "")
