"""Proofreading the Markdown of a page, line by line: blocks and options, citations, inserts, HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..data.problem import Problem, listing, nearest_name
from .blocks import BlockGrammar
from .inserts import Number, check_inserts, read_numbers

REMARKS = ("unhedged", "misattributed", "unmatched", "uncited", "misspelt")
COMMENT = re.compile(r"^ *<!--(?P<inside>.*?)-->\s*$")
REMARK = re.compile(rf"^ *<!--\s*(?P<word>{'|'.join(REMARKS)})\b(?P<rest>.*?)-->\s*$")


CODE = re.compile(r"(`+).+?\1")
CITE = re.compile(r"\[\^([^\]\s]+)\]")
_CITE_LIKE = re.compile(r"\[\^(?P<id>[^\]\s]+)\]|\[\^[^\]]*\]?")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]]+\]:")
_HANDLER = re.compile(r"(?i)<script\b|\bon[a-z]+\s*=|javascript:")


@dataclass(frozen=True)
class Mention:
    """A record that a page cites or shows, with its place."""

    kind: str
    id: str
    line: int
    column: int


def without_code(line: str) -> str:
    """Blank out what stands in backticks, every letter in its place."""
    return CODE.sub(lambda match: " " * len(match[0]), line)


class LineProofreader:
    """Looks through lines of prose; `report` takes line, column, what was found, what is allowed, the nearest name."""

    def __init__(self, known: Mapping[str, set[str]], report: Callable[..., None]) -> None:
        self._known, self._report = known, report
        self.mentions: list[Mention] = []
        self.numbers: list[Number] = []

    def mention(self, number: int, column: int, kind: str, id_: str) -> None:
        """Note a record that a page names; report one that is not there."""
        ids = self._known.get(kind, {id_})
        if id_ not in ids:
            self._report(number, column, f"“{id_}” is not in data/{kind}.yml", listing(ids, 6), nearest_name(id_, ids))
        self.mentions.append(Mention(kind, id_, number, column))

    def read(self, number: int, text: str) -> None:
        """Check a line of prose; collect what it cites and which numbers it takes."""
        handler = _HANDLER.search(text)
        if handler:
            self._report(number, handler.start() + 1, f"“{handler[0]}” would run a script", "Markdown and blocks")
        note = _NOTE.match(text)
        if note:
            self._report(
                number,
                1,
                f"“{note[0]}” writes a note by hand",
                "“[^id]” alone; the note is made of the record in data/claims.yml or data/article.yml",
            )
            return
        check_inserts(text, number, self._report, self._known)
        for asked in read_numbers(text, number, self._report):
            self.mention(number, asked.column, "series", asked.series)
            self.numbers.append(asked)
        for match in _CITE_LIKE.finditer(text):
            if match["id"]:
                self._cite(number, match.start() + 1, match["id"])
            else:
                self._report(number, match.start() + 1, f"“{match[0]}” is no citation", "“[^id]”, without spaces")

    def _cite(self, number: int, column: int, id_: str) -> None:
        if "claims" not in self._known or "article" not in self._known:
            return
        for kind in ("claims", "article"):
            if id_ in self._known[kind]:
                self.mentions.append(Mention(kind, id_, number, column))
                return
        ids = self._known["claims"] | self._known["article"]
        self._report(
            number,
            column,
            f"“[^{id_}]” cites nothing",
            "an id of data/claims.yml or data/article.yml",
            nearest_name(id_, ids),
        )


Blocks = Mapping[str, BlockGrammar]

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
OPTION = re.compile(r"^ {4}(?P<name>[^\s:]+): *(?P<value>.*)$")
_SLASHES = re.compile(r"^ {0,3}(?P<slashes>/{3,})(?P<head>.*)$")
_HEAD = re.compile(r"^ *(?P<name>[\w-]+) *(?:\| *(?P<argument>.*?))? *$")
_NAME = re.compile(r"[\w-]+")


@dataclass
class _Open:
    """A block that is not closed yet; the lines are 0 until there is such a thing."""

    name: str
    slashes: str
    line: int
    content: int = 0  # how many lines stand in it
    foreign: int = 0  # the first line that may not stand in it
    uncited: int = 0  # the list item of *In brief* that has no citation so far


class Proofreader:
    """Walks through the lines of a page's body and says what would be swallowed or left on the page."""

    def __init__(
        self,
        file: str,
        first_line: int,
        blocks: Blocks,
        known: Mapping[str, set[str]],
        problems: list[Problem],
    ) -> None:
        self._file, self._first_line, self._blocks = file, first_line, blocks
        self._problems = problems
        self._lines = LineProofreader(known, self._report)
        self._open: list[_Open] = []
        self._stood: dict[tuple[str, str], int] = {}
        self.mentions, self.numbers = self._lines.mentions, self._lines.numbers

    def _report(self, line: int, column: int, found: str, allowed: str = "", nearest: str = "") -> None:
        self._problems.append(Problem(self._file, line, column, found, allowed, nearest))

    def read(self, lines: list[str]) -> None:
        """Check every line; collect what is cited and shown."""
        for number, line, in_head in self._outside_code(lines):
            slashes = _SLASHES.match(line)
            if slashes:
                self._slashes(number, slashes)
            elif in_head and self._open and (option := OPTION.match(line)):
                self._option(number, option["name"], option["value"].strip())
            elif line.strip() and not REMARK.match(line):
                text = without_code(line)
                if self._open:
                    self._inside(number, text)
                self._lines.read(number, text)
        for block in self._open:
            self._report(block.line, 1, f"the block “{block.name}” is not closed", f"a line “{block.slashes}” after it")

    def _outside_code(self, lines: list[str]) -> Iterator[tuple[int, str, bool]]:
        fence, head = "", False
        for number, line in enumerate(lines, self._first_line):
            match = FENCE.match(line)
            if fence:
                fence = "" if match and match[1].startswith(fence) else fence
            elif match:
                fence = match[1]
            else:
                yield number, line, head
                head = bool(_SLASHES.match(line)) or (head and bool(OPTION.match(line)))

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
        named = head["name"] if head else next(iter(_NAME.findall(match["head"])), "")
        block = self._blocks.get(named)
        # Pushed even when it is none: the line that closes it is right.
        self._open.append(_Open(named, match["slashes"], number))
        if head is None:
            near = self._blocks.get(nearest_name(named.lower(), self._blocks))
            form = "/// name" if near is None else f"/// {near.name} | id" if near.names else f"/// {near.name}"
            self._report(number, 1, f"“{match[0].strip()}” is no block", form)
        elif block is None:
            self._report(
                number,
                match.start("head") + head.start("name") + 1,
                f"there is no block “{named}”",
                listing(self._blocks, 30),
                nearest_name(named.lower(), self._blocks),
            )
        else:
            self._argument(number, match.start("head") + max(head.start("argument"), 0), block, head["argument"] or "")

    def _argument(self, number: int, start: int, block: BlockGrammar, argument: str) -> None:
        ids = list(re.finditer(r"\S+", argument)) if block.names else []
        if argument and not block.names:
            self._report(number, start + 1, f"the block “{block.name}” takes no argument", f"/// {block.name}")
        elif not ids and block.names:
            self._report(
                number,
                1,
                f"the block “{block.name}” names nothing",
                f"/// {block.name} | id of data/{block.names}.yml",
            )
        elif len(ids) > 1 and not block.several:
            self._report(number, start + ids[1].start() + 1, f"the block “{block.name}” names more than one", "one id")
        for match in ids:
            self._lines.mention(number, start + match.start() + 1, block.names, match[0])
        self._once(number, block.name, argument if block.names and not block.several else "")

    def _once(self, number: int, name: str, argument: str) -> None:
        # Their parts have ids of their own, and an id stands once on a page.
        first = self._stood.setdefault((name, argument), number)
        if first != number:
            self._report(
                number,
                1,
                f"the block “{f'{name} | {argument}' if argument else name}” stands twice; "
                f"it is already on line {first}",
            )

    def _option(self, number: int, name: str, value: str) -> None:
        block = self._blocks.get(self._open[-1].name)
        allowed = (block.options.get(name) or (value,)) if block else ()
        if block is not None and name in block.options and value not in allowed:
            found = f"“{name}” of the block “{block.name}” is “{value}”"
            self._report(number, 5, found, listing(allowed), nearest_name(value, allowed))
        if block is not None and name not in block.options:
            self._report(
                number,
                5,
                f"the block “{block.name}” has no option “{name}”",
                listing(block.options) or "no options",
                nearest_name(name, block.options),
            )

    def _close(self, opened: _Open) -> None:
        block = self._blocks.get(opened.name)
        self._end_item(opened)
        if block is None:
            return
        if opened.foreign:
            self._report(
                opened.foreign,
                1,
                f"this may not stand in the block “{opened.name}”",
                block.content or "nothing between its two lines",
            )
        elif block.content and not opened.content:
            self._report(opened.line, 1, f"the block “{opened.name}” is empty", block.content)

    def _inside(self, number: int, line: str) -> None:
        opened = self._open[-1]
        block = self._blocks.get(opened.name)
        foreign = block is not None and not block.content
        if opened.name == "brief":
            item = line.startswith("- ")
            foreign = line.startswith("/") or not (item or opened.content)
            if item:
                self._end_item(opened)
                opened.uncited = number
            if CITE.search(line):
                opened.uncited = 0
        if foreign and not opened.foreign:
            opened.foreign = number
        opened.content += 1

    def _end_item(self, opened: _Open) -> None:
        if opened.uncited:
            self._report(opened.uncited, 1, "a sentence of “In brief” has no citation", "[^claim-id] after it")
        opened.uncited = 0
