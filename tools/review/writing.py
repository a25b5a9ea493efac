"""Where a sentence was written: the line of a page in docs/, or of a field of a record in data/."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from .records import Record, Records
from .site import Site
from .text import Sentence

_MARKUP = re.compile(r"\[\^[^\]]*\]|\]\([^)]*\)|[\[\]*\\]|^\s*[-\d.]+\s|\{\{.*?\}\}")
_LATER = re.compile(r"^\(later\) ")
_LABEL = re.compile(r"^[\w ]{2,30}: ")  # as a list of facts has it before its text
_FRONT = re.compile(r"^(?:#+ |\w+: )")  # of a heading, of a field above a page
_WORDS = 6  # of a sentence, by which its line is found
_LEAST = 12  # letters, for a text to be looked for in all records
_NO_TEXT = frozenset(("id", "url", "date", "citation", "page"))


@dataclass(frozen=True)
class Written:
    """File and line, and whether the sentence itself stands there; otherwise it was made of what does."""

    place: str = ""
    by_hand: bool = False
    source: str = ""  # the line or field, with its markup and inserts


class Writings:
    """The pages and records of one side, as their editors wrote them."""

    def __init__(self, site: Site, records: Records) -> None:
        self._site, self._records = site, records

    def find(self, sentence: Sentence, where: Iterable[tuple[str, str]]) -> Written:
        """Return where a sentence was written that stands at these places: addresses of pages with anchors.

        What stands in the entry of a record, or on a card of it, is looked for in that record before all else.
        """
        if sentence.region == "frame":
            return Written()
        text = _LATER.sub("", sentence.text)
        texts, places = tuple(dict.fromkeys((text, _LABEL.sub("", text)))), list(where)
        homes = list(self._homes(sentence, places))
        names = [page.written for address, _ in places if (page := self._site.pages.get(address)) and page.written]
        found = self._in_records(homes, texts) or self._in_pages(names, texts)
        found = found or self._in_records(self._holding(texts), texts)
        if found or homes:
            return found or Written(self._records.place(homes[0]))
        written = [name for name in names if name in self._lines]
        return Written(f"docs/{written[0]}" if written and sentence.region != "card" else "")

    def _homes(self, sentence: Sentence, places: Iterable[tuple[str, str]]) -> Iterator[Record]:
        """Yield the records that a sentence is shown for: that of its card, entry, link or chart, then their claims."""
        at = [(address, anchor) for address, anchor in places]
        link, _, anchor = sentence.link.partition("#")
        known = [self._home.get(place) for place in ((link, anchor), *at)]
        if sentence.region == "card":
            id_ = sentence.anchor
            known = [self._records.cited(id_), self._records.get("glossary", id_)]
            known.append(self._records.get("people", id_.removeprefix("person_")))
        known.append(self._records.get("charts", sentence.chart) if sentence.chart else None)
        for record in known:
            if record is not None:
                yield record
                claim = (
                    self._records.get("claims", str(record.fields.get("claim"))) if record.kind == "events" else None
                )
                yield from (claim,) if claim is not None else ()

    def _in_records(self, records: Iterable[Record], texts: Iterable[str]) -> Written | None:
        for record in records:
            for text in texts:
                if field := _field(record, text):
                    source = self._records.source(record, field)
                    return Written(self._records.place(record, field), by_hand=True, source=source)
        return None

    def _in_pages(self, names: Iterable[str], texts: Iterable[str]) -> Written | None:
        for text in texts:
            for name in dict.fromkeys(names):
                if line := self._line(name, text):
                    source = self._raw[name][line - 1]
                    return Written(f"docs/{name}:{line}", by_hand=True, source=source)
        return None

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
    def _raw(self) -> Mapping[str, list[str]]:
        """The lines of each page."""
        pages = sorted((self._site.side.root / "docs").glob("*.md"))
        return {path.name: path.read_text(encoding="utf-8").splitlines() for path in pages}

    @cached_property
    def _lines(self) -> Mapping[str, list[str]]:
        """The lines of each page without their markup."""
        return {name: [" ".join(_MARKUP.sub("", line).split()) for line in lines] for name, lines in self._raw.items()}

    def _line(self, name: str, text: str) -> int:
        """Return the line of a page on which a sentence begins, or 0; a text of a few words is a line by itself."""
        words = text.split()
        start = " ".join(words[:_WORDS])
        alone = len(words) < _WORDS
        for number, line in enumerate(self._lines.get(name, ()), 1):
            if start and (_FRONT.sub("", line) == start if alone else start in line):
                return number
        return 0

    def _holding(self, texts: Iterable[str]) -> Iterator[Record]:
        """Yield the records that have a text of some length."""
        long = [text for text in texts if len(text) >= _LEAST]
        for records in self._records.kinds.values():
            yield from (record for record in records.values() if any(_field(record, text) for text in long))


@cache
def _read(text: str) -> str:
    """Return a text without its markup; kept, as each is looked through for many sentences."""
    return " ".join(_MARKUP.sub("", text).split())


def _field(record: Record, text: str) -> str:
    """Return the field of a record that holds a text, as the YAML file calls it, or ""."""
    said = text.strip(" .")
    for name, value in record.fields.items():
        if name not in _NO_TEXT and any(said in _read(one) for one in _texts(value)):
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
