"""A built site as the tests read it: pages by address, parsed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html


@dataclass(frozen=True)
class SitePage:
    """One HTML file: its address under the site, its text, its tree."""

    address: str
    text: str

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The parsed page."""
        return html.fromstring(self.text)

    @cached_property
    def ids(self) -> list[str]:
        """Every id on the page, in order, repetitions included."""
        return [str(id_) for id_ in self.tree.xpath("//@id")]

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield address and fragment of every internal link, resolved against the site's root."""
        for href in self.tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src"):
            parts = urlsplit(urljoin("http://site/" + self.address, str(href)))
            if parts.netloc == "site":
                yield unquote(parts.path.lstrip("/")), unquote(parts.fragment)


class Site:
    """The folder that a build wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def pages(self) -> dict[str, SitePage]:
        """All pages by address (“glossary/”); 404.html is left out, as its links start from the root."""
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            address = path.relative_to(self.folder).as_posix().removesuffix("index.html")
            if address != "404.html":
                found[address] = SitePage(address, path.read_text(encoding="utf-8"))
        return found

    def has(self, address: str) -> bool:
        """Tell whether a file or a page stands at an address."""
        path = self.folder / address
        return path.is_file() or (path / "index.html").is_file()
