"""Where a reader meets what changed: a page of both sites, with links into them, as the review's page names it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .records import Records
from .site import Page, Site
from .writing import Writings

_SAME_PAGE = 0.6  # of its sentences, for a page to be the same under another address


@dataclass(frozen=True)
class Meeting:
    """A page on which a reader meets a change; an address that a side does not have is empty."""

    title: str
    base: str = ""
    new: str = ""


class Both:
    """Both sites with their records, and the way from their pages to links."""

    def __init__(self, base: Site, new: Site) -> None:
        self.base, self.new = base, new
        self.base_records, self.new_records = Records(base), Records(new)
        self.base_writings = Writings(base, self.base_records)
        self.new_writings = Writings(new, self.new_records)

    @cached_property
    def partners(self) -> Mapping[str, str]:
        """The addresses of pages that only have another one now, by it: most of their sentences are the same."""
        fresh = {address: page for address, page in self.new.pages.items() if address not in self.base.pages}
        found: dict[str, str] = {}
        for address, page in self.base.pages.items():
            if address not in self.new.pages:
                alike = {other: _alike(page, candidate) for other, candidate in fresh.items() if other not in found}
                best = max(alike, key=alike.__getitem__, default="")
                if best and alike[best] >= _SAME_PAGE:
                    found[best] = address
        return found

    def before(self, address: str) -> Page | None:
        """Return what a page of the new site was in the base."""
        return self.base.pages.get(self.partners.get(address, address))

    @cached_property
    def pairs(self) -> list[tuple[Page | None, Page | None]]:
        """All pages before and after, those of the new site first and in its order."""
        found: list[tuple[Page | None, Page | None]] = [
            (self.before(one), page) for one, page in self.new.pages.items()
        ]
        kept = {page.address for page, _ in found if page is not None}
        return found + [(page, None) for address, page in self.base.pages.items() if address not in kept]

    @property
    def changed(self) -> Iterator[tuple[Page, Page]]:
        """The pages of both sites that differ in any byte."""
        for before, after in self.pairs:
            if before is not None and after is not None and before.content != after.content:
                yield before, after

    @cached_property
    def names(self) -> dict[str, str]:
        """What each page is called: as the contents call it, or else by its title."""
        found = {}
        for site in (self.base, self.new):
            for page in site.pages.values():
                found[page.address] = page.title
            for page in site.pages.values():
                if page.address.count("/") < 2:
                    found |= {address: words for address, words in page.nav if address in found}
        charts = {one: f"chart “{_cut(title)}”" for one, title in found.items() if re.match("charts/.", one)}
        return found | charts | {"": "Home"}

    def meeting(self, address: str, anchor: str = "", base_anchor: str | None = None) -> Meeting:
        """Return a page as a place where a change is met."""
        hrefs = []
        before = self.before(address) if address in self.new.pages else self.base.pages.get(address)
        pages = (before, base_anchor if base_anchor is not None else anchor), (self.new.pages.get(address), anchor)
        for site, (page, name) in zip((self.base, self.new), pages, strict=True):
            at = f"#{name}" if page is not None and name and f'id="{name}"'.encode() in page.content else ""
            hrefs.append(f"{site.side.name}/{page.file}{at}" if page is not None else "")
        return Meeting(self.names.get(address, address), *hrefs)

    def meetings(self, pages: Iterable[tuple[Page, str]], most: int = 0) -> tuple[Meeting, ...]:
        """Return pages with anchors as meetings, each page once."""
        found = tuple(self._each(pages))
        return found[:most] if most else found

    def _each(self, pages: Iterable[tuple[Page, str]]) -> Iterator[Meeting]:
        seen = set()
        for page, anchor in pages:
            if page.address not in seen:
                seen.add(page.address)
                yield self.meeting(page.address, anchor)


def _cut(text: str, most: int = 48) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def _alike(one: Page, other: Page) -> float:
    """Tell how many of the sentences of two pages are the same, from 0 to 1."""
    texts = [{sentence.text for sentence in page.sentences if sentence.region != "frame"} for page in (one, other)]
    return 2 * len(texts[0] & texts[1]) / max(len(texts[0]) + len(texts[1]), 1)
