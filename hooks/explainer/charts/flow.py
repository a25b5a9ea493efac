"""Flow: who could move whom, link by link; documented links solid, inferred ones dashed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from ..fields import ActorId, ClaimId, StatementId, Status, Text
from ..record import Part
from .chart import ChartRecord, Row, Table
from .figure import Figure

if TYPE_CHECKING:
    from ..dossier import Dossier

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]


class Node(Part):
    """A fact or a reading that links join: its capital, its words, and the claim or statement under it."""

    key: Key
    actor: ActorId
    text: Text
    claim: ClaimId | None = None
    statement: StatementId | None = None

    @model_validator(mode="after")
    def _one_ground(self) -> Self:
        if (self.claim is None) == (self.statement is None):
            raise ValueError(f"the node “{self.key}” rests on either “claim” or “statement”")
        return self

    def status(self, dossier: Dossier) -> Status:
        """Return how sure the node is."""
        return dossier.claims[self.claim].status if self.claim else dossier.article[self.statement or ""].status


class Link(Part):
    """A link between nodes: documented by claims, or inferred by the author in statements."""

    first: Key
    then: Key
    text: Text
    claims: tuple[ClaimId, ...] = ()
    statements: tuple[StatementId, ...] = ()

    @model_validator(mode="after")
    def _one_ground(self) -> Self:
        if bool(self.claims) == bool(self.statements):
            raise ValueError("a link names either “claims” (documented, solid) or “statements” (inferred, dashed)")
        return self


class Chart(ChartRecord):
    """Nodes in one column a capital, in the order given, and the links between them."""

    kind: Literal["flow"]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    @model_validator(mode="after")
    def _ends_exist(self) -> Self:
        keys = [node.key for node in self.nodes]
        if len(set(keys)) < len(keys):
            raise ValueError("two nodes have the same “key”")
        for end in (end for link in self.links for end in (link.first, link.then)):
            if end not in keys:
                raise ValueError(f"a link names the node “{end}”; allowed: {', '.join(keys)}")
        return self

    @property
    def actors(self) -> tuple[ActorId, ...]:
        """The capitals in the order of their first node."""
        return tuple(dict.fromkeys(node.actor for node in self.nodes))


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw capitals as columns with links between them, or on narrow screens one under the other."""
    from .flow_drawing import draw_columns, draw_list

    return draw_list(chart, dossier) if narrow else draw_columns(chart, dossier)


def _ground(link: Link, dossier: Dossier) -> str:
    from ..fields import STATUS_WORDS
    from .hovering import paragraph_words

    if link.statements:
        return f"inferred by the author, {paragraph_words(*map(dossier.article.__getitem__, link.statements))}"
    return " and ".join(dict.fromkeys(STATUS_WORDS[dossier.claims[id_].status] for id_ in link.claims))


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return one row a node, then one a link."""
    from ..fields import STATUS_WORDS
    from .hovering import paragraph_words

    texts = {node.key: node.text for node in chart.nodes}
    rows = [
        Row(
            (
                dossier.edition.actors[node.actor].word,
                node.text,
                STATUS_WORDS[node.status(dossier)]
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
