"""Proofreading the Markdown of a page, line by line: blocks and options, citations, inserts, HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from ..data.problem import Report, listing, nearest_name
from ..data.signs import text_faults
from .foreign import STRAY, ForeignReader, half, half_emphasis, stray_star, within
from .grammar import CITE, CODE, OPTION, SLASHES, BlockGrammar, block_name, read_lines
from .html import HtmlReader
from .inserts import Number, read_inserts
from .layout import ITEM, LayoutReader
from .links import read_links
from .sentences import blanked


def _read_by_yaml(value: str) -> object:
    """Return what the blocks take the value of an option for."""
    try:
        return yaml.safe_load(f"- {value}")[0]
    except (yaml.YAMLError, TypeError, IndexError):
        return None


_SIGNS = str.maketrans(dict.fromkeys("[](){}<>", "`"))


def _ticked(line: str) -> str:
    """Return a line whose code holds no sign of a link."""
    return CODE.sub(lambda code: code[0].translate(_SIGNS), line)


_HEADED = re.compile(r"(#{2,4}) ")
_CLOSES = re.compile(r"\s*(?:</\w+>|<!--.*-->)\s*")
_CITE_LIKE = re.compile(r"\[\^(?P<id>[^\]\s]+)\]|\[\^[^\]]*\]?")
# A citation that lost its sign, or its brackets.
_UNSIGNED = re.compile(r"(?<!\])\[ˆ?(?P<id>[a-z0-9][a-z0-9-]*)\](?![(\[:])|(?<![\[\w^])\^(?P<bare>[a-z0-9][a-z0-9-]*)")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]]+\]:")
_BY_HAND = "“[^id]” alone; the note is made of the record in data/claims.yml or data/article.yml"
_HIDDEN = re.compile(r"<!--(?:(?!-->).)*?(?P<what>\[\^[\w-]*\]?|\{\{[^}]*\}*|\]\([^)]*\)?)")
_BESIDE = re.compile(r"[*_]*beside(?:\s|&nbsp;)+it\b[.:]?[*_]+[.:]?\s*", re.IGNORECASE)
_HEAD = re.compile(r"^ *(?P<name>[\w-]+) *(?:\| *(?P<argument>.*?))? *$")
_A_PICTURE = "the block “/// picture | id”, with the id of data/pictures.yml"


@dataclass(frozen=True)
class Mention:
    """A record that a page cites or shows, with its place."""

    kind: str
    id: str
    line: int
    column: int


@dataclass
class _Open:
    """A block that is not closed yet; the lines are 0 until there is such a thing."""

    name: str
    slashes: str
    line: int
    content: int = 0  # how many lines stand in it
    last: int = 0  # the last of them
    foreign: int = 0  # the first line that may not stand in it
    headed: bool = False  # whether a heading stands in it
    heading: int = 0  # one that has no list so far
    uncited: int = 0  # the list item that has no citation so far
    options: set[str] = field(default_factory=set)


class Proofreader:
    """Walks through lines of Markdown and says what would be swallowed or left on the page.

    `blocks` are those that can stand there, `known` the ids that can be named, by kind;
    `mentions` and `numbers` are what the lines cite, show and take from series.
    """

    def __init__(self, report: Report, blocks: Mapping[str, BlockGrammar], known: Mapping[str, set[str]]) -> None:
        self._report, self._blocks, self._known = report, blocks, known
        self._open: list[_Open] = []
        self._stood: dict[str, int] = {}
        self._bare = (0, 0)  # line and level of a heading under which nothing stands so far
        self.mentions: list[Mention] = []
        self.numbers: list[Number] = []

    def read(self, lines: list[str], first: int) -> None:
        """Check every line, the first of which has the number `first`; collect what is cited and shown."""
        html, foreign, layout = HtmlReader(self._report), ForeignReader(self._report), LayoutReader(self._report)
        paragraph = list[tuple[int, str]]()

        def end_paragraph() -> None:
            self._argue(paragraph)
            read_links(paragraph, self._report, self._known)
            foreign.end_paragraph(paragraph)
            layout.end_paragraph(paragraph)
            layout.pause()
            paragraph.clear()

        remarked = False
        for line in read_lines(lines, first):
            if line.kind == "text" and line.text.strip():
                text = blanked(CODE, line.text)
                if self._open:
                    self._inside(line.number, text)
                self._fill(line.number, text)
                html.read(line.number, text)
                if hidden := _HIDDEN.search(text):
                    found = f"“{hidden['what']}” stands in a comment, where nobody sees it"
                    self._report(line.number, hidden.start("what") + 1, found, "a comment of words alone")
                if "<!--" in text and "`" in line.text:
                    self._report(line.number, 1, "a backtick stands on the line of a comment", "a line for each")
                held = CODE.sub(lambda match: "c" * len(match[0]), line.text)  # code is words to what stands beside it
                if held.startswith("|") and any("|" in code[0] for code in CODE.finditer(line.text)):
                    self._report(line.number, 1, "“|” in code parts the cells of a table for some programs", "words")
                foreign.read(line.number, held)
                layout.read(line.number, held)
                in_item = any(ITEM.fullmatch(one) for _, one in paragraph)
                if remarked and in_item and held[0] != " " and not ITEM.fullmatch(held):
                    self._report(
                        line.number, 1, "the line goes on with the item before the comment", "an empty line between"
                    )
                remarked = False
                self._text(line.number, text)
                paragraph.append((line.number, _ticked(line.text)))
                continue
            if line.kind == "remark":
                remarked = True
                continue  # it is taken out, and its neighbours stand together
            end_paragraph()
            remarked = False
            if line.kind != "text":
                layout.part()
            if line.kind == "slashes" and (slashes := SLASHES.match(line.text)):
                html.fill()
                self._slashes(line.number, slashes)
            elif line.kind == "option":
                self._option(line.number, line.text)
        end_paragraph()
        html.end()
        self._end()

    def read_record(self, text: str, number: int) -> None:
        """Check a text of a record, which carries links, emphasis and citations, and no HTML."""
        for line in text.splitlines():
            shown = blanked(CODE, line)
            HtmlReader(self._report).read_record(number, shown)
            self._text(number, shown)
            read_links([(number, _ticked(line))], self._report, self._known)
            for at, found, allowed in within(shown):
                self._report(number, at, found, allowed)
            if stray := stray_star([shown]):
                self._report(number, stray[1], *STRAY)
            for _, at, sign in half_emphasis([(number, shown)]):
                self._report(number, at, *half(sign))

    def _end(self) -> None:
        """Report what is open at the end: a heading with nothing under it, blocks."""
        self._fill(0, "## ")
        for block in self._open:
            self._report(block.line, 1, f"the block “{block.name}” is not closed", f"a line “{block.slashes}” after it")

    def _fill(self, number: int, text: str) -> None:
        """Report a heading, outside blocks, with nothing under it before the next of its level or above."""
        line, level = self._bare
        if self._open:
            self._bare = (0, 0)
        elif heading := _HEADED.match(text):
            if line and len(heading[1]) <= level:
                self._report(line, 1, "nothing stands under the heading", "words under it, or no heading")
            self._bare = (number, len(heading[1]))
        elif not _CLOSES.fullmatch(text):
            self._bare = (0, 0)

    def _text(self, number: int, text: str) -> None:
        """Check a line of prose; collect what it cites and which numbers it takes."""
        note = _NOTE.match(text)
        if note:
            self._report(number, 1, f"“{note[0]}” writes a note by hand", _BY_HAND)
            return
        for asked in read_inserts(text, number, self._report, self._known):
            self._mention(number, asked.column, "series", asked.series)
            self.numbers.append(asked)
        for match in _CITE_LIKE.finditer(text):
            if match["id"]:
                self._cite(number, match.start() + 1, match["id"])
            else:
                self._report(number, match.start() + 1, f"“{match[0]}” is no citation", "“[^id]”, without spaces")
        for match in _UNSIGNED.finditer(text):
            id_ = match["id"] or match["bare"]
            if any(id_ in self._known.get(kind, ()) for kind in ("claims", "article")):
                self._report(number, match.start() + 1, f"“{match[0]}” is no citation", f"“[^{id_}]”")
        if "![" in text:
            self._report(number, text.index("![") + 1, "“![” puts in a picture without its record", _A_PICTURE)

    def _mention(self, number: int, column: int, kind: str, id_: str) -> None:
        """Note a record that a page names; report one that is not there."""
        ids = self._known.get(kind, {id_})
        if id_ not in ids:
            self._report(number, column, f"“{id_}” is not in data/{kind}.yml", listing(ids, 6), nearest_name(id_, ids))
        self.mentions.append(Mention(kind, id_, number, column))

    def _cite(self, number: int, column: int, id_: str) -> None:
        if "claims" not in self._known or "article" not in self._known:
            return
        kind = next((kind for kind in ("claims", "article") if id_ in self._known[kind]), "")
        if kind:
            self.mentions.append(Mention(kind, id_, number, column))
            return
        nearest = nearest_name(id_, self._known["claims"] | self._known["article"])
        allowed = "an id of data/claims.yml or data/article.yml"
        self._report(number, column, f"“[^{id_}]” cites nothing", allowed, nearest)

    def _slashes(self, number: int, match: re.Match[str]) -> None:
        if match["head"].strip():
            self._begin(number, match)
        elif self._open and self._open[-1].slashes == match["slashes"]:
            self._close(self._open.pop())
        else:
            self._report(number, 1, f"“{match['slashes']}” closes no block", "a block “/// name” before it")

    def _begin(self, number: int, match: re.Match[str]) -> None:
        if self._open:
            self._inside(number, match[0])
        head = _HEAD.match(match["head"])
        named = head["name"] if head else block_name(match["head"])
        block = self._blocks.get(named)
        self._bare = (0, 0)
        # Pushed even when it is none: the line that closes it is right.
        self._open.append(_Open(named, match["slashes"], number))
        if head is None:
            near = self._blocks.get(nearest_name(named.lower(), self._blocks))
            form = "/// name" if near is None else f"/// {near.name} | id" if near.names else f"/// {near.name}"
            self._report(number, 1, f"“{match[0].strip()}” is no block", form)
        elif block is None:
            column, nearest = match.start("head") + head.start("name") + 1, nearest_name(named.lower(), self._blocks)
            self._report(number, column, f"there is no block “{named}”", listing(self._blocks, 30), nearest)
        else:
            self._argument(number, match.start("head") + max(head.start("argument"), 0), block, head["argument"] or "")

    def _argument(self, number: int, start: int, block: BlockGrammar, argument: str) -> None:
        ids = list(re.finditer(r"\S+", argument)) if block.names else []
        if argument and not block.names:
            self._report(number, start + 1, f"the block “{block.name}” takes no argument", f"/// {block.name}")
        elif not ids and block.names:
            allowed = f"/// {block.name} | id of data/{block.names}.yml"
            self._report(number, 1, f"the block “{block.name}” names nothing", allowed)
        elif len(ids) > 1 and not block.several:
            self._report(number, start + ids[1].start() + 1, f"the block “{block.name}” names more than one", "one id")
        for number_of, match in enumerate(ids):
            if match[0] in [one[0] for one in ids[:number_of]]:
                self._report(number, start + match.start() + 1, f"“{match[0]}” stands in it twice", "once")
            self._mention(number, start + match.start() + 1, block.names, match[0])
        # Their parts have ids of their own, and an id stands once on a page.
        shown = f"{block.name} | {argument}" if argument and block.names and not block.several else block.name
        first = self._stood.setdefault(shown, number)
        if first != number:
            self._report(number, 1, f"the block “{shown}” stands twice; it is already on line {first}")

    def _option(self, number: int, text: str) -> None:
        block, option = self._blocks.get(self._open[-1].name), OPTION.match(text)
        if block is None:
            return
        if option is None:
            self._report(number, 5, f"“{text.strip()}” is no option of the block “{block.name}”", "name: value")
            return
        name, value = option["name"], option["value"].strip()
        if name in self._open[-1].options:
            self._report(number, 5, f"“{name}” of the block “{block.name}” stands twice", "one")
        self._open[-1].options.add(name)
        if name not in block.options:
            allowed, nearest = listing(block.options) or "no options", nearest_name(name, block.options)
            self._report(number, 5, f"the block “{block.name}” has no option “{name}”", allowed, nearest)
        elif (values := block.options[name].values) and value not in values:
            found = f"“{name}” of the block “{block.name}” is “{value}”"
            self._report(number, 5, found, listing(values), nearest_name(value, values))
        elif not values and _read_by_yaml(value) != value:
            found = f"“{name}” of the block “{block.name}” would be read as something else than “{value}”"
            self._report(number, 5, found, "words without quotes, “: ” and “ #”")
        elif not values:
            for found, allowed in text_faults(value, drawn=False, filled=False):
                self._report(number, 5, found, allowed)

    def _close(self, opened: _Open) -> None:
        block = self._blocks.get(opened.name)
        if block is None:
            return
        self._end_item(opened, block)
        self._end_list(opened)
        if opened.foreign:
            allowed = block.content or "nothing between its two lines"
            self._report(opened.foreign, 1, f"this may not stand in the block “{opened.name}”", allowed)
        elif block.content and not opened.content:
            self._report(opened.line, 1, f"the block “{opened.name}” is empty", block.content)

    def _inside(self, number: int, line: str) -> None:
        opened = self._open[-1]
        block = self._blocks.get(opened.name)
        foreign = block is not None and not (block.content and block.line.match(line))
        lead = _BESIDE.match(line) if block and block.author else None
        if lead and not line.startswith("**Beside it** "):
            self._report(number, 1, f"“{lead[0].strip()}” does not set the record beside it", "“**Beside it** ”")
        if block and block.headed and line.startswith("### "):
            self._end_list(opened)
            opened.headed, opened.heading = True, number
        elif block and block.headed:
            if not opened.headed:
                self._report(number, 1, f"a list of the block “{block.name}” stands under no heading", "“### when”")
            opened.headed, opened.heading = True, 0
        if block and block.uncited:
            item = line.startswith("- ")
            foreign = foreign or not (item or opened.last == number - 1)  # a paragraph behind the list is no item
            if item:
                self._end_item(opened, block)
                opened.uncited = number
            if CITE.search(line):
                opened.uncited = 0
        if foreign and not opened.foreign:
            opened.foreign = number
        opened.content, opened.last = opened.content + 1, number

    def _argue(self, paragraph: list[tuple[int, str]]) -> None:
        """Report a paragraph that gives the author's words to the record, or the record's to the author."""
        block = self._blocks.get(self._open[-1].name) if self._open else None
        if block is None or not block.author or not paragraph or "article" not in self._known:
            return
        number, text = paragraph[0][0], "\n".join(line for _, line in paragraph)
        beside = text.startswith("**Beside it** ")
        if within := [at for at, line in paragraph if line.find("**Beside it**", at == number) >= 0]:
            self._report(within[0], 1, "“**Beside it**” stands within a paragraph", "an empty line above it")
        cited = [match[1] for match in CITE.finditer(text)]
        argued = [id_ for id_ in cited if id_ in self._known["article"]]
        if cited and not beside and not argued:
            found = "a paragraph of what the author argues cites no statement of the article"
            self._report(number, 1, found, "[^a01], or “**Beside it** ” where the record is told")
        elif beside and cited and len(argued) == len(cited):
            self._report(number, 1, "what stands beside it cites the article alone", "a claim of the record")

    def _end_list(self, opened: _Open) -> None:
        if opened.heading:
            self._report(opened.heading, 1, "nothing stands under the heading", "a list of answers")

    def _end_item(self, opened: _Open, block: BlockGrammar) -> None:
        if opened.uncited:
            self._report(opened.uncited, 1, block.uncited, "[^claim-id] after it")
        opened.uncited = 0
