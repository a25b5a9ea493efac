"""What every kind of chart has: the fields of its record, and the table under it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..fields import Text, Theme
from ..record import Record
from ..series import Point


class ChartRecord(Record):
    """A chart: the finding, the measure, and what it draws; kinds add their own fields."""

    kind: Text
    title: Text
    measure: Text
    alt: Text
    note: Text | None = None
    theme: Theme
    wide: bool = False


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
