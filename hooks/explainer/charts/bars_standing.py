"""Standing bars along the calendar, with the events and the notes that are set against them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .barevents import STRIP, Mark, marks_of, standing_events
from .barmarks import Bar, Frame, bar_traces, base_line, gap
from .barnotes import key, key_height, levels_of, values_of
from .bars import BarGroup, Chart, chosen
from .barvalues import Named, standing_values
from .figure import Figure, new_figure, width_for
from .palette import colour
from .points import small, stroke, token_of, width_of, wrapped
from .slots import passed, slot_names, slot_of, slot_span

if TYPE_CHECKING:
    from ..dossier import Dossier


@dataclass(frozen=True)
class _Sheet:
    """The slots, and sizes in px: one slot, the room before them, the plot, what stands over and under it."""

    slots: range
    px: float
    aside: float
    plot: int
    head: int
    foot: int

    @property
    def span(self) -> tuple[float, float]:
        """Where the first slot begins and the last one ends."""
        return self.slots.start - 0.5, self.slots.stop - 0.5


def draw_standing(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one slot a year or month, its bars told apart by colour."""
    width, unit = width_for(chart.size, narrow), dossier.series[chart.series].unit
    slots = slot_span(chart.by, chosen(chart, dossier))
    groups = _groups(chart, dossier)
    top = max((bar.point.value for _, _, bars in groups for bar in bars if bar.point.value), default=1)
    aside = 0 if narrow else max(width_of(text) for _, text in levels_of(top, unit)) - 12
    px = (width - 16 - aside) / len(slots)
    notes = _notes(chart, dossier, px)
    lines = max([0 if chart.by == "year" else 1, *(text.count("<br>") + 1 for _, text in notes)])
    braced = 5 if any(len(held) > 1 for held, _ in notes) else 0
    head = key_height([name for name, _, _ in groups], width - 16)
    sheet = _Sheet(slots, px, aside, 220 if narrow else 250, head, 28 + 16 * lines + braced)
    figure = new_figure(sheet.plot + sheet.foot + 8 + head, bottom=sheet.foot, top=8 + head)
    strip = STRIP * (len(chart.events) + 1)
    frame = Frame(across=False, per_px=top / (sheet.plot - strip - 36), slot_px=px, top=sheet.plot, narrow=narrow)
    _axes(figure, chart, sheet, frame)
    if not narrow:
        values_of(figure, top, unit)
    bar_traces(figure, frame, groups, chart.id, unit, dossier)
    _gaps(figure, frame, groups, slots)
    for held, text in notes:
        _note(figure, held, text, sheet)
    marks = _events(chart, dossier, sheet, narrow)
    taken = standing_values(figure, frame, groups, sheet.span, [mark.at for mark in marks if mark.line == "accent-2"])
    standing_events(figure, frame, marks, sheet.span, taken)
    key(figure, [(name, token) for name, token, _ in groups], width - 16, 0, head)
    base_line(figure, frame, *sheet.span)
    return figure


def _groups(chart: Chart, dossier: Dossier) -> list[Named]:
    """Return name, colour token and bars of each group, or of all bars where there are no groups."""

    def bars(group: BarGroup | None) -> list[Bar]:
        return [Bar(slot_of(chart.by, p.date), 0.5, p) for p in chosen(chart, dossier, group) if p.date]

    if not chart.groups:
        return [(chart.title, token_of(chart.actor), bars(None))]
    return [(group.name, token_of(group.actor), bars(group)) for group in chart.groups]


def _axes(figure: Figure, chart: Chart, sheet: _Sheet, frame: Frame) -> None:
    start, stop = sheet.span
    figure.update_xaxes(
        range=[start - sheet.aside / sheet.px, stop],
        tickvals=list(sheet.slots),
        ticktext=slot_names(chart.by, sheet.slots, sheet.px),
        tickfont={"color": colour("ink")},
    )
    figure.update_yaxes(range=[0, sheet.plot * frame.per_px], showticklabels=False)


def _gaps(figure: Figure, frame: Frame, groups: list[Named], slots: range) -> None:
    drawn = {round(bar.slot) for _, _, bars in groups for bar in bars}
    for slot in [slot for slot in slots if slot not in drawn]:
        gap(figure, frame, slot, 0.5, words="")


def _events(chart: Chart, dossier: Dossier, sheet: _Sheet, narrow: bool) -> list[Mark]:
    # The article’s end is the edge after the year or month of its last day, if bars follow it.
    last = slot_of(chart.by, dossier.edition.article.ends)
    return marks_of(
        chart.events,
        dossier,
        lambda day: slot_of(chart.by, day) + passed(chart.by, day) - 0.5,
        last + 0.5 if sheet.slots.start <= last < sheet.slots.stop - 1 else None,
        narrow,
    )


def _note(figure: Figure, slots: list[int], text: str, sheet: _Sheet) -> None:
    """Write a note under its slot; a note of several hangs on a brace under all of them."""
    several = len(slots) > 1
    if several:
        left, right = slots[0] - 0.34, slots[-1] + 0.34
        high, low = (-px / sheet.plot for px in (21, 25))
        path = f"M{left},{high}L{left},{low}L{right},{low}L{right},{high}"
        figure.add_shape(type="path", path=path, yref="paper", line=stroke("ink-3"))
    middle = sum(slots) / len(slots)
    figure.add_annotation(small(text, middle, 0, yref="paper", yanchor="top", yshift=-26 if several else -21))


def _notes(chart: Chart, dossier: Dossier, px: float) -> list[tuple[list[int], str]]:
    """Return the notes that stand under bars, one for neighbours that share it; none too long for `px`."""
    found: list[tuple[list[int], str]] = []
    for point in chosen(chart, dossier):
        if point.date is None or point.date not in chart.noted or not point.note:
            continue
        slot = slot_of(chart.by, point.date)
        if found and found[-1][1] == point.note and found[-1][0][-1] == slot - 1:
            found[-1][0].append(slot)
        else:
            found.append(([slot], point.note))
    placed = []
    for slots, text in found:
        room = px * len(slots) + (16 if len(slots) == 1 else 0)
        if max(width_of(word) for word in text.split()) <= room:
            placed.append((slots, wrapped(text, int(room / 7))))
    return placed if len(placed) == len(found) else []
