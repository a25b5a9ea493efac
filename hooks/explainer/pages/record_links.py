"""Links from a record to where the site uses it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ..data.fields import OUTCOME_WORDS
from ..publication.uses import page_with_block
from .markup import h, joined, listed, paragraph_words

if TYPE_CHECKING:
    from ..data.charts import ChartRecord
    from ..data.dossier import Dossier
    from ..data.records import Scenario
    from ..prose.pages import Page
    from ..publication.publication import Publication


def jump_list(name: str, ways: Iterable[tuple[str, str, str, int]]) -> Element:
    """The ways to the sections of a long list: the first part of each id, the rest, its head, how many stand there."""
    items = (
        h("li", {}, h("a", {"href": f"#{kind}-{id_}"}, head), " ", h("span", {"class": "filter__n"}, str(count)))
        for kind, id_, head, count in ways
    )
    return h("nav", {"class": "sections", "aria-label": name, "data-search-exclude": ""}, h("ul", {}, items))


def page_link(page: Page) -> Element:
    """A link to a page by its title."""
    return h("a", {"href": page.name}, "Home" if page.is_home else page.short)


def page_links(pages: Iterable[Page]) -> list[Any]:
    """Links to pages by their titles."""
    return joined(map(page_link, pages), ", ")


def paragraph_links(paragraphs: Iterable[str], dossier: Dossier) -> list[Any]:
    """Paragraphs of the article in words, “paragraphs 1, 2 and 11”, each a link.

    Those that state nothing (p18 is a disclaimer) have no place to lead to and are named alone.
    """
    stated = {statement.paragraph for statement in dossier.article.values()}
    named = list(paragraphs)

    def link(paragraph: str, words: str) -> str | Element:
        return h("a", {"href": f"evidence.md#{paragraph}"}, words) if paragraph in stated else words

    if len(named) < 2:
        return [link(one, paragraph_words([one])) for one in named]
    return ["paragraphs ", *listed(link(one, one.removeprefix("p")) for one in named)]


def chart_links(charts: Iterable[ChartRecord], publication: Publication) -> list[Any]:
    """Links to charts where they stand; to its own page where the gallery alone shows one."""
    shown = ((chart, publication.pages_with("charts", chart.id)) for chart in charts)
    homes = (
        (chart, f"{pages[0].name}#chart-{chart.id}" if pages else f"charts/{chart.id}.md") for chart, pages in shown
    )
    return joined((h("a", {"href": home}, chart.title) for chart, home in homes), "; ")


def scenario_links(scenarios: Iterable[Scenario], publication: Publication) -> list[Any]:
    """Links to forecasts in the list of what became of them, where a page has it."""
    page = page_with_block("scenarios", publication)
    links = (h("a", {"href": f"{page.name}#{one.id}"}, _outcome(one)) for one in scenarios) if page else ()
    return joined(links, "; ")


def _outcome(scenario: Scenario) -> str:
    return f"what {', '.join(scenario.statements)} expected: {OUTCOME_WORDS[scenario.outcome]}"
