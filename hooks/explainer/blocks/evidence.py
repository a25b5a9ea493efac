"""The article paragraph by paragraph, the claims it was checked against, and the plot of verdicts."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from ..dossier import Dossier
from ..markup import (
    HEDGE_WORDS,
    VERDICT_WORDS,
    claim_link,
    h,
    joined,
    later,
    mark,
    source_line,
    statement_link,
    status,
    status_mark,
    verdict,
)
from ..pages import Page
from ..records import Claim, Statement
from .base import GeneratedBlock

STRAND_HEADS = {
    "border": "The border with Ukraine",
    "poland": "Poland and its border",
    "china": "China, trade and transit",
    "minsk": "Minsk: offices and airspace",
    "prisoners": "Prisoners",
    "russia": "Russia",
    "ukraine": "Ukraine",
    "aftermath": "What came later",
}


def page_links(pages: Iterable[Page]) -> list[Any]:
    """Links to pages by their titles."""
    return joined((h("a", {"href": page.name}, "Home" if page.is_home else page.meta.title) for page in pages), ", ")


def paragraph_links(paragraphs: Iterable[str], dossier: Dossier) -> list[Any]:
    """Links to paragraphs of the article; those that state nothing (p18 is a disclaimer) have no place to lead to."""
    stated = {statement.paragraph for statement in dossier.article.values()}
    return joined((h("a", {"href": f"evidence.md#{p}"}, p) for p in paragraphs if p in stated), ", ")


class Evidence(GeneratedBlock):
    """Every statement of the article with its hedge, its verdict and the record."""

    NAME = "evidence"
    CLASS = "evidence"

    def build(self) -> Any:
        """Return a section for each paragraph."""
        statements = self.context.dossier.article.values()
        return [self._paragraph(name, list(group)) for name, group in groupby(statements, lambda s: s.paragraph)]

    def _paragraph(self, name: str, statements: list[Statement]) -> Element:
        readers = [page for page in self.context.publication.explainers if name in page.explainer.paragraphs]
        count = f"{len(statements)} statement{'s' if len(statements) > 1 else ''}"
        return h(
            "section",
            {"class": "para", "id": name},
            h(
                "div",
                {"class": "para__head"},
                h("h2", {"id": f"paragraph-{name}"}, name),
                h("p", {}, count, ", read in " if readers else None, page_links(readers)),
            ),
            map(self._statement, statements),
        )

    def _statement(self, statement: Statement) -> Element:
        claims = [self.context.dossier.claims[id_] for id_ in statement.record]
        used = self.context.publication.pages_with("article", statement.id)
        return h(
            "article",
            {"class": "stmt", "id": statement.id},
            h(
                "div",
                {"class": "stmt__v"},
                verdict(statement.verdict),
                " ",
                h("span", {"class": "stmt__id"}, f"{statement.id} · {HEDGE_WORDS[statement.hedge]}"),
            ),
            h(
                "div",
                {},
                h("p", {"class": "stmt__t"}, statement.restated),
                h("p", {"class": "stmt__n"}, statement.note),
                h("p", {"class": "stmt__used"}, "Used in ", page_links(used)) if used else None,
                self.edit_link("article", statement.line),
            ),
            h("ul", {"class": "recs"}, (h("li", {}, status_mark(claim.status), claim_link(claim)) for claim in claims))
            if claims
            else None,
        )


class Claims(GeneratedBlock):
    """Every claim with its status, its sources and where it is used."""

    NAME = "claims"
    CLASS = "claims"

    def build(self) -> Any:
        """Return a section for each strand, its claims in order of time."""
        dossier = self.context.dossier
        for strand, head in STRAND_HEADS.items():
            claims = [claim for claim in dossier.claims.values() if claim.strand == strand]
            claims.sort(key=lambda claim: (dossier.when(claim).first, claim.line))
            if claims:
                yield h("section", {}, h("h2", {"id": f"strand-{strand}"}, head), map(self._claim, claims))

    def _claim(self, claim: Claim) -> Element:
        dossier, publication = self.context.dossier, self.context.publication
        statements = [dossier.article[id_] for id_ in dossier.statements_of_claim.get(claim.id, ())]
        used = publication.pages_with("claims", claim.id)
        return h(
            "article",
            {"class": "claim", "id": claim.id},
            h("h3", {"id": f"claim-{claim.id}"}, claim.title),
            h(
                "p",
                {"class": "claim__meta"},
                status(claim.status),
                f", by {claim.claimed_by}" if claim.claimed_by else None,
                " · ",
                dossier.when(claim).words,
                [" · ", later()] if dossier.is_later(claim) else None,
            ),
            h("p", {}, claim.statement),
            h("p", {"class": "claim__differs"}, f"Beside the article: {claim.differs}") if claim.differs else None,
            h("p", {"class": "claim__weak"}, "Weak: only mirrors or aggregators stand under it.")
            if claim.weak
            else None,
            h("ul", {"class": "claim__sources"}, (source_line(support, dossier) for support in claim.sources)),
            h(
                "p",
                {"class": "claim__used"},
                ["Checked against ", joined(map(statement_link, statements), ", "), ". "] if statements else None,
                ["Used in ", page_links(used), ". "] if used else None,
                ["On the ", h("a", {"href": f"timeline.md#{dossier.event_of_claim[claim.id].id}"}, "timeline"), ". "]
                if claim.id in dossier.event_of_claim
                else None,
                self.edit_link("claims", claim.line),
            ),
        )


class Verdicts(GeneratedBlock):
    """The statement plot: a column of verdict marks for each paragraph, and the tally under it."""

    NAME = "verdicts"
    CLASS = "verdict-plot"

    def build(self) -> Any:
        """Return the plot and its key."""
        statements = list(self.context.dossier.article.values())
        columns = [
            h("li", {}, h("span", {"class": "verdicts__p"}, name), map(self._link, group))
            for name, group in groupby(statements, lambda statement: statement.paragraph)
        ]
        return [
            h("ol", {"class": "verdicts", "aria-label": "Verdicts by paragraph of the article"}, columns),
            h("dl", {"class": "key"}, (self._tally(name, statements) for name in VERDICT_WORDS)),
        ]

    def _link(self, statement: Statement) -> Element:
        word = VERDICT_WORDS[statement.verdict]
        return h(
            "a",
            {
                "class": "verdict verdict--mark",
                "data-verdict": statement.verdict,
                "href": f"evidence.md#{statement.id}",
                "title": f"{statement.id}: {word}",
            },
            mark(statement.verdict),
            h("span", {"class": "vh"}, f"{statement.id}: {word}"),
        )

    def _tally(self, name: str, statements: list[Statement]) -> Element:
        count = sum(statement.verdict == name for statement in statements)
        return h("div", {}, h("dt", {}, verdict(name)), h("dd", {}, f"{count} of {len(statements)}: {_MEANINGS[name]}"))


_MEANINGS = {
    "matches-record": "the record says the same",
    "matches-with-detail": "right, and the record says more",
    "differs": "a date, a place, a number or a role is another",
    "not-corroborated": "no second source found, which is not the same as wrong",
    "authors-reading": "a motive, a judgement, a forecast",
}
