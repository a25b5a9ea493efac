"""Rows of tables that changed, came or went; a table that several pages show is told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .meeting import Both, Meeting
from .text import Table
from .words import Piece, paired, pieces, runs


@dataclass(frozen=True)
class RowChange:
    """A row before and after, cell by cell."""

    how: str
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class TableChange:
    """A table of which rows differ."""

    name: str
    head: tuple[str, ...]
    rows: tuple[RowChange, ...]
    meetings: tuple[Meeting, ...]


def table_changes(both: Both) -> list[TableChange]:
    """Return the tables whose rows differ, those of charts under the chart's id."""
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
        TableChange(_name(both, table), table.head, rows, tuple(meetings.values()))
        for rows, (table, meetings) in found.items()
    ]


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
