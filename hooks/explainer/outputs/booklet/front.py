"""The booklet's title page, contents and key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ...pages.lists import Marks
from ...pages.markup import described, h, thesis
from ...pages.templates import rendered
from ...prose.pages import Explainer
from ...publication.addresses import written_address
from ...publication.datapackage import LICENCE, LICENCE_WORDS

if TYPE_CHECKING:
    from ...prose.pages import Page
    from ...publication.publication import Publication
    from .chapters import Chapter

Part = tuple[str, str]  # the id and the head of a part of the booklet
PARTS: tuple[Part, ...] = (
    ("booklet-answer", "The answer in sixty seconds"),
    ("booklet-marks", "How to read the marks"),
    ("booklet-numbers", "The numbers behind the figures"),
    ("booklet-terms", "Terms and people"),
    ("booklet-notes", "Notes"),
    ("booklet-sources", "Sources cited"),
)


def title_page(publication: Publication) -> Element:
    """What it is, of what, by whom, when and under which licence."""
    edition = publication.dossier.edition
    article = edition.article
    home = publication.by_name.get("index.md")
    address = written_address(publication.site_url)
    return h(
        "header",
        {"class": "opening booklet__title"},
        h("p", {"class": "edition"}, "The whole series as a booklet"),
        rendered("device", publication, legs=[(one.id, "documented") for one in edition.sides.values()]),
        h("h1", {}, publication.site_name),
        h("p", {"class": "booklet__question"}, home.meta.title) if home else None,
        h("p", {"class": "standfirst"}, home.meta.standfirst) if home and home.meta.standfirst else None,
        h(
            "p",
            {"class": "booklet__article"},
            "An annotated reading, in our own words, of ",
            h("a", {"href": article.url}, h("cite", {}, article.title)),
            f" ({article.url_note}) by {article.author}, {article.publisher}, {article.published.words} "
            f"({article.published_note}). Not affiliated.",
        ),
        h(
            "dl",
            {"class": "facts booklet__facts"},
            described("Record", f"compiled {article.compiled.words}, dense until {article.dense_until.words}"),
            described(
                "Licence",
                h("a", {"href": LICENCE["path"]}, LICENCE_WORDS),
                " for text and data; the article belongs to its publisher",
            ),
            described("Address", h("a", {"href": publication.site_url}, address)) if address else None,
        ),
    )


def contents(before: Iterable[Part], chapters: Iterable[Chapter], after: Iterable[Part]) -> Element:
    """Every part, each chapter with its sections; their numbers stand for those of sheets, which no browser tells."""
    return h(
        "nav",
        {"class": "booklet__contents", "id": "booklet-contents", "aria-label": "Contents of the booklet"},
        h("h2", {"id": "booklet-contents-head"}, "Contents"),
        h("ul", {}, map(_part, before)),
        h("ol", {}, map(_chapter, chapters)),
        h("ul", {}, map(_part, after)),
    )


def _part(part: Part) -> Element:
    return h("li", {}, h("a", {"href": f"#{part[0]}"}, part[1]))


def _chapter(chapter: Chapter) -> Element:
    meta = chapter.page.explainer
    sections = (
        h("li", {}, h("a", {"href": f"#{id_}"}, h("span", {"class": "section-no"}, number), f" {title}"))
        for id_, number, title in chapter.sections
    )
    return h(
        "li",
        {},
        h("a", {"href": f"#{chapter.id}"}, h("b", {}, str(meta.number)), " ", meta.title),
        thesis() if meta.thesis else None,
        h("ul", {}, sections),
    )


def key_to_marks(publication: Publication) -> Element:
    """The six marks, as on the front page."""
    return h(Marks.TAG, {"class": Marks.CLASS}, rendered("marks", publication))


def running_heads(publication: Publication) -> str:
    """Return the stylesheet.

    No style on a page could say it: margin boxes know nothing of the document, and browsers lack `string-set`.
    """
    parts = (_rule(f".{id_}", id_, title) for id_, title in PARTS)
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
