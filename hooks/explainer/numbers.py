"""Numbers in prose that come from a series: `{{ drones-per-month-2024 2024-11 }}` becomes “at least 151”.

`{{ releases-per-round 2024 count }}` counts the points of a span; `sum`, `least` and `most` are the other forms for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .dates import When
from .problem import Problem, listing, nearest_name
from .series import Point, Series

NUMBER = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
# The same braces around one of these words take a fact of the whole edition: see inserts.py.
INSERT = re.compile(r"\s*(?P<kind>edition|count)(?!\S)(?P<words>[^{}]*)")
_NUMBER_LIKE = re.compile(r"\{\{(?:[^{}]*\}\})?")
_EXAMPLE = '“{{ series-id 2024-11 }}”, with “"label"” for a point that has one'
FORMS = ("capital", "digits")
SPANNING = ("sum", "count", "least", "most")  # what is told of all points of a span of time

_INSIDE = re.compile(
    r"\s*(?P<series>[a-z0-9-]+)(?:\s+(?P<date>\d{4}[\d/-]*))?"
    r"(?:\s+[\"“](?P<label>[^\"”]+)[\"”])?(?P<forms>(?:\s+[a-z]+)*)\s*"
)
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
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


def parse(inside: str, line: int = 0, column: int = 0) -> Number | None:
    """Read what stands between the braces; None where it is no number."""
    match = _INSIDE.fullmatch(inside)
    if match is None or not (match["date"] or match["label"]):
        return None
    forms = tuple(match["forms"].split())
    return Number(match["series"], match["date"] or "", match["label"] or "", forms, line, column)


def read_numbers(text: str, line: int, report: Callable[..., None]) -> Iterator[Number]:
    """Yield the numbers that a line asks for, and report what only looks like one."""
    for match in _NUMBER_LIKE.finditer(text):
        column, whole = match.start() + 1, NUMBER.match(match[0])
        if whole and INSERT.match(whole["inside"]):
            continue
        number = parse(whole["inside"], line, column) if whole else None
        if number is None:
            report(line, column, f"“{match[0]}” is no number of a series", _EXAMPLE)
            continue
        yield number
        for form in number.forms:
            if form not in (known := (*FORMS, *SPANNING)):
                report(line, column, f"“{form}” is no form of a number", listing(known), nearest_name(form, known))


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


def _spanned(number: Number, series: Series, form: str) -> list[Point]:
    """Return what is told of all points in a span as a point of its own; a label stands for those that begin with it.

    Where one of them is missing nothing can be told.
    """
    try:
        span = When.parse(number.date)
    except ValueError:
        return []
    found = [
        point
        for point in series.points
        if point.date and span.first <= point.date.first and point.date.last <= span.last
        if (point.label or "").startswith(number.label)
    ]
    known = sorted(((point.value, point) for point in found if point.value is not None), key=lambda pair: pair[0])
    if not known or len(known) < len(found):
        return []
    if form in ("least", "most"):
        return [known[0 if form == "least" else -1][1]]
    qualifiers = {point.qualifier for point in found}
    value = sum(value for value, _ in known) if form == "sum" else len(found)
    weakest = next(one for one in _WEAKEST if one in qualifiers or one == "exact")
    return [found[0].model_copy(update={"value": value, "qualifier": weakest if form == "sum" else "exact"})]


def in_words(point: Point, forms: Iterable[str] = ()) -> str:
    """Write a point's value as prose does; how sure it is comes from its qualifier and cannot be left out."""
    assert point.value is not None  # a missing point is refused when the pages are read
    return in_prose(point.value, forms, _SURE.get(point.qualifier, "{}"))


def in_prose(value: float, forms: Iterable[str] = (), sure: str = "{}") -> str:
    """Write a value: one to ten in words, unless `digits` is among the forms; `sure` stands around it."""
    if value in range(1, len(_SMALL) + 1) and "digits" not in forms:
        text = _SMALL[int(value) - 1]
    else:
        text = f"{value:,.0f}" if value % 1 == 0 else f"{value:,.2f}".rstrip("0")
    text = sure.format(text)
    return text[0].upper() + text[1:] if "capital" in forms else text


def check_numbers(numbers: Iterable[Number], file: str, series: Mapping[str, Series], problems: list[Problem]) -> None:
    """Append to `problems` what is wrong with the points that numbers name."""
    for number in numbers:
        one = series.get(number.series)
        fault = _fault(number, one) if one else None  # an unknown series was told of when the page was read
        if fault:
            problems.append(Problem(file, number.line, number.column, *fault))


def _fault(number: Number, series: Series) -> tuple[str, str, str] | None:
    asked = _name(number.date, number.label)
    found = candidates(number, series)
    names = [_name(str(point.date or ""), point.label or "") for point in (found or series.points)]
    if not found:
        return f"the series “{series.id}” has no point {asked}", listing(names), nearest_name(asked, names)
    if len(found) > 1:
        return f"{asked} stands for {len(found)} points of the series “{series.id}”", listing(names), ""
    if found[0].value is None:
        return f"the point {asked} of the series “{series.id}” has no value", "words that say that it is missing", ""
    return None


def _name(date: str, label: str) -> str:
    return " ".join(filter(None, (date, f'"{label}"' if label else "")))
