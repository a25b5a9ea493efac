"""Flow: who could move whom, link by link; documented links solid, inferred ones dashed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..data.fields import ActorId, ClaimId, StatementId, Text, matching
from ..data.parts import Part
from ..data.problem import ContentError
from ..data.vocabularies import STATUS_WORDS, STATUSES
from .figure import NARROW, WIDE, Figure
from .geometry import Point, curve
from .sheet import Sheet, hover_of
from .tables import Row, Table
from .words import paragraph_words, wrap

FlowKey = Annotated[str, matching(r"[a-z0-9-]+", "small letters, digits and hyphens")]


class FlowNode(Part):
    """A fact or a reading that links join: its capital, its words, and the claim or statement under it."""

    ONCE = ("key",)
    key: FlowKey = Field(description="its name among the links")
    actor: ActorId = Field(description="in whose column it stands")
    text: Text = Field(description="its words")
    claim: ClaimId | None = Field(None, description="the claim that it rests on")
    statement: StatementId | None = Field(None, description="the statement that it rests on")

    def contradictions(self) -> Iterator[str]:
        if (self.claim is None) == (self.statement is None):
            yield f"the node “{self.key}” rests on either “claim” or “statement”"

    @property
    def ground(self) -> str:
        """The id of the claim or statement that it rests on."""
        return self.claim or self.statement or ""


class FlowLink(Part):
    """A link between nodes: documented by claims, or inferred by the author in statements."""

    ONCE = ("first", "then")
    first: FlowKey = Field(description="key of the node it leads from")
    then: FlowKey = Field(description="key of the node it leads to")
    text: Text = Field(description="its words")
    claims: tuple[ClaimId, ...] = Field((), description="ids of the claims that document it; it is drawn solid")
    statements: tuple[StatementId, ...] = Field(
        (), description="ids of the statements that infer it; it is drawn dashed"
    )

    def contradictions(self) -> Iterator[str]:
        if self.first == self.then:
            yield f"a link leads from “{self.first}” to itself"
        if bool(self.claims) == bool(self.statements):
            yield "a link names either “claims” (documented, solid) or “statements” (inferred, dashed)"

    @property
    def inks(self) -> tuple[str, str, str]:
        """The token of its line, of its words, and the dash."""
        return ("accent-2", "accent", "5px,4px") if self.statements else ("ink-2", "ink-2", "solid")


class FlowChart(ChartRecord):
    """Nodes in one column a capital, in the order given, and the links between them."""

    PARTS = (*ChartRecord.PARTS, "capitals")
    kind: Literal["flow"] = Field(description="links between capitals, documented or inferred")
    nodes: tuple[FlowNode, ...] = Field(
        min_length=1, description="facts and readings: {key, actor, text, and claim or statement}"
    )
    links: tuple[FlowLink, ...] = Field(
        min_length=1, description="links between them: {first, then, text, and claims or statements}"
    )

    def contradictions(self) -> Iterator[str]:
        keys = [node.key for node in self.nodes]
        for end in (end for link in self.links for end in (link.first, link.then)):
            if end not in keys:
                yield f"a link names the node “{end}”; allowed: {', '.join(keys)}"

    @property
    def actors(self) -> tuple[ActorId, ...]:
        """The capitals in the order of their first node."""
        return tuple(dict.fromkeys(node.actor for node in self.nodes))


_LINE, _HEAD, _APART = 15, 30, 36  # px: a line of text; the names of capitals; between the nodes of a column
_FOOT = 40  # px under the columns
_GUTTER = 96  # px between columns, where links and their words run
_ARROW = 9  # px from arrow to arrow that end at one node
_RAIL, _MEETING = 12, 7  # px from rail to rail beside the list, and between strokes that meet at a node
_REACH = 21  # px within which all strokes that meet at a node of the list stand


@dataclass(frozen=True)
class _Placed:
    """A node where it stands, by its left and upper edge in px, and its words in lines."""

    node: FlowNode
    x: float
    y: float
    lines: Sequence[str]

    @property
    def height(self) -> float:
        """The height of its words in px."""
        return len(self.lines) * _LINE


def draw(chart: FlowChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw capitals as columns with links between them; on narrow screens, or if a link goes back, under each other."""
    if read := [id_ for link in chart.links for id_ in link.claims if not STATUSES[dossier.claims[id_].status].ranked]:
        told = STATUS_WORDS[dossier.claims[read[0]].status]
        found = f"the claim “{read[0]}” of a documented link is “{told}”"
        raise ContentError([chart.fault(found, "claims of what happened, or “statements”")])
    is_list = narrow or not all(_goes_on(chart, link) for link in chart.links)
    return _listed(chart, dossier, NARROW if narrow else WIDE) if is_list else _columns(chart, dossier)


def _goes_on(chart: FlowChart, link: FlowLink) -> bool:
    """Tell whether a link leads to the next column, or to the next node of its own: elsewhere it would cut words."""
    first, then = (next(node for node in chart.nodes if node.key == key) for key in (link.first, link.then))
    if first.actor != then.actor:
        return chart.actors.index(then.actor) == chart.actors.index(first.actor) + 1
    column = [node.key for node in chart.nodes if node.actor == first.actor]
    return column.index(then.key) == column.index(first.key) + 1


def _columns(chart: FlowChart, dossier: Dossier) -> Sheet:
    """Draw one column a capital; a column's nodes stand in the middle of its height."""
    wide = (WIDE - _GUTTER * (len(chart.actors) - 1)) / len(chart.actors)
    nodes_of = {actor: [node for node in chart.nodes if node.actor == actor] for actor in chart.actors}
    columns = [[(node, wrap(node.text, wide - 20)) for node in nodes] for nodes in nodes_of.values()]
    heights = [sum(len(lines) * _LINE + _APART for _, lines in nodes) - _APART for nodes in columns]
    sheet = Sheet(WIDE, max(heights) + _HEAD + _FOOT, 0)
    placed: dict[str, _Placed] = {}
    for number, (actor, nodes, height) in enumerate(zip(chart.actors, columns, heights, strict=True)):
        x = number * (wide + _GUTTER)
        sheet.rule(x, _HEAD - 2, x + wide, _HEAD - 2, actor, 2)
        sheet.capital(dossier.edition.actors[actor], x, 0, 17)
        spare = (max(heights) - height) / (len(nodes) + 1)
        y = _HEAD + 12 + spare
        for node, lines in nodes:
            placed[node.key] = _Placed(node, x, y, lines)
            y += placed[node.key].height + _APART + spare
    for number, link in enumerate(chart.links):
        meeting = [other for other in chart.links if other.then == link.then]
        apart = min(_ARROW, _spread(placed[link.then]) / max(len(meeting) - 1, 1))
        start, end = _ends(placed[link.first], placed[link.then], wide, apart * meeting.index(link))
        bend = (start[0] + end[0]) / 2
        _draw_link(sheet, link, number, curve(start, (bend, start[1]), (bend, end[1]), end), dossier)
        _write_link(sheet, link, start, end, wide)
    for node in chart.nodes:
        _draw_node(sheet, placed[node.key], dossier)
    return sheet


def _draw_node(sheet: Sheet, placed: _Placed, dossier: Dossier) -> None:
    node, x, y = placed.node, placed.x, placed.y
    token = "accent" if node.statement else node.actor
    sheet.status_mark(dossier, node.ground, (x + 6, y + 7.5), token, f"node-{node.key}", node.key)
    sheet.words(placed.lines, x + 18, y, align="left")


def _spread(node: _Placed) -> float:
    """Return the px under the first line of a node in which arrows can end and are read as its own."""
    return node.height + _APART / 4 - _LINE / 2


def _ends(first: _Placed, then: _Placed, wide: float, under: float) -> tuple[Point, Point]:
    """Return where a link begins and ends, so many px under those that end at its node already."""
    if first.x == then.x:  # within a column the link runs down between two nodes
        return (first.x + 6, first.y + first.height + 3), (then.x + 6, then.y - 4)
    return (first.x + wide + 2, first.y + min(first.height / 2, 22)), (then.x - 6, then.y + 7.5 + under)


def _write_link(sheet: Sheet, link: FlowLink, start: Point, end: Point, wide: float) -> None:
    """Write the words of a link beside it where it runs down, else over it, so that the stroke stays whole."""
    at, width = ((start[0] + end[0]) / 2, min(start[1], end[1]) - 3), _GUTTER - 8.0
    held: dict[str, Any] = {"xanchor": "center", "yanchor": "bottom"}
    if start[0] == end[0]:
        at, width = (start[0] + 12, (start[1] + end[1]) / 2), wide - 24
        held = {"xanchor": "left", "align": "left"}
    elif start[1] - end[1] > 12:  # a link that climbs has its words under its foot
        at, held = (at[0], start[1] + 2), {"xanchor": "center", "yanchor": "top"}
    sheet.words(wrap(link.text, width), *at, link.inks[1], "", **held)


def _draw_link(sheet: Sheet, link: FlowLink, number: int, points: Sequence[Point], dossier: Dossier) -> None:
    token, _, dash = link.inks
    hover = hover_of(dossier, (*link.claims, *link.statements)[0])
    sheet.arrow(points, token, dash, f"link-{number}", f"{link.first} to {link.then}", hover, width=1.5)


def _listed(chart: FlowChart, dossier: Dossier, width: int) -> Sheet:
    """Draw nodes under their capitals; links run on rails at the left, their words under the node they lead to."""
    left, y = _RAIL * len(chart.links) + 14.0, 0.0
    sheet, rows = Sheet(width, foot=0), {}
    for actor in chart.actors:
        sheet.rule(left, y + 23, width, y + 23, actor, 2)
        sheet.capital(dossier.edition.actors[actor], left, y, 16)
        y += 30
        for node in (node for node in chart.nodes if node.actor == actor):
            placed = _Placed(node, left, y, wrap(node.text, width - left - 24))
            _draw_node(sheet, placed, dossier)
            rows[node.key] = y + 7.5
            y += placed.height + 3
            for link in (link for link in chart.links if link.then == node.key):
                words, (token, ink, dash) = wrap(link.text, width - left - 50), link.inks
                sheet.rule(left + 20, y + 7.5, left + 40, y + 7.5, token, 1.5, dash)
                sheet.words(words, left + 46, y, ink, align="left")
                y += len(words) * _LINE + 3
            y += 10
        y += 6
    _draw_rails(sheet, chart, rows, left, dossier)
    sheet.end(y)
    return sheet


def _draw_rails(sheet: Sheet, chart: FlowChart, rows: Mapping[str, float], left: float, dossier: Dossier) -> None:
    """Run each link along a rail of its own; where several leave or reach a row, each has its own height."""
    ends = {key: [link for link in chart.links if key in (link.first, link.then)] for key in rows}

    def height(key: str, link: FlowLink) -> float:
        # What comes from above ends over what goes on below, so that strokes cross as little as can be.
        meeting = sorted(ends[key], key=lambda one: rows[one.first] + rows[one.then])
        apart = min(_MEETING, _REACH / max(len(meeting) - 1, 1))
        return rows[key] + apart * (meeting.index(link) - (len(meeting) - 1) / 2)

    for number, link in enumerate(chart.links):
        x = left - 8 - _RAIL * (number + 0.5)
        start, end = height(link.first, link), height(link.then, link)
        _draw_link(sheet, link, number, [(left - 4, start), (x, start), (x, end), (left - 5, end)], dossier)


def table(chart: FlowChart, dossier: Dossier) -> Table:
    """Return one row a node, then one a link."""
    rows = []
    for node in chart.nodes:
        record = dossier.claims.get(node.ground) or dossier.article[node.ground]
        sure = STATUS_WORDS[record.status]
        if node.statement:
            sure += f", {paragraph_words([dossier.article[node.statement].paragraph])}"
        cells = (dossier.edition.actors[node.actor].word, node.text, sure)
        claims, statements = (node.claim,) if node.claim else (), (node.statement,) if node.statement else ()
        rows.append(Row(cells, claims=claims, statements=statements))
    texts = {node.key: node.text for node in chart.nodes}
    for link in chart.links:
        sure = " and ".join(dict.fromkeys(STATUS_WORDS[dossier.claims[id_].status] for id_ in link.claims))
        if link.statements:
            sure = (
                f"inferred by the author, {paragraph_words(dossier.article[id_].paragraph for id_ in link.statements)}"
            )
        cells = ("Link", f"{texts[link.first]} → {texts[link.then]}: {link.text}", sure)
        rows.append(Row(cells, claims=link.claims, statements=link.statements))
    return Table(("Capital", "What", "How sure"), tuple(rows))
