"""Numbers and dates in the data before and after, and who still says the old ones."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from explainer.checks.quantities import Quantity, Reader
from explainer.checks.vocabulary import Vocabulary
from explainer.data.dates import PATTERN, When
from explainer.data.records import Claim
from explainer.prose.moments import Moment, fits, moments
from explainer.publication.publication import read_publication

from .certainty import Quote
from .differing import CERTAINTY, RESTS_ON, Differences, FieldChange
from .meeting import Both, Meeting
from .parts import parts
from .prose import SentenceChange
from .records import Record, Records
from .site import Page
from .text import HEADINGS, Sentence

_DATE = re.compile(PATTERN)
_WORD = re.compile(r"[^\W\d_]{4,}")
_WORDS = {"value_max": "upper value", "lat": "latitude", "lon": "longitude", "as_of": "as of"}


@dataclass(frozen=True)
class Witness:
    """A source under a record, and what it is noted to support: still the old number."""

    name: str
    supports: str


@dataclass(frozen=True)
class NumberChange:
    """A number or date of a record before and after, and the sentences that still say the old one.

    What is noted of a source is no text to be brought into line with it, and stands apart, as `witnesses`.
    """

    record: Record
    what: str
    old: str
    new: str
    place: str
    meetings: tuple[Meeting, ...]
    stale: tuple[Quote, ...]
    how: str = "changed"
    source: str = ""  # of a point: who says so
    witnesses: tuple[Witness, ...] = ()


class Counts:
    """Reads the numbers and dates of texts, by the units and words of the edition."""

    def __init__(self, root: Path) -> None:
        dossier = read_publication(root).dossier
        self.vocabulary = Vocabulary(dossier)
        self._claims = dossier.claims
        self._reader = Reader(self.vocabulary)

    def claims(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims of some ids."""
        return [self._claims[id_] for id_ in ids if id_ in self._claims]

    def quantities(self, text: str) -> list[Quantity]:
        """Return the numbers that a text counts with, with what they count."""
        return self._reader.read(text)

    def figure(self, value: float, unit: str, what: str) -> Quantity:
        """Return a number of a record, with what it counts."""
        return replace(self._reader.counted(value, unit or "times"), thing=what)

    def numbers(self, text: str) -> list[float]:
        """Return the numbers that a text counts with."""
        return [quantity.value for quantity in self._reader.read(text)]

    def says(self, text: str, value: Any) -> bool:
        """Tell whether a text has a number, or a date or one end of a span; of a value in words, all its numbers."""
        if isinstance(value, (int, float)):
            return any(math.isclose(value, number, rel_tol=1e-9) for number in self.numbers(text))
        if not _DATE.fullmatch(str(value)):
            told = self.numbers(str(value))
            return bool(told) and all(self.says(text, number) for number in told)
        known = [_moment(end) for end in str(value).split("/")]
        found = [moment for moment in moments(text) if moment.day or len(str(value)) < 10]
        return any(fits(moment, one) for moment in found for one in known)


def _moment(text: str) -> Moment:
    year, month, day = [*map(int, text.split("-")), None, None][:3]
    return Moment(year, month, day)


def number_changes(both: Both, found: Differences, counts: Counts) -> list[NumberChange]:
    """Return what changed in numbers and dates, first what a sentence still says otherwise."""
    told = [
        NumberChange(
            change.record,
            what,
            shown(old),
            shown(new),
            change.place,
            both.meetings(both.new_records.pages(change.record)),
            tuple(quote for quote in _stale(both, change.record, old, new, counts) if not _is_noted(quote, known)),
            source=_source(both.new_records, change.record) if change.record.kind == "series" else "",
            witnesses=known,
        )
        for change in found.fields
        for what, old, new in _parts(change)
        if not _is_of_event(change, found)
        for known in [tuple(_witnesses(both, change.record, old, new, counts))]
    ]
    for records, sign in ((found.added, 1), (found.gone, -1)):
        for record, place in records:
            if record.kind == "series":
                value = _point(record)
                texts = ("", value) if sign > 0 else (value, "")
                side = both.new_records if sign > 0 else both.base_records
                what, how = ("new point", "added") if sign > 0 else ("point gone", "gone")
                met, source = both.meetings(side.pages(record)), _source(side, record)
                told.append(NumberChange(record, what, *texts, place, met, (), how, source))
    return sorted(told, key=lambda one: not one.stale)


def _witnesses(both: Both, record: Record, old: Any, new: Any, counts: Counts) -> Iterator[Witness]:
    """Yield the sources under a record that are noted to support the old number, and not the new one."""
    if new is None:
        return
    for id_ in sorted(subjects(both.new_records, record)):
        claim = both.new_records.get("claims", id_)
        for support in (claim.fields.get("sources") or ()) if claim is not None else ():
            text, source = str(support.get("supports", "")), both.new_records.get("sources", str(support.get("source")))
            if source is not None and counts.says(text, old) and not counts.says(text, new):
                yield Witness(f"{source.fields.get('publisher', '')}, “{source.name}”", text)


def _is_noted(quote: Quote, witnesses: Iterable[Witness]) -> bool:
    return any(one.supports in quote.text for one in witnesses)


def _source(records: Records, point: Record) -> str:
    source = records.get("sources", str(point.fields.get("source")))
    return f"{source.fields.get('publisher', '')}, {source.name}" if source is not None else ""


def _is_of_event(change: FieldChange, found: Differences) -> bool:
    """Tell whether a claim's date is that of its event, of which it is told."""
    events = (one for one in found.fields if one.record.kind == "events" and one.name == "date")
    return change.record.kind == "claims" and any(
        one.record.fields.get("claim") == change.record.id and one.new == change.new for one in events
    )


def _point(record: Record) -> str:
    words = (record.fields.get("qualifier", ""), shown(record.fields.get("value", "no value")))
    return " ".join(word for word in words if word and word != "exact")


def shown(value: Any) -> str:
    """Write a value as the review shows it."""
    if value is None:
        return ""
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool)):
        return f"{value:,.10g}"
    if isinstance(value, dict):
        return ", ".join(f"{name} {shown(item)}" for name, item in value.items())
    if isinstance(value, list):
        return "; ".join(map(shown, value))
    if isinstance(value, str) and _DATE.fullmatch(value):
        return When.parse(value).words
    return str(value)


def is_number(change: FieldChange) -> bool:
    """Tell whether a change of a field is one of numbers or dates."""
    return change.name not in (*CERTAINTY, *RESTS_ON) and any(True for _ in _parts(change))


def _parts(change: FieldChange) -> Iterator[tuple[str, Any, Any]]:
    """Yield what changed in a field that holds numbers or dates: its words, old, new."""
    name, old, new = change.name, change.old, change.new
    if name in CERTAINTY or name in RESTS_ON:
        return
    if name == "numbers":
        yield from _figures(old or [], new or [])
    elif _counts(old) or _counts(new) or name == "qualifier" or (name == "alt" and change.record.kind == "series"):
        yield _WORDS.get(name, name), old, new


def _counts(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, (int, float)) or (isinstance(value, str) and bool(_DATE.fullmatch(value)))


def _figures(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[tuple[str, Any, Any]]:
    before, after = ({str(one.get("what", "")): one for one in figures} for figures in (old, new))
    for what in dict.fromkeys((*before, *after)):
        left, right = before.get(what), after.get(what)
        if left is None or right is None:
            yield what, left, right
            continue
        for name in dict.fromkeys((*left, *right)):
            if left.get(name) != right.get(name):
                yield (
                    (what if name == "value" else f"{what}, {_WORDS.get(name, name)}"),
                    left.get(name),
                    right.get(name),
                )


def subjects(records: Records, record: Record) -> set[str]:
    """Return the ids of the claims that a record's numbers are about."""
    if record.kind in ("claims", "article"):
        return {record.id}
    if record.kind == "events":
        return {str(record.fields.get("claim", ""))}
    if record.kind in ("series", "measures"):
        measure = records.get("measures", record.id)
        under = {id_ for id_, claim in records.kinds["claims"].items() if _rests_on(claim, record.fields.get("source"))}
        return under | set(measure.fields.get("claims") or () if measure else ())
    return set(map(str, record.fields.get("claims") or ()))


def _rests_on(claim: Record, source: Any) -> bool:
    return any(support.get("source") == source for support in claim.fields.get("sources") or ())


def _stale(both: Both, record: Record, old: Any, new: Any, counts: Counts) -> Iterator[Quote]:
    """Yield the sentences about a record that say the old number or date and not the new one."""
    if not _counts(old) or not _counts(new) or _stands_again(both, record, old):
        return
    found: dict[str, list[Any]] = {}
    headlines = {str(source.fields.get("title")) for source in both.new_records.kinds.get("sources", {}).values()}
    for page, sentence in _about(both, record):
        if isinstance(old, str) and any(title in sentence.text for title in headlines):
            continue  # the day on which a source appeared
        if counts.says(sentence.text, old) and not counts.says(sentence.text, new):
            found.setdefault(sentence.text, []).append((page, sentence.anchor))
    for text, pages in found.items():
        yield Quote(text, both.meetings(pages))
    yield from _on_charts(both, record, old, new, counts)


def _stands_again(both: Both, record: Record, old: Any) -> bool:
    """Tell whether another point of the same series has the old number: a sentence may mean that one."""
    if record.kind != "series":
        return False
    points = both.new_records.kinds.get("series", {}).values()
    return any(one.id == record.id and old in (one.fields.get("value"), one.fields.get("date")) for one in points)


def _about(both: Both, record: Record) -> Iterator[tuple[Any, Sentence]]:
    """Yield what on pages is about a record: what rests on it, tells it, or describes a chart that draws it.

    Headings, titles and descriptions are those of the pages on which a reader meets it.
    """
    ids = subjects(both.new_records, record)
    charts = set(both.new_records.charts_of.get(record.id, ())) if record.kind in ("series", "measures") else set()
    homes = {("claims/", id_) for id_ in ids} | {tuple(record.home.split("#"))[:2] if record.home else ("", "")}
    met = {page.address for page, sentence in _resting(both, ids)}
    for page in both.new.pages.values():
        for sentence in page.sentences:
            is_head = page.address in met and (sentence.kind in HEADINGS or sentence.region == "head")
            about = ids.intersection(sentence.rests) or sentence.chart in charts
            if is_head or (sentence.region == "page" and (about or (page.address, sentence.anchor) in homes)):
                yield page, sentence


def _resting(both: Both, ids: Iterable[str]) -> Iterator[tuple[Page, Sentence]]:
    """Yield the sentences of pages of prose that rest on some records."""
    for id_ in ids:
        yield from (one for one in both.new.cited.get(id_, ()) if one[1].region == "page")


def _on_charts(both: Both, record: Record, old: Any, new: Any, counts: Counts) -> Iterator[Quote]:
    """Yield the labels that editors wrote in charts beside a claim, and still say the old number or date."""
    ids = subjects(both.new_records, record) if record.kind not in ("series", "measures") else set()
    for chart in both.new_records.kinds["charts"].values():
        for part in parts(both.new_records.node("charts", chart.id)):
            events = (both.new_records.get("events", one) for one in part.events)
            under = {*part.under, *(str(event.fields.get("claim")) for event in events if event)}
            for text in part.texts if ids & under else ():
                if counts.says(text, old) and not counts.says(text, new):
                    yield Quote(f"{text} (in the chart “{chart.name}”)", both.meetings(both.new_records.pages(chart)))


def data_still_say(both: Both, change: SentenceChange, counts: Counts) -> Iterator[str]:
    """Yield the numbers that a sentence says no more and its records still do, which do not have its new ones."""
    if change.how != "changed" or change.old is None or change.new is None or change.region not in ("page", "card"):
        return
    before, after = counts.quantities(change.old.text), counts.quantities(change.new.text)
    gone = [one for one in before if one.value not in [other.value for other in after]]
    came = [one.value for one in after if one.value not in [other.value for other in before]]
    ids = set(change.new.rests) or {change.new.anchor}
    if not gone or not came:
        return
    known = list(_known(both.new_records, ids, change.new.text, counts))
    for one in gone:
        if any(counts_the_same(one, other) for other in known) and not any(other.value in came for other in known):
            yield f"its record still says {shown(one.value)}"


def counts_the_same(one: Quantity, other: Quantity) -> bool:
    """Tell whether two equal numbers count the same: in one unit, or else things that share a word."""
    if not math.isclose(one.value, other.value, rel_tol=1e-9):
        return False
    if one.unit or other.unit:
        return one.unit == other.unit or not (one.unit and other.unit)
    things = [set(_WORD.findall(thing.casefold())) for thing in (one.thing, other.thing)]
    return not all(things) or bool(things[0] & things[1])


def _known(records: Records, ids: Iterable[str], said: str, counts: Counts) -> Iterator[Quantity]:
    """Yield the numbers that claims have, but for what is `said` itself, and the points of the series about them."""
    for id_ in ids:
        record = records.get("claims", id_)
        for figure in (record.fields.get("numbers") or ()) if record else ():
            unit, what = str(figure.get("unit", "")), str(figure.get("what", ""))
            yield from (
                counts.figure(float(figure[name]), unit, what) for name in ("value", "value_max") if name in figure
            )
        for text in (str(record.fields.get(name, "")) for name in ("title", "statement")) if record else ():
            if said not in text:
                yield from counts.quantities(text)
    about = {
        one.id: str(one.fields.get("unit", ""))
        for one in records.kinds.get("measures", {}).values()
        if set(ids) & set(one.fields.get("claims") or ())
    }
    for point in records.kinds.get("series", {}).values():
        if point.id in about and "value" in point.fields:
            yield counts.figure(float(point.fields["value"]), about[point.id], "")
