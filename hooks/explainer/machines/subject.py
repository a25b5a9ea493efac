"""One page as machines are told of it: its address, its words, the way that leads to it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Crumb:
    """A step on the way to a page: its name, and its address under the site (“” is the front page)."""

    title: str
    address: str


@dataclass(frozen=True)
class Subject:
    """A page: its name as links write it, address, title, description, the steps above it, the day of its last
    change (ISO 8601).

    `short` is its name on the way to it, where the title is a finding.
    `site_url` is empty where nobody said where the site will stand; addresses are then relative to the page.
    """

    name: str
    address: str
    title: str
    description: str
    above: tuple[Crumb, ...]
    modified: str
    site_url: str = ""
    image: str = ""
    short: str = ""

    @property
    def is_home(self) -> bool:
        """Whether this is the front page."""
        return not self.address

    @property
    def chart(self) -> str:
        """The id of the chart whose own page this is, or ""."""
        folder, _, rest = self.name.partition("/")
        return rest.removesuffix(".md") if folder == "charts" and rest.count("/") == 0 else ""

    @property
    def trail(self) -> tuple[Crumb, ...]:
        """The steps from the front page to this page, itself the last."""
        return (*self.above, Crumb(self.short or self.title, self.address))

    def url(self, path: str) -> str:
        """Return where a path under the site stands: absolute where that is known, else from this page."""
        if self.site_url:
            return f"{self.site_url.rstrip('/')}/{path}"
        address, sign, fragment = path.partition("#")
        if address == self.address and sign:
            return sign + fragment
        way = posixpath.relpath(address or ".", self.address or ".")
        return f"{way}/{sign}{fragment}" if not address or address.endswith("/") else f"{way}{sign}{fragment}"

    def under(self, steps: Iterable[Crumb]) -> Subject:
        """Return the page with the steps above it, each place once: a step that leads to the page itself goes.

        A section leads to its first page. Where two steps lead to one place the first names it: the explainers'
        first page is home, which every way calls by the site's name.
        """
        found: dict[str, Crumb] = {}
        for step in steps:
            if step.address != self.address:
                found.setdefault(step.address, step)
        return replace(self, above=tuple(found.values()))
