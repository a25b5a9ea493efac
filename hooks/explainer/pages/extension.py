"""Split off wording."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension, BlocksProcessor

from ..prose.proofreading import REMARK
from ..publication.publication import Publication
from .blocks import BLOCKS
from .citations import ApparatusTreeprocessor, CitationProcessor
from .context import PageContext
from .definitions import Definitions
from .inline import NumberProcessor
from .links import RootedTreeprocessor
from .mentions import Mentions
from .term_marks import TermTreeprocessor

if TYPE_CHECKING:
    pass


class RemarkPreprocessor(Preprocessor):
    """Takes the editors' remarks out of a page; left in, a comment would cut its paragraph in two."""

    def run(self, lines: list[str]) -> list[str]:
        """Drop every line that is a remark."""
        return [line for line in lines if not REMARK.match(line)]


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


# What the pages' Markdown may say besides the engine's own; the same as in mkdocs.yml.
_READING = ("attr_list", "md_in_html", "tables")


def gather(publication: Publication) -> Mentions:
    """Convert every page for the sake of its marks; slower than noting them during a build, and free of any engine."""

    mentions = Mentions()
    extension = ExplainerExtension(publication, mentions, prose_only=True)
    for page in publication.pages:
        extension.page = page.name
        Markdown(extensions=[*_READING, extension]).convert(page.body)
    return mentions
