"""The kinds of record in `data/`, typed and frozen; each class is the contract of one YAML file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, model_validator

from .fields import (
    ActorId,
    ClaimId,
    Country,
    Date,
    Day,
    EventThemeId,
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
    StrandId,
    TermId,
    Text,
    Url,
    Verdict,
)


class Part(BaseModel):
    """A piece of a record: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Record(Part):
    """One entry of a YAML file; `id` is its key there and `line` the line on which the key stands."""

    id: str
    line: int


_APART = re.compile(r"\s*[/,]\s+|\s+/\s+")


class Spelling(Part):
    """A way to write a name: plain text, or `form` with its language (BCP 47) or who writes it so."""

    form: Text
    lang: Language | None = None
    note: Text | None = None

    @property
    def forms(self) -> list[str]:
        """The ways to write it that share one line, parted by a stroke or a comma: “Wałęsa / Walesa”."""
        return _APART.split(self.form)


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


class Alternative(Part):
    """Another value that a source gives for the same point."""

    value: float
    qualifier: Qualifier
    source: SourceId


class Point(Part):
    """One value of a series; a missing one says so and is never filled in."""

    date: Date | None = None
    label: Text | None = None
    value: float | None
    qualifier: Qualifier
    source: SourceId | None = None
    note: Text | None = None
    residual: float | None = None
    alt: tuple[Alternative, ...] = ()

    @model_validator(mode="after")
    def _gap_is_a_gap(self) -> Self:
        if self.value is None and self.qualifier != "missing":
            raise ValueError(f"a point without a value is “{self.qualifier}”; allowed: “qualifier: missing”")
        if self.value is not None and self.qualifier == "missing":
            raise ValueError(f"the value {self.value:g} is “missing”; allowed: another qualifier, or no value")
        if self.value is not None and self.source is None:
            raise ValueError(f"the value {self.value:g} has no source; allowed: an id of data/sources.yml")
        if self.date is None and self.label is None:
            raise ValueError("a point has neither “date” nor “label”; allowed: at least one of them")
        return self


class Series(Record):
    """A measure over dates or labels, with who counted and what must not be done with it."""

    title: Text
    unit: Text
    what: Text
    counted_by: Text
    claims: tuple[ClaimId, ...] = ()
    points: tuple[Point, ...]
    total: Point | None = None
    cumulative: tuple[Point, ...] = ()
    caveats: tuple[Text, ...] = ()


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


WORDINGS = (
    "attributing-verbs",
    "speaking-verbs",
    "attributions",
    "speakers",
    "parties",
    "hedges",
    "author",
    "about",
    "at-least",
    "at-most",
    "units",
    "abbreviations",
)


class Wording(Record):
    """One list of words by which the checks read prose."""

    words: tuple[Text, ...]


class Exemption(Record):
    """A record that may be as it is, although a check would refuse it, and why."""

    kind: Literal["article", "claims", "sources", "charts", "glossary", "places"]
    allows: Literal["unused", "weak-alone"]
    reason: Text
