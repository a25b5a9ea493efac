"""Lists of the dossier and the pages: contents, changes, the key to the marks; the place of the booklet."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from .base import ExplainerBlock, GeneratedBlock

KIND_WORDS = {"addition": "Added", "correction": "Corrected"}


class Contents(GeneratedBlock):
    """The explainers with their answers."""

    NAME = "contents"
    TAG = "ol"
    CLASS = "contents contents--wide"


class Marks(GeneratedBlock):
    """The key to the status marks."""

    NAME = "marks"
    TAG = "dl"
    CLASS = "key marks-key"


class Changes(GeneratedBlock):
    """All changes of data/changes.yml, the newest first, the older ones in a fold; the feed tells the same."""

    NAME = "changes"
    TAG = "ol"
    CLASS = "changes"

    def view(self) -> Mapping[str, object]:
        """Return the words for the kinds of change."""
        return {"kinds": KIND_WORDS}


class Booklet(ExplainerBlock):
    """Title page, contents, the answer, all explainers, the numbers of their figures, terms, notes and sources."""

    NAME = "booklet"

    def on_create(self, parent: Element) -> Element:
        """Leave the place; `outputs/booklet.py` fills it when the page's own text is done."""
        return SubElement(parent, "div", {"class": "booklet", "data-terms": "off", "data-booklet": ""})
