"""Verdicts: the article's statements as marks, stacked over the paragraph they stand in."""

from __future__ import annotations

from itertools import groupby
from typing import Literal

from pydantic import Field

from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..data.vocabularies import VERDICT_WORDS, VERDICTS
from .figure import NARROW, WIDE, Figure, colour
from .sheet import Sheet
from .tables import Row, Table
from .words import paragraph_words, statement_hover


class VerdictsChart(ChartRecord):
    """All statements of article.yml; nothing is repeated here."""

    kind: Literal["verdicts"] = Field(description="the article's statements by verdict")


_AXIS = 46  # px: the numbers of the paragraphs, and what they are


def draw(chart: VerdictsChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the stacks over the paragraphs and, under them, each verdict’s mark with its count."""
    width, step = (NARROW, 18) if narrow else (WIDE, 20)
    order = list(VERDICT_WORDS)  # what agrees with the record stands lowest, the author's readings on top
    stacks = {
        paragraph: sorted(those, key=lambda one: order.index(one.verdict))
        for paragraph, those in groupby(dossier.article.values(), lambda one: one.paragraph)
    }
    base = max(map(len, stacks.values())) * step + 6
    sheet = Sheet(width, base + _AXIS + (5 if narrow else 3) * 20 + 6, 0)
    each = width / len(stacks)
    marks: dict[str, list[tuple[float, float, str]]] = {verdict: [] for verdict in VERDICT_WORDS}
    for column, (paragraph, those) in enumerate(stacks.items()):
        x = (column + 0.5) * each
        sheet.words(paragraph.removeprefix("p"), x, base + 11, "ink-3", "", tight=False)
        for level, statement in enumerate(those):
            marks[statement.verdict].append((x, base - step * (level + 0.5), statement_hover(dossier, statement.id)))
    sheet.rule(0, base, width, base, "rule")
    sheet.words("Paragraph of the article", width / 2, base + 28, "ink-3", "", tight=False)
    for verdict, points in marks.items():
        _marks(sheet, verdict, points, verdict)
    for number, (verdict, words) in enumerate(VERDICT_WORDS.items()):
        column, row = (0, number) if narrow else divmod(number, 3)
        x, y = column * width / 2 + 10, base + _AXIS + 12 + 20 * row
        many, all_ = len(marks[verdict]), len(dossier.article)
        _marks(sheet, verdict, [(x, y, f"{words}: {many} of {all_} statements")], f"key-{verdict}")
        sheet.words(f"{words}: <b>{many}</b> of {all_}", x + 14, y, "ink-2", "left", tight=False)
    return sheet


def _marks(sheet: Sheet, verdict: str, points: list[tuple[float, float, str]], uid: str) -> None:
    drawn = {
        "x": [x for x, _, _ in points],
        "y": [y for _, y, _ in points],
        "uid": uid,
        "name": VERDICT_WORDS[verdict],
        "hoverinfo": "text",
        "hovertext": [hover for _, _, hover in points],
    }
    if glyph := VERDICTS[verdict].glyph:
        font = {"size": 13 if len(glyph) > 1 else 17, "color": colour("ink")}
        glyphs = [f"<b>{glyph}</b>"] * len(points)
        sheet.add_scatter(**drawn, mode="text", text=glyphs, textfont=font, cliponaxis=False)
    else:
        marker = {"symbol": "diamond-open", "size": 10, "color": colour("accent"), "line": {"width": 1.6}}
        sheet.add_scatter(**drawn, mode="markers", marker=marker)


def table(chart: VerdictsChart, dossier: Dossier) -> Table:
    """Return one row a statement: paragraph, restated, verdict and what the record says."""
    rows = []
    for statement in dossier.article.values():
        cells = (
            paragraph_words([statement.paragraph]),
            statement.restated,
            VERDICT_WORDS[statement.verdict],
            statement.note,
        )
        rows.append(Row(cells, claims=statement.record, statements=(statement.id,)))
    return Table(("In the article", "The article, restated", "Verdict", "What the record says"), tuple(rows))
