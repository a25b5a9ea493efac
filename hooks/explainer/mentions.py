"""Which page mentions which term, in which sentence: noted while pages are converted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown import Markdown

if TYPE_CHECKING:
    from .pages import Page
    from .publication import Publication

# What the pages' Markdown may say besides the engine's own; the same as in mkdocs.yml.
_READING = ("attr_list", "md_in_html", "tables")


@dataclass(frozen=True)
class Mention:
    """One mark of a term: its id, whether it is a link, the sentence around it, and the words marked."""

    term: str
    linked: bool
    sentence: str
    words: str


class Mentions:
    """The marks of all pages converted so far; `whole` once there is none to come."""

    def __init__(self) -> None:
        self.whole = False
        self._pages: dict[str, Sequence[Mention]] = {}
        self._uses: dict[str, dict[str, Mention]] = {}

    def add(self, page: str, mentions: Sequence[Mention]) -> None:
        """Note what a page marks."""
        self._pages[page] = tuple(mentions)
        for mention in mentions:
            if mention.linked:
                self._uses.setdefault(mention.term, {}).setdefault(page, mention)

    def on(self, page: str) -> Sequence[Mention]:
        """Return what a page marks, in the order of reading."""
        return self._pages.get(page, ())

    def of(self, term: str, publication: Publication) -> Iterator[tuple[Page, Mention]]:
        """Yield the pages that link a term, explainers first, each with its first mention."""
        uses = self._uses.get(term, {})
        for page in publication.in_order:
            if page.name in uses:
                yield page, uses[page.name]

    @property
    def terms(self) -> Mapping[str, Mapping[str, Mention]]:
        """The pages that link each term, with the first mention."""
        return self._uses


def gather(publication: Publication) -> Mentions:
    """Convert every page for the sake of its marks; slower than noting them during a build, and free of any engine."""
    from .extension import ExplainerExtension

    mentions = Mentions()
    extension = ExplainerExtension(publication, mentions, prose_only=True)
    for page in publication.pages:
        extension.page = page.name
        Markdown(extensions=[*_READING, extension]).convert(page.body)
    mentions.whole = True
    return mentions
