"""Sentences and claims that gave somebody’s word, and name nobody for it any more; told together by the claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from explainer.checks.vocabulary import any_of, named_in

from .differing import Differences
from .meeting import Both, Meeting
from .numbers import Counts
from .prose import SentenceChange
from .records import Record, Records
from .text import Sentence

_FIELDS = ("claimed_by", "others")
_NOBODY = frozenset(("it", "who", "some", "others"))


@dataclass(frozen=True)
class Silence:
    """A claim, or a sentence without one, that lost its speaker: who is named no more, and where it was said."""

    record: Record | None
    who: tuple[str, ...]
    changes: tuple[SentenceChange, ...]
    place: str
    meetings: tuple[Meeting, ...]

    @property
    def name(self) -> str:
        """What lost its speaker."""
        return self.record.name if self.record else self.changes[0].sentence.text


class Speakers:
    """Tells of sentences whether they say whose word they give."""

    def __init__(self, both: Both, counts: Counts) -> None:
        self._both, self._counts = both, counts

    def lost(self, change: SentenceChange) -> bool:
        """Tell whether a sentence that was reworded names nobody any more who says it.

        Whoever is named in the sentence before, which rests on the same, still says it.
        """
        old, new = change.old, change.new
        if old is None or new is None or not change.written.by_hand:
            return False
        ids = {*old.rests, *new.rests, new.anchor}
        if not self._speaks(old.text, ids) or self._says(new.text, ids):
            return False
        if self._speaks(new.text, ids) and not self._names(old.text, ids):
            return False  # by a name that the words for speakers never knew
        return not any(self._says(one.text, ids) for one in self._before(change, ids))

    def _before(self, change: SentenceChange, ids: set[str]) -> Iterator[Sentence]:
        """Yield the sentences that stand before one, on each page, and rest on the same."""
        for page in (self._both.new.pages.get(address) for address in change.pages):
            if page is not None and change.new in page.sentences:
                at = page.sentences.index(change.new)
                yield from (one for one in page.sentences[max(at - 1, 0) : at] if ids.intersection(one.rests))

    def gained(self, change: SentenceChange) -> bool:
        """Tell whether a sentence that was reworded names now who says it, and did not before."""
        old, new = change.old, change.new
        if old is None or new is None:
            return False
        ids = {*old.rests, *new.rests, new.anchor}
        return not self._speaks(old.text, ids) and self._speaks(new.text, ids) and self._names(new.text, ids)

    def replaced(self, gone: SentenceChange, added: Iterable[SentenceChange]) -> bool:
        """Tell whether a sentence that gave somebody's word made way for one that rests on the same and does not."""
        ids = set(gone.sentence.rests)
        here = [
            one.sentence for one in added if set(one.pages) & set(gone.pages) and ids.intersection(one.sentence.rests)
        ]
        spoken = self._speaks(gone.sentence.text, ids)
        return spoken and bool(here) and not any(self._says(one.text, ids) for one in here)

    def _says(self, text: str, ids: Iterable[str]) -> bool:
        """Tell whether a text says whose word it gives, and names them; a verb of any kind will do behind a name."""
        return (self._speaks(text, ids) and self._names(text, ids)) or self._is_of_party(text, ids)

    def _is_of_party(self, text: str, ids: Iterable[str]) -> bool:
        """Tell whether a text has who claims a record, under any name, before a verb of speech."""
        first = min((match.start() for match in self._party(ids).finditer(text)), default=len(text))
        return any(first < verb.start() for verb, _ in self._counts.vocabulary.speech(text))

    def _party(self, ids: Iterable[str]) -> re.Pattern[str]:
        """Return a pattern of who claims some records: as they are called there, elsewhere, and without “of …”."""
        told = " ".join(self._told(ids)).casefold()
        sides = self._counts.vocabulary.groups("parties")
        names = {name for side in sides if any(name.casefold() in told for name in side) for name in side}
        people = (one for records in self._records for one in records.kinds.get("people", {}).values())
        for person in people:
            forms = [person.name, *(str(_form(alias)) for alias in person.fields.get("aliases") or ())]
            names |= {*forms} if any(form.casefold() in told for form in forms) else set()
        listed = [part.strip() for one in self._told(ids) for part in re.split(r"[;,()]| and ", one)]
        names |= {part.split(" of ")[0] for part in listed if " of " in part and " " in part.split(" of ")[0]}
        return any_of(names)

    def _speaks(self, text: str, ids: Iterable[str]) -> bool:
        return self._counts.vocabulary.speaks(text, self._counts.claims(ids))

    def _names(self, text: str, ids: Iterable[str]) -> bool:
        """Tell whether somebody stands in a text who can have said it; “it is said” names nobody."""
        patterns = (self._counts.vocabulary.speakers, named_in(*self._told(ids)))
        return any(match[0].casefold() not in _NOBODY for pattern in patterns for match in pattern.finditer(text))

    @property
    def _records(self) -> tuple[Records, Records]:
        return self._both.base_records, self._both.new_records

    def _told(self, ids: Iterable[str]) -> list[str]:
        """Return who is said to claim some records, on either side."""
        found = [one for records in self._records for id_ in ids if (one := records.get("claims", id_))]
        values = [record.fields.get(name) or "" for record in found for name in _FIELDS]
        return ["; ".join(map(str, one)) if isinstance(one, list) else str(one) for one in values]


def _form(alias: Any) -> Any:
    return alias.get("form", "") if isinstance(alias, dict) else alias


def silences(both: Both, found: Differences, changes: Iterable[SentenceChange], speakers: Speakers) -> list[Silence]:
    """Return what lost its speaker, by the claim that it rests on."""
    told: dict[str, list[SentenceChange]] = {}
    for change in _quiet(list(changes), speakers):
        ids = [*change.sentence.rests, change.sentence.anchor]
        known = next((id_ for id_ in ids if both.new_records.get("claims", id_)), "")
        told.setdefault(known or f"{change.sentence.text}", []).append(change)
    names: dict[str, tuple[str, ...]] = {}
    for id_, who in _names_gone(found):
        names[id_] = tuple(dict.fromkeys((*names.get(id_, ()), *who)))
    return [_silence(both, id_, tuple(told.get(id_, ())), names.get(id_, ())) for id_ in dict.fromkeys((*told, *names))]


def _quiet(changes: list[SentenceChange], speakers: Speakers) -> Iterator[SentenceChange]:
    added = [one for one in changes if one.how == "added" and one.written.by_hand]
    for change in changes:
        is_gone = change.how == "gone" and change.region == "page" and change.written.by_hand
        if speakers.lost(change) or (is_gone and speakers.replaced(change, added)):
            yield change


def _names_gone(found: Differences) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the claims that do not name somebody any more whose word they are."""
    for change in found.fields:
        if change.record.kind == "claims" and change.name in _FIELDS:
            old, new = (
                value if isinstance(value, list) else [value] if value else [] for value in (change.old, change.new)
            )
            if change.name == "claimed_by" and new:
                continue  # somebody else says it now, which is told as a field
            if gone := tuple(str(one) for one in old if one not in new):
                yield change.record.id, gone


def _silence(both: Both, id_: str, changes: tuple[SentenceChange, ...], who: tuple[str, ...]) -> Silence:
    record = both.new_records.get("claims", id_)
    met = [meeting for change in changes for meeting in change.meetings]
    if record is not None:
        met += both.meetings(both.new_records.pages(record))
    place = both.new_records.place(record) if record is not None else changes[0].written.place
    return Silence(record, who, changes, place, tuple({one.title: one for one in met}.values()))
