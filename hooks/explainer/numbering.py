"""The Markdown of numbers that come from a series, and of what the records lend to prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from .inserts import insert_words
from .markup import h
from .numbers import INSERT, NUMBER, candidates, in_words, parse
from .problem import ContentError, Problem

if TYPE_CHECKING:
    from .context import PageContext


class NumberProcessor(InlineProcessor):
    """Puts the value of a point, with the words of its qualifier, where `{{ series point }}` stands.

    `{{ edition field }}` and `{{ count kind }}` become plain text.
    """

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(NUMBER.pattern, md)
        self._context = context

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        """Make the element; ContentError where no such point is known."""
        if INSERT.fullmatch(m["inside"]):
            return insert_words(m["inside"], self._context.publication.told), m.start(0), m.end(0)
        number = parse(m["inside"])
        series = self._context.dossier.series.get(number.series) if number else None
        points = candidates(number, series) if number and series else []
        if number is None or len(points) != 1 or points[0].value is None:
            raise ContentError([Problem(f"docs/{self._context.page_name}", 0, 0, f"“{m[0]}” is no number")])
        point, told = points[0], {"class": "number", "data-series": number.series}
        return h("data", {**told, "value": f"{point.value:.12g}"}, in_words(point, number.forms)), m.start(0), m.end(0)
