"""Comparison: two cases side by side, aspect by aspect, each cell with the claim it rests on and its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from ..fields import ActorId, ClaimId, Text
from ..record import Part
from .chart import ChartRecord, Row, Table
from .figure import LABEL, NARROW, SMALL, WIDE, Figure, label, new_figure
from .hovering import claim_hover, status_words
from .lettering import text_block, wrap
from .marks import add_status_mark
from .palette import colour

if TYPE_CHECKING:
    from ..dossier import Dossier

_LINE, _PAD = 16, 9  # px: a line of text; above and below a cell


class Case(Part):
    """One of the two cases: its name and whose colour its marks take."""

    name: Text
    actor: ActorId


class Cell(Part):
    """What holds for one case under an aspect, and the claim that says so."""

    text: Text
    claim: ClaimId


class Aspect(Part):
    """One line of the comparison: what is compared, then a cell for each case."""

    name: Text
    cells: tuple[Cell, ...]


class Chart(ChartRecord):
    """Two cases and at least two aspects."""

    kind: Literal["comparison"]
    cases: tuple[Case, ...]
    aspects: tuple[Aspect, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _two_by_two(self) -> Self:
        if len(self.cases) != 2:
            raise ValueError(f"“cases” has {len(self.cases)}; allowed: two")
        for aspect in self.aspects:
            if len(aspect.cells) != 2:
                raise ValueError(
                    f"“{aspect.name}” has {len(aspect.cells)} cells; allowed: two, in the order of the cases"
                )
        return self


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw ruled rows; the aspect stands at the left, on narrow screens over its cells. Both axes count px."""
    width = NARROW if narrow else WIDE
    left = 0 if narrow else 112
    each = (width - left) / 2
    heads = [wrap(case.name, each - 12, 1.15 * LABEL) for case in chart.cases]
    y = max(map(len, heads)) * 17 + 14.0
    start, tops, blocks = y, [], []
    for aspect in chart.aspects:
        cells = [wrap(cell.text, each - 32) for cell in aspect.cells]
        above = 20 if narrow else 0
        names = 1 if narrow else len(wrap(aspect.name, left - 10))
        tops.append(y)
        blocks.append(cells)
        y += above + max(*map(len, cells), names) * _LINE + 2 * _PAD
    figure = new_figure(round(y) + 2, left=0, right=0, top=0, bottom=2)
    figure.update_xaxes(range=[0, width], showticklabels=False)
    figure.update_yaxes(range=[y, 0], showticklabels=False)
    for column, (case, head) in enumerate(zip(chart.cases, heads, strict=True)):
        x = left + column * each
        figure.add_annotation(
            label(
                f"<b>{'<br>'.join(head)}</b>",
                x,
                0,
                f"{case.actor}-ink",
                xanchor="left",
                yanchor="top",
                align="left",
                borderpad=0,
            )
        )
        figure.add_shape(
            type="line",
            x0=x,
            x1=x + each - 12,
            y0=start - 6,
            y1=start - 6,
            line={"color": colour(case.actor), "width": 2},
            layer="below",
        )
    for aspect, top, cells in zip(chart.aspects, tops, blocks, strict=True):
        _row(figure, chart, aspect, top, cells, left, width, dossier, narrow)
    return figure


def _row(
    figure: Figure,
    chart: Chart,
    aspect: Aspect,
    top: float,
    cells: list[list[str]],
    left: float,
    width: float,
    dossier: Dossier,
    narrow: bool,
) -> None:
    each = (width - left) / 2
    if top > 60:
        figure.add_shape(
            type="line", x0=0, x1=width, y0=top, y1=top, line={"color": colour("rule-2"), "width": 1}, layer="below"
        )
    y = top + _PAD
    name = aspect.name if narrow else "<br>".join(wrap(aspect.name, left - 10))
    figure.add_annotation(
        label(name, 0, y, "ink-3", size=SMALL, xanchor="left", yanchor="top", align="left", borderpad=0)
    )
    if narrow:
        y += 20
    for column, (cell, lines) in enumerate(zip(aspect.cells, cells, strict=True)):
        x = left + column * each
        add_status_mark(
            figure,
            x + 6,
            y + 7.5,
            dossier.claims[cell.claim].status,
            chart.cases[column].actor,
            uid=f"{chart.aspects.index(aspect)}-{column}",
            name=cell.claim,
            hover=claim_hover(dossier, cell.claim),
        )
        figure.add_annotation(text_block(lines, x + 18, y))


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return one row an aspect, each cell with its status."""
    rows = tuple(
        Row(
            (aspect.name, *(f"{cell.text} ({status_words(dossier.claims[cell.claim])})" for cell in aspect.cells)),
            claims=tuple(dict.fromkeys(cell.claim for cell in aspect.cells)),
        )
        for aspect in chart.aspects
    )
    return Table(("Aspect", *(case.name for case in chart.cases)), rows)
