"""Rows of tables that changed, came or went; a table that several pages show is told once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .meeting import Both, Meeting
from .text import Table
from .words import Piece, paired, pieces, runs, swaps


@dataclass(frozen=True)
class RowChange:
    """A row before and after, cell by cell."""

    how: str
    cells: tuple[tuple[Piece, ...], ...]

    @property
    def swaps(self) -> set[tuple[str, str]]:
        """The words in the place of others in its cells."""
        return {words for cell in self.cells for words in swaps(cell)}


@dataclass(frozen=True)
class TableChange:
    """A table of which rows differ."""

    name: str
    head: tuple[str, ...]
    rows: tuple[RowChange, ...]
    meetings: tuple[Meeting, ...]
    swapped: int = 0  # rows that differ only by words told of sentences already


def table_changes(both: Both, told: Collection[tuple[str, str]]) -> list[TableChange]:
    """Return the tables whose rows differ; rows that only have words in the place of others as `told` are counted."""
    found: dict[tuple[RowChange, ...], tuple[Table, dict[str, Meeting]]] = {}
    for old, page in both.changed:
        before = {_key(table, number): table for number, table in enumerate(old.reading.tables)}
        for number, table in enumerate(page.reading.tables):
            left = before.get(_key(table, number))
            rows = tuple(_rows(left, table)) if left is not None else ()
            if rows:
                _, meetings = found.setdefault(rows, (table, {}))
                meetings.setdefault(page.address, both.meeting(page.address, table.anchor))
    return [
        _table(_name(both, table), table, rows, tuple(meetings.values()), told)
        for rows, (table, meetings) in found.items()
    ]


def _table(
    name: str,
    table: Table,
    rows: tuple[RowChange, ...],
    meetings: tuple[Meeting, ...],
    told: Collection[tuple[str, str]],
) -> TableChange:
    shown = tuple(row for row in rows if row.how != "changed" or not {*row.swaps}.issubset(told))
    return TableChange(name or meetings[0].title, table.head, shown, meetings, len(rows) - len(shown))


def _key(table: Table, number: int) -> str:
    return table.chart or f"{table.anchor} {number}"


def _name(both: Both, table: Table) -> str:
    chart = both.new_records.get("charts", table.chart) if table.chart else None
    return chart.name if chart else table.name


def _rows(old: Table, new: Table) -> Iterator[RowChange]:
    before, after = ([" | ".join(row) for row in table.rows] for table in (old, new))
    if old.head != new.head:
        yield RowChange("head", _cells(old.head, new.head))
    for i1, i2, j1, j2, equal in runs(before, after):
        if equal:
            continue
        for left, right in paired(before[i1:i2], after[j1:j2]):
            if left is None and right is not None:
                yield RowChange("added", tuple((Piece("ins", cell),) for cell in new.rows[j1 + right]))
            elif right is None and left is not None:
                yield RowChange("gone", tuple((Piece("del", cell),) for cell in old.rows[i1 + left]))
            elif left is not None and right is not None:
                yield RowChange("changed", _cells(old.rows[i1 + left], new.rows[j1 + right]))


def _cells(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[Piece, ...], ...]:
    width = max(len(old), len(new))
    left, right = ((*row, *[""] * (width - len(row))) for row in (old, new))
    return tuple(pieces(a, b) for a, b in zip(left, right, strict=True))
