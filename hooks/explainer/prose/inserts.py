"""Inserts of prose: `{{ series point }}`, `{{ edition field }}`, `{{ count kind }}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, get_args

import yaml

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.edition import Article, Window
from ..data.fields import COUNTRIES
from ..data.parts import Record
from ..data.problem import Report, listing, nearest_name
from ..data.records import Person, Source
from ..data.series import Point, Series
from ..data.vocabularies import OUTCOMES, STATUSES, VERDICTS
from .moments import NUMBERS, in_digits

NUMBER = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
# The same braces around one of these words take a fact of the whole edition.
INSERT = re.compile(r"\s*(?P<kind>edition|count)(?!\S)(?P<words>[^{}]*)")
_NUMBER_LIKE = re.compile(r"\{\{(?:[^{}]*\}\})?")
_EXAMPLE = '“{{ series-id 2024-11 }}”, with “"label"” for a point that has one'
FORMS = ("capital", "digits")
SPANNING = ("sum", "count", "least", "most")  # what is told of all points of a span of time
_ADDED = {"sum", "count"}
_SHARES = re.compile(
    r"%|°|\b(?:per ?cent|pct|percentage|share|rate|ratio|index|average|mean|degrees?|km/h|mph)", re.IGNORECASE
)
_SUMMED = re.compile(r"\b(?:running total|cumulative)", re.IGNORECASE)

_INSIDE = re.compile(
    r"\s*(?P<series>[a-z0-9-]+)(?:\s+(?P<date>\d{4}[\d/-]*))?"
    r"(?:\s+[\"“](?P<label>[^\"”]+)[\"”])?(?P<forms>(?:\s+[a-z]+)*)\s*"
)
_SURE = {"at-least": "at least\u00a0{}", "about": "about\u00a0{}", "derived": "{} (derived)"}
_WEAKEST = ("at-least", "about", "derived", "exact")


@dataclass(frozen=True)
class Number:
    """A number as a page asks for it, with its place."""

    series: str
    date: str
    label: str
    forms: tuple[str, ...]
    line: int = 0
    column: int = 0

    @property
    def spans(self) -> bool:
        """Whether it tells something of all points of a span, and not the value of one."""
        return any(form in SPANNING for form in self.forms)


def parse(inside: str, line: int = 0, column: int = 0) -> Number | None:
    """Read what stands between the braces; None where it is no number."""
    match = _INSIDE.fullmatch(inside)
    if match is None or not (match["date"] or match["label"]):
        return None
    forms = tuple(match["forms"].split())
    return Number(match["series"], match["date"] or "", match["label"] or "", forms, line, column)


def candidates(number: Number, series: Series) -> list[Point]:
    """Return the points that a number may mean; without a label those that have none come first.

    A point with the same label twice on a date is named by its note.
    """
    if told := next((form for form in number.forms if form in SPANNING), ""):
        return _spanned(number, series, told)
    points = [*series.points, *([series.total] if series.total else [])]
    found = [
        point
        for point in points
        if number.date in ("", str(point.date)) and (not number.label or number.label in (point.label, point.note))
    ]
    plain = [point for point in found if not point.label]
    return plain if plain and not number.label else found


def points_within(number: Number, series: Series) -> list[Point]:
    """Return the points in a span; a label that a point has stands for itself, and else for those that begin with it.

    For the least and the most it stands for its kinds, too: “pardon” for “pardon, cases mixed”, but in no sum.
    """
    try:
        span = When.parse(number.date)
    except ValueError:
        return []
    inside = [
        point
        for point in series.points
        if point.date and span.first <= point.date.first and point.date.last <= span.last
        if _begins(point.label or "", number.label)
    ]
    if not number.label:
        return [point for point in inside if not point.label] or inside
    if all(point.label != number.label for point in series.points):
        return inside
    names = (number.label,) if _ADDED.intersection(number.forms) else (number.label, f"{number.label},")
    return [point for point in inside if point.label == names[0] or (point.label or "").startswith(names[1:])]


def _begins(label: str, words: str) -> bool:
    """Tell whether a label begins with words, and not with a part of one."""
    return label.startswith(words) and not (words and label[len(words) : len(words) + 1].isalnum())


def _crossing(number: Number, series: Series) -> Point | None:
    """Return a point that only a part of a span holds, and of which nothing can be told with the others."""
    try:
        span = When.parse(number.date)
    except ValueError:
        return None
    for point in series.points:
        if (when := point.date) and (point.label or "").startswith(number.label):
            inside = span.first <= when.first and when.last <= span.last
            around = when.first <= span.first and span.last <= when.last
            if not (inside or around) and when.first <= span.last and span.first <= when.last:
                return point
    return None


def _spanned(number: Number, series: Series, form: str) -> list[Point]:
    """Return what is told of all points in a span as a point of its own.

    Where one of them is missing nothing can be told.
    """
    found = points_within(number, series)
    known = sorted(((point.value, point) for point in found if point.value is not None), key=lambda pair: pair[0])
    if not known or len(known) < len(found):
        return []
    if form == "least":
        return [known[0][1]]
    if form == "most":
        floors = any(point.qualifier == "at-least" for point in found)
        return [known[-1][1].model_copy(update={"qualifier": "at-least"} if floors else {})]
    if _overlapping(found):
        return []
    qualifiers = {point.qualifier for point in found}
    value = sum(value for value, _ in known) if form == "sum" else len(found)
    weakest = next(one for one in _WEAKEST if one in qualifiers or one == "exact")
    return [found[0].model_copy(update={"value": value, "qualifier": weakest if form == "sum" else "exact"})]


def _overlapping(points: Sequence[Point]) -> tuple[Point, Point] | None:
    """Return two points that share time, a year and its months or two speakers' counts, and cannot be added up."""
    dated = sorted(((point.date, point) for point in points if point.date), key=lambda pair: pair[0].first)
    for (one, before), (other, after) in pairwise(dated):
        if other.first <= one.last:
            return before, after
    return None


def in_words(point: Point, forms: Iterable[str] = ()) -> str:
    """Write a point's value as prose does; how sure it is comes from its qualifier and cannot be left out."""
    assert point.value is not None  # a missing point is refused when the pages are read
    return in_prose(point.value, forms, _SURE.get(point.qualifier, "{}"))


def in_prose(value: float, forms: Iterable[str] = (), sure: str = "{}") -> str:
    """Write a value: one to ten in words, unless `digits` is among the forms; `sure` stands around it."""
    text = NUMBERS[int(value)] if value in range(1, 11) and "digits" not in forms else in_digits(value)
    text = sure.format(text)
    return text[0].upper() + text[1:] if "capital" in forms else text


def check_numbers(numbers: Iterable[Number], report: Report, series: Mapping[str, Series]) -> None:
    """Report what is wrong with the points that numbers name; an unknown series was told of when the page was read."""
    for number in numbers:
        if (one := series.get(number.series)) is None:
            continue
        place, asked, found = (number.line, number.column), _name(number.date, number.label), candidates(number, one)
        names = [_name(str(point.date or ""), point.label or "") for point in (found or one.points)]
        if fault := _span_fault(number, one):
            report(*place, *fault)
        elif not found:
            told = f"the series “{one.id}” has no point {asked}"
            report(*place, told, listing(names), nearest_name(asked, names))
        elif len(found) > 1:
            told = f"{asked} stands for {len(found)} points of the series “{one.id}”"
            names = [_name(str(point.date or ""), point.label or point.note or "") for point in found]
            allowed = listing([name for name in names if name != asked]) or "a “label” that tells its points apart"
            report(*place, told, allowed)
        elif found[0].value is None:
            told = f"the point {asked} of the series “{one.id}” has no value"
            report(*place, told, "words that say that it is missing")


def _span_fault(number: Number, series: Series) -> tuple[str, str] | None:
    """Return what is wrong with what is asked of all points in a span, and what is allowed."""
    asked = [form for form in number.forms if form in SPANNING]
    if len(asked) > 1:
        return f"“{' '.join(asked)}” asks for two things of one span", listing(SPANNING)
    return next(_span_faults(number, series, asked[0]), None) if asked else None


def _span_faults(number: Number, series: Series, asked: str) -> Iterator[tuple[str, str]]:
    span, found = f"“{number.date}” of the series “{series.id}”", points_within(number, series)
    if asked == "sum":
        shares = _SHARES.search(series.unit)
        if shares or _SUMMED.search(f"{series.title} {series.what}"):
            told = f"“{series.id}” holds {'shares' if shares else 'running totals'}, which cannot be added up"
            yield told, "“least” or “most”, or one point"
        if {"about", "at-least"} <= {point.qualifier for point in found}:
            told = f"{span} has points “about” and “at least”, whose sum is neither"
            yield told, "points of one qualifier, or a number of its own"
    if asked == "most" and any(point.qualifier == "at-least" for point in found):
        highest = max((point.value or 0 for point in found), default=0)
        if any(point.value == highest and point.qualifier == "about" for point in found):
            told = f"{span} has its most “about” and a point “at least”, which may be more"
            yield told, "one point, or points of one qualifier"
    if any(point.date is None and point.label == number.label for point in series.points):
        told = f"{span} leaves out {_name('', number.label)}, which has no date"
        yield told, "a series whose points have dates"
    if cut := _crossing(number, series):
        yield f"{span} holds a part of {_called(cut)}", "a span that holds its points whole"
    if asked == "sum" and (gap := _gap(number.date, found)):
        yield f"{span} has no point that holds {gap}", "a span without a gap, or a number of its own"
    if asked not in _ADDED and (twice := _overlapping(found)) and twice[0].date != twice[1].date:
        told = f"{span} has {' and '.join(map(_called, twice))}, a part and its whole"
        yield told, "a span of points of one length"
    elif asked not in _ADDED and len({_length(point) for point in found}) > 1:
        yield f"{span} has points of years, months or days side by side", "a span of points of one length"
    if asked in _ADDED and (twice := _overlapping(found)):
        told = f"{span} has {' and '.join(map(_called, twice))}, which share time and cannot be added up"
        yield told, "points of one length each, or a number of its own"


def _length(point: Point) -> str:
    """Return how fine a point's date is; that of a span, by its days."""
    when = point.date
    return "" if when is None else f"{when.days} days" if when.is_range else str(when.start.count("-"))


def _gap(date_: str, points: Sequence[Point]) -> date | None:
    """Return the first day of a span that no point of a year or month holds; days without a point have nothing."""
    span, whens = When.parse(date_), sorted((one.date for one in points if one.date), key=lambda one: one.first)
    if not whens or any(when.has_day for when in whens):
        return None
    ends = [span.first - timedelta(1), *(when.last for when in whens)]
    begins = [*(when.first for when in whens), span.last + timedelta(1)]
    return next((end + timedelta(1) for end, begin in zip(ends, begins, strict=True) if (begin - end).days > 1), None)


def _called(point: Point) -> str:
    return _name(str(point.date or ""), point.label or "")


def _name(date: str, label: str) -> str:
    return " ".join(filter(None, (date, f'"{label}"' if label else "")))


_FIELDS = tuple(name for name in Article.model_fields if name not in (*Record.model_fields, "silent"))
_COUNTED: Mapping[str, str] = {"statements": "article", "terms": "glossary"}  # where the file is called otherwise
_KINDS = ("charts", "claims", "events", "explainers", "people", "places", "scenarios", "sources", "statements", "terms")
_ALLOWED: Mapping[str, tuple[str, ...]] = {"edition": _FIELDS, "count": _KINDS}
_FORMS: Mapping[str, tuple[str, ...]] = {"edition": (), "count": FORMS}
# By which field a count is narrowed, and to which words; places go by country, events also by “window”.
_NARROWED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "claims": ("status", tuple(STATUSES)),
    "events": ("actor", ("window",)),
    "people": ("kind", get_args(Person.model_fields["kind"].annotation)),
    "places": ("country", ()),
    "scenarios": ("outcome", tuple(OUTCOMES)),
    "sources": ("tier", get_args(Source.model_fields["tier"].annotation)),
    "statements": ("verdict", tuple(VERDICTS)),
}


def _parts(name: str, actors: Iterable[str]) -> tuple[str, ...]:
    return (*(actors if name == "events" else ()), *_NARROWED.get(name, ("", ()))[1])


def _is_part(name: str, word: str, actors: Iterable[str]) -> bool:
    return word in COUNTRIES if name == "places" and word.isupper() else word in _parts(name, actors)


def _belongs(name: str, record: Any, parts: set[str], window: Window) -> bool:
    """Tell whether a record is of one of the parts to which a count is narrowed; “window” narrows it further."""
    if "window" in parts and not window.meets(record.date):
        return False
    return parts <= {"window"} or getattr(record, _NARROWED[name][0]) in parts


def read_inserts(text: str, line: int, report: Report, known: Mapping[str, set[str]]) -> list[Number]:
    """Return the numbers that a line asks for; report inserts that ask for what there is not.

    `known` holds the ids of every kind.
    """
    found = []
    for match in _NUMBER_LIKE.finditer(text):
        column, whole = match.start() + 1, NUMBER.match(match[0])
        if whole and (insert := INSERT.match(whole["inside"])):
            _check_insert(insert, match[0], line, column, report, known.get("actors", set()))
            continue
        number = parse(whole["inside"], line, column) if whole else None
        if number is None:
            report(line, column, f"“{match[0]}” is no number of a series", _EXAMPLE)
            continue
        found.append(number)
        for form in number.forms:
            if form not in (allowed := (*FORMS, *SPANNING)):
                report(line, column, f"“{form}” is no form of a number", listing(allowed), nearest_name(form, allowed))
    return found


def _check_insert(
    insert: re.Match[str], written: str, line: int, column: int, report: Report, actors: set[str]
) -> None:
    kind, (name, *forms) = insert["kind"], insert["words"].split() or [""]
    allowed = _ALLOWED[kind]
    if name not in allowed:
        found = f"“{name}” is no field of the edition" if kind == "edition" else f"“{name}” is not counted"
        found = found if name else f"“{written}” names nothing"
        report(line, column, found, listing(allowed, 20), nearest_name(name, allowed))
    for form in forms:
        if form not in _FORMS[kind] and not _is_part(name, form, actors):
            words = (*_FORMS[kind], *_parts(name, actors))
            found = f"“{form}” is no form of “{kind} {name}”"
            report(line, column, found, listing(words) or "none", nearest_name(form, words))


def check_head(text: yaml.ScalarNode, report: Report, known: Mapping[str, set[str]]) -> None:
    """Report what a text of front matter asks for and cannot have: only counts and the edition are told there."""
    line, column = text.start_mark.line + 1, text.start_mark.column + (2 if text.style in ("'", '"') else 1)
    for match in _NUMBER_LIKE.finditer(text.value):
        whole = NUMBER.fullmatch(match[0])
        if insert := INSERT.match(whole["inside"]) if whole else None:
            _check_insert(insert, match[0], line, column + match.start(), report, known.get("actors", set()))
        else:
            found = f"“{match[0]}” cannot stand in the front matter"
            report(line, column + match.start(), found, "“{{ count … }}” or “{{ edition … }}”")


@dataclass(frozen=True)
class Told:
    """What inserts are told from: the records, and how many explainers there are."""

    dossier: Dossier
    explainers: int


def with_inserts(text: str, told: Told) -> str:
    """Return a text of the front matter or of a chart with its inserts filled in; their faults were told before."""
    return NUMBER.sub(lambda match: _filled_in(match["inside"], told), text)


def _filled_in(inside: str, told: Told) -> str:
    number = None if INSERT.fullmatch(inside) else parse(inside)
    if number is None:
        return insert_words(inside, told)
    words = in_words(candidates(number, told.dossier.series[number.series])[0], number.forms)
    return words.replace("\u00a0", " ")  # these texts are read out, searched and copied


def insert_words(inside: str, told: Told) -> str:
    """Return what an insert stands for; ValueError where it asks for nothing that there is."""
    insert = INSERT.fullmatch(inside)
    name, *forms = insert["words"].split() if insert else [""]
    if insert is None or name not in _ALLOWED[insert["kind"]]:
        raise ValueError(inside)
    edition = told.dossier.edition
    if insert["kind"] == "edition":
        value = getattr(edition.article, name)
        return value.words if isinstance(value, When) else str(value)
    if name == "explainers":
        return in_prose(told.explainers, forms)
    records = getattr(told.dossier, _COUNTED.get(name, name)).values()
    parts = {word for word in forms if _is_part(name, word, edition.actors)}
    count = sum(1 for one in records if not parts or _belongs(name, one, parts, edition.window))
    return in_prose(count, forms)
