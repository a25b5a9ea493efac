"""What stands behind a sentence: its claims, each with status and sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from markdown.serializers import to_html_string

from ..publication.citing import claim_work, page_work
from ..publication.uses import charts_of_claims, scenarios_of_claims
from .base import GeneratedBlock
from .templates import rendered

if TYPE_CHECKING:
    from ..publication.publication import Publication


def page_citation_html(name: str, publication: Publication) -> str:
    """The box of the page with this name, as the template puts it at the page’s end; "" for a page that is not ours."""
    page = publication.by_name.get(name)
    if page is None:
        return ""
    (box,) = rendered("cite-page", publication, work=page_work(page, publication))
    return to_html_string(box)


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
