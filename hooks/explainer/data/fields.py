"""The types of single fields: texts, dates, vocabularies, and ids that another file must have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any
from unicodedata import name

from babel import Locale
from babel.core import get_global
from pydantic import (
    AfterValidator,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import (
    no_info_after_validator_function,
    no_info_before_validator_function,
    with_info_after_validator_function,
)

from .addresses import address_fault
from .dates import PATTERN, When
from .problem import listing, nearest_name

# English names by code, as Babel has them; regions of several countries have numbers.
LANGUAGES: Mapping[str, str] = {code: name for code, name in Locale("en").languages.items() if code.isalpha()}
COUNTRIES: Mapping[str, str] = {code: name for code, name in Locale("en").territories.items() if code.isalpha()}

CODES: Mapping[str, list[str]] = get_global("territory_aliases")  # codes of two letters by those of three


def language_name(code: str) -> str:
    """Return the English name of a language's code; KeyError where there is no such language."""
    return LANGUAGES[code]


# The letters of scripts, by the word with which their names in Unicode begin.
_LETTERS = {
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Arab": "ARABIC",
    "Hebr": "HEBREW",
    "Grek": "GREEK",
    "Geor": "GEORGIAN",
}
_LETTERS |= {"Armn": "ARMENIAN", "Deva": "DEVANAGARI", "Hans": "CJK", "Hant": "CJK", "Thai": "THAI"}


def other_letters(text: str, language: str) -> bool:
    """Tell whether most letters of a text are of another script than its language has; Latin may transcribe."""
    likely = get_global("likely_subtags").get(language, "").split("_")
    own = _LETTERS.get(likely[1]) if len(likely) > 1 else None
    scripts = Counter(name(sign, "").split(" ")[0] for sign in text if sign.isalpha())
    most = scripts.most_common(1)[0][0] if scripts else own
    return own is not None and most in _LETTERS.values() and most not in (own, "LATIN")


def country_name(code: str) -> str:
    """Return the English name of a country's code; KeyError where there is no such country."""
    return COUNTRIES[code]


def is_country(code: str, other: str, name: str) -> bool:
    """Tell whether a country of two letters is the one that maps have under a code of three, and a name."""
    return code in CODES.get(other, ()) or name == COUNTRIES[code]


_WORD = re.compile(r"\w+(?:[’'.,–-]\w+)*")


def count_words(text: str) -> int:
    """Count the words of a text; a number is one."""
    return len(_WORD.findall(text))


@dataclass(frozen=True, eq=False)  # what holds a mapping has no hash but its own
class Rule:
    """Refuses a value that is not right; `schema` says in the words of JSON Schema what can be said there of it."""

    is_right: Callable[[Any], object]
    told: Callable[[Any], str]
    schema: Mapping[str, Any] = field(default_factory=dict)

    def _check(self, value: Any) -> Any:
        if not self.is_right(value):
            raise ValueError(self.told(value))
        return value

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), **self.schema}


def only(is_right: Callable[[Any], object], told: str, **schema: Any) -> Rule:
    """Refuse a value that is not right; `told` says so to an editor, with “{}” for the value."""
    return Rule(is_right, told.format, schema)


def matching(pattern: str, allowed: str) -> Rule:
    """Refuse a text that does not look like `pattern`; `allowed` says so to an editor."""
    told = f"“{{}}” does not fit; allowed: {allowed}"
    return only(re.compile(pattern).fullmatch, told, looks_like=pattern, says=allowed)


def two(allowed: str) -> Rule:
    """Refuse a list of another length; `allowed` says what its two are."""

    def told(values: tuple[Any, ...]) -> str:
        return f"the list has {len(values)}; allowed: {allowed}"

    return Rule(lambda values: len(values) == 2, told, {"minItems": 2, "maxItems": 2})


@dataclass(frozen=True)
class ShortFor:
    """Lets a text alone stand for the part that has it in this field."""

    field: str

    def _whole(self, value: Any) -> Any:
        return {self.field: value} if isinstance(value, str) else value

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_before_validator_function(self._whole, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        whole = handler(schema)
        return {"anyOf": [handler.resolve_ref_schema(whole)["properties"][self.field], whole]}


@dataclass(frozen=True, eq=False)  # what holds a mapping has no hash but its own
class Meanings:
    """Says what each word of a vocabulary means; the schema of a record tells it to editors."""

    of: Mapping[str, str]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "meanings": dict(self.of)}


_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.(?!\d\d0$)\d{1,9})?", re.ASCII)  # “1.500” may mean a thousand


def plain_number(value: object) -> object:
    """Refuse what a computer reads and a person would not write of a count: 1e3, 1_000, 012, 1.500, thirty digits."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        raise PydanticCustomError("plain_number", "no number")
    return value


def _whole_number(value: object) -> object:
    if isinstance(value, str) and ("." in value or not _NUMBER.fullmatch(value.strip())):
        raise PydanticCustomError("plain_whole", "no whole number")
    return value


Whole = Annotated[int, BeforeValidator(_whole_number)]
Number = Annotated[
    float,
    BeforeValidator(plain_number),
    PlainSerializer(lambda value: int(value) if value == int(value) else value, when_used="json"),
]


def _degrees(most: int) -> Rule:
    told = f"{{:g}} degrees are out of range; allowed: -{most} to {most}"
    return only(lambda degrees: abs(degrees) <= most, told, minimum=-most, maximum=most)


Latitude = Annotated[Number, _degrees(85)]  # where the maps end
Longitude = Annotated[Number, _degrees(180)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Date = Annotated[
    When,
    BeforeValidator(lambda value: When.parse(value) if isinstance(value, str) else value),
    PlainSerializer(str, when_used="json"),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": PATTERN,
            "description": "when, as precise as the source: a year, a month, a day, or two of them joined by “/”",
        }
    ),
]
Months = Annotated[
    Date,
    only(lambda when: when.days < 3660, "“{}” is more than ten years; allowed: a span whose months can be told apart"),
]
Day = Annotated[
    Date,
    only(
        lambda when: when.first == when.last,
        "“{}” is no single day; allowed: a day such as 2024-07-13",
        looks_like=r"(\d{4}-\d{2}-\d{2})(/\1)?",
        says="a day such as 2024-07-13",
    ),
]


def _leads(address: str) -> str:
    if fault := address_fault(address, ours=False):
        raise ValueError(
            f"“{address}” may not be led to: {fault}; allowed: an address such as https://example.org/page"
        )
    return address


Url = Annotated[
    Text, matching(r"https?://\S+", "an address that begins with https:// and has no spaces"), AfterValidator(_leads)
]
Language = Annotated[
    Text,
    matching(r"[a-z]{2,3}", "the language’s two or three small letters, such as be"),
    only(LANGUAGES.get, "“{}” is no language; allowed: its letters in ISO 639, such as be, pl, ru or uk"),
]
Country = Annotated[
    Text,
    matching(r"[A-Z]{2}", "the country’s two capital letters, such as BY"),
    only(COUNTRIES.get, "“{}” is no country; allowed: its letters in ISO 3166, such as BY, PL, RU or UA"),
]
# As it stands behind the site's own, with “/” for the front page; of signs that mean the same to every host.
_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9._~-]*/"
Address = Annotated[
    Text,
    matching(
        rf"(?:/|(?:{_SEGMENT})+)(?:#[A-Za-z0-9][A-Za-z0-9._~-]*)?",
        "an address under the site such as glossary/ or glossary/#term, of plain letters, digits and hyphens; "
        "that of the front page is /",
    ),
]
_OF_FILES = re.compile(r"(?:assets|search)/|charts/[^/#]+/embed/", re.IGNORECASE)
PageAddress = Annotated[  # where a page stood: no segment has an ending, for a file may stand there
    Text,
    only(
        lambda address: not _OF_FILES.match(address),
        "no page of its own stood at “{}”; allowed: the address of a page; the frame of a chart goes with its page",
    ),
    matching(
        r"(?:/|(?:[A-Za-z0-9](?:[A-Za-z0-9_~-]|\.(?![A-Za-z/])){0,99}/){1,5})(?:#[A-Za-z0-9][A-Za-z0-9._~-]*)?",
        "the address of a page such as old-page/, of plain letters, digits and hyphens, or glossary/#term",
    ),
]
InnerAddress = Annotated[
    Text,
    matching(rf"(?:{_SEGMENT})+(?:#[A-Za-z0-9][A-Za-z0-9._~-]*)?", "the address of a page, such as about/#corrections"),
]


# Where the ids of a kind stand, if not in a file of its own.
_FILES: Mapping[str, str] = {"pages": "docs/"} | dict.fromkeys(
    ("actors", "actors at a side", "strands", "themes", "event themes", "paragraphs"), "data/edition.yml"
)


def file_of(kind: str) -> str:
    """Return the file or folder in which the ids of a kind stand."""
    return _FILES.get(kind, f"data/{kind}.yml")


@dataclass(frozen=True)
class IdOf:
    """Refuses an id that `data/KIND.yml` (for pages: `docs/`) does not have; the ids come with the context.

    The schema of a record says of which kind its ids are.
    """

    kind: str

    def _check(self, value: str, info: ValidationInfo) -> str:
        ids = (info.context or {}).get(self.kind)
        if ids is None or value in ids:  # None: the file could not be read, and says so itself
            return value
        raise PydanticCustomError(
            "unknown_reference",
            "unknown reference",
            {
                "file": file_of(self.kind),
                "allowed": listing(ids, 30 if self.kind in _FILES and self.kind != "pages" else 6),
                "nearest": nearest_name(value, ids),
            },
        )

    def __get_pydantic_core_schema__(self, source: type, handler: GetCoreSchemaHandler) -> CoreSchema:
        return with_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "id_of": self.kind}


SourceId = Annotated[Text, IdOf("sources")]
ClaimId = Annotated[Text, IdOf("claims")]
StatementId = Annotated[Text, IdOf("article")]
EventId = Annotated[Text, IdOf("events")]
PersonId = Annotated[Text, IdOf("people")]
PlaceId = Annotated[Text, IdOf("places")]
SeriesId = Annotated[Text, IdOf("series")]
TermId = Annotated[Text, IdOf("glossary")]
PageName = Annotated[Text, IdOf("pages")]
ScenarioId = Annotated[Text, IdOf("scenarios")]
ActorId = Annotated[Text, IdOf("actors")]
StrandId = Annotated[Text, IdOf("strands")]
ThemeId = Annotated[Text, IdOf("themes")]
SideActorId = Annotated[Text, IdOf("actors at a side")]  # those that stand around the middle
EventThemeId = Annotated[Text, IdOf("event themes")]  # of the themes those that events can have
Paragraph = Annotated[Text, IdOf("paragraphs")]
