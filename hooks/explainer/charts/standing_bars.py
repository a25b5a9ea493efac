"""Standing bars, one slot a year or month: their values, the notes under them, and the lines of events over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..data.dossier import Dossier
from .axes import along_slots, date_of, levels_of, ruled, slot_names, slot_of
from .bar_frame import (
    Bar,
    BarsChart,
    Frame,
    bars_of,
    draw_bars,
    draw_base,
    draw_key,
    key_height,
    key_lines,
    lines_of,
    sets_of,
    slots_of,
)
from .bar_values import write_values
from .events import EventLine, EventWords, rows_height, words_in_rows
from .figure import LABEL, SMALL, Figure, colour, new_figure, stroke, width_for
from .geometry import Box
from .words import folded, width_of

_WORDS = 85  # px: rows of words for which a plot has room
_TICK = 4  # px by which a line that stops over a bar is taken up under the axis


def draw_standing(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one slot a year or month, its bars told apart by colour."""
    width, unit = width_for(chart.size, narrow), dossier.series[chart.series].unit
    sets = sets_of(chart, dossier)
    bars, slots, key = bars_of(sets), slots_of(sets), key_lines(chart, sets, width - 16)
    top = max(bar.end for bar in bars) or 1
    levels = [] if narrow else levels_of(top, unit, whole=all(bar.end % 1 == 0 for bar in bars))
    aside = max((width_of(text) - 6 for _, text in levels), default=0)
    slot_px = (width - 16 - aside) / len(slots)
    names = slot_names(chart.by, slots, slot_px)
    found = _notes(chart, bars)
    notes = _fitted(found, slot_px)
    # What cannot stand under its bar stands under all of them.
    listed = [] if notes else [folded(note.in_words, width - 16) for note in found]
    # Notes begin lower where one stands under a slot that has its year under its month.
    under = slots if listed else [slot for note in notes for slot in note.slots]
    lower = 16 if any("<br>" in names[slot - slots.start] for slot in under) else 0
    texts = ["<br>".join(listed)] if listed else [note.text for note in notes]
    rows = max([0 if chart.by == "year" else 1, *(text.count("<br>") + 1 for text in texts)])
    braced = 5 if any(note.braced for note in notes) else 0
    lines = _lines(chart, dossier, slots, narrow)
    told = words_in_rows([(aside + at * slot_px, line) for at, line in lines], 0, width - 16)
    # Words of a few events take their room from the bars, those of many add to it.
    plot = (220 if narrow else 250) + max(0, rows_height(told) - _WORDS)
    foot = 28 + 16 * rows + braced + lower
    figure = new_figure(plot + foot + 8 + key_height(key), bottom=foot, top=8 + key_height(key))
    per_px = top / (plot - rows_height(told) - 36)
    frame = Frame(slots, slot_px, 0.5, per_px, aside=aside)
    figure.update_xaxes(
        range=[frame.start - aside / slot_px, frame.stop],
        tickvals=list(slots),
        ticktext=names,
        tickangle=0,
        ticklabeloverflow="allow",
        tickfont={"color": colour("ink")},
    )
    # What hides words of a level that run out of the plot would hide the names of bars that stand under them, too.
    inside = {"ticklabelposition": "inside top", "ticklabeloverflow": "allow"}
    figure.update_yaxes(range=[0, plot * per_px], **inside, **ruled(levels))
    draw_bars(figure, frame, sets, chart, dossier, [bar.slot for bar in bars])
    for note in notes:
        note.draw(figure, plot, lower)
    if listed:
        where: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        figure.small(texts[0], 0, 0, yshift=-21 - lower, **where)
    ends = [words.x for words in told if words.line.is_end]
    taken = write_values(figure, frame, chart, bars, SMALL if narrow else LABEL, ends)
    _draw_events(figure, (width - 16, plot), told, taken)
    draw_key(figure, key)
    draw_base(figure, frame)
    return figure


@dataclass(frozen=True)
class _Note:
    """A note and the neighbouring bars that share it."""

    bars: list[Bar]
    text: str

    @property
    def slots(self) -> list[int]:
        """The slots under which it stands."""
        return [bar.slot for bar in self.bars]

    @property
    def braced(self) -> bool:
        """Whether it hangs on a brace under several slots."""
        return len(self.bars) > 1

    @property
    def in_words(self) -> str:
        """It with its dates, where it cannot stand under its bars."""
        dates = dict.fromkeys(date_of(bar.point).words for bar in (self.bars[0], self.bars[-1]))
        return f"{' – '.join(dates)}: {self.text}"

    def draw(self, figure: Figure, plot: int, lower: int) -> None:
        """Write it under its slot, so much `lower`; the height of the `plot` in px."""
        if self.braced:
            left, right = self.slots[0] - 0.34, self.slots[-1] + 0.34
            high, low = (-(px + lower) / plot for px in (21, 25))
            figure.path(f"M{left},{high}L{left},{low}L{right},{low}L{right},{high}", stroke("ink-3"), yref="paper")
        middle, down = sum(self.slots) / len(self.slots), (26 if self.braced else 21) + lower
        figure.small(self.text, middle, 0, yref="paper", yanchor="top", yshift=-down)


def _notes(chart: BarsChart, bars: Sequence[Bar]) -> list[_Note]:
    """Return the notes that the chart asks for, neighbours with the same one together."""
    found: list[_Note] = []
    for bar in bars:
        if bar.point.note and bar.point.date in chart.noted:
            if found and found[-1].text == bar.point.note and found[-1].slots[-1] == bar.slot - 1:
                found[-1].bars.append(bar)
            else:
                found.append(_Note([bar], bar.point.note))
    return found


def _fitted(notes: Sequence[_Note], slot_px: float) -> list[_Note]:
    """Return the notes folded to the room under their bars; none if a word of one is too long for it."""
    rooms = [slot_px * len(note.bars) + (0 if note.braced else 8) for note in notes]
    if any(width_of(word) > room for note, room in zip(notes, rooms, strict=True) for word in note.text.split()):
        return []
    return [_Note(note.bars, folded(note.text, room)) for note, room in zip(notes, rooms, strict=True)]


def _lines(chart: BarsChart, dossier: Dossier, slots: range, narrow: bool) -> list[tuple[float, EventLine]]:
    """Return the lines of events in order, each with how many slots lie before it."""
    ends = slots.start <= slot_of(chart.by, dossier.edition.article.ends) < slots.stop - 1
    lines = lines_of(chart, dossier, narrow, ends=ends)
    # The article’s end is the edge after the year or month of its last day, if bars follow it.
    places = [slot_of(chart.by, line.date) + 1 if line.is_end else along_slots(chart.by, line.date) for line in lines]
    return sorted(((at - slots.start, line) for at, line in zip(places, lines, strict=True)), key=lambda one: one[0])


def _draw_events(figure: Figure, plot: tuple[float, float], told: Sequence[EventWords], taken: Sequence[Box]) -> None:
    """Draw each line down from its words to the axis, or only to what stands under it.

    A bar is a whole year or month: a line over it says nothing of the bar's parts, and its day is a tick at the axis.
    """
    for words in told:
        # The line where the article ends parts bars and never stops over one.
        under = [box.high + 4 for box in taken if box.left < words.x < box.right and not words.line.is_end]
        floor = max(under, default=0)
        words.draw(figure, plot, [(0, plot[1] - floor)])
        if floor:
            x, down = words.x / plot[0], -_TICK / plot[1]
            figure.line((x, x), (0, down), stroke(words.line.line, 1.5), xref="paper", yref="paper")
