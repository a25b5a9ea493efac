"""How the pages' Markdown reads HTML: the elements that a page may hold, and all other signs as they are typed.

Nothing here looks for what is bad: whatever the patterns of prose/html.py do not match is text, and text is escaped.
What other extensions could still set on an element is looked through when the page is finished.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.md_in_html import HTMLExtractorExtra
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from ..data.addresses import address_fault
from ..prose.html import BLOCK_BEGIN, BLOCK_END, COMMENT, INLINE, INLINE_BEGIN, INLINE_END, SUMMARY_BEGIN, SUMMARY_END
from .markup import ADDRESSES, Rooted

_ACTS = re.compile(r"on|style$|srcdoc$|(?:form)?action$")  # attributes that run or load something


class _Extractor(HTMLExtractorExtra):
    """Takes out of a page what begins or ends an element that holds Markdown; every other “<” stays text."""

    mdstack: list[str]  # the elements that are open

    def _as_text(self, i: int) -> int:
        self.handle_data("<")
        return i + 1

    def parse_starttag(self, i: int) -> int:
        """Read a tag that a page may hold."""
        summary = bool(self.mdstack) and self.rawdata.startswith(SUMMARY_BEGIN, i)
        block = summary or (self.at_line_start() and BLOCK_BEGIN.match(self.rawdata, i))
        known = block or INLINE_BEGIN.match(self.rawdata, i)
        return int(super().parse_starttag(i)) if known else self._as_text(i)

    def parse_endtag(self, i: int) -> int:
        """Read the end of such a tag."""
        end = BLOCK_END.match(self.rawdata, i)
        ends = end["name"] in self.mdstack if end else self._ends_within(i)
        return int(super().parse_endtag(i)) if ends else self._as_text(i)

    def _ends_within(self, i: int) -> bool:
        if self.rawdata.startswith(SUMMARY_END, i):
            return "summary" in self.mdstack
        return INLINE_END.match(self.rawdata, i) is not None

    def parse_comment(self, i: int, report: bool = True) -> int:
        """Read a comment that every browser ends where it ends here."""
        return int(super().parse_comment(i, report)) if COMMENT.match(self.rawdata, i) else self._as_text(i)

    def parse_html_declaration(self, i: int) -> int:
        """Read none."""
        return self._as_text(i)

    def parse_pi(self, i: int) -> int:
        """Read none."""
        return self._as_text(i)


class _Blocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        extractor = _Extractor(self.md)
        extractor.feed("\n".join(lines))
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")


class _Inline(InlineProcessor):
    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """Put the tag aside as it is written; a comment is for editors, and no reader gets it."""
        return self.md.htmlStash.store("" if m[0].startswith("<!--") else m[0]), m.start(0), m.end(0)


class _LastLook(Treeprocessor):
    """Takes from the finished tree what no page may hold; `told` has a sentence for each such thing."""

    def __init__(self, md: Markdown, told: list[str]) -> None:
        super().__init__(md)
        self._told = told

    def run(self, root: Element) -> None:
        self._told += taken_from(root)


def taken_from(root: Element) -> Iterator[str]:
    """Take the attributes that no page may hold out of a tree, and yield a sentence for each."""
    for element in root.iter():
        for name, value in list(element.items()):
            fault = ""
            if _ACTS.match(name.lower()):
                fault = "it acts"
            elif name in ADDRESSES and not isinstance(value, Rooted):
                fault = address_fault(unescape(value.replace(AMP_SUBSTITUTE, "&")))
            if fault:
                del element.attrib[name]
                yield f"“{name}={value}” may not stand on a page: {fault}"


def register_html(md: Markdown, told: list[str]) -> None:
    """Have a page's Markdown read HTML so; `told` takes what was found on it in the end."""
    md.preprocessors.register(_Blocks(md), "html_block", 20)
    md.inlinePatterns.register(_Inline(f"({INLINE}|{COMMENT.pattern})", md), "html", 90)
    md.treeprocessors.register(_LastLook(md, told), "last look", -10)
