"""Series of numbers, and which of them cannot be: parts of a person, two values of one day, points out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import Field

from .dates import When
from .fields import Date, Number, SourceId, Text
from .parts import Claims, Part, Record, Remark, where
from .problem import Report
from .reading import place_of
from .vocabularies import PointQualifier, ValueQualifier
from .yaml import YamlFile


class Alternative(Part):
    """Another value that a source gives for the same point."""

    value: Number = Field(description="the number")
    qualifier: ValueQualifier = Field(description="how sure the number is")
    source: SourceId = Field(description="the source that gives it")


class Point(Part):
    """One value of a series; a missing one says so and is never filled in."""

    model_config = where(
        "qualifier",
        ["missing"],
        {"properties": {"value": {"type": "null"}}},
        {"properties": {"value": {"type": ["number", "string"]}}},
    )

    date: Date | None = Field(None, examples=["2024-07"])
    label: Text | None = Field(None, description="the point’s name, where it is no date", examples=["by night"])
    value: Number | None = Field(
        description="the number; empty where no count was found, and never filled in", examples=["4"]
    )
    qualifier: PointQualifier = Field(description="how sure the number is", examples=["exact"])
    source: SourceId | None = Field(
        None, description="id of the source that gives it", examples=["example-agency-2024-09-03"]
    )
    note: Remark | None = Field(None, examples=["No count was found."])
    residual: Number | None = Field(
        None, description="what a yearly total leaves for the point, where it has no count of its own"
    )
    alt: tuple[Alternative, ...] = Field((), description="other values for the same point: value, qualifier, source")

    def contradictions(self) -> Iterator[str]:
        if self.value is None and self.qualifier != "missing":
            yield f"a point without a value is “{self.qualifier}”; allowed: “qualifier: missing”"
        if self.value is not None and self.qualifier == "missing":
            yield f"the value {self.value:g} is “missing”; allowed: another qualifier, or no value"
        if self.value is None and self.alt:
            yield "a missing point has other values; allowed: one of them as “value”, or no “alt”"
        given = [(self.value, self.source), *((one.value, one.source) for one in self.alt)]
        if len(set(given)) < len(given):
            yield "one source gives one value twice, as “value” or in “alt”; allowed: each once"
        if self.value is not None and self.source is None:
            yield f"the value {self.value:g} has no source; allowed: an id of data/sources.yml"
        if self.date is None and self.label is None:
            yield "a point has neither “date” nor “label”; allowed: at least one of them"


class Series(Record):
    """A measure over dates or labels, with who counted and what must not be done with it."""

    title: Text = Field(description="a headline", examples=["Flights seen, 2024"])
    unit: Text = Field(description="what is counted", examples=["flights"])
    what: Text = Field(description="what the numbers are of", examples=["Flights seen from the ground"])
    counted_by: Text = Field(description="who counted", examples=["Example monitors"])
    claims: Claims = ()
    points: tuple[Point, ...] = Field(
        description="its values in order, each with date or label",
        examples=[
            [
                {"date": "2024-07", "value": "4", "qualifier": "exact", "source": "example-agency-2024-09-03"},
                {"date": "2024-08", "value": "6", "qualifier": "at-least", "source": "example-agency-2024-09-03"},
                {"date": "2024-09", "value": None, "qualifier": "missing", "note": "No count was found."},
            ]
        ],
    )
    total: Point | None = Field(None, description="the number of the whole series, where a source gives one")
    cumulative: tuple[Point, ...] = Field((), description="running totals")
    caveats: tuple[Text, ...] = Field(
        (), description="what must not be done with the numbers, and why", examples=[["Sightings, so floors."]]
    )

    def contradictions(self) -> Iterator[str]:
        if self.unit in ("percent", "%") and _SHARE.search(f"{self.title} {self.what}"):
            for one in self.points:
                if one.value is not None and one.value > 100:
                    yield f"a share is {one.value:g} percent; allowed: 100 at most"


_SHARE = re.compile(r"\bshares?\b", re.IGNORECASE)
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
            values: list[tuple[tuple[str | int, ...], float | None]]
            values = [(("value",), point.value), (("residual",), point.residual)]
            values += [(("alt", number, "value"), other.value) for number, other in enumerate(point.alt)]
            for field, value in values:
                if value is not None and (fault := _value_fault(value, one.unit)):
                    mark = place_of(entry.node, (*path, *field)).start_mark
                    report.at(mark, f"“{one.id}”: “{field[0]}” is {value:.15g} {one.unit}", fault)
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
    if round(value, 2) != value:
        return "two decimals at most, as many as are shown"
    return ""


def _order_faults(points: tuple[Point, ...]) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each point that stands where an earlier one of its label should, and what is said of it."""
    seen: dict[tuple[str, str, str], int] = {}
    latest: dict[tuple[str, int], When] = {}  # a year may stand behind its months
    for number, point in enumerate(points):
        when, label = point.date, point.label or ""
        told = f"{when or 'no date'}{_of(point.label)}"
        if seen.setdefault((str(when), label, point.note or ""), number) != number:
            yield number, f"two points are of {told}", "one, or a “note” that tells them apart"
        if when is None:
            continue
        before = latest.setdefault((label, len(when.start)), when)
        if when.first < before.first:
            yield number, f"the point of {told} stands after that of {before}", "the order of time"
        latest[label, len(when.start)] = max(when, before)


def _of(label: str | None) -> str:
    return f" with the label “{label}”" if label else ""
