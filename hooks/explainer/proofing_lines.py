"""Proofreading a line of prose: citations, numbers, inserts, notes written by hand, and what would run a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .inserts import check_inserts
from .numbers import Number, read_numbers
from .problem import listing, nearest_name

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
