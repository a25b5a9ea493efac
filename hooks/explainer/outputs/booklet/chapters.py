"""Ids and links of what is taken into the booklet: unique there, and leading to places in it where it has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown

from ...pages.context import TERM, Mentions, PageContext
from ...pages.definitions import leading_to
from ...pages.extension import ExplainerExtension
from ...pages.markup import add, h, lengthy, thesis
from ...pages.record_links import paragraph_links
from ...pages.templates import rendered

if TYPE_CHECKING:
    from ...prose.pages import Page
    from ...publication.publication import Publication

_NAMES_IDS = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
_AWAY = ("record__links", "definition__links")  # the way from a note or term to its record on the site
_KEPT = "chart-"  # a chart stands once in the series, and its scripts know it by its id


def prefix_ids(root: Element, prefix: str) -> dict[str, str]:
    """Put `prefix` before every id and what names it; return the new ids by the old ones."""
    old = [id_ for element in root.iter() if (id_ := element.get("id")) is not None]
    new = {id_: id_ if id_.startswith(_KEPT) else prefix + id_ for id_ in old}
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", new[element.attrib["id"]])
        for name in _NAMES_IDS:
            if name in element.attrib:
                element.set(name, " ".join(new.get(id_, id_) for id_ in element.attrib[name].split()))
        address = element.get("href", "")
        if address.startswith("#") and address[1:] in new:
            element.set("href", f"#{new[address[1:]]}")
    return new


class Signposts:
    """Where in the booklet the places of other pages stand, and what paper says of the way there."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, str]] = {}

    def add(self, address: str, id_: str, said: str = "") -> None:
        """Lead from an address, `claims.md#id`, to an id of the booklet; `said` is written behind the link on paper."""
        self._places[address] = id_, said

    def add_all(self, page: str, ids: Mapping[str, str], said: Mapping[str, str] = MappingProxyType({})) -> None:
        """Lead from ids of a page to ids of the booklet."""
        for old, new in ids.items():
            self.add(f"{page}#{old}", new, said.get(old, ""))

    def turn(self, root: Element) -> None:
        """Lead every link whose place is in the booklet there; the others go on leading to the site."""
        own = {id(link) for line in root.iter("p") if line.get("class") in _AWAY for link in line.iter("a")}
        for link in root.iter("a"):
            found = self._places.get(link.get("href", ""))
            if found is not None and id(link) not in own:
                link.set("href", f"#{found[0]}")
                if found[1]:
                    link.set("data-address", found[1])


# The same as in mkdocs.yml; headings get their links on the page that takes the chapters in.
_READING = ("attr_list", "md_in_html", "tables", "toc")
_LOWER = {"h2": "h3", "h3": "h4", "h4": "h5"}


class _ChapterContext(PageContext):
    """A page whose notes go on from those of the pages before it, and are told elsewhere."""

    def __init__(self, publication: Publication, page_name: str, notes: dict[str, int]) -> None:
        super().__init__(publication, page_name, Mentions())
        self._notes, self.notes_elsewhere = notes, True


class _ChapterExtension(ExplainerExtension):
    """The engine's extension for one chapter."""

    def __init__(self, publication: Publication, page_name: str, notes: dict[str, int]) -> None:
        super().__init__(publication)
        self._context = _ChapterContext(publication, page_name, notes)

    def new_context(self) -> PageContext:
        """Return the chapter's context instead of a page's."""
        return self._context


@dataclass(frozen=True)
class Chapter:
    """An explainer in the booklet: its element, its sections as (id, number, title), its new ids by the old ones."""

    page: Page
    element: Element
    sections: tuple[tuple[str, str, str], ...]
    ids: dict[str, str]

    @property
    def id(self) -> str:
        """Where links to the explainer lead."""
        return chapter_id(self.page)


def chapter_id(page: Page) -> str:
    """Return the id of an explainer's chapter."""
    return f"chapter-{page.explainer.number}"


class Press:
    """Converts pages for the booklet; `notes` has the number of each record cited so far."""

    def __init__(self, publication: Publication, md: Markdown) -> None:
        """Take the Markdown of the page that takes in what is converted: it holds the raw HTML put aside."""
        self._publication, self._md = publication, md
        self.notes: dict[str, int] = {}

    def tree(self, page_name: str, source: str) -> Element:
        """Convert as `Markdown.convert` does, up to the tree."""
        extension = _ChapterExtension(self._publication, page_name, self.notes)
        md = Markdown(extensions=[*_READING, extension])
        md.htmlStash = self._md.htmlStash
        lines = source.split("\n")
        for preprocessor in md.preprocessors:
            lines = preprocessor.run(lines)
        root = md.parser.parseDocument(lines).getroot()
        assert root is not None  # the parser makes it
        for treeprocessor in md.treeprocessors:
            treeprocessor.run(root)  # each changes the tree in place
        for term in root.iter(TERM):  # their entries stand in the booklet: nothing to wait for
            term.tag = "a"
            term.attrib |= leading_to(term.attrib["data-term"])
        for section in root.iter("section"):
            section.attrib.pop("aria-labelledby", None)  # landmarks are the chapters; eight of one name lead nowhere
        return root

    def chapter(self, page: Page) -> Chapter:
        """Convert an explainer; its sections are numbered under the chapter's number and go down a level."""
        root = self.tree(page.name, page.body)
        ids = prefix_ids(root, f"c{page.explainer.number}-")
        sections: list[tuple[str, str, str]] = []
        for heading in root.iter("h2"):
            number = f"{page.explainer.number}.{len(sections) + 1}"
            sections.append((heading.get("id", ""), number, "".join(heading.itertext())))
            _number(heading, number)
        for element in root.iter():
            element.tag = _LOWER.get(element.tag, element.tag)
        chapter = h("section", {"class": "chapter", "data-chapter": page.name}, _head(page, self._publication))
        chapter.set("aria-labelledby", chapter_id(page))
        add(chapter, list(root))
        return Chapter(page, lengthy(chapter), tuple(sections), ids)


def block_source(page: Page, name: str) -> str:
    """Return the lines of a page's block, or "" where it has none."""
    lines = page.body.split("\n")
    start = next((n for n, line in enumerate(lines) if line.split("|")[0].split() == ["///", name]), None)
    if start is None:
        return ""
    end = next(n for n, line in enumerate(lines) if n > start and line.strip() == "///")
    return "\n".join(lines[start : end + 1])


def _number(heading: Element, number: str) -> None:
    sign = h("span", {"class": "section-no"}, number)
    sign.tail, heading.text = f" {heading.text or ''}", ""
    heading.insert(0, sign)


def _head(page: Page, publication: Publication) -> Element:
    meta = page.explainer
    series = f"Explainer {meta.number} of {len(publication.explainers)}"
    reads = paragraph_links(meta.paragraphs, publication.dossier)
    return h(
        "header",
        {"class": "chapter__head"},
        h("p", {"class": "edition"}, series, " · reads ", reads, " of the article"),
        h(
            "h2",
            {"id": chapter_id(page)},
            h("span", {"class": "folio"}, str(meta.number)),
            " ",
            meta.title,
            thesis() if meta.thesis else None,
        ),
        h("p", {"class": "standfirst"}, meta.standfirst),
        rendered("device", publication, legs=meta.legs),
    )
