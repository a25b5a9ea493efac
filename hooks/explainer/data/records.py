"""The kinds of record in `data/`, typed and frozen; each class is the contract of one YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .fields import (
    ActorId,
    Address,
    ClaimId,
    Country,
    Date,
    Day,
    EventThemeId,
    Language,
    Number,
    PageName,
    Paragraph,
    PersonId,
    PlaceId,
    Rule,
    ShortFor,
    SourceId,
    StatementId,
    StrandId,
    TermId,
    Text,
    Url,
    Written,
    matching,
    only,
)
from .vocabularies import STATUSES, Hedge, Outcome, Qualifier, Status, Verdict


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

    id: str = Field(description="the record’s id, which its permalink ends with")
    line: int


_APART = re.compile(r"\s*[/,]\s+|\s+/\s+")


class Spelling(Part):
    """A way to write a name: plain text, or `form` with its language (BCP 47) or who writes it so."""

    form: Text = Field(description="the name as it is written there")
    lang: Language | None = Field(None, description="the language it is in, ISO 639")
    note: Text | None = Field(None, description="who writes it so")

    @property
    def forms(self) -> list[str]:
        """The ways to write it that share one line, parted by a stroke or a comma: “Holm / Holmgren”."""
        return _APART.split(self.form)


Alias = Annotated[Spelling, ShortFor("form")]
Aliases = Annotated[tuple[Alias, ...], Field(description="other spellings: each with its language or who writes it so")]


def where(field: str, words: Iterable[str], then: Mapping[str, Any], otherwise: Mapping[str, Any]) -> ConfigDict:
    """Let the schema say what a field with one of these words asks of the others, as `contradictions` does."""
    named = {"properties": {field: {"enum": list(words)}}, "required": [field]}
    told: dict[str, Any] = {"if": named, "then": then, "else": otherwise}
    return ConfigDict(json_schema_extra=told)


class Support(Part):
    """What a source backs."""

    source: SourceId = Field(description="the source")
    supports: Text = Field(description="what the source backs, in a few words")


# What several kinds of record hold.
Name = Annotated[Text, Field(description="the name as the site writes it")]
Remark = Annotated[Text, Field(description="a remark of the editors")]
Paragraphs = Annotated[tuple[Paragraph, ...], Field(description="paragraphs of the article that it belongs to{silent}")]
Claims = Annotated[tuple[ClaimId, ...], Field(description="ids of the claims that it rests on")]
Supports = Annotated[
    tuple[Support, ...],
    Field(description="what it rests on, the best first: each with the source’s id and what it supports"),
]
Weak = Annotated[bool, Field(description="whether only mirrors, aggregators or wikis stand under it")]


class ArchivedCopy(Part):
    """A copy of a work that an archive keeps."""

    url: Url = Field(description="its address in the archive")
    date: Day = Field(description="the day on which it was made")


class Source(Record):
    """A work cited."""

    publisher: Text = Field(description="who published it", examples=["Example Agency"])
    title: Text = Field(description="the headline as printed, or our label", examples=["The headline as printed"])
    url: Url = Field(description="where it was read", examples=["https://example.org/2024/09/03/headline"])
    published: Date | None = Field(None, description="when it was published, as far as known", examples=["2024-09-03"])
    language: Language = Field(description="its language, ISO 639", examples=["en"])
    tier: Literal["A", "B", "C"] = Field(
        description="A of record, B other outlets and state media, C mirrors, aggregators and wikis", examples=["A"]
    )
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
    ] = Field(description="which kind of publisher", examples=["wire"])
    state: Text | None = Field(None, description="the state that speaks through it")
    rechecked: bool = Field(False, description="whether it was read a second time")
    title_is_label: bool = Field(False, description="whether the title is our label, as the headline was not seen")
    via: Text | None = Field(None, description="through whom it was read")
    also_at: tuple[Text, ...] = Field((), description="other addresses of the same work")
    checked: Day | None = Field(None, description="when its address was last found to lead somewhere")
    dead: Day | None = Field(None, description="since when its address is known to lead nowhere")
    archived: ArchivedCopy | None = Field(
        None, description="a copy that an archive keeps: its address, and the day on which it was made"
    )
    note: Remark | None = None

    def contradictions(self) -> Iterator[str]:
        if self.checked and self.dead and self.checked.first >= self.dead.first:
            yield f"“checked” is {self.checked}, and “dead” is {self.dead}; allowed: “checked” before it, or no “dead”"

    @property
    def address(self) -> str:
        """Where readers are led: to the archived copy where its own address is dead."""
        return self.archived.url if self.dead and self.archived else self.url

    @property
    def title_language(self) -> str:
        """The language of the title as it is shown: a label is ours, and in English."""
        return "en" if self.title_is_label else self.language

    @property
    def published_words(self) -> str:
        """When it was published, as the site writes it."""
        return self.published.words if self.published else "no date"

    @property
    def label(self) -> str:
        """Who speaks through it, where a reader has to know: a state, an office, a mirror; "" otherwise."""
        speaker = {"state-media": "state media", "official": "official"}.get(self.kind, "")
        of_state = f"{speaker}, {self.state}" if speaker and self.state else speaker
        return ", ".join(filter(None, (of_state, "mirror or aggregator" if self.tier == "C" else "")))


class Fact(Part):
    """A short line about a term; citations in it, or sources that its term names, back it."""

    text: Text = Field(description="a short line, with [^claim-id] in it where claims back it")
    sources: tuple[SourceId, ...] = Field(
        (), description="ids of the sources that back it; they stand under the term’s sources, too"
    )


class Term(Record):
    """A glossary entry; the term and its aliases are the forms that are linked in the text.

    `plurals` are written where the rule would be wrong, an empty list where there is none.
    """

    term: Text = Field(description="the term", examples=["Readiness check"])
    aliases: Aliases = Field(
        (), examples=[["check of combat readiness", {"form": "проверка боевой готовности", "lang": "ru"}]]
    )
    plurals: tuple[Text, ...] | None = Field(
        None, description="its plurals, where the rule of adding “s” would be wrong"
    )
    never_in: tuple[PageName, ...] = Field((), description="pages on which it is not linked")
    definition: Text = Field(
        description="what it means here",
        examples=[
            "An exercise in which units are alerted without notice, so that their command sees how fast they can move."
        ],
    )
    facts: tuple[Annotated[Fact, ShortFor("text")], ...] = Field(
        (),
        description="facts about it, each with ids of what backs it: claims or statements in its text, or sources",
        examples=[
            [
                "The ministry started one on 3 September 2024[^inspector-visits-two-units]",
                {"text": "Units learn of it when the alarm is given", "sources": ["example-agency-2024-09-03"]},
            ]
        ],
    )
    see_also: tuple[TermId, ...] = Field((), description="ids of related terms")
    case: Literal["exact", "any"] = Field("any", description="whether capitals have to agree for it to be linked")
    paragraphs: Paragraphs = ()
    sources: Supports = Field(
        (), examples=[[{"source": "example-agency-2024-09-03", "supports": "what such a check contains"}]]
    )
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

    form: Text = Field(description="the acronym as it stands in the text")
    because: Text = Field(description="why it needs no glossary entry")


class Alternative(Part):
    """Another value that a source gives for the same point."""

    value: Written = Field(description="the number")
    qualifier: Qualifier = Field(description="how sure the number is")
    source: SourceId = Field(description="the source that gives it")


class Point(Part):
    """One value of a series; a missing one says so and is never filled in."""

    model_config = where(
        "qualifier",
        ["missing"],
        {"properties": {"value": {"type": "null"}}},
        {"properties": {"value": {"type": ["number", "string"]}}},
    )

    date: Date | None = Field(None, examples=["2024-07"])
    label: Text | None = Field(None, description="the point’s name, where it is no date", examples=["by night"])
    value: Written | None = Field(
        description="the number; empty where no count was found, and never filled in", examples=["4"]
    )
    qualifier: Qualifier = Field(description="how sure the number is", examples=["exact"])
    source: SourceId | None = Field(
        None, description="id of the source that gives it", examples=["example-agency-2024-09-03"]
    )
    note: Remark | None = Field(None, examples=["No count was found."])
    residual: Written | None = Field(
        None, description="what a yearly total leaves for the point, where it has no count of its own"
    )
    alt: tuple[Alternative, ...] = Field((), description="other values for the same point: value, qualifier, source")

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

    title: Text = Field(description="a headline", examples=["Flights seen, 2024"])
    unit: Text = Field(description="what is counted", examples=["flights"])
    what: Text = Field(description="what the numbers are of", examples=["Flights seen from the ground"])
    counted_by: Text = Field(description="who counted", examples=["Example monitors"])
    claims: Claims = ()
    points: tuple[Point, ...] = Field(
        description="its values in order, each with date or label",
        examples=[
            [
                {"date": "2024-07", "value": "4", "qualifier": "exact", "source": "example-agency-2024-09-03"},
                {"date": "2024-08", "value": "6", "qualifier": "at-least", "source": "example-agency-2024-09-03"},
                {"date": "2024-09", "value": None, "qualifier": "missing", "note": "No count was found."},
            ]
        ],
    )
    total: Point | None = Field(None, description="the number of the whole series, where a source gives one")
    cumulative: tuple[Point, ...] = Field((), description="running totals")
    caveats: tuple[Text, ...] = Field(
        (), description="what must not be done with the numbers, and why", examples=[["Sightings, so floors."]]
    )


class ClaimNumber(Part):
    """A number inside a claim: what is counted, how much, in which unit, how sure."""

    what: Text = Field(description="what is counted")
    value: Number | None = Field(description="the number; empty where there is none")
    value_max: Number | None = Field(None, description="the upper end of a range")
    unit: Text = Field(description="the unit, such as km or percent")
    qualifier: Qualifier = Field(description="how sure the number is")
    note: Text | None = Field(None, description="what has to be said of the number")


class Claim(Record):
    """One checked statement about the world, with who says it and how sure anyone can be."""

    model_config = where(
        "status", [id_ for id_, row in STATUSES.items() if row.named], {"required": ["claimed_by"]}, {}
    )

    strand: StrandId = Field(description="the theme under which it is filed", examples=["strand-id"])
    title: Text = Field(description="the claim in a few words", examples=["Inspector visits two units"])
    statement: Text = Field(
        description="the claim in our words, no more than its sources say",
        examples=["On 3 September 2024 the ministry said that an inspector had visited two units near the border."],
    )
    status: Status = Field(description="how sure anyone can be", examples=["claimed"])
    claimed_by: Text | None = Field(None, description="who says so", examples=["the ministry"])
    date: Date | None = None
    paragraphs: Paragraphs = Field((), examples=[["p2"]])
    article_says: Text | None = Field(None, description="what the article says, in our words")
    differs: Text | None = Field(None, description="how the record differs from the article")
    numbers: tuple[ClaimNumber, ...] = Field((), description="its numbers: what, value, unit, qualifier")
    places: tuple[PlaceId, ...] = Field((), description="ids of places", examples=[["place-id"]])
    actors: tuple[PersonId, ...] = Field(
        (), description="ids of people, institutions and states", examples=[["person-id"]]
    )
    others: tuple[Text, ...] = Field((), description="names without an entry in who’s who")
    sources: Supports = Field(
        examples=[[{"source": "example-agency-2024-09-03", "supports": "the announcement, quoted"}]]
    )
    weak: Weak = False

    def contradictions(self) -> Iterator[str]:
        if STATUSES[self.status].named and not self.claimed_by:
            yield f"the status is “{self.status}” and nobody is named; allowed: “claimed_by:” with who says so"
        if not self.sources and not self.weak:
            yield "no source stands under this claim; allowed: at least one, or “weak: yes”"

    @property
    def named(self) -> str:
        """Who says so, where its status is told with whose word it is; "" otherwise."""
        return self.claimed_by or "" if STATUSES[self.status].named else ""


class Statement(Record):
    """One statement of the article, restated, with its hedge and what the record makes of it."""

    model_config = where(
        "verdict",
        ["differs"],
        {
            "required": ["contradicted_by"],
            "properties": {"contradicted_by": {"minItems": 1}, "ambiguous": {"type": "null"}},
        },
        {"properties": {"contradicted_by": {"maxItems": 0}}},
    )

    paragraph: Paragraph = Field(description="where the article says it{silent}")
    restated: Text = Field(description="the statement in our words, never the article’s")
    hedge: Hedge = Field(description="how the article puts it")
    verdict: Verdict = Field(description="what the record makes of it")
    record: tuple[ClaimId, ...] = Field((), description="ids of the claims it was checked against")
    note: Text = Field(description="what the record says")
    contradicted_by: tuple[SourceId, ...] = Field(
        (), description="ids of the sources that say otherwise, where the verdict is “differs”"
    )
    ambiguous: Text | None = Field(None, description="how a wording with two meanings was read")
    forecast: bool = Field(False, description="whether it looks ahead")

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

    `theme` is for where the claim's strand does not tell it.
    """

    date: Date = Field(examples=["2024-09-03"])
    actor: ActorId = Field(description="whose move it was", examples=["actor-id"])
    claim: ClaimId = Field(
        description="id of the claim that tells and backs it", examples=["inspector-visits-two-units"]
    )
    theme: EventThemeId | None = Field(None, description="what it is about, where the strand of its claim does not say")
    label: Text | None = Field(None, description="a few words for charts", examples=["inspector at two units"])


class Person(Record):
    """A person, institution or state."""

    name: Name = Field(examples=["Jane Example"])
    aliases: Aliases = Field((), examples=[[{"form": "Джейн Экзампл", "lang": "ru"}]])
    article_form: Text | None = Field(None, description="how the article writes the name, where it differs")
    short: Text | None = Field(
        None, description="the name once introduced, where it is not the last word of the whole one"
    )
    kind: Literal["person", "institution", "state"] = Field(
        description="person, institution or state", examples=["person"]
    )
    role: Text = Field(description="role in {window}", examples=["Head of the ministry; announced the visit."])
    background: Text | None = Field(None, description="what came before")
    since: Text | None = Field(None, description="what came later")
    in_article: bool = Field(description="whether the article names it", examples=["no"])
    paragraphs: Paragraphs = ()
    principal: bool = Field(False, description="whether the entry stands first in who’s who")
    sources: Supports = Field((), examples=[[{"source": "example-agency-2024-09-03", "supports": "her office"}]])
    weak: Weak = False

    def contradictions(self) -> Iterator[str]:
        if self.principal and self.kind != "person":
            yield f"a principal is of the kind “{self.kind}”; allowed: “person”"


def _degrees(most: int) -> Rule:
    told = f"{{:g}} degrees are out of range; allowed: -{most} to {most}"
    return only(lambda degrees: abs(degrees) <= most, told, minimum=-most, maximum=most)


Latitude = Annotated[Number, _degrees(90)]
Longitude = Annotated[Number, _degrees(180)]


class Place(Record):
    """A town centre or other point; latitude and longitude in degrees, WGS 84."""

    name: Name = Field(examples=["Exampleville"])
    aliases: Aliases = Field((), examples=[[{"form": "Экзамплвиль", "lang": "ru"}]])
    country: Country = Field(description="the country it lies in, ISO 3166", examples=["SE"])
    lat: Latitude = Field(description="latitude in degrees, WGS 84", examples=["59.33"])
    lon: Longitude = Field(description="longitude in degrees, WGS 84", examples=["18.07"])
    note: Remark | None = None


class Scenario(Record):
    """A forecast or expectation of the article and what became of it."""

    statements: tuple[StatementId, ...] = Field(description="ids of the statements in which the article says it")
    forecast: Text = Field(description="the expectation in our words, as hedged as the article")
    outcome: Outcome = Field(description="what became of it")
    as_of: Date = Field(description="up to when it was followed")
    result: Text = Field(description="what happened, hedged as the sources are")
    claims: Claims


class Change(Record):
    """What changed for readers: something added, or a correction of what was wrong."""

    date: Day = Field(description="the day on which the change is published")
    kind: Literal["addition", "correction"] = Field(
        description="addition, or correction, which says plainly what was wrong"
    )
    title: Text = Field(description="what it is about, in a few words")
    what: Text = Field(description="what changed, in a sentence or two")
    pages: tuple[PageName, ...] = Field((), description="pages on which it shows, the chief one first")


_CREATIVE_COMMONS = re.compile(r"CC (BY(?:-NC)?(?:-ND|-SA)?) ([1-4]\.\d)")


class PictureRecord(Record):
    """A picture that editors add; its file stands in docs/assets/pictures/, its caption where it is shown."""

    file: Annotated[
        Text,
        matching(
            r"[a-z0-9]+(-[a-z0-9]+)*\.(webp|png|jpe?g)",
            "the name of a file in docs/assets/pictures/, of small letters, digits and hyphens, "
            "that ends with .webp, .png, .jpg or .jpeg",
        ),
    ] = Field(description="its file in docs/assets/pictures/")
    alt: Text = Field(description="what is to be seen, for those who do not see it")
    author: Text = Field(description="who made it")
    licence: Text = Field(description="on which terms it may be shown: CC BY-SA 4.0, public domain, with permission …")
    licence_url: Url | None = Field(None, description="where these terms stand; of CC licences it is known")
    source: Url | None = Field(None, description="where it was taken from")
    date: Date | None = Field(None, description="when it was made, as far as known")

    @property
    def terms_url(self) -> str:
        """Where the terms of its licence stand, or ""."""
        if self.licence_url:
            return self.licence_url
        if self.licence == "CC0 1.0":
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        known = _CREATIVE_COMMONS.fullmatch(self.licence)
        return f"https://creativecommons.org/licenses/{known[1].lower()}/{known[2]}/" if known else ""


class Redirect(Record):
    """An address of the site that led somewhere once, and where it leads now."""

    old: Address = Field(alias="from", description="the address that is gone")
    to: Address | None = Field(None, description="where it leads now")
    gone: bool = Field(False, description="whether what stood there is gone, and nothing stands in for it")
    since: Day = Field(description="since when")
    why: Text | None = Field(None, description="what became of it, in a sentence for readers")

    def contradictions(self) -> Iterator[str]:
        if self.gone == bool(self.to):
            found = "both “to” and “gone: yes”" if self.gone else "neither “to” nor “gone: yes”"
            yield f"the entry has {found}; allowed: one of the two"

    @property
    def page(self) -> str:
        """The page of the old address, which may be gone itself."""
        return self.old.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The place on that page; "" where the whole page is meant."""
        return self.old.partition("#")[2]


class Question(Record):
    """What readers type into the search, and where one of the first three results leads them."""

    typed: tuple[Text, ...] = Field(min_length=1, description="words, spellings, dates as readers type them")
    page: PageName | None = Field(None, description="where the result leads; without it nothing may be found")
    entry: Text | None = Field(None, description="id of the record on that page to which it leads")


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

    words: tuple[Text, ...] = Field(
        description="words in any case, of a verb the first form; “…” stands for up to six words"
    )


class Exemption(Record):
    """A record that may be as it is, although a check would refuse it, and why."""

    kind: Literal[
        "article", "claims", "sources", "charts", "glossary", "places", "events", "people", "series", "scenarios"
    ] = Field(description="the file it stands in")
    allows: Literal["unused", "weak-alone", "unlikely-day", "common-word"] = Field(description="what is allowed")
    reason: Text = Field(description="why, in a sentence")
