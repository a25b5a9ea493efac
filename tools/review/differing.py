"""Which records differ, and in which fields; records that only have another id, and points that only moved."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .records import Record, Records
from .words import likeness

# What says how sure something is; told by itself, with its direction.
CERTAINTY = ("status", "verdict", "outcome", "weak", "tier", "hedge")
RESTS_ON = ("sources", "record", "contradicted_by", "claims")
# Records that have a name: one that is gone and one that came are the same under another id if most of it stands.
_CALLED = ("people", "places", "glossary")
_MOST = 0.6  # of its words
# What a chart's data repeat of the rest: its caption, its day, its rows.
_DERIVED = frozenset(("citation", "compiled", "rows", "columns", "series", "page", "licence"))


@dataclass(frozen=True)
class FieldChange:
    """One field of a record before and after; None where there was nothing."""

    record: Record
    name: str
    old: Any
    new: Any
    place: str


@dataclass(frozen=True)
class Differences:
    """All that differs between the records of two sites; `renamed` leads from old ids to new ones, by kind."""

    fields: tuple[FieldChange, ...]
    added: tuple[tuple[Record, str], ...]
    gone: tuple[tuple[Record, str], ...]
    renamed: Mapping[str, Mapping[str, str]]


def differences(old: Records, new: Records) -> Differences:
    """Compare the records of two sites."""
    renamed: dict[str, Mapping[str, str]] = {}
    names: dict[str, str] = {}
    for _ in range(2):  # an event that names a claim is known again when the claim is
        renamed = {kind: _renamed(old.kinds.get(kind, {}), new.kinds.get(kind, {}), names) for kind in new.kinds}
        names = {before: after for pairs in renamed.values() for before, after in pairs.items()}
    fields: list[FieldChange] = []
    added: list[tuple[Record, str]] = []
    gone: list[tuple[Record, str]] = []
    for kind in dict.fromkeys((*old.kinds, *new.kinds)):
        before, after = old.kinds.get(kind, {}), new.kinds.get(kind, {})
        pairs = _points(before, after) if kind == "series" else _records(before, after, renamed.get(kind, {}))
        for left, right in pairs:
            if left is None and right is not None:
                added.append((right, new.place(right)))
            elif right is None and left is not None:
                gone.append((left, old.place(left)))
            elif left is not None and right is not None:
                fields += _fields(left, right, names, new)
    return Differences(tuple(fields), tuple(added), tuple(gone), renamed)


def _renamed(before: Mapping[str, Record], after: Mapping[str, Record], names: Mapping[str, str]) -> Mapping[str, str]:
    """Return the new ids by those that are gone, of records that are equal in all else, or only called otherwise."""
    fresh = {_sense(record, {}): id_ for id_, record in after.items() if id_ not in before and record.kind != "series"}
    gone = {id_: _sense(record, names) for id_, record in before.items() if id_ not in after}
    found = {id_: fresh[sense] for id_, sense in gone.items() if sense in fresh}
    rest = {id_: sense for sense, id_ in fresh.items() if id_ not in found.values() and after[id_].kind in _CALLED}
    for old in gone.keys() - found.keys():
        alike = {new: likeness(gone[old], sense) for new, sense in rest.items()}
        best = max(alike, key=alike.__getitem__, default="")
        if best and alike[best] >= _MOST:
            found[old] = best
            del rest[best]
    return found


def _sense(record: Record, names: Mapping[str, str]) -> str:
    fields = {name: value for name, value in record.fields.items() if name not in ("id", *_DERIVED)}
    return json.dumps(_with_names(fields, names), sort_keys=True, ensure_ascii=False)


def _records(
    before: Mapping[str, Record], after: Mapping[str, Record], renamed: Mapping[str, str]
) -> Iterator[tuple[Record | None, Record | None]]:
    for id_, record in before.items():
        yield record, after.get(renamed.get(id_, id_))
    known = {renamed.get(id_, id_) for id_ in before}
    yield from ((None, record) for id_, record in after.items() if id_ not in known)


def _points(before: Mapping[str, Record], after: Mapping[str, Record]) -> Iterator[tuple[Record | None, Record | None]]:
    """Pair points by series, part, date and label; those left over, if as many on both sides, by their order."""
    left, right = _by_key(before), _by_key(after)
    for key in left.keys() & right.keys():
        yield left[key], right[key]
    rest_left = [record for key, record in left.items() if key not in right]
    rest_right = [record for key, record in right.items() if key not in left]
    for group in dict.fromkeys((one.id, one.fields.get("part")) for one in (*rest_left, *rest_right)):
        gone, fresh = (
            [one for one in rest if (one.id, one.fields.get("part")) == group] for rest in (rest_left, rest_right)
        )
        if len(gone) == len(fresh):
            yield from zip(gone, fresh, strict=True)
        else:
            yield from ((record, None) for record in gone)
            yield from ((None, record) for record in fresh)


def _by_key(records: Mapping[str, Record]) -> dict[tuple[str, ...], Record]:
    found: dict[tuple[str, ...], Record] = {}
    for record in records.values():
        key = tuple(str(record.fields.get(name, "")) for name in ("series", "part", "date", "label"))
        while key in found:
            key = (*key, "again")
        found[key] = record
    return found


def _fields(left: Record, right: Record, names: Mapping[str, str], new: Records) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*left.fields, *right.fields)):
        if name == "id" or (left.kind == "charts" and name in _DERIVED):
            continue
        old, now = left.fields.get(name), right.fields.get(name)
        if _with_names(old, names) != now:
            yield FieldChange(right, name, old, now, new.place(right, name))


def _with_names(value: Any, names: Mapping[str, str]) -> Any:
    """Return a value with the ids that were renamed under their new names."""
    if not names:
        return value
    if isinstance(value, str):
        value = names.get(value, value)
        for before, after in names.items():
            value = value.replace(f"[^{before}]", f"[^{after}]")
        return value
    if isinstance(value, list):
        return [_with_names(item, names) for item in value]
    if isinstance(value, dict):
        return {key: _with_names(item, names) for key, item in value.items()}
    return value
