"""The Markdown pages as their editors wrote them: front matter, blocks and citations, with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, field_validator

from .problem import Problem, listing, nearest_name
from .reading import plain, read_sheet, typed
from .records import Date, Paragraph, Part, Text

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_SLASHES = re.compile(r"^ {0,3}(?P<slashes>/{3,})(?P<head>.*)$")
_HEAD = re.compile(r"^ *(?P<name>[\w-]+) *(?:\| *(?P<argument>.*?))? *$")
_OPTION = re.compile(r"^ {4}(?P<name>[^\s:]+):")
_CODE = re.compile(r"(`+).+?\1")
_CITE = re.compile(r"\[\^([^\]\s]+)\](:?)")
_HANDLER = re.compile(r"(?i)<script\b|\bon[a-z]+\s*=|javascript:")


def _legs(value: object) -> object:
    # Frozen, in a fixed order: a mapping of the front matter becomes pairs.
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


Leg = tuple[Literal["warsaw", "moscow", "beijing", "kyiv"], Literal["documented", "inferred"]]


class Meta(Part):
    """The front matter of any page."""

    title: Text
    template: Literal["main.html", "home.html", "explainer.html", "evidence.html"] = "main.html"
    description: Text | None = None
    standfirst: Text | None = None
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = ()


class Explainer(Meta):
    """The front matter of an explainer: what it reads, when it happens, what it is about, where it leads."""

    number: int
    paragraphs: tuple[Paragraph, ...]
    standfirst: Text
    answer: Text
    dates: tuple[Date, ...]
    legs: Annotated[tuple[Leg, ...], BeforeValidator(_legs)]
    needs: Text | None = None
    leads: Text | None = None


@dataclass(frozen=True)
class Mention:
    """A record that a page cites or shows, with its place."""

    kind: str
    id: str
    line: int
    column: int


@dataclass(frozen=True)
class Page:
    """One Markdown file: `name` as links write it, its front matter, and its body's lines."""

    name: str
    meta: Meta
    body: str
    first_line: int
    mentions: tuple[Mention, ...]

    @property
    def explainer(self) -> Explainer:
        """The front matter of a page that is known to be an explainer."""
        assert isinstance(self.meta, Explainer)
        return self.meta

    @cached_property
    def prose(self) -> str:
        """The body without headings, block heads, citations and code: what terms are looked for in."""
        lines = [
            line for line in self.body.splitlines()
            if not line.startswith(("#", "///")) and not _OPTION.match(line)
        ]
        return _CITE.sub("", _CODE.sub("", "\n".join(lines)))


def read_pages(
    folder: Path, blocks: Mapping[str, type], known: Mapping[str, set[str]] | None, problems: list[Problem]
) -> tuple[Page, ...]:
    """Read every page of `folder`, check blocks and citations, and append what is wrong to `problems`.

    `known` holds the ids that pages can name; None, when the data could not be read, leaves ids unchecked.
    """
    pages = []
    for path in sorted(folder.glob("**/*.md")):
        name = path.relative_to(folder).as_posix()
        page = _read_page(path.read_text(encoding="utf-8"), name, f"{folder.name}/{name}", blocks, known, problems)
        if page is not None:
            pages.append(page)
    return tuple(pages)


def _read_page(
    text: str, name: str, file: str, blocks: Mapping[str, type], known: Mapping[str, set[str]] | None,
    problems: list[Problem],
) -> Page | None:
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not lines or lines[0].rstrip() != "---" or not end:
        problems.append(Problem(file, 1, 1, "the page has no front matter", "“---”, “title: …”, “---” on top"))
        return None
    sheet = read_sheet("\n".join(lines[1:end]) + "\n", file, problems, first_line=2)
    body = lines[end + 1 :]
    reader = _Reader(file, end + 2, blocks, known, problems)
    reader.read(body)
    if sheet.root is None:
        return None
    model = Explainer if any(key.value == "number" for key, _ in sheet.entries()) else Meta
    meta = typed(model, plain(sheet.root), sheet.root, "", file, {}, problems, first_line=2)
    if meta is None:
        return None
    return Page(name, meta, "\n".join(body), end + 2, tuple(reader.mentions))


@dataclass
class _Open:
    name: str
    slashes: str
    line: int
    content: int = 0


class _Reader:
    """Walks through the lines of a page's body as the blocks extension will, and says what it would swallow."""

    def __init__(
        self, file: str, first_line: int, blocks: Mapping[str, type], known: Mapping[str, set[str]] | None,
        problems: list[Problem],
    ) -> None:
        self._file, self._first_line, self._blocks, self._known = file, first_line, blocks, known
        self._problems = problems
        self._open: list[_Open] = []
        self.mentions: list[Mention] = []

    def _report(self, line: int, column: int, found: str, allowed: str = "", nearest: str = "") -> None:
        self._problems.append(Problem(self._file, line, column, found, allowed, nearest))

    def read(self, lines: list[str]) -> None:
        """Check every line; collect what is cited and shown."""
        for number, line, in_head in self._outside_code(lines):
            slashes = _SLASHES.match(line)
            if slashes:
                self._slashes(number, slashes)
            elif in_head and self._open and _OPTION.match(line):
                self._option(number, line)
            elif line.strip():
                self._prose(number, line)
        for block in self._open:
            self._report(block.line, 1, f"the block “{block.name}” is not closed", f"a line “{block.slashes}” after it")

    def _outside_code(self, lines: list[str]) -> Iterator[tuple[int, str, bool]]:
        fence, head = "", False
        for number, line in enumerate(lines, self._first_line):
            match = _FENCE.match(line)
            if fence:
                fence = "" if match and match[1].startswith(fence) else fence
            elif match:
                fence = match[1]
            else:
                yield number, line, head
                head = bool(_SLASHES.match(line)) or (head and bool(_OPTION.match(line)))

    def _slashes(self, number: int, match: re.Match[str]) -> None:
        slashes, text = match["slashes"], match["head"]
        if not text.strip():
            if not self._open or self._open[-1].slashes != slashes:
                self._report(number, 1, f"“{slashes}” closes no block", "a block “/// name” before it")
                return
            self._close(number, self._open.pop())
            return
        head = _HEAD.match(text)
        if head is None:
            self._report(number, 1, f"“{match[0].strip()}” is no block", "/// name, or /// name | argument")
            return
        self._open.append(_Open(head["name"], slashes, number))
        block = self._blocks.get(head["name"])
        if block is None:
            self._report(number, match.start("head") + head.start("name") + 1, f"there is no block “{head['name']}”",
                         listing(self._blocks, 30), nearest_name(head["name"].lower(), self._blocks))
            return
        self._argument(number, match.start("head") + max(head.start("argument"), 0) + 1, block, head["argument"] or "")

    def _argument(self, number: int, column: int, block: type, argument: str) -> None:
        if argument and not block.REFERENCE:
            self._report(number, column, f"the block “{block.NAME}” takes no argument", f"/// {block.NAME}")
        if not argument and block.REFERENCE:
            self._report(number, column, f"the block “{block.NAME}” names nothing", f"/// {block.NAME} | id of data/{block.REFERENCE}.yml")
        for id_ in argument.split() if block.REFERENCE else ():
            self._mention(number, column, block.REFERENCE, id_)

    def _mention(self, number: int, column: int, kind: str, id_: str) -> None:
        ids = self._known[kind] if self._known else {id_}
        if id_ not in ids:
            self._report(number, column, f"“{id_}” is not in data/{kind}.yml", "", nearest_name(id_, ids) or "")
        self.mentions.append(Mention(kind, id_, number, column))

    def _option(self, number: int, line: str) -> None:
        block = self._blocks.get(self._open[-1].name)
        name = _OPTION.match(line)["name"]
        if block is not None and name not in block.OPTIONS:
            self._report(number, 5, f"the block “{block.NAME}” has no option “{name}”",
                         listing(block.OPTIONS) or "no options", nearest_name(name, block.OPTIONS))

    def _close(self, number: int, opened: _Open) -> None:
        block = self._blocks.get(opened.name)
        if block is not None and block.CONTENT and not opened.content:
            self._report(opened.line, 1, f"the block “{opened.name}” is empty", block.CONTENT)

    def _prose(self, number: int, line: str) -> None:
        text = _CODE.sub(lambda match: " " * len(match[0]), line)
        if self._open:
            self._inside(number, line, text)
        handler = _HANDLER.search(text)
        if handler:
            self._report(number, handler.start() + 1, f"“{handler[0]}” would run a script", "Markdown and blocks")
        for match in _CITE.finditer(text):
            column = match.start() + 1
            if match[2]:
                self._report(number, column, f"“{match[0]}” writes a note by hand", "the note comes from data/claims.yml")
                continue
            self._cite(number, column, match[1])

    def _inside(self, number: int, line: str, text: str) -> None:
        opened = self._open[-1]
        opened.content += 1
        block = self._blocks.get(opened.name)
        if block is not None and not block.CONTENT:
            self._report(number, 1, f"the block “{opened.name}” holds text", "nothing between its two lines")
        if opened.name == "brief" and line.startswith("- ") and not _CITE.search(text):
            self._report(number, 1, "a sentence of “In brief” has no citation", "[^claim-id] after it")

    def _cite(self, number: int, column: int, id_: str) -> None:
        if self._known is None or id_ in self._known["claims"] or id_ in self._known["article"]:
            kind = "article" if self._known and id_ in self._known["article"] else "claims"
            self.mentions.append(Mention(kind, id_, number, column))
            return
        ids = self._known["claims"] | self._known["article"]
        self._report(number, column, f"“[^{id_}]” cites nothing", "an id of data/claims.yml or data/article.yml",
                     nearest_name(id_, ids))
