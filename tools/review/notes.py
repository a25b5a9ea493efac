"""What asks for a look at a sentence that changed: a hedge or a speaker lost, a number, other records under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from explainer.data.vocabularies import STATUSES

from .certainty import because
from .differing import Differences
from .meeting import Both
from .numbers import Counts, data_still_say
from .prose import Cited, Note, SentenceChange
from .records import Records
from .speakers import Speakers

SPEAKER_LOST = "nobody is named who says it any more"


def notes(
    both: Both, found: Differences, counts: Counts, speakers: Speakers
) -> Callable[[SentenceChange], Iterator[Note]]:
    """Return what tells of one change what asks for a look, in a few words each."""
    words = counts.vocabulary
    ranked = [name for name, row in STATUSES.items() if row.ranked]

    def note(change: SentenceChange) -> Iterator[Note]:
        old, new = change.old, change.new
        if change.region not in ("page", "card"):
            return
        if old is not None and new is not None:
            said = change.written.by_hand  # a list of titles neither hedges nor speaks
            hedged, hedges = (words.hedges.search(one.text) for one in (old, new))
            if said and hedged and not hedges and not speakers.gained(change):
                yield Note("a hedge is gone")
            if speakers.lost(change):
                yield Note(SPEAKER_LOST)
            if sorted(counts.numbers(old.text)) != sorted(counts.numbers(new.text)):
                yield Note("a number changed", alarm=False)
            yield from map(Note, data_still_say(both, change, counts))
            if [cite.id for cite in change.cites_old] != [cite.id for cite in change.cites_new]:
                yield Note("it cites other records", alarm=False)
        if change.how == "gone" and change.written.by_hand:
            unsure = [f"“{one.name}” ({one.word})" for one in change.cites_old if one.status in ranked[-2:]]
            if unsure:
                yield Note(f"gone, with its word on {', '.join(unsure)}; see that no side is left without its answer")
        if change.cites_old and change.cites_new and change.how in ("changed", "cited"):
            # By the base’s statuses: what a change itself makes surer is no surer record.
            before = [_status(both.base_records, cite) for cite in change.cites_new]
            if _worst(before, ranked) < _worst((cite.status for cite in change.cites_old), ranked):
                yield Note("it rests on other records, which are surer")
            for one in because(found, (cite.id for cite in change.cites_new)):
                how = {"rose": "surer", "fell": "less sure"}.get(one.way, "under another status")
                yield Note(f"{how} because {one.text}", alarm=False, to=one.to)

    return note


def _status(records: Records, cite: Cited) -> str:
    """Return the status that a record had, or of a new one the status that it has."""
    record = records.get("claims", cite.id)
    return str(record.fields.get("status")) if record is not None else cite.status


def _worst(statuses: Iterable[str], ranked: Sequence[str]) -> int:
    return max((ranked.index(one) for one in statuses if one in ranked), default=0)
