"""What stands in one panel of a line chart: the line, its points, the values beside them, the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..series import Point
from .figure import Figure
from .line import Chart, Panel
from .line_events import share
from .palette import colour
from .points import date_of, day, day_of, dots_of, hover, signed, small, stroke, strong, token_of, width_of

if TYPE_CHECKING:
    from ..dossier import Dossier


@dataclass(frozen=True)
class PanelFrame:
    """Where values lie: the number of the axes, how much a px is, the figure's width in px, the lines of events."""

    name: str
    per_px: float
    width: float
    lines: tuple[float, ...]

    @property
    def axes(self) -> dict[str, str]:
        """The axes of a trace."""
        return {"xaxis": "x", "yaxis": f"y{self.name}"}


@dataclass(frozen=True)
class _Place:
    """Where a point lies, in px from the left: itself, and the next higher point."""

    x: float
    following: float | None


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
    for point in points:
        if point.value is None:
            _gap(figure, frame, point)
        elif point.date in panel.labelled:
            higher = [
                share(chart, day_of(one)) * frame.width
                for one in held
                if (one.value or 0) > (point.value or 0) and day_of(one) > day_of(point)
            ]
            place = _Place(share(chart, day_of(point)) * frame.width, min(higher, default=None))
            _value(figure, panel, frame, point, place)


def _line(figure: Figure, chart: Chart, panel: Panel, points: Sequence[Point], frame: PanelFrame) -> None:
    """Draw the line; it breaks at a missing point and where points lie too far apart."""
    x: list[Any] = []
    y: list[Any] = []
    before: Point | None = None
    for point in points:
        if before and (
            point.value is None or before.value is None or (day_of(point) - day_of(before)).days > chart.join
        ):
            x.append(None)
            y.append(None)
        if point.value is not None:
            x.append(str(day_of(point)))
            y.append(point.value)
        before = point
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


def _value(figure: Figure, panel: Panel, frame: PanelFrame, point: Point, place: _Place) -> None:
    """Write a value beside its point: left of a step, under a rise or beside a line, inside the figure."""
    text = signed(point, "about<br>" if frame.width < 400 else "about ")
    half = width_of(text, 13) / 2 + 2
    beside = any(abs(line - place.x) < half for line in frame.lines)
    rises = place.following is not None and 0 < place.following - place.x < half + 12
    if panel.steps or (beside and place.x > half):
        anchor, shift = "right", -3
    elif place.x < half or rises:
        anchor, shift = "left", 4 if rises else -4
    elif place.x > frame.width - half:
        anchor, shift = "right", 4
    else:
        anchor, shift = "center", 0
    under = (beside or rises) and not panel.steps
    figure.add_annotation(
        strong(
            text,
            str(day_of(point)),
            point.value,
            xref="x",
            yref=f"y{frame.name}",
            xanchor=anchor,
            xshift=shift,
            align=anchor,
            yanchor="top" if under else "bottom",
            yshift=-3 if under else 1 if panel.steps else 4,
        )
    )


def _gap(figure: Figure, frame: PanelFrame, point: Point) -> None:
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
    figure.add_annotation(
        small("not<br>found", str(day(when)), high, xref="x", yref=f"y{frame.name}", yanchor="bottom", yshift=2)
    )
