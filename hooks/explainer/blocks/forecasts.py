"""`/// scenarios`: each forecast of the article, and what became of it as far as the record goes."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..edition import Article
from ..fields import OUTCOME_WORDS
from ..later import says_later
from ..markup import h, joined, later, mark, statement_links, status
from ..records import Scenario
from .backing import backing
from .base import GeneratedBlock


class Scenarios(GeneratedBlock):
    """The article's forecasts with outcome, date and sources, and the point at which the record ends."""

    NAME = "scenarios"
    CLASS = "outcomes"

    def build(self) -> Any:
        """Return the tally, an item for each scenario, and how far they could be followed."""
        dossier = self.context.dossier
        scenarios = list(dossier.scenarios.values())
        outcomes: list[str] = [scenario.outcome for scenario in scenarios]
        tally = (h("li", {}, outcome(name), f" {outcomes.count(name)}") for name in OUTCOME_WORDS)
        return [
            h("ul", {"class": "outcomes__tally", "aria-label": "Forecasts by outcome"}, tally),
            h("ol", {"class": "scenarios"}, map(self._scenario, scenarios)),
            h("p", {"class": "outcomes__end"}, _end(dossier.edition.article)),
        ]

    def _scenario(self, scenario: Scenario) -> Element:
        dossier = self.context.dossier
        statements = [dossier.article[id_] for id_ in scenario.statements]
        return h(
            "li",
            {"class": "scenario", "id": scenario.id, "data-outcome": scenario.outcome},
            h(
                "p",
                {"class": "scenario__forecast"},
                status("forecast"),
                " ",
                scenario.forecast,
                " ",
                joined(statement_links(statements), "; "),
            ),
            h(
                "p",
                {"class": "scenario__result"},
                outcome(scenario.outcome),
                f", followed until {scenario.as_of.words}. ",
                [later(), " "]
                if scenario.as_of.last > dossier.article_ends and not says_later(scenario.result)
                else None,
                scenario.result,
            ),
            backing((dossier.claims[id_] for id_ in scenario.claims), dossier),
            self.edit_link("scenarios", scenario.line),
        )


def outcome(name: str) -> Element:
    """What became of a forecast, by shape and word."""
    return h("b", {"class": "outcome", "data-outcome": name}, mark(name), " ", OUTCOME_WORDS[name])


def _end(article: Article) -> str:
    return (
        f"The record ends here: it is dense to about {article.dense_until.words}, thin to {article.thin_until.words}, "
        f"and empty after that. It was compiled on {article.compiled.words}; later news would change these verdicts."
    )
