"""Drawings of a flow: columns side by side, or one list running down. Both axes count px."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..edition import Actor
from .figure import NARROW, SMALL, WIDE, Figure, label, new_figure
from .flow import Chart, Link, Node
from .hovering import claim_hover, statement_hover
from .lettering import SERIF, text_block, wrap
from .marks import add_status_mark, arrow_head
from .palette import colour

if TYPE_CHECKING:
    from ..dossier import Dossier

_LINE, _HEAD, _APART = 15, 30, 36  # px: a line of text; the names of capitals; between the nodes of a column
_FOOT = 40  # px under the columns
_GUTTER = 96  # px between columns, where links and their words run
_RAIL, _MEETING = 12, 7  # px from rail to rail beside the list, and between strokes that meet at a node


def _hover(node: Node, dossier: Dossier) -> str:
    return claim_hover(dossier, node.claim) if node.claim else statement_hover(dossier, node.statement or "")


def _stroke(link: Link) -> tuple[str, str, str]:
    """Return the token of the line, of the words, and the dash."""
    return ("accent-2", "accent", "5px,4px") if link.statements else ("ink-2", "ink-2", "solid")


def draw_columns(chart: Chart, dossier: Dossier) -> Figure:
    """Draw one column a capital; a column's nodes stand in the middle of its height."""
    wide = (WIDE - _GUTTER * (len(chart.actors) - 1)) / len(chart.actors)
    lines = {node.key: wrap(node.text, wide - 20) for node in chart.nodes}
    columns = {actor: [node for node in chart.nodes if node.actor == actor] for actor in chart.actors}
    heights = {
        actor: sum(len(lines[node.key]) * _LINE + _APART for node in nodes) - _APART for actor, nodes in columns.items()
    }
    tall = max(heights.values())
    figure = new_figure(round(tall + _HEAD + _FOOT), left=0, right=0, top=0, bottom=0)
    figure.update_xaxes(range=[0, WIDE], showticklabels=False)
    figure.update_yaxes(range=[tall + _HEAD + _FOOT, 0], showticklabels=False)
    boxes: dict[str, tuple[float, float, float]] = {}  # left, top, height
    for number, (actor, nodes) in enumerate(columns.items()):
        x = number * (wide + _GUTTER)
        _head(figure, dossier.edition.actors[actor], x, wide)
        spare = (tall - heights[actor]) / (len(nodes) + 1)
        y = _HEAD + 12 + spare
        for node in nodes:
            boxes[node.key] = (x, y, len(lines[node.key]) * _LINE)
            y += boxes[node.key][2] + _APART + spare
    for number, link in enumerate(chart.links):
        _column_link(figure, link, number, boxes, wide, chart, dossier)
    for node in chart.nodes:
        x, y, _ = boxes[node.key]
        _node(figure, node, x, y, lines[node.key], dossier)
    return figure


def _head(figure: Figure, actor: Actor, x: float, wide: float) -> None:
    figure.add_shape(
        type="line",
        x0=x,
        x1=x + wide,
        y0=_HEAD - 2,
        y1=_HEAD - 2,
        line={"color": colour(actor.id), "width": 2},
        layer="below",
    )
    figure.add_annotation(
        label(actor.word, x, 0, f"{actor.id}-ink", xanchor="left", yanchor="top", borderpad=0)
        | {"font": {"family": SERIF, "size": 17, "color": colour(f"{actor.id}-ink")}}
    )


def _node(figure: Figure, node: Node, x: float, y: float, lines: Sequence[str], dossier: Dossier) -> None:
    add_status_mark(
        figure,
        x + 6,
        y + 7.5,
        node.status(dossier),
        "accent" if node.statement else node.actor,
        uid=f"node-{node.key}",
        name=node.key,
        hover=_hover(node, dossier),
    )
    figure.add_annotation(text_block(lines, x + 18, y))


def _column_link(
    figure: Figure,
    link: Link,
    number: int,
    boxes: dict[str, tuple[float, float, float]],
    wide: float,
    chart: Chart,
    dossier: Dossier,
) -> None:
    (x0, y0, h0), (x1, y1, _) = boxes[link.first], boxes[link.then]
    if x0 == x1:  # within a column the link runs down between two nodes
        start, end = (x0 + 6, y0 + h0 + 3), (x1 + 6, y1 - 4)
        words, width = (x0 + 18, (start[1] + end[1]) / 2), wide - 24
    else:
        start = (x0 + wide + 2, y0 + min(h0 / 2, 22))
        before = [other for other in chart.links[:number] if other.then == link.then]
        end = (x1 - 6, y1 + 7.5 + 9 * len(before))
        words, width = ((start[0] + end[0]) / 2, min(start[1], end[1]) - 3), _GUTTER - 8
    bend = (start[0] + end[0]) / 2
    xs, ys = zip(*[_bezier(t / 12, start, (bend, start[1]), (bend, end[1]), end) for t in range(13)], strict=True)
    _stroke_line(figure, link, number, list(xs), list(ys), dossier)
    _, token, _ = _stroke(link)
    # Words stand beside a link that runs down, and over one that runs across, so that the stroke stays whole.
    aside = {"xanchor": "left", "align": "left"} if x0 == x1 else {"xanchor": "center", "yanchor": "bottom"}
    if x0 != x1 and start[1] - end[1] > 12:  # a link that climbs has its words under its foot
        words, aside = ((start[0] + end[0]) / 2, start[1] + 2), {"xanchor": "center", "yanchor": "top"}
    figure.add_annotation(label("<br>".join(wrap(link.text, width)), *words, token, size=SMALL, borderpad=0, **aside))


def _bezier(t: float, *points: tuple[float, float]) -> tuple[float, float]:
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return tuple(a * p + b * q + c * r + d * s for p, q, r, s in zip(*points, strict=True))


def _stroke_line(figure: Figure, link: Link, number: int, xs: list[float], ys: list[float], dossier: Dossier) -> None:
    token, _, dash = _stroke(link)
    hover = claim_hover(dossier, link.claims[0]) if link.claims else statement_hover(dossier, link.statements[0])
    figure.add_scatter(
        x=xs,
        y=ys,
        mode="lines+markers",
        line={"color": colour(token), "width": 1.5, "dash": dash},
        marker=arrow_head(len(xs), 9, token),
        uid=f"link-{number}",
        name=f"{link.first} to {link.then}",
        hoverinfo="text",
        hovertext=hover,
    )


def draw_list(chart: Chart, dossier: Dossier) -> Figure:
    """Draw nodes under their capitals; links run on rails at the left, their words under the node they lead to."""
    left = _RAIL * len(chart.links) + 14.0
    heads: list[tuple[str, float]] = []
    nodes: list[tuple[Node, float, list[str]]] = []
    words: list[tuple[Link, float, list[str]]] = []
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
    figure = new_figure(round(y), left=0, right=0, top=0, bottom=0)
    figure.update_xaxes(range=[0, NARROW], showticklabels=False)
    figure.update_yaxes(range=[y, 0], showticklabels=False)
    _rails(figure, chart, {node.key: top + 7.5 for node, top, _ in nodes}, left, dossier)
    for capital, top in heads:
        figure.add_shape(
            type="line",
            x0=left,
            x1=NARROW,
            y0=top + 23,
            y1=top + 23,
            line={"color": colour(capital), "width": 2},
            layer="below",
        )
        figure.add_annotation(
            label(
                dossier.edition.actors[capital].word,
                left,
                top,
                f"{capital}-ink",
                xanchor="left",
                yanchor="top",
                borderpad=0,
            )
            | {"font": {"family": SERIF, "size": 16, "color": colour(f"{capital}-ink")}}
        )
    for node, top, lines in nodes:
        _node(figure, node, left, top, lines, dossier)
    for link, top, lines in words:
        _list_words(figure, link, top, lines, left)
    return figure


def _rails(figure: Figure, chart: Chart, rows: Mapping[str, float], left: float, dossier: Dossier) -> None:
    """Run each link along a rail of its own; where several leave or reach a row, each has its own height."""
    ends = {key: [link for link in chart.links if key in (link.first, link.then)] for key in rows}

    def height(key: str, link: Link) -> float:
        # What comes from above ends over what goes on below, so that strokes cross as little as can be.
        meeting = sorted(ends[key], key=lambda one: rows[one.first] + rows[one.then])
        return rows[key] + _MEETING * (meeting.index(link) - (len(meeting) - 1) / 2)

    for number, link in enumerate(chart.links):
        x = left - 8 - _RAIL * (number + 0.5)
        start, end = height(link.first, link), height(link.then, link)
        _stroke_line(figure, link, number, [left - 4, x, x, left - 5], [start, start, end, end], dossier)


def _list_words(figure: Figure, link: Link, top: float, lines: Sequence[str], left: float) -> None:
    token, ink, dash = _stroke(link)
    figure.add_shape(
        type="line",
        x0=left + 20,
        x1=left + 40,
        y0=top + 7.5,
        y1=top + 7.5,
        line={"color": colour(token), "width": 1.5, "dash": dash},
        layer="below",
    )
    figure.add_annotation(text_block(lines, left + 46, top, ink))
