"""`/// booklet`: the whole series on one page."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from .base import ExplainerBlock


class Booklet(ExplainerBlock):
    """Title page, contents, the answer, all explainers, the numbers of their figures, terms, notes and sources."""

    NAME = "booklet"

    def on_create(self, parent: Element) -> Element:
        """Leave the place; `booklet/binding.py` fills it when the page's own text is done."""
        return SubElement(parent, "div", {"class": "booklet", "data-terms": "off", "data-booklet": ""})
