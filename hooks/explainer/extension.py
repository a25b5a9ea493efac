"""The Python-Markdown extension: blocks, citations, numbers and terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from .apparatus import ApparatusTreeprocessor, CitationProcessor
from .blocks import BLOCKS
from .context import PageContext
from .definitions import Definitions
from .linking import TermTreeprocessor
from .mentions import Mentions
from .numbering import NumberProcessor
from .publication import Publication
from .rooted import RootedTreeprocessor
from .wording import RemarkPreprocessor

LatePass = Callable[[PageContext, Markdown], Treeprocessor]


class ExplainerExtension(BlocksExtension):
    """Registers everything that the pages' Markdown can say; `page` names the page to be converted next.

    `late_passes` are those that convert pages themselves, by name: the booklet is bound so.
    """

    def __init__(
        self,
        publication: Publication,
        mentions: Mentions | None = None,
        *,
        late_passes: Mapping[str, LatePass] | None = None,
        prose_only: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self._publication = publication
        self._prose_only = prose_only
        self._late_passes = late_passes or {}
        self.mentions = mentions if mentions is not None else Mentions()
        self.definitions = Definitions(publication, self.mentions)
        self.page = ""

    def new_context(self) -> PageContext:
        """Return what the conversion of the page has to remember."""
        return PageContext(self._publication, self.page, self.mentions, prose_only=self._prose_only)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Register the blocks, the citation syntax and the passes over the finished tree."""
        context = self.new_context()
        for block in BLOCKS.values():
            block_mgr.register(block, {"context": context})
        # Before HTML is put aside (20); after line ends are made equal (30).
        md.preprocessors.register(RemarkPreprocessor(md), "remarks", 25)
        # Before links (170), which would read [^id] as a reference; after code (190).
        md.inlinePatterns.register(CitationProcessor(context, md), "citation", 175)
        md.inlinePatterns.register(NumberProcessor(context, md), "number", 185)  # after code (190)
        # After inline text (20), before table of contents (5) and relative links (0);
        # terms first, for a citation takes the word before it into its own element.
        md.treeprocessors.register(TermTreeprocessor(context, md), "terms", 17)
        md.treeprocessors.register(ApparatusTreeprocessor(context, md), "apparatus", 16)
        if not self._prose_only:
            for name, make in self._late_passes.items():  # over pages that the passes above have finished
                md.treeprocessors.register(make(context, md), name, 14)
        md.treeprocessors.register(RootedTreeprocessor(context, md), "rooted", 1)
