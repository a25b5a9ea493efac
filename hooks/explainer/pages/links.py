"""The engine's own links on pages that stand in a folder."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
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


_CODE = re.compile(r"<(code|pre|script)\b.*?</\1>", re.DOTALL)
_LEFT = (
    (re.compile(r"(?m)(?:^|>)\s*/{3,}\s*[\w|-]"), "a block “///” was left on the page unread"),
    (re.compile(r"\[\^[^\]\s]+\]"), "a citation “[^…]” was left on the page unread"),
    (re.compile(r"\{\{[^{}]*\}\}"), "a number “{{ … }}” was left on the page unread"),
    (re.compile(r"<cite data-claim"), "a citation has no note"),
    (re.compile(r"<div data-(?:uses|definitions)="), "nobody said where a term is used"),
    (re.compile(r"</?explainer-term"), "a term leads nowhere"),
    (re.compile(r"var\(--[\w-]+\)\s*</"), "a colour’s name stands in the text"),
)


def leftovers(html: str) -> Iterator[str]:
    """Yield a sentence for each piece of markup that no engine turned into HTML."""
    text = _CODE.sub("", html)
    for pattern, sentence in _LEFT:
        if pattern.search(text):
            yield sentence
