"""Bars from zero: in small panels, lying with one row a point, or standing one slot a year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from ..data.dates import When
from ..data.dossier import Dossier, gathered
from ..data.problem import ContentError, listing
from ..data.series import Point
from .axes import add_panel, date_of, row_names, slot_names
from .bar_frame import (
    Bar,
    BarGroup,
    BarsChart,
    Frame,
    bars_of,
    chosen,
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
from .events import EventLine, article_end
from .figure import SMALL, Figure, colour, new_figure, stroke, width_for
from .standing_bars import draw_standing
from .tables import Table, name_of, points_table
from .words import folded, qualified, width_of

_ROW, _LINE = 21, 14  # px: one bar with its gap; a further line of its name
_BAR = 0.62 * _ROW
_PANEL, _WORDS = 170, 52  # px: a small panel; the words over it
_PANEL_ROW = _PANEL + 34  # px: a panel with the names of its slots in a line
_GUTTER = 0.06  # of the width


def draw(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the bars in small panels, lying with one row a point where `by` is “point”, or standing."""
    if chart.arrange == "panels":
        return _draw_panels(chart, dossier, narrow)
    return _draw_lying(chart, dossier, narrow) if chart.by == "point" else draw_standing(chart, dossier, narrow)


def table(chart: BarsChart, dossier: Dossier) -> Table:
    """Return the points that are drawn, one a row, and behind them the totals that stand over panels."""
    series, points = dossier.series[chart.series], chosen(chart, dossier)
    if chart.arrange == "panels":
        told = zip(chart.groups, sets_of(chart, dossier), strict=True)
        totals = [point for group, one in told for point in _totals(chart, dossier, group, one.bars)]
        points += [point for number, point in enumerate(totals) if point not in (*points, *totals[:number])]
    return points_table([(series.title, series, points)], dossier)


def _draw_lying(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one row a point, its date before the bar and its value at the end."""
    width = width_for(chart.size, narrow)
    sets = sets_of(chart, dossier)
    points = [bar.point for bar in bars_of(sets)]
    names, key = _names(chart, points, 120 if narrow else 212), key_lines(chart, sets, width - 16)
    left = max(106 if narrow else 130, round(max(map(width_of, names))) + 18)
    head = 8 + key_height(key)
    top, plot = max(point.value or 0 for point in points) or 1, width - left - 8
    # Room for the value at the end of the longest bar, set in bold.
    room = max(48, max(width_of(qualified(point, "short"), bold=True) for point in points) + 16)
    per_px = top / (plot - room)
    lines = _lines_at(chart, points, dossier, narrow)
    reach = [(point.value or 0) / per_px + 10 + width_of(qualified(point, "short"), bold=True) for point in points]
    # Words of lines stand between bars where these leave no room for them.
    several = [held for row, held in lines.items() if len(held) > 1 or _meet(held, row, reach, plot)]
    apart = 2 * max((_LINE * len(held) + 2 for held in several), default=0)
    high = max(_ROW + _LINE * max(name.count("<br>") for name in names), round(_BAR) + apart)
    figure = new_figure(high * len(points) + head + 10, left=left, top=head, bottom=10)
    frame = Frame(range(len(points)), high, _BAR / high, per_px=per_px, across=True)
    figure.update_yaxes(
        range=[frame.stop, frame.start],
        tickvals=list(frame.slots),
        ticktext=names,
        tickfont={"color": colour("ink-2")},
        ticklabelstandoff=8,
    )
    figure.update_xaxes(range=[0, plot * frame.per_px], showticklabels=False)
    draw_bars(figure, frame, sets, chart, dossier, frame.slots)
    for one in sets:
        for bar in one.counted:
            at: dict[str, Any] = {"xanchor": "left", "xshift": bar.lift + 2, **frame.refs}
            figure.strong(qualified(bar.point, "short"), bar.end, bar.slot, size=SMALL, **at)
    for row, held in lines.items():
        for number, line in enumerate(held):
            figure.line((0, 1), (row, row), stroke(line.line), xref="paper")
            above: dict[str, Any] = {"xanchor": "right", "yanchor": "bottom", "yshift": _LINE * number - 1}
            figure.small(line.words, 1, row, line.ink, xref="paper", **above)
    draw_key(figure, key, left - 8)
    draw_base(figure, frame)
    return figure


def _lines_at(
    chart: BarsChart, points: Sequence[Point], dossier: Dossier, narrow: bool
) -> Mapping[float, Sequence[EventLine]]:
    """Return the lines by the edge of a row at which each stands; ContentError where rows are in no order of time."""
    dates = [point.date for point in points]
    ends = 0 < _edge(dates, article_end(dossier)) < len(points) - 0.5
    lines = lines_of(chart, dossier, narrow, ends=ends)
    for line in lines:
        for point in points if not line.is_end else ():
            if point.date and _falls_into(line.date, point.date):
                found = f"the line of {line.date} falls into the row of {name_of(point)}, and would stand behind it"
                raise ContentError([chart.fault(found, "an event between two rows, or standing bars")])
        behind = points[round(_edge(dates, line) + 0.5) :]
        if late := [point for point in behind if not _is_later(point.date, line)]:
            found = f"the row of {name_of(late[0])} would stand behind the line of {line.date}, as if it were later"
            raise ContentError([chart.fault(found, "points in the order of time, whatever their labels")])
    return dict(sorted(gathered((_edge(dates, line), line) for line in lines).items()))


def _edge(rows: Sequence[When | None], line: EventLine) -> float:
    """Return the edge before the first row that is later than a line."""
    return next((number for number, row in enumerate(rows) if row and _is_later(row, line)), len(rows)) - 0.5


def _is_later(row: When | None, line: EventLine) -> bool:
    """Tell whether a row is later than a line, or is of a month or year that begins with the event's day."""
    if row is None or row.first != line.date.first:
        return row is not None and row.first > line.date.first
    return row.days > 1 and line.date.has_day and not line.is_end


def _falls_into(when: When, row: When) -> bool:
    """Tell whether an event lies within a row of several days, and not at its beginning; without a day it does."""
    begins = row.first if when.has_day else row.first - timedelta(days=1)
    return row.days > 1 and begins < when.first <= row.last


def _meet(lines: Sequence[EventLine], row: float, reach: Sequence[float], plot: float) -> bool:
    """Tell whether words at the right end of a line would stand on the bar over it, or on its value."""
    return row > 0 and reach[round(row - 0.5)] > plot - max(width_of(line.words) for line in lines)


def _names(chart: BarsChart, points: Sequence[Point], px: float) -> list[str]:
    """Name each row by its date, and by its label where dates and colours do not say all, in lines of `px`."""
    names, dates = row_names(points), {point.date for point in points if point.date}
    if chart.groups and len(dates) == len(points):
        return names
    called = Counter((point.date, point.label) for point in points)
    told = (
        # What tells two of one label apart is their note.
        filter(None, (name, point.label, point.note if called[point.date, point.label] > 1 else ""))
        for name, point in zip(names, points, strict=True)
    )
    return [folded(", ".join(parts), px) for parts in told]


def _draw_panels(chart: BarsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one small panel a group: all in a row, or two and two."""
    columns = 2 if narrow else len(chart.groups)
    share = (1 - _GUTTER * (columns - 1)) / columns
    sets = sets_of(chart, dossier)
    slots, filled = slots_of(sets), [bar.slot for bar in bars_of(sets)]
    slot_px = (width_for(chart.size, narrow) - 16) * share / len(slots)
    per_px = (max(bar.end for bar in bars_of(sets)) or 1) / (_PANEL - _WORDS - 20)
    names = slot_names(chart.by, slots, slot_px)
    high = _PANEL_ROW + (_LINE if any("<br>" in name for name in names) else 0)
    figure = new_figure(high * -(-len(chart.groups) // columns), bottom=0, top=0)
    for rank, (group, one) in enumerate(zip(chart.groups, sets, strict=True)):
        row, column = divmod(rank, columns)
        left = column * (share + _GUTTER)
        top, plot, foot = (1 - (row * high + px) / figure.height for px in (0, _WORDS, _PANEL))
        name = str(rank + 1) if rank else ""
        frame = Frame(slots, slot_px, 0.64, per_px, gap_px=18, name=name)
        x = {"domain": [left, left + share], "range": [frame.start, frame.stop], "tickvals": list(slots)}
        y = {"domain": [foot, plot], "range": [0, (_PANEL - _WORDS) * per_px], "showticklabels": False}
        add_panel(figure, name, {**x, "ticktext": names, "tickangle": 0}, y)
        draw_bars(figure, frame, [one], chart, dossier, filled)
        write_values(figure, frame, chart, one.bars)
        draw_base(figure, frame)
        where: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        totals = _totals(chart, dossier, group, one.bars)
        head, total = (folded(words, slot_px * len(slots)) for words in (group.name, _total_words(group, totals)))
        lines = head.count("<br>") + 1
        if 17 * lines + _LINE * (total.count("<br>") + 1 if total else 0) > _WORDS:
            found = f"the name of the group “{group.name}” has no room over its panel"
            raise ContentError([chart.fault(found, "a shorter one")])
        figure.strong(head, left, top, align="left", **where)
        figure.small(total, left, top, yshift=-17 * lines, **where)
    return figure


def _totals(chart: BarsChart, dossier: Dossier, group: BarGroup, bars: Iterable[Bar]) -> list[Point]:
    """Return the source’s own figures for the years of the bars, which no sum of the bars replaces."""
    if not group.total and len(group.labels) > 1:
        return []
    wanted, years = group.total or group.labels[0], {date_of(bar.point).start[:4] for bar in bars}
    told = [
        point
        for point in dossier.series[chart.series].points
        if point.label == wanted and point.date and str(point.date) in years
    ]
    if group.total and not told:
        found = f"“total” of “{group.name}” names “{wanted}”, of which there is no point of {listing(years)}"
        raise ContentError([chart.fault(found, "the label of a yearly total, or none")])
    return told


def _total_words(group: BarGroup, totals: Iterable[Point]) -> str:
    what = f"{group.total} in" if group.total else "in"
    return "; ".join(f"{qualified(point)} {what} {point.date}" for point in totals)
