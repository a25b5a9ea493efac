"""Verdicts: the article's statements as marks, stacked over the paragraph they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ..fields import VERDICT_WORDS
from ..records import Statement
from .chart import ChartRecord, Row, Table
from .figure import NARROW, SMALL, WIDE, Figure, label, new_figure
from .hovering import paragraph_words, statement_hover
from .palette import colour

if TYPE_CHECKING:
    from ..dossier import Dossier

_GLYPHS = {"matches-record": "=", "matches-with-detail": "≈", "differs": "≠", "not-corroborated": "[ ]"}

_AXIS = 46  # px: the numbers of the paragraphs, and what they are


class Chart(ChartRecord):
    """All statements of article.yml; nothing is repeated here."""

    kind: Literal["verdicts"]


def by_paragraph(dossier: Dossier) -> dict[str, list[Statement]]:
    """Return the statements of each paragraph in the order in which they are stacked."""
    order = list(VERDICT_WORDS)  # what agrees with the record stands lowest, the author's readings on top
    found: dict[str, list[Statement]] = {}
    for statement in dossier.article.values():
        found.setdefault(statement.paragraph, []).append(statement)
    return {paragraph: sorted(those, key=lambda one: order.index(one.verdict)) for paragraph, those in found.items()}


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw the stacks over the paragraphs and, under them, each verdict’s mark with its count, in px."""
    width, step = (NARROW, 18) if narrow else (WIDE, 20)
    stacks = by_paragraph(dossier)
    tall = max(map(len, stacks.values())) * step
    key = 5 * 20 if narrow else 3 * 20
    base = tall + 6
    height = base + _AXIS + key + 6
    figure = new_figure(round(height), left=0, right=0, top=0, bottom=0)
    figure.update_xaxes(range=[0, width], showticklabels=False)
    figure.update_yaxes(range=[height, 0], showticklabels=False)
    each = width / len(stacks)
    marks: dict[str, list[tuple[float, float, str]]] = {verdict: [] for verdict in VERDICT_WORDS}
    for column, (paragraph, those) in enumerate(stacks.items()):
        x = (column + 0.5) * each
        figure.add_annotation(label(paragraph.removeprefix("p"), x, base + 11, "ink-3", size=SMALL))
        for level, statement in enumerate(those):
            marks[statement.verdict].append((x, base - step * (level + 0.5), statement.id))
    figure.add_shape(
        type="line", x0=0, x1=width, y0=base, y1=base, line={"color": colour("rule"), "width": 1}, layer="below"
    )
    figure.add_annotation(label("Paragraph of the article", width / 2, base + 28, "ink-3", size=SMALL))
    for verdict, points in marks.items():
        _marks(
            figure,
            verdict,
            [(x, y) for x, y, _ in points],
            [statement_hover(dossier, id_) for *_, id_ in points],
            verdict,
        )
    for number, (verdict, words) in enumerate(VERDICT_WORDS.items()):
        column, row = (0, number) if narrow else divmod(number, 3)
        x, y = column * width / 2 + 10, base + _AXIS + 12 + 20 * row
        many, all_ = len(marks[verdict]), len(dossier.article)
        _marks(figure, verdict, [(x, y)], [f"{words}: {many} of {all_} statements"], f"key-{verdict}")
        figure.add_annotation(
            label(f"{words}: <b>{many}</b> of {all_}", x + 14, y, "ink-2", size=SMALL, xanchor="left")
        )
    return figure


def _marks(figure: Figure, verdict: str, points: list[tuple[float, float]], hovers: list[str], uid: str) -> None:
    drawn = {
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "uid": uid,
        "name": VERDICT_WORDS[verdict],
        "hoverinfo": "text",
        "hovertext": hovers,
    }
    if verdict in _GLYPHS:
        figure.add_scatter(
            **drawn,
            mode="text",
            text=[f"<b>{_GLYPHS[verdict]}</b>"] * len(points),
            textfont={"size": 13 if verdict == "not-corroborated" else 17, "color": colour("ink")},
            cliponaxis=False,
        )
    else:
        figure.add_scatter(
            **drawn,
            mode="markers",
            marker={"symbol": "diamond-open", "size": 10, "color": colour("accent"), "line": {"width": 1.6}},
        )


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return one row a statement: paragraph, restated, verdict and what the record says."""
    rows = tuple(
        Row(
            (
                paragraph_words(statement),
                statement.restated,
                VERDICT_WORDS[statement.verdict],
                statement.note,
            ),
            claims=statement.record,
            statements=(statement.id,),
        )
        for statement in dossier.article.values()
    )
    return Table(("In the article", "The article, restated", "Verdict", "What the record says"), rows)
