"""What stands in one panel of a line chart: the line, its points, the gaps, and the values beside the points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..data.charts import LineChart, LinePanel
from ..data.dossier import Dossier
from ..data.records import Point
from .axes import date_of, day, day_of
from .figure import Figure, colour, stroke
from .geometry import Box, grown, meet, runs_within
from .geometry import Point as Px
from .marks import dots_of, token_of
from .words import point_hover, rough_width, signed

_LINE, _LEADING = 16, 4  # px from line to line of a value, and how much of that lies over its letters
_OFF = 4  # px from a point to its value
_ASIDE = 9  # px from the middle of a point to a value beside it
_CLEAR = 2  # px that a value keeps from lines
_NEAR = 6  # px between two values within which either may be read with the point of the other
_THROUGH, _POINT, _MEETING, _OUTSIDE = 20, 30, 40, 100  # cost of a line, a point, another value, the edge
_BROKEN = 10  # cost of a second line
_CLOSE, _BEYOND = 6, 6  # cost of another value so near, and of a place that holds on less closely


@dataclass(frozen=True)
class Place:
    """How a value is held by its point, as Plotly says it, and the box that it takes; px, up from the foot."""

    xanchor: str
    yanchor: str
    xshift: float
    yshift: float
    box: Box


@dataclass(frozen=True)
class Room:
    """What stands in a panel, in px to the right of and above its lower left corner."""

    width: float
    height: float
    lines: Sequence[Sequence[Px]]
    points: Sequence[Px]


def value_place(
    at: Px, sizes: Sequence[tuple[float, int]], room: Room, taken: Sequence[Box], *, step: bool
) -> tuple[int, Place]:
    """Return which of its `sizes` (px wide, lines high) a value takes, the first if it can, and its place there."""

    def cost(candidate: tuple[int, float, Place]) -> float:
        number, dear, place = candidate
        dear += _BROKEN * number
        left, foot, right, top = place.box
        clear = grown(place.box, _CLEAR, _CLEAR)
        dear += _THROUGH * sum(any(runs_within(line, clear)) for line in room.lines)
        dear += _POINT * sum(
            left - 3 < x < right + 3 and foot - 3 < y < top + 3 for x, y in room.points if (x, y) != at
        )
        dear += _MEETING * sum(meet(place.box, other) for other in taken)
        dear += _CLOSE * sum(meet(grown(place.box, _NEAR, _NEAR), other) for other in taken)
        return dear + _OUTSIDE * (left < -_OFF or right > room.width + _ASIDE or foot < 0 or top > room.height)

    candidates = ((number, *one) for number, size in enumerate(sizes) for one in _places(at, size, step=step))
    number, _, place = min(candidates, key=cost)
    return number, place


def _places(at: Px, size: tuple[float, int], *, step: bool) -> Iterator[tuple[float, Place]]:
    """Yield the places round a point: over it, beside it, under it; a step is better left of its riser."""
    (x, y), (wide, lines) = at, size
    high = lines * _LINE - _LEADING
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
                box = (left, foot, left + wide, foot + high)
                yield dear + turned + _BEYOND * order, Place(xanchor, yanchor, shift, up, box)


@dataclass(frozen=True)
class PanelFrame:
    """Where values lie: the number of the axes, how much a px is, the panel's size in px, the lines of events."""

    name: str
    per_px: float
    width: float
    height: float
    lines: tuple[float, ...]

    @property
    def axes(self) -> dict[str, str]:
        """The axes of a trace."""
        return {"xaxis": "x", "yaxis": f"y{self.name}"}

    @property
    def refs(self) -> dict[str, str]:
        """The axes to which shapes and labels refer."""
        return {"xref": "x", "yref": f"y{self.name}"}


def draw_points(
    figure: Figure, chart: LineChart, panel: LinePanel, points: Sequence[Point], frame: PanelFrame, dossier: Dossier
) -> None:
    """Draw the line and the points of a panel, and write the values that its record names."""
    held = [point for point in points if point.value is not None]
    runs = _runs(chart, points)
    _line(figure, chart, panel, runs, frame)
    figure.dots(
        [str(day_of(point)) for point in held],
        [point.value for point in held],
        [point_hover(point, dossier.series[panel.series].unit, dossier) for point in held],
        marker=dots_of(held, token_of(panel.actor), 7, 1.5),
        uid=f"{chart.id}-points{frame.name}",
        name=panel.name,
        **frame.axes,
    )
    gaps = [_gap(figure, chart, frame, point) for point in points if point.value is None]
    room = Room(frame.width, frame.height, _drawn(chart, panel, runs, frame), [_px(chart, frame, one) for one in held])
    taken: list[Box] = list(gaps)
    for point in held:
        if point.date in panel.labelled:
            taken.append(_value(figure, chart, panel, frame, point, room, taken))


def _px(chart: LineChart, frame: PanelFrame, point: Point) -> Px:
    return chart.share(day_of(point)) * frame.width, (point.value or 0) / frame.per_px


def _drawn(chart: LineChart, panel: LinePanel, runs: Sequence[Sequence[Point]], frame: PanelFrame) -> list[list[Px]]:
    """Return the lines of a panel in px: its own, by steps where it has steps, and those of the events."""
    lines = []
    for run in runs:
        line: list[Px] = []
        for x, y in (_px(chart, frame, point) for point in run):
            if panel.steps and line:
                line.append((x, line[-1][1]))
            line.append((x, y))
        lines.append(line)
    return lines + [[(x, 0.0), (x, frame.height)] for x in frame.lines]


def _runs(chart: LineChart, points: Sequence[Point]) -> list[list[Point]]:
    """Part the points where one is missing, and where two lie too far apart to be joined."""
    runs: list[list[Point]] = []
    before: Point | None = None
    for point in points:
        if point.value is not None:
            joined = before is not None and (day_of(point) - day_of(before)).days <= chart.join
            if joined:
                runs[-1].append(point)
            else:
                runs.append([point])
        before = point if point.value is not None else None
    return runs


def _line(
    figure: Figure, chart: LineChart, panel: LinePanel, runs: Sequence[Sequence[Point]], frame: PanelFrame
) -> None:
    """Draw the line, which breaks from run to run."""
    points: list[tuple[str | None, float | None]] = []
    for run in runs:
        points += [(None, None)] if points else []
        points += [(str(day_of(point)), point.value) for point in run]
    style = {"color": colour(token_of(panel.actor)), "width": 2, "shape": "hv" if panel.steps else "linear"}
    more: dict[str, Any] = {"connectgaps": False, "cliponaxis": False, **frame.axes}
    figure.polyline(points, f"{chart.id}-line{frame.name}", panel.name, line=style, **more)


def _value(
    figure: Figure,
    chart: LineChart,
    panel: LinePanel,
    frame: PanelFrame,
    point: Point,
    room: Room,
    taken: Sequence[Box],
) -> Box:
    """Write a value beside its point, and return its room."""
    broken = signed(point, "about<br>")
    texts = [broken] if frame.width < 400 else list(dict.fromkeys((signed(point), broken)))
    sizes = [(rough_width(text, 13), text.count("<br>") + 1) for text in texts]
    number, place = value_place(_px(chart, frame, point), sizes, room, taken, step=panel.steps)
    text = texts[number]
    held = {"xanchor": place.xanchor, "align": place.xanchor, "yanchor": place.yanchor}
    moved: dict[str, Any] = {"xshift": place.xshift, "yshift": place.yshift, **held, **frame.refs}
    figure.strong(text, str(day_of(point)), point.value, **moved)
    return place.box


def _gap(figure: Figure, chart: LineChart, frame: PanelFrame, point: Point) -> Box:
    """Draw the bracket of a missing point and its words, beside a line that would cut them; return their room."""
    when = date_of(point)
    rest = (when.last - when.first) / 4
    left, right, high = str(when.first + rest), str(when.last - rest), 30 * frame.per_px
    bracket = f"M{left},{high}L{left},0L{right},0L{right},{high}"
    figure.path(bracket, stroke("ink-3", 1, "3px,3px"), **frame.refs)
    x, half = chart.share(day(when)) * frame.width, rough_width("found") / 2
    cut = next((line for line in frame.lines if abs(line - x) < half + 3), None)
    at = x if cut is None else cut - half - 3 if cut >= x else cut + half + 3
    over: dict[str, Any] = {"yanchor": "bottom", "yshift": 2, "xshift": round(at - x, 1)}
    figure.small("not<br>found", str(day(when)), high, **frame.refs, **over)
    return at - half, 0, at + half, 62
