"""What the front page opens with: each side’s answer side by side, and how the article’s statements fared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import type_string

from .base import ExplainerBlock, GeneratedBlock
from .boxes import count_words, label, seconds_to_read
from .markup import h

if TYPE_CHECKING:
    from .context import PageContext


class Answers(ExplainerBlock):
    """One question asked of several moments: what each side answers, with the status of each answer.

    Content:
        A heading for each moment, `### 13 July: ordered back`, and under it a list;
        each item begins with who answers, `- **Who** said ….[^claim-id]`.

    Options:
        head: what stands over it.
    """

    NAME = "answers"
    OPTIONS: ClassVar[dict[str, Any]] = {"head": ["What each side says", type_string]}

    def on_create(self, parent: Element) -> Element:
        """Make the section with its head."""
        section = SubElement(parent, "section", {"class": "answers", "aria-labelledby": "answers-head"})
        section.append(h("h2", {"class": "answers__head", "id": "answers-head"}, self.options["head"], " "))
        return section


def finish_answers(section: Element, context: PageContext) -> None:
    """Set the moments beside each other, each answer with its status, and say how long reading takes."""
    head, *rest = list(section)
    section[:] = [head]
    words = 0
    moments = SubElement(section, "div", {"class": "answers__moments"})
    for element in rest:
        if element.tag == "h3":
            SubElement(moments, "section", {"class": "answers__moment"}).append(element)
        elif len(moments):
            element.tag = "ol" if element.tag == "ul" else element.tag
            for item in element.findall("li"):
                words += count_words(" ".join(item.itertext()))
                label(item, context)
            moments[-1].append(element)
        else:
            section.insert(len(section) - 1, element)
    head.append(h("span", {}, f"{seconds_to_read(words)} seconds"))


class Tally(GeneratedBlock):
    """How many of the article’s statements have which verdict, each number leading to them."""

    NAME = "tally"
    TAG = "section"
    CLASS = "tally"

    def view(self) -> Mapping[str, object]:
        """Return how many statements have each verdict, and the words for one and for several."""
        verdicts = (statement.verdict for statement in self.context.dossier.article.values())
        return {"counts": Counter(verdicts), "words": TALLIED}


TALLIED = {
    "matches-record": ("matches the record", "match the record"),
    "matches-with-detail": ("matches, with detail", "match, with detail"),
    "differs": ("differs from it", "differ from it"),
    "not-corroborated": ("is not corroborated", "are not corroborated"),
    "authors-reading": ("is the author’s reading", "are the author’s reading"),
}
