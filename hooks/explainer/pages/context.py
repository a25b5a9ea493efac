"""What conversion remembers: of one page its running numbers, of all pages which mentions which term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ..prose.pages import Explainer, Page
from ..publication.publication import Publication
from ..terms.matching import BREAK, JOINT
from .markup import h

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


class PageContext:
    """The publication, the page at hand, and the running numbers of its notes and figures."""

    def __init__(
        self,
        publication: Publication,
        page_name: str,
        mentions: Mentions | None = None,
        *,
        prose_only: bool = False,
        notes: dict[str, int] | None = None,
        scripts: set[str] | None = None,
    ) -> None:
        """Take the notes that go on from another page's, in a whole that has notes and definitions at its end."""
        self.publication = publication
        self.page_name = page_name
        self.dossier = publication.dossier
        self.mentions = mentions if mentions is not None else Mentions()
        self.prose_only = prose_only  # what records alone are made into stays out
        self.notes_elsewhere = notes is not None
        self.page: Page | None = publication.by_name.get(page_name)
        self.scripts = scripts if scripts is not None else set()  # names that the page's blocks ask for
        self._notes = notes if notes is not None else {}
        self._figures = 0

    def note_number(self, id_: str) -> tuple[int, bool]:
        """Return the number of a record's note on this page and whether this is its first citation."""
        first = id_ not in self._notes
        return self._notes.setdefault(id_, len(self._notes) + 1), first

    @property
    def notes(self) -> Mapping[str, int]:
        """The records cited so far, each with its note's number."""
        return self._notes

    def next_figure(self) -> str:
        """Return the next figure's number: “6.1” on explainer 6, “1” elsewhere."""
        self._figures += 1
        meta = self.page.meta if self.page else None
        return f"{meta.number}.{self._figures}" if isinstance(meta, Explainer) else str(self._figures)
