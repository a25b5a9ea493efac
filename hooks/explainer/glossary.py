"""Terms with their facts, and acronyms that need no entry; the contract of `data/glossary.yml` and `acronyms.yml`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, model_validator

from .fields import PageName, Paragraph, SourceId, TermId, Text
from .record import Part, Record
from .sources import Support
from .spelling import Alias


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
