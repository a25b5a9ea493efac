"""Bars from zero: in small panels, lying with one row a point, or standing one slot a year or month."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..data.charts import BarGroup, BarsChart, Group
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Point
from .axes import (
    ENDS,
    article_end,
    draw_levels,
    event_lines,
    key,
    key_height,
    levels_of,
    passed,
    row_after,
    row_names,
    slot_names,
    slot_of,
    slot_span,
)
from .bar_frame import (
    STRIP,
    Bar,
    Frame,
    Named,
    Placed,
    bar_traces,
    bar_values,
    base_line,
    gap,
    lying_events,
    standing_events,
    standing_values,
)
from .figure import Figure, colour, new_figure, stroke, width_for
from .marks import token_of
from .tables import Table, check_series, points_table
from .words import LATER, folded_safely, qualified, rough_width


def draw(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the bars in small panels, lying with one row a point where `by` is “point”, or standing."""
    _check(chart, dossier)
    if chart.arrange == "panels":
        return _draw_panels(chart, dossier, narrow)
    return _draw_lying(chart, dossier, narrow) if chart.by == "point" else _draw_standing(chart, dossier, narrow)


def table(chart: BarsChart, dossier: Dossier) -> Table:
    """Return the points that are drawn, one a row."""
    _check(chart, dossier)
    series = dossier.series[chart.series]
    return points_table([(series.title, series, [*chosen(chart, dossier)])], dossier)


_PRECISION = {"year": 4, "month": 7}


def _check(chart: BarsChart, dossier: Dossier) -> None:
    """Refuse what the groups and notes ask for and the series does not have."""
    labels = [name for group in chart.groups for name in (*group.labels, *([group.total] if group.total else []))]
    check_series(chart, dossier.series[chart.series], labels, chart.noted)


def chosen(chart: BarsChart, dossier: Dossier, group: Group | None = None) -> list[Point]:
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


def _within(chart: BarsChart, point: Point) -> bool:
    after = chart.first is None or (point.date is not None and point.date.first >= chart.first.first)
    return after and (chart.last is None or (point.date is not None and point.date.last <= chart.last.last))


_ROW = 21  # px: one bar with its gap
_PANEL, _WORDS = 170, 52  # px: a small panel; the words over it
_PANEL_ROW = _PANEL + 34  # px: a panel with the names of its slots
_PANEL_OWN = {"domain", "anchor", "range", "tickvals", "ticktext"}  # what an axis does not share with the others
_GUTTER = 0.06  # of the width


def _draw_lying(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one row a point, its date before the bar and its value at the end."""
    width = width_for(chart.size, narrow)
    points = chosen(chart, dossier)
    groups = [
        (g.name, token_of(g.actor), [Bar(n, 0.62, p) for n, p in enumerate(points) if p.label in g.labels])
        for g in chart.groups
    ] or [(chart.title, token_of(chart.actor), [Bar(n, 0.62, p) for n, p in enumerate(points)])]
    names = row_names(points)
    left = max(106 if narrow else 130, int(max(map(rough_width, names))) + 24)
    head = 8 + key_height([name for name, _, _ in groups], width - 16)
    plot = _ROW * len(points)
    figure = new_figure(plot + head + 10, left=left, top=head, bottom=10)
    top = max(point.value or 0 for point in points)
    # Room for the value at the end of the longest bar, set in bold.
    room = max(56, max(int(rough_width(qualified(point.value, point.qualifier))) for point in points) + 24)
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
    bar_values(figure, frame, groups)
    ends = row_after(points, dossier.edition.article.ends)
    later = ends if 0 < ends < len(points) - 0.5 else None
    lying_events(figure, _event_lines(chart, dossier, lambda date: row_after(points, date), later, narrow))
    key(figure, [(name, token) for name, token, _ in groups], width - 16, left - 8, head)
    base_line(figure, frame, -0.5, len(points) - 0.5)
    return figure


def _event_lines(
    chart: BarsChart, dossier: Dossier, place: Callable[[When], float], later: float | None, narrow: bool
) -> list[Placed]:
    """Return in order of time what gets a line: the events, and where the article ends."""
    found = [(place(line.date), line) for line in event_lines(chart.events, dossier)]
    if later is not None:
        month = dossier.edition.article.ends.start[:7]
        words = LATER if narrow else f"{LATER} ({When(month, month).words})"
        found.append((later, article_end(dossier, words)))
    return sorted(found, key=lambda placed: placed[0])


@dataclass(frozen=True)
class _Place:
    """Where a panel lies in the figure, in shares of it: from the left, as wide as, and the row of `rows`."""

    left: float
    share: float
    row: int
    rows: int

    def height(self, px: int) -> float:
        """The share of the height at `px` under the panel's upper edge."""
        return 1 - (self.row * _PANEL_ROW + px) / (_PANEL_ROW * self.rows)


def _draw_panels(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one small panel a group: all in a row, or two and two."""
    width, across = width_for(chart.size, narrow), 2 if narrow else len(chart.groups)
    down = -(-len(chart.groups) // across)
    points = chosen(chart, dossier)
    slots = slot_span(chart.by, points)
    share = (1 - _GUTTER * (across - 1)) / across
    figure = new_figure(_PANEL_ROW * down, bottom=0, top=0)
    occupied = {slot_of(chart.by, point.date) for point in points if point.date}
    for rank, group in enumerate(chart.groups):
        row, column = divmod(rank, across)
        place = _Place(column * (share + _GUTTER), share, row, down)
        frame = Frame(
            across=False,
            per_px=max(point.value or 0 for point in points) / (_PANEL - _WORDS - 20),
            slot_px=(width - 16) * share / len(slots),
            top=_PANEL - _WORDS,
            narrow=narrow,
            name=str(rank + 1) if rank else "",
            quiet=True,
        )
        _panel_axes(figure, chart, slots, place, frame)
        bars = [Bar(slot_of(chart.by, p.date), 0.64, p) for p in chosen(chart, dossier, group) if p.date]
        named = [(group.name, token_of(group.actor), bars)]
        bar_traces(figure, frame, named, chart.id, dossier.series[chart.series].unit, dossier)
        bar_values(figure, frame, named)
        for slot in sorted(set(slots) - occupied):
            gap(figure, frame, slot, 0.64, words="")
        base_line(figure, frame, slots.start - 0.5, slots.stop - 0.5)
        _head(figure, group.name, _total(chart, dossier, group), place)
    return figure


def _panel_axes(figure: Figure, chart: BarsChart, slots: range, place: _Place, frame: Frame) -> None:
    figure.update_layout(
        {
            f"xaxis{frame.name}": {
                **_bare(figure),
                "domain": [place.left, place.left + place.share],
                "anchor": f"y{frame.name}",
                "range": [slots.start - 0.5, slots.stop - 0.5],
                "tickvals": list(slots),
                "ticktext": slot_names(chart.by, slots, frame.slot_px),
            },
            f"yaxis{frame.name}": {
                **_bare(figure),
                "domain": [place.height(_PANEL), place.height(_WORDS)],
                "anchor": f"x{frame.name}",
                "showticklabels": False,
                "range": [0, frame.top * frame.per_px],
            },
        }
    )


def _bare(figure: Figure) -> dict[str, Any]:
    return {name: value for name, value in figure.layout["xaxis"].items() if name not in _PANEL_OWN}


def _head(figure: Figure, name: str, total: str, place: _Place) -> None:
    where: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    figure.strong(name, place.left, place.height(0), **where)
    figure.small(folded_safely(total, 17), place.left, place.height(0), yshift=-17, align="left", **where)


def _total(chart: BarsChart, dossier: Dossier, group: BarGroup) -> str:
    """Return the source’s own figure for the year, which no sum of the bars replaces."""
    wanted = group.total or group.labels[0]
    for point in dossier.series[chart.series].points:
        if point.label == wanted and point.date and len(point.date.start) == 4:
            what = f"{wanted} in" if group.total else "in"
            return f"{qualified(point.value, point.qualifier)} {what} {point.date}"
    return ""


@dataclass(frozen=True)
class _Sizes:
    """The slots, and sizes in px: one slot, the room before them, the plot, what stands over and under it.

    Notes begin `lower` px lower where one stands under a slot that has its year under its month.
    """

    slots: range
    px: float
    aside: float
    plot: int
    head: int
    foot: int
    lower: int

    @property
    def span(self) -> tuple[float, float]:
        """Where the first slot begins and the last one ends."""
        return self.slots.start - 0.5, self.slots.stop - 0.5


def _draw_standing(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one slot a year or month, its bars told apart by colour."""
    width, unit = width_for(chart.size, narrow), dossier.series[chart.series].unit
    slots = slot_span(chart.by, chosen(chart, dossier))
    groups = _groups(chart, dossier)
    top = max((bar.point.value for _, _, bars in groups for bar in bars if bar.point.value), default=1)
    aside = 0 if narrow else max(rough_width(text) for _, text in levels_of(top, unit)) - 12
    px = (width - 16 - aside) / len(slots)
    notes = _notes(chart, dossier, px)
    names = dict(zip(slots, slot_names(chart.by, slots, px), strict=True))
    lower = 16 if any("<br>" in names[slot] for held, _ in notes for slot in held) else 0
    rows = max([0 if chart.by == "year" else 1, *(text.count("<br>") + 1 for _, text in notes)])
    braced = 5 if any(len(held) > 1 for held, _ in notes) else 0
    head = key_height([name for name, _, _ in groups], width - 16)
    sizes = _Sizes(slots, px, aside, 220 if narrow else 250, head, 28 + 16 * rows + braced + lower, lower)
    figure = new_figure(sizes.plot + sizes.foot + 8 + head, bottom=sizes.foot, top=8 + head)
    strip = STRIP * (len(chart.events) + 1)
    frame = Frame(across=False, per_px=top / (sizes.plot - strip - 36), slot_px=px, top=sizes.plot, narrow=narrow)
    _axes(figure, chart, sizes, frame)
    if not narrow:
        draw_levels(figure, top, unit)
    bar_traces(figure, frame, groups, chart.id, unit, dossier)
    _gaps(figure, frame, groups, slots)
    for held, text in notes:
        _note(figure, held, text, sizes)
    lines = _standing_events(chart, dossier, sizes, narrow)
    taken = standing_values(figure, frame, groups, sizes.span, [at for at, line in lines if line.line == ENDS])
    standing_events(figure, frame, lines, sizes.span, taken)
    key(figure, [(name, token) for name, token, _ in groups], width - 16, 0, head)
    base_line(figure, frame, *sizes.span)
    return figure


def _groups(chart: BarsChart, dossier: Dossier) -> list[Named]:
    """Return name, colour token and bars of each group, or of all bars where there are no groups."""

    def bars(group: BarGroup | None) -> list[Bar]:
        return [Bar(slot_of(chart.by, p.date), 0.5, p) for p in chosen(chart, dossier, group) if p.date]

    if not chart.groups:
        return [(chart.title, token_of(chart.actor), bars(None))]
    return [(group.name, token_of(group.actor), bars(group)) for group in chart.groups]


def _axes(figure: Figure, chart: BarsChart, sizes: _Sizes, frame: Frame) -> None:
    start, stop = sizes.span
    figure.update_xaxes(
        range=[start - sizes.aside / sizes.px, stop],
        tickvals=list(sizes.slots),
        ticktext=slot_names(chart.by, sizes.slots, sizes.px),
        tickfont={"color": colour("ink")},
    )
    figure.update_yaxes(range=[0, sizes.plot * frame.per_px], showticklabels=False)


def _gaps(figure: Figure, frame: Frame, groups: list[Named], slots: range) -> None:
    drawn = {round(bar.slot) for _, _, bars in groups for bar in bars}
    for slot in [slot for slot in slots if slot not in drawn]:
        gap(figure, frame, slot, 0.5, words="")


def _standing_events(chart: BarsChart, dossier: Dossier, sizes: _Sizes, narrow: bool) -> list[Placed]:
    # The article’s end is the edge after the year or month of its last day, if bars follow it.
    last = slot_of(chart.by, dossier.edition.article.ends)
    later = last + 0.5 if sizes.slots.start <= last < sizes.slots.stop - 1 else None
    return _event_lines(
        chart, dossier, lambda date: slot_of(chart.by, date) + passed(chart.by, date) - 0.5, later, narrow
    )


def _note(figure: Figure, slots: list[int], text: str, sizes: _Sizes) -> None:
    """Write a note under its slot; a note of several hangs on a brace under all of them."""
    several = len(slots) > 1
    if several:
        left, right = slots[0] - 0.34, slots[-1] + 0.34
        high, low = (-(px + sizes.lower) / sizes.plot for px in (21, 25))
        path = f"M{left},{high}L{left},{low}L{right},{low}L{right},{high}"
        figure.path(path, stroke("ink-3"), yref="paper")
    middle = sum(slots) / len(slots)
    figure.small(text, middle, 0, yref="paper", yanchor="top", yshift=-(26 if several else 21) - sizes.lower)


def _notes(chart: BarsChart, dossier: Dossier, px: float) -> list[tuple[list[int], str]]:
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
        if max(rough_width(word) for word in text.split()) <= room:
            placed.append((slots, folded_safely(text, int(room / 7))))
    return placed if len(placed) == len(found) else []
