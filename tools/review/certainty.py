"""Statuses, verdicts and outcomes that rose or fell, and the sources that came and went under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from explainer.data.vocabularies import HEDGE_WORDS, OUTCOME_WORDS, STATUS_WORDS, STATUSES, VERDICT_WORDS

from .differing import RESTS_ON, Differences, FieldChange
from .meeting import Both, Meeting
from .records import HOMES, Record, Records

_WORDS: Mapping[str, Mapping[str, str]] = {
    "status": STATUS_WORDS,
    "verdict": VERDICT_WORDS,
    "outcome": OUTCOME_WORDS,
    "hedge": HEDGE_WORDS,
    "weak": {"True": "weak", "False": "not weak", "": "not weak"},
    "tier": {},
}
_JUDGED = ("status", "verdict", "outcome")  # by what stands under it
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
class Basis:
    """A source under a claim as it stands now: what it is noted to support, and `was` where that was another."""

    source: str
    href: str
    supports: str
    was: str
    is_new: bool
    claim: str  # whose source it is


@dataclass(frozen=True)
class Because:
    """What this change does itself that makes something surer or less sure, and the id of its entry on the page."""

    text: str
    to: str
    way: str


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
    bases: tuple[Basis, ...] = ()
    because: tuple[Because, ...] = ()
    unfit: tuple[Quote, ...] = ()  # still hedged though it is a fact now, or not hedged though it is none any more

    @property
    def anchor(self) -> str:
        """The id of its entry on the page, where another may lead to it."""
        return _anchor(self.record, self.what)


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
    way = _way(name, old, new)
    others = [one for one in found.fields if one.name in RESTS_ON and _same(one.record, record)]
    added = [id_ for one in others for id_ in _came(one.old, one.new)]
    told = [] if record.kind == "claims" else added  # of a claim they stand among its sources
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
        _named(both.new_records, told),
        _named(both.base_records, gone),
        tuple(_quotes(both, record)) if name != "tier" else (),
        both.meetings(both.new_records.pages(record)),
        tuple(bases(both, [record.id, *_under(record)], found)) if name in _JUDGED else (),
        tuple(because(found, _under(record))) if name in _JUDGED else (),
    )


def _anchor(record: Record, what: str) -> str:
    return f"{what}-{record.id}" if what == "status" and record.kind == "claims" else ""


def because(found: Differences, ids: Iterable[str]) -> Iterator[Because]:
    """Yield which statuses this change sets of some claims: no reason for what follows from them."""
    under = set(ids)
    for change in found.fields:
        if change.name == "status" and change.record.kind == "claims" and change.record.id in under:
            old, new = (STATUS_WORDS.get(_text(one), _text(one)) for one in (change.old, change.new))
            text = f"this change sets the status of “{change.record.name}” from “{old}” to “{new}”"
            way = _way(change.name, _text(change.old), _text(change.new))
            yield Because(text, _anchor(change.record, change.name), way)


def _way(name: str, old: str, new: str) -> str:
    """Tell whether a value is surer than another one (rose), less sure (fell), or neither."""
    order = _ORDERS.get(name, [])
    if old not in order or new not in order:
        return ""
    return "rose" if order.index(new) < order.index(old) else "fell"


def bases(both: Both, ids: Sequence[str], found: Differences) -> Iterator[Basis]:
    """Yield the sources of some claims, and of those under some statements."""
    names = {new: old for old, new in found.renamed.get("claims", {}).items()}
    statements = [one for id_ in ids if (one := both.new_records.get("article", id_))]
    for id_ in dict.fromkeys((*ids, *(under for one in statements for under in _under(one)))):
        claim, was = both.new_records.get("claims", id_), both.base_records.get("claims", names.get(id_, id_))
        before = _noted(was)
        for source, supports in _noted(claim).items():
            old = before.get(source, supports)
            href = both.meeting(HOMES["sources"], source).new
            named = _name(both.new_records, source)
            is_new = was is not None and source not in before
            yield Basis(named, href, supports, old if old != supports else "", is_new, claim.name if claim else "")


def _under(record: Record) -> list[str]:
    """Return the ids of the claims under a statement or forecast."""
    return [*(record.fields.get("record") or ()), *(record.fields.get("claims") or ())]


def _noted(claim: Record | None) -> Mapping[str, str]:
    """Return what each source of a claim is noted to support, by its id."""
    listed = (claim.fields.get("sources") or ()) if claim is not None else ()
    return {str(one.get("source")): str(one.get("supports", "")) for one in listed}


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
    under = _under(record)
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
