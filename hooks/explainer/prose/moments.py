"""Dates in running text, as precise as they are written, and the words for numbers."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..data.dates import When

_MONTHS = {name.casefold(): n for n, name in enumerate(calendar.month_name) if n}
_MONTHS |= {name.casefold(): n for n, name in enumerate(calendar.month_abbr) if n} | {"sept": 9}
_SMALL = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# Each at the place of its value: “zero” to “ninety-nine”.
NUMBERS = [*_SMALL, *(ten + one for ten in _TENS for one in ("", *(f"-{small}" for small in _SMALL[1:10])))]
_DAYS_IN_WORDS = re.findall(
    r"[\w-]+",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first",
)
ORDINALS = {word: n for n, word in enumerate(_DAYS_IN_WORDS, 1)}


def in_digits(value: float) -> str:
    """Write a number as the site does: no needless decimals, a comma between thousands."""
    return f"{round(value, 2) + 0.0:,.2f}".rstrip("0").rstrip(".")  # “+ 0.0”: nothing is “-0”


def number_word(number: int) -> str:
    """Write a count as prose does: “no”, one to ten in words, more in digits."""
    return ["no", *NUMBERS[1:11]][number] if number <= 10 else str(number)


def one_of(words: Iterable[str]) -> str:
    """Return a pattern of words, the longest first, so that none is found within another."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_FULL = "|".join(calendar.month_name[1:])
_SHORT = "|".join(name.capitalize() for name in _MONTHS if len(name) < 5 and name not in ("may", "june", "july"))
_MONTH = rf"(?:(?:{_FULL})\b|(?:{_SHORT})\b\.?)"
_YEAR = r"(?:1[6-9]|20)\d\d"
_DAY = rf"(?:(?:the\s+)?(?:{one_of(ORDINALS)})|[0-3]?\d(?:st|nd|rd|th)?)"
_AND = r"\s*(?:–|-|/|,|\bto\b|\band\b|\bor\b|\buntil\b|\bthrough\b)\s*"
_DAYS = re.compile(
    rf"(?<![\w.,-])(?P<days>{_DAY}(?:{_AND}{_DAY}){{0,5}})\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR})\b)?"
)
_AMERICAN = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?P<days>[0-3]?\d(?:st|nd|rd|th)?)(?![\d,.]*\d|\s*(?:%|percent))(?:,\s+(?P<year>{_YEAR})\b)?"
)
_ISO = re.compile(r"\b(?P<year>\d{4})-(?P<month>[01]\d)-(?P<days>[0-3]\d)\b")
_DOTTED = re.compile(
    rf"(?<![\w.,])(?P<days>0?[1-9]|[12]\d|3[01])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{_YEAR})\b(?![.,]\d)"
)
_MONTHLY = re.compile(rf"\b(?P<month>{_MONTH})(?:(?P<more>{_AND}{_MONTH})*)(?:\s+(?:of\s+)?(?P<year>{_YEAR})\b)?")
_SPAN = re.compile(r"[–/-]|\b(?:to|until|through)\b")
_YEARLY = re.compile(
    rf"(?:(?<![\w.,$€£-])|(?<=[mM]id-)|(?<=[eE]nd-))(?P<year>{_YEAR})(?:\s*[–/-]\s*(?P<short>\d\d)\b(?!\d))?(?![\d%]|[.,]\d|-\w)"
)
# Most texts hold no date at all.
_HINT = re.compile(rf"\b\d{{4}}\b|{_FULL}|\b(?:{_SHORT})\b")
# “May” and “March” are months behind one of these, or with a day or year.
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|of|by|since|until|till|from|to|for|late|early|mid|this|last|next|that|and|or|before|after|during|between"
    r"|through|each|every|end)[\s-]+|[–,(/-]\s*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Moment:
    """A date as far as it is written; `start` and `end` are its place in the text."""

    year: int | None
    month: int | None
    day: int | None
    start: int = 0
    end: int = 0
    edge: bool = False  # one end of a span of months: not just any month that a longer span touches

    @property
    def date(self) -> date | None:
        """The day, where all three parts are written and there is such a day."""
        if self.year and self.month and self.day and self.day <= calendar.monthrange(self.year, self.month)[1]:
            return date(self.year, self.month, self.day)
        return None


@lru_cache(maxsize=20_000)  # most texts are read for several checks
def moments(text: str) -> tuple[Moment, ...]:
    """Return the dates written in a text, the most precise reading of each, in no set order."""
    return tuple(_moments(text))


def _moments(text: str) -> Iterator[Moment]:
    if not _HINT.search(text):
        return
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        if any(start < match.end() and match.start() < end for start, end in taken):
            return False
        taken.append(match.span())
        return True

    for pattern in (_ISO, _DOTTED, _DAYS, _AMERICAN):
        for match in pattern.finditer(text):
            if free(match):
                year, month = match["year"], match["month"]
                for day in re.findall(_DAY, match["days"]):
                    yield _moment(match, year, _month(month), _day(day))
    for match in _MONTHLY.finditer(text):
        bare = match[0] in ("May", "March", "Mar", "Sept", "Dec", "Jan")
        if (not bare or _BEFORE_MONTH.search(text[: match.start()])) and free(match):
            months = [_month(word) for word in re.findall(_MONTH, match[0])]
            is_span = _SPAN.search(match["more"] or "") is not None
            for month in months:
                moment = _moment(match, match["year"], month, None)
                if moment.year and is_span and month > months[-1]:  # “December to March 2012” begins a year before
                    moment = replace(moment, year=moment.year - 1)
                yield replace(moment, edge=bool(match["more"]))
    for match in _YEARLY.finditer(text):
        if free(match):
            yield _moment(match, match["year"], None, None)
            if match["short"]:
                yield _moment(match, match["year"][:2] + match["short"], None, None)


def without_dates(text: str) -> str:
    """Blank out the dates in a text, every other letter in its place."""
    for moment in moments(text):
        text = text[: moment.start] + " " * (moment.end - moment.start) + text[moment.end :]
    return text


def _moment(match: re.Match[str], year: str | None, month: int | None, day: int | None) -> Moment:
    return Moment(int(year) if year else None, month, day, *match.span())


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS[word.rstrip(".").casefold()]


def _day(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS[word.rsplit(maxsplit=1)[-1].casefold()]


def fits(found: Moment, known: Moment) -> bool:
    """Tell whether a date says no more than a known one and nothing else."""
    # A year that a text leaves out is understood; a day or month that it leaves out is not known.
    year = found.year is None or known.year in (None, found.year)
    return year and found.month in (None, known.month) and found.day in (None, known.day)


def within(found: Moment, when: When) -> bool:
    """Tell whether a date is an end of a span, or a month or year that the span touches."""
    for edge in (when.start, when.end):
        year, month, day = [*map(int, edge.split("-")), None, None][:3]
        if fits(found, Moment(year, month, day)):
            return True
    if found.day or found.edge:
        return False
    if found.month:
        years = [found.year] if found.year else range(when.first.year, when.last.year + 1)
        return len(when.start) > 4 and any(_touches(when, year, found.month) for year in years)
    return found.year is not None and when.first.year <= found.year <= when.last.year


def _touches(when: When, year: int, month: int) -> bool:
    span = When.parse(f"{year:04}-{month:02}")
    return when.first <= span.last and span.first <= when.last
