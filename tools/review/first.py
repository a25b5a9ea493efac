"""What a reviewer should look at first, in a sentence each: alarms, then what weighs most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .notes import SPEAKER_LOST
from .reviewing import Review
from .saying import count, listed, short

_SWAPS = 3
_NAMED = 3
_MANY = 3  # points of a series that came, from which on they are told together
_CHARTS = (
    ("added", "chart is new", "charts are new"),
    ("gone", "chart is gone", "charts are gone"),
    ("changed", "chart looks otherwise", "charts look otherwise"),
)


@dataclass(frozen=True)
class First:
    """What to look at: a sentence, the section that tells more, and whether it is an alarm."""

    text: str
    section: str
    alarm: bool = False


def looks(review: Review) -> tuple[First, ...]:
    """Return what to look at first, alarms before the rest."""
    found = [
        *_certainty(review),
        *_numbers(review),
        *_sentences(review),
        *_exceptions(review),
        *_rest(review),
        *_reworded(review),
    ]
    return tuple(sorted(found, key=lambda one: not one.alarm))


def _certainty(review: Review) -> Iterator[First]:
    for turn in review.turns:
        text = f"“{short(turn.record.name)}”: the {turn.what} is now “{turn.new}”, and was “{turn.old}”."
        if turn.alarm:
            yield First(f"{text} {turn.alarm}", "certainty", alarm=True)
        elif turn.way:
            yield First(text, "certainty")
        if turn.unfit:
            texts = count(len(turn.unfit), "text")
            how = "still hedged or somebody’s word" if turn.way == "rose" else "without a hedge or a speaker"
            yield First(f"“{short(turn.record.name)}” is “{turn.new}” now, and in {texts} {how}.", "certainty")
    for silence in review.silences:
        told = [f"it no more names {', '.join(silence.who)}"] if silence.who else []
        if silence.changes:
            said = count(len(silence.changes), "sentence names", "sentences name")
            told.append(f"{said} nobody any more who says it, first “{short(silence.changes[0].sentence.text)}”")
        yield First(f"“{short(silence.name)}” lost its speaker: {'; '.join(told)}.", "certainty", alarm=True)
    if marked := [one.title for one in review.markup.marked]:
        text = f"Statuses are marked otherwise, and no record that changed tells why: {_some_of(marked)}."
        yield First(text, "certainty", alarm=True)
    for support in review.supports:
        if support.gone:
            text = f"“{short(support.record.name)}” rests no more on {listed(support.gone)}"
            yield First(text, "certainty", alarm=not support.added)


def _numbers(review: Review) -> Iterator[First]:
    points = Counter(number.record.id for number in review.numbers if number.how == "added" and number.source)
    for id_, many in points.items():
        if many >= _MANY:
            record = next(one.record for one in review.numbers if one.record.id == id_)
            yield First(f"{record.of or id_}: {count(many, 'new point')}, each with its source.", "numbers")
    for number in review.numbers:
        if number.how == "added" and points[number.record.id] >= _MANY:
            continue
        for witness in number.witnesses:
            told = f"{number.record.name}: {number.what} was {number.old} and is now {number.new}, while its source"
            text = f"{told} {witness.name} is noted to support “{witness.supports}”: ask for what the source says."
            yield First(text, "numbers", alarm=True)
        if number.stale:
            told = count(len(number.stale), "text still says", "texts still say")
            text = f"{number.record.name}: {number.what} is now {number.new}; at least {told} {number.old}."
            yield First(text, "numbers", alarm=True)
        elif number.how != "changed":
            source = f", by {number.source}" if number.source else ", which names no source" if number.new else ""
            text = f"{number.what.capitalize()}: {number.record.name}: {number.new or number.old}{source}."
            yield First(text, "numbers", alarm=not number.source and bool(number.new))
        elif number.old and number.new and not number.witnesses:
            text = f"{number.record.name}: {number.what} was {number.old} and is now {number.new}"
            surer = number.what.endswith("qualifier") and number.new == "exact"
            yield First(f"{text}; see whether a source of it says so.", "numbers", alarm=surer)


def _sentences(review: Review) -> Iterator[First]:
    for change in review.prose.all:
        if alarms := [alarm for alarm in change.alarms if alarm != SPEAKER_LOST]:
            text = f"“{short(change.sentence.text)}”: {', '.join(alarms)}."
            yield First(text, "sentences", alarm=True)
    for form in review.remaining:
        if form.quotes:
            stands = f"still stands in {count(len(form.quotes), 'sentence')}, first at {form.place or 'a list'}"
            now = f"the term is “{form.new}” now, and keeps it" if form.kept else f"elsewhere it is “{form.new}” now"
            yield First(f"“{form.old}” {stands}; {now}.", "sentences", alarm=not form.kept)
        else:
            yield First(f"“{form.old}” is now called “{form.new}” wherever it stood.", "sentences")
    told = " ".join(form.old for form in review.remaining)
    for swap in [one for one in review.prose.swaps if not one.old or one.old not in told][:_SWAPS]:
        words = (
            f"“{swap.old}” became “{swap.new}”" if swap.old and swap.new else f"“{swap.old or swap.new}” came or went"
        )
        sentences = count(len(swap.changes), "sentence")
        yield First(f"{words} in {sentences}, which are otherwise as they were.", "sentences")


def _reworded(review: Review) -> Iterator[First]:
    """Yield the first sentences of pages that were changed by hand and raise no alarm."""
    words = {
        "changed": "reworded",
        "signs": "only its punctuation is another",
        "added": "new",
        "gone": "gone",
        "cited": "rests on other records",
    }
    quiet = [one for one in review.prose.changes if not one.alarms and one.region == "page" and one.written.by_hand]
    for change in [one for one in quiet if one.how == "gone" or one.written.place.startswith("docs/")][:_NAMED]:
        yield First(
            f"“{short(change.sentence.text)}”: {words['signs' if change.only_signs else change.how]}.", "sentences"
        )


def _exceptions(review: Review) -> Iterator[First]:
    for one in review.exceptions:
        yield First(f"A check is told to let something pass in {one.place}: {one.text}.", "records", alarm=True)


def _rest(review: Review) -> Iterator[First]:
    for entry in [one for one in review.prose.entries if one.record.kind != "charts"]:
        told = "gone" if entry.how == "gone" else "new"
        yield First(f"The {entry.record.word} “{short(entry.record.name)}” is {told}.", "sentences")
    for page, how, _ in review.pages:
        yield First(f"The page “{page.title}” is {'new' if how == 'added' else 'gone'}.", "sentences")
    if review.markup.sheets and review.sides.changes_engine:
        paths = ", ".join(one.path.rsplit("/", 1)[-1] for one in review.markup.sheets)
        yield First(f"How pages look and act was not compared, and {paths} changed: look at some pages.", "markup")
    lost = [one.address for one in review.vanished if not one.renamed]
    if lost:
        told = count(len(lost), "address leads", "addresses lead")
        yield First(f"{told} nowhere any more: {_some_of(lost)}.", "addresses")
    for chart in review.charts:
        if chart.how == "titled":
            yield First(f"The chart “{short(chart.title)}” has another title.", "charts")
    for how, one_chart, several in _CHARTS:
        if names := [f"“{short(one.title)}”" for one in review.charts if one.how == how]:
            yield First(f"{count(len(names), one_chart, several)}: {_some_of(names)}.", "charts")


def _some_of(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
