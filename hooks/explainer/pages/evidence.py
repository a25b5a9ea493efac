"""Finding statements by verdict, paragraph and explainer: lists of links, and the form that a script brings to life."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from ..data.edition import Article
from ..data.fields import OUTCOME_WORDS, VERDICT_WORDS
from ..data.records import Scenario, Statement
from ..prose.pages import Page
from ..publication.bibliography import statement_work
from ..publication.uses import charts_of_statements, scenarios_of_statements
from .base import GeneratedBlock
from .claims import backing, citation_box
from .filter import boxes, filter_form, one_of, option
from .later import labelled, says_later
from .markup import (
    HEDGE_WORDS,
    described,
    h,
    joined,
    later,
    lengthy,
    mark,
    paragraph_words,
    statement_links,
    status,
    verdict,
)
from .record_links import chart_links, page_links, scenario_links


def index(statements: list[Statement], explainers: Iterable[Page]) -> Element:
    """All statements as lists of links; they stand open, and the script that offers the form closes them."""
    verdicts = ((name, [one for one in statements if one.verdict == name]) for name in VERDICT_WORDS)
    paragraphs = joined(
        (
            h("a", {"href": f"#{name}", "aria-label": paragraph_words([name])}, name.removeprefix("p"))
            for name in _paragraphs(statements)
        ),
        ", ",
    )
    return h(
        "details",
        {"class": "finder", "open": "", "data-search-exclude": ""},
        h("summary", {}, "Statements by verdict, paragraph and explainer"),
        h(
            "dl",
            {"class": "facts"},
            (_verdict_row(name, those) for name, those in verdicts if those),
            described("Paragraph", paragraphs),
            (described(page.meta.title, _read_in(page, statements)) for page in explainers),
        ),
    )


def _verdict_row(name: str, statements: list[Statement]) -> Element:
    """A row to which links lead: `#verdict-differs` is a choice to the filter’s script, and a place without it."""
    row = described([verdict(name), f" {len(statements)}"], _links(statements))
    row.set("id", f"verdict-{name}")
    return row


def filters(statements: list[Statement], explainers: Iterable[Page]) -> Element:
    """The form; a statement is found by its verdict, and by its paragraph or the explainers that read it."""
    counts: Counter[str] = Counter(one.verdict for one in statements)
    stated: Counter[str] = Counter(one.paragraph for one in statements)
    paragraphs = (option(name, paragraph_words([name]).capitalize(), stated[name]) for name in _paragraphs(statements))
    pages = [option(page.address.rstrip("/"), page.meta.title) for page in explainers]
    return filter_form(
        ".stmt",
        ".para",
        ("statement", "statements"),
        boxes("verdict", "Verdict", {name: verdict(name) for name in VERDICT_WORDS}, counts),
        one_of(
            "in",
            "Paragraph or explainer",
            h("optgroup", {"label": "Paragraphs"}, paragraphs),
            h("optgroup", {"label": "Explainers"}, pages) if pages else None,
        ),
    )


def read_in(statement: Statement, explainers: Iterable[Page]) -> str:
    """Return the values of the field “in” for a statement: its paragraph, and the explainers that read it."""
    pages = (page.address.rstrip("/") for page in explainers if statement.paragraph in page.explainer.paragraphs)
    return " ".join((statement.paragraph, *pages))


def _paragraphs(statements: list[Statement]) -> list[str]:
    return [name for name, _ in groupby(statements, lambda statement: statement.paragraph)]


def _links(statements: Iterable[Statement]) -> list[str | Element]:
    return joined((h("a", {"href": f"#{one.id}"}, one.id) for one in statements), ", ")


def _read_in(page: Page, statements: list[Statement]) -> list[str | Element]:
    return _links(one for one in statements if one.paragraph in page.explainer.paragraphs)


class Evidence(GeneratedBlock):
    """Every statement of the article with its hedge, its verdict and the record."""

    NAME = "evidence"
    CLASS = "evidence"

    def build(self) -> Any:
        """Return the ways to find a statement, and a section for each paragraph."""
        publication = self.context.publication
        statements = list(publication.dossier.article.values())
        self._charts, self._scenarios = charts_of_statements(publication), scenarios_of_statements(publication)
        return [
            filters(statements, publication.explainers),
            index(statements, publication.explainers),
            [self._paragraph(name, list(group)) for name, group in groupby(statements, lambda s: s.paragraph)],
        ]

    def _paragraph(self, name: str, statements: list[Statement]) -> Element:
        readers = [page for page in self.context.publication.explainers if name in page.explainer.paragraphs]
        count = f"{len(statements)} statement{'s' if len(statements) > 1 else ''}"
        return h(
            "section",
            {"class": "para", "id": name},
            h(
                "div",
                {"class": "para__head"},
                h("h2", {"id": f"paragraph-{name}"}, paragraph_words([name]).capitalize()),
                h("p", {}, count, ", read in " if readers else None, page_links(readers)),
            ),
            map(lengthy, map(self._statement, statements)),
        )

    def _statement(self, statement: Statement) -> Element:
        publication = self.context.publication
        claims = [publication.dossier.claims[id_] for id_ in statement.record]
        return h(
            "article",
            {
                "class": "stmt",
                "id": statement.id,
                "data-verdict": statement.verdict,
                "data-in": read_in(statement, publication.explainers),
            },
            h(
                "div",
                {"class": "stmt__v"},
                verdict(statement.verdict),
                " ",
                h(
                    "span",
                    {"class": "stmt__id"},
                    h("a", {"href": f"#{statement.id}"}, statement.id),
                    f" · {HEDGE_WORDS[statement.hedge]}",
                ),
            ),
            h(
                "div",
                {},
                h("p", {"class": "stmt__t"}, statement.restated),
                h("p", {"class": "stmt__n"}, labelled(statement.note, self.context.dossier.article_ends)),
                self._against(statement),
                h("p", {"class": "stmt__n"}, h("b", {}, "Read generously: "), statement.ambiguous)
                if statement.ambiguous
                else None,
                self._used(statement),
                citation_box(statement_work(statement, publication), "this statement"),
                self.edit_link("article", statement.line),
            ),
            backing(claims, publication.dossier) if claims else None,
        )

    def _against(self, statement: Statement) -> Element | None:
        sources = [self.context.dossier.sources[id_] for id_ in statement.contradicted_by]
        named = (
            h(
                "span",
                {},
                h("a", {"href": f"sources.md#{source.id}"}, source.publisher),
                f", {source.published.words if source.published else 'no date'}",
            )
            for source in sources
        )
        told = joined(named, "; ")
        return h("p", {"class": "stmt__n"}, h("b", {}, "Contradicted by: "), told) if sources else None

    def _used(self, statement: Statement) -> Element | None:
        publication = self.context.publication
        uses = (
            ("Used in ", page_links(publication.pages_with("article", statement.id))),
            ("Charts: ", chart_links(self._charts.get(statement.id, ()), publication)),
            ("Forecast: ", scenario_links(self._scenarios.get(statement.id, ()), publication)),
        )
        told = [[head, links, ". "] for head, links in uses if links]
        return h("p", {"class": "stmt__used"}, told) if told else None


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
