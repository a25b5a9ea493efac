"""`/// claims`: the home of every claim, with all that it rests on and all that rests on it."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..bibliography import claim_work
from ..later import labelled
from ..markup import described, h, joined, later, lengthy, source_line, statement_permalink, status, verdict
from ..records import Claim
from ..uses import charts_of_claims, scenarios_of_claims
from .backing import publishers
from .base import GeneratedBlock
from .citation import citation_box
from .links import chart_links, jump_list, page_links, paragraph_links, scenario_links

WEAK_WORDS = "Weak: only mirrors or aggregators stand under it."  # the timeline says it of a claim’s event too


class Claims(GeneratedBlock):
    """Every claim with its status, its sources, where it is used and how to cite it."""

    NAME = "claims"
    CLASS = "claims"

    def build(self) -> Any:
        """Return the ways to the strands, and a section for each, its claims in order of time."""
        dossier = self.context.dossier
        strands = {
            strand: [claim for claim in dossier.claims.values() if claim.strand == strand.id]
            for strand in dossier.edition.strands.values()
        }
        strands = {strand: claims for strand, claims in strands.items() if claims}
        self._charts = charts_of_claims(self.context.publication)
        self._scenarios = scenarios_of_claims(self.context.publication)
        yield jump_list(
            "Claims by theme", (("strand", strand.id, strand.name, len(of)) for strand, of in strands.items())
        )
        for strand, claims in strands.items():
            claims.sort(key=lambda claim: (dossier.when(claim).first, claim.line))
            head = h("h2", {"id": f"strand-{strand.id}"}, f"{strand.name} ({len(claims)})")
            yield h("section", {}, head, map(lengthy, map(self._claim, claims)))

    def _claim(self, claim: Claim) -> Element:
        dossier = self.context.dossier
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
            h("p", {"class": "claim__weak"}, WEAK_WORDS) if claim.weak else None,
            h(
                "div",
                {"class": "claim__apparatus"},
                self._facts(claim),
                self._support(claim) if claim.sources else None,
                citation_box(claim_work(claim, self.context.publication), "this claim"),
                self.edit_link("claims", claim.line),
            ),
        )

    def _support(self, claim: Claim) -> Element:
        """Who published what it rests on; folded under it each work, with what it supports."""
        dossier, count = self.context.dossier, len(claim.sources)
        head = [f"{count} source{'s' if count > 1 else ''}: ", ", ".join(publishers(claim, dossier))]
        lines = (source_line(support, dossier) for support in claim.sources)
        return h(
            "details",
            {"class": "claim__support"},
            h("summary", {}, head),
            h("ul", {"class": "claim__sources"}, lines),
        )

    def _facts(self, claim: Claim) -> Element:
        publication = self.context.publication
        event = self.context.dossier.event_of_claim.get(claim.id)
        rows = (
            ("The article", self._article(claim)),
            (
                "Beside it",
                labelled(claim.differs, self.context.dossier.article_ends) if claim.differs else None,
            ),
            ("Statements", self._statements(claim)),
            ("Pages", page_links(publication.pages_with("claims", claim.id))),
            ("Charts", chart_links(self._charts.get(claim.id, ()), publication)),
            ("Timeline", [h("a", {"href": f"timeline.md#{event.id}"}, event.date.words)] if event else []),
            ("Forecasts", scenario_links(self._scenarios.get(claim.id, ()), publication)),
        )
        return h(
            "dl",
            {"class": "facts claim__facts"},
            (described(name, value) for name, value in rows if value),
        )

    def _article(self, claim: Claim) -> list[Any]:
        places = paragraph_links(claim.paragraphs, self.context.dossier)
        said = claim.article_says
        return [*places, ", in our words: " if places and said else None, said] if places or said else []

    def _statements(self, claim: Claim) -> list[Any]:
        dossier = self.context.dossier
        statements = (dossier.article[id_] for id_ in dossier.statements_of_claim.get(claim.id, ()))
        return joined((h("span", {}, statement_permalink(one), " ", verdict(one.verdict)) for one in statements), "; ")
