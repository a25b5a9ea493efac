"""The kinds of record in `data/`, typed and frozen; each class is the contract of one YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, model_validator

from .edition import Edition
from .fields import (
    Actor,
    ClaimId,
    Country,
    Date,
    Day,
    EventTheme,
    Hedge,
    Language,
    Outcome,
    PageName,
    Paragraph,
    PersonId,
    PlaceId,
    Qualifier,
    SourceId,
    StatementId,
    Status,
    Strand,
    TermId,
    Text,
    Url,
    Verdict,
)
from .record import Part, Record
from .series import Series


class Spelling(Part):
    """A way to write a name: plain text, or `form` with its language (BCP 47) or who writes it so."""

    form: Text
    lang: Language | None = None
    note: Text | None = None


Alias = Annotated[Spelling, BeforeValidator(lambda value: {"form": value} if isinstance(value, str) else value)]


class Support(Part):
    """What a source backs."""

    source: SourceId
    supports: Text


class Source(Record):
    """A work cited."""

    publisher: Text
    title: Text
    url: Url
    published: Date | None = None
    language: Language
    tier: Literal["A", "B", "C"]
    kind: Literal[
        "official",
        "wire",
        "press",
        "public-broadcaster",
        "state-media",
        "research",
        "rights-group",
        "monitoring-group",
        "reference",
        "aggregator",
    ]
    state: Text | None = None
    rechecked: bool = False
    title_is_label: bool = False
    via: Text | None = None
    also_at: tuple[Text, ...] = ()
    note: Text | None = None

    @property
    def title_language(self) -> str:
        """The language of the title as it is shown: a label is ours, and in English."""
        return "en" if self.title_is_label else self.language

    @property
    def label(self) -> str:
        """Who speaks through it, where a reader has to know: a state, an office, a mirror; "" otherwise."""
        speaker = {"state-media": "state media", "official": "official"}.get(self.kind, "")
        of_state = f"{speaker}, {self.state}" if speaker and self.state else speaker
        return ", ".join(filter(None, (of_state, "mirror or aggregator" if self.tier == "C" else "")))


class Figure(Part):
    """A number inside a claim: what is counted, how much, in which unit, how sure."""

    what: Text
    value: float | None
    value_max: float | None = None
    unit: Text
    qualifier: Qualifier
    note: Text | None = None


class Claim(Record):
    """One checked statement about the world, with who says it and how sure anyone can be."""

    strand: Strand
    title: Text
    statement: Text
    status: Status
    claimed_by: Text | None = None
    date: Date | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    article_says: Text | None = None
    differs: Text | None = None
    numbers: tuple[Figure, ...] = ()
    places: tuple[PlaceId, ...] = ()
    actors: tuple[PersonId, ...] = ()
    others: tuple[Text, ...] = ()
    sources: tuple[Support, ...]
    weak: bool = False

    @model_validator(mode="after")
    def _claimed_by_somebody(self) -> Self:
        if self.status == "claimed" and not self.claimed_by:
            raise ValueError("the status is “claimed” and nobody is named; allowed: “claimed_by:” with who says so")
        if not self.sources and not self.weak:
            raise ValueError("no source stands under this claim; allowed: at least one, or “weak: yes”")
        return self


class Statement(Record):
    """One statement of the article, restated, with its hedge and what the record makes of it."""

    paragraph: Paragraph
    restated: Text
    hedge: Hedge
    verdict: Verdict
    record: tuple[ClaimId, ...] = ()
    note: Text
    forecast: bool = False

    @property
    def status(self) -> Status:
        """How a citation of this statement is marked: the article's word is one side's."""
        if self.forecast:
            return "forecast"
        return "authors-reading" if self.verdict == "authors-reading" else "claimed"


class Event(Record):
    """A dated happening of the timeline; the claim tells it, the event says when and whose move it was.

    `theme` is for where the claim's strand does not tell it; `themes.py` knows which strand tells which.
    """

    date: Date
    actor: Actor
    claim: ClaimId
    theme: EventTheme | None = None
    label: Text | None = None


class Person(Record):
    """A person, institution or state."""

    name: Text
    aliases: tuple[Alias, ...] = ()
    article_form: Text | None = None
    short: Text | None = None
    kind: Literal["person", "institution", "state"]
    role_2024: Text
    background: Text | None = None
    since: Text | None = None
    in_article: bool
    paragraphs: tuple[Paragraph, ...] = ()
    sources: tuple[Support, ...] = ()
    weak: bool = False


class Place(Record):
    """A town centre or other point; latitude and longitude in degrees, WGS 84."""

    name: Text
    aliases: tuple[Alias, ...] = ()
    country: Country
    lat: Annotated[float, AfterValidator(lambda value: _within(value, 90))]
    lon: Annotated[float, AfterValidator(lambda value: _within(value, 180))]
    note: Text | None = None


def _within(value: float, limit: float) -> float:
    if abs(value) > limit:
        raise ValueError(f"{value:g} degrees are out of range; allowed: -{limit:g} to {limit:g}")
    return value


class Fact(Part):
    """A short line about a term; citations in it, or sources that its term names, back it."""

    text: Text
    sources: tuple[SourceId, ...] = ()


ShortFact = Annotated[Fact, BeforeValidator(lambda value: {"text": value} if isinstance(value, str) else value)]


class Term(Record):
    """A glossary entry; the term and its aliases are the forms that are linked in the text.

    `plurals` are written where the rule would be wrong, an empty list where there is none.
    """

    term: Text
    aliases: tuple[Alias, ...] = ()
    plurals: tuple[Text, ...] | None = None
    never_in: tuple[PageName, ...] = ()
    definition: Text
    facts: tuple[ShortFact, ...] = ()
    see_also: tuple[TermId, ...] = ()
    case: Literal["exact", "any"] = "any"
    paragraphs: tuple[Paragraph, ...] = ()
    sources: tuple[Support, ...] = ()
    weak: bool = False

    @model_validator(mode="after")
    def _leads_elsewhere(self) -> Self:
        if self.id in self.see_also:
            raise ValueError("“see_also” names the term itself; allowed: other terms")
        return self

    @model_validator(mode="after")
    def _says_what_sources_support(self) -> Self:
        named = [support.source for support in self.sources]
        for source in (id_ for fact in self.facts for id_ in fact.sources):
            if source not in named:
                allowed = ", ".join(named) or "“[^claim-id]” in its text"
                raise ValueError(
                    f"a fact rests on “{source}”, which is not among the term’s sources; allowed: {allowed}"
                )
        return self

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the entry says: its definition and its facts."""
        return (self.definition, *(fact.text for fact in self.facts))


class Acronym(Record):
    """An acronym that needs no glossary entry, and why."""

    form: Text
    because: Text


class Scenario(Record):
    """A forecast or expectation of the article and what became of it."""

    statements: tuple[StatementId, ...]
    forecast: Text
    outcome: Outcome
    as_of: Date
    result: Text
    claims: tuple[ClaimId, ...]


class Change(Record):
    """What changed for readers: something added, or a correction of what was wrong."""

    date: Day
    kind: Literal["addition", "correction"]
    title: Text
    what: Text
    pages: tuple[PageName, ...] = ()


KINDS: Mapping[str, type[Record]] = {
    "sources": Source,
    "claims": Claim,
    "article": Statement,
    "events": Event,
    "people": Person,
    "places": Place,
    "glossary": Term,
    "acronyms": Acronym,
    "series": Series,
    "scenarios": Scenario,
    "edition": Edition,
}
