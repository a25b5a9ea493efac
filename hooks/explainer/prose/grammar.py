"""The grammar of pages as data: what a line of the body can be, and what a page can write after `///`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

REMARKS = ("unhedged", "misattributed", "unmatched", "uncited", "misspelt")
COMMENT = re.compile(r"^ *<!--(?!-?>)(?P<inside>(?:(?!--).)*)-->\s*$")
REMARK = re.compile(rf"^ *<!--\s*(?P<word>{'|'.join(REMARKS)})\b(?P<rest>(?:(?!-->).)*)-->\s*$")
CODE = re.compile(r"(?<![\\`])(`+)(?!`).+?(?<!`)\1(?!`)")
CITE = re.compile(r"\[\^([^\]\s]+)\]")
SLASHES = re.compile(r"^ {0,3}(?P<slashes>/{3,})(?P<head>.*)$")
OPTION = re.compile(r"^ {4}(?P<name>[^\s:]+): *(?P<value>.*)$")
_NAME = re.compile(r"[\w-]+")
LineKind = Literal["text", "slashes", "option", "remark"]


@dataclass(frozen=True)
class Line:
    """A line of a page's body: its number in the file, what it is, and the innermost block it stands in, or ""."""

    number: int
    text: str
    kind: LineKind
    block: str = ""


def block_name(head: str) -> str:
    """Return the name of a block as it stands after the slashes; "" where they close one."""
    return next(iter(_NAME.findall(head)), "")


def read_lines(body: Iterable[str], first: int) -> Iterator[Line]:
    """Tell what each line of a body is; `first` is the number of its first line."""
    in_head, opened = False, [""]
    kind: LineKind
    for number, text in enumerate(body, first):
        if slashes := SLASHES.match(text):
            kind, in_head = "slashes", True
            if slashes["head"].strip():
                opened.append(block_name(slashes["head"]))
            elif len(opened) > 1:
                opened.pop()
        elif in_head and len(opened) > 1 and text.startswith("    ") and text.strip():
            kind = "option"
        else:
            kind, in_head = "remark" if COMMENT.match(text) else "text", False
        yield Line(number, text, kind, opened[-1])


@dataclass(frozen=True)
class OptionGrammar:
    """What an option may say: one of the `values` (none: any text); left out, it says the default."""

    default: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class BlockGrammar:
    """What one block may say.

    `names` is the kind of record whose ids its argument names (none: it takes no argument), `several` whether more
    than one. `content` says in words what stands between its lines (none: nothing does), and `line` how each of them
    is written. Where that is a list whose
    items cite, `uncited` is what is told of one that does not. What a block of the `author` says is the author's, in
    every sentence. The lists of one that is `headed` stand under headings. One that is `expected` stands on each
    explainer.
    """

    name: str
    names: str = ""
    several: bool = False
    options: Mapping[str, OptionGrammar] = field(default_factory=dict)
    content: str = ""
    line: re.Pattern[str] = re.compile("")
    uncited: str = ""
    author: bool = False
    headed: bool = False
    expected: bool = False


_PARAGRAPH = re.compile(r"(?![#|/]|[-*+] |\d+\. |</?(?:div|section|details|summary)\b)\S")
_ALL = (
    BlockGrammar(
        "answers",
        options={"head": OptionGrammar("What each side says")},
        content="headings, each with a list of cited answers, “- **Who** said ….[^claim-id]”",
        line=re.compile(r"(?:###|-) \S"),
        headed=True,
    ),
    BlockGrammar(
        "argues",
        content="paragraphs that cite statements of the article, “The author argues ….[^a55]”",
        line=_PARAGRAPH,
        author=True,
    ),
    BlockGrammar("booklet"),
    BlockGrammar(
        "brief",
        options={"head": OptionGrammar("In brief")},
        content="a list of cited sentences, “- Sentence.[^claim-id]”",
        line=re.compile(r"(?:- | {0,3}(?![#|/<>]))\S"),
        uncited="a sentence of “In brief” has no citation",
        expected=True,
    ),
    BlockGrammar("changes"),
    BlockGrammar(
        "chart",
        names="charts",
        options={"form": OptionGrammar("text", ("text", "page", "embed", "caption"))},
        expected=True,
    ),
    BlockGrammar("chart-record", names="charts"),
    BlockGrammar("claims"),
    BlockGrammar("contents"),
    BlockGrammar("datasets"),
    BlockGrammar("differs", names="article", several=True, expected=True),
    BlockGrammar("evidence"),
    BlockGrammar("gallery"),
    BlockGrammar("glossary"),
    BlockGrammar("marks"),
    BlockGrammar("people"),
    BlockGrammar("picture", names="pictures", content="its caption, in a sentence or two", line=_PARAGRAPH),
    BlockGrammar("places"),
    BlockGrammar("scenarios"),
    BlockGrammar("sources"),
    BlockGrammar("tally"),
    BlockGrammar("timeline"),
)
BLOCKS: Mapping[str, BlockGrammar] = {block.name: block for block in _ALL}
