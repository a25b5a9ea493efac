"""Sentences before and after, page by page, and told once however many pages show them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from explainer.data.vocabularies import STATUS_WORDS

from .differing import Differences
from .meeting import Both, Meeting
from .records import NAMES, Record
from .site import Page
from .text import Cite, Sentence
from .words import Piece, paired, pieces, runs, swaps
from .writing import Written

_REGIONS = ("page", "card", "head", "frame")
_LONG = 30  # letters of a sentence that is not found by chance within another one
_FEW = 3  # sentences that change in the same words, from which on they are told together


@dataclass(frozen=True)
class Cited:
    """A record under a sentence, with the status that the page gives it."""

    id: str
    name: str
    status: str
    word: str


@dataclass(frozen=True)
class Note:
    """What asks for a look at a change, in a few words; an `alarm` asks for it loudly.

    It may lead `to` the entry on the page, by its id, that it follows from.
    """

    text: str
    alarm: bool = True
    to: str = ""


@dataclass(frozen=True)
class SentenceChange:
    """A sentence that became another one, came, or went; `notes` say what asks for a look."""

    old: Sentence | None
    new: Sentence | None
    shown: tuple[Piece, ...]
    cites_old: tuple[Cited, ...]
    cites_new: tuple[Cited, ...]
    meetings: tuple[Meeting, ...]
    written: Written
    pages: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    around: tuple[str, str] = ("", "")  # of a sentence that is gone: those before and behind it, as they were

    @property
    def alarms(self) -> tuple[str, ...]:
        """The notes that ask for a look loudly."""
        return tuple(note.text for note in self.notes if note.alarm)

    @property
    def how(self) -> str:
        """What became of it: changed, added, gone, or the same words with other citations."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "gone"
        return "changed" if self.old.text != self.new.text else "cited"

    @property
    def sentence(self) -> Sentence:
        """The sentence as it is, or as it was."""
        found = self.new or self.old
        assert found is not None
        return found

    @property
    def follows(self) -> bool:
        """Tell whether it follows from something else: a count, a list, a label that nobody wrote there."""
        return not self.written.by_hand and not self.alarms and self.how != "cited"

    @property
    def only_signs(self) -> bool:
        """Tell whether all its words stand as they stood."""
        return self.how == "changed" and all(not re.search(r"\w", one.text) for one in self.shown if one.how)

    @property
    def region(self) -> str:
        """In which part of a page it stands."""
        return self.sentence.region


@dataclass(frozen=True)
class Swap:
    """The same words in the place of the same others, in several sentences that are otherwise as they were."""

    old: str
    new: str
    changes: tuple[SentenceChange, ...]

    @cached_property
    def pages(self) -> tuple[Meeting, ...]:
        """The pages on which a reader meets it."""
        found = {meeting.title: meeting for change in self.changes for meeting in change.meetings}
        return tuple(found.values())


@dataclass(frozen=True)
class Move:
    """Sentences that stand on another page, or elsewhere on theirs, in the same words."""

    source: Meeting
    target: Meeting
    sentences: tuple[str, ...]

    @property
    def within(self) -> bool:
        """Tell whether they only changed their order on one page."""
        return self.source.title == self.target.title


@dataclass(frozen=True)
class Entry:
    """A record that came or went, with all that its own entry on its page says."""

    how: str
    record: Record
    place: str
    changes: tuple[SentenceChange, ...]

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The pages that have the entry, or a card of it."""
        found = {meeting.title: meeting for change in self.changes for meeting in change.meetings}
        return tuple(found.values())


@dataclass(frozen=True)
class Prose:
    """All that changed in words."""

    changes: tuple[SentenceChange, ...] = ()
    entries: tuple[Entry, ...] = ()
    swaps: tuple[Swap, ...] = ()
    moves: tuple[Move, ...] = ()
    whole: tuple[tuple[Meeting, str, int], ...] = ()  # pages that came or went, and how many sentences they have

    @property
    def all(self) -> tuple[SentenceChange, ...]:
        """Every change, those that are told together among them."""
        swapped = (change for swap in self.swaps for change in swap.changes)
        entered = (change for entry in self.entries for change in entry.changes)
        return (*self.changes, *swapped, *entered)


@dataclass
class _Found:
    """One pair of texts, and where it was found."""

    old: Sentence | None
    new: Sentence | None
    places: list[tuple[str, str, str]] = field(default_factory=list)  # address, anchor in the base, in the new site


_Tell = Callable[[SentenceChange], Iterable[Note]]


def prose(both: Both, records: Differences, note: _Tell) -> Prose:
    """Compare the sentences of two sites whose records differ as told; `note` says what asks for a look at a change."""
    found = _gathered(both, {old: new for pairs in records.renamed.values() for old, new in pairs.items()})
    _retitle(found, {str(one.old): str(one.new) for one in records.fields if one.name in NAMES})
    moves = tuple(_moves(both, found))
    moved = {text for move in moves for text in move.sentences}
    told = [
        _change(both, one)
        for (old, new), one in found.items()
        if not (moved and ((not old and new in moved) or (not new and old in moved)))
        and not (not new and _stands(both, one))
    ]
    told = [replace(change, notes=tuple(note(change))) for change in told]
    entries = tuple(_entries(told, records))
    alone = {id(change) for entry in entries for change in entry.changes}
    grouped = _together([change for change in told if id(change) not in alone])
    alone |= {id(change) for swap in grouped for change in swap.changes}
    rest = sorted((change for change in told if id(change) not in alone), key=_weight)
    whole = tuple(
        (both.meeting(page.address), "added" if before is None else "gone", len(page.sentences))
        for before, after in both.pairs
        for page in (after or before,)
        if page is not None and (before is None or after is None)
    )
    return Prose(tuple(rest), entries, grouped, moves, whole)


def _weight(change: SentenceChange) -> tuple[int, int, int, int, int]:
    """Order by part of the page, then by what asks for a look, then prose before its labels."""
    hows = {"changed": 0, "cited": 1, "gone": 2, "added": 3}
    labels = ("p", "li", "h1", "h2", "h3", "alt", "dd")
    kind = change.sentence.kind
    position = labels.index(kind) if kind in labels else len(labels)
    return _REGIONS.index(change.region), -len(change.alarms), int(not _on_a_page(change)), hows[change.how], position


def _on_a_page(change: SentenceChange) -> bool:
    """Tell whether a sentence is prose of a page, and not a record's."""
    return change.written.place.startswith("docs/") and change.sentence.kind in ("p", "li")


def _gathered(both: Both, names: Mapping[str, str]) -> dict[tuple[str, str], _Found]:
    """Pair the sentences of all pages, and gather equal pairs."""
    found: dict[tuple[str, str], _Found] = {}
    for before, after in both.pairs:
        if before is not None and after is not None and before.content == after.content:
            continue
        page = after or before
        address = page.address if page is not None else ""
        for old, new in _pairs(before, after, names):
            if old is not None and new is not None and _under(old.text, names) == new.text != old.text:
                continue  # an address in the text, whose record has another id
            key = (old.text if old else "", new.text if new else "")
            one = found.setdefault(key, _Found(old, new))
            place = (address, old.anchor if old else "", new.anchor if new else "")
            if _is_nearer(new, one.new) or (new is None and _is_nearer(old, one.old)):
                one.old, one.new = old, new
                one.places.insert(0, place)
            else:
                one.places.append(place)
    return found


def _retitle(found: dict[tuple[str, str], _Found], names: Mapping[str, str]) -> None:
    """Pair what a record was called with what it is called now, however little the two are alike."""
    for old, new in names.items():
        if (old, "") in found and ("", new) in found:
            gone, came = found.pop((old, "")), found.pop(("", new))
            found.setdefault((old, new), _Found(gone.old, came.new)).places += [*came.places, *gone.places]


def _stands(both: Both, gone: _Found) -> bool:
    """Tell whether the words of a sentence that is gone stand on within another one, on each of its pages."""
    assert gone.old is not None
    words = gone.old.text.rstrip(".!?").casefold()
    pages = [both.new.pages.get(address) for address, _, _ in gone.places]
    return len(words) > _LONG and all(
        page is not None and any(words in sentence.text.casefold() for sentence in page.sentences) for page in pages
    )


def _is_nearer(one: Sentence | None, other: Sentence | None) -> bool:
    """Tell whether a sentence stands in a part of the page that counts more."""
    if one is None or other is None:
        return False
    return _REGIONS.index(one.region) < _REGIONS.index(other.region)


def _under(text: str, names: Mapping[str, str]) -> str:
    """Return a text with the ids of renamed records under their new names."""
    for old, new in names.items():
        text = re.sub(rf"(?<![\w-]){re.escape(old)}(?![\w-])", new, text)
    return text


def _pairs(
    before: Page | None, after: Page | None, names: Mapping[str, str]
) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    old, new = (page.sentences if page is not None else [] for page in (before, after))
    if before is None or after is None:  # of a page that came or went the frame is that of all others
        yield from ((one, None) for one in old if one.region != "frame")
        yield from ((None, one) for one in new if one.region != "frame")
        return
    old, new = _without_lone_cards(old, new), _without_lone_cards(new, old)
    texts = [one.text for one in old], [one.text for one in new]
    for i1, i2, j1, j2, equal in runs(*texts):
        if equal:
            both = zip(old[i1:i2], new[j1:j2], strict=True)
            yield from (
                (a, b) for a, b in both if a.region == b.region == "page" and _ids(a.cites, names) != _ids(b.cites, {})
            )
            continue
        for left, right in paired(texts[0][i1:i2], texts[1][j1:j2]):
            yield (old[i1 + left] if left is not None else None, new[j1 + right] if right is not None else None)


def _without_lone_cards(sentences: list[Sentence], others: list[Sentence]) -> list[Sentence]:
    """Return the sentences without cards that the other page has not: of those the citation tells, or the mark."""
    cards = {one.anchor for one in others if one.region == "card"}
    return [one for one in sentences if one.region != "card" or one.anchor in cards]


def _ids(cites: Iterable[Cite], names: Mapping[str, str]) -> list[str]:
    return [names.get(cite.id, cite.id) for cite in cites]


def _moves(both: Both, found: dict[tuple[str, str], _Found]) -> Iterator[Move]:
    """Yield the sentences that are gone in one place and came in another, by both places."""
    gone = {old: one for (old, new), one in found.items() if not new}
    came = {new: one for (old, new), one in found.items() if not old}
    routes: dict[tuple[str, str], list[str]] = {}
    for text, one in came.items():
        if text in gone:
            routes.setdefault((gone[text].places[0][0], one.places[0][0]), []).append(text)
    for (source, target), texts in routes.items():
        anchors = gone[texts[0]].places[0][1], came[texts[0]].places[0][2]
        yield Move(both.meeting(source, anchors[0]), both.meeting(target, anchors[1]), tuple(texts))


def _change(both: Both, one: _Found) -> SentenceChange:
    old, new = one.old, one.new
    shown = pieces(old.text, new.text) if old and new else ()
    meetings: dict[str, Meeting] = {}
    for address, before, after in one.places:
        meetings.setdefault(address, both.meeting(address, after, before))
    return SentenceChange(
        old,
        new,
        shown,
        tuple(_cited(both, old, base=True)),
        tuple(_cited(both, new)),
        tuple(meetings.values()),
        _written(both, one),
        tuple(meetings),
        around=_around(both, one) if new is None else ("", ""),
    )


def _around(both: Both, one: _Found) -> tuple[str, str]:
    """Return the sentences of the base between which a sentence of a page stood."""
    address = one.places[0][0]
    page = both.before(address) if address in both.new.pages else both.base.pages.get(address)
    if page is None or one.old is None or one.old.region != "page" or one.old not in page.sentences:
        return "", ""
    at = page.sentences.index(one.old)
    sides = (page.sentences[at - 1 : at], page.sentences[at + 1 : at + 2])
    before, behind = (side[0].text if side and side[0].region == "page" else "" for side in sides)
    return before, behind


def _cited(both: Both, sentence: Sentence | None, *, base: bool = False) -> Iterator[Cited]:
    records = both.base_records if base else both.new_records
    for cite in sentence.cites if sentence else ():
        record = records.cited(cite.id)
        word = STATUS_WORDS.get(cite.status, cite.status)
        yield Cited(cite.id, record.name if record else cite.id, cite.status, word)


def _written(both: Both, one: _Found) -> Written:
    """Return where a sentence as it is, or as it was, was written.

    Where what was written there is the same on both sides, the sentence follows from something else.
    """
    before = [(address, anchor) for address, anchor, _ in one.places]
    now = [(address, anchor) for address, _, anchor in one.places]
    old, new = one.old or one.new, one.new or one.old
    assert old is not None
    assert new is not None
    sides = (both.base_writings, old, before), (both.new_writings, new, now)
    (writings, sentence, places), (others, other, elsewhere) = sides if one.new is None else reversed(sides)
    written = writings.find(sentence, places)
    if written.source and others.find(other, elsewhere).source == written.source:
        return replace(written, by_hand=False)
    return written


def _entries(told: list[SentenceChange], records: Differences) -> Iterator[Entry]:
    """Yield the records that came or went, each with the sentences of its own entry, or of its cards."""
    for how, whole in (("gone", records.gone), ("added", records.added)):
        for record, place in whole:
            changes = tuple(change for change in told if change.how == how and _is_of(change, record))
            if changes:
                yield Entry(how, record, place, changes)


def _is_of(change: SentenceChange, record: Record) -> bool:
    """Tell whether a sentence belongs to the own entry of a record, to a card of it, or to a chart or its page."""
    home, _, anchor = record.home.partition("#")
    if record.kind == "charts":
        return change.sentence.chart == record.id or home in change.pages
    if change.region == "card":
        return bool(anchor) and change.sentence.anchor in (anchor, f"person_{anchor}")
    return bool(anchor) and change.region == "page" and change.sentence.anchor == anchor and home in change.pages


def _together(told: list[SentenceChange]) -> tuple[Swap, ...]:
    """Gather the changes that put the same words in the place of the same others; numbers may be any numbers."""
    by_words: dict[tuple[str, str], list[SentenceChange]] = {}
    for change in told:
        found = swaps(change.shown) if change.how == "changed" else set()
        if len(found) == 1 and (words := next(iter(found))) and re.search(r"[^\W\d]", "".join(words)):
            by_words.setdefault(words, []).append(change)
    many = {words: changes for words, changes in by_words.items() if len(changes) >= _FEW}
    return tuple(
        Swap(*words, tuple(changes)) for words, changes in sorted(many.items(), key=lambda item: -len(item[1]))
    )


def count_hows(changes: Iterable[SentenceChange]) -> Counter[str]:
    """Count what became of sentences."""
    return Counter(change.how for change in changes)
