"""The booklet: the whole series on one page, with title, contents, chapters, numbers, terms, notes and sources.

Its chapters are converted anew: their notes run through the whole, their ids are unique, their links stay within it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE

from ..data.names import sort_key
from ..data.records import Claim
from ..pages.citations import NotesView
from ..pages.context import TERM, Mentions, PageTreeprocessor
from ..pages.definitions import GLOSSARY, PEOPLE, Definitions, leading_to
from ..pages.extension import READING, ExplainerExtension
from ..pages.lists import Marks
from ..pages.markup import ADDRESSES, TreeText, add, h, lengthy
from ..pages.templates import View, rendered
from ..pages.term_marks import as_seen
from ..prose.pages import Explainer, Page
from ..publication.datapackage import LICENCE, LICENCE_WORDS
from ..publication.publication import Publication
from ..terms.matching import is_person, person_id
from .epub import epub_path

# The id and the head of each part but the chapters.
_PARTS = (
    ("booklet-answer", "The answer in short"),
    ("booklet-marks", "How to read the marks"),
    ("booklet-numbers", "The numbers behind the figures"),
    ("booklet-terms", "Terms and people"),
    ("booklet-notes", "Notes"),
    ("booklet-sources", "Sources cited"),
)
_ANSWER, _MARKS, _NUMBERS, _TERMS, _NOTES, _SOURCES = _PARTS


@dataclass(frozen=True)
class BookletTitleView(View):
    """What the first sheet has: the front page if there is one, the small device's legs, and the path of the EPUB."""

    home: Page | None
    legs: Mapping[str, str]
    book: str
    licence: str = LICENCE["path"]
    licence_words: str = LICENCE_WORDS


@dataclass(frozen=True)
class BookletContentsView(View):
    """The id and head of each part, those before the chapters and those behind them, and the chapters."""

    before: Sequence[tuple[str, str]]
    chapters: Sequence[_Chapter]
    behind: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class BookletHeadView(View):
    """The head of a chapter: its id, and the explainer's front matter."""

    id: str
    meta: Explainer


@dataclass(frozen=True)
class BookletWorksView(View):
    """The sources cited, each with its number."""

    numbers: Mapping[str, int]


class BookletTreeprocessor(PageTreeprocessor):
    """Fills the place that the block `booklet` left; the passes to come find it as if it had been written."""

    def run(self, root: Element) -> None:
        for place in root.iter("div"):
            if place.attrib.pop("data-booklet", None) is not None:
                add(place, _bound(self._context.publication, self.md))


def _bound(publication: Publication, md: Markdown) -> list[Element]:
    press = _Press(publication, md)
    home = publication.by_name.get("index.md")
    title, answer = press.answer(home) if home else ("", [])
    chapters = [press.chapter(page) for page in publication.explainers]
    tables = [table for chapter in chapters for table in _take_tables(chapter.element)]
    body = h("div", {}, answer, (chapter.element for chapter in chapters))
    made = Definitions(publication, Mentions())
    terms = made.in_order({link.attrib["data-term"] for link in body.iter("a") if "data-term" in link.attrib})
    works = _works_cited(press.notes, tables, publication)
    notes = rendered("notes", publication, NotesView(press.notes, works))
    back = (
        (_NUMBERS, h("div", {}, tables)),
        (_TERMS, h("section", {"class": "definitions"}, made.alone(terms))),
        (_NOTES, h("section", {"class": "notes"}, notes)),
        (_SOURCES, rendered("booklet-works", publication, BookletWorksView(works))[0]),
    )
    before = [(_ANSWER[0], title), _MARKS] if answer else [_MARKS]
    legs = {actor.id: "documented" for actor in publication.dossier.edition.sides.values()}
    whole = h(
        "div",
        {},
        rendered("booklet-title", publication, BookletTitleView(home, legs, epub_path(publication))),
        rendered("booklet-contents", publication, BookletContentsView(before, chapters, _PARTS[2:])),
        _part(before[0], answer) if answer else None,
        _part(_MARKS, [h(Marks.TAG, {"class": Marks.CLASS}, rendered("marks", publication))]),
        (chapter.element for chapter in chapters),
        (lengthy(_part(head, [part])) for head, part in back),
    )
    _lead_within(whole, _places(press, chapters, terms, works))
    return list(whole)


def _box(page: Page, block: str) -> str:
    """Return the lines of a page's box, *In brief* or each side's answers, or "" where it has none."""
    lines = [line.text for line in page.lines if line.block == block]
    if not lines:
        return ""
    slashes = len(lines[0].strip()) - len(lines[0].strip().lstrip("/"))
    return "\n".join([*lines, "/" * slashes])


def _part(head: tuple[str, str], children: list[Element]) -> Element:
    id_, title = head
    return h("section", {"class": f"part {id_}", "aria-labelledby": id_}, h("h2", {"id": id_}, title), children)


# ---- chapters ----

_KEPT = "chart-"  # a chart stands once in the series, and its scripts know it by its id
_LOWER = {"h2": "h3", "h3": "h4", "h4": "h5"}


@dataclass(frozen=True)
class _Chapter:
    """An explainer in the booklet: its element, its sections as (id, number, title), its new ids by the old ones."""

    page: Page
    id: str
    element: Element
    sections: tuple[tuple[str, str, str], ...]
    ids: dict[str, str]


class _Press:
    """Converts pages for the booklet; `notes` has the number of each record cited so far."""

    def __init__(self, publication: Publication, md: Markdown) -> None:
        """Take the Markdown of the page that takes in what is converted: it holds the raw HTML put aside."""
        self._publication, self._md = publication, md
        self.notes: dict[str, int] = {}

    def tree(self, page_name: str, source: str) -> Element:
        """Convert as `Markdown.convert` does, up to the tree."""
        extension = ExplainerExtension(self._publication, notes=self.notes)
        extension.page = page_name
        md = Markdown(extensions=[*READING, "toc", extension])
        md.htmlStash = self._md.htmlStash
        lines = source.split("\n")
        for preprocessor in md.preprocessors:
            lines = preprocessor.run(lines)
        root = md.parser.parseDocument(lines).getroot()
        assert root is not None  # the parser makes it
        for treeprocessor in md.treeprocessors:
            treeprocessor.run(root)  # each changes the tree in place
        here, folder = {element.get("id") for element in root.iter()}, posixpath.dirname(page_name)
        for element in root.iter():
            for name in ADDRESSES.intersection(element.keys()):
                address = element.attrib[name]
                # As an editor wrote it; a note of the page is none of the booklet's.
                by_hand = element.tag == "a" and not element.get("class")
                if by_hand and address.startswith("#") and address[1:] not in here:
                    element.set(name, f"{page_name}{address}")
                elif folder and not address.startswith("#") and not _scheme(address):
                    element.set(name, posixpath.normpath(posixpath.join(folder, address)))
        for term in root.iter(TERM):  # their entries stand in the booklet: nothing to wait for
            term.tag = "a"
            term.attrib |= leading_to(term.attrib["data-term"])
        for section in root.iter("section"):
            section.attrib.pop("aria-labelledby", None)  # landmarks are the chapters; eight of one name lead nowhere
        return root

    def answer(self, home: Page) -> tuple[str, list[Element]]:
        """Convert the box in which the front page answers, and return its head apart; nothing where it has none."""
        if brief := _box(home, "brief"):
            return _ANSWER[1], list(self.tree(home.name, brief))
        root = self.tree(home.name, _box(home, "answers"))
        _prefix_ids(root, "answer-")
        section = root.find("section[h2]")
        if section is None:
            return "", []
        head = section[0]
        section.remove(head)
        return as_seen(head.text or "", self._md.htmlStash.rawHtmlBlocks).strip(), list(root)

    def chapter(self, page: Page) -> _Chapter:
        """Convert an explainer; its sections are numbered under the chapter's number and go down a level."""
        root, meta = self.tree(page.name, page.body), page.explainer
        ids = _prefix_ids(root, f"c{meta.number}-")
        sections = []
        for position, heading in enumerate(root.iter("h2"), 1):
            number = f"{meta.number}.{position}"
            words = as_seen("".join(heading.itertext()), self._md.htmlStash.rawHtmlBlocks)
            sections.append((heading.get("id", ""), number, words))
            start = TreeText(heading, None)
            start.insert(0, h("span", {"class": "section-no"}, number), f" {start.words}")
        for element in root.iter():
            element.tag = _LOWER.get(element.tag, element.tag)
        id_ = f"chapter-{meta.number}"
        head = rendered("booklet-head", self._publication, BookletHeadView(id_, meta))
        attributes = {"class": "chapter", "data-chapter": page.name, "aria-labelledby": id_}
        chapter = h("section", attributes, head, list(root))
        return _Chapter(page, id_, lengthy(chapter), tuple(sections), ids)


def _scheme(address: str) -> str:
    """Return what an address begins with, “mailto”, also where Markdown has hidden its letters from robots."""
    return urlsplit(unescape(address.replace(AMP_SUBSTITUTE, "&"))).scheme


def _prefix_ids(root: Element, prefix: str) -> dict[str, str]:
    """Put `prefix` before every id and in the links to it; return the new ids by the old ones."""
    old = {id_: element.tag for element in root.iter() if (id_ := element.get("id")) is not None}
    new = {id_: id_ if id_.startswith(_KEPT) and tag not in _LOWER else prefix + id_ for id_, tag in old.items()}
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", new[element.attrib["id"]])
        address = element.get("href", "")
        if address.startswith("#") and address[1:] in new:
            element.set("href", f"#{new[address[1:]]}")
    return new


# ---- links and what stands behind the chapters ----

_AWAY = ("record__links", "definition__links")  # the way from a note or term to its record on the site
_Places = dict[str, tuple[str, str]]


def _lead_within(root: Element, places: _Places) -> None:
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


def _places(press: _Press, chapters: list[_Chapter], terms: list[str], works: Mapping[str, int]) -> _Places:
    """Say which addresses of the site the booklet has itself, where, and how paper tells the way there."""
    places = {f"{GLOSSARY}#{id_}": (id_, "") for id_ in terms if not is_person(id_)}
    for id_ in map(person_id, filter(is_person, terms)):
        places[f"{PEOPLE}#{id_}"] = f"person-{id_}", ""
    for chapter in chapters:
        said = f"(chapter {chapter.page.explainer.number})"
        places[chapter.page.name] = chapter.id, said
        places |= {f"{chapter.page.name}#{old}": (new, said) for old, new in chapter.ids.items()}
    for id_, number in press.notes.items():
        for page in ("claims.md", "evidence.md"):
            places[f"{page}#{id_}"] = f"note-{number}", f"(note {number})"
    return places | {f"sources.md#{id_}": (f"source-{id_}", f"[{number}]") for id_, number in works.items()}


def _take_tables(chapter: Element) -> list[Element]:
    """Take the tables of a chapter's figures out of them; each figure keeps a link to its own."""
    taken = []
    for figure in chapter.iter("figure"):
        id_ = figure.get("data-chart", "")
        number = figure.findtext(".//*[@class='chart__number']", "")
        for links in figure.findall(".//div[details]"):
            details = links.find("details[div]")
            if details is None:
                continue
            link = h("a", {"href": f"#numbers-{id_}"}, "Table")
            link.tail = details.tail
            links[list(links).index(details)] = link
            numbers = {"class": "numbers", "id": f"numbers-{id_}", "aria-label": number}
            taken.append(h("section", numbers, h("p", {"class": "chart__number"}, number), details.find("div")))
    return taken


def _works_cited(numbers: Iterable[str], tables: Iterable[Element], publication: Publication) -> dict[str, int]:
    """Number the sources of all notes and tables, by publisher."""
    dossier = publication.dossier
    claims = (dossier.claims.get(id_) for id_ in numbers)
    cited = {support.source for claim in claims if isinstance(claim, Claim) for support in claim.sources}
    links = (link.get("href", "") for table in tables for link in table.iter("a"))
    cited |= {href.partition("#")[2] for href in links if href.startswith("sources.md#")}
    in_order = sorted(cited, key=lambda id_: (sort_key(dossier.sources[id_].publisher), id_))
    return {id_: number for number, id_ in enumerate(in_order, 1)}


# ---- lines over and under printed pages ----


def running_heads(publication: Publication) -> str:
    """Return the stylesheet that writes a page's or chapter's title over each sheet, and the site's name under it.

    No style on a page could say it: margin boxes know nothing of the document, and browsers lack `string-set`.
    """
    rules = [f"@page {{ @bottom-left {{ content: {_quoted(publication.site_name)}; }} }}\n"]
    for page in publication.in_order:
        number = f"{page.meta.number}  " if isinstance(page.meta, Explainer) else ""
        where = f'body:has(> * .page[data-page="{page.name}"]), [data-chapter="{page.name}"]'
        rules.append(_rule(where, "page-" + page.name.removesuffix(".md").replace("/", "-"), f"{number}{page.short}"))
    rules += (_rule(f".{id_}", id_, title) for id_, title in _PARTS)
    return f"@media print {{\n{''.join(rules)}}}\n"


def _rule(where: str, name: str, head: str) -> str:
    # The first sheet of all has the title on it.
    return (
        f"{where} {{ page: {name}; }}\n"
        f"@page {name} {{ @top-left {{ content: {_quoted(head)}; }} }}\n"
        f"@page {name}:first {{ @top-left {{ content: none; }} }}\n"
    )


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
