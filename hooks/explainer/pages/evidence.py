"""The evidence: what the record claims, and the article’s statements and forecasts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from ..data.vocabularies import VERDICT_WORDS
from ..publication.citing import claim_work, statement_work
from ..publication.uses import charts_of_claims, charts_of_statements, scenarios_of_claims, scenarios_of_statements
from .base import GeneratedBlock


class Claims(GeneratedBlock):
    """Every claim with its status, its sources, where it is used and how to cite it."""

    NAME = "claims"
    CLASS = "claims"

    def view(self) -> Mapping[str, object]:
        """Return the claims of each strand in order of time, the ways there, and what the claims are used in."""
        dossier, publication = self.context.dossier, self.context.publication
        in_order = sorted(dossier.claims.values(), key=lambda claim: (dossier.when(claim).first, claim.line))
        strands = [
            (strand, [claim for claim in in_order if claim.strand == strand.id])
            for strand in dossier.edition.strands.values()
        ]
        strands = [(strand, claims) for strand, claims in strands if claims]
        return {
            "strands": strands,
            "ways": [(f"strand-{strand.id}", strand.name, len(claims)) for strand, claims in strands],
            "charts": charts_of_claims(publication),
            "scenarios": scenarios_of_claims(publication),
            "work_of": claim_work,
        }


class Evidence(GeneratedBlock):
    """Every statement of the article with its hedge, its verdict and the record."""

    NAME = "evidence"
    SCRIPTS = ("filter",)
    CLASS = "evidence"

    def view(self) -> Mapping[str, object]:
        """Return the statements by verdict and by paragraph, and what they are used in."""
        publication = self.context.publication
        statements = publication.dossier.article.values()
        return {
            "by_verdict": {name: [one for one in statements if one.verdict == name] for name in VERDICT_WORDS},
            "paragraphs": [
                (name, list(group), [page for page in publication.explainers if name in page.explainer.paragraphs])
                for name, group in groupby(statements, lambda one: one.paragraph)
            ],
            "charts_of": charts_of_statements(publication),
            "scenarios_of": scenarios_of_statements(publication),
            "work_of": statement_work,
        }


class Scenarios(GeneratedBlock):
    """The article's forecasts with outcome, date and sources, and the point at which the record ends."""

    NAME = "scenarios"
    CLASS = "outcomes"
