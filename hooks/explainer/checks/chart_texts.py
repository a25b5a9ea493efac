"""The check of charts' texts: what they count and date stands in the points, claims and events that are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import yaml

from ..charts.tables import Row
from ..data.charts import ChartRecord
from ..data.dates import When
from ..data.problem import Problem, listing
from ..data.yaml import Entry, read_file
from ..prose.inserts import NUMBER, parse
from ..prose.moments import Moment, moments, within, without_dates
from ..prose.sentences import blanked
from ..publication.publication import TEXTS, Publication
from .numbers import Facts, NumberCheck, agree, is_distance, near, stem
from .quantities import Quantity
from .report import Finding

_FILE = "data/charts.yml"
_SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?=\S))+[.!?]?")
_CLAUSE = re.compile(r"(?:[^,;:.]|[,:.](?=\d))+[,;:.]?")
_NONE = re.compile(r"\b(?:no|without|missing)\b", re.IGNORECASE)
# Filled in by a series, the key of marks, the name of a licence.
_APART = re.compile(NUMBER.pattern + r"|\bhalf(?=:| filled)|\bCC BY \d\.\d")
_RATIO = re.compile(r"\b(?P<least>at least )?(?P<word>halved|doubled)\b", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:bars|capitals|cases|columns|groups|lanes|levels|marks|panels|points|rows)\b")
_RATIOS = {"halved": 0.5, "doubled": 2.0}
_Fault = tuple[int, str, str, str]  # where in the sentence, what is written, what is wrong with it, what is allowed


@dataclass(frozen=True)
class _Told:
    """A number in a sentence: one by hand, or one that comes from a series, with its date."""

    start: int
    quantity: Quantity | None = None
    insert: str = ""
    when: When | None = None


class ChartTextCheck:
    """Goes through title, measure, alternative text, note and caveat of every chart, as they are written."""

    def __init__(self, publication: Publication, numbers: NumberCheck) -> None:
        self._publication, self._dossier, self._numbers = publication, publication.dossier, numbers
        self._points: list[Facts] = []  # of the chart at hand: its points,
        self._claims: list[Facts] = []  # the claims and statements that it draws,
        self._behind: list[Facts] = []  # the claims behind its series, for what the series does not count
        self._whens: list[When] = []  # the dates of its points, without totals of longer spans
        self._units: set[str] = set()  # what these count
        self._parts: list[Quantity] = []  # how many parts it has
        self._words: list[Facts] = []  # and what is said beside its points, and where it ends

    def check(self) -> Iterator[Finding]:
        """Yield each number and date that nothing drawn backs."""
        if not self._dossier.charts:
            return
        text = (self._dossier.geo.parent / "charts.yml").read_text(encoding="utf-8-sig")
        lines = text.splitlines()
        for entry in read_file(text, _FILE, []).entries:
            self._gather(self._dossier.charts[entry.key])
            for name in TEXTS:
                for sentence in _SENTENCE.finditer(entry.fields.get(name) or ""):
                    for start, written, why, allowed in self._faults(sentence[0], of_all=name == "measure"):
                        line = _line(entry, lines, name, sentence.start() + start)
                        found = f"“{entry.key}”: “{name}”: “{written}” {why}"
                        yield Finding(Problem(_FILE, line, 1, found, allowed))

    def _gather(self, chart: ChartRecord) -> None:
        """Note what is known of all that a chart draws."""
        table, fields = self._publication.drawings[chart.id].table, chart.model_dump()
        events = set(_texts(fields)) & self._dossier.events.keys()
        ids = {id_ for row in table.rows if not row.point for id_ in (*row.claims, *row.statements)}
        ids.update(self._dossier.events[id_].claim for id_ in events)
        self._claims = [self._numbers.facts[id_] for id_ in sorted(ids)]
        series = {row.series for row in table.rows if row.series}
        self._behind = [self._numbers.facts[id_] for one in series for id_ in self._dossier.series[one].claims]
        self._points, self._units, before = [], set(), dict[str | None, float]()
        texts = [*table.caveats, table.counted_by]
        for row in table.rows:
            if (point := row.point) is not None:
                label = None if fields.get("by") == "point" else point.label
                self._points.append(self._of_point(row, before.get(label)))
                texts += [text for text in (point.label, point.note) if text]
                before[label] = point.value or before.get(label, 0)
        whens = [row.point.date for row in table.rows if row.point and row.point.date]
        self._whens = [when for when in whens if len(when.start) == max(len(one.start) for one in whens)]
        lists = [value for value in fields.values() if isinstance(value, (list, tuple))]
        actors = {item.get("actor") for value in lists for item in value if isinstance(item, dict)} - {None}
        counts = [*map(len, lists), len(actors), len(table.rows)]
        self._parts = [Quantity(count, text=str(count)) for count in counts]
        known = [Quantity(fields["join"], "day", text="join")] if fields.get("join") else []
        known += [one for point in self._points for one in point.quantities if one.unit in ("share", "times")]
        spans = [one for name in ("first", "last", "between") if (one := getattr(chart, name, None))]
        ends = [When(end, end) for span in spans for end in (span.start, span.end)]
        self._words = [self._numbers.facts_of("of the chart", texts, known, ends)]

    def _of_point(self, row: Row, before: float | None) -> Facts:
        point, series = row.point, self._dossier.series[row.series]
        assert point is not None
        unit = self._numbers.reader.read(f"3 {series.unit}")[0]  # the unit may hold a scale: “billion USD”
        self._units.add(unit.unit)
        values = [(point.value, ""), (point.residual, ""), *((other.value, other.qualifier) for other in point.alt)]
        known = [
            Quantity(value * unit.value / 3, unit.unit, bound, text=f"{value:,.10g}")
            for value, bound in values
            if value is not None
        ]
        if unit.unit == "percent":
            known += [Quantity(one.value / 100, "share", text=f"{one.text} percent") for one in known]
        if before and point.value:
            part = point.value / before
            known += [Quantity(part, kind, text=f"{part:.2g} times the one before") for kind in ("share", "times")]
        label = f'"{point.label}"' if point.label else ""
        insert = " ".join(filter(None, ("{{", series.id, str(point.date or ""), label, "}}")))
        texts = [text for text in (point.label, point.note) if text]
        id_ = series.id if point.value is None else insert
        return self._numbers.facts_of(id_, texts, known, [point.date] if point.date else [])

    def _faults(self, raw: str, *, of_all: bool) -> Iterator[_Fault]:
        """Yield what is wrong in a sentence; a number is read with the dates right before and behind it, up to a comma.

        A claim backs a sentence that shares a long word with it, and the measure, which is `of_all`.
        """
        text = blanked(_APART, raw)
        dates, plain = sorted(moments(text), key=lambda moment: moment.start), without_dates(text)
        claims = self._claims if of_all else self._speaking(plain)
        yield from self._of_dates(text, plain, dates, self._claims if of_all else [])
        told = [_Told(match.start(), None, match[0], _when(match["inside"])) for match in NUMBER.finditer(raw)]
        told += [_Told(one.start, one) for one in (*self._numbers.reader.read(text), *_ratios(text))]
        ordered: list[_Told | Moment] = sorted([*told, *dates], key=lambda one: one.start)
        runs = [list(run) for _, run in groupby(ordered, key=type)]
        for position, run in enumerate(runs):
            sides = [runs[n] for n in (position - 1, position + 1) if 0 <= n < len(runs)]
            for one in run:
                if isinstance(one, Moment):
                    continue
                clause = next(match for match in _CLAUSE.finditer(text) if match.end() > one.start)
                beside = [
                    [d for d in side if isinstance(d, Moment) and d.start in range(*clause.span())] for side in sides
                ]
                if one.quantity and not self._has(one.quantity, beside, text, claims):
                    allowed = near(one.quantity, [*self._points, *claims, *self._words], "({})")
                    yield one.start, one.quantity.text, "is not what the chart shows there", allowed
                elif one.when and any(beside) and not any(self._fits(one.when, d) for side in beside for d in side):
                    yield one.start, one.insert, "stands beside another date", one.when.words

    def _fits(self, when: When, date: Moment) -> bool:
        """Tell whether a date is that of a point, or one that its note gives."""
        return within(date, when) or any(one.has_moment(date) for one in self._points if one.whens == (when,))

    def _speaking(self, text: str) -> list[Facts]:
        """Return the claims that share a name or long word with a text, those that share most first."""
        words = {stem(word) for word in text.split() if len(word) > 4 or word[:1].isupper()}
        return sorted((one for one in self._claims if words & one.words), key=lambda one: -len(words & one.words))

    def _of_dates(self, text: str, plain: str, dates: list[Moment], claims: list[Facts]) -> Iterator[_Fault]:
        ends = [min(self._whens), max(self._whens)] if self._whens and claims is self._claims and len(dates) > 1 else []
        for date, last in zip((dates[0], dates[-1]), ends, strict=False) if ends else ():
            if date.year and not within(date, last):
                yield date.start, text[date.start : date.end], "is not where the chart’s points end", last.words
        for date in dates:
            written = text[date.start : date.end]
            start = max((other.end for other in dates if other.end <= date.start), default=0)
            end = min((other.start for other in dates if other.start >= date.end), default=len(text))
            around = f"{text[start : date.start]} {text[date.end : end]}" if date.day else plain
            told = [*self._points, *self._words, *(claims or self._speaking(around) or self._speaking(plain))]
            if not any(one.has_moment(date) for one in told):
                whens = {when.words for one in told for when in one.whens}
                yield date.start, written, "is no date of what the chart shows there", listing(whens)
            clause = next(match[0] for match in _CLAUSE.finditer(text) if match.end() >= date.end)
            if _NONE.search(clause) and (known := [one.id for one in self._at(date) if one.id.startswith("{{")]):
                yield date.start, written, "is said to have no number", listing(known)

    def _at(self, date: Moment) -> list[Facts]:
        return [one for one in self._points if any(within(date, when) for when in one.whens)]

    def _has(self, quantity: Quantity, beside: list[list[Moment]], text: str, claims: list[Facts]) -> bool:
        """Tell whether a number is that of the points at the dates beside it, or of what is said of the whole."""
        nearest = [*claims, *self._words] if next(moments(text), None) else claims[:3]
        behind = self._behind if quantity.unit not in ("", "share", "percent", "times", *self._units) else []
        at = [points for side in beside if any(points := [self._at(date) for date in side])]
        if any(one.has_quantity(quantity) for one in (*claims, *behind)):
            return True
        if _PARTS.search(quantity.thing) and any(agree(quantity, known) for known in self._parts):
            return True
        named = [one for side in at for date in side for one in date] or nearest
        if quantity.unit not in ("minute", "hour") and is_distance(quantity, text, named):
            return True
        if not at:
            return _backed(quantity, self._words)
        return any(all(_backed(quantity, date) for date in side if date) for side in at)


def _backed(quantity: Quantity, facts: list[Facts]) -> bool:
    """Tell whether one of the facts gives a number, with the same words of rounding where it is not a point’s own."""
    return any(
        agree(quantity, known)
        and _is_near(quantity, known)
        and known.bound in ("", quantity.bound)
        and not (quantity.vague and known.unit)
        for one in facts
        for known in one.quantities
    )


def _is_near(quantity: Quantity, known: Quantity) -> bool:
    """Tell whether “about” is within a tenth: a text of a chart rounds less than prose may."""
    return quantity.bound != "about" or quantity.unit != known.unit or abs(quantity.value / known.value - 1) < 0.1


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _RATIO.finditer(text):
        bound = "at-least" if match["least"] else "about"
        yield Quantity(_RATIOS[match["word"].casefold()], "times", bound, *match.span(), match[0])


def _when(inside: str) -> When | None:
    number = parse(inside)
    return When.parse(number.date) if number and number.date else None


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a record, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list, tuple)):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _line(entry: Entry, lines: Sequence[str], name: str, offset: int) -> int:
    """Return the line on which a letter of a field's text stands; that of the field where it is not told apart."""
    node = entry.node
    assert isinstance(node, yaml.MappingNode)  # a record has fields
    field, value = next((key, value) for key, value in node.value if key.value == name)
    found, cursor = field.start_mark.line, 0
    for number in range(field.start_mark.line + 1, value.end_mark.line + 1 if name else 0):
        line = lines[number].strip() if number < len(lines) else ""
        if line and 0 <= (cursor := value.value.find(line, cursor)) <= offset:
            found = number
    return found + 1
