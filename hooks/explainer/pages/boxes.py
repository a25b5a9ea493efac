"""The boxes of a page: *In brief*, each side’s answers, *What the author argues*, *Where the record differs*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from xml.etree.ElementTree import Element, SubElement

from bs4 import BeautifulSoup, Tag

from ..data.fields import count_words
from ..data.records import Claim, Statement
from ..data.vocabularies import VERDICTS
from ..publication.uses import least_sure
from .apparatus import SILENT, Reader, passed_over
from .base import ExplainerBlock, GeneratedBlock
from .context import PageContext
from .markup import add, h
from .templates import View, made, rendered

WORDS_A_MINUTE = 220  # plain text, read by adults

_NOT_READ = {*SILENT, "table", "form", "nav", "button"}
_NOT_READ_CLASSES = passed_over(Reader.MINUTES)


def minutes_to_read(html: str) -> int:
    """Return how many minutes, at least one, a reader is with the content of a page, without its apparatus."""
    page = BeautifulSoup(html, "html.parser")
    for element in page.find_all(_is_not_read):
        element.decompose()
    return max(1, round(count_words(page.get_text(" ")) / WORDS_A_MINUTE))


def _is_not_read(element: Tag) -> bool:
    return element.name in _NOT_READ or not _NOT_READ_CLASSES.isdisjoint(element.get_attribute_list("class"))


def seconds_to_read(words: int) -> int:
    """Return how many seconds so many words take, to the nearest ten and at least ten."""
    return max(10, round(words * 6 / WORDS_A_MINUTE) * 10)


def _labelled(items: Element, context: PageContext) -> int:
    """Number a list and set the status of each cited sentence beside it; return how many words it has."""
    items.tag = "ol" if items.tag == "ul" else items.tag
    words = 0
    for item in items.findall("li"):
        words += count_words(" ".join(item.itertext()))
        sentence = Element("span")
        paragraph = item.find("p")
        holder = paragraph if paragraph is not None else item
        sentence.text, sentence[:] = holder.text, list(holder)
        sure = least_sure(_cited(sentence, context))
        item.text, item[:] = "", []
        add(item, [made("status", sure), " "] if sure else None, sentence)  # the space keeps the words apart for search
    return words


def _cited(element: Element, context: PageContext) -> list[Claim | Statement]:
    cited = (context.dossier.cited(cite.get("data-claim", "")) for cite in element.iter("cite"))
    return [record for record in cited if record]


def _time_for(words: int) -> str:
    return f"{seconds_to_read(words)} seconds"


class Box(ExplainerBlock):
    """A block of the editors' own sentences, an element of class `CLASS`."""

    CLASS: ClassVar[str] = ""

    @staticmethod
    def finish(section: Element, context: PageContext) -> None:
        """Do what can be done only when its citations stand in the tree."""


class Brief(Box):
    """*In brief*: what the page says, in three sentences.

    Content:
        A list, each item one sentence with its citations; the status of the least sure of them stands beside it.

    Options:
        head: what stands over it, where *In brief* does not fit; then nothing tells how long reading takes.
    """

    NAME = "brief"
    CLASS = "brief"

    def on_create(self, parent: Element) -> Element:
        attributes = {"class": self.CLASS, "id": "in-brief", "aria-labelledby": "in-brief-head"}
        section = SubElement(parent, "section", attributes)
        # A head of its own may tell the time, and must not be contradicted.
        time = h("span") if self.options["head"] == self.OPTIONS["head"][0] else None
        section.append(h("p", {"class": "brief__head", "id": "in-brief-head"}, self.options["head"], " ", time))
        return section

    @staticmethod
    def finish(section: Element, context: PageContext) -> None:
        """Number the sentences' list, set each one's status beside it, and say how long reading takes."""
        words = sum(_labelled(items, context) for items in section.findall("ul"))
        for time in section[0]:
            time.text = _time_for(words)


class Answers(Box):
    """One question asked of several moments: what each side answers, with the status of each answer.

    Content:
        A heading for each moment, `### 13 July: ordered back`, and under it a list;
        each item begins with who answers, `- **Who** said ….[^claim-id]`.

    Options:
        head: what stands over it.
    """

    NAME = "answers"
    CLASS = "answers"

    def on_create(self, parent: Element) -> Element:
        section = SubElement(parent, "section", {"class": self.CLASS, "aria-labelledby": "answers-head"})
        section.append(h("h2", {"class": "answers__head", "id": "answers-head"}, self.options["head"], " "))
        return section

    @staticmethod
    def finish(section: Element, context: PageContext) -> None:
        """Set the moments beside each other, each answer with its status, and say how long reading takes."""
        head, *rest = list(section)
        section[:] = [head]
        words = 0
        moments = SubElement(section, "div", {"class": "answers__moments"})
        for element in rest:
            if element.tag == "h3":
                SubElement(moments, "section", {"class": "answers__moment"}).append(element)
            elif len(moments):
                words += _labelled(element, context)
                moments[-1].append(element)
            else:
                section.insert(len(section) - 1, element)
        head.append(h("span", {}, _time_for(words)))


@dataclass(frozen=True)
class ArguedView(View):
    """The statements that an argument cites."""

    statements: Sequence[Statement]


class Argues(Box):
    """*What the author argues*, kept apart from what is established.

    Content:
        Paragraphs in our words, each citing the article's statements, `[^a55]`;
        one that begins with `**Beside it**` sets the record beside them.
    """

    NAME = "argues"
    CLASS = "box box--argues"

    def on_create(self, parent: Element) -> Element:
        # On the head, which is short, this id would make programs that extract texts take it for an author’s name.
        section = SubElement(parent, "section", {"class": self.CLASS, "id": "what-the-author-argues"})
        head = h("h2", {"id": "argues"}, "What the author argues")
        section.append(h("div", {"class": "box__head"}, made("mark", "authors-reading"), head))
        return section

    @staticmethod
    def finish(section: Element, context: PageContext) -> None:
        """Above each argument say whose it is and where it stands in the article."""
        for position, paragraph in reversed(list(enumerate(section))):
            cited = _cited(paragraph, context)
            strong = paragraph.find("strong")
            if strong is not None and not (paragraph.text or "").strip() and strong.text == "Beside it":
                paragraph.set("class", "box__beside")
                continue
            statements = [record for record in cited if isinstance(record, Statement)]
            if statements:
                paragraph.set("class", "box__argued")
                section[position:position] = rendered("argued", context.publication, ArguedView(statements))


@dataclass(frozen=True)
class DiffersView(View):
    """Statements, and the gravest verdict among theirs, which says in the head what the record does."""

    statements: Sequence[Statement]
    gravest: str


class Differs(GeneratedBlock):
    """*Where the record differs*: statements of the article beside what the record says.

    Argument:
        The ids of the statements, `a54 a57`, in data/article.yml.
    """

    NAME = "differs"
    TAG = "section"
    CLASS = "box box--differs"

    def on_create(self, parent: Element) -> Element:
        """Make the section, which pages can link to."""
        section = super().on_create(parent)
        section.set("id", "differs")
        return section

    def view(self) -> DiffersView:
        statements = [self.context.dossier.article[id_] for id_ in self.ids]
        verdicts = [statement.verdict for statement in statements]
        return DiffersView(statements, max(verdicts, key=lambda name: VERDICTS[name].gravity))


# The boxes to be finished, by their class.
FINISHED: Mapping[str, type[Box]] = {box.CLASS: box for box in (Brief, Answers, Argues)}
