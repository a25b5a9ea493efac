"""Points over time, joined where they stand close enough; one panel a measure, events as thin lines."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any, Literal

from pydantic import Field

from ..data.charts import ChartRecord, SpanChart
from ..data.dossier import Dossier
from ..data.fields import ActorId, Date, SeriesId, Text, Whole
from ..data.parts import Part
from ..data.problem import ContentError
from ..data.series import Point
from .axes import begun, date_of, day, day_of, levels_of, ruled
from .events import EventLine, article_end, event_lines, rows_height, words_in_rows
from .figure import LABEL, Figure, colour, new_figure, width_for
from .geometry import Box, runs_within
from .geometry import Point as Px
from .labels import ValueSpot, place_values
from .marks import add_gap, dots_of, token_of
from .tables import Table, check_series, check_values, points_of, points_table
from .words import point_hover, unmarked, width_of, written


class LinePanel(Part):
    """One measure: its series, its name, and the dates whose values are written out; `steps` for running totals."""

    ONCE = ("series",)
    series: SeriesId = Field(description="the numbers that it draws")
    name: Text = Field(description="its name")
    actor: ActorId | None = Field(None, description="whose colour the line takes")
    labelled: tuple[Date, ...] = Field((), max_length=12, description="dates whose values are written out")
    steps: bool = Field(False, description="whether it is drawn in steps, for running totals")


class LineChart(SpanChart):
    """Series over time from zero; points further apart than `join` days are not joined."""

    PARTS = (*ChartRecord.PARTS, "panels")
    kind: Literal["line"] = Field(description="amounts over time, in one or more panels")
    panels: tuple[LinePanel, ...] = Field(
        min_length=1, description="the measures, one under the other: {series, name, actor, labelled, steps}"
    )
    join: Whole = Field(400, description="days beyond which two points are not joined")
    ticks: Text | None = Field(None, description="what the marks on the axis are")

    def contradictions(self) -> Iterator[str]:
        yield from super().contradictions()
        if self.join < 1:
            yield "“join” is a number of days; allowed: 1 or more"


_BETWEEN, _EDGE, _AXIS = 18, 8, 26  # px: panels apart; sides; the axis of time
_HEAD = 24  # px: a panel’s name
_LINE, _LEADING = 16, 4  # px from line to line of a value, and how much of that lies over its letters
_OFF = 4  # px from a point to its value
_ASIDE = 9  # px from the middle of a point to a value beside it
_CLEAR = 2  # px that a value keeps from lines
_NEAR = 6  # px between two values within which either may be read with the point of the other
_THROUGH, _POINT, _OUTSIDE, _BROKEN = 20, 30, 100, 10  # cost of a line, a point, the edge, a second line
_FOREIGN = 38  # cost of a place that is nearer to another point
_ASTRAY = 6  # px by which a value may lie nearer to another point: in a dense line no point is nearest for sure
_TRIES = 60  # ways to place the values of which the best is taken where the first does not do
_YEAR = 36  # px that the number of a year takes, with the gap behind it
_BEYOND = 6  # cost of a place that holds on less closely


def draw(chart: LineChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the panels one under the other, and the events through all of them."""
    points = [_points(chart, dossier, panel) for panel in chart.panels]
    tops = [max(point.value or 0 for point in held) or 1 for held in points]
    wholes = [all((point.value or 0) % 1 == 0 for point in held) for held in points]
    levels = [[(0.0, "0"), *levels_of(top, whole=whole)] for top, whole in zip(tops, wholes, strict=True)]
    # A value and a space stand left of the panels.
    left = int(_EDGE + 6 + max(width_of(f"{text} ") for held in levels for _, text in held))
    width = width_for(chart.size, narrow) - left - _EDGE
    tall = (170 if narrow else 210) if len(chart.panels) == 1 else (130 if narrow else 150)
    lines = [(chart.share(begun(line.date)) * width, line) for line in _lines(chart, dossier, narrow)]
    told = words_in_rows(lines, -left, width)
    heads = [_HEAD + (0 if rank else rows_height(told)) for rank in range(len(chart.panels))]
    *begins, end = accumulate((head + tall + _BETWEEN for head in heads), initial=0)
    height = int(end) - _BETWEEN
    figure = new_figure(height + _AXIS, left=left, right=_EDGE, top=0, bottom=_AXIS)
    figure.update_xaxes(**_time_axis(chart, narrow))
    stretches = []  # px from the top of a panel to its foot
    for rank, (record, begin) in enumerate(zip(chart.panels, begins, strict=True)):
        name, per_px, top = str(rank + 1) if rank else "", tops[rank] / (tall - 34), begin + heads[rank]
        stretches.append((top, top + tall))
        domain = [1 - (top + tall) / height, 1 - top / height]
        zero = {"zeroline": True, "zerolinecolor": colour("ink-3"), "ticklabelstandoff": 4}
        axis = {"domain": domain, "range": [0, tall * per_px], **ruled(levels[rank]), **zero}
        figure.update_layout({f"yaxis{name}": {**figure.layout["yaxis"], **axis}})
        held: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        held |= {"bgcolor": colour("paper"), "borderpad": 0, "xshift": _EDGE - left}
        figure.strong(record.name, 0, 1 - begin / height, **held)
        panel = _Panel(chart, record, points[rank], name, per_px, width, tall, [x for x, _ in lines])
        _draw_points(figure, panel, dossier)
    for words in told:
        words.draw(figure, (width, height), stretches, _HEAD)
    _ticks(figure, chart, dossier)
    return figure


def _time_axis(chart: LineChart, narrow: bool) -> dict[str, Any]:
    """Return the axis with the name of each year in its middle, of every other where there is no room."""
    years = range(chart.first.first.year, chart.last.last.year + 1)
    least = _YEAR * chart.days / width_for(chart.size, narrow)  # days that a number takes
    named = years[:: max(2 if narrow and len(years) > 7 else 1, math.ceil(least / 365))]
    middles = {year: middle for year in named if (middle := _middle(chart, year, least))}
    span = [str(chart.first.first), str(chart.last.last + timedelta(days=1))]
    words = {"tickvals": [*middles.values()], "ticktext": [*map(str, middles)], "tickangle": 0}
    axis = {"type": "date", "anchor": "free", "position": 0, "tickfont": {"color": colour("ink")}}
    return {**axis, "range": span, **words}


def _middle(chart: LineChart, year: int, least: float) -> str:
    """Return the middle of a year, or of what is drawn of it where that leaves the middle out; "" if that is too short.

    `least` is how many days its number takes.
    """
    first, last = max(date(year, 1, 1), chart.first.first), min(date(year, 12, 31), chart.last.last)
    middle = date(year, 7, 1)
    if first <= middle <= last:
        return str(middle)
    return str(first + (last - first) / 2) if (last - first).days >= min(least, chart.days / 3) else ""


def _lines(chart: LineChart, dossier: Dossier, narrow: bool) -> list[EventLine]:
    """Return in order of time what gets a line through the panels: labelled events, and the article’s end."""
    lines, ends = [line for line in event_lines(chart.events, dossier) if line.words], dossier.edition.article.ends
    if chart.first.first < ends.last < chart.last.last:
        lines.append(article_end(dossier, None if narrow else ends))
    return sorted(lines, key=lambda line: begun(line.date))


def _ticks(figure: Figure, chart: LineChart, dossier: Dossier) -> None:
    """Draw a tick at the axis for events without words, and for all where there are many."""
    lines = [line for line in event_lines(chart.events, dossier) if not line.words or len(chart.events) > 4]
    if not lines and chart.ticks:
        raise ContentError([chart.fault("“ticks” names marks on the axis, and there are none", "no “ticks”")])
    if not lines:
        return
    colours = [colour(line.line) for line in lines]
    figure.dots(
        [str(begun(line.date)) for line in lines],
        [0] * len(lines),
        [line.hover for line in lines],
        marker={"symbol": "line-ns-open", "size": 11, "line": {"width": 1.5, "color": colours}, "color": colours},
        uid=f"{chart.id}-events",
        name="Events",
        xaxis="x",
        yaxis="y",
    )
    if chart.ticks:
        first = min(line.date.first for line in lines)
        figure.small(chart.ticks, str(first), 0, xanchor="right", yanchor="bottom", xshift=-5, yshift=1)


@dataclass(frozen=True)
class _Panel:
    """A panel of a chart: its record and points, the number of its axes, how much of the value a px is, its size in px.

    `events` are the px at which lines of events run through it.
    """

    chart: LineChart
    record: LinePanel
    points: Sequence[Point]
    name: str
    per_px: float
    width: float
    height: float
    events: Sequence[float]

    @property
    def refs(self) -> dict[str, Any]:
        """The axes to which shapes and labels refer."""
        return {"xref": "x", "yref": f"y{self.name}"}

    @property
    def counted(self) -> list[Point]:
        """The points that have a value."""
        return [point for point in self.points if point.value is not None]

    @cached_property
    def runs(self) -> list[list[Point]]:
        """The points that the line joins: it breaks where one is missing and where two lie too far apart."""
        runs: list[list[Point]] = [[]]
        for point in self.points:
            if point.value is None or (runs[-1] and (day_of(point) - day_of(runs[-1][-1])).days > self.chart.join):
                runs.append([])
            if point.value is not None:
                runs[-1].append(point)
        return [run for run in runs if run]

    def px(self, point: Point) -> Px:
        """Return where a point stands, from the lower left corner."""
        return self.chart.share(day_of(point)) * self.width, (point.value or 0) / self.per_px

    @cached_property
    def marks(self) -> list[Px]:
        """Where its points stand."""
        return [*map(self.px, self.counted)]

    @cached_property
    def lines(self) -> list[list[Px]]:
        """All lines in px: its own, by steps where it has steps, and those of the events."""
        lines = []
        for run in self.runs:
            line: list[Px] = []
            for x, y in map(self.px, run):
                if self.record.steps and line:
                    line.append((x, line[-1][1]))
                line.append((x, y))
            lines.append(line)
        return lines + [[(x, 0.0), (x, self.height)] for x in self.events]


def _draw_points(figure: Figure, panel: _Panel, dossier: Dossier) -> None:
    """Draw the line and the points of a panel, and write the values that its record names."""
    chart, record, token = panel.chart, panel.record, token_of(panel.record.actor)
    axes: dict[str, Any] = {"xaxis": "x", "yaxis": f"y{panel.name}"}
    parts = [((None, None), *((str(day_of(point)), point.value) for point in run)) for run in panel.runs]
    style = {"color": colour(token), "width": 2, "shape": "hv" if record.steps else "linear"}
    figure.polyline(
        [pair for part in parts for pair in part][1:],  # None parts the runs
        f"{chart.id}-line{panel.name}",
        record.name,
        line=style,
        connectgaps=False,
        cliponaxis=False,
        **axes,
    )
    figure.dots(
        [str(day_of(point)) for point in panel.counted],
        [point.value for point in panel.counted],
        [point_hover(point, dossier.series[record.series].unit, dossier) for point in panel.counted],
        marker=dots_of(panel.counted, token, 7, 1.5),
        uid=f"{chart.id}-points{panel.name}",
        name=record.name,
        **axes,
    )
    gaps = [_gap(figure, panel, point) for point in panel.points if point.value is None]
    labelled = [point for point in panel.counted if point.date in record.labelled]
    for point, spot in zip(labelled, _placed(panel, labelled, gaps), strict=True):
        figure.strong(spot.text, str(day_of(point)), point.value, **spot.held, **panel.refs)


def _gap(figure: Figure, panel: _Panel, point: Point) -> Box:
    """Draw the bracket of a missing point and its words, beside a line that would cut them; return their room."""
    when = date_of(point)
    rest = (when.last - when.first) / 4
    left, right, high = str(when.first + rest), str(when.last - rest), 30 * panel.per_px
    add_gap(figure, left, right, high, **panel.refs)
    x, half = panel.px(point)[0], width_of("found") / 2
    cut = next((line for line in panel.events if abs(line - x) < half + 3), None)
    at = x if cut is None else cut - half - 3 if cut >= x else cut + half + 3
    over: dict[str, Any] = {"yanchor": "bottom", "yshift": 2, "xshift": round(at - x, 1)}
    figure.small("not<br>found", str(day(when)), high, **panel.refs, **over)
    return Box(at - half, 0, at + half, 62)


def _placed(panel: _Panel, labelled: Sequence[Point], gaps: Sequence[Box]) -> Sequence[ValueSpot]:
    """Place the values, first the simple way; ContentError where one would be read at another point."""
    for tries in (1, _TRIES):
        spots = place_values((_spots(panel, point) for point in labelled), gaps, _NEAR, kept=tries)
        pairs = zip(labelled, spots, strict=True)
        astray = [unmarked(spot.text) for point, spot in pairs if _is_astray(panel, point, spot.box)]
        if not astray:
            return spots
    found = f"the value {astray[0]} would be read at another point"
    raise ContentError([panel.chart.fault(found, "fewer dates under “labelled”, or a longer stretch for them")])


def _is_astray(panel: _Panel, point: Point, box: Box) -> bool:
    """Tell whether a value lies on another point, or clearly nearer to it than to its own."""
    own, middle = panel.px(point), box.grown(-_CLEAR, -_CLEAR)
    others = [at for at in panel.marks if at != own]
    return any(middle.holds(at) or box.distance(at) + _ASTRAY < box.distance(own) for at in others)


def _spots(panel: _Panel, point: Point) -> Iterator[tuple[float, ValueSpot]]:
    """Yield the spots of a value in one line and, where it has a qualifier, in two, with what they cost."""
    at, room = panel.px(point), Box(-_OFF, 0, panel.width + _ASIDE, panel.height)
    texts = written(point)
    # Most of a long line is too far away for the value to meet it.
    reach = max(width_of(text, LABEL, bold=True) for text in texts) + 2 * _OFF + _CLEAR
    lines = [near for line in panel.lines if (near := _beside(line, at[0] - reach, at[0] + reach))]
    others = [other for other in panel.marks if other != at and abs(other[0] - at[0]) < 2 * reach]
    for number, text in enumerate(texts):
        for dear, spot in _round(at, text, panel.record.steps):
            through = sum(any(runs_within(line, spot.box.grown(_CLEAR, _CLEAR))) for line in lines)
            covered = sum(map(spot.box.grown(3, 3).holds, others))
            mistaken = any(spot.box.distance(other) < spot.box.distance(at) for other in others)
            outside = not (room.holds(spot.box[:2]) and room.holds(spot.box[2:]))
            cost = _BROKEN * number + _THROUGH * through + _POINT * covered + _FOREIGN * mistaken + _OUTSIDE * outside
            yield dear + cost, spot


def _beside(line: Sequence[Px], left: float, right: float) -> Sequence[Px]:
    """Return the part of a line, which runs to the right, between two px, with a point at either side."""
    xs = [x for x, _ in line]
    return line[max(bisect_left(xs, left) - 1, 0) : bisect_right(xs, right) + 1]


def _round(at: Px, text: str, step: bool) -> Iterator[tuple[float, ValueSpot]]:
    """Yield the spots round a point: over it, beside it, under it; a step is better left of its riser."""
    (x, y), wide, high = at, width_of(text, LABEL, bold=True), (text.count("<br>") + 1) * _LINE - _LEADING
    levels = {"bottom": (y + _OFF, _OFF, 0.0), "middle": (y - high / 2, 0.0, 2.0), "top": (y - _OFF - high, -_OFF, 3.0)}
    for yanchor, (foot, up, dear) in levels.items():
        # How far the near edge of a value lies beyond its point: it ends a little behind it, or clear of a line there.
        for order, beyond in enumerate((-_ASIDE,) if yanchor == "middle" else (_OFF, -_ASIDE - 3)):
            ways = {
                "center": (x - wide / 2, 0.0, 1.0 if step else 0.0),
                "right": (x + beyond - wide, beyond, 0.0 if step else 1.1),
                "left": (x - beyond, -beyond, 2.0 if step else 1.0),
            }
            if yanchor == "middle" or order:
                del ways["center"]
            for xanchor, (left, shift, turned) in ways.items():
                box = Box(left, foot, left + wide, foot + high)
                held = {"xanchor": xanchor, "align": xanchor, "yanchor": yanchor, "xshift": shift, "yshift": up}
                yield dear + turned + _BEYOND * order, ValueSpot(text, held, box)


def table(chart: LineChart, dossier: Dossier) -> Table:
    """Return the points of all panels, one a row."""
    return points_table(
        [(panel.name, dossier.series[panel.series], _points(chart, dossier, panel)) for panel in chart.panels],
        dossier,
    )


def _points(chart: LineChart, dossier: Dossier, panel: LinePanel) -> list[Point]:
    """Return the points of a panel: those of no group, dated within the span."""
    series = dossier.series[panel.series]
    check_series(chart, series, dates=panel.labelled)
    points = points_of(series, {None}, (chart.first, chart.last))
    check_values(chart, series, points, "points without a label, dated between “first” and “last”")
    dates = {point.date for point in points}
    if unseen := [str(when) for when in panel.labelled if when not in dates]:
        found = f"“labelled” names {unseen[0]}, and no point of “{series.id}” is drawn there"
        raise ContentError([chart.fault(found, "dates of points without a label, within “first” and “last”")])
    longest = None  # of those that began before
    for other in sorted(map(date_of, points), key=lambda when: when.first):
        one, longest = longest, max(longest or other, other, key=lambda when: when.last)
        if one and other.first <= one.last and one != other:
            found = f"“{series.id}” has {one} and {other}, which share time, and a line would join them"
            raise ContentError([chart.fault(found, "points of one length; that of the whole under “total”")])
    for before, point in pairwise(points):
        if day_of(point) <= day_of(before):
            found = f"“{series.id}”: the line would run back from {before.date} to {point.date}"
            allowed = "points in the order of time; each is drawn in the middle of its date"
            raise ContentError([chart.fault(found, allowed)])
    return points
