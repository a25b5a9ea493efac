"""Lanes drawn down a narrow figure: one line a capital at the left, the events as a list in order of date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .figure import NARROW, SMALL, Figure, label, new_figure
from .hovering import LATER, statement_hover
from .lanes import Chart, Link
from .lanes_entries import Entry, entries_of
from .lettering import SERIF, text_block, width_of, wrap
from .marks import add_status_mark, arrow_head
from .palette import colour

if TYPE_CHECKING:
    from ..dossier import Dossier

_LANE, _HEAD = 21, 62  # px: from lane to lane; height of the names
_LATER = 18  # px for the words where what follows is later than the article
_LINE, _PAD = 15, 11  # px: a line of text, the space between rows


def draw_down(chart: Chart, dossier: Dossier) -> Figure:
    """Draw the list; y counts px from its top, x px from the left edge."""
    entries = sorted(entries_of(chart, dossier), key=lambda entry: entry.day)
    dates_at = len(chart.lanes) * _LANE + 6
    whens = [_when(entry, before) for before, entry in zip([None, *entries], entries, strict=False)]
    text_at = dates_at + max(map(width_of, whens)) + 8
    lines = [wrap(entry.words, NARROW - text_at) for entry in entries]
    tops, y = [], float(_HEAD + 10)
    for block, entry, before in zip(lines, entries, [None, *entries], strict=False):
        if before and before.day <= dossier.article_ends < entry.day:
            y += _LATER
        tops.append(y)
        y += len(block) * _LINE + _PAD
    figure = new_figure(round(y) + 2, left=0, right=0, top=0, bottom=2)
    figure.update_xaxes(range=[0, NARROW], showticklabels=False)
    figure.update_yaxes(range=[y, 0], showticklabels=False)
    lanes: dict[str, float] = {lane: _LANE * (n + 0.5) for n, lane in enumerate(chart.lanes)}
    _lanes(figure, lanes, y, dossier)
    _month_rules(figure, entries, tops, dates_at, dossier.article_ends)
    at = {id_: (lanes[entry.lane], top + 7) for entry, top in zip(entries, tops, strict=True) for id_ in entry.ids}
    for entry, top in zip(entries, tops, strict=True):
        if entry.joint:
            _join(figure, entry, lanes, top + 7)
    for number, link in enumerate(chart.links):
        _link(figure, link, number, at, dossier)
    for entry, top, block, when in zip(entries, tops, lines, whens, strict=True):
        _mark(figure, entry, lanes[entry.lane], top + 7, dossier)
        figure.add_annotation(
            label(when, dates_at, top, "ink-3", size=SMALL, xanchor="left", yanchor="top", borderpad=0)
        )
        figure.add_annotation(text_block(block, text_at, top))
    return figure


def _when(entry: Entry, before: Entry | None) -> str:
    """Return the date of a row, the month only where it begins."""
    same = before is not None and before.day.month == entry.day.month and " – " not in entry.when
    return entry.when.rsplit(" ", 1)[0] if same else entry.when


def _lanes(figure: Figure, lanes: dict[str, float], bottom: float, dossier: Dossier) -> None:
    figure.add_shape(
        type="rect",
        x0=lanes[dossier.edition.middle.id] - _LANE / 2,
        x1=lanes[dossier.edition.middle.id] + _LANE / 2,
        y0=0,
        y1=bottom,
        fillcolor=colour("wash"),
        line={"width": 0},
        layer="below",
    )
    for lane, x in lanes.items():
        figure.add_shape(
            type="line", x0=x, x1=x, y0=_HEAD, y1=bottom, line={"color": colour("rule"), "width": 1}, layer="below"
        )
        figure.add_annotation(
            label(
                dossier.edition.actors[lane].word,
                x,
                _HEAD - 4,
                f"{lane}-ink",
                size=14,
                xanchor="center",
                yanchor="bottom",
                textangle=-90,
            )
            | {"font": {"family": SERIF, "size": 14, "color": colour(f"{lane}-ink")}}
        )


def _month_rules(figure: Figure, entries: list[Entry], tops: list[float], left: float, ends: date) -> None:
    """Draw a hairline where a month begins, and the accent's where what follows is later than the article."""
    before: date | None = None
    for entry, top in zip(entries, tops, strict=True):
        later = before is not None and before <= ends < entry.day
        if later or before is None or entry.day.month != before.month:
            y = top - _PAD / 2 - 1 - (_LATER if later else 0)
            figure.add_shape(
                type="line",
                x0=left,
                x1=NARROW,
                y0=y,
                y1=y,
                layer="below",
                line={"color": colour("accent" if later else "rule"), "width": 1},
            )
        if later:
            figure.add_annotation(
                label(
                    LATER,
                    left,
                    top - _LATER - 4,
                    "accent",
                    size=SMALL,
                    xanchor="left",
                    yanchor="top",
                    borderpad=0,
                )
            )
        before = entry.day


def _join(figure: Figure, entry: Entry, lanes: dict[str, float], y: float) -> None:
    assert entry.joint is not None
    ends = [lanes[entry.lane], lanes[entry.joint]]
    figure.add_scatter(
        x=ends,
        y=[y, y],
        mode="lines",
        line={"color": colour("ink-3"), "width": 1.2},
        uid=f"{entry.ids[0]}-joint",
        name=f"{entry.ids[0]}: both took part",
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=ends[1:],
        y=[y],
        mode="markers",
        marker={"size": 6, "color": colour(entry.joint)},
        uid=f"{entry.ids[0]}-second",
        name=f"{entry.ids[0]} ({entry.joint})",
        hoverinfo="text",
        hovertext=entry.hover,
    )


def _link(figure: Figure, link: Link, number: int, at: dict[str, tuple[float, float]], dossier: Dossier) -> None:
    (x0, y0), (x1, y1) = at[link.first], at[link.then]
    long = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    step_x, step_y = (x1 - x0) / long * 8, (y1 - y0) / long * 8
    figure.add_scatter(
        x=[x0 + step_x, x1 - step_x],
        y=[y0 + step_y, y1 - step_y],
        mode="lines+markers",
        line={"color": colour("accent-2"), "width": 1.4, "dash": "4px,3px"},
        marker=arrow_head(2, 8, "accent-2"),
        uid=f"link-{number}",
        name=f"{link.first} to {link.then}",
        hoverinfo="text",
        hovertext=statement_hover(dossier, link.statement),
    )


def _mark(figure: Figure, entry: Entry, x: float, y: float, dossier: Dossier) -> None:
    if entry.claim:
        add_status_mark(
            figure,
            x,
            y,
            dossier.claims[entry.claim].status,
            entry.lane,
            uid=entry.ids[0],
            name=entry.ids[0],
            hover=entry.hover,
            ground="wash" if entry.lane == dossier.edition.middle.id else "paper",
            radius=4.6,
        )
    # Filled triangles have a number, open ones none; a run with both has both, side by side.
    for rank, counted in enumerate(entry.counted):
        figure.add_scatter(
            x=[x + 11 * (rank - (len(entry.counted) - 1) / 2)],
            y=[y],
            mode="markers",
            marker={
                "symbol": "triangle-up" if counted else "triangle-up-open",
                "size": 9 if counted else 8,
                "color": colour(entry.lane),
            },
            uid=f"count-{entry.day}" + ("" if counted else "-open"),
            name=f"counts from {entry.day}",
            hoverinfo="text",
            hovertext=entry.hover,
        )
