"""Words that hedge where a status rose to a fact, and words that do not where one is no fact any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from explainer.data.vocabularies import STATUSES

from .certainty import Quote, Turn
from .meeting import Both, Meeting
from .numbers import Counts
from .parts import parts
from .records import Record
from .site import Page
from .text import HEADINGS

_FACTS = frozenset(row.word for row in STATUSES.values() if row.fact)
_WEIGHTY = re.compile(r"[^\W\d_]{5,}|\d+")
_SHARED = 0.5  # of the words of weight in a text, for it to tell of a claim that it does not cite
_END = re.compile(r"(?<=[.!?])\s+")
_ABLE = re.compile(r"\b(?:can|cannot|could|to)\s+$")  # “what it can say is …” gives nobody’s word
_Text: TypeAlias = tuple[str, str, tuple[Meeting, ...]]  # what is said, where besides, and on which pages
_OF_CHARTS = ("title", "measure", "alt", "note")


def with_unfit(both: Both, turn: Turn, counts: Counts) -> Turn:
    """Return the change of a status with the texts whose words do not fit it: still hedged, or without a hedge now."""
    record = turn.record
    is_fact, was_fact = turn.new in _FACTS, turn.old in _FACTS
    if record.kind != "claims" or turn.what != "status" or is_fact == was_fact:
        return turn
    words, claims = counts.vocabulary, counts.claims([record.id])
    # Of somebody’s words that were plainly said “said” goes on to be right.
    is_speech = words.speaks(str(record.fields.get("statement")))

    def fits(text: str) -> bool:
        hedged = bool(words.hedges.search(text))
        if not is_fact:
            return hedged or words.speaks(text, claims)
        said = (match for match, sure in words.speech(text, claims) if sure)
        return not hedged and (is_speech or all(_ABLE.search(text, 0, match.start()) for match in said))

    # Where one fell, `make check` has held sentences to it, and titles of claims stand beside their status.
    cited = (*_own(record), *_resting(both, record)) if is_fact else ()
    texts = (*cited, *_unmarked(both, record))
    told = {text: Quote(f"{text}{where}", met) for text, where, met in texts if not fits(text)}
    return replace(turn, unfit=tuple(told.values()))


def _own(record: Record) -> Iterator[_Text]:
    """Yield what the record itself says."""
    for name in ("title", "statement"):
        yield str(record.fields.get(name, "")), f" ({name} of the claim)", ()


def _resting(both: Both, record: Record) -> Iterator[_Text]:
    """Yield the sentences that rest on nothing but facts, this claim among them: a hedge may be of another one."""
    found: dict[str, list[tuple[Page, str]]] = {}
    for page, sentence in both.new.cited.get(record.id, ()):
        under = [both.new_records.get("claims", id_) for id_ in sentence.rests]
        if sentence.region == "page" and all(
            one is not None and STATUSES[str(one.fields["status"])].fact for one in under
        ):
            found.setdefault(sentence.text, []).append((page, sentence.anchor))
    yield from ((text, "", both.meetings(pages)) for text, pages in found.items())


def _unmarked(both: Both, record: Record) -> Iterator[_Text]:
    """Yield what no citation marks: headings of pages that cite the claim, words of charts that draw it."""
    for page in dict.fromkeys(page for page, one in both.new.cited.get(record.id, ()) if one.region == "page"):
        for sentence in page.sentences:
            is_head = sentence.region == "head" or (sentence.region == "page" and sentence.kind in HEADINGS)
            if is_head and not sentence.chart and _tells(sentence.text, record):
                yield sentence.text, "", both.meetings([(page, sentence.anchor)])
    events = {id_: one for id_, one in both.new_records.kinds.get("events", {}).items() if _is_of(one, record)}
    for event in events.values():
        if event.fields.get("label"):
            yield str(event.fields["label"]), " (label of its event)", both.meetings(both.new_records.pages(event))
    for chart in both.new_records.kinds["charts"].values():
        drawn = [
            part
            for part in parts(both.new_records.node("charts", chart.id))
            if record.id in part.under or events.keys() & set(part.events)
        ]
        told = [text for part in drawn for text in part.texts]
        for name in _OF_CHARTS if drawn else ():
            told += [text for text in _END.split(str(chart.fields.get(name) or "")) if _tells(text, record)]
        for text in told:
            yield text, f" (in the chart “{chart.name}”)", both.meetings(both.new_records.pages(chart))


def _is_of(event: Record, claim: Record) -> bool:
    return event.fields.get("claim") == claim.id


def _tells(text: str, claim: Record) -> bool:
    """Tell whether most words of weight in a text, and two at least, are those of a claim."""
    said, known = _weighty(text), _weighty(f"{claim.fields.get('title')} {claim.fields.get('statement')}")
    return len(said & known) >= max(2, _SHARED * len(said))


def _weighty(text: str) -> set[str]:
    return set(_WEIGHTY.findall(text.casefold()))
