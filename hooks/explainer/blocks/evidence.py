"""The article paragraph by paragraph, each statement beside the record."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from ..bibliography import statement_work
from ..later import labelled
from ..markup import HEDGE_WORDS, h, joined, lengthy, paragraph_words, verdict
from ..records import Statement
from ..uses import charts_of_statements, scenarios_of_statements
from .backing import backing
from .base import GeneratedBlock
from .citation import citation_box
from .finder import filters, index, read_in
from .links import chart_links, page_links, scenario_links


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
