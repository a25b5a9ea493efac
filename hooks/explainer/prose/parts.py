"""Parts of months and years in running text, “early December 2011” and “the spring of 2012”, as the days they span."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .moments import moments

# How far into a month or year a part begins and ends at the most: words for parts are not exact.
_SHARES = {
    "early": (0.0, 0.45),
    "beginning of": (0.0, 0.45),
    "start of": (0.0, 0.45),
    "first half of": (0.0, 0.54),
    "mid": (0.2, 0.8),
    "middle of": (0.2, 0.8),
    "late": (0.55, 1.0),
    "end of": (0.6, 1.0),
    "close of": (0.6, 1.0),
    "second half of": (0.46, 1.0),
}
SEASONS = {"spring": (2, 15, 6, 22), "summer": (5, 20, 9, 23), "autumn": (8, 20, 12, 22), "fall": (8, 20, 12, 22)}
_PART = re.compile(
    rf"\b(?P<share>{'|'.join(_SHARES).replace(' ', chr(92) + 's+')})[\s-]+(?:in\s+)?(?:the\s+month\s+of\s+)?$|"
    rf"(?<!\bearly )(?<!\blate )\b(?P<season>{'|'.join(SEASONS)})(?:\s+of)?\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A part of a month or year, by its first and last day in each of the years it may be of; where it stands."""

    spans: tuple[tuple[date, date], ...]
    wholes: tuple[tuple[date, date], ...]  # the months or years that it is part of
    start: int
    end: int

    def fits(self, first: date, last: date) -> bool:
        """Tell whether some of these days lie in the part."""
        return any(begin <= last and first <= end for begin, end in self.spans)

    def concerns(self, first: date, last: date) -> bool:
        """Tell whether these days lie in the month or year that the part is of."""
        return any(begin <= first and last <= end for begin, end in self.wholes)


def parts(text: str, years: Collection[int]) -> Iterator[Part]:
    """Yield the parts that a text names; a year left out is one of `years`."""
    for moment in moments(text):
        named = None if moment.day else _PART.search(text, 0, moment.start)
        if not named or (named["season"] and moment.month):
            continue
        spans, wholes = [], []
        for year in [moment.year] if moment.year else sorted(years):
            first = date(year, moment.month or 1, 1)
            last = date(year, moment.month or 12, calendar.monthrange(year, moment.month or 12)[1])
            wholes.append((first, last))
            if named["season"]:
                month, day, last_month, last_day = SEASONS[named["season"].casefold()]
                spans.append((date(year, month, day), date(year, last_month, last_day)))
            else:
                begin, end = _SHARES[" ".join(named["share"].casefold().split())]
                length = (last - first).days
                spans.append((first + timedelta(int(begin * length)), first + timedelta(round(end * length))))
        yield Part(tuple(spans), tuple(wholes), named.start(), moment.end)
