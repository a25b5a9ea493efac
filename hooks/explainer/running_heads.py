"""The line over each printed page: the title of the page, or of the booklet's chapter, that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .pages import Explainer

if TYPE_CHECKING:
    from .pages import Page
    from .publication import Publication

PATH = "assets/stylesheets/running-heads.css"


def running_heads(publication: Publication) -> Mapping[str, str]:
    """Return the stylesheet by its path under the site.

    No style on a page could say it: margin boxes know nothing of the document, and browsers lack `string-set`.
    """
    return {PATH: "".join(map(_rules, publication.in_order))}


def _rules(page: Page) -> str:
    name = "page-" + page.name.removesuffix(".md").replace("/", "-")
    number = f"{page.meta.number}  " if isinstance(page.meta, Explainer) else ""
    head = _quoted(f"{number}{page.meta.title}")
    # The page itself, and where it is a chapter; its first sheet has the title on it.
    return (
        f'body:has(> * .page[data-page="{page.name}"]), [data-chapter="{page.name}"] {{ page: {name}; }}\n'
        f"@page {name} {{ @top-left {{ content: {head}; }} }}\n"
        f"@page {name}:first {{ @top-left {{ content: none; }} }}\n"
    )


def _quoted(text: str) -> str:
    """Return a text as a CSS string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
