"""The article’s statements and forecasts, each beside what the record says of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from ..data.fields import VERDICT_WORDS
from ..publication.citing import statement_work
from ..publication.uses import charts_of_statements, scenarios_of_statements
from .base import GeneratedBlock


class Evidence(GeneratedBlock):
    """Every statement of the article with its hedge, its verdict and the record."""

    NAME = "evidence"
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
