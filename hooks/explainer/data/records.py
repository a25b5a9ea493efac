"""The kinds of record in `data/`, typed and frozen; each class is the contract of one YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .fields import (
    ActorId,
    ClaimId,
    ColumnNote,
    Country,
    Date,
    Day,
    EventThemeId,
    Language,
    PageName,
    Paragraph,
    PersonId,
    PlaceId,
    SourceId,
    StatementId,
    StrandId,
    TermId,
    Text,
    Url,
)
from .vocabularies import Hedge, Outcome, Qualifier, Status, Verdict


class Part(BaseModel):
    """A piece of a record: frozen, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def contradictions(self) -> Iterator[str]:
        """Yield what does not go together in its fields, each fault as a sentence; the first is told."""
        yield from ()

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        for fault in self.contradictions():
            raise ValueError(fault)
        return self


class Record(Part):
    """One entry of a YAML file; `id` is its key there and `line` the line on which the key stands."""

    id: Annotated[str, ColumnNote("the record’s id, which its permalink ends with")]
    line: int


_APART = re.compile(r"\s*[/,]\s+|\s+/\s+")


class Spelling(Part):
    """A way to write a name: plain text, or `form` with its language (BCP 47) or who writes it so."""

    form: Text
    lang: Language | None = None
    note: Text | None = None

    @property
    def forms(self) -> list[str]:
        """The ways to write it that share one line, parted by a stroke or a comma: “Holm / Holmgren”."""
        return _APART.split(self.form)


Alias = Annotated[Spelling, BeforeValidator(lambda value: {"form": value} if isinstance(value, str) else value)]
Aliases = Annotated[tuple[Alias, ...], ColumnNote("other spellings: each with its language or who writes it so")]


class Support(Part):
    """What a source backs."""

    source: SourceId
    supports: Text


# What several kinds of record hold.
Name = Annotated[Text, ColumnNote("the name as the site writes it")]
Remark = Annotated[Text, ColumnNote("a remark of the editors")]
Paragraphs = Annotated[tuple[Paragraph, ...], ColumnNote("paragraphs of the article that it belongs to{silent}")]
Claims = Annotated[tuple[ClaimId, ...], ColumnNote("ids of the claims that it rests on")]
Supports = Annotated[
    tuple[Support, ...], ColumnNote("what it rests on, the best first: each with the source’s id and what it supports")
]
Weak = Annotated[bool, ColumnNote("whether only mirrors, aggregators or wikis stand under it")]


class Source(Record):
    """A work cited."""

    publisher: Annotated[Text, ColumnNote("who published it")]
    title: Annotated[Text, ColumnNote("the headline as printed, or our label")]
    url: Annotated[Url, ColumnNote("where it was read")]
    published: Annotated[Date | None, ColumnNote("when it was published, as far as known")] = None
    language: Annotated[Language, ColumnNote("its language, ISO 639")]
    tier: Annotated[
        Literal["A", "B", "C"],
        ColumnNote("A of record, B other outlets and state media, C mirrors, aggregators and wikis"),
    ]
    kind: Annotated[
        Literal[
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
        ],
        ColumnNote("which kind of publisher"),
    ]
    state: Annotated[Text | None, ColumnNote("the state that speaks through it")] = None
    rechecked: Annotated[bool, ColumnNote("whether it was read a second time")] = False
    title_is_label: Annotated[bool, ColumnNote("whether the title is our label, as the headline was not seen")] = False
    via: Annotated[Text | None, ColumnNote("through whom it was read")] = None
    also_at: Annotated[tuple[Text, ...], ColumnNote("other addresses of the same work")] = ()
    note: Remark | None = None

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

    term: Annotated[Text, ColumnNote("the term")]
    aliases: Aliases = ()
    plurals: Annotated[
        tuple[Text, ...] | None, ColumnNote("its plurals, where the rule of adding “s” would be wrong")
    ] = None
    never_in: Annotated[tuple[PageName, ...], ColumnNote("pages on which it is not linked")] = ()
    definition: Annotated[Text, ColumnNote("what it means here")]
    facts: Annotated[
        tuple[ShortFact, ...],
        ColumnNote("facts about it, each with ids of what backs it: claims or statements in its text, or sources"),
    ] = ()
    see_also: Annotated[tuple[TermId, ...], ColumnNote("ids of related terms")] = ()
    case: Annotated[Literal["exact", "any"], ColumnNote("whether capitals have to agree for it to be linked")] = "any"
    paragraphs: Paragraphs = ()
    sources: Supports = ()
    weak: Weak = False

    def contradictions(self) -> Iterator[str]:
        if self.id in self.see_also:
            yield "“see_also” names the term itself; allowed: other terms"
        named = [support.source for support in self.sources]
        for source in (id_ for fact in self.facts for id_ in fact.sources):
            if source not in named:
                allowed = ", ".join(named) or "“[^claim-id]” in its text"
                yield f"a fact rests on “{source}”, which is not among the term’s sources; allowed: {allowed}"

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
    label: Annotated[Text | None, ColumnNote("the point’s name, where it is no date")] = None
    value: Annotated[float | None, ColumnNote("the number; empty where no count was found, and never filled in")]
    qualifier: Annotated[Qualifier, ColumnNote("how sure the number is")]
    source: Annotated[SourceId | None, ColumnNote("id of the source that gives it")] = None
    note: Remark | None = None
    residual: Annotated[
        float | None, ColumnNote("what a yearly total leaves for the point, where it has no count of its own")
    ] = None
    alt: Annotated[
        tuple[Alternative, ...], ColumnNote("other values for the same point: value, qualifier, source")
    ] = ()

    def contradictions(self) -> Iterator[str]:
        if self.value is None and self.qualifier != "missing":
            yield f"a point without a value is “{self.qualifier}”; allowed: “qualifier: missing”"
        if self.value is not None and self.qualifier == "missing":
            yield f"the value {self.value:g} is “missing”; allowed: another qualifier, or no value"
        if self.value is not None and self.source is None:
            yield f"the value {self.value:g} has no source; allowed: an id of data/sources.yml"
        if self.date is None and self.label is None:
            yield "a point has neither “date” nor “label”; allowed: at least one of them"


class Series(Record):
    """A measure over dates or labels, with who counted and what must not be done with it."""

    title: Annotated[Text, ColumnNote("a headline")]
    unit: Annotated[Text, ColumnNote("what is counted")]
    what: Annotated[Text, ColumnNote("what the numbers are of")]
    counted_by: Annotated[Text, ColumnNote("who counted")]
    claims: Claims = ()
    points: tuple[Point, ...]
    total: Point | None = None
    cumulative: tuple[Point, ...] = ()
    caveats: Annotated[tuple[Text, ...], ColumnNote("what must not be done with the numbers, and why")] = ()


class ClaimNumber(Part):
    """A number inside a claim: what is counted, how much, in which unit, how sure."""

    what: Text
    value: float | None
    value_max: float | None = None
    unit: Text
    qualifier: Qualifier
    note: Text | None = None


class Claim(Record):
    """One checked statement about the world, with who says it and how sure anyone can be."""

    strand: Annotated[StrandId, ColumnNote("the theme under which it is filed")]
    title: Annotated[Text, ColumnNote("the claim in a few words")]
    statement: Annotated[Text, ColumnNote("the claim in our words, no more than its sources say")]
    status: Annotated[Status, ColumnNote("how sure anyone can be")]
    claimed_by: Annotated[Text | None, ColumnNote("who says so")] = None
    date: Date | None = None
    paragraphs: Paragraphs = ()
    article_says: Annotated[Text | None, ColumnNote("what the article says, in our words")] = None
    differs: Annotated[Text | None, ColumnNote("how the record differs from the article")] = None
    numbers: Annotated[tuple[ClaimNumber, ...], ColumnNote("its numbers: what, value, unit, qualifier")] = ()
    places: Annotated[tuple[PlaceId, ...], ColumnNote("ids of places")] = ()
    actors: Annotated[tuple[PersonId, ...], ColumnNote("ids of people, institutions and states")] = ()
    others: Annotated[tuple[Text, ...], ColumnNote("names without an entry in who’s who")] = ()
    sources: Supports
    weak: Weak = False

    def contradictions(self) -> Iterator[str]:
        if self.status == "claimed" and not self.claimed_by:
            yield "the status is “claimed” and nobody is named; allowed: “claimed_by:” with who says so"
        if not self.sources and not self.weak:
            yield "no source stands under this claim; allowed: at least one, or “weak: yes”"


class Statement(Record):
    """One statement of the article, restated, with its hedge and what the record makes of it."""

    paragraph: Annotated[Paragraph, ColumnNote("where the article says it{silent}")]
    restated: Annotated[Text, ColumnNote("the statement in our words, never the article’s")]
    hedge: Annotated[Hedge, ColumnNote("how the article puts it")]
    verdict: Annotated[Verdict, ColumnNote("what the record makes of it")]
    record: Annotated[tuple[ClaimId, ...], ColumnNote("ids of the claims it was checked against")] = ()
    note: Annotated[Text, ColumnNote("what the record says")]
    contradicted_by: Annotated[
        tuple[SourceId, ...], ColumnNote("ids of the sources that say otherwise, where the verdict is “differs”")
    ] = ()
    ambiguous: Annotated[Text | None, ColumnNote("how a wording with two meanings was read")] = None
    forecast: Annotated[bool, ColumnNote("whether it looks ahead")] = False

    def contradictions(self) -> Iterator[str]:
        differs = self.verdict == "differs"
        if differs and not self.contradicted_by:
            yield (
                "the verdict is “differs” and no source contradicts it; "
                "allowed: “contradicted_by:” with the sources, or “not-corroborated” where nothing was found"
            )
        if self.contradicted_by and not differs:
            yield f"sources contradict it and the verdict is “{self.verdict}”; allowed: “differs”"
        if self.ambiguous and differs:
            yield (
                "the wording is ambiguous and the verdict is “differs”; "
                "allowed: the verdict of the more generous reading, such as “matches-with-detail”"
            )

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
    actor: Annotated[ActorId, ColumnNote("whose move it was")]
    claim: Annotated[ClaimId, ColumnNote("id of the claim that tells and backs it")]
    theme: Annotated[
        EventThemeId | None, ColumnNote("what it is about, where the strand of its claim does not say")
    ] = None
    label: Annotated[Text | None, ColumnNote("a few words for charts")] = None


class Person(Record):
    """A person, institution or state."""

    name: Name
    aliases: Aliases = ()
    article_form: Annotated[Text | None, ColumnNote("how the article writes the name, where it differs")] = None
    short: Annotated[
        Text | None, ColumnNote("the name once introduced, where it is not the last word of the whole one")
    ] = None
    kind: Annotated[Literal["person", "institution", "state"], ColumnNote("person, institution or state")]
    role: Annotated[Text, ColumnNote("role in {window}")]
    background: Annotated[Text | None, ColumnNote("what came before")] = None
    since: Annotated[Text | None, ColumnNote("what came later")] = None
    in_article: Annotated[bool, ColumnNote("whether the article names it")]
    paragraphs: Paragraphs = ()
    principal: Annotated[bool, ColumnNote("whether the entry stands first in who’s who")] = False
    sources: Supports = ()
    weak: Weak = False

    def contradictions(self) -> Iterator[str]:
        if self.principal and self.kind != "person":
            yield f"a principal is of the kind “{self.kind}”; allowed: “person”"


class Place(Record):
    """A town centre or other point; latitude and longitude in degrees, WGS 84."""

    name: Name
    aliases: Aliases = ()
    country: Annotated[Country, ColumnNote("the country it lies in, ISO 3166")]
    lat: Annotated[float, AfterValidator(lambda value: _within(value, 90)), ColumnNote("latitude in degrees, WGS 84")]
    lon: Annotated[float, AfterValidator(lambda value: _within(value, 180)), ColumnNote("longitude in degrees, WGS 84")]
    note: Remark | None = None


def _within(value: float, limit: float) -> float:
    if abs(value) > limit:
        raise ValueError(f"{value:g} degrees are out of range; allowed: -{limit:g} to {limit:g}")
    return value


class Scenario(Record):
    """A forecast or expectation of the article and what became of it."""

    statements: Annotated[tuple[StatementId, ...], ColumnNote("ids of the statements in which the article says it")]
    forecast: Annotated[Text, ColumnNote("the expectation in our words, as hedged as the article")]
    outcome: Annotated[Outcome, ColumnNote("what became of it")]
    as_of: Annotated[Date, ColumnNote("up to when it was followed")]
    result: Annotated[Text, ColumnNote("what happened, hedged as the sources are")]
    claims: Claims


class Change(Record):
    """What changed for readers: something added, or a correction of what was wrong."""

    date: Day
    kind: Literal["addition", "correction"]
    title: Text
    what: Text
    pages: tuple[PageName, ...] = ()


class Question(Record):
    """What readers type into the search, and where one of the first three results leads them."""

    typed: Annotated[tuple[Text, ...], Field(min_length=1)]
    page: PageName | None = None  # without one nothing may be found
    entry: Text | None = None  # the record on that page


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
