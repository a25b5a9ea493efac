"""The Markdown extension: all that pages can say, read in the right order, and what nothing could read."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from ..prose.grammar import read_lines
from ..prose.pages import Page
from ..publication.publication import Publication
from .blocks import BLOCKS
from .citations import ApparatusTreeprocessor
from .context import Mentions, PageContext, PageTreeprocessor
from .definitions import Definitions
from .inline import register_inline
from .markup import Rooted
from .moved import MovedTreeprocessor
from .raw_html import register_html
from .term_marks import TermTreeprocessor


class RemarkPreprocessor(Preprocessor):
    """Takes editors' comments out of a page; left in, one on a line of its own would cut its paragraph in two."""

    def run(self, lines: list[str]) -> list[str]:
        return [line.text for line in read_lines(lines, 1) if line.kind != "remark"]


class RootedTreeprocessor(PageTreeprocessor):
    """Leads every address that the engine wrote from the site's root there from the page's own folder."""

    def run(self, root: Element) -> None:
        """Change the addresses; what people wrote in Markdown is relative to their page already."""
        folder = posixpath.dirname(self._context.page_name)
        if not folder:
            return
        for element in root.iter():
            for name in ("href", "src"):
                address = element.get(name)
                if isinstance(address, Rooted) and not address.startswith(("#", "http:", "https:")):
                    element.set(name, posixpath.relpath(address, folder))


class PermalinkTreeprocessor(Treeprocessor):
    """Makes the sign of the link to a heading a label: as text it would be copied and read out with the heading."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("class") == "headerlink":
                link.text = ""  # the style draws it
                link.set("aria-label", link.get("title", ""))


LatePass = Callable[[PageContext, Markdown], Treeprocessor]


class ExplainerExtension(BlocksExtension):
    """Registers everything that the pages' Markdown can say; `page` names the page to be converted next.

    `late_passes` are those that convert pages themselves, by name: the booklet is bound so. `notes` are those of the
    parts before, where what is converted is a part of a whole.
    """

    def __init__(
        self,
        publication: Publication,
        mentions: Mentions | None = None,
        *,
        late_passes: Mapping[str, LatePass] | None = None,
        prose_only: bool = False,
        notes: dict[str, int] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._publication = publication
        self._prose_only = prose_only
        self._late_passes = late_passes or {}
        self._notes = notes
        self.mentions = mentions if mentions is not None else Mentions()
        self.definitions = Definitions(publication, self.mentions)
        self.page = ""
        self.scripts: dict[str, set[str]] = {}  # what the blocks of each page ask for
        self.taken: dict[str, list[str]] = {}  # what was taken from each page, for no page may hold it

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        context = PageContext(self._publication, self.page, self.mentions, prose_only=self._prose_only)
        if self._notes is not None:
            context.notes, context.part_of_a_whole = self._notes, True
        self.scripts[self.page] = context.scripts
        for block in BLOCKS.values():
            block_mgr.register(block, {"context": context})
        # Before HTML is put aside (20); after line ends are made equal (30).
        md.preprocessors.register(RemarkPreprocessor(md), "remarks", 25)
        register_html(md, self.taken.setdefault(self.page, []))
        register_inline(md, context)
        # After inline text (20), before table of contents (5) and relative links (0);
        # terms first, for a citation takes the word before it into its own element.
        md.treeprocessors.register(TermTreeprocessor(context, md), "terms", 17)
        md.treeprocessors.register(ApparatusTreeprocessor(context, md), "apparatus", 16)
        if not self._prose_only:
            for name, make in self._late_passes.items():  # over pages that the passes above have finished
                md.treeprocessors.register(make(context, md), name, 14)
        md.treeprocessors.register(PermalinkTreeprocessor(md), "permalinks", 3)
        md.treeprocessors.register(MovedTreeprocessor(context, md), "moved", 2)  # when headings have their ids
        md.treeprocessors.register(RootedTreeprocessor(context, md), "rooted", 1)


# What the pages' Markdown may say besides the engine's own; the same as in mkdocs.yml.
READING = ("fenced_code", "md_in_html", "tables")


def gather(publication: Publication) -> Mentions:
    """Convert every page for the sake of its marks; slower than noting them during a build, and free of any engine."""
    mentions = Mentions()
    extension = ExplainerExtension(publication, mentions, prose_only=True)
    for page in publication.pages:
        extension.page = page.name
        Markdown(extensions=[*READING, extension]).convert(page.body)
    return mentions


def ids_on(page: Page, publication: Publication) -> frozenset[str]:
    """Return the ids that a whole page has once it is converted, to which links can lead."""
    extension = ExplainerExtension(publication)
    extension.page = page.name
    return frozenset(_ID.findall(Markdown(extensions=[*READING, "toc", extension]).convert(page.body)))


_ID = re.compile(r'\bid="([^"]+)"')
_CODE = re.compile(r"<(code|pre|script)\b.*?</\1>", re.DOTALL)
_LEFT = (
    (re.compile(r"(?m)(?:^|>)\s*/{3,}\s*[\w|-]"), "a block “///” was left on the page unread"),
    (re.compile(r"\[\^[^\]\s]+\]"), "a citation “[^…]” was left on the page unread"),
    (re.compile(r"\{\{[^{}]*\}\}"), "a number “{{ … }}” was left on the page unread"),
    (re.compile(r"<cite data-claim"), "a citation has no note"),
    (re.compile(r"<div data-(?:uses|definitions)="), "nobody said where a term is used"),
    (re.compile(r"</?explainer-term"), "a term leads nowhere"),
    (re.compile(r"var\(--[\w-]+\)\s*</"), "a colour’s name stands in the text"),
)


_HAS_ID = re.compile(r"<[a-z][^<>]*? id=\"([^\"]+)\"")


def leftovers(html: str) -> Iterator[str]:
    """Yield a sentence for each piece of markup that no engine turned into HTML."""
    ids = Counter(_HAS_ID.findall(html))
    yield from (f"the id “{id_}” stands twice" for id_, times in ids.items() if times > 1)
    text = _CODE.sub("", html)
    for pattern, sentence in _LEFT:
        if pattern.search(text):
            yield sentence
