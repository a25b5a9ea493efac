"""The kinds of record in `data/`, typed and frozen; each class is the contract of one YAML file.

Sources, the glossary, series and the edition have modules of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from .fields import (
    ActorId,
    ClaimId,
    Country,
    Date,
    Day,
    EventThemeId,
    Hedge,
    Outcome,
    PageName,
    Paragraph,
    PersonId,
    PlaceId,
    Qualifier,
    SourceId,
    StatementId,
    Status,
    StrandId,
    Text,
    Verdict,
)
from .glossary import Acronym, Term
from .record import Part, Record
from .series import Series
from .sources import Source, Support
from .spelling import Alias


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

    strand: StrandId
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
    contradicted_by: tuple[SourceId, ...] = ()
    ambiguous: Text | None = None
    forecast: bool = False

    @model_validator(mode="after")
    def _contradicted_by_somebody(self) -> Self:
        differs = self.verdict == "differs"
        if differs and not self.contradicted_by:
            raise ValueError(
                "the verdict is “differs” and no source contradicts it; "
                "allowed: “contradicted_by:” with the sources, or “not-corroborated” where nothing was found"
            )
        if self.contradicted_by and not differs:
            raise ValueError(f"sources contradict it and the verdict is “{self.verdict}”; allowed: “differs”")
        if self.ambiguous and differs:
            raise ValueError(
                "the wording is ambiguous and the verdict is “differs”; "
                "allowed: the verdict of the more generous reading, such as “matches-with-detail”"
            )
        return self

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
    actor: ActorId
    claim: ClaimId
    theme: EventThemeId | None = None
    label: Text | None = None


class Person(Record):
    """A person, institution or state."""

    name: Text
    aliases: tuple[Alias, ...] = ()
    article_form: Text | None = None
    short: Text | None = None
    kind: Literal["person", "institution", "state"]
    role: Text
    background: Text | None = None
    since: Text | None = None
    in_article: bool
    paragraphs: tuple[Paragraph, ...] = ()
    principal: bool = False
    sources: tuple[Support, ...] = ()
    weak: bool = False

    @model_validator(mode="after")
    def _principals_are_people(self) -> Self:
        if self.principal and self.kind != "person":
            raise ValueError(f"a principal is of the kind “{self.kind}”; allowed: “person”")
        return self


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
}
