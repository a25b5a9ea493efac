"""The line over each printed page: the title of the page, or of the booklet's chapter, that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .booklet.front import PARTS
from .pages import Explainer

if TYPE_CHECKING:
    from .pages import Page
    from .publication import Publication


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
