"""Which page mentions which term, in which sentence: noted while pages are converted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ..terms.forms import BREAK, JOINT
from .markup import h

if TYPE_CHECKING:
    from ..prose.pages import Page
    from ..publication.publication import Publication

# Where a sentence ends, unless it is an abbreviation that ends there; a backslash before a word is not shown.
_ENDS = re.compile(rf"[.!?…][”’»)\]{BREAK}{JOINT}]*\s+(?=[^\sa-z])")
_SHORT = re.compile(r"(?<!\w)(?:St|No|Mr|Mrs|Ms|Dr|Gen|Sgt|Lt|Col|[A-Z])$")
_BACKSLASH = re.compile(r"\\(?=\w)")

# A link to an entry until its address is filled in; MkDocs would look at every `a` and work each address out anew.
TERM = "explainer-term"


@dataclass(frozen=True)
class Mention:
    """One mark of a term: its id, whether it is a link, and where it stands in which text."""

    term: str
    linked: bool
    text: str
    start: int
    end: int
    shown: tuple[str, ...] = ()  # what readers see in the place of each BREAK and JOINT of the text

    @property
    def words(self) -> str:
        """The words marked."""
        return self.text[self.start : self.end]

    @property
    def sentence(self) -> str:
        """The sentence around the mark, with links and code in it."""
        text = self.text
        ends = [match.end() for match in _ENDS.finditer(text) if not _is_short(text, match.start())]
        first = max((place for place in ends if place <= self.start), default=0)
        last = min((place for place in ends if place > self.end), default=len(text))
        shown = iter(self.shown[sum(map(text[:first].count, (BREAK, JOINT))) :])
        whole = "".join(next(shown, "") if letter in (BREAK, JOINT) else letter for letter in text[first:last])
        return " ".join(_BACKSLASH.sub("", whole).split())


def _is_short(text: str, stop: int) -> bool:
    return text[stop] == "." and _SHORT.search(text[max(0, stop - 5) : stop]) is not None


def place_of_definitions(terms: Iterable[str]) -> Element:
    """Make what will be replaced by the definitions of `terms`, when all pages are known."""
    return h("div", {"data-definitions": " ".join(terms)})


def place_of_uses(term: str) -> Element:
    """Make what will be replaced by the list of pages that use a term."""
    return h("div", {"data-uses": term})


class Mentions:
    """The marks of all pages converted so far."""

    def __init__(self) -> None:
        self._pages: dict[str, Sequence[Mention]] = {}
        self._uses: dict[str, dict[str, Mention]] = {}
        self._sorted: dict[str, tuple[tuple[Page, Mention], ...]] = {}

    def add(self, page: str, mentions: Sequence[Mention]) -> None:
        """Note what a page marks."""
        self._pages[page] = tuple(mentions)
        for mention in mentions:
            if mention.linked:
                self._uses.setdefault(mention.term, {}).setdefault(page, mention)

    def on(self, page: str) -> Sequence[Mention]:
        """Return what a page marks, in the order of reading."""
        return self._pages.get(page, ())

    def of(self, term: str, publication: Publication) -> tuple[tuple[Page, Mention], ...]:
        """Return the pages that link a term, explainers first, each with its first mention there; all must be known."""
        if term not in self._sorted:
            uses = self._uses.get(term, {})
            names = sorted(uses.keys() & publication.by_name.keys(), key=publication.position.__getitem__)
            self._sorted[term] = tuple((publication.by_name[name], uses[name]) for name in names)
        return self._sorted[term]

    @property
    def terms(self) -> Mapping[str, Mapping[str, Mention]]:
        """The pages that link each term, with the first mention."""
        return self._uses
