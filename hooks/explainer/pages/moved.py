"""Places of a page that are gone: their old ids lead on, on the page itself, by plain HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown

from ..data.site_records import Redirect
from ..prose.pages import Page
from ..publication.addresses import (
    ids_of,
    lasting,
    lasting_address,
    moved_from,
    names_of,
    source_of,
)
from ..publication.publication import Publication
from .context import PageContext, PageTreeprocessor
from .inline import register_inline
from .markup import TreeText, h
from .templates import View, rendered

# What holds nothing but words: an empty element with an id can stand before them and disturbs no list and no table.
_LINES = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "summary", "dt", "th", "td", "figcaption")
_WITHIN = ("a", "b", "em", "i", "span", "strong", "time")
_HEADING = re.compile(r" {0,3}#{1,6}\s*[^#\s]")
_HEADING_ID = re.compile(r'<h[1-6] id="([^"]+)"')


@dataclass(frozen=True)
class Moved:
    """A place that a page had once, as its list tells it: the ids it had, where it stands now and what that is called.

    What is gone for good leads nowhere.
    """

    ids: list[str]
    redirect: Redirect
    link: str
    page: str


@dataclass(frozen=True)
class MovedView(View):
    """The places that a page had once and has no more."""

    listed: Sequence[Moved]


class MovedTreeprocessor(PageTreeprocessor):
    """Gives the old id of a place to its new one; a list says so of what is gone, on another page, or has a `why`."""

    def run(self, root: Element) -> None:
        """Add the ids and, at the end, the list; ids that the page has for something else stay with that."""
        context = self._context
        moved = moved_from(context.publication, context.page_name)
        if not moved or context.part_of_a_whole or context.prose_only:
            return
        blocks = context.page.blocks if context.page else frozenset()
        taken = {element.get("id"): element for element in root.iter() if "id" in element.attrib}
        listed, names = [], names_of(context.publication)
        for one in moved:
            ids = [id_ for id_ in ids_of(one, blocks) if id_ not in taken]
            page, _, anchor = (one.to or "").partition("#")
            here = page == lasting_address(context.page_name) and anchor in taken and not one.why
            line = _line(taken[anchor]) if here else None
            if line is not None:
                for id_ in ids:
                    start = TreeText(line, None)
                    start.insert(0, h("span", {"id": id_, "class": "was"}), start.words)
            elif ids:
                listed.append(Moved(ids, one, source_of(one.to) if one.to else "", names.get(page, page)))
        if listed:
            root.extend(rendered("moved", context.publication, MovedView(listed)))


def _line(target: Element) -> Element | None:
    """Return where the words of a place begin: in its first line, or in what that line begins with."""
    line = next((element for element in target.iter() if element.tag in _LINES), None)
    while line is not None and len(line) and line[0].tag in _WITHIN and not (line.text or "").strip():
        line = line[0]
    return line


def headings(publication: Publication) -> Iterator[str]:
    """Yield the address of each heading that an editor wrote, as the table of contents numbers and names them.

    Headings alone are converted, which takes a hundredth of the time that whole pages take.
    """
    for page in publication.pages:
        here = lasting_address(page.name)
        yield from (f"{here}#{id_}" for id_ in _heading_ids(page, publication))


def _heading_ids(page: Page, publication: Publication) -> list[str]:
    lines = [line.text for line in page.lines if line.kind == "text" and _HEADING.match(line.text)]
    md = Markdown(extensions=["attr_list", "toc"])
    register_inline(md, PageContext(publication, page.name))
    return [unescape(id_) for id_ in _HEADING_ID.findall(md.convert("\n\n".join(lines)))] if lines else []


def all_lasting(publication: Publication) -> frozenset[str]:
    """Return every address that is to last: what leads to it from elsewhere is not to break."""
    return frozenset((*lasting(publication), *headings(publication)))
