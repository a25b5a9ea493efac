"""Putting the booklet together: front, chapters, back, and every link that can stay within it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ...pages.definitions import GLOSSARY, PEOPLE
from ...pages.markup import add, h, lengthy
from ...terms.matching import is_person, person_id
from .back import definitions, notes, sources, take_tables, terms_used, works_cited
from .chapters import Chapter, Press, Signposts, block_source
from .front import PARTS, contents, key_to_marks, title_page

if TYPE_CHECKING:
    from ...pages.context import PageContext
    from ...publication.publication import Publication

_ANSWER, _MARKS, _NUMBERS, _TERMS, _NOTES, _SOURCES = PARTS


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
    tables = [table for chapter in chapters for table in take_tables(chapter.element)]
    body = h("div", {}, answer, (chapter.element for chapter in chapters))
    terms = terms_used(body, publication)
    works = works_cited(press.notes, tables, publication)
    back = (
        (_NUMBERS, h("div", {}, tables)),
        (_TERMS, h("section", {"class": "definitions", "aria-label": _TERMS[1]}, definitions(terms, publication))),
        (_NOTES, h("section", {"class": "notes", "aria-label": _NOTES[1]}, notes(press.notes, works, publication))),
        (_SOURCES, h("ul", {"class": "works"}, sources(works, publication))),
    )
    whole = h(
        "div",
        {},
        title_page(publication),
        contents((_ANSWER, _MARKS), chapters, (head for head, _ in back)),
        _part(_ANSWER, answer),
        _part(_MARKS, [key_to_marks(publication)]),
        (chapter.element for chapter in chapters),
        (lengthy(_part(head, [part])) for head, part in back),
    )
    _signposts(press, chapters, terms, works).turn(whole)
    return list(whole)


def _part(head: tuple[str, str], children: list[Element]) -> Element:
    id_, title = head
    return h("section", {"class": f"part {id_}", "aria-labelledby": id_}, h("h2", {"id": id_}, title), children)


def _signposts(press: Press, chapters: list[Chapter], terms: list[str], works: dict[str, int]) -> Signposts:
    posts = Signposts()
    for chapter in chapters:
        said = f"(chapter {chapter.page.explainer.number})"
        posts.add(chapter.page.name, chapter.id, said)
        posts.add_all(chapter.page.name, chapter.ids, dict.fromkeys(chapter.ids, said))
    for id_, number in press.notes.items():
        for page in ("claims.md", "evidence.md"):
            posts.add(f"{page}#{id_}", f"note-{number}", f"(note {number})")
    posts.add_all(GLOSSARY, {id_: id_ for id_ in terms if not is_person(id_)})
    posts.add_all(PEOPLE, {id_: f"person-{id_}" for id_ in map(person_id, filter(is_person, terms))})
    posts.add_all(
        "sources.md", {id_: f"source-{id_}" for id_ in works}, {id_: f"[{number}]" for id_, number in works.items()}
    )
    return posts
