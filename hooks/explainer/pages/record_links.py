"""Links from a record to where the site uses it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from .markup import h, joined, listed, paragraph_words

if TYPE_CHECKING:
    from ..data.dossier import Dossier
    from ..prose.pages import Page


def page_links(pages: Iterable[Page]) -> list[Any]:
    """Links to pages by their titles."""
    return joined((h("a", {"href": page.name}, "Home" if page.is_home else page.short) for page in pages), ", ")


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
