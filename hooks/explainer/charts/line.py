"""Points over time, joined where they stand close enough; one panel a measure, events as thin lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from ..fields import Actor, Date, SeriesId, Text
from ..records import Part, Point
from .barnotes import levels_of
from .chart import ChartRecord, Table
from .figure import NARROW, WIDE, Figure, new_figure, number
from .palette import colour
from .points import (
    LATER,
    EventMark,
    article_ends,
    check_series,
    day,
    event_hover,
    hover,
    ink_of,
    points_table,
    small,
    stroke,
    strong,
    token_of,
    width_of,
)

if TYPE_CHECKING:
    from ..dossier import Dossier

_HEAD, _STRIP, _BETWEEN, _EDGE = 24, 18, 18, 8  # px: a panel’s name; one event’s words; panels apart; sides


class Panel(Part):
    """One measure: its series, its name, and the dates whose values are written out; `steps` for running totals."""

    series: SeriesId
    name: Text
    actor: Actor | None = None
    labelled: tuple[Date, ...] = ()
    steps: bool = False


class Chart(ChartRecord):
    """Series over time from zero; points further apart than `join` days are not joined."""

    kind: Literal["line"]
    panels: Annotated[tuple[Panel, ...], Field(min_length=1)]
    first: Date
    last: Date
    join: int = 400
    ticks: Text | None = None
    events: tuple[EventMark, ...] = ()

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.last.last <= self.first.first:
            raise ValueError("“last” lies before “first”")
        if self.join < 1:
            raise ValueError("“join” is a number of days; allowed: 1 or more")
        return self


@dataclass(frozen=True)
class _Place:
    """Where a point lies, in px from the left: itself, the figure’s width, the lines, the next higher point."""

    x: float
    width: float
    lines: tuple[float, ...]
    following: float | None


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the panels one under the other on one axis of time."""
    tall = (170 if narrow else 210) if len(chart.panels) == 1 else (130 if narrow else 150)
    rows = _event_rows(chart, dossier, narrow)
    heads = [_HEAD + (_STRIP * len(rows) if rank == 0 else 0) for rank in range(len(chart.panels))]
    height = sum(heads) + tall * len(heads) + _BETWEEN * (len(heads) - 1)
    tops = [max(point.value or 0 for point in _points(chart, dossier, panel)) for panel in chart.panels]
    left = int(_EDGE + 6 + max(width_of(text) for top in tops for _, text in levels_of(top, "")))
    figure = new_figure(height + 26, left=left, right=_EDGE, top=0, bottom=26)
    width = (NARROW if narrow else 880 if chart.wide else WIDE) - left - _EDGE
    _time_axis(figure, chart, narrow)
    lines = tuple(_share(chart, row[0]) * width for row in rows)
    ceiling = 0.0
    for rank, panel in enumerate(chart.panels):
        top = ceiling + heads[rank]
        name = str(rank + 1) if rank else ""
        points = _points(chart, dossier, panel)
        per_px = tops[rank] / (tall - 34)
        figure.update_layout(
            {
                f"yaxis{name}": {
                    **figure.layout["yaxis"],
                    "domain": [1 - (top + tall) / height, 1 - top / height],
                    "range": [0, tall * per_px],
                    "showticklabels": False,
                }
            }
        )
        figure.add_annotation(
            strong(
                panel.name,
                0,
                1 - ceiling / height,
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="top",
                xshift=_EDGE - left,
                bgcolor=colour("paper"),
                borderpad=0,
            )
        )
        _levels(figure, name, tops[rank])
        _line(figure, chart, panel, name, points, dossier, per_px, width, lines)
        ceiling = top + tall + _BETWEEN
    _events(figure, chart, dossier, rows, height, width)
    return figure


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return the points of all panels, one a row."""
    return points_table(
        [(panel.name, dossier.series[panel.series], _points(chart, dossier, panel)) for panel in chart.panels], dossier
    )


def _points(chart: Chart, dossier: Dossier, panel: Panel) -> list[Point]:
    check_series(chart, dossier.series[panel.series], dates=panel.labelled)
    return [
        point
        for point in dossier.series[panel.series].points
        if point.date and not point.label and chart.first.first <= day(point.date) <= chart.last.last
    ]


def _time_axis(figure: Figure, chart: Chart, narrow: bool) -> None:
    years = chart.last.last.year - chart.first.first.year + 1
    figure.update_xaxes(
        type="date",
        range=[str(chart.first.first), str(chart.last.last + timedelta(days=1))],
        tickformat="%Y",
        tick0="2000-01-01" if years % 2 or not narrow else "2001-01-01",
        anchor="free",
        position=0,
        dtick="M24" if narrow and years > 7 else "M12",
        ticklabelmode="instant" if narrow and years > 7 else "period",
        tickfont={"color": colour("ink")},
    )
    if narrow and years > 7:
        odd = [f"{year}-07-01" for year in range(chart.first.first.year, chart.last.last.year + 1, 2)]
        figure.update_xaxes(tickvals=odd, ticktext=[one[:4] for one in odd])


def _levels(figure: Figure, name: str, highest: float) -> None:
    for level, text in [(0.0, "0"), *levels_of(highest, "")]:
        figure.add_shape(
            type="line",
            xref="paper",
            x0=0,
            x1=1,
            yref=f"y{name}",
            y0=level,
            y1=level,
            line=stroke("rule-2" if level else "ink-3"),
            layer="below",
        )
        figure.add_annotation(small(text.strip(), 0, level, xref="paper", yref=f"y{name}", xanchor="right", xshift=-6))


def _line(
    figure: Figure,
    chart: Chart,
    panel: Panel,
    name: str,
    points: Sequence[Point],
    dossier: Dossier,
    per_px: float,
    width: float,
    lines: tuple[float, ...],
) -> None:
    unit, token = dossier.series[panel.series].unit, token_of(panel.actor)
    x: list[Any] = []
    y: list[Any] = []
    before: Point | None = None
    for point in points:
        if before and (point.value is None or before.value is None or _days(before, point) > chart.join):
            x.append(None)
            y.append(None)
        if point.value is not None:
            x.append(str(day(_when(point))))
            y.append(point.value)
        before = point
    common = {"xaxis": "x", "yaxis": f"y{name}"}
    figure.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": colour(token), "width": 2, "shape": "hv" if panel.steps else "linear"},
        connectgaps=False,
        hoverinfo="skip",
        cliponaxis=False,
        uid=f"{chart.id}-line{name}",
        name=panel.name,
        **common,
    )
    held = [point for point in points if point.value is not None]
    hollow = [point.qualifier in ("about", "derived") for point in held]
    figure.add_scatter(
        x=[str(day(_when(point))) for point in held],
        y=[point.value for point in held],
        mode="markers",
        cliponaxis=False,
        marker={
            "size": 7,
            "color": [colour("paper" if one else token) for one in hollow],
            "opacity": 1,
            "line": {"width": 1.5, "color": colour(token)},
        },
        hovertext=[hover(point, unit, dossier) for point in held],
        hovertemplate="%{hovertext}<extra></extra>",
        uid=f"{chart.id}-points{name}",
        name=panel.name,
        **common,
    )
    for point in points:
        if point.value is None:
            _gap(figure, name, point, per_px)
        elif point.date in panel.labelled:
            here = _share(chart, day(point.date)) * width
            higher = [
                _share(chart, day(_when(one))) * width
                for one in held
                if (one.value or 0) > (point.value or 0) and day(_when(one)) > day(point.date)
            ]
            _value(figure, chart, panel, name, point, _Place(here, width, lines, min(higher, default=None)))


def _when(point: Point) -> Any:
    assert point.date is not None  # only dated points are chosen
    return point.date


def _days(before: Point, after: Point) -> int:
    return (day(_when(after)) - day(_when(before))).days


def _value(figure: Figure, chart: Chart, panel: Panel, name: str, point: Point, place: _Place) -> None:
    """Write a value beside its point: left of a step, under a rise or beside a line, inside the figure."""
    sign = {"at-least": "≥\u202f", "about": "about<br>" if place.width < 400 else "about "}.get(point.qualifier, "")
    text = sign + number(point.value or 0) + ("*" if point.qualifier == "derived" else "")
    half = width_of(text, 13) / 2 + 2
    beside = any(abs(line - place.x) < half for line in place.lines)
    rises = place.following is not None and 0 < place.following - place.x < half + 12
    if panel.steps or (beside and place.x > half):
        anchor, shift = "right", -3
    elif place.x < half or rises:
        anchor, shift = "left", 4 if rises else -4
    elif place.x > place.width - half:
        anchor, shift = "right", 4
    else:
        anchor, shift = "center", 0
    under = (beside or rises) and not panel.steps
    figure.add_annotation(
        strong(
            text,
            str(day(_when(point))),
            point.value,
            xref="x",
            yref=f"y{name}",
            xanchor=anchor,
            xshift=shift,
            align=anchor,
            yanchor="top" if under else "bottom",
            yshift=-3 if under else 1 if panel.steps else 4,
        )
    )


def _gap(figure: Figure, name: str, point: Point, per_px: float) -> None:
    when = _when(point)
    rest = (when.last - when.first) / 4
    left, right, high = str(when.first + rest), str(when.last - rest), 30 * per_px
    figure.add_shape(
        type="path",
        path=f"M{left},{high}L{left},0L{right},0L{right},{high}",
        xref="x",
        yref=f"y{name}",
        line=stroke("ink-3", 1, "3px,3px"),
    )
    figure.add_annotation(
        small("not<br>found", str(day(when)), high, xref="x", yref=f"y{name}", yanchor="bottom", yshift=2)
    )


def _share(chart: Chart, when: date) -> float:
    return (when - chart.first.first).days / ((chart.last.last - chart.first.first).days + 1)


def _event_rows(chart: Chart, dossier: Dossier, narrow: bool) -> list[tuple[date, str, str, str]]:
    """Return date, words, text colour and line colour of what gets a line: labelled events, the article’s end."""
    rows = []
    for mark in chart.events:
        event = dossier.events[mark.event]
        if mark.label:
            rows.append((day(event.date), mark.label, ink_of(event.actor), str(event.actor)))
    if chart.first.first < article_ends() < chart.last.last:
        rows.append((article_ends(), LATER if narrow else f"{LATER} (10 August 2024)", "accent", "accent-2"))
    return rows


def _events(
    figure: Figure,
    chart: Chart,
    dossier: Dossier,
    rows: Sequence[tuple[date, str, str, str]],
    height: float,
    width: float,
) -> None:
    for rank, (when, text, ink, line) in enumerate(rows):
        top = _HEAD + _STRIP * rank
        x = _share(chart, when)
        right = x * width + width_of(text) + 6 < width
        figure.add_shape(
            type="line",
            x0=str(when),
            x1=str(when),
            yref="paper",
            y0=0,
            y1=1 - top / height,
            line=stroke(line),
            layer="below",
        )
        figure.add_annotation(
            small(
                text,
                str(when),
                1 - top / height,
                ink,
                yref="paper",
                yanchor="top",
                yshift=3,
                xanchor="left" if right else "right",
                xshift=3 if right else -3,
                bgcolor=colour("paper"),
            )
        )
    marks = [mark for mark in chart.events if not mark.label or len(chart.events) > 4]
    if marks:
        actors = [dossier.events[mark.event].actor for mark in marks]
        figure.add_scatter(
            x=[str(day(dossier.events[mark.event].date)) for mark in marks],
            y=[0] * len(marks),
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": "line-ns-open",
                "size": 11,
                "line": {"width": 1.5, "color": [colour(actor) for actor in actors]},
                "color": [colour(actor) for actor in actors],
            },
            hovertext=[event_hover(mark, dossier) for mark in marks],
            hovertemplate="%{hovertext}<extra></extra>",
            uid=f"{chart.id}-events",
            name="Events",
            xaxis="x",
            yaxis="y",
        )
    if marks and chart.ticks:
        first = min(dossier.events[mark.event].date.first for mark in marks)
        figure.add_annotation(small(chart.ticks, str(first), 0, xanchor="right", yanchor="bottom", xshift=-5, yshift=1))
