"""A built site, read once: its pages with all that can be compared, its files, and what its records are."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from .building import Side
from .text import Reader, Reading, Sentence, is_lasting

_HASH = re.compile(rb"(?<=\.)[0-9a-f]{8,10}(?=\.(?:min\.)?(?:css|js|woff2)\b)")
# Drawings have ids of their own, and so have the copies of records that cards are made of.
_ANCHORS = (
    "//*[@id='content']//@id[not(ancestor::*[local-name()='svg'])]"
    "[not(ancestor::*[@class='record' or @class='definition'])]"
)
_HERE = "http://site/"
_NUMBERED = re.compile(r"^\d+ (?=\D)")
# What every build says anew, and nobody reads: it would make each page differ.
_NOISE = frozenset(("class", "id", "href", "src", "data-length", "d", "points", "x", "y", "width", "height"))


@dataclass(frozen=True)
class Page:
    """One page of a site: its address under it (“glossary/”), and its bytes without hashes in names of files."""

    address: str
    content: bytes

    @cached_property
    def tree(self) -> html.HtmlElement:
        """The parsed page."""
        return html.document_fromstring(self.content)

    @cached_property
    def reading(self) -> Reading:
        """What readers read of it."""
        return Reader().read(self.tree)

    @property
    def binds_others(self) -> bool:
        """Whether it is the booklet, whose chapters are other pages."""
        return bool(self.tree.xpath("//section[@data-chapter]"))

    @property
    def sentences(self) -> list[Sentence]:
        """Its sentences in order."""
        return self.reading.sentences

    @property
    def file(self) -> str:
        """The path of its file under the site."""
        return f"{self.address}index.html" if self.address.endswith("/") or not self.address else self.address

    @cached_property
    def written(self) -> str:
        """The name of the page in docs/ that it was made of, or ""."""
        return next((str(name) for name in self.tree.xpath("//article[@id='content']/@data-page")), "")

    @cached_property
    def title(self) -> str:
        """What it is called."""
        heads = (" ".join(head.text_content().split()) for head in self.tree.xpath("//h1"))
        titles = (str(title).split(" · ")[0] for title in self.tree.xpath("//head/title/text()"))
        name = next(titles, "") or next(heads, "")
        return name.strip() or self.address or "Home"

    @property
    def nav(self) -> Iterator[tuple[str, str]]:
        """The pages that its contents name: address and words, without the number of an explainer."""
        for link in self.tree.xpath("//nav[not(@aria-label='Breadcrumb')]//a[@href][not(@class)]"):
            href = urljoin(_HERE + self.address, str(link.get("href")))
            words = " ".join(" ".join(link.itertext()).split())
            if words and "#" not in href and href.startswith(_HERE):
                yield href.removeprefix(_HERE), _NUMBERED.sub("", words)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids of its main part that a reader may have kept."""
        ids = self.tree.xpath(_ANCHORS)
        return frozenset(str(id_) for id_ in ids if is_lasting(str(id_)))

    @cached_property
    def links(self) -> Counter[str]:
        """The addresses under the site that it leads to, a part of a page with its anchor, and how often."""
        found: Counter[str] = Counter()
        for href in self.tree.xpath("//body//a/@href"):
            parts = urlsplit(urljoin(_HERE + self.address, str(href)))
            if parts.netloc == "site":
                found[unquote(parts.path[1:]) + (f"#{unquote(parts.fragment)}" if parts.fragment else "")] += 1
        return found

    @cached_property
    def shapes(self) -> Counter[str]:
        """How often each kind of element stands on it: its name, its classes, the names of its attributes."""
        return Counter(map(_shape, self.tree.iter("*")))

    @cached_property
    def statuses(self) -> Counter[str]:
        """How often it shows each status, beside a text or a citation."""
        marks = self.tree.xpath("//*[@id='content']//*[@data-status and not(self::li)]/@data-status")
        return Counter(map(str, marks))

    @cached_property
    def weight(self) -> int:
        """What it weighs over the wire, in bytes."""
        return len(gzip.compress(self.content, 6, mtime=0))


def _shape(element: html.HtmlElement) -> str:
    classes = "".join(f".{name}" for name in sorted(element.get("class", "").split()))
    others = "".join(f"[{name}]" for name in sorted(element.keys()) if name not in _NOISE)
    return f"{element.tag!s}{classes}{others}"


class Site:
    """The folder that a build wrote."""

    def __init__(self, side: Side) -> None:
        self.side = side
        self.folder = side.site

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Every file's content by its path, without the hashes in names."""
        found = {}
        for path in sorted(self.folder.rglob("*")):
            if path.is_file():
                name = _HASH.sub(b"HASH", path.relative_to(self.folder).as_posix().encode()).decode()
                content = path.read_bytes()
                found[name] = _HASH.sub(b"HASH", content) if path.suffix in _TEXTS else content
        return found

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The pages for readers by address, explainers and home first; the frames for other sites are left out.

        So is the booklet: it binds what the others hold, and its notes are numbered anew with each that comes or goes.
        """
        found = {}
        for path, content in self.files.items():
            if path.endswith(".html") and "/embed/" not in path and path != "404.html":
                page = Page(path.removesuffix("index.html"), content)
                if not page.binds_others:
                    found[page.address] = page
        order = {address: number for number, address in enumerate(self._in_order(found))}
        return dict(sorted(found.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))

    def _in_order(self, pages: Mapping[str, Page]) -> Iterator[str]:
        """Yield the addresses in the order in which the front page leads to them."""
        home = pages.get("")
        yield ""
        if home:
            yield from dict.fromkeys(link.partition("#")[0] for link in home.links)

    @cached_property
    def cited(self) -> Mapping[str, list[tuple[Page, Sentence]]]:
        """The sentences that cite each record, by its id."""
        found: dict[str, list[tuple[Page, Sentence]]] = {}
        for page in self.pages.values():
            for sentence in page.sentences:
                for cite in dict.fromkeys(cite.id for cite in sentence.cites):
                    found.setdefault(cite, []).append((page, sentence))
        return found

    @cached_property
    def linked(self) -> Mapping[str, list[Page]]:
        """The pages that lead to an address, with its anchor where the link has one."""
        found: dict[str, list[Page]] = {}
        for page in self.pages.values():
            for address in page.links:
                found.setdefault(address, []).append(page)
        return found

    @cached_property
    def shown(self) -> Mapping[str, list[Page]]:
        """The pages that show a chart, by its id."""
        found: dict[str, list[Page]] = {}
        for page in self.pages.values():
            for chart in dict.fromkeys(page.reading.charts):
                found.setdefault(chart, []).append(page)
        return found


_TEXTS = frozenset((".html", ".css", ".js", ".xml", ".txt", ".webmanifest", ".md", ".json", ".csv", ".svg", ""))
