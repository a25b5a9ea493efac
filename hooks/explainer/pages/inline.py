"""Markdown within a line: inserts and citations in prose, and texts of the data as paragraphs."""

from __future__ import annotations

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import AMP_SUBSTITUTE

from ..data.problem import ContentError, Problem
from ..prose.grammar import CITE
from ..prose.inserts import INSERT, NUMBER, candidates, in_words, insert_words, parse
from ..publication.publication import Publication
from .context import PageContext, PageInlineProcessor
from .markup import h
from .raw_html import taken_from


class CitationProcessor(PageInlineProcessor):
    """Leaves a `cite` element where a citation stands; numbers are given when the whole page is known."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Make the placeholder; ContentError where the id is unknown."""
        if self._context.dossier.cited(m[1]) is None:
            name = self._context.page.name if self._context.page else "the page"
            raise ContentError([Problem(f"docs/{name}", 0, 0, f"“[^{m[1]}]” cites nothing")])
        return Element("cite", {"data-claim": m[1]}), m.start(0), m.end(0)


_MARKS = re.compile(r"[*_`]")


class NumberProcessor(PageInlineProcessor):
    """Puts the value of a point, with the words of its qualifier, where `{{ series point }}` stands.

    `{{ edition field }}` and `{{ count kind }}` become plain text.
    """

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        """Make the element; ContentError where no such point is known."""
        if INSERT.fullmatch(m["inside"]):
            words = insert_words(m["inside"], self._context.publication.told)
            if "://" not in words:  # a star in it is a star
                words = _MARKS.sub(lambda sign: f"\x02{ord(sign[0])}\x03", words)
            return words, m.start(0), m.end(0)
        number = parse(m["inside"])
        series = self._context.dossier.series.get(number.series) if number else None
        points = candidates(number, series) if number and series else []
        if number is None or len(points) != 1 or points[0].value is None:
            raise ContentError([Problem(f"docs/{self._context.page_name}", 0, 0, f"“{m[0]}” is no number")])
        point, told = points[0], {"class": "number", "data-series": number.series}
        return h("data", {**told, "value": f"{point.value:.12g}"}, in_words(point, number.forms)), m.start(0), m.end(0)


def register_inline(md: Markdown, context: PageContext) -> None:
    # Markdown’s own emphasis loses words where a sign in brackets, “(*)”, stands before it.
    md.registerExtensions(["pymdownx.betterem"], {})
    # Behind code (190), before links (170), which would read [^id] as a reference.
    md.inlinePatterns.register(NumberProcessor(NUMBER.pattern, context, md), "number", 185)
    md.inlinePatterns.register(CitationProcessor(CITE.pattern, context, md), "citation", 175)


_ENTITY = re.compile(
    r"(?P<code>`+).*?(?P=code)|\\(?P<plain>[^\W\d_])|&(?:#\d+|#x[\da-f]+|\w+);", re.IGNORECASE | re.DOTALL
)
# Raw HTML and entities stay text: what is made here stands on many pages and must not depend on what one of them keeps.
_LEFT_OUT = ("html", "entity", "image_link", "image_reference")


def _whole(text: str | None) -> str | None:
    """Return a text with the entities that Markdown has put aside as their signs."""
    return unescape(text.replace(AMP_SUBSTITUTE, "&")) if text and AMP_SUBSTITUTE in text else text


class Inline:
    """Turns texts into paragraphs, numbers from series and citations included; made once for many of them."""

    def __init__(self, publication: Publication) -> None:
        context = PageContext(publication, "")
        self.markdown = Markdown()
        for name in _LEFT_OUT:
            self.markdown.inlinePatterns.deregister(name)
        register_inline(self.markdown, context)

    def paragraph(self, text: str) -> Element:
        root, paragraph = Element("div"), Element("p")
        root.append(paragraph)
        paragraph.text = _ENTITY.sub(self._sign, text)
        for name in ("inline", "unescape"):
            self.markdown.treeprocessors[name].run(root)
        for element in root.iter():  # what pages get back at their end, the signs of a mailbox
            element.text, element.tail = _whole(element.text), _whole(element.tail)
            if element.tag == "code":  # Markdown has escaped it already
                element.text = unescape(element.text or "")
            element.attrib |= {name: _whole(value) or "" for name, value in element.attrib.items()}
        if faults := list(taken_from(root)):  # told with its line when the records were read
            raise ContentError([Problem("data/glossary.yml", 0, 0, fault) for fault in faults])
        return paragraph

    def _sign(self, entity: re.Match[str]) -> str:
        """Return the sign that an entity stands for, so that Markdown does not take it for one of its own."""
        if entity["plain"]:  # a backslash keeps a term plain, and nothing is marked here
            return entity["plain"]
        sign = entity[0] if entity["code"] else unescape(entity[0])
        return f"\x02{ord(sign)}\x03" if sign in self.markdown.ESCAPED_CHARS else sign

    def plain(self, text: str) -> str:
        """Return a text as it reads, without citations."""
        paragraph = self.paragraph(CITE.sub("", text))
        return "".join(paragraph.itertext())
