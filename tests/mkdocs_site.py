"""A built site as the tests read it: pages by address, parsed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

# Whatever leads to a file: links, what is loaded, what scripts are told to load; //use may be inside of an SVG.
_ADDRESSES = (
    "//@href | //@src | //@data | //@poster | //form/@action | //*[local-name()='use']/@*[local-name()='href']"
    " | //script/@data-bundle | //script/@data-plotly | //script/@data-citations | //script/@data-quoting"
)
_REFERENCES = (
    "//label/@for | //@popovertarget | //@list | //td/@headers"
    " | //@aria-labelledby | //@aria-describedby | //@aria-controls | //@aria-owns | //@aria-details"
)


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

    def links(self) -> Iterator[str]:
        """Yield every address that the page leads to or loads, as it is written."""
        yield from map(str, self.tree.xpath(_ADDRESSES))
        for pictures in self.tree.xpath("//@srcset"):
            yield from (picture.split()[0] for picture in str(pictures).split(","))

    def lacks(self) -> list[str]:
        """The ids that elements of the page name and that none has."""
        return [id_ for names in self.tree.xpath(_REFERENCES) for id_ in str(names).split() if id_ not in self.ids]


class Site:
    """The folder that a build wrote."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def pages(self) -> dict[str, SitePage]:
        """All pages by address (“glossary/”); 404.html is left out, as its links start from the root."""
        return {address: page for address, page in self._all.items() if '<body class="moved">' not in page.text}

    @cached_property
    def moved(self) -> dict[str, SitePage]:
        """What stands at the addresses of pages that are gone."""
        return {address: page for address, page in self._all.items() if address not in self.pages}

    @cached_property
    def _all(self) -> dict[str, SitePage]:
        found = {}
        for path in sorted(self.folder.rglob("*.html")):
            address = path.relative_to(self.folder).as_posix().removesuffix("index.html")
            if address != "404.html":
                found[address] = SitePage(address, path.read_text(encoding="utf-8"))
        return found

    @property
    def read(self) -> list[SitePage]:
        """The pages for readers, without the frames that hold a chart on other sites."""
        return [page for page in self.pages.values() if not page.address.endswith("/embed/")]

    @cached_property
    def not_found(self) -> SitePage:
        """The page for addresses that lead nowhere; its links start from the root."""
        return SitePage("404.html", (self.folder / "404.html").read_text(encoding="utf-8"))

    def leads(self, address: str, base: str = "http://site/") -> bool:
        """Tell whether an address leads to a file, a page or a part of one; no other site than `base` is looked at."""
        parts = urlsplit(address.removeprefix(base))
        path, page = self.folder / unquote(parts.path), self.pages.get(unquote(parts.path))
        there = path.is_file() or (path / "index.html").is_file()
        found = there and (not parts.fragment or page is None or unquote(parts.fragment) in page.ids)
        return found or not address.startswith(base)

    def broken_links(self) -> Iterator[str]:
        """Yield each link to a page, a file or an anchor that is not there, and each id that a page names and lacks."""
        for page in (*self._all.values(), self.not_found):
            yield from (f"{page.address} names #{id_}" for id_ in page.lacks())
            links = (urljoin("http://site/" + page.address, href) for href in page.links())
            yield from (f"{page.address} → {link}" for link in links if not self.leads(link))
