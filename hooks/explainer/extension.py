"""The Python-Markdown extension: blocks, citations, numbers and terms for any engine that runs such extensions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from .apparatus import ApparatusTreeprocessor, CitationProcessor
from .blocks import BLOCKS
from .context import PageContext
from .linking import TermTreeprocessor
from .numbering import NumberProcessor
from .publication import Publication, read_publication
from .rooted import RootedTreeprocessor
from .wording import RemarkPreprocessor


class ExplainerExtension(BlocksExtension):
    """Registers everything that the pages' Markdown can say; `page` names the page to be converted next."""

    def __init__(self, publication: Publication, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._publication = publication
        self.page = ""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        """Register the blocks, the citation syntax and the passes over the finished tree."""
        context = PageContext(self._publication, self.page)
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
        md.treeprocessors.register(RootedTreeprocessor(context, md), "rooted", 1)


def makeExtension(root: str = ".", **kwargs: Any) -> ExplainerExtension:
    """Make the extension for an engine that names it in its configuration; `root` holds `data/` and `docs/`."""
    return ExplainerExtension(read_publication(Path(root)), **kwargs)
