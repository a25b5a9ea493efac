"""Bars in small panels, one a group, all on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .barmarks import Bar, Frame, bar_traces, base_line, gap
from .bars import BarGroup, Chart, chosen
from .barvalues import bar_values
from .figure import Figure, new_figure, qualified, width_for
from .points import small, strong, token_of, wrapped
from .slots import slot_names, slot_of, slot_span

if TYPE_CHECKING:
    from ..dossier import Dossier

_PANEL, _WORDS = 170, 52  # px: a small panel; the words over it
_ROW = _PANEL + 34  # px: a panel with the names of its slots
_GUTTER = 0.06  # of the width


@dataclass(frozen=True)
class _Place:
    """Where a panel lies in the figure, in shares of it: from the left, as wide as, and the row of `rows`."""

    left: float
    share: float
    row: int
    rows: int

    def height(self, px: int) -> float:
        """The share of the height at `px` under the panel's upper edge."""
        return 1 - (self.row * _ROW + px) / (_ROW * self.rows)


def draw_panels(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one small panel a group: all in a row, or two and two."""
    width, across = width_for(chart.size, narrow), 2 if narrow else len(chart.groups)
    down = -(-len(chart.groups) // across)
    points = chosen(chart, dossier)
    slots = slot_span(chart.by, points)
    share = (1 - _GUTTER * (across - 1)) / across
    figure = new_figure(_ROW * down, bottom=0, top=0)
    occupied = {slot_of(chart.by, point.date) for point in points if point.date}
    for rank, group in enumerate(chart.groups):
        row, column = divmod(rank, across)
        place = _Place(column * (share + _GUTTER), share, row, down)
        frame = Frame(
            across=False,
            per_px=max(point.value or 0 for point in points) / (_PANEL - _WORDS - 20),
            slot_px=(width - 16) * share / len(slots),
            top=_PANEL - _WORDS,
            narrow=narrow,
            name=str(rank + 1) if rank else "",
            quiet=True,
        )
        _axes(figure, chart, slots, place, frame)
        bars = [Bar(slot_of(chart.by, p.date), 0.64, p) for p in chosen(chart, dossier, group) if p.date]
        named = [(group.name, token_of(group.actor), bars)]
        bar_traces(figure, frame, named, chart.id, dossier.series[chart.series].unit, dossier)
        bar_values(figure, frame, named)
        for slot in sorted(set(slots) - occupied):
            gap(figure, frame, slot, 0.64, words="")
        base_line(figure, frame, slots.start - 0.5, slots.stop - 0.5)
        _head(figure, group.name, _total(chart, dossier, group), place)
    return figure


def _axes(figure: Figure, chart: Chart, slots: range, place: _Place, frame: Frame) -> None:
    figure.update_layout(
        {
            f"xaxis{frame.name}": {
                **_bare(figure),
                "domain": [place.left, place.left + place.share],
                "anchor": f"y{frame.name}",
                "range": [slots.start - 0.5, slots.stop - 0.5],
                "tickvals": list(slots),
                "ticktext": slot_names(chart.by, slots, frame.slot_px),
            },
            f"yaxis{frame.name}": {
                **_bare(figure),
                "domain": [place.height(_PANEL), place.height(_WORDS)],
                "anchor": f"x{frame.name}",
                "showticklabels": False,
                "range": [0, frame.top * frame.per_px],
            },
        }
    )


def _bare(figure: Figure) -> dict[str, Any]:
    axis = dict(figure.layout["xaxis"])
    return {
        name: axis[name]
        for name in ("showgrid", "zeroline", "showline", "fixedrange", "ticks", "automargin", "tickfont")
    }


def _head(figure: Figure, name: str, total: str, place: _Place) -> None:
    where: dict[str, Any] = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    figure.add_annotation(strong(name, place.left, place.height(0), **where))
    figure.add_annotation(small(wrapped(total, 17), place.left, place.height(0), yshift=-17, align="left", **where))


def _total(chart: Chart, dossier: Dossier, group: BarGroup) -> str:
    """Return the source’s own figure for the year, which no sum of the bars replaces."""
    wanted = group.total or group.labels[0]
    for point in dossier.series[chart.series].points:
        if point.label == wanted and point.date and len(point.date.start) == 4:
            what = f"{wanted} in" if group.total else "in"
            return f"{qualified(point.value, point.qualifier)} {what} {point.date}"
    return ""
