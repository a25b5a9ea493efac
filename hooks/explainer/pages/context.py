"""What conversion remembers: of one page its running numbers, of all pages which mentions which term."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from ..data.dossier import Dossier
from ..prose.pages import Explainer, Page
from ..publication.publication import Publication

# A link to an entry until its address is filled in; MkDocs would look at every `a` and work each address out anew.
TERM = "explainer-term"


@dataclass(frozen=True)
class Mention:
    """One mark of a term: its id, whether it is a link, its words, and the sentence around it as readers see it."""

    term: str
    linked: bool
    words: str
    sentence: str

    @property
    def parted(self) -> tuple[str, str, str]:
        """The sentence before its words, they, and the sentence behind them; not within another word."""
        found = re.search(rf"(?<!\w){re.escape(self.words)}(?!\w)", self.sentence)
        if found is None:
            return self.sentence.partition(self.words)
        return self.sentence[: found.start()], found[0], self.sentence[found.end() :]


class Mentions:
    """The marks of all pages converted so far; what a page had before goes when it is converted anew."""

    def __init__(self, pages: Mapping[str, Sequence[Mention]] | None = None) -> None:
        self.pages: dict[str, Sequence[Mention]] = dict(pages or {})

    def add(self, page: str, mentions: Sequence[Mention]) -> None:
        self.pages[page] = tuple(mentions)
        self.__dict__.pop("terms", None)

    def on(self, page: str) -> Sequence[Mention]:
        """Return what a page marks, in the order of reading."""
        return self.pages.get(page, ())

    def of(self, term: str, publication: Publication) -> tuple[tuple[Page, Mention], ...]:
        """Return the pages that link a term, explainers first, each with its first mention there; all must be known."""
        uses = self.terms.get(term, {})
        return tuple((page, uses[page.name]) for page in publication.in_order if page.name in uses)

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Mention]]:
        """The pages that link each term, with the first mention."""
        uses: dict[str, dict[str, Mention]] = {}
        for page, mentions in self.pages.items():
            for mention in filter(attrgetter("linked"), mentions):
                uses.setdefault(mention.term, {}).setdefault(page, mention)
        return uses


@dataclass
class PageContext:
    """The publication, the page at hand, and the running numbers of its notes and figures.

    `prose_only` leaves out what records alone are made into. A page that is `part_of_a_whole` has its notes and
    definitions at the end of that; its notes go on from those of the part before it.
    """

    publication: Publication
    page_name: str
    mentions: Mentions = field(default_factory=Mentions)
    prose_only: bool = False
    part_of_a_whole: bool = False
    notes: dict[str, int] = field(default_factory=dict)  # the records cited so far, each with its note's number
    scripts: set[str] = field(default_factory=set)  # names that the page's blocks ask for
    figures: int = 0

    @property
    def dossier(self) -> Dossier:
        return self.publication.dossier

    @property
    def page(self) -> Page | None:
        """The page as its editors wrote it; None for one that is made."""
        return self.publication.by_name.get(self.page_name)

    def note_number(self, id_: str) -> tuple[int, bool]:
        """Return the number of a record's note on this page and whether this is its first citation."""
        first = id_ not in self.notes
        return self.notes.setdefault(id_, len(self.notes) + 1), first

    def next_figure(self) -> str:
        """Return the next figure's number: “6.1” on explainer 6, “1” elsewhere."""
        self.figures += 1
        meta = self.page.meta if self.page else None
        return f"{meta.number}.{self.figures}" if isinstance(meta, Explainer) else str(self.figures)


class PageTreeprocessor(Treeprocessor):
    """A pass over the tree of a page that knows what the conversion of the page remembers."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(md)
        self._context = context


class PageInlineProcessor(InlineProcessor):
    """A pattern within a line of a page, likewise."""

    def __init__(self, pattern: str, context: PageContext, md: Markdown) -> None:
        super().__init__(pattern, md)
        self._context = context
