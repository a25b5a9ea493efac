"""Markdown without blocks, for texts of the data that stand on pages of their own accord."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown

from .context import PageContext
from .numbering import NumberProcessor
from .proofing_lines import CITE

_MARKUP = re.compile(r"[*_`\[\]<&\\!{]")
_ESCAPED = re.compile(r"\x02(\d+)\x03")  # how Python-Markdown keeps what a backslash escaped
# Raw HTML and entities stay text: what is made here stands on many pages and must not depend on what one of them keeps.
_LEFT_OUT = ("html", "entity", "image_link", "image_reference")


class Inline:
    """Turns texts into paragraphs, numbers from series included; made once for many of them."""

    def __init__(self, context: PageContext) -> None:
        self.markdown = Markdown()
        for name in _LEFT_OUT:
            self.markdown.inlinePatterns.deregister(name)
        self.markdown.inlinePatterns.register(NumberProcessor(context, self.markdown), "number", 185)

    def paragraph(self, text: str) -> Element:
        """Return a text as a paragraph."""
        root, paragraph = Element("div"), Element("p")
        root.append(paragraph)
        paragraph.text = unescape(text)
        if not _MARKUP.search(text):
            return paragraph
        self.markdown.treeprocessors["inline"].run(root)
        return paragraph

    def plain(self, text: str) -> str:
        """Return a text as it reads, without citations."""
        words = "".join(self.paragraph(CITE.sub("", text)).itertext())
        return _ESCAPED.sub(lambda match: chr(int(match[1])), words)
