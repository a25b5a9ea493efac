"""A title that says more than the data: a number that is a floor or about, told as if it were exact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Problem, listing
from .chart import ChartRecord, Table

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_YEARS = range(1900, 2101)
_BEFORE = 30  # characters before a number in which its qualifier stands
_SAID = {
    "at-least": ("at least", "more than", "over", "no fewer than"),
    "about": ("about", "near", "roughly", "around", "just under"),
}


def overstated(chart: ChartRecord, table: Table) -> Iterator[Problem]:
    """Yield the numbers of a title that no point has but with a qualifier, and that stand there without one."""
    for match in _NUMBER.finditer(chart.title):
        value = _WORDS.get(match[0].lower()) or float(match[0].replace(",", ""))
        qualifiers = {row.point.qualifier for row in table.rows if row.point and row.point.value == value}
        if value in _YEARS or not qualifiers or not qualifiers <= set(_SAID):
            continue
        before = chart.title[max(0, match.start() - _BEFORE) : match.start()].lower()
        allowed = [words for qualifier in sorted(qualifiers) for words in _SAID[qualifier]]
        if not any(re.search(rf"\b{words}\b", before) for words in allowed):
            found = (
                f"“{chart.id}”: the title tells “{match[0]}” as exact, the series as {' or '.join(sorted(qualifiers))}"
            )
            yield Problem(
                "data/charts.yml", chart.line, 1, found, "before it " + listing(f"“{one}”" for one in allowed)
            )
