"""What every chart of bars is made of: its bars in sets, the frame they stand in, gaps, and the key of colours."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from ..data.charts import MOST_EVENTS, ChartRecord, EventMark, Group, in_two_groups
from ..data.dates import When
from ..data.dossier import Dossier, gathered
from ..data.fields import ActorId, Date, SeriesId, Text
from ..data.problem import ContentError, listing
from ..data.series import Point, Series
from .axes import date_of, slot_of
from .events import EventLine, article_end, event_lines
from .figure import Figure, colour, stroke
from .marks import token_of
from .tables import check_series, check_values, name_of, points_of
from .words import NOT_FOUND, flowed, point_hover, tinted


class BarGroup(Group):
    """A group of bars; `total` is the label of its yearly total, which stands over its panel."""

    total: Text | None = Field(None, description="label of the group’s yearly total, which stands over its panel")


class BarsChart(ChartRecord):
    """Bars from zero; `by` says which points: those dated to a year, to a month, or each point for itself."""

    PARTS = (*ChartRecord.PARTS, "bars", "panels")
    kind: Literal["bars"] = Field(description="amounts by year, by month or point by point", examples=["bars"])
    series: SeriesId = Field(examples=["flights-seen-2024"], description="the numbers that it draws")
    by: Literal["year", "month", "point"] = Field(
        description="which points: those dated to a year, to a month, or each for itself as a lying bar",
        examples=["month"],
    )
    actor: ActorId | None = Field(None, examples=["actor-id"], description="whose colour the bars take")
    groups: tuple[BarGroup, ...] = Field((), description="points that belong together: {name, labels, actor}")
    arrange: Literal["panels", "coloured"] = Field(
        "coloured", description="what the groups become: small panels, or colours"
    )
    first: Date | None = Field(None, description="from when it is drawn, where not all is")
    last: Date | None = Field(None, description="until when it is drawn, where not all is")
    noted: tuple[Date, ...] = Field((), description="dates whose note stands under the bar")
    events: tuple[EventMark, ...] = Field(
        (), max_length=MOST_EVENTS, description="lines at the dates of events: {event, label}"
    )

    def contradictions(self) -> Iterator[str]:
        if self.groups and self.actor:
            yield "“actor” colours all bars, and “groups” have colours of their own; allowed: one of them"
        if self.arrange != "coloured" and len(self.groups) < 2:
            yield f"“arrange: {self.arrange}” needs at least two “groups”"
        if self.by == "point" and self.arrange != "coloured":
            yield "“by: point” gives every point its own bar; allowed with “arrange: coloured” only"
        if self.arrange != "panels" and any(group.total for group in self.groups):
            yield "“total” stands over a small panel; allowed with “arrange: panels” only"
        if self.noted and (self.by == "point" or self.arrange == "panels"):
            yield "“noted” puts notes under standing bars; small panels and “by: point” have no room for them"
        if self.arrange == "panels" and self.events:
            yield "small panels have no room for “events”"
        if self.first and self.last and self.last.last < self.first.first:
            yield "“last” lies before “first”"
        actors = [group.actor for group in self.groups] if self.arrange == "coloured" else []
        if len(set(actors)) < len(actors):
            yield "two of “groups” have one colour; allowed: an “actor” of its own for each, or “arrange: panels”"
        yield from in_two_groups(self.groups)


_MOST = 150
_LETTERS: Mapping[str, Container[int]] = {"year": {4}, "month": {7}, "point": range(11)}  # of a date


@dataclass(frozen=True)
class Bar:
    """A point and its slot along the axis."""

    slot: int
    point: Point

    @property
    def end(self) -> float:
        """The value at which it ends."""
        return self.point.value or 0

    @property
    def is_counted(self) -> bool:
        """Whether a count was found."""
        return self.point.value is not None

    @property
    def is_open(self) -> bool:
        """Whether it is left open at its end, as “at least” is."""
        return self.point.qualifier == "at-least"

    @property
    def lift(self) -> int:
        """The px from its end to its value."""
        return 10 if self.is_open else 3


@dataclass(frozen=True)
class BarSet:
    """Bars of one name and colour token."""

    name: str
    token: str
    bars: list[Bar]

    @property
    def counted(self) -> list[Bar]:
        """The bars that have a value."""
        return [bar for bar in self.bars if bar.is_counted]


def chosen(chart: BarsChart, dossier: Dossier) -> list[Point]:
    """Return the points that `by` and the groups ask for; a labelled point is drawn only by its group.

    ContentError where the groups and notes ask for what the series does not have.
    """
    series = dossier.series[chart.series]
    labels = [name for group in chart.groups for name in (*group.labels, *([group.total] if group.total else []))]
    check_series(chart, series, labels, chart.noted)
    wanted: set[str | None] = {name for group in chart.groups for name in group.labels}
    if not chart.groups:
        wanted = {None, *(point.label for point in series.points if chart.by == "point")}
    points = points_of(series, wanted, (chart.first, chart.last), _LETTERS[chart.by])
    check_values(chart, series, points, "“by”, “first”, “last” and groups that let some in")
    drawn = {point.label for point in points}
    if empty := [group.name for group in chart.groups if drawn.isdisjoint(group.labels)]:
        raise ContentError(
            [chart.fault(f"the group “{name}” has no bar", "labels of points that are drawn") for name in empty]
        )
    if chart.by != "point":
        _check_slots(chart, points)
        _check_gaps(chart, series, points, wanted)
    if len(points) > _MOST:
        found = f"{len(points)} points of “{series.id}” are drawn"
        raise ContentError(
            [chart.fault(found, f"{_MOST} at most, to be told apart; “first”, “last” and “by” choose among them")]
        )
    with_note = [str(point.date) for point in points if point.note]
    if without := [str(when) for when in chart.noted if str(when) not in with_note]:
        found = f"“noted” names {listing(without)}, and no note stands at a point of that date that is drawn"
        raise ContentError([chart.fault(found, listing(with_note) or "none")])
    return points


def _check_slots(chart: BarsChart, points: Iterable[Point]) -> None:
    """Refuse points of more than one year or month, and several for the place of one bar."""
    panels = {label: group.name for group in chart.groups if chart.arrange == "panels" for label in group.labels}
    longer = [point for point in points if date_of(point).is_range]
    single = [point for point in points if not date_of(point).is_range]
    placed = gathered(((panels.get(point.label or ""), slot_of(chart.by, date_of(point))), point) for point in single)
    faults = [f"{name_of(point)} is more than the {chart.by} of a bar" for point in longer]
    faults += [
        f"{len(those)} bars would hide each other: {', '.join(dict.fromkeys(map(name_of, those)))}"
        for those in placed.values()
        if len(those) > 1
    ]
    if faults:
        otherwise = (
            " and group" if panels else ", “by: point” or “arrange: panels”" if chart.groups else " or “by: point”"
        )
        allowed = f"one point for each {chart.by}{otherwise}"
        raise ContentError(chart.fault(found, allowed) for found in faults)


def _check_gaps(chart: BarsChart, series: Series, points: Sequence[Point], wanted: Container[str | None]) -> None:
    """Refuse a slot that would be shown without a count while the series has one for a part of its time."""
    filled = {slot_of(chart.by, date_of(point)) for point in points}
    free = set(range(min(filled), max(filled))) - filled if chart.arrange == "coloured" else set()
    parts = [one for one in series.points if one.value is not None and one.date and one.label in wanted]
    if found := [name_of(one) for one in parts if slot_of(chart.by, date_of(one)) in free]:
        told = f"{listing(found, 3)} of “{series.id}” would be a gap, as if no count were known"
        raise ContentError([chart.fault(told, f"a point of the whole {chart.by}, a missing one, or “by: point”")])


def sets_of(chart: BarsChart, dossier: Dossier) -> list[BarSet]:
    """Return a set a group, or one of all bars; where every point has its own slot, slots are numbered from 0."""
    points = chosen(chart, dossier)
    slots = range(len(points)) if chart.by == "point" else [slot_of(chart.by, date_of(point)) for point in points]
    bars = [Bar(slot, point) for slot, point in zip(slots, points, strict=True)]
    if not chart.groups:
        return [BarSet(chart.title, token_of(chart.actor), bars)]
    return [
        BarSet(group.name, token_of(group.actor), [bar for bar in bars if bar.point.label in group.labels])
        for group in chart.groups
    ]


def bars_of(sets: Iterable[BarSet]) -> list[Bar]:
    """Return the bars of all sets in the order of their slots."""
    return sorted((bar for one in sets for bar in one.bars), key=lambda bar: bar.slot)


def slots_of(sets: Iterable[BarSet]) -> range:
    """Return the slots from the first bar to the last, without holes."""
    bars = bars_of(sets)
    return range(bars[0].slot, bars[-1].slot + 1)


def lines_of(chart: BarsChart, dossier: Dossier, narrow: bool, *, ends: bool) -> list[EventLine]:
    """Return what gets a line: the events, and where the article `ends`, told by its month if there is room."""
    month = dossier.edition.article.ends.start[:7]
    end = article_end(dossier, None if narrow else When(month, month))
    return [*event_lines(chart.events, dossier), *([end] if ends else [])]


@dataclass(frozen=True)
class Frame:
    """Where slots and values lie.

    `slot_px` is how many px a slot has and `share` how much of it a bar takes; `per_px` is how much of the value
    a px is; `gap_px` is the height of the bracket where a count is missing.
    `across` lays the bars down, `name` is the number of the axes; `aside` are the px before the first slot.
    """

    slots: range
    slot_px: float
    share: float
    per_px: float
    gap_px: int = 44
    across: bool = False
    name: str = ""
    aside: float = 0

    @property
    def start(self) -> float:
        """Where the first slot begins."""
        return self.slots.start - 0.5

    @property
    def stop(self) -> float:
        """Where the last slot ends."""
        return self.slots.stop - 0.5

    @property
    def refs(self) -> dict[str, str]:
        """The axes to which shapes and labels refer."""
        return {"xref": f"x{self.name}", "yref": f"y{self.name}"}

    def px(self, slot: float) -> float:
        """Return how many px lie before a place along the slots."""
        return self.aside + (slot - self.start) * self.slot_px

    def path(self, *corners: tuple[float, float]) -> str:
        """Return an SVG path through (slot, value) corners, in data coordinates."""
        turned = [(value, slot) if self.across else (slot, value) for slot, value in corners]
        return "M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in turned)

    @property
    def gap_words(self) -> list[str]:
        """That a count is missing, broken so that it fits a slot."""
        words = NOT_FOUND.split()
        return [" ".join(words[:2]), *words[2:]] if self.slot_px > 52 else words


def draw_bars(
    figure: Figure,
    frame: Frame,
    sets: Sequence[BarSet],
    chart: BarsChart,
    dossier: Dossier,
    filled: Iterable[int],
) -> None:
    """Draw sets of bars and the gaps among them; a slot that no bar has `filled` is a gap without words."""
    for rank, one in enumerate(sets):
        _trace(figure, frame, one, f"{chart.id}-{frame.name}{rank}", dossier.series[chart.series].unit, dossier)
        for bar in one.bars:
            if not bar.is_counted:
                _gap(figure, frame, bar.slot)
                if not frame.across:
                    words, high = "<br>".join(frame.gap_words), frame.gap_px * frame.per_px
                    figure.small(words, bar.slot, high, yanchor="bottom", yshift=3, **frame.refs)
            elif bar.is_open:
                _open_end(figure, frame, bar, one.token)
    for slot in sorted(set(frame.slots) - set(filled)):
        _gap(figure, frame, slot)
    figure.update_layout(barmode="overlay")


def _trace(figure: Figure, frame: Frame, one: BarSet, uid: str, unit: str, dossier: Dossier) -> None:
    slots, values = [bar.slot for bar in one.counted], [bar.end for bar in one.counted]
    derived = [bar.point.qualifier == "derived" for bar in one.counted]
    figure.add_bar(
        x=values if frame.across else slots,
        y=slots if frame.across else values,
        orientation="h" if frame.across else "v",
        xaxis=f"x{frame.name}",
        yaxis=f"y{frame.name}",
        base=[0] * len(slots),
        width=[frame.share] * len(slots),
        uid=uid,
        name=one.name,
        hovertext=[point_hover(bar.point, unit, dossier) for bar in one.counted],
        hovertemplate="%{hovertext}<extra></extra>",
        textposition="none",
        marker={
            "color": colour(one.token),
            "line": {"width": [1.5 if hatched else 0 for hatched in derived], "color": colour(one.token)},
            "pattern": {
                "shape": ["/" if hatched else "" for hatched in derived],
                "fillmode": "replace",
                "size": 6,
                "solidity": 0.45,
            },
        },
    )


def _gap(figure: Figure, frame: Frame, slot: int) -> None:
    """Draw a dashed bracket where a count is missing."""
    left, right, high = slot - frame.share / 2, slot + frame.share / 2, frame.gap_px * frame.per_px
    bracket = frame.path((left, high), (left, 0), (right, 0), (right, high))
    figure.path(bracket, stroke("ink-3", 1, "3px,3px"), **frame.refs)


def _open_end(figure: Figure, frame: Frame, bar: Bar, token: str) -> None:
    inset = frame.share / 2 - 0.75 / frame.slot_px
    for side in (bar.slot - inset, bar.slot + inset):
        figure.path(frame.path((side, bar.end), (side, bar.end + 7 * frame.per_px)), stroke(token, 1.5), **frame.refs)


def draw_base(figure: Figure, frame: Frame) -> None:
    """Draw the line of zero."""
    figure.path(frame.path((frame.start, 0), (frame.stop, 0)), stroke("ink-3"), **frame.refs)


_KEY_LINE = 18  # px


def key_lines(chart: BarsChart, sets: Sequence[BarSet], width: float) -> list[str]:
    """Return what each colour is, in lines of `width` px; bars of no group need no key."""
    names = [f"{tinted('■', one.token)}\u2002{one.name}" for one in sets if chart.groups]
    return flowed(names, width, gap="\u2003")


def key_height(lines: Sequence[str]) -> int:
    """Return the height of a key in px."""
    return _KEY_LINE * len(lines) + (8 if lines else 0)


def draw_key(figure: Figure, lines: Sequence[str], aside: float = 0) -> None:
    """Write the key over the bars, from so many px left of them."""
    for rank, line in enumerate(reversed(lines)):
        up: dict[str, Any] = {"yanchor": "bottom", "yshift": _KEY_LINE * rank + 6, "xanchor": "left", "xshift": -aside}
        figure.small(line, 0, 1, "ink-2", xref="paper", yref="paper", **up)
