"""The search index: pages in their order, each followed by its sections and the records that stand on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..blocks import BLOCKS
from ..blocks.base import GeneratedBlock
from ..pages import Explainer, Page
from ..publication import Publication
from .entries import Entry
from .prose import Section, read_prose
from .records import BLOCKS_OF_RECORDS, chart_entry, record_entries

# Beside 1 for an ordinary page: explainers and their sections, pages that are found by their records.
_EXPLAINER, _SECTION, _RECORDS = 14, 4, 0.3
# Blocks that only list what is found elsewhere.
_LISTS = ("contents", "gallery", "marks")


class SearchIndex:
    """Gathers what the search can find while pages are converted."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._sections: dict[str, list[Section]] = {}
        blocks = map(BLOCKS.__getitem__, (*BLOCKS_OF_RECORDS, *_LISTS))
        self._left_out = frozenset(block.CLASS.split()[0] for block in blocks if issubclass(block, GeneratedBlock))

    def read(self, page: str, html: str) -> None:
        """Take the prose of a page."""
        self._sections[page] = read_prose(html, self._left_out)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry; the page itself comes before what stands on it, as Material's search asks."""
        for page in self._publication.in_order:
            if page.name in self._sections and not (page.meta.search and page.meta.search.exclude):
                yield from self._of_page(page)
        yield from map(chart_entry, self._publication.dossier.charts.values())

    def _of_page(self, page: Page) -> Iterator[Entry]:
        before, *sections = self._sections[page.name]
        meta = page.meta
        blocks = [name for name in sorted(BLOCKS_OF_RECORDS) if name in page.blocks]
        boost = _EXPLAINER if isinstance(meta, Explainer) else _RECORDS if blocks else 1
        answer = (meta.answer,) if isinstance(meta, Explainer) else ()
        lead = (meta.standfirst,) if meta.standfirst else ()
        yield Entry(page.address, page.short, (*answer, *lead, *before.paragraphs), boost)
        for section in sections:
            if section.paragraphs:
                weight = _SECTION if isinstance(meta, Explainer) else 1
                yield Entry(f"{page.address}#{section.id}", section.title, tuple(section.paragraphs), weight)
        for block in blocks:
            for entry in record_entries(block, self._publication):
                yield replace(entry, location=f"{page.address}#{entry.location}")
