"""How many citations an explainer may have for its length."""

from __future__ import annotations

from dataclasses import replace

import pytest
from projects import SAMPLE

from explainer.checks.coverage import incomplete
from explainer.publication.publication import read_publication

_TOLD = "docs/drones.md:1:1: the explainer has {}; allowed: {}"
_MANY = _TOLD.format("21 citations in 500 words, 4.2 for 100", "4 for 100 words, here 20")
_UNSURE = _TOLD.format(
    "16 citations of records that are not established in 500 words, 3.2 for 100", "3 for 100 words, here 15"
)


@pytest.mark.parametrize(
    ("claims", "others", "says"), [(20, 0, []), (21, 0, [_MANY]), (5, 15, []), (4, 16, [_UNSURE]), (0, 0, [])]
)
def test_citations_leave_room(claims: int, others: int, says: list[str]) -> None:
    publication = read_publication(SAMPLE)
    (explainer,) = publication.explainers
    body = (
        "word " * 500
        + "[^withdrawal-order]" * claims
        + "[^drone-count]" * (others - others // 2)
        + "[^a03]" * (others // 2)
    )
    page = replace(explainer, body=f"/// brief\n/// chart | drones\n/// differs | a02\n{body}", first_line=1)
    pages = tuple(page if one is explainer else one for one in publication.pages)
    assert [str(finding.problem) for finding in incomplete(replace(publication, pages=pages))] == says
