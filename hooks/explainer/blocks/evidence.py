"""The article paragraph by paragraph, each statement beside the record, and the plot of verdicts."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from ..bibliography import statement_work
from ..fields import VERDICT_WORDS
from ..later import labelled
from ..markup import HEDGE_WORDS, described, h, joined, lengthy, mark, paragraph_words, verdict
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


class Verdicts(GeneratedBlock):
    """The statement plot: a column of verdict marks for each paragraph, and the tally under it."""

    NAME = "verdicts"
    CLASS = "verdict-plot"

    def build(self) -> Any:
        """Return the plot and its key."""
        statements = list(self.context.dossier.article.values())
        columns = [
            h(
                "li",
                {},
                h("span", {"class": "verdicts__p"}, h("span", {"class": "vh"}, "paragraph "), name.removeprefix("p")),
                (self._link(statement, number) for number, statement in enumerate(group, 1)),
            )
            for name, group in groupby(statements, lambda statement: statement.paragraph)
        ]
        return [
            h("ol", {"class": "verdicts", "aria-label": "Verdicts by paragraph of the article"}, columns),
            h("p", {"class": "verdicts__axis"}, "The article’s paragraphs, and a mark for each statement in them"),
            h("dl", {"class": "key"}, (self._tally(name, statements) for name in VERDICT_WORDS)),
        ]

    def _link(self, statement: Statement, number: int) -> Element:
        words = f"paragraph {statement.paragraph[1:]}, statement {number}: {VERDICT_WORDS[statement.verdict]}"
        return h(
            "a",
            {
                "class": "verdict verdict--mark",
                "data-verdict": statement.verdict,
                "href": f"evidence.md#{statement.id}",
                "title": f"{words[:1].upper()}{words[1:]}",
            },
            mark(statement.verdict),
            h("span", {"class": "vh"}, words),
        )

    def _tally(self, name: str, statements: list[Statement]) -> Element:
        count = sum(statement.verdict == name for statement in statements)
        return described(verdict(name), f"{count} of {len(statements)}: {_MEANINGS[name]}")


_MEANINGS = {
    "matches-record": "the record says the same",
    "matches-with-detail": "the record supports it and is more exact",
    "differs": "a source says otherwise: another date, place, number or role",
    "not-corroborated": "no second source found, which is not the same as wrong",
    "authors-reading": "a motive, a judgement, a forecast",
}
