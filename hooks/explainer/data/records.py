"""The kinds of record in `data/`, typed and frozen; each class is the contract of one YAML file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from .archives import ArchivedCopy, copy_fault
from .fields import (
    ActorId,
    ClaimId,
    Country,
    Date,
    Day,
    EventThemeId,
    Language,
    Latitude,
    Longitude,
    Number,
    PageName,
    Paragraph,
    PersonId,
    PlaceId,
    ShortFor,
    SourceId,
    StatementId,
    StrandId,
    TermId,
    Text,
    Url,
    other_letters,
)
from .parts import Aliases, Claims, Name, Paragraphs, Part, Record, Remark, Supports, Weak, where
from .series import Series
from .vocabularies import STATUSES, VERDICTS, Hedge, Outcome, Qualifier, Status, Verdict

_ADDRESS = re.compile(r"https?://\S*|\bwww\.\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE)
_WEAK = {"reference": "wiki or other open reference work"}  # what a work of the last tier is called
_OF_STATE = {
    "state-media": "state media",
    "official": "official",
}  # kinds of publishers through which a state may speak


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
    also_at: tuple[Url, ...] = Field((), description="other addresses of the same work")
    checked: Day | None = Field(None, description="when its address was last found to lead somewhere")
    dead: Day | None = Field(None, description="since when its address is known to lead nowhere")
    archived: ArchivedCopy | None = Field(
        None, description="a copy that an archive keeps: its address, and the day on which it was made"
    )
    note: Remark | None = None

    def contradictions(self) -> Iterator[str]:
        for name, text in (("title", self.title), ("publisher", self.publisher)):
            if address := _ADDRESS.search(text):
                yield f"“{name}” holds an address, “{address[0]}”, and links lead to “url”; allowed: words"
        if not self.title_is_label and other_letters(self.title, self.language):
            allowed = "its own, or “title_is_label: yes”"
            yield f"“language” is {self.language}, and “{self.title}” is in other letters; allowed: {allowed}"
        if self.state and self.kind not in _OF_STATE:
            yield f"“state” goes with official or state media, and its kind is {self.kind}; allowed: no “state”"
        if self.kind == "state-media" and not self.state:
            yield "its kind is state-media, and no state is named; allowed: “state:” with whose it is"
        if self.kind == "aggregator" and self.tier != "C":
            yield f"its kind is aggregator, and its tier {self.tier}; allowed: “tier: C”"
        if self.checked and self.dead and self.checked.first >= self.dead.first:
            yield f"“checked” is {self.checked}, and “dead” is {self.dead}; allowed: “checked” before it, or no “dead”"
        for name, day in (
            ("checked", self.checked),
            ("dead", self.dead),
            ("archived", self.archived and self.archived.date),
        ):
            if day and self.published and day.first < self.published.first:
                yield f"“{name}” is {day}, and “published” is {self.published}; allowed: no day before it"
        if self.archived and (fault := copy_fault(self.archived.url, self.url)):
            yield f"“archived” {fault}; allowed: a copy of “{self.url}”"

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
        speaker = _OF_STATE.get(self.kind, "")
        of_state = f"{speaker}, {self.state}" if speaker and self.state else speaker
        weak = _WEAK.get(self.kind, "mirror or aggregator") if self.tier == "C" else ""
        return ", ".join(filter(None, (of_state, weak)))


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
        if self.weak and not self.sources:
            yield "“weak: yes” tells of the entry’s sources, and it has none; allowed: “sources”, or no “weak”"
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


class ClaimNumber(Part):
    """A number inside a claim: what is counted, how much, in which unit, how sure."""

    what: Text = Field(description="what is counted")
    value: Number | None = Field(description="the number; empty where there is none")
    value_max: Number | None = Field(None, description="the upper end of a range")
    unit: Text = Field(description="the unit, such as km or percent")
    qualifier: Qualifier = Field(description="how sure the number is")
    note: Text | None = Field(None, description="what has to be said of the number")

    def contradictions(self) -> Iterator[str]:
        if self.value is None and self.qualifier != "missing":
            yield f"a number without a value is “{self.qualifier}”; allowed: “qualifier: missing”"
        if self.value is not None and self.qualifier == "missing":
            yield f"the number {self.value:g} is “missing”; allowed: another qualifier, or no value"
        if self.qualifier == "range" and self.value_max is None:
            yield "a “range” has one value; allowed: “value_max” with its upper end, or another qualifier"
        if self.value_max is not None and (self.value is None or self.value_max <= self.value):
            yield f"“value_max” is {self.value_max:g}; allowed: more than “value”"
        if self.value_max is not None and self.qualifier not in ("range", "about"):
            yield f"the number has an upper end and is “{self.qualifier}”; allowed: “range” or “about”"


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
        if self.weak and STATUSES[self.status].fact:
            yield f"the claim is weak and “{self.status}”; allowed: a status that is less sure, or no “weak: yes”"

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
        if VERDICTS[self.verdict].agrees and not self.record:
            yield (
                f"“{self.verdict}” has no claim that it matches; "
                "allowed: “record:” with the claims, or “not-corroborated” where nothing was found"
            )
        if self.hedge == "forecast" and not self.forecast:
            yield "the hedge is “forecast” without “forecast: yes”; allowed: both, or another hedge"

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


# What may end a name, or begin its other half: “Jr.”, “III”; “Holm, Ada”.
_NO_SURNAME = re.compile(r"\b(?:[JS]r\.?|I{2,3}|IV)$|, .+$")


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
        if self.paragraphs and not self.in_article:
            yield "“paragraphs” names some, and “in_article” says no; allowed: yes, or no paragraphs"
        if self.article_form and not self.paragraphs:
            yield "“article_form” stands before links to paragraphs, and “paragraphs” names none; allowed: both"
        known = {
            word for form in (self.name, *(form for one in self.aliases for form in one.forms)) for word in form.split()
        }
        if self.short and not set(self.short.split()) <= known:
            yield f"“short”, “{self.short}”, is none of the name; allowed: words of “{self.name}”, or of an alias"
        if self.kind == "person" and not self.short and (odd := _NO_SURNAME.search(self.name)):
            yield f"the name ends with “{odd[0]}”, which is no surname; allowed: “short:”, the name once introduced"


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

    statements: tuple[StatementId, ...] = Field(
        min_length=1, description="ids of the statements in which the article says it"
    )
    forecast: Text = Field(description="the expectation in our words, as hedged as the article")
    outcome: Outcome = Field(description="what became of it")
    as_of: Date = Field(description="up to when it was followed")
    result: Text = Field(description="what happened, hedged as the sources are")
    claims: Claims


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
