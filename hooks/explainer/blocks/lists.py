"""Short lists made of records: contents, marks, places, forecasts, downloads."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..exports import DATASETS
from ..markup import OUTCOME_WORDS, STATUS_MEANINGS, claim_link, h, joined, spelling, statement_link, status
from ..pages import Page
from ..records import Place, Scenario
from .base import GeneratedBlock
from .device import device


class Contents(GeneratedBlock):
    """The eight explainers with their answers."""

    NAME = "contents"
    TAG = "ol"
    CLASS = "contents contents--wide"

    def build(self) -> Any:
        """Return a row for each explainer."""
        return map(_row, self.context.publication.explainers)


def _row(page: Page) -> Element:
    meta = page.explainer
    return h(
        "li",
        {},
        h(
            "a",
            {"class": "row", "href": page.name},
            h("span", {"class": "no", "aria-hidden": "true"}, str(meta.number)),
            " ",
            h("span", {"class": "ti"}, meta.title),
            " ",
            h("span", {"class": "de"}, meta.answer),
            " ",
            h("span", {"class": "pp"}, ", ".join(meta.paragraphs), device(meta.legs)),
        ),
    )


class Marks(GeneratedBlock):
    """The key to the status marks."""

    NAME = "marks"
    TAG = "dl"
    CLASS = "key marks-key"

    def build(self) -> Any:
        """Return a row for each status."""
        return (h("div", {}, h("dt", {}, status(name)), h("dd", {}, text)) for name, text in STATUS_MEANINGS.items())


class Places(GeneratedBlock):
    """All places with their spellings, coordinates and the events that name them."""

    NAME = "places"
    TAG = "ul"
    CLASS = "places"

    def build(self) -> Any:
        """Return an item for each place, by name."""
        places = sorted(self.context.dossier.places.values(), key=lambda place: place.name.casefold())
        return map(self._place, places)

    def _place(self, place: Place) -> Element:
        dossier = self.context.dossier
        events = [event for event in dossier.timeline if place.id in dossier.claims[event.claim].places]
        links = (
            h("a", {"href": f"timeline.md#{event.id}"}, f"{dossier.claims[event.claim].title} ({event.date.words})")
            for event in events
        )
        return h(
            "li",
            {"id": place.id},
            h("p", {}, h("b", {}, place.name), f" {place.lat:.2f}° N, {place.lon:.2f}° E, {place.country}"),
            h("p", {"class": "lemma__alias"}, joined((h("span", {}, spelling(alias)) for alias in place.aliases), ", "))
            if place.aliases
            else None,
            h("p", {"class": "lemma__alias"}, place.note) if place.note else None,
            h("p", {"class": "places__events"}, joined(links, "; ")) if events else None,
            self.edit_link("places", place.line),
        )


class Scenarios(GeneratedBlock):
    """The article's forecasts with what became of each."""

    NAME = "scenarios"
    TAG = "ol"
    CLASS = "scenarios"

    def build(self) -> Any:
        """Return an item for each scenario."""
        return map(self._scenario, self.context.dossier.scenarios.values())

    def _scenario(self, scenario: Scenario) -> Element:
        dossier = self.context.dossier
        statements = [dossier.article[id_] for id_ in scenario.statements]
        claims = [dossier.claims[id_] for id_ in scenario.claims]
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
                joined(map(statement_link, statements), ", "),
            ),
            h(
                "p",
                {"class": "scenario__result"},
                h("b", {"class": "outcome"}, OUTCOME_WORDS[scenario.outcome]),
                f", as of {scenario.as_of.words}. ",
                scenario.result,
            ),
            h("p", {"class": "scenario__claims"}, joined(map(claim_link, claims), "; ")),
            self.edit_link("scenarios", scenario.line),
        )


class Datasets(GeneratedBlock):
    """The tables of the site for download."""

    NAME = "datasets"
    TAG = "div"
    CLASS = "table-scroll"

    def build(self) -> Any:
        """Return the table of tables."""
        rows = (
            h(
                "tr",
                {},
                h("th", {"scope": "row"}, dataset.title),
                h("td", {}, str(len(dataset.rows(self.context.dossier)))),
                h("td", {}, dataset.describes),
                h(
                    "td",
                    {},
                    h("a", {"href": f"data/{name}.csv"}, "CSV"),
                    " ",
                    h("a", {"href": f"data/{name}.json"}, "JSON"),
                ),
            )
            for name, dataset in DATASETS.items()
        )
        head = h("tr", {}, (h("th", {"scope": "col"}, text) for text in ("Table", "Rows", "What a row is", "Download")))
        return h("table", {"class": "datasets"}, h("thead", {}, head), h("tbody", {}, rows))
