"""Flow: who could move whom, link by link; documented links solid, inferred ones dashed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..data.charts import FlowChart, FlowLink, FlowNode
from ..data.dossier import Dossier
from ..data.vocabularies import STATUS_WORDS, Status
from .figure import NARROW, WIDE, Figure
from .geometry import curve
from .marks import add_status_mark
from .sheet import Sheet
from .tables import Row, Table
from .words import claim_hover, paragraph_words, statement_hover, wrap

_LINE, _HEAD, _APART = 15, 30, 36  # px: a line of text; the names of capitals; between the nodes of a column
_FOOT = 40  # px under the columns
_GUTTER = 96  # px between columns, where links and their words run
_RAIL, _MEETING = 12, 7  # px from rail to rail beside the list, and between strokes that meet at a node


def draw(chart: FlowChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw capitals as columns with links between them, or on narrow screens one under the other."""
    return _listed(chart, dossier) if narrow else _columns(chart, dossier)


def _columns(chart: FlowChart, dossier: Dossier) -> Sheet:
    """Draw one column a capital; a column's nodes stand in the middle of its height."""
    wide = (WIDE - _GUTTER * (len(chart.actors) - 1)) / len(chart.actors)
    lines = {node.key: wrap(node.text, wide - 20) for node in chart.nodes}
    columns = {actor: [node for node in chart.nodes if node.actor == actor] for actor in chart.actors}
    heights = {
        actor: sum(len(lines[node.key]) * _LINE + _APART for node in nodes) - _APART for actor, nodes in columns.items()
    }
    tall = max(heights.values())
    sheet = Sheet(WIDE, tall + _HEAD + _FOOT, 0)
    boxes: dict[str, tuple[float, float, float]] = {}  # left, top, height
    for number, (actor, nodes) in enumerate(columns.items()):
        x = number * (wide + _GUTTER)
        sheet.rule(x, _HEAD - 2, x + wide, _HEAD - 2, actor, 2)
        sheet.capital(dossier.edition.actors[actor], x, 0, 17)
        spare = (tall - heights[actor]) / (len(nodes) + 1)
        y = _HEAD + 12 + spare
        for node in nodes:
            boxes[node.key] = (x, y, len(lines[node.key]) * _LINE)
            y += boxes[node.key][2] + _APART + spare
    for number, link in enumerate(chart.links):
        before = sum(other.then == link.then for other in chart.links[:number])
        _column_link(sheet, link, number, before, boxes, wide, dossier)
    for node in chart.nodes:
        x, y, _ = boxes[node.key]
        _node(sheet, node, x, y, lines[node.key], dossier)
    return sheet


def _node(sheet: Sheet, node: FlowNode, x: float, y: float, lines: Sequence[str], dossier: Dossier) -> None:
    hover = claim_hover(dossier, node.claim) if node.claim else statement_hover(dossier, node.statement or "")
    token, uid = "accent" if node.statement else node.actor, f"node-{node.key}"
    add_status_mark(sheet, x + 6, y + 7.5, _status(node, dossier), token, uid=uid, name=node.key, hover=hover)
    sheet.words(lines, x + 18, y, align="left")


def _column_link(
    sheet: Sheet,
    link: FlowLink,
    number: int,
    before: int,
    boxes: Mapping[str, tuple[float, float, float]],
    wide: float,
    dossier: Dossier,
) -> None:
    """Draw a link as a curve with its words; `before` is how many links end at its node already."""
    (x0, y0, h0), (x1, y1, _) = boxes[link.first], boxes[link.then]
    aside: dict[str, Any]
    # Words stand beside a link that runs down, and over one that runs across, so that the stroke stays whole.
    if x0 == x1:  # within a column the link runs down between two nodes
        start, end = (x0 + 6, y0 + h0 + 3), (x1 + 6, y1 - 4)
        words, width, aside = (x0 + 18, (start[1] + end[1]) / 2), wide - 24, {"xanchor": "left", "align": "left"}
    else:
        start, end = (x0 + wide + 2, y0 + min(h0 / 2, 22)), (x1 - 6, y1 + 7.5 + 9 * before)
        middle, width = (start[0] + end[0]) / 2, _GUTTER - 8
        words, aside = (middle, min(start[1], end[1]) - 3), {"xanchor": "center", "yanchor": "bottom"}
        if start[1] - end[1] > 12:  # a link that climbs has its words under its foot
            words, aside = (middle, start[1] + 2), {"xanchor": "center", "yanchor": "top"}
    bend = (start[0] + end[0]) / 2
    _stroke(sheet, link, number, curve(start, (bend, start[1]), (bend, end[1]), end), dossier)
    sheet.words(wrap(link.text, width), *words, _inks(link)[1], "", **aside)


def _inks(link: FlowLink) -> tuple[str, str, str]:
    """Return the token of the line, of the words, and the dash."""
    return ("accent-2", "accent", "5px,4px") if link.statements else ("ink-2", "ink-2", "solid")


def _stroke(sheet: Sheet, link: FlowLink, number: int, points: Sequence[tuple[float, float]], dossier: Dossier) -> None:
    token, _, dash = _inks(link)
    hover = claim_hover(dossier, link.claims[0]) if link.claims else statement_hover(dossier, link.statements[0])
    sheet.arrow(points, token, dash, f"link-{number}", f"{link.first} to {link.then}", hover, width=1.5)


def _listed(chart: FlowChart, dossier: Dossier) -> Sheet:
    """Draw nodes under their capitals; links run on rails at the left, their words under the node they lead to."""
    left = _RAIL * len(chart.links) + 14.0
    heads: list[tuple[str, float]] = []
    nodes: list[tuple[FlowNode, float, list[str]]] = []
    words: list[tuple[FlowLink, float, list[str]]] = []
    y = 0.0
    for actor in chart.actors:
        heads.append((actor, y))
        y += 30
        for node in (node for node in chart.nodes if node.actor == actor):
            nodes.append((node, y, wrap(node.text, NARROW - left - 24)))
            y += len(nodes[-1][2]) * _LINE + 3
            for link in (link for link in chart.links if link.then == node.key):
                words.append((link, y, wrap(link.text, NARROW - left - 50)))
                y += len(words[-1][2]) * _LINE + 3
            y += 10
        y += 6
    sheet = Sheet(NARROW, y, 0)
    _rails(sheet, chart, {node.key: top + 7.5 for node, top, _ in nodes}, left, dossier)
    for capital, top in heads:
        sheet.rule(left, top + 23, NARROW, top + 23, capital, 2)
        sheet.capital(dossier.edition.actors[capital], left, top, 16)
    for node, top, lines in nodes:
        _node(sheet, node, left, top, lines, dossier)
    for link, top, lines in words:
        token, ink, dash = _inks(link)
        sheet.rule(left + 20, top + 7.5, left + 40, top + 7.5, token, 1.5, dash)
        sheet.words(lines, left + 46, top, ink, align="left")
    return sheet


def _rails(sheet: Sheet, chart: FlowChart, rows: Mapping[str, float], left: float, dossier: Dossier) -> None:
    """Run each link along a rail of its own; where several leave or reach a row, each has its own height."""
    ends = {key: [link for link in chart.links if key in (link.first, link.then)] for key in rows}

    def height(key: str, link: FlowLink) -> float:
        # What comes from above ends over what goes on below, so that strokes cross as little as can be.
        meeting = sorted(ends[key], key=lambda one: rows[one.first] + rows[one.then])
        return rows[key] + _MEETING * (meeting.index(link) - (len(meeting) - 1) / 2)

    for number, link in enumerate(chart.links):
        x = left - 8 - _RAIL * (number + 0.5)
        start, end = height(link.first, link), height(link.then, link)
        _stroke(sheet, link, number, [(left - 4, start), (x, start), (x, end), (left - 5, end)], dossier)


def _status(node: FlowNode, dossier: Dossier) -> Status:
    """Return how sure a node is."""
    return dossier.claims[node.claim].status if node.claim else dossier.article[node.statement or ""].status


def _ground(link: FlowLink, dossier: Dossier) -> str:
    if link.statements:
        return f"inferred by the author, {paragraph_words(*map(dossier.article.__getitem__, link.statements))}"
    return " and ".join(dict.fromkeys(STATUS_WORDS[dossier.claims[id_].status] for id_ in link.claims))


def table(chart: FlowChart, dossier: Dossier) -> Table:
    """Return one row a node, then one a link."""
    texts = {node.key: node.text for node in chart.nodes}
    rows = [
        Row(
            (
                dossier.edition.actors[node.actor].word,
                node.text,
                STATUS_WORDS[_status(node, dossier)]
                + (f", {paragraph_words(dossier.article[node.statement])}" if node.statement else ""),
            ),
            claims=(node.claim,) if node.claim else (),
            statements=(node.statement,) if node.statement else (),
        )
        for node in chart.nodes
    ]
    rows += [
        Row(
            (
                "Link",
                f"{texts[link.first]} → {texts[link.then]}: {link.text}",
                _ground(link, dossier),
            ),
            claims=link.claims,
            statements=link.statements,
        )
        for link in chart.links
    ]
    return Table(("Capital", "What", "How sure"), tuple(rows))
