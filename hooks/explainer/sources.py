"""Sources: the works cited, and what each backs; the contract of `data/sources.yml`."""

from __future__ import annotations

from typing import Literal

from .fields import Date, Language, SourceId, Text, Url
from .record import Part, Record


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
