"""What every kind of chart has: the fields of its record, and the table under it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pydantic import field_validator

from ..fields import Text, ThemeId
from ..record import Record
from ..series import Point
from .figure import Size

NOTE_WORDS = 25
_INSERT = re.compile(r"\{\{[^{}]*\}\}")


class ChartRecord(Record):
    """A chart: the finding, the measure, and what it draws; kinds add their own fields.

    `note` is what a reader needs to read it, and stands under it everywhere; `caveat` stands on its own page alone.
    """

    kind: Text
    title: Text
    measure: Text
    alt: Text
    note: Text | None = None
    caveat: Text | None = None
    theme: ThemeId
    wide: bool = False

    @field_validator("note")
    @classmethod
    def _short(cls, note: Text | None) -> Text | None:
        if note and (words := len(_INSERT.sub("1", note).split())) > NOTE_WORDS:
            raise ValueError(f"it has {words} words; allowed: {NOTE_WORDS}, and the rest as “caveat”")
        return note

    @property
    def size(self) -> Size:
        """For how much room the wide form is composed."""
        return "wide" if self.wide else "column"


@dataclass(frozen=True)
class Row:
    """One line of a chart's table: its cells in the order of the columns, what backs them, and the point it tells."""

    cells: tuple[str, ...]
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    point: Point | None = None
    series: str = ""


@dataclass(frozen=True)
class Table:
    """The data of a chart as rows, with the column heads (units in them) and who counted."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    counted_by: str = ""
    caveats: tuple[str, ...] = field(default=())
