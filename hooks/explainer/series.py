"""Series: numbers by date or label, each with who counted and how sure that is; the contract of `data/series.yml`."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from .fields import ClaimId, Date, Qualifier, SourceId, Text
from .record import Part, Record


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
