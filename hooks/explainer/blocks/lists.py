"""Short lists made of records: contents, marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from ..edition import Edition
from ..markup import STATUS_MEANINGS, described, h, paragraph_words, status, thesis
from ..pages import Page
from .base import GeneratedBlock
from .device import device


class Contents(GeneratedBlock):
    """The eight explainers with their answers."""

    NAME = "contents"
    TAG = "ol"
    CLASS = "contents contents--wide"

    def build(self) -> Any:
        """Return a row for each explainer."""
        publication = self.context.publication
        return [_row(page, publication.dossier.edition) for page in publication.explainers]


def _row(page: Page, edition: Edition) -> Element:
    meta = page.explainer
    return h(
        "li",
        {},
        h(
            "a",
            {"class": "row", "href": page.name},
            h("span", {"class": "no", "aria-hidden": "true"}, str(meta.number)),
            " ",
            h("span", {"class": "ti"}, meta.title, thesis() if meta.thesis else None),
            " ",
            h("span", {"class": "de"}, meta.answer),
            " ",
            h(
                "span",
                {"class": "pp"},
                h("span", {}, paragraph_words(meta.paragraphs)),
                device(meta.legs, edition),
            ),
        ),
    )


class Marks(GeneratedBlock):
    """The key to the status marks."""

    NAME = "marks"
    TAG = "dl"
    CLASS = "key marks-key"

    def build(self) -> Any:
        """Return a row for each status."""
        return mark_rows()


def mark_rows() -> Iterator[Element]:
    """Yield a row for each status: its mark and word, and what it means."""
    return (described(status(name), text) for name, text in STATUS_MEANINGS.items())
