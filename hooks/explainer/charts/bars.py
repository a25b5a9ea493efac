"""Bars by year, month or point; several labels in small panels, side by side, stacked or told apart by colour."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

import plotly.graph_objects as go
from pydantic import model_validator

from ..dates import When
from ..records import Actor, ClaimId, Date, Part, Point, SeriesId, Text
from .barmarks import Frame, base_line, event_marks, gap, key, key_places, levels_of, reference_line, values_of
from .chart import ChartRecord, Table
from .figure import NARROW, WIDE, new_figure, qualified
from .palette import colour
from .points import EventMark, Group, article_ends, check_labels, hover, points_table, small, strong, token_of, width_of, wrapped

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
        check_labels(self.groups)
        return self


@dataclass(frozen=True)
class Bar:
    """One bar: its slot along the axis, where it stands on, how much of the slot it takes, and its point."""

    slot: float
    base: float
    width: float
    point: Point


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> go.Figure:
    """Draw the bars standing, or lying with one row a point where `by` is “point”."""
    if chart.arrange == "panels":
        return _panels(chart, dossier, narrow)
    return _lying(chart, dossier, narrow) if chart.by == "point" else _standing(chart, dossier, narrow)


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the points that are drawn, one a row."""
    series = dossier.series[chart.series]
    return points_table([(series.title, series, [*_chosen(chart, dossier)])])


def _chosen(chart: Chart, dossier: Dossier, group: Group | None = None) -> list[Point]:
    """Return the points that `by` and the groups ask for; a labelled point is drawn only by its group."""
    groups = (group,) if group else chart.groups
    wanted = {name for one in groups for name in one.labels}
    cut = _PRECISION.get(chart.by)
    return [
        point for point in dossier.series[chart.series].points
        if (point.label in wanted if groups else chart.by == "point" or point.label is None)
        and (cut is None or (point.date is not None and len(point.date.start) == cut))
    ]


def _number(chart: Chart, when: When) -> int:
    first = when.first
    return first.year if chart.by == "year" else first.year * 12 + first.month - 1


def _span(chart: Chart, dossier: Dossier) -> range:
    """Return the slots of the calendar, numbered by year or by month, without holes."""
    numbers = [_number(chart, point.date) for point in _chosen(chart, dossier) if point.date]
    return range(min(numbers), max(numbers) + 1)


def _ticks(chart: Chart, slots: range, px: float) -> list[str]:
    if chart.by == "year":
        return [str(slot) for slot in slots]
    names = [calendar.month_name[slot % 12 + 1] for slot in slots]
    names = names if px > 60 else [name[: 3 if px > 26 else 1] for name in names]
    years = [f"<br>{slot // 12}" if (slot == slots.start or slot % 12 == 0) and px > 26 else "" for slot in slots]
    return [name + year for name, year in zip(names, years, strict=True)]


def _bars(chart: Chart, dossier: Dossier, slots: range) -> list[tuple[str, str, list[Bar]]]:
    """Return name, colour token and bars of each group, placed side by side or one on the other."""
    if not chart.groups:
        points = _chosen(chart, dossier)
        return [("", token_of(chart.actor), [Bar(_number(chart, p.date), 0, 0.5, p) for p in points if p.date])]
    heights: dict[int, float] = {}
    count = len(chart.groups) if chart.arrange == "beside" else 1
    found = []
    for rank, group in enumerate(chart.groups):
        bars = []
        for point in _chosen(chart, dossier, group):
            slot = _number(chart, point.date) if point.date else slots.start
            base = heights.get(slot, 0) if chart.arrange == "stacked" else 0
            heights[slot] = base + (point.value or 0)
            offset = (rank - (count - 1) / 2) * 0.7 / count if count > 1 else 0
            bars.append(Bar(slot + offset, base, 0.64 / count if count > 1 else 0.5, point))
        found.append((group.name, token_of(group.actor), bars))
    return found


def _standing(chart: Chart, dossier: Dossier, narrow: bool) -> go.Figure:
    width = NARROW if narrow else 880 if chart.wide else WIDE
    slots = _span(chart, dossier)
    groups = _bars(chart, dossier, slots)
    top = max((bar.base + bar.point.value for _, _, bars in groups for bar in bars if bar.point.value), default=1)
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
    figure.update_xaxes(range=[start - aside / px, stop], tickvals=list(slots), ticktext=_ticks(chart, slots, px),
                        tickfont={"color": colour("ink")})
    figure.update_yaxes(range=[0, plot * frame.per_px], showticklabels=False)
    if not narrow:
        values_of(figure, top, unit)
    _traces(figure, frame, groups, chart, dossier)
    drawn = {slot for _, _, bars in groups for bar in bars for slot in [round(bar.slot)]}
    for slot in [slot for slot in slots if slot not in drawn]:
        gap(figure, frame, slot, 0.5, words="")
    for at, text in notes:
        figure.add_annotation(small(text, at, 0, yref="paper", yanchor="top", yshift=-21))
    event_marks(figure, frame, chart.events, dossier, lambda day: _number(chart, day) + _part(chart, day) - 0.5,
                (start, stop), later=_later_slot(chart, slots))
    if chart.reference:
        reference_line(figure, frame, dossier.claims[chart.reference.claim], chart.reference.what,
                       chart.reference.label, (start, stop))
    if len(groups) > 1:
        key(figure, [(name, token) for name, token, _ in groups], width - 16, 0, head)
    base_line(figure, frame, start, stop)
    return figure


def _notes(chart: Chart, dossier: Dossier, px: float) -> list[tuple[float, str]]:
    """Return the notes that stand under bars, one for neighbours that share it; none whose words are too long for `px`."""
    found: list[tuple[list[int], str]] = []
    for point in _chosen(chart, dossier):
        if point.date is None or point.date not in chart.noted or not point.note:
            continue
        slot = _number(chart, point.date)
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


def _part(chart: Chart, when: When) -> float:
    """Return how much of its year or month has passed on the first day of `when`."""
    first = when.first
    if chart.by == "year":
        return (first.timetuple().tm_yday - 1) / 366
    return (first.day - 1) / calendar.monthrange(first.year, first.month)[1]


def _later_slot(chart: Chart, slots: range) -> float | None:
    """Return the edge after the year or month that holds the article’s last day, if bars follow it."""
    last = _number(chart, When(str(article_ends()), str(article_ends())))
    return last + 0.5 if slots.start <= last < slots.stop - 1 else None


def _traces(figure: go.Figure, frame: Frame, groups: Sequence[tuple[str, str, list[Bar]]], chart: Chart, dossier: Dossier) -> None:
    unit = dossier.series[chart.series].unit
    for rank, (name, token, bars) in enumerate(groups):
        held = [bar for bar in bars if bar.point.value is not None]
        slots, values = [bar.slot for bar in held], [bar.point.value for bar in held]
        figure.add_trace(go.Bar(
            **frame.trace(slots, values), base=[bar.base for bar in held], width=[bar.width for bar in held],
            uid=f"{chart.id}-{frame.name}{rank}", name=name or chart.title,
            hovertext=[hover(bar.point, unit, dossier) for bar in held], hovertemplate="%{hovertext}<extra></extra>",
            textposition="none",
            marker={
                "color": colour(token),
                "line": {"width": [1.5 if bar.point.qualifier == "derived" else 0 for bar in held], "color": colour(token)},
                "pattern": {"shape": ["/" if bar.point.qualifier == "derived" else "" for bar in held],
                            "fillmode": "replace", "size": 6, "solidity": 0.45},
            },
        ))
        for bar in bars:
            if bar.point.value is None:
                gap(figure, frame, bar.slot, bar.width, words="no count found")
            else:
                frame.value_label(figure, bar.slot, bar.base + bar.point.value, bar.width, bar.point, token)
    figure.update_layout(barmode="overlay")


def _lying(chart: Chart, dossier: Dossier, narrow: bool) -> go.Figure:
    width = NARROW if narrow else 880 if chart.wide else WIDE
    points = _chosen(chart, dossier)
    groups = [(g.name, token_of(g.actor), [Bar(n, 0, 0.62, p) for n, p in enumerate(points) if p.label in g.labels])
              for g in chart.groups] or [("", token_of(chart.actor), [Bar(n, 0, 0.62, p) for n, p in enumerate(points)])]
    left = 106 if narrow else 130
    head = 8 + (20 * (key_places([name for name, _, _ in groups], width - 16)[-1][0] + 1) if len(groups) > 1 else 0)
    plot = _ROW * len(points)
    figure = new_figure(plot + head + 10, left=left, top=head, bottom=10)
    top = max(point.value or 0 for point in points)
    frame = Frame(across=True, per_px=top / (width - left - 56), slot_px=_ROW, top=width - left - 8, narrow=narrow)
    figure.update_yaxes(range=[len(points) - 0.5, -0.5], tickvals=list(range(len(points))), ticktext=_row_names(points),
                        tickfont={"color": colour("ink-2")}, ticklabelstandoff=8)
    figure.update_xaxes(range=[0, (width - left - 8) * frame.per_px], showticklabels=False)
    _traces(figure, frame, groups, chart, dossier)
    later = next((n for n, point in enumerate(points) if point.date and point.date.first > article_ends()), None)
    event_marks(figure, frame, chart.events, dossier, lambda day: _row_after(points, day), (-0.5, len(points) - 0.5),
                later=later - 0.5 if later else None)
    if len(groups) > 1:
        key(figure, [(name, token) for name, token, _ in groups], width - 16, left - 8, head)
    base_line(figure, frame, -0.5, len(points) - 0.5)
    return figure


def _row_after(points: Sequence[Point], when: When) -> float:
    return next((n for n, point in enumerate(points) if point.date and point.date.first > when.first), len(points)) - 0.5


def _row_names(points: Sequence[Point]) -> list[str]:
    """Write day and short month, and the year where it changes."""
    names, year = [], ""
    for point in points:
        start = point.date.start if point.date else ""
        month = calendar.month_abbr[int(start[5:7])] if len(start) > 4 else ""
        words = f"{int(start[8:])} {month}" if len(start) > 7 else month
        names.append(words + (f" {start[:4]}" if start[:4] != year else ""))
        year = start[:4]
    return names


def _panels(chart: Chart, dossier: Dossier, narrow: bool) -> go.Figure:
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
    occupied = {_number(chart, point.date) for point in _chosen(chart, dossier) if point.date}
    for rank, group in enumerate(chart.groups):
        row, column = divmod(rank, across)
        name = str(rank + 1) if rank else ""
        left, ceiling = column * (share + gutter), 1 - (row * height + _WORDS) / (height * down)
        floor = 1 - (row * height + _PANEL) / (height * down)
        frame = Frame(across=False, per_px=top / (_PANEL - _WORDS - 20), slot_px=px, top=_PANEL - _WORDS, narrow=narrow,
                      name=name, quiet=True)
        figure.update_layout({
            f"xaxis{name}": {**_bare(figure), "domain": [left, left + share], "anchor": f"y{name}",
                             "range": [slots.start - 0.5, slots.stop - 0.5], "tickvals": list(slots),
                             "ticktext": _ticks(chart, slots, px)},
            f"yaxis{name}": {**_bare(figure), "domain": [floor, ceiling], "anchor": f"x{name}", "showticklabels": False,
                             "range": [0, frame.top * frame.per_px]},
        })
        bars = [Bar(_number(chart, p.date), 0, 0.64, p) for p in _chosen(chart, dossier, group) if p.date]
        _traces(figure, frame, [(group.name, token_of(group.actor), bars)], chart, dossier)
        for slot in sorted(set(slots) - occupied):
            gap(figure, frame, slot, 0.64, words="")
        base_line(figure, frame, slots.start - 0.5, slots.stop - 0.5)
        where: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        head = 1 - row * height / (height * down)
        figure.add_annotation(strong(group.name, left, head, **where))
        figure.add_annotation(small(wrapped(_total(chart, dossier, group), 17), left, head, yshift=-17, align="left", **where))
    return figure


def _bare(figure: go.Figure) -> dict[str, Any]:
    axis = figure.layout.xaxis.to_plotly_json()
    return {name: axis[name] for name in ("showgrid", "zeroline", "showline", "fixedrange", "ticks", "automargin", "tickfont")}


def _total(chart: Chart, dossier: Dossier, group: Group) -> str:
    """Return the source’s own figure for the year, which no sum of the bars replaces."""
    wanted = group.total or group.labels[0]
    for point in dossier.series[chart.series].points:
        if point.label == wanted and point.date and len(point.date.start) == 4:
            return f"{qualified(point.value, point.qualifier)} {wanted if group.total else 'in'} {'in ' if group.total else ''}{point.date}"
    return ""
