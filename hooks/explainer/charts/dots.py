"""One dot a point in rows, grouped by who is spoken of or who speaks; on a plain or a logarithmic scale."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from pydantic import Field

from ..data.charts import ChartRecord, Group, in_two_groups
from ..data.dossier import Dossier
from ..data.fields import SeriesId
from ..data.problem import ContentError
from ..data.series import Point
from ..prose.moments import in_digits
from .axes import levels_of
from .figure import SMALL, Figure, colour, new_figure, stroke, width_for
from .marks import dots_of, ink_of, token_of
from .tables import Table, check_series, check_values, points_of, points_table
from .words import NOT_FOUND, folded, point_hover, qualified


class RowGroup(Group):
    """A group whose rows are called by the point’s `label`, `date` or `note`, in the order given.

    `what` is the label without the name in brackets at its end, for groups that bear that name.
    """

    words: tuple[Literal["label", "what", "date", "note"], ...] = Field(
        ("label",),
        min_length=1,
        description="what its rows are called, in order: label, what (the label without brackets), date, note",
    )


class DotsChart(ChartRecord):
    """Dots in rows from zero, or from a power of ten where `log` is yes."""

    kind: Literal["dots"] = Field(description="single values on one scale, by who said so")
    series: SeriesId = Field(description="the numbers that it draws")
    groups: tuple[RowGroup, ...] = Field(
        min_length=1, description="rows that belong together: {name, labels, actor, words}"
    )
    log: bool = Field(False, description="whether the scale goes by powers of ten")

    def contradictions(self) -> Iterator[str]:
        yield from in_two_groups(self.groups)


_BRACKETS = re.compile(r"\s*\([^)]*\)$")
_EDGE, _HEAD, _BOTTOM = 8, 24, 30  # px: sides; a group’s name; the scale


def draw(chart: DotsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the rows; on a narrow figure their words stand over the dots, on a wide one beside them."""
    series = dossier.series[chart.series]
    drawn = [point for group in chart.groups for point in _points(chart, dossier, group)]
    for group in chart.groups:
        names = [_words(group, point, narrow) for point in _points(chart, dossier, group)]
        if not all(names):
            found = f"“words” of “{group.name}” leave a row without a name"
            raise ContentError([chart.fault(found, "words that each of its points has")])
        if len(set(names)) < len(names):
            (name, _), *_ = Counter(names).most_common(1)
            found = f"“words” of “{group.name}” call two rows “{name.replace('<br>', ' ')}”"
            raise ContentError([chart.fault(found, "words that tell its points apart, such as “words: [label, date]”")])
    check_values(chart, series, drawn, "labels of points that have one")
    values = [point.value for point in drawn if point.value is not None]
    if chart.log and min(values) <= 0:
        found = f"“log” is yes, and a value is {min(values):g}"
        raise ContentError([chart.fault(found, "values of more than 0, or no “log”")])
    left, y = _EDGE if narrow else 270, 0.0
    figure = new_figure(0, left=left, right=_EDGE, top=0, bottom=_BOTTOM)
    beside: dict[str, Any] = {"xref": "paper", "xanchor": "left", "xshift": _EDGE - left}
    for rank, group in enumerate(chart.groups):
        ink, rows = ink_of(group.actor) if group.actor else "ink", []
        figure.strong(group.name, 0, y, ink, yanchor="top", **beside)
        y += _HEAD
        for point in _points(chart, dossier, group):
            text = _words(group, point, narrow)
            high = (42 if narrow else 26) + 14 * text.count("<br>")
            at = y + high - 12 if narrow else y + high / 2
            figure.line((0, 1), (at, at), stroke("rule-2", 1, "2px,3px"), xref="paper")
            held = {"yanchor": "bottom", "yshift": 8} if narrow else {"yanchor": "middle"}
            figure.small(text, 0, at, "ink-2", **held, **beside)
            if point.value is None:
                figure.small(NOT_FOUND, 0, at, "ink-3", xref="paper", xanchor="left", yanchor="middle", xshift=4)
            else:
                rows.append((point, at))
            y += high
        _dots(figure, chart, group, rank, rows, dossier)
        y += 8
    figure.update_layout(height=int(y) + _BOTTOM)
    figure.update_yaxes(range=[int(y), 0], showticklabels=False)
    _scale(figure, chart, values, series.unit, width_for(chart.size, narrow) - left - _EDGE)
    return figure


def _words(group: RowGroup, point: Point, narrow: bool) -> str:
    parts = {
        "label": point.label,
        "what": _without_name(point.label or "", group.name),
        "note": point.note,
        "date": point.date.words if point.date else None,
    }
    told = (parts[word] for word in group.words)
    return folded(", ".join(part for part in told if part), 312 if narrow else 232)


def _without_name(label: str, group: str) -> str:
    """Return a label without what stands in brackets at its end, where that is all of it in the group's name."""
    bracket = _BRACKETS.search(label)
    words = set(re.findall(r"\w+", bracket[0].casefold())) if bracket else set()
    return _BRACKETS.sub("", label) if words and words <= set(re.findall(r"\w+", group.casefold())) else label


def _scale(figure: Figure, chart: DotsChart, values: Sequence[float], unit: str, span: float) -> None:
    """Draw the scale: a line at each level, its words under it, those at the ends of the scale inside them."""
    room, last = 1 - 116 / span, max(values) or 1  # the last value is written right of its dot
    whole = unit == "percent" and last <= 100  # a share is read against 100
    end = max(100, last / room) if whole else last / room
    counts = all(value % 1 == 0 for value in values)
    levels = [(0.0, "0"), *levels_of(100 if whole else last, unit if unit == "percent" else "", whole=counts)]
    if chart.log:
        low, high = math.floor(math.log10(min(values))), math.log10(last)
        levels = [(10.0**power, in_digits(10.0**power)) for power in range(low, int(high + 0.01) + 1)]
        figure.update_xaxes(type="log", range=[low, low + (high - low) / room], showticklabels=False)
    else:
        figure.update_xaxes(range=[0, end], showticklabels=False)
    for level, text in levels:
        figure.line((level, level), (0, 1), stroke("rule-2"), yref="paper")
        edge = "left" if level == levels[0][0] else "right" if whole and level == 100 == end else "center"
        figure.small(text, _at(chart, level), 0, yref="paper", yanchor="top", yshift=-5, xanchor=edge)


def _at(chart: DotsChart, value: float | None) -> float:
    """Return where a label of a value stands: of a logarithmic axis Plotly wants the power of ten."""
    return math.log10(value or 1) if chart.log else value or 0


def _dots(
    figure: Figure, chart: DotsChart, group: RowGroup, rank: int, rows: Sequence[tuple[Point, float]], dossier: Dossier
) -> None:
    """Draw the dots of a group, each so many px down, with their values beside them; “at least” goes on in an arrow."""
    unit, token = dossier.series[chart.series].unit, token_of(group.actor)
    points = [point for point, _ in rows]
    heads = [", ".join(part for part in (point.label, point.date and point.date.words) if part) for point in points]
    figure.dots(
        [point.value for point in points],
        [y for _, y in rows],
        [point_hover(point, unit, dossier, head) for point, head in zip(points, heads, strict=True)],
        marker=dots_of(points, token, 11, 2),
        uid=f"{chart.id}-{rank}",
        name=group.name,
    )
    arrow = {"showarrow": True, "arrowhead": 2, "arrowwidth": 1.5, "arrowsize": 0.9, "arrowcolor": colour(token)}
    for point, y in rows:
        x, is_open = _at(chart, point.value), point.qualifier == "at-least"
        if is_open:
            figure.add_annotation(text="", x=x, y=y, ax=-16, ay=0, xshift=21, **arrow)
        aside: dict[str, Any] = {"xanchor": "left", "yanchor": "middle", "xshift": 25 if is_open else 9}
        figure.strong(qualified(point, "short"), x, y, size=SMALL, **aside)


def table(chart: DotsChart, dossier: Dossier) -> Table:
    """Return the points of all groups, one a row."""
    series = dossier.series[chart.series]
    points = [point for group in chart.groups for point in _points(chart, dossier, group)]
    return points_table([(series.title, series, points)], dossier)


def _points(chart: DotsChart, dossier: Dossier, group: RowGroup) -> list[Point]:
    """Return the points of a group, those too of which no count was found."""
    series = dossier.series[chart.series]
    check_series(chart, series, group.labels)
    return points_of(series, group.labels)
