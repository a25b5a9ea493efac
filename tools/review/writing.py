"""Where a sentence was written: the line of a page in docs/, or of a field of a record in data/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .records import Record, Records
from .site import Site
from .text import Sentence

_MARKUP = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[\[\]*\\]|^\s*[-\d.]+\s|\{\{.*?\}\}")
_LATER = re.compile(r"^\(later\) ")
_LABEL = re.compile(r"^[\w ]{2,30}: ")  # as a list of facts has it before its text
_WORDS = 6  # of a sentence, by which its line is found
_LEAST = 12  # letters, for a text to be looked for in all records
_NO_TEXT = frozenset(("id", "url", "date", "citation", "page"))


@dataclass(frozen=True)
class Written:
    """File and line, and whether the sentence itself stands there; otherwise it was made of what does."""

    place: str = ""
    by_hand: bool = False


class Writings:
    """The pages and records of one side, as their editors wrote them."""

    def __init__(self, site: Site, records: Records) -> None:
        self._site, self._records = site, records

    def find(self, sentence: Sentence, where: Iterable[tuple[str, str]]) -> Written:
        """Return where a sentence was written that stands at these places: addresses of pages with anchors."""
        text = _LATER.sub("", sentence.text)
        places = list(where)
        homes = [record for place in places if (record := self._home.get(place)) is not None]
        if sentence.chart and (chart := self._records.get("charts", sentence.chart)):
            homes.append(chart)
        names = [page.written for address, _ in places if (page := self._site.pages.get(address)) and page.written]
        if sentence.region == "frame":
            return Written()
        for said in dict.fromkeys((text, _LABEL.sub("", text))):
            for name in dict.fromkeys(names):
                if line := self._line(name, said):
                    return Written(f"docs/{name}:{line}", by_hand=True)
            for record in (*homes, *self._holding(said)):
                if field := _field(record, said):
                    return Written(self._records.place(record, field), by_hand=True)
        if homes:
            return Written(self._records.place(homes[0]))
        written = [name for name in names if name in self._lines]
        return Written(f"docs/{written[0]}" if written and sentence.region != "card" else "")

    @cached_property
    def _home(self) -> Mapping[tuple[str, str], Record]:
        """The records by the place of their own entries."""
        found = {}
        for records in self._records.kinds.values():
            for record in records.values():
                address, sign, anchor = record.home.partition("#")
                if sign:
                    found[address, anchor] = record
        return found

    @cached_property
    def _lines(self) -> Mapping[str, list[str]]:
        """The lines of each page without their markup."""
        found = {}
        for path in sorted((self._site.side.root / "docs").glob("*.md")):
            lines = path.read_text(encoding="utf-8").splitlines()
            found[path.name] = [" ".join(_MARKUP.sub("", line).split()) for line in lines]
        return found

    def _line(self, name: str, text: str) -> int:
        """Return the line of a page on which a sentence begins, or 0."""
        start = " ".join(text.split()[:_WORDS])
        lines = enumerate(self._lines.get(name, ()), 1)
        return next((number for number, line in lines if start and len(start) > 3 and start in line), 0)

    def _holding(self, text: str) -> Iterator[Record]:
        if len(text) < _LEAST:
            return
        for records in self._records.kinds.values():
            yield from (record for record in records.values() if _field(record, text))


def _field(record: Record, text: str) -> str:
    """Return the field of a record that holds a text, as the YAML file calls it, or ""."""
    said = text.strip(" .")
    for name, value in record.fields.items():
        if name not in _NO_TEXT and any(said in " ".join(_MARKUP.sub("", one).split()) for one in _texts(value)):
            return "alt" if name == "shows" else name
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from (text for name, item in value.items() if name != "source" for text in _texts(item))
