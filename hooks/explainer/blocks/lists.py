"""Short lists made of records: contents, marks, places."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..markup import STATUS_MEANINGS, h, joined, spelling, status
from ..pages import Page
from ..records import Place
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
