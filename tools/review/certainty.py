"""Statuses, verdicts and outcomes that rose or fell, and the sources that came and went under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from explainer.data.vocabularies import HEDGE_WORDS, OUTCOME_WORDS, STATUS_WORDS, STATUSES, VERDICT_WORDS

from .differing import RESTS_ON, Differences, FieldChange
from .meeting import Both, Meeting
from .records import Record, Records

_WORDS: Mapping[str, Mapping[str, str]] = {
    "status": STATUS_WORDS,
    "verdict": VERDICT_WORDS,
    "outcome": OUTCOME_WORDS,
    "hedge": HEDGE_WORDS,
    "weak": {"True": "weak", "False": "not weak", "": "not weak"},
    "tier": {},
}
_ORDERS: Mapping[str, list[str]] = {  # from the surest
    "status": [name for name, row in STATUSES.items() if row.ranked],
    "verdict": list(VERDICT_WORDS),
    "weak": ["False", "True"],
    "tier": ["A", "B", "C"],
}


@dataclass(frozen=True)
class Quote:
    """A sentence that rests on a record, and where it is read."""

    text: str
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Turn:
    """How sure something is said to be, before and after.

    `what` is a field, or “route” for how a line on a map is drawn.
    `way` is rose, fell or ""; `alarm` says in a sentence why the rise asks for a look.
    """

    record: Record
    what: str
    old: str
    new: str
    way: str
    alarm: str
    place: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    quotes: tuple[Quote, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Support:
    """What came and went under a record whose certainty is as it was."""

    record: Record
    added: tuple[str, ...]
    gone: tuple[str, ...]
    place: str
    meetings: tuple[Meeting, ...]


def turns(both: Both, found: Differences) -> Iterator[Turn]:
    """Yield the statuses, verdicts and outcomes of records that are others now."""
    return (_turn(both, change, found) for change in found.fields if change.name in _WORDS)


def in_order(told: Iterable[Turn]) -> list[Turn]:
    """Return what asks for a look first, then rises, then falls."""
    return sorted(told, key=lambda turn: (not turn.alarm, {"rose": 0, "fell": 1}.get(turn.way, 2)))


def supports(both: Both, found: Differences) -> list[Support]:
    """Return the records of which something else is said to bear them out, those that lost a source first."""
    turned = {(change.record.kind, change.record.id) for change in found.fields if change.name in _WORDS}
    told = []
    for change in found.fields:
        record = change.record
        if change.name in RESTS_ON and record.kind != "charts" and (record.kind, record.id) not in turned:
            added, gone = _came(change.old, change.new), _came(change.new, change.old)
            if added or gone:
                names = _named(both.new_records, added), _named(both.base_records, gone)
                met = both.meetings(both.new_records.pages(record))
                told.append(Support(record, *names, change.place, met))
    return sorted(told, key=lambda one: not one.gone)


def _turn(both: Both, change: FieldChange, found: Differences) -> Turn:
    record, name = change.record, change.name
    old, new = (_text(value) for value in (change.old, change.new))
    order = _ORDERS.get(name, [])
    way = ""
    if old in order and new in order:
        way = "rose" if order.index(new) < order.index(old) else "fell"
    others = [one for one in found.fields if one.name in RESTS_ON and _same(one.record, record)]
    added = [id_ for one in others for id_ in _came(one.old, one.new)]
    gone = [id_ for one in others for id_ in _came(one.new, one.old)]
    words = _WORDS[name]
    return Turn(
        record,
        name,
        words.get(old, old),
        words.get(new, new),
        way,
        "" if added or _newly_backed(record, both, found) else _alarm(name, way),
        change.place,
        _named(both.new_records, added),
        _named(both.base_records, gone),
        tuple(_quotes(both, record)) if name != "tier" else (),
        both.meetings(both.new_records.pages(record)),
    )


def _same(one: Record, other: Record) -> bool:
    return (one.kind, one.id) == (other.kind, other.id)


def _alarm(name: str, way: str) -> str:
    """Say why a change of certainty without a new source asks for a look; "" where it does not."""
    if name == "outcome":
        return "The outcome is another one, and no record was added under it."
    if name == "hedge":
        return "The article is said to put it otherwise."
    if way != "rose":
        return ""
    if name == "verdict":
        return "The verdict rose, and neither a record nor a source was added under it."
    return "It is said to be surer, and no source was added."


def _newly_backed(record: Record, both: Both, found: Differences) -> bool:
    """Tell whether a claim under a statement or forecast got a source."""
    under = {*(record.fields.get("record") or ()), *(record.fields.get("claims") or ())}
    return any(
        change.record.kind == "claims" and change.record.id in under and _came(change.old, change.new)
        for change in found.fields
        if change.name == "sources"
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _came(old: Any, new: Any) -> list[str]:
    """Return the ids that stand in one list and not in the other."""
    before = set(_ids(old))
    return [id_ for id_ in _ids(new) if id_ not in before]


def _ids(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else ():
        yield str(item.get("source", "")) if isinstance(item, dict) else str(item)


def _named(records: Records, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_name(records, id_) for id_ in ids))


def _name(records: Records, id_: str) -> str:
    source = records.get("sources", id_)
    if source is not None:
        publisher = str(source.fields.get("publisher", ""))
        return f"{publisher}, {source.name} (tier {source.fields.get('tier', '?')})"
    record = records.cited(id_)
    return record.name if record is not None else id_


def _quotes(both: Both, record: Record) -> Iterator[Quote]:
    """Yield the sentences of pages that cite a record, each once with all pages it stands on."""
    found: dict[str, list[Any]] = {}
    for page, sentence in both.new.cited.get(record.id, ()):
        if sentence.region == "page":
            found.setdefault(sentence.text, []).append((page, sentence.anchor))
    for text, pages in found.items():
        yield Quote(text, both.meetings(pages))
