"""A whole review: every kind of change, and what to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .addresses import Listed, Mark, Vanished, Weight, headings, listings, mark_changes, vanished, weights
from .borne import borne_turns
from .building import Sides
from .certainty import Support, Turn, in_order, supports, turns
from .charts import ChartChange, chart_changes
from .counting import Amount, amounts, headline
from .differing import CERTAINTY, RESTS_ON, Differences, differences
from .exceptions import Exempt, exceptions
from .hedging import with_unfit
from .markup import Markup, markup
from .meeting import Both, Meeting
from .notes import notes
from .numbers import Counts, NumberChange, is_number, number_changes, shown
from .prose import Prose, prose
from .records import Record
from .remaining import Remaining, remaining
from .site import Site
from .speakers import Silence, Speakers, silences
from .tables import TableChange, table_changes
from .words import Piece, pieces


@dataclass(frozen=True)
class Rename:
    """A record under another id; `same` in all else."""

    word: str
    old: str
    new: str
    place: str
    same: bool = True


@dataclass(frozen=True)
class Other:
    """A field of a record that no sentence, number or status shows, before and after."""

    record: Record
    name: str
    shown: tuple[Piece, ...]
    place: str


@dataclass(frozen=True)
class Review:
    """All that a change does for readers."""

    sides: Sides
    turns: list[Turn]
    silences: list[Silence]
    supports: list[Support]
    prose: Prose
    numbers: list[NumberChange]
    charts: list[ChartChange]
    without_pictures: bool
    tables: list[TableChange]
    marks: list[Mark]
    vanished: list[Vanished]
    listings: list[Listed]
    weights: list[Weight]
    total: Weight
    markup: Markup
    renames: list[Rename]
    others: list[Other]
    records: tuple[tuple[str, Record, str], ...]  # added or gone, the record, its place
    exceptions: list[Exempt]
    remaining: list[Remaining]

    @cached_property
    def amounts(self) -> Mapping[str, tuple[Amount, ...]]:
        """What there is in each section, by its id and in the order of the page."""
        return amounts(self)

    @cached_property
    def pages(self) -> tuple[tuple[Meeting, str, int], ...]:
        """The pages that came or went, but for those of charts that did: title, how, and how many sentences."""
        charts = {meeting.title for one in self.charts if one.how in ("added", "gone") for meeting in one.meetings}
        return tuple(page for page in self.prose.whole if page[0].title not in charts)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How much there is in each section."""
        return {section: sum(one.number for one in found) for section, found in self.amounts.items()}

    @cached_property
    def headline(self) -> str:
        """What the change does, in a sentence or two."""
        return headline(self)


def review(sides: Sides) -> Review:
    """Compare two built sites."""
    both = Both(Site(sides.base), Site(sides.new))
    found = differences(both.base_records, both.new_records)
    counts = Counts(sides.new.root)
    speakers = Speakers(both, counts)
    words = prose(both, found, notes(both, found, counts, speakers))
    silent = silences(both, found, words.all, speakers)
    tables = table_changes(both, {(swap.old, swap.new) for swap in words.swaps})
    marks, headed = mark_changes(both, found.renamed), headings(words.all)
    pages, total = weights(both)
    rose = in_order([*(with_unfit(both, one, counts) for one in turns(both, found)), *borne_turns(both, found)])
    borne = supports(both, found)
    counted, drawn = number_changes(both, found, counts), chart_changes(both)
    met: list[Meeting] = []
    for told in (rose, silent, borne, counted, drawn, tables, words.all):
        met += [meeting for one in told for meeting in one.meetings]
    met += [meeting for move in words.moves for meeting in (move.source, move.target)]
    met += [meeting for mark in marks for meeting, _ in (*mark.came, *mark.went)]
    return Review(
        sides,
        rose,
        silent,
        borne,
        words,
        counted,
        drawn,
        any(not chart.pictures and chart.how != "titled" for chart in drawn),
        tables,
        marks,
        vanished(both, found.renamed, headed),
        listings(both, found.renamed, headed),
        pages,
        total,
        markup(both, {meeting.new for meeting in met}),
        list(_renames(both, found)),
        list(_others(found, words)),
        tuple(_came_and_went(found, words)),
        exceptions(sides),
        remaining(both, found, words.swaps),
    )


def _renames(both: Both, found: Differences) -> Iterator[Rename]:
    for new, old in both.partners.items():
        yield Rename("page", old, new, "")
    for kind, pairs in found.renamed.items():
        for old, new in pairs.items():
            record = both.new_records.get(kind, new)
            if record is not None:
                same = not any((one.record.kind, one.record.id) == (kind, new) for one in found.fields)
                yield Rename(record.word, old, new, both.new_records.place(record), same)


def _others(found: Differences, words: Prose) -> Iterator[Other]:
    """Yield the fields that changed and are told nowhere else."""
    texts = [one.text.strip(" .") for change in words.all for one in (change.old, change.new) if one is not None]
    for change in found.fields:
        if change.name in (*CERTAINTY, *RESTS_ON) or is_number(change):
            continue
        old, new = shown(change.old), shown(change.new)
        if not any(text in old or text in new for text in texts if len(text) > 3):
            yield Other(change.record, change.name, pieces(old, new), change.place)


def _came_and_went(found: Differences, words: Prose) -> Iterator[tuple[str, Record, str]]:
    """Yield the records that came or went and have no entry of their own on a page."""
    told = {(entry.record.kind, entry.record.id) for entry in words.entries}
    for how, records in (("gone", found.gone), ("added", found.added)):
        for record, place in records:
            if record.kind != "series" and (record.kind, record.id) not in told:
                yield how, record, place
