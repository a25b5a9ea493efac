"""The booklet: the whole series on one page, with title, contents, chapters, numbers, terms, notes and sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ..data.records import Claim
from ..pages.citations import notes
from ..pages.context import Mentions
from ..pages.definitions import GLOSSARY, PEOPLE, Definitions
from ..pages.lists import Marks
from ..pages.markup import add, h, lengthy
from ..pages.templates import rendered
from ..prose.pages import Explainer
from ..publication.datapackage import LICENCE, LICENCE_WORDS
from ..terms.matching import is_person, person_id
from .booklet_chapters import Chapter, Places, Press, block_source, lead_within

if TYPE_CHECKING:
    from ..pages.context import PageContext
    from ..prose.pages import Page
    from ..publication.publication import Publication

# The id and the head of each part but the chapters.
_PARTS = (
    ("booklet-answer", "The answer in sixty seconds"),
    ("booklet-marks", "How to read the marks"),
    ("booklet-numbers", "The numbers behind the figures"),
    ("booklet-terms", "Terms and people"),
    ("booklet-notes", "Notes"),
    ("booklet-sources", "Sources cited"),
)
_ANSWER, _MARKS, _NUMBERS, _TERMS, _NOTES, _SOURCES = _PARTS


class BookletTreeprocessor(Treeprocessor):
    """Fills the place that the block `booklet` left; the passes to come find it as if it had been written."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(md)
        self._publication = context.publication

    def run(self, root: Element) -> None:
        """Put the booklet in its place."""
        for place in root.iter("div"):
            if place.attrib.pop("data-booklet", None) is not None:
                add(place, _bound(self._publication, self.md))


def _bound(publication: Publication, md: Markdown) -> list[Element]:
    press = Press(publication, md)
    home = publication.by_name.get("index.md")
    answer = list(press.tree(home.name, block_source(home, "brief"))) if home else []
    chapters = [press.chapter(page) for page in publication.explainers]
    tables = [table for chapter in chapters for table in _take_tables(chapter.element)]
    body = h("div", {}, answer, (chapter.element for chapter in chapters))
    made = Definitions(publication, Mentions())
    terms = made.in_order({link.attrib["data-term"] for link in body.iter("a") if "data-term" in link.attrib})
    works = _works_cited(press.notes, tables, publication)
    back = (
        (_NUMBERS, h("div", {}, tables)),
        (_TERMS, h("section", {"class": "definitions", "aria-label": _TERMS[1]}, made.alone(terms))),
        (_NOTES, h("section", {"class": "notes", "aria-label": _NOTES[1]}, notes(press.notes, publication, works))),
        (_SOURCES, rendered("booklet-works", publication, numbers=works)[0]),
    )
    whole = h(
        "div",
        {},
        _title_page(publication),
        rendered("booklet-contents", publication, parts=_PARTS, chapters=chapters),
        _part(_ANSWER, answer),
        _part(_MARKS, [h(Marks.TAG, {"class": Marks.CLASS}, rendered("marks", publication))]),
        (chapter.element for chapter in chapters),
        (lengthy(_part(head, [part])) for head, part in back),
    )
    lead_within(whole, _places(press, chapters, terms, works))
    return list(whole)


def _part(head: tuple[str, str], children: list[Element]) -> Element:
    id_, title = head
    return h("section", {"class": f"part {id_}", "aria-labelledby": id_}, h("h2", {"id": id_}, title), children)


def _places(press: Press, chapters: list[Chapter], terms: list[str], works: Mapping[str, int]) -> Places:
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


# ---- what stands before the chapters ----


def _title_page(publication: Publication) -> list[Element]:
    edition = publication.dossier.edition
    every = [(actor, "documented") for actor in sorted(one.id for one in edition.sides.values())]
    return rendered(
        "booklet-title",
        publication,
        article=edition.article,
        legs=every,
        home=publication.by_name.get("index.md"),
        licence=LICENCE["path"],
        licence_words=LICENCE_WORDS,
    )


# ---- what stands behind them ----


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
    in_order = sorted(cited, key=lambda id_: (dossier.sources[id_].publisher.casefold(), id_))
    return {id_: number for number, id_ in enumerate(in_order, 1)}


# ---- lines over and under printed pages ----


def running_heads(publication: Publication) -> str:
    """Return the stylesheet that writes a page's or chapter's title over each sheet, and the site's name under it.

    No style on a page could say it: margin boxes know nothing of the document, and browsers lack `string-set`.
    """
    parts = (_rule(f".{id_}", id_, title) for id_, title in _PARTS)
    foot = f"@page {{ @bottom-left {{ content: {_quoted(publication.site_name)}; }} }}\n"
    return f"@media print {{\n{''.join((foot, *map(_page_rule, publication.in_order), *parts))}}}\n"


def _page_rule(page: Page) -> str:
    """The page itself, and where it is a chapter."""
    number = f"{page.meta.number}  " if isinstance(page.meta, Explainer) else ""
    where = f'body:has(> * .page[data-page="{page.name}"]), [data-chapter="{page.name}"]'
    name = "page-" + page.name.removesuffix(".md").replace("/", "-")
    return _rule(where, name, f"{number}{page.short}")


def _rule(where: str, name: str, head: str) -> str:
    # The first sheet of all has the title on it.
    return (
        f"{where} {{ page: {name}; }}\n"
        f"@page {name} {{ @top-left {{ content: {_quoted(head)}; }} }}\n"
        f"@page {name}:first {{ @top-left {{ content: none; }} }}\n"
    )


def _quoted(text: str) -> str:
    """Return a text as a CSS string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
