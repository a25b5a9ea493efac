"""How sure charts and the timeline show something: by another record under it, or a route that is drawn otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from explainer.data.vocabularies import STATUS_WORDS, STATUSES

from .certainty import Turn, bases, because
from .differing import Differences
from .meeting import Both
from .parts import Part, parts
from .records import Record, Records

_RANKED = [name for name, row in STATUSES.items() if row.ranked]
_STATUSES = list(STATUSES)
_OTHER_RECORD = "Another record stands under it, which is surer."
_OTHER_AND_SET = "Another record stands under it, whose status this change sets."
_DRAWN = "It is drawn as surer."


def borne_turns(both: Both, found: Differences) -> Iterator[Turn]:
    """Yield what is shown as surer or less sure though the status of no record under it changed."""
    yield from _events(both, found)
    before, after = both.base_records, both.new_records
    for id_, record in after.kinds["charts"].items():
        known = {part.path: part for part in parts(before.node("charts", id_))}
        for part in parts(after.node("charts", id_)):
            if (old := known.get(part.path)) is not None and old.fields != part.fields:
                yield from _turns(both, record, (old, part), found)


def _turns(both: Both, chart: Record, part: tuple[Part, Part], found: Differences) -> Iterator[Turn]:
    old, new = part
    named = replace(chart, of=f"{_name(both.new_records, new)} (chart: {chart.name})")
    place = f"data/charts.yml:{new.line}"
    was, now = _status(both.base_records, old.under), _status(both.new_records, new.under)
    if set(old.under) != set(new.under) and was != now:
        turn = _turn(both, named, ("status", was, now), place, _OTHER_RECORD)
        yield _with_bases(both, turn, new.under, found)
    if old.drawn != new.drawn:
        way = "rose" if new.drawn < old.drawn else "fell"  # “documented” stands before “schematic”
        was, now = (_line(*one.drawn) for one in (old, new))
        turn = _turn(both, named, ("route", was, now), place, "")
        yield replace(turn, way=way, alarm=_DRAWN if way == "rose" else "")


def _with_bases(both: Both, turn: Turn, ids: Sequence[str], found: Differences) -> Turn:
    """Return a turn with the sources under the record that stands under it now, and with what else changed there."""
    alarm = _OTHER_AND_SET if turn.alarm and any(because(found, ids)) else turn.alarm
    return replace(turn, alarm=alarm, bases=tuple(bases(both, ids, found)), because=tuple(because(found, ids)))


def _line(drawn: str, likely: int) -> str:
    """Say how a route is drawn."""
    legs = {0: "", 1: ", its last leg only probable"}.get(likely, f", its last {likely} legs only probable")
    return f"{drawn}{legs}"


def _events(both: Both, found: Differences) -> Iterator[Turn]:
    for change in found.fields:
        if change.record.kind == "events" and change.name == "claim":
            was, now = _status(both.base_records, [change.old]), _status(both.new_records, [change.new])
            if was != now:
                turn = _turn(both, change.record, ("status", was, now), change.place, _OTHER_RECORD)
                yield _with_bases(both, turn, [str(change.new)], found)


def _turn(both: Both, record: Record, change: tuple[str, str, str], place: str, alarm: str) -> Turn:
    what, was, now = change
    way = ""
    if was in _RANKED and now in _RANKED:
        way = "rose" if _RANKED.index(now) < _RANKED.index(was) else "fell"
    old, new = (STATUS_WORDS.get(one, one) for one in (was, now))
    met = both.meetings(both.new_records.pages(replace(record, of="")))
    return Turn(record, what, old, new, way, alarm if way == "rose" else "", place, (), (), (), met)


def _status(records: Records, ids: Iterable[str]) -> str:
    """Return the status of the least sure of some records, or ""."""
    known = [record for id_ in ids if (record := records.cited(id_)) is not None]
    found = [str(one.fields.get("status") or one.fields.get("verdict")) for one in known]
    return max(found, key=lambda one: _STATUSES.index(one) if one in _STATUSES else -1, default="")


def _name(records: Records, part: Part) -> str:
    """Say what a part of a chart is called."""
    ids = part.fields.get("places") or [part.fields.get("place") or part.fields.get("event") or part.path[-1]]
    known = (records.get("places", id_) or records.get("events", id_) for id_ in ids)
    return " → ".join(one.name if one else str(id_) for one, id_ in zip(known, ids, strict=True))
