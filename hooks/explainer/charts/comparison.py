"""Comparison: two cases side by side, aspect by aspect, each cell with the claim it rests on and its mark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..data.fields import ActorId, ClaimId, Text
from ..data.parts import Part
from .events import with_later
from .figure import LABEL, NARROW, WIDE, Figure
from .sheet import Sheet
from .tables import BACKING, Row, Table
from .words import status_words, wrap

_FIRST = "Aspect"  # the head of the first column


class Case(Part):
    """One of the two cases: its name and whose colour its marks take."""

    ONCE = ("name",)
    name: Text = Field(description="its name")
    actor: ActorId = Field(description="whose colour its marks take")


class Cell(Part):
    """What holds for one case under an aspect, and the claim that says so."""

    text: Text = Field(description="what holds for the case, in a few words")
    claim: ClaimId = Field(description="the claim that says so")


class Aspect(Part):
    """One line of the comparison: what is compared, then a cell for each case."""

    ONCE = ("name",)
    name: Text = Field(description="what is compared")
    cells: tuple[Cell, ...] = Field(description="a cell for each case, in the order of the cases: {text, claim}")


class ComparisonChart(ChartRecord):
    """Two cases and at least two aspects."""

    PARTS = (*ChartRecord.PARTS, "cases")
    kind: Literal["comparison"] = Field(description="two cases side by side, aspect by aspect")
    cases: tuple[Case, ...] = Field(description="the two cases: {name, actor}")
    aspects: tuple[Aspect, ...] = Field(min_length=2, description="what is compared, two or more: {name, cells}")

    def contradictions(self) -> Iterator[str]:
        if len(self.cases) != 2:
            yield f"“cases” has {len(self.cases)}; allowed: two"
        for case in self.cases:
            if case.name.casefold() in (_FIRST.casefold(), *BACKING):
                yield f"“cases”: one is called “{case.name}”, as another column of the table is; allowed: other words"
        for aspect in self.aspects:
            if len(aspect.cells) != 2:
                yield f"“{aspect.name}” has {len(aspect.cells)} cells; allowed: two, in the order of the cases"


_LINE, _PAD = 16, 9  # px: a line of text; above and below a cell


def draw(chart: ComparisonChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw ruled rows; the aspect stands at the left, on narrow screens over its cells."""
    width, left = (NARROW, 0) if narrow else (WIDE, 112)
    each = (width - left) / 2
    sheet, columns = Sheet(width), [left, left + each]
    heads = [wrap(case.name, each - 12, 1.15 * LABEL) for case in chart.cases]
    top = max(map(len, heads)) * 17 + 14.0
    for x, case, head in zip(columns, chart.cases, heads, strict=True):
        sheet.words(f"<b>{'<br>'.join(head)}</b>", x, 0, f"{case.actor}-ink", size=LABEL, align="left")
        sheet.rule(x, top - 6, x + each - 12, top - 6, case.actor, 2)
    for number, aspect in enumerate(chart.aspects):
        if number:
            sheet.rule(0, top, width, top, "rule-2")
        name = [aspect.name] if narrow else wrap(aspect.name, left - 10)
        sheet.words(name, 0, top + _PAD, "ink-3", align="left")
        y, most = top + _PAD + (20 if narrow else 0), len(name)  # on a narrow sheet the name stands over its cells
        for column, (x, case, cell) in enumerate(zip(columns, chart.cases, aspect.cells, strict=True)):
            words = wrap(with_later(cell.text, cell.claim, dossier, aspect.name), each - 32)
            sheet.status_mark(dossier, cell.claim, (x + 6, y + 7.5), case.actor, f"{number}-{column}", cell.claim)
            sheet.words(words, x + 18, y, align="left")
            most = max(most, len(words))
        top = y + most * _LINE + _PAD
    sheet.end(top)
    return sheet


def table(chart: ComparisonChart, dossier: Dossier) -> Table:
    """Return one row an aspect, each cell with its status."""
    rows = []
    for aspect in chart.aspects:
        told = (
            f"{with_later(cell.text, cell.claim, dossier, aspect.name)} ({status_words(dossier.claims[cell.claim])})"
            for cell in aspect.cells
        )
        rows.append(Row((aspect.name, *told), claims=tuple(dict.fromkeys(cell.claim for cell in aspect.cells))))
    return Table((_FIRST, *(case.name for case in chart.cases)), tuple(rows))
