"""Explainers as chapters of the booklet: converted in one run of notes, ids unique there, links kept within it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown

from ..pages.context import TERM
from ..pages.definitions import leading_to
from ..pages.extension import ExplainerExtension
from ..pages.markup import h, lengthy
from ..pages.templates import rendered

if TYPE_CHECKING:
    from ..prose.pages import Page
    from ..publication.publication import Publication

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


Places = dict[str, tuple[str, str]]


def lead_within(root: Element, places: Places) -> None:
    """Lead every link to a place that the booklet has there; the others go on leading to the site.

    `places` has the id in the booklet by the address, `claims.md#id`, and what paper says behind the link.
    """
    away = {id(link) for line in root.iter("p") if line.get("class") in _AWAY for link in line.iter("a")}
    for link in root.iter("a"):
        id_, said = places.get(link.get("href", ""), ("", ""))
        if id_ and id(link) not in away:
            link.set("href", f"#{id_}")
            if said:
                link.set("data-address", said)


# The same as in mkdocs.yml; headings get their links on the page that takes the chapters in.
_READING = ("attr_list", "md_in_html", "tables", "toc")
_LOWER = {"h2": "h3", "h3": "h4", "h4": "h5"}


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
        extension = ExplainerExtension(self._publication, notes=self.notes)
        extension.page = page_name
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
        meta, id_ = page.explainer, chapter_id(page)
        head = rendered("booklet-head", self._publication, meta=meta, id=id_)
        chapter = h(
            "section", {"class": "chapter", "data-chapter": page.name, "aria-labelledby": id_}, head, list(root)
        )
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
