"""The engine's own links on pages that stand in a folder."""

from __future__ import annotations

import posixpath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from .context import PageContext
from .markup import Rooted


class RootedTreeprocessor(Treeprocessor):
    """Leads every address that the engine wrote from the site's root there from the page's own folder."""

    def __init__(self, context: PageContext, md: Markdown) -> None:
        super().__init__(md)
        self._folder = posixpath.dirname(context.page_name)

    def run(self, root: Element) -> None:
        """Change the addresses; what people wrote in Markdown is relative to their page already."""
        if not self._folder:
            return
        for element in root.iter():
            for name in ("href", "src"):
                address = element.get(name)
                if isinstance(address, Rooted) and not address.startswith(("#", "http:", "https:")):
                    element.set(name, posixpath.relpath(address, self._folder))
