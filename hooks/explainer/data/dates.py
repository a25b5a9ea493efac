"""Dates as sources give them: a year, a month, a day, or a range between two of them."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

_ONE = r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?"
_FORM = re.compile(rf"({_ONE})(?:/({_ONE}))?")
PATTERN = rf"{_ONE}(?:/{_ONE})?"
ALLOWED = "2024, 2024-07, 2024-07-13, or two of them joined by “/”"


@dataclass(frozen=True, order=True)
class When:
    """A point or span of time, as precise as its source; `start` and `end` are ISO 8601, possibly cut."""

    start: str
    end: str

    @classmethod
    def parse(cls, text: str) -> When:
        """Read `2024`, `2024-07`, `2024-07-13` or two of them joined by `/`; ValueError says what is allowed."""
        match = _FORM.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"“{text}” is no date; allowed: {ALLOWED}")
        start, end = match[1], match[2] or match[1]
        when = cls(start, end)
        if when.last < when.first:
            raise ValueError(f"“{text}” ends before it begins; allowed: {ALLOWED}")
        return when

    @cached_property
    def first(self) -> date:
        return _edge(self.start, last=False)

    @cached_property
    def last(self) -> date:
        return _edge(self.end, last=True)

    @property
    def days(self) -> int:
        """How many days the span has, its first and its last included."""
        return (self.last - self.first).days + 1

    @property
    def month_starts(self) -> list[date]:
        """The first of each month of the span, and the span's own first day."""
        days = (self.first + timedelta(number) for number in range(self.days))
        return [day for day in days if day == self.first or day.day == 1]

    @property
    def has_day(self) -> bool:
        """Whether it is known on which day it began."""
        return self.start.count("-") == 2

    @property
    def repeats_month(self) -> bool:
        """Whether a month comes again in it, so that a day and its month do not say enough."""
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month > 11

    @property
    def is_range(self) -> bool:
        """Whether the span has an end of its own."""
        return self.start != self.end

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.is_range else self.start

    @property
    def words(self) -> str:
        """The date as the site writes it: “13 July 2024”, “July 2024”, “22–26 June 2024”."""
        if not self.is_range:
            return _words(self.start)
        left, right = self.start.split("-"), self.end.split("-")
        if len(left) == len(right) == 3 and left[:2] == right[:2]:
            return f"{int(left[2])}–{_words(self.end)}"
        if len(left) == len(right) >= 2 and left[0] == right[0]:
            return f"{_words(self.start).rsplit(' ', 1)[0]} – {_words(self.end)}"
        return f"{_words(self.start)} – {_words(self.end)}"


def _edge(text: str, *, last: bool) -> date:
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else (12 if last else 1)
    if not 1 <= month <= 12:
        raise ValueError(f"“{text}” has no such month; allowed: {ALLOWED}")
    days = calendar.monthrange(year, month)[1]
    day = rest[1] if len(rest) > 1 else (days if last else 1)
    if not 1 <= day <= days:
        raise ValueError(f"“{text}” has no such day; allowed: {ALLOWED}")
    return date(year, month, day)


def _words(text: str) -> str:
    year, *rest = text.split("-")
    month = [calendar.month_name[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])
