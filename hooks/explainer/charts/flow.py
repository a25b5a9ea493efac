"""Flow: who could move whom, link by link; documented links solid, inferred ones dashed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from statistics import mean
from typing import Annotated, Literal

from pydantic import Field

from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..data.fields import ActorId, ClaimId, StatementId, Text, matching
from ..data.parts import Part
from ..data.problem import ContentError
from ..data.vocabularies import STATUS_WORDS, STATUSES
from .events import with_later
from .figure import NARROW, WIDE, Figure
from .geometry import Box, Point, curve
from .sheet import Sheet, hover_of
from .tables import Row, Table
from .words import paragraph_words, width_of, wrap

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
_LEVEL = 12  # px that a link may climb and still be read as level
_CLEARLY = 6  # px by which words lie nearer to their link than to others
_STEPS = 12  # places along words at which they are held against strokes
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
    """Draw capitals as columns with links between them; on narrow screens, or where that fails, under each other."""
    if read := [id_ for link in chart.links for id_ in link.claims if not STATUSES[dossier.claims[id_].status].ranked]:
        told = STATUS_WORDS[dossier.claims[read[0]].status]
        found = f"the claim “{read[0]}” of a documented link is “{told}”"
        raise ContentError([chart.fault(found, "claims of what happened, or “statements”")])
    is_list = narrow or not all(_goes_on(chart, link) for link in chart.links)
    columns = None if is_list else _columns(chart, dossier)
    return columns or _listed(chart, dossier, NARROW if narrow else WIDE)


def _goes_on(chart: FlowChart, link: FlowLink) -> bool:
    """Tell whether a link leads to the next column, or to the next node of its own: elsewhere it would cut words."""
    first, then = (next(node for node in chart.nodes if node.key == key) for key in (link.first, link.then))
    if first.actor != then.actor:
        return chart.actors.index(then.actor) == chart.actors.index(first.actor) + 1
    column = [node.key for node in chart.nodes if node.actor == first.actor]
    return column.index(then.key) == column.index(first.key) + 1


def _columns(chart: FlowChart, dossier: Dossier) -> Sheet | None:
    """Draw one column a capital, its nodes in the middle of its height; None where words would seem another link's."""
    wide = (WIDE - _GUTTER * (len(chart.actors) - 1)) / len(chart.actors)
    nodes_of = {actor: [node for node in chart.nodes if node.actor == actor] for actor in chart.actors}
    columns = [
        [(node, wrap(with_later(node.text, node.claim, dossier), wide - 20)) for node in nodes]
        for nodes in nodes_of.values()
    ]
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
    routes = []
    for number, link in enumerate(chart.links):
        meeting = [other for other in chart.links if other.then == link.then]
        apart = min(_ARROW, _spread(placed[link.then]) / max(len(meeting) - 1, 1))
        start, end = _ends(placed[link.first], placed[link.then], wide, apart * meeting.index(link))
        bend = (start[0] + end[0]) / 2
        routes.append(curve(start, (bend, start[1]), (bend, end[1]), end))
        _draw_link(sheet, link, number, routes[number], dossier)
    if not _write_links(sheet, chart, routes, wide):
        return None
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


def _write_links(sheet: Sheet, chart: FlowChart, routes: Sequence[Sequence[Point]], wide: float) -> bool:
    """Write the words of each link where no other link is nearer; tell whether each has such a spot."""
    taken = list[Box]()
    for link, route in zip(chart.links, routes, strict=True):
        start, end = route[0], route[-1]
        if start[0] == end[0]:  # down a column, beside its stroke
            lines, middle = wrap(link.text, wide - 24), (start[1] + end[1]) / 2
            sheet.words(lines, start[0] + 12, middle, link.inks[1], "", xanchor="left", align="left")
            continue
        others = [other for other in routes if other is not route]
        for lines, x, y, side, edge in _spots(link.text, start, end):
            width, high = max(map(width_of, lines)), _LINE * len(lines)
            left, low = x - width / (1 if side == "right" else 2), y - (high if edge == "bottom" else 0)
            box = Box(left, low, left + width, low + high)
            if not any(map(box.meets, taken)) and _is_own(box, route, others):
                taken.append(box)
                sheet.words(lines, x, y, link.inks[1], "", xanchor=side, yanchor=edge)
                break
        else:
            return False
    return True


def _spots(text: str, start: Point, end: Point) -> Iterator[tuple[list[str], float, float, str, str]]:
    """Yield lines of a link's words, where they may be held and by which edges, the best first."""
    lines, close, x = wrap(text, _GUTTER - 8.0), wrap(text, _GUTTER / 2), (start[0] + end[0]) / 2
    over = lines, x, min(start[1], end[1]) - 3, "center", "bottom"
    under = lines, x, max(start[1], end[1]) + 2, "center", "top"
    # A link that climbs has its words under its foot, so that the stroke stays whole.
    yield from (under, over) if start[1] - end[1] > _LEVEL else (over, under)
    yield close, end[0] - 8, end[1] - 3, "right", "bottom"
    yield close, end[0] - 8, end[1] + 4, "right", "top"


def _is_own(box: Box, route: Sequence[Point], others: Iterable[Sequence[Point]]) -> bool:
    """Tell whether words cut no stroke and lie clearly nearer to one than to others, or as near along more of it."""
    gaps, own = [_gaps(box, other) for other in others], _gaps(box, route)
    if min((min(gap) for gap in (own, *gaps)), default=0) < 0:
        return False
    return all(min(gap) >= min(own) + _CLEARLY or (min(gap) >= min(own) and mean(gap) > mean(own)) for gap in gaps)


def _gaps(box: Box, route: Sequence[Point]) -> list[float]:
    """Return how many px lie between words and a stroke, at places along the words; less than 0 where it cuts them."""
    gaps = []
    for step in range(_STEPS + 1):
        x = box.left + (box.right - box.left) * step / _STEPS
        for (x0, y0), (x1, y1) in pairwise(route):
            if x0 <= x <= x1 and x0 < x1:
                y = y0 + (y1 - y0) * (x - x0) / (x1 - x0)
                gaps.append(max(box.low - y, y - box.high))
                break
    return gaps or [inf]


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
            placed = _Placed(node, left, y, wrap(with_later(node.text, node.claim, dossier), width - left - 24))
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
        cells = (dossier.edition.actors[node.actor].word, with_later(node.text, node.claim, dossier), sure)
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
