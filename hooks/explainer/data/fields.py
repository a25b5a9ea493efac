"""The types of single fields: texts, dates, vocabularies, and ids that another file must have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from babel import Locale
from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo
from pydantic_core import PydanticCustomError

from .dates import When
from .problem import listing, nearest_name


@cache
def _names(kind: str) -> Mapping[str, str]:
    return {code: name for code, name in getattr(Locale("en"), kind).items() if code.isalpha()}


def language_name(code: str) -> str:
    """Return the English name of a language's code; KeyError where there is no such language."""
    return _names("languages")[code]


def is_language(code: str) -> bool:
    """Tell whether a code stands for a language."""
    return code in _names("languages")


def country_name(code: str) -> str:
    """Return the English name of a country's code; KeyError where there is no such country."""
    return _names("territories")[code]


def is_country(code: str) -> bool:
    """Tell whether a code stands for a country."""
    return code in _names("territories")


@dataclass(frozen=True)
class ColumnNote:
    """What a field holds, in words for those who download the tables; the article's own words fill its gaps."""

    text: str


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Date = Annotated[
    When,
    BeforeValidator(lambda value: When.parse(value) if isinstance(value, str) else value),
    ColumnNote("when, as precise as the source: a year, a month, a day, or two of them joined by “/”"),
]


def _one_day(value: When) -> When:
    if value.is_range or value.start.count("-") != 2:
        raise ValueError(f"“{value}” is no single day; allowed: a day such as 2024-07-13")
    return value


Day = Annotated[Date, AfterValidator(_one_day)]


def matching(pattern: str, allowed: str) -> AfterValidator:
    """Refuse a text that does not look like `pattern`; `allowed` says so to an editor."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(f"“{value}” does not fit; allowed: {allowed}")
        return value

    return AfterValidator(check)


Url = Annotated[Text, matching(r"https?://\S+", "an address that begins with https:// and has no spaces")]


def _known(is_known: Callable[[str], bool], what: str, allowed: str) -> AfterValidator:
    """Refuse letters that stand for nothing: the English name of what they stand for is shown."""

    def check(value: str) -> str:
        if not is_known(value):
            raise ValueError(f"“{value}” is no {what}; allowed: its letters in {allowed}")
        return value

    return AfterValidator(check)


Language = Annotated[
    Text,
    matching(r"[a-z]{2,3}", "the language’s two or three small letters, such as be"),
    _known(is_language, "language", "ISO 639, such as be, pl, ru or uk"),
]
Country = Annotated[
    Text,
    matching(r"[A-Z]{2}", "the country’s two capital letters, such as BY"),
    _known(is_country, "country", "ISO 3166, such as BY, PL, RU or UA"),
]


# Where the ids of a kind stand, if not in a file of its own.
_FILES: Mapping[str, str] = {"pages": "docs/"} | dict.fromkeys(
    ("actors", "actors at a side", "strands", "themes", "event themes", "paragraphs"), "data/edition.yml"
)


def _of(kind: str) -> AfterValidator:
    """Refuse an id that `data/KIND.yml` (for pages: `docs/`) does not have; the ids come with the context."""

    def check(value: str, info: ValidationInfo) -> str:
        ids = (info.context or {}).get(kind)
        if ids is None or value in ids:  # None: the file could not be read, and says so itself
            return value
        raise PydanticCustomError(
            "unknown_reference",
            "unknown reference",
            {
                "file": _FILES.get(kind, f"data/{kind}.yml"),
                "allowed": listing(ids, 30 if kind in _FILES and kind != "pages" else 6),
                "nearest": nearest_name(value, ids),
            },
        )

    check.kind = kind  # type: ignore[attr-defined]  # tables for download say which ids there are
    return AfterValidator(check)


SourceId = Annotated[Text, _of("sources")]
ClaimId = Annotated[Text, _of("claims")]
StatementId = Annotated[Text, _of("article")]
EventId = Annotated[Text, _of("events")]
PersonId = Annotated[Text, _of("people")]
PlaceId = Annotated[Text, _of("places")]
SeriesId = Annotated[Text, _of("series")]
TermId = Annotated[Text, _of("glossary")]
PageName = Annotated[Text, _of("pages")]
ScenarioId = Annotated[Text, _of("scenarios")]
ActorId = Annotated[Text, _of("actors")]
StrandId = Annotated[Text, _of("strands")]
ThemeId = Annotated[Text, _of("themes")]
SideActorId = Annotated[Text, _of("actors at a side")]  # those that stand around the middle
EventThemeId = Annotated[Text, _of("event themes")]  # of the themes those that events can have
Paragraph = Annotated[Text, _of("paragraphs")]
