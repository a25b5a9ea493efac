"""`/// glossary`: every term, A to Z."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from string import ascii_uppercase
from unicodedata import normalize
from xml.etree.ElementTree import Element

from ..data.records import Term
from .base import GeneratedBlock
from .later import is_later_fact


class Glossary(GeneratedBlock):
    """All terms of data/glossary.yml with a jump bar; docs/assets/javascripts/entries.js adds a filter."""

    NAME = "glossary"
    CLASS = "glossary"

    def on_create(self, parent: Element) -> Element:
        """Make the element; unlike other generated text, definitions link the terms they use."""
        element = super().on_create(parent)
        del element.attrib["data-terms"]
        return element

    def view(self) -> Mapping[str, object]:
        """Return the terms under their letters."""
        terms = sorted(self.context.dossier.glossary.values(), key=lambda term: normalize("NFD", term.term).casefold())
        groups = {letter: list(group) for letter, group in groupby(terms, _letter)}
        return {"letters": ascii_uppercase, "groups": groups, "is_later_fact": is_later_fact}


def _letter(term: Term) -> str:
    return normalize("NFD", term.term)[0].upper()
