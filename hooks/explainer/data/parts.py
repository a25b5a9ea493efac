"""What records are made of: the base of every entry, and the parts and fields that several kinds of it hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from .fields import ClaimId, Language, Paragraph, ShortFor, SourceId, Text


class Part(BaseModel):
    """A piece of a record: frozen, and strict about its fields; those of `ONCE` name it in a list of its like."""

    ONCE: ClassVar[tuple[str, ...]] = ()
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def contradictions(self) -> Iterator[str]:
        """Yield what does not go together in its fields, each fault as a sentence; the first is told."""
        yield from ()

    @field_validator("*")
    @classmethod
    def _each_once(cls, value: Any) -> Any:
        parts = [one for one in value if isinstance(one, (str, Part))] if isinstance(value, tuple) else []
        told = ([one] if isinstance(one, str) else [str(getattr(one, name)) for name in one.ONCE] for one in parts)
        listed = list(filter(None, map(" → ".join, told)))
        # A colour may be the same on light paper and on dark.
        if twice := next((one for n, one in enumerate(listed) if one in listed[:n] and not one.startswith("#")), None):
            raise ValueError(f"“{twice}” stands in it twice; allowed: once")
        return value

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

    ONCE = ("source",)
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
