"""Lanes drawn down a narrow figure: one line a capital at the left, the events as a list in order of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING


from ..dossier import ARTICLE_ENDS
from ..records import Point
from .figure import Figure, NARROW, SMALL, label, new_figure, qualified
from .hovering import ACTOR_NAMES, claim_hover, folded, statement_hover
from .lanes import Chart, Link, month_totals, shown_events
from .lettering import SERIF, short_date, width_of, wrap
from .marks import add_status_mark
from .palette import colour

if TYPE_CHECKING:
    from ..dossier import Dossier

_LANE, _HEAD = 22, 62  # px: from lane to lane; height of the names
_LATER = 18  # px for the words where what follows is later than the article
_LINE, _PAD = 15, 11  # px: a line of text, the space between rows


@dataclass(frozen=True)
class Entry:
    """A row of the list: its day for the order, its lane, the words, and the events that a link can end at."""

    day: date
    lane: str
    when: str
    words: str
    ids: tuple[str, ...]
    claim: str | None = None
    joint: str | None = None
    hover: str = ""


def draw_down(chart: Chart, dossier: Dossier) -> Figure:
    """Draw the list; y counts px from its top, x px from the left edge."""
    entries = sorted(_entries(chart, dossier), key=lambda entry: entry.day)
    dates_at = len(chart.lanes) * _LANE + 6
    whens = [_when(entry, before) for before, entry in zip([None, *entries], entries, strict=False)]
    text_at = dates_at + max(map(width_of, whens)) + 8
    lines = [wrap(entry.words, NARROW - text_at - 8) for entry in entries]
    tops, y = [], float(_HEAD + 10)
    for block, entry, before in zip(lines, entries, [None, *entries], strict=False):
        if before and before.day <= ARTICLE_ENDS < entry.day:
            y += _LATER
        tops.append(y)
        y += len(block) * _LINE + _PAD
    figure = new_figure(round(y) + 2, left=0, right=0, top=0, bottom=2)
    figure.update_xaxes(range=[0, NARROW], showticklabels=False)
    figure.update_yaxes(range=[y, 0], showticklabels=False)
    lanes = {lane: _LANE * (n + 0.5) for n, lane in enumerate(chart.lanes)}
    _lanes(figure, lanes, y)
    _month_rules(figure, entries, tops, dates_at)
    at = {id_: (lanes[entry.lane], top + 7) for entry, top in zip(entries, tops, strict=True) for id_ in entry.ids}
    for entry, top in zip(entries, tops, strict=True):
        if entry.joint:
            _join(figure, entry, lanes, top + 7)
    for number, link in enumerate(chart.links):
        _link(figure, link, number, at, dossier)
    for entry, top, block, when in zip(entries, tops, lines, whens, strict=True):
        _mark(figure, entry, lanes[entry.lane], top + 7, dossier)
        figure.add_annotation(label(when, dates_at, top, "ink-3", size=SMALL, xanchor="left", yanchor="top", borderpad=0))
        figure.add_annotation(label("<br>".join(block), text_at, top, "ink", size=SMALL, xanchor="left", yanchor="top", align="left",
                                    borderpad=0))
    return figure


def _when(entry: Entry, before: Entry | None) -> str:
    """Return the date of a row, the month only where it begins."""
    same = before is not None and before.day.month == entry.day.month and " – " not in entry.when
    return entry.when.rsplit(" ", 1)[0] if same else entry.when


def _entries(chart: Chart, dossier: Dossier) -> list[Entry]:
    entries = [
        Entry(event.date.first, event.actor, short_date(event.date), event.label or dossier.claims[event.claim].title, (event.id,),
              event.claim, joint, claim_hover(dossier, event.claim))
        for event, joint in shown_events(chart, dossier)
    ]
    return entries + _count_entries(chart, dossier, [entry.day for entry in entries])


def _count_entries(chart: Chart, dossier: Dossier, days: list[date]) -> list[Entry]:
    """Return one row for each run of counted days that no other event breaks, within a month."""
    if chart.counts is None:
        return []
    series, totals = dossier.series[chart.counts.dates], dict(month_totals(chart, dossier))
    points = [point for point in series.points if point.date and chart.between.first <= point.date.first <= chart.between.last]
    runs: list[list[Point]] = []
    for point in points:
        last = runs[-1][-1] if runs else None
        whole = last and last.date.start[:7] == point.date.start[:7] and not any(last.date.first <= day < point.date.first for day in days)
        runs[-1].append(point) if whole else runs.append([point])
    rows = []
    for run in runs:
        words = _seen(run, series.unit)
        month = run[0].date.start[:7]
        if run is [other for other in runs if other[0].date.start[:7] == month][-1]:
            words += f"; {totals[month]}"
        when = ", ".join(str(point.date.first.day) for point in run) if len(run) < 3 else f"{run[0].date.first.day}–{run[-1].date.first.day}"
        ids = tuple(event.id for event in dossier.events.values()
                    if event.actor == chart.counts.actor and any(event.date == point.date for point in run))
        rows.append(Entry(run[0].date.first, chart.counts.actor, f"{when} {short_date(run[0].date).split()[1]}", words, ids,
                          hover="<br>".join(folded(f"Counted by {series.counted_by}"))))
    return rows


def _seen(run: list[Point], unit: str) -> str:
    """Tell the counts of some days: “1 and 1 drones seen”; days without a number stay without one."""
    told = [qualified(point.value, point.qualifier) for point in run if point.value is not None]
    if not told:
        return f"{unit} seen, number unknown"
    listed = " and ".join(filter(None, [", ".join(told[:-1]), told[-1]]))
    return f"{listed} {unit} seen" + (", others uncounted" if len(told) < len(run) else "")


def _lanes(figure: Figure, lanes: dict[str, float], bottom: float) -> None:
    figure.add_shape(type="rect", x0=lanes["minsk"] - _LANE / 2, x1=lanes["minsk"] + _LANE / 2, y0=0, y1=bottom,
                     fillcolor=colour("wash"), line={"width": 0}, layer="below")
    for lane, x in lanes.items():
        figure.add_shape(type="line", x0=x, x1=x, y0=_HEAD, y1=bottom, line={"color": colour("rule"), "width": 1}, layer="below")
        figure.add_annotation(
            label(ACTOR_NAMES[lane], x, _HEAD - 4, f"{lane}-ink", size=14, xanchor="center", yanchor="bottom", textangle=-90)
            | {"font": {"family": SERIF, "size": 14, "color": colour(f"{lane}-ink")}})


def _month_rules(figure: Figure, entries: list[Entry], tops: list[float], left: float) -> None:
    """Draw a hairline where a month begins, and the accent's where what follows is later than the article."""
    before: date | None = None
    for entry, top in zip(entries, tops, strict=True):
        later = before is not None and before <= ARTICLE_ENDS < entry.day
        if later or before is None or entry.day.month != before.month:
            y = top - _PAD / 2 - 1 - (_LATER if later else 0)
            figure.add_shape(type="line", x0=left, x1=NARROW, y0=y, y1=y, layer="below",
                             line={"color": colour("accent" if later else "rule"), "width": 1})
        if later:
            figure.add_annotation(label("later than the article", left, top - _LATER - 4, "accent", size=SMALL, xanchor="left",
                                        yanchor="top", borderpad=0))
        before = entry.day


def _join(figure: Figure, entry: Entry, lanes: dict[str, float], y: float) -> None:
    assert entry.joint is not None
    ends = [lanes[entry.lane], lanes[entry.joint]]
    figure.add_scatter(x=ends, y=[y, y], mode="lines", line={"color": colour("ink-3"), "width": 1.2}, uid=f"{entry.ids[0]}-joint",
                       name=f"{entry.ids[0]}: both took part", hoverinfo="skip")
    figure.add_scatter(x=ends[1:], y=[y], mode="markers", marker={"size": 6, "color": colour(entry.joint)},
                       uid=f"{entry.ids[0]}-second", name=f"{entry.ids[0]} ({entry.joint})", hoverinfo="text", hovertext=entry.hover)


def _link(figure: Figure, link: Link, number: int, at: dict[str, tuple[float, float]], dossier: Dossier) -> None:
    (x0, y0), (x1, y1) = at[link.first], at[link.then]
    token, dash = ("ink-2", "solid") if link.claim else ("accent-2", "4px,3px")
    hover = claim_hover(dossier, link.claim) if link.claim else statement_hover(dossier, link.statement or "")
    long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    step_x, step_y = (x1 - x0) / long * 8, (y1 - y0) / long * 8
    figure.add_scatter(x=[x0 + step_x, x1 - step_x], y=[y0 + step_y, y1 - step_y], mode="lines+markers",
                       line={"color": colour(token), "width": 1.4, "dash": dash},
                       marker={"symbol": "arrow", "angleref": "previous", "size": [0, 8], "color": colour(token),
                               "line": {"width": 0}},
                       uid=f"link-{number}", name=f"{link.first} to {link.then}", hoverinfo="text", hovertext=hover)


def _mark(figure: Figure, entry: Entry, x: float, y: float, dossier: Dossier) -> None:
    if entry.claim:
        add_status_mark(figure, x, y, dossier.claims[entry.claim].status, entry.lane, uid=entry.ids[0], name=entry.ids[0],
                        hover=entry.hover, ground="wash" if entry.lane == "minsk" else "paper", radius=4.6)
    else:
        figure.add_scatter(x=[x], y=[y], mode="markers", marker={"symbol": "triangle-up", "size": 9, "color": colour(entry.lane)},
                           uid=f"count-{entry.day}", name=f"counts from {entry.day}", hoverinfo="text", hovertext=entry.hover)
