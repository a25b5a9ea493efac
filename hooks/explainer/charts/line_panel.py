"""What stands in one panel of a line chart: the line, its points, the gaps, and the values beside the points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from ..data.charts import ChartRecord, SpanChart
from ..data.dossier import Dossier
from ..data.fields import ActorId, Date, SeriesId, Text
from ..data.records import Part, Point
from .axes import date_of, day, day_of
from .figure import LABEL, Figure, colour, stroke
from .geometry import Box, runs_within
from .geometry import Point as Px
from .labels import ValueSpot, arrangements
from .marks import dots_of, token_of
from .words import point_hover, qualified, width_of


class LinePanel(Part):
    """One measure: its series, its name, and the dates whose values are written out; `steps` for running totals."""

    series: SeriesId
    name: Text
    actor: ActorId | None = None
    labelled: tuple[Date, ...] = ()
    steps: bool = False


class LineChart(SpanChart):
    """Series over time from zero; points further apart than `join` days are not joined."""

    PARTS = (*ChartRecord.PARTS, "panels")
    kind: Literal["line"]
    panels: Annotated[tuple[LinePanel, ...], Field(min_length=1)]
    join: int = 400
    ticks: Text | None = None

    def contradictions(self) -> Iterator[str]:
        yield from super().contradictions()
        if self.join < 1:
            yield "“join” is a number of days; allowed: 1 or more"


_LINE, _LEADING = 16, 4  # px from line to line of a value, and how much of that lies over its letters
_OFF = 4  # px from a point to its value
_ASIDE = 9  # px from the middle of a point to a value beside it
_CLEAR = 2  # px that a value keeps from lines
_NEAR = 6  # px between two values within which either may be read with the point of the other
_THROUGH, _POINT, _MEETING, _OUTSIDE = 20, 30, 40, 100  # cost of a line, a point, another value, the edge
_BROKEN = 10  # cost of a second line
_CLOSE, _BEYOND = 6, 6  # cost of another value so near, and of a place that holds on less closely


@dataclass(frozen=True)
class Panel:
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


def draw_points(figure: Figure, panel: Panel, dossier: Dossier) -> None:
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
    wanted = (_spots(panel, point, gaps) for point in labelled)
    spots = arrangements(wanted, lambda spot, before: _crowding(spot.box, [one.box for one in before]), kept=1)[0][1]
    for point, spot in zip(labelled, spots, strict=True):
        figure.strong(spot.text, str(day_of(point)), point.value, **spot.held, **panel.refs)


def _gap(figure: Figure, panel: Panel, point: Point) -> Box:
    """Draw the bracket of a missing point and its words, beside a line that would cut them; return their room."""
    when = date_of(point)
    rest = (when.last - when.first) / 4
    left, right, high = str(when.first + rest), str(when.last - rest), 30 * panel.per_px
    bracket = f"M{left},{high}L{left},0L{right},0L{right},{high}"
    figure.path(bracket, stroke("ink-3", 1, "3px,3px"), **panel.refs)
    x, half = panel.px(point)[0], width_of("found") / 2
    cut = next((line for line in panel.events if abs(line - x) < half + 3), None)
    at = x if cut is None else cut - half - 3 if cut >= x else cut + half + 3
    over: dict[str, Any] = {"yanchor": "bottom", "yshift": 2, "xshift": round(at - x, 1)}
    figure.small("not<br>found", str(day(when)), high, **panel.refs, **over)
    return Box(at - half, 0, at + half, 62)


def _spots(panel: Panel, point: Point, gaps: Sequence[Box]) -> Iterator[tuple[float, ValueSpot]]:
    """Yield the spots of a value in one line and, where it has a qualifier, in two, with what they cost."""
    at, room = panel.px(point), Box(-_OFF, 0, panel.width + _ASIDE, panel.height)
    others = [other for other in map(panel.px, panel.counted) if other != at]
    for number, text in enumerate(dict.fromkeys((qualified(point, "short"), qualified(point, "lines")))):
        for dear, spot in _round(at, text, panel.record.steps):
            through = sum(any(runs_within(line, spot.box.grown(_CLEAR, _CLEAR))) for line in panel.lines)
            covered = sum(map(spot.box.grown(3, 3).holds, others))
            outside = not (room.holds(spot.box[:2]) and room.holds(spot.box[2:]))
            cost = _BROKEN * number + _THROUGH * through + _POINT * covered + _OUTSIDE * outside
            yield dear + cost + _crowding(spot.box, gaps), spot


def _crowding(box: Box, others: Sequence[Box]) -> float:
    """Return the cost of other words that meet a value or stand near it."""
    return _MEETING * sum(map(box.meets, others)) + _CLOSE * sum(map(box.grown(_NEAR, _NEAR).meets, others))


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
