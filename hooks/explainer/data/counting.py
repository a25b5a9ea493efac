"""Numbers of series that cannot be: parts of a person, fewer than none, two values of one day, points out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .dates import When
from .problem import Report
from .reading import place_of
from .records import Point, Series
from .yaml import YamlFile

# Units of what is measured and not counted: it has parts.
_MEASURED = re.compile(
    r"%|\b(?:per ?cent|percentage|thousands?|millions?|billions?|share|rate|ratio|index|degrees?|average|mean|points?|"
    r"hours?|minutes?|seconds?|days?|weeks?|months?|years?|km|kilomet\w+|met(?:re|er)s?|miles?|hectares?|tonnes?|tons?|"
    r"kg|lit(?:re|er)s?|barrels?|watts?|[kMG]Wh?|dollars?|USD|EUR|euros?|yuan|CNY|roubles?|rubles?|RUB|BYN|pounds?)\b",
    re.IGNORECASE,
)
# Units of what can fall under nothing.
_SIGNED = re.compile(r"%|\b(?:per ?cent|percentage|degrees?|changes?|differences?|balance|growth|net)\b", re.IGNORECASE)


def check_series_points(series: Mapping[str, Series], file: YamlFile, report: Report) -> None:
    """Report values and dates of points that cannot be, each at its place."""
    for entry in file.entries:
        if (one := series.get(entry.key)) is None:
            continue
        for path, point in _points(one):
            for field, value in (("value", point.value), ("residual", point.residual)):
                if value is not None and (fault := _value_fault(value, one.unit)):
                    mark = place_of(entry.node, (*path, field)).start_mark
                    report.at(mark, f"“{one.id}”: “{field}” is {value:.15g} {one.unit}", fault)
        for number, found, allowed in _order_faults(one.points):
            mark = place_of(entry.node, ("points", number, "date")).start_mark
            report.at(mark, f"“{one.id}”: {found}", allowed)


def _points(series: Series) -> Iterator[tuple[tuple[str | int, ...], Point]]:
    yield from ((("points", number), point) for number, point in enumerate(series.points))
    yield from ((("cumulative", number), point) for number, point in enumerate(series.cumulative))
    if series.total:
        yield ("total",), series.total


def _value_fault(value: float, unit: str) -> str:
    """Return what is allowed where a value cannot be of its unit, or ""."""
    if value < 0 and not _SIGNED.search(unit):
        return "0 or more"
    if value % 1 and not _MEASURED.search(unit):
        return "a whole number, or a unit that has parts, such as “thousand persons”, “percent”, “km”"
    return ""


def _order_faults(points: tuple[Point, ...]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each point that stands where an earlier one of its label should, and what is said of it."""
    seen: dict[tuple[str, str, str], int] = {}
    latest: dict[tuple[str, int], When] = {}  # a year may stand behind its months
    for number, point in enumerate(points):
        if (when := point.date) is None:
            continue
        label, told = point.label or "", f"{when}{_of(point.label)}"
        if seen.setdefault((str(when), label, point.note or ""), number) != number:
            yield number, f"two points are of {told}", "one, or a “note” that tells them apart"
        before = latest.setdefault((label, len(when.start)), when)
        if when.first < before.first:
            yield number, f"the point of {told} stands after that of {before}", "the order of time"
        latest[label, len(when.start)] = max(when, before)


def _of(label: str | None) -> str:
    return f" with the label “{label}”" if label else ""
