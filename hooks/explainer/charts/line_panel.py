"""What stands in one panel of a line chart: the line, its points, the values beside them, the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..series import Point
from .clipping import Box
from .clipping import Point as Px
from .figure import Figure
from .line import Chart, Panel
from .line_events import share
from .line_values import Room, value_place
from .palette import colour
from .points import date_of, day, day_of, dots_of, hover, signed, small, stroke, strong, token_of, width_of

if TYPE_CHECKING:
    from ..dossier import Dossier


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


def draw_points(
    figure: Figure, chart: Chart, panel: Panel, points: Sequence[Point], frame: PanelFrame, dossier: Dossier
) -> None:
    """Draw the line and the points of a panel, and write the values that its record names."""
    held = [point for point in points if point.value is not None]
    _line(figure, chart, panel, points, frame)
    figure.add_scatter(
        x=[str(day_of(point)) for point in held],
        y=[point.value for point in held],
        mode="markers",
        cliponaxis=False,
        marker=dots_of(held, token_of(panel.actor), 7, 1.5),
        hovertext=[hover(point, dossier.series[panel.series].unit, dossier) for point in held],
        hovertemplate="%{hovertext}<extra></extra>",
        uid=f"{chart.id}-points{frame.name}",
        name=panel.name,
        **frame.axes,
    )
    gaps = [_gap(figure, chart, frame, point) for point in points if point.value is None]
    runs = _runs(chart, points)
    room = Room(frame.width, frame.height, _drawn(chart, panel, runs, frame), [_px(chart, frame, one) for one in held])
    taken: list[Box] = list(gaps)
    for point in held:
        if point.date in panel.labelled:
            taken.append(_value(figure, chart, panel, frame, point, room, taken))


def _px(chart: Chart, frame: PanelFrame, point: Point) -> Px:
    return share(chart, day_of(point)) * frame.width, (point.value or 0) / frame.per_px


def _drawn(chart: Chart, panel: Panel, runs: Sequence[Sequence[Point]], frame: PanelFrame) -> list[list[Px]]:
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


def _runs(chart: Chart, points: Sequence[Point]) -> list[list[Point]]:
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


def _line(figure: Figure, chart: Chart, panel: Panel, points: Sequence[Point], frame: PanelFrame) -> None:
    """Draw the line; it breaks at a missing point and where points lie too far apart."""
    x: list[Any] = []
    y: list[Any] = []
    for run in _runs(chart, points):
        if x:
            x.append(None)
            y.append(None)
        x += [str(day_of(point)) for point in run]
        y += [point.value for point in run]
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour(token_of(panel.actor)), "width": 2, "shape": "hv" if panel.steps else "linear"},
        connectgaps=False,
        hoverinfo="skip",
        cliponaxis=False,
        uid=f"{chart.id}-line{frame.name}",
        name=panel.name,
        **frame.axes,
    )


def _value(
    figure: Figure, chart: Chart, panel: Panel, frame: PanelFrame, point: Point, room: Room, taken: Sequence[Box]
) -> Box:
    """Write a value beside its point, and return its room."""
    broken = signed(point, "about<br>")
    texts = [broken] if frame.width < 400 else list(dict.fromkeys((signed(point), broken)))
    sizes = [(width_of(text, 13), text.count("<br>") + 1) for text in texts]
    number, place = value_place(_px(chart, frame, point), sizes, room, taken, step=panel.steps)
    text = texts[number]
    figure.add_annotation(
        strong(
            text,
            str(day_of(point)),
            point.value,
            xref="x",
            yref=f"y{frame.name}",
            xanchor=place.xanchor,
            xshift=place.xshift,
            align=place.xanchor,
            yanchor=place.yanchor,
            yshift=place.yshift,
        )
    )
    return place.box


def _gap(figure: Figure, chart: Chart, frame: PanelFrame, point: Point) -> Box:
    """Draw the bracket of a missing point and its words, beside a line that would cut them; return their room."""
    when = date_of(point)
    rest = (when.last - when.first) / 4
    left, right, high = str(when.first + rest), str(when.last - rest), 30 * frame.per_px
    figure.add_shape(
        type="path",
        path=f"M{left},{high}L{left},0L{right},0L{right},{high}",
        xref="x",
        yref=f"y{frame.name}",
        line=stroke("ink-3", 1, "3px,3px"),
    )
    x, half = share(chart, day(when)) * frame.width, width_of("found") / 2
    cut = next((line for line in frame.lines if abs(line - x) < half + 3), None)
    at = x if cut is None else cut - half - 3 if cut >= x else cut + half + 3
    figure.add_annotation(
        small(
            "not<br>found",
            str(day(when)),
            high,
            xref="x",
            yref=f"y{frame.name}",
            yanchor="bottom",
            yshift=2,
            xshift=round(at - x, 1),
        )
    )
    return at - half, 0, at + half, 62
