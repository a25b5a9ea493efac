"""The boxes of an explainer: *In brief*, *What the author argues*, *Where the record differs*."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import type_string

from ..markup import HEDGE_WORDS, add, h, joined, mark, statement_link, status, verdict
from ..records import Claim, Statement
from .backing import backing
from .base import ExplainerBlock, GeneratedBlock

if TYPE_CHECKING:
    from ..context import PageContext

_GRAVITY = ("differs", "not-corroborated", "authors-reading", "matches-with-detail", "matches-record")
_READING_SPEED = 200  # words a minute, for the label of *In brief*


class Brief(ExplainerBlock):
    """*In brief*: what the page says, in three sentences.

    Content:
        A list, each item one sentence with its citation; the first citation's status stands beside it.

    Options:
        head: what stands over it, where *In brief* does not fit.
    """

    NAME = "brief"
    OPTIONS: ClassVar[dict[str, Any]] = {"head": ["In brief", type_string]}
    CONTENT = "a list of cited sentences, “- Sentence.[^claim-id]”"

    def on_create(self, parent: Element) -> Element:
        """Make the section with its head."""
        section = SubElement(
            parent, "section", {"class": "brief", "id": "in-brief", "aria-labelledby": "in-brief-head"}
        )
        section.append(h("p", {"class": "brief__head", "id": "in-brief-head"}, self.options["head"], " "))
        return section


def finish_brief(section: Element, context: PageContext) -> None:
    """Number the sentences' list, set each one's status beside it, and say how long reading takes."""
    words = 0
    for items in section.findall("ul"):
        items.tag = "ol"
        for item in items.findall("li"):
            words += len(" ".join(item.itertext()).split())
            _label(item, context)
    seconds = max(10, round(words / _READING_SPEED * 6) * 10)
    section[0].append(h("span", {}, f"{seconds} seconds"))


def _label(item: Element, context: PageContext) -> None:
    sentence = Element("span")
    paragraph = item.find("p")
    holder = paragraph if paragraph is not None else item
    sentence.text, sentence[:] = holder.text, list(holder)
    first = sentence.find(".//cite[@data-claim]")
    record = context.record(first.get("data-claim", "")) if first is not None else None
    item.text, item[:] = "", []
    add(item, [status(record.status), " "] if record else None, sentence)  # the space keeps the words apart for search


class Argues(ExplainerBlock):
    """*What the author argues*, kept apart from what is established.

    Content:
        Paragraphs in our words, each citing the article's statements, `[^a55]`;
        one that begins with `**Beside it**` sets the record beside them.
    """

    NAME = "argues"
    CONTENT = "paragraphs that cite statements of the article, “Rad argues ….[^a55]”"

    def on_create(self, parent: Element) -> Element:
        """Make the section with its head."""
        section = SubElement(parent, "section", {"class": "box box--argues", "id": "argues"})
        section.append(
            h(
                "div",
                {"class": "box__head"},
                mark("authors-reading"),
                h("h2", {"id": "what-the-author-argues"}, "What the author argues"),
            )
        )
        return section


def finish_argues(section: Element, context: PageContext) -> None:
    """Under each argument say how the article hedges it and where it stands; under the record, what backs it."""
    for position, paragraph in reversed(list(enumerate(section))):
        cited = [context.record(cite.get("data-claim", "")) for cite in paragraph.iter("cite")]
        strong = paragraph.find("strong")
        if strong is not None and not (paragraph.text or "").strip() and strong.text == "Beside it":
            paragraph.set("class", "box__beside")
            claims = dict.fromkeys(record for record in cited if isinstance(record, Claim))
            if claims:
                section.insert(position + 1, backing(claims, context.dossier))
            continue
        statements = [record for record in cited if isinstance(record, Statement)]
        if statements:
            paragraph.set("class", "box__argued")
            section.insert(position + 1, h("p", {"class": "box__hedge"}, joined(map(_hedge, statements), "; ")))


def _hedge(statement: Statement) -> Element:
    return h(
        "span",
        {},
        status(statement.status),
        f" · {statement.paragraph}, {HEDGE_WORDS[statement.hedge]} · ",
        statement_link(statement),
    )


class Differs(GeneratedBlock):
    """*Where the record differs*: statements of the article beside what the record says.

    Argument:
        The ids of the statements, `a54 a57`, in data/article.yml.
    """

    NAME = "differs"
    REFERENCE = "article"
    SEVERAL = True
    TAG = "section"
    CLASS = "box box--differs"

    def on_create(self, parent: Element) -> Element:
        """Make the section, which pages can link to."""
        section = super().on_create(parent)
        section.set("id", "differs")
        return section

    def build(self) -> Any:
        """Return the head and the ruled list."""
        statements = [self.context.dossier.article[id_] for id_ in self.ids]
        paragraphs = list(dict.fromkeys(statement.paragraph for statement in statements))
        gravest = min((statement.verdict for statement in statements), key=_GRAVITY.index)
        does = "differs" if gravest in ("differs", "not-corroborated") else "says more"
        named = " and ".join(filter(None, [", ".join(paragraphs[:-1]), paragraphs[-1]]))
        return [
            h(
                "div",
                {"class": "box__head"},
                mark(gravest),
                h("h2", {"id": "where-the-record-differs"}, f"Where the record {does}"),
                h("span", {}, f"from {named}"),
            ),
            h("dl", {"class": "diff"}, map(self._row, statements)),
        ]

    def _row(self, statement: Statement) -> Element:
        claims = [self.context.dossier.claims[id_] for id_ in statement.record]
        return h(
            "div",
            {},
            h(
                "dt",
                {},
                h("span", {"class": "label"}, "The article, ", statement_link(statement)),
                " ",
                statement.restated,
            ),
            h(
                "dd",
                {},
                h("span", {"class": "label"}, verdict(statement.verdict)),
                " ",
                statement.note,
                backing(claims, self.context.dossier) if claims else None,
            ),
        )
