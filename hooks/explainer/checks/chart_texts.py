"""The check of charts' texts: what they count and date stands in the points, claims and events that are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any

import yaml

from ..data.charts import CHART_TEXTS, ChartRecord
from ..data.dates import When
from ..data.problem import Problem, listing
from ..data.reading import place_of
from ..data.series import Point, Series
from ..data.yaml import Entry, read_file
from ..prose.inserts import NUMBER, parse
from ..prose.moments import Moment, moments, within, without_dates
from ..prose.sentences import blanked, parted
from ..publication.publication import Publication
from .inserts import InsertCheck
from .numbers import Facts, NumberCheck, agree, is_distance, near, stem
from .quantities import Quantity
from .report import Finding
from .vocabulary import any_of

_FILE = "data/charts.yml"
_CLAUSE = re.compile(r"(?:[^,;:.]|[,:.](?=\d))+[,;:.]?")
_NONE = re.compile(r"\b(?:no|without|missing)\b", re.IGNORECASE)
# Filled in by a series, the key of marks, the name of a licence.
_APART = re.compile(NUMBER.pattern + r"|\bhalf(?=:| filled)|\bCC BY \d\.\d")
_RATIO = re.compile(r"\b(?P<least>at least )?(?P<word>halved|doubled)\b", re.IGNORECASE)
_RATIOS = {"halved": 0.5, "doubled": 2.0}
_RECORDS = ("claim", "claims", "event", "scenario", "statement", "statements")  # of a part: what it shows
_WORDS = ("label", "name", "note", "text")  # of a part: what readers see of it
_SPANS = ("minute", "hour", "day", "week", "month", "year")
_UNSURE = ("at-least", "about")  # what a text has to say of a point's number that is not exact
_Fault = tuple[int, str, str, str]  # where in the sentence, what is written, what is wrong with it, what is allowed


@dataclass(frozen=True)
class _Insert:
    """A number in a sentence that comes from a series, with its date."""

    start: int
    written: str
    when: When | None


def chart_text_findings(publication: Publication, numbers: NumberCheck, inserts: InsertCheck) -> Iterator[Finding]:
    """Yield each number and date in the texts of charts, as they are written, that nothing drawn backs."""
    dossier = publication.dossier
    if not dossier.charts:
        return
    text = (dossier.geo.parent / "charts.yml").read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    for entry in read_file(text, _FILE, []).entries:
        drawn = _Drawn(dossier.charts[entry.key], publication, numbers)
        texts = {name: entry.fields.get(name) or "" for name in CHART_TEXTS}
        for name, (at, (found, allowed)) in inserts.of_chart(
            dossier.charts[entry.key], texts, publication.drawings[entry.key].table
        ):
            told = f"“{entry.key}”: “{name}”: {found}"
            yield Finding(Problem(_FILE, _line(entry, lines, name, at), 1, told, allowed))
        for name, whole in texts.items():
            for begin, sentence in parted(whole, dossier.abbreviations):
                for start, written, why, allowed in drawn.faults(sentence, of_all=name == "measure"):
                    line = _line(entry, lines, name, begin + start)
                    found = f"“{entry.key}”: “{name}”: “{written}” {why}"
                    yield Finding(Problem(_FILE, line, 1, found, allowed))
        for series, when in drawn.left_out(entry.fields.get("alt") or ""):
            found = f"“{entry.key}”: “alt” does not tell of the chart’s last point, {when.words} in “{series}”"
            allowed = f"“{{{{ {series} {when} }}}}” in it, and a title and measure that hold still"
            yield Finding(Problem(_FILE, _line(entry, lines, "alt", 0), 1, found, allowed))
        for group in getattr(dossier.charts[entry.key], "groups", ()) if entry.fields.get("kind") == "dots" else ():
            if not any(one in texts["alt"] for one in (group.name.partition(",")[0], *group.labels)):
                found = f"“{entry.key}”: “alt” tells nothing of “{group.name}”"
                yield Finding(Problem(_FILE, _line(entry, lines, "alt", 0), 1, found, "its name and number in it"))
        yield from _other_words(entry, publication, numbers)


def _other_words(entry: Entry, publication: Publication, numbers: NumberCheck) -> Iterator[Finding]:
    """Yield the dates and numbers in the words of a chart's parts that no claim or event named beside them has.

    How long after another part something was, no claim has to say.
    """
    dossier = publication.dossier
    for path, part in _parts(entry.fields, ()):
        named = [id_ for name in _RECORDS for id_ in _listed(part.get(name))]
        events = [dossier.events[id_].claim for id_ in named if id_ in dossier.events]
        scenarios = [dossier.scenarios[id_] for id_ in named if id_ in dossier.scenarios]
        facts = [numbers.facts[id_] for id_ in dict.fromkeys([*named, *events]) if id_ in numbers.facts]
        facts += [numbers.facts_of(one.id, [one.forecast, one.result], [], [one.as_of]) for one in scenarios]
        if not facts:
            continue
        whens, known = (
            listing({when.words for one in facts for when in one.whens}),
            " or ".join(one.id for one in facts),
        )
        for name in _WORDS:
            text = part.get(name) or ""
            faults = [
                (text[moment.start : moment.end], "date", whens)
                for moment in moments(text)
                if not any(one.has_moment(moment) for one in facts)
            ]
            faults += [
                (quantity.text, "number", near(quantity, facts, "({})"))
                for quantity in numbers.reader.read(text)
                if quantity.unit not in _SPANS and not any(one.has_quantity(quantity) for one in facts)
            ]
            for written, kind, allowed in faults:
                mark = place_of(entry.node, (*path, name)).start_mark
                found = f"“{entry.key}”: “{name}”: “{written}” is no {kind} of {known}"
                yield Finding(Problem(_FILE, mark.line + 1, mark.column + 1, found, allowed))


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _parts(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Yield the parts of a chart's record, each with the way to it."""
    if isinstance(value, dict):
        if path:
            yield path, value
        for name, inner in value.items():
            yield from _parts(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _parts(inner, (*path, number))


class _Drawn:
    """What is known of all that a chart draws, and what a sentence of its texts says otherwise."""

    def __init__(self, chart: ChartRecord, publication: Publication, numbers: NumberCheck) -> None:
        self._dossier, self._numbers = publication.dossier, numbers
        table, fields = publication.drawings[chart.id].table, chart.model_dump()
        # The claims and statements that it draws, and those behind its series, for what a series does not count.
        written = chart.model_dump_json()
        events = [id_ for id_ in self._dossier.events if f'"{id_}"' in written]
        ids = {id_ for row in table.rows if not row.point for id_ in (*row.claims, *row.statements)}
        ids.update(self._dossier.events[id_].claim for id_ in events)
        self._claims = [numbers.facts[id_] for id_ in sorted(ids)]
        series = {row.series for row in table.rows if row.series}
        self._behind = [numbers.facts[id_] for one in series for id_ in self._dossier.series[one].claims]
        self._units = {numbers.reader.counted(1, self._dossier.series[one].unit).unit for one in series}
        # Its points, and their dates without those that hold others: totals.
        self._points: list[Facts] = []
        texts, before = [*table.caveats, table.counted_by], dict[str | None, float]()
        for row in table.rows:
            if (point := row.point) is not None:
                label = None if fields.get("by") == "point" else point.label
                self._points.append(self._of_point(point, self._dossier.series[row.series], before.get(label)))
                texts += _words_of(point)
                before[label] = point.value or before.get(label, 0)
        whens = [row.point.date for row in table.rows if row.point and row.point.date]
        self._whens = [when for when in whens if not any(_holds(when, one) for one in whens)]
        dated = {(row.series, row.point.date) for row in table.rows if row.point and row.point.date}
        ordered = sorted(dated, key=lambda one: (one[1].last, one[1].first))
        self._dates = {series: [when for id_, when in ordered if id_ == series] for series, _ in ordered}
        # How many parts it has, and what they are called.
        self._part = any_of(chart.PARTS)
        lists = [value for value in fields.values() if isinstance(value, (list, tuple))]
        actors = {item.get("actor") for value in lists for item in value if isinstance(item, dict)} - {None}
        counts = [*map(len, lists), len(actors), len(table.rows)]
        self._parts = [Quantity(count, text=str(count)) for count in counts]
        named = {name: len(value) for name, value in fields.items() if isinstance(value, (list, tuple)) and value}
        self._lists = {name: Quantity(count, text=f"{count} {name}") for name, count in named.items()}
        # What is said beside its points, and where it ends.
        known = [Quantity(fields["join"], "day", text="join", paired=True)] if fields.get("join") else []
        known += [one for facts in self._points for one in facts.quantities if one.unit in ("share", "times")]
        spans = [one for name in ("first", "last", "between") if (one := getattr(chart, name, None))]
        ends = [When(end, end) for span in spans for end in (span.start, span.end)]
        ends += [self._dossier.events[id_].date for id_ in events]
        self._words = [numbers.facts_of("of the chart", texts, known, ends)]

    def _of_point(self, point: Point, series: Series, before: float | None) -> Facts:
        values = [(point.value, point.qualifier), (point.residual, "")]
        values += [(other.value, other.qualifier) for other in point.alt]
        known = [
            self._numbers.reader.counted(value, series.unit, bound, f"{bound.replace('-', ' ')} {value:,.10g}".strip())
            for value, sure in values
            if value is not None
            for bound in [sure if sure in _UNSURE else ""]
        ]
        if known and known[0].unit == "percent":
            known += [Quantity(one.value / 100, "share", text=f"{one.text} percent") for one in known]
        if before and point.value:
            part = point.value / before
            known += [Quantity(part, kind, text=f"{part:.2g} times the one before") for kind in ("share", "times")]
        label = f'"{point.label}"' if point.label else ""
        insert = " ".join(filter(None, ("{{", series.id, str(point.date or ""), label, "}}")))
        id_ = series.id if point.value is None else insert
        return self._numbers.facts_of(id_, _words_of(point), known, [point.date] if point.date else [])

    def faults(self, raw: str, *, of_all: bool) -> Iterator[_Fault]:
        """Yield what is wrong in a sentence; a number is read with the dates right before and behind it, up to a comma.

        A claim backs a sentence that shares a long word with it, and the measure, which is `of_all`.
        """
        text = blanked(_APART, raw)
        dates, plain = sorted(moments(text), key=lambda moment: moment.start), without_dates(text)
        claims = self._claims if of_all else self._speaking(plain)
        yield from self._of_dates(text, plain, dates, of_all=of_all)
        inserts = [_Insert(match.start(), match[0], _when(match["inside"])) for match in NUMBER.finditer(raw)]
        ordered: list[_Insert | Quantity | Moment] = [
            *inserts,
            *self._numbers.reader.read(text),
            *_ratios(text),
            *dates,
        ]
        ordered.sort(key=lambda one: one.start)
        runs = [list(run) for _, run in groupby(ordered, key=lambda one: isinstance(one, Moment))]
        for ahead, run, behind in zip([[], *runs], runs, [*runs[1:], []], strict=False):
            for one in run:
                if isinstance(one, Moment):
                    continue
                clause = next(match for match in _CLAUSE.finditer(text) if match.end() > one.start)
                beside = [
                    [date for date in side if isinstance(date, Moment) and date.start in range(*clause.span())]
                    for side in (ahead, behind)
                ]
                if isinstance(one, Quantity) and not self._has(one, beside, text, claims):
                    unsure = [known for facts in self._points for known in facts.quantities if known.bound]
                    sure = next((known.text for known in unsure if known.value == one.value and not one.bound), "")
                    allowed = sure or near(one, [*self._points, *claims, *self._words], "({})")
                    why = "is told as exact" if sure else "is not what the chart shows there"
                    yield one.start, one.text, why, allowed
                elif isinstance(one, _Insert) and (when := one.when) and any(beside):
                    fits = [self._fits(when, date) for date in chain.from_iterable(beside)]
                    if not any(fits):
                        yield one.start, one.written, "stands beside another date", when.words

    def left_out(self, text: str) -> Iterator[tuple[str, When]]:
        """Yield the last date of each series of which a text says nothing, although it tells of the one before."""
        inserts = [when for match in NUMBER.finditer(text) if (when := _when(match["inside"]))]
        dates = list(moments(blanked(_APART, text)))

        def is_told(when: When) -> bool:
            spans = any(one.first <= when.first and when.last <= one.last for one in inserts)
            return spans or any(within(date, when) for date in dates)

        for series, whens in sorted(self._dates.items()):
            if len(whens) > 1 and is_told(whens[-2]) and not is_told(whens[-1]):
                yield series, whens[-1]

    def _fits(self, when: When, date: Moment) -> bool:
        """Tell whether a date is that of a point, or one that its note gives."""
        return within(date, when) or any(one.has_moment(date) for one in self._points if one.whens == (when,))

    def _speaking(self, text: str) -> list[Facts]:
        """Return the claims that share a name or long word with a text, those that share most first."""
        words = {stem(word) for word in text.split() if len(word) > 4 or word[:1].isupper()}
        return sorted((one for one in self._claims if words & one.words), key=lambda one: -len(words & one.words))

    def _of_dates(self, text: str, plain: str, dates: list[Moment], *, of_all: bool) -> Iterator[_Fault]:
        if of_all and self._whens and len(dates) > 1:
            ends = min(self._whens, key=lambda one: one.first), max(self._whens, key=lambda one: one.last)
            for date, when in zip((dates[0], dates[-1]), ends, strict=True):
                if (date.year or len(when.start) > 4) and not within(date, when):
                    yield date.start, text[date.start : date.end], "is not where the chart’s points end", when.words
        for date in dates:
            written = text[date.start : date.end]
            start = max((other.end for other in dates if other.end <= date.start), default=0)
            end = min((other.start for other in dates if other.start >= date.end), default=len(text))
            around = f"{text[start : date.start]} {text[date.end : end]}" if date.day else plain
            claims = (self._claims if of_all else []) or self._speaking(around) or self._speaking(plain)
            told = [*self._points, *self._words, *claims]
            others = self._numbers.gives_others(text)
            if not any(one.has_moment(date, others=others) for one in told):
                whens = {when.words for one in told for when in one.whens}
                yield date.start, written, "is no date of what the chart shows there", listing(whens)
            clause = next(match[0] for match in _CLAUSE.finditer(text) if match.end() >= date.end)
            if _NONE.search(clause) and (known := [one.id for one in self._at(date) if one.id.startswith("{{")]):
                yield date.start, written, "is said to have no number", listing(known)

    def _at(self, date: Moment) -> list[Facts]:
        return [one for one in self._points if any(within(date, when) for when in one.whens)]

    def _has(self, quantity: Quantity, beside: list[list[Moment]], text: str, claims: list[Facts]) -> bool:
        """Tell whether a number is that of the points at the dates beside it, or of what is said of the whole."""
        nearest = [*claims, *self._words] if moments(text) else claims[:3]
        behind = self._behind if quantity.unit not in ("", "share", "percent", "times", *self._units) else []
        at = [points for side in beside if any(points := [self._at(date) for date in side])]
        if any(one.has_quantity(quantity) for one in (*claims, *behind)):
            return True
        if self._part.search(quantity.thing):
            # “Four levels” are those of the list of that name.
            own = [one for name, one in self._lists.items() if re.search(rf"\b{name[:-1]}", quantity.thing)]
            if any(agree(quantity, known) for known in own or self._parts):
                return True
        named = [one for side in at for date in side for one in date] or nearest
        if quantity.unit not in ("minute", "hour") and is_distance(quantity, text, named):
            return True
        if not at:
            return _backed(quantity, self._words)
        return any(all(_backed(quantity, date) for date in side if date) for side in at)


def _holds(when: When, other: When) -> bool:
    return when.days > other.days and when.first <= other.first and other.last <= when.last


def _words_of(point: Point) -> list[str]:
    return [text for text in (point.label, point.note) if text]


def _backed(quantity: Quantity, facts: list[Facts]) -> bool:
    """Tell whether one of the facts gives a number, with the same words of rounding where it is not a point’s own."""
    return any(
        agree(quantity, known)
        and _is_near(quantity, known)
        and (known.bound in ("", quantity.bound) or quantity.bound == "about")
        and not (quantity.vague and known.unit)
        for one in facts
        for known in one.quantities
    )


def _is_near(quantity: Quantity, known: Quantity) -> bool:
    """Tell whether “about” is within a tenth: a text of a chart rounds less than prose may."""
    near = quantity.value == known.value or abs(quantity.value - known.value) < 0.1 * abs(known.value)
    return near or quantity.bound != "about" or quantity.unit != known.unit


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _RATIO.finditer(text):
        bound = "at-least" if match["least"] else "about"
        yield Quantity(_RATIOS[match["word"].casefold()], "times", bound, *match.span(), match[0])


def _when(inside: str) -> When | None:
    number = parse(inside)
    return When.parse(number.date) if number and number.date else None


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
