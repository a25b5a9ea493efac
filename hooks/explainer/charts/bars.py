"""Bars by year, month or point; several labels in small panels, side by side, stacked or told apart by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import model_validator

from ..dates import When
from ..fields import Actor, ClaimId, Date, SeriesId, Text
from ..problem import ContentError, Problem, listing, nearest_name
from ..records import Part, Point
from .barmarks import Bar, Frame, bar_traces, base_line, gap
from .barnotes import event_marks, key, key_places, levels_of, reference_line, values_of
from .chart import ChartRecord, Table
from .figure import NARROW, WIDE, Figure, new_figure, qualified
from .palette import colour
from .points import (
    EventMark,
    Group,
    article_ends,
    check_labels,
    check_series,
    points_table,
    small,
    strong,
    token_of,
    width_of,
    wrapped,
)
from .slots import passed, row_after, row_names, slot_names, slot_of

if TYPE_CHECKING:
    from ..dossier import Dossier

_ROW, _PANEL, _WORDS = 21, 170, 52  # px: one lying bar with its gap; a small panel; the words over it
_PRECISION = {"year": 4, "month": 7}


class Reference(Part):
    """A level to hold the bars against: the number of a claim whose `what` is named."""

    claim: ClaimId
    what: Text
    label: Text


class Chart(ChartRecord):
    """Bars from zero; `by` says which points: those dated to a year, to a month, or each point for itself."""

    kind: Literal["bars"]
    series: SeriesId
    by: Literal["year", "month", "point"]
    actor: Actor | None = None
    groups: tuple[Group, ...] = ()
    arrange: Literal["panels", "beside", "stacked", "coloured"] = "coloured"
    first: Date | None = None
    last: Date | None = None
    noted: tuple[Date, ...] = ()
    events: tuple[EventMark, ...] = ()
    reference: Reference | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.groups and self.actor:
            raise ValueError("“actor” colours all bars, and “groups” have colours of their own; allowed: one of them")
        if self.arrange != "coloured" and len(self.groups) < 2:
            raise ValueError(f"“arrange: {self.arrange}” needs at least two “groups”")
        if self.by == "point" and self.arrange != "coloured":
            raise ValueError("“by: point” gives every point its own bar; allowed with “arrange: coloured” only")
        if self.arrange == "panels" and (self.events or self.reference):
            raise ValueError("small panels have no room for “events” or “reference”")
        if self.first and self.last and self.last.last < self.first.first:
            raise ValueError("“last” lies before “first”")
        check_labels(self.groups)
        return self


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the bars standing, or lying with one row a point where `by` is “point”."""
    _check(chart, dossier)
    if chart.arrange == "panels":
        return _panels(chart, dossier, narrow)
    return _lying(chart, dossier, narrow) if chart.by == "point" else _standing(chart, dossier, narrow)


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the points that are drawn, one a row."""
    _check(chart, dossier)
    series = dossier.series[chart.series]
    return points_table([(series.title, series, [*_chosen(chart, dossier)])], dossier)


def _check(chart: Chart, dossier: Dossier) -> None:
    labels = [name for group in chart.groups for name in (*group.labels, *([group.total] if group.total else []))]
    check_series(chart, dossier.series[chart.series], labels, chart.noted)


def _chosen(chart: Chart, dossier: Dossier, group: Group | None = None) -> list[Point]:
    """Return the points that `by` and the groups ask for; a labelled point is drawn only by its group."""
    groups = (group,) if group else chart.groups
    wanted = {name for one in groups for name in one.labels}
    cut = _PRECISION.get(chart.by)
    return [
        point
        for point in dossier.series[chart.series].points
        if (point.label in wanted if groups else chart.by == "point" or point.label is None)
        and (cut is None or (point.date is not None and len(point.date.start) == cut))
        and _within(chart, point)
    ]


def _within(chart: Chart, point: Point) -> bool:
    after = chart.first is None or (point.date is not None and point.date.first >= chart.first.first)
    return after and (chart.last is None or (point.date is not None and point.date.last <= chart.last.last))


def _span(chart: Chart, dossier: Dossier) -> range:
    """Return the slots of the calendar, numbered by year or by month, without holes."""
    numbers = [slot_of(chart.by, point.date) for point in _chosen(chart, dossier) if point.date]
    return range(min(numbers), max(numbers) + 1)


def _bars(chart: Chart, dossier: Dossier, slots: range) -> list[tuple[str, str, list[Bar]]]:
    """Return name, colour token and bars of each group, placed side by side or one on the other."""
    if not chart.groups:
        points = _chosen(chart, dossier)
        return [
            (chart.title, token_of(chart.actor), [Bar(slot_of(chart.by, p.date), 0, 0.5, p) for p in points if p.date])
        ]
    heights: dict[int, float] = {}
    count = len(chart.groups) if chart.arrange == "beside" else 1
    found = []
    for rank, group in enumerate(chart.groups):
        bars = []
        for point in _chosen(chart, dossier, group):
            slot = slot_of(chart.by, point.date) if point.date else slots.start
            base = heights.get(slot, 0) if chart.arrange == "stacked" else 0
            heights[slot] = base + (point.value or 0)
            offset = (rank - (count - 1) / 2) * 0.7 / count if count > 1 else 0
            bars.append(Bar(slot + offset, base, 0.64 / count if count > 1 else 0.5, point, chart.arrange == "stacked"))
        found.append((group.name, token_of(group.actor), bars))
    return found


def _standing(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    width = NARROW if narrow else 880 if chart.wide else WIDE
    slots = _span(chart, dossier)
    groups = _bars(chart, dossier, slots)
    top = max((bar.base + bar.point.value for _, _, bars in groups for bar in bars if bar.point.value), default=1)
    level = _level(chart, dossier)
    top = max(top, level or 0)
    unit = dossier.series[chart.series].unit
    aside = 0 if narrow else max(width_of(text) for _, text in levels_of(top, unit)) - 12
    px = (width - 16 - aside) / len(slots)
    notes = _notes(chart, dossier, px)
    lines = max([0 if chart.by == "year" else 1, *(text.count("<br>") + 1 for _, text in notes)])
    head = 20 * (key_places([name for name, _, _ in groups], width - 16)[-1][0] + 1) if len(groups) > 1 else 0
    plot = 220 if narrow else 250
    strip = 17 * (len(chart.events) + 1)
    figure = new_figure(plot + 28 + 16 * lines + 8 + head, bottom=28 + 16 * lines, top=8 + head)
    frame = Frame(across=False, per_px=top / (plot - strip - 36), slot_px=px, top=plot, narrow=narrow)
    start, stop = slots.start - 0.5, slots.stop - 0.5
    figure.update_xaxes(
        range=[start - aside / px, stop],
        tickvals=list(slots),
        ticktext=slot_names(chart.by, slots, px),
        tickfont={"color": colour("ink")},
    )
    figure.update_yaxes(range=[0, plot * frame.per_px], showticklabels=False)
    if not narrow:
        values_of(figure, top, unit)
    bar_traces(figure, frame, groups, chart.id, dossier.series[chart.series].unit, dossier)
    drawn = {slot for _, _, bars in groups for bar in bars for slot in [round(bar.slot)]}
    for slot in [slot for slot in slots if slot not in drawn]:
        gap(figure, frame, slot, 0.5, words="")
    for at, text in notes:
        figure.add_annotation(small(text, at, 0, yref="paper", yanchor="top", yshift=-21))
    event_marks(
        figure,
        frame,
        chart.events,
        dossier,
        lambda day: slot_of(chart.by, day) + passed(chart.by, day) - 0.5,
        (start, stop),
        later=_later_slot(chart, slots),
    )
    if chart.reference and level is not None:
        reference_line(figure, frame, level, chart.reference.label, (start, stop))
    if len(groups) > 1:
        key(figure, [(name, token) for name, token, _ in groups], width - 16, 0, head)
    base_line(figure, frame, start, stop)
    return figure


def _level(chart: Chart, dossier: Dossier) -> float | None:
    if chart.reference is None:
        return None
    claim, what = chart.reference.claim, chart.reference.what
    numbers = {one.what: one.value for one in dossier.claims[claim].numbers if one.value is not None}
    if what not in numbers:
        raise ContentError(
            [
                Problem(
                    "data/charts.yml",
                    chart.line,
                    1,
                    f"“{chart.id}”: the claim “{claim}” has no number “{what}”",
                    listing(numbers),
                    nearest_name(what, numbers),
                )
            ]
        )
    return numbers[what]


def _notes(chart: Chart, dossier: Dossier, px: float) -> list[tuple[float, str]]:
    """Return the notes that stand under bars, one for neighbours that share it; none too long for `px`."""
    found: list[tuple[list[int], str]] = []
    for point in _chosen(chart, dossier):
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
            placed.append((sum(slots) / len(slots), wrapped(text, int(room / 7))))
    return placed if len(placed) == len(found) else []


def _later_slot(chart: Chart, slots: range) -> float | None:
    """Return the edge after the year or month that holds the article’s last day, if bars follow it."""
    last = slot_of(chart.by, When(str(article_ends()), str(article_ends())))
    return last + 0.5 if slots.start <= last < slots.stop - 1 else None


def _lying(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    width = NARROW if narrow else 880 if chart.wide else WIDE
    points = _chosen(chart, dossier)
    groups = [
        (g.name, token_of(g.actor), [Bar(n, 0, 0.62, p) for n, p in enumerate(points) if p.label in g.labels])
        for g in chart.groups
    ] or [(chart.title, token_of(chart.actor), [Bar(n, 0, 0.62, p) for n, p in enumerate(points)])]
    names = row_names(points)
    left = max(106 if narrow else 130, int(max(map(width_of, names))) + 24)
    head = 8 + (20 * (key_places([name for name, _, _ in groups], width - 16)[-1][0] + 1) if len(groups) > 1 else 0)
    plot = _ROW * len(points)
    figure = new_figure(plot + head + 10, left=left, top=head, bottom=10)
    top = max(point.value or 0 for point in points)
    # Room for the value at the end of the longest bar, set in bold.
    room = max(56, max(int(width_of(qualified(point.value, point.qualifier))) for point in points) + 24)
    frame = Frame(across=True, per_px=top / (width - left - room), slot_px=_ROW, top=width - left - 8, narrow=narrow)
    figure.update_yaxes(
        range=[len(points) - 0.5, -0.5],
        tickvals=list(range(len(points))),
        ticktext=names,
        tickfont={"color": colour("ink-2")},
        ticklabelstandoff=8,
    )
    figure.update_xaxes(range=[0, (width - left - 8) * frame.per_px], showticklabels=False)
    bar_traces(figure, frame, groups, chart.id, dossier.series[chart.series].unit, dossier)
    later = next((n for n, point in enumerate(points) if point.date and point.date.first > article_ends()), None)
    event_marks(
        figure,
        frame,
        chart.events,
        dossier,
        lambda day: row_after(points, day),
        (-0.5, len(points) - 0.5),
        later=later - 0.5 if later else None,
    )
    if len(groups) > 1:
        key(figure, [(name, token) for name, token, _ in groups], width - 16, left - 8, head)
    base_line(figure, frame, -0.5, len(points) - 0.5)
    return figure


def _panels(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one small panel a group, all on one scale: four in a row, or two and two."""
    width, across = (NARROW, 2) if narrow else (880 if chart.wide else WIDE, len(chart.groups))
    down = -(-len(chart.groups) // across)
    slots = _span(chart, dossier)
    top = max(point.value or 0 for point in _chosen(chart, dossier))
    gutter = 0.06
    share = (1 - gutter * (across - 1)) / across
    height = _PANEL + 34
    figure = new_figure(height * down, bottom=0, top=0)
    px = (width - 16) * share / len(slots)
    occupied = {slot_of(chart.by, point.date) for point in _chosen(chart, dossier) if point.date}
    for rank, group in enumerate(chart.groups):
        row, column = divmod(rank, across)
        name = str(rank + 1) if rank else ""
        left, ceiling = column * (share + gutter), 1 - (row * height + _WORDS) / (height * down)
        floor = 1 - (row * height + _PANEL) / (height * down)
        frame = Frame(
            across=False,
            per_px=top / (_PANEL - _WORDS - 20),
            slot_px=px,
            top=_PANEL - _WORDS,
            narrow=narrow,
            name=name,
            quiet=True,
        )
        figure.update_layout(
            {
                f"xaxis{name}": {
                    **_bare(figure),
                    "domain": [left, left + share],
                    "anchor": f"y{name}",
                    "range": [slots.start - 0.5, slots.stop - 0.5],
                    "tickvals": list(slots),
                    "ticktext": slot_names(chart.by, slots, px),
                },
                f"yaxis{name}": {
                    **_bare(figure),
                    "domain": [floor, ceiling],
                    "anchor": f"x{name}",
                    "showticklabels": False,
                    "range": [0, frame.top * frame.per_px],
                },
            }
        )
        bars = [Bar(slot_of(chart.by, p.date), 0, 0.64, p) for p in _chosen(chart, dossier, group) if p.date]
        named = [(group.name, token_of(group.actor), bars)]
        bar_traces(figure, frame, named, chart.id, dossier.series[chart.series].unit, dossier)
        for slot in sorted(set(slots) - occupied):
            gap(figure, frame, slot, 0.64, words="")
        base_line(figure, frame, slots.start - 0.5, slots.stop - 0.5)
        where: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        head = 1 - row * height / (height * down)
        figure.add_annotation(strong(group.name, left, head, **where))
        figure.add_annotation(
            small(wrapped(_total(chart, dossier, group), 17), left, head, yshift=-17, align="left", **where)
        )
    return figure


def _bare(figure: Figure) -> dict[str, Any]:
    axis = dict(figure.layout["xaxis"])
    return {
        name: axis[name]
        for name in ("showgrid", "zeroline", "showline", "fixedrange", "ticks", "automargin", "tickfont")
    }


def _total(chart: Chart, dossier: Dossier, group: Group) -> str:
    """Return the source’s own figure for the year, which no sum of the bars replaces."""
    wanted = group.total or group.labels[0]
    for point in dossier.series[chart.series].points:
        if point.label == wanted and point.date and len(point.date.start) == 4:
            what = f"{wanted} in" if group.total else "in"
            return f"{qualified(point.value, point.qualifier)} {what} {point.date}"
    return ""
