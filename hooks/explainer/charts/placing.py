"""Places for labels along a line: above or below it, where they meet neither each other nor the edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GAP = 14  # px between two labels of one row
_CROSSING = 30  # cost of a label on a line; a further row costs 12
_ASTRAY = 14  # cost of a label that begins or ends over another’s point, as if it were its own
_OVER = 16  # px from an end of a label within which a point is read as its own
_CLEAR = 6  # px from a line to a label that ends at it
_BEAM = 60  # arrangements kept while labels are placed one after the other


@dataclass(frozen=True)
class Wanted:
    """A label that belongs to the point `x`, or to all from there to `until` (px along the line), `width` px wide."""

    x: float
    width: float
    until: float | None = None


@dataclass(frozen=True)
class Crossing:
    """Where a line runs through a row, in px along the rows."""

    row: int
    left: float
    right: float


@dataclass(frozen=True)
class Spot:
    """Where a label stands: its row (1 next above the line, -1 next below) and its edges in px."""

    row: int
    left: float
    right: float
    x: float

    def meets(self, other: Spot) -> bool:
        """Tell whether two labels, or a label and the leader of another, would touch."""
        if self.row == other.row:
            return self.left < other.right + _GAP and other.left < self.right + _GAP
        if self.row * other.row < 0:
            return False
        low, high = sorted((self, other), key=lambda spot: abs(spot.row))
        return low.left - 3 < high.x < low.right + 3

    def covers(self, line: Crossing) -> bool:
        """Tell whether the label would stand on a line."""
        return self.row == line.row and self.left - 3 < line.right and line.left < self.right + 3


def place(
    labels: Sequence[Wanted],
    left: float,
    right: float,
    *,
    rows: int = 4,
    taken: tuple[Spot, ...] = (),
    lines: Sequence[Crossing] = (),
) -> tuple[Spot, ...]:
    """Place all labels between `left` and `right` px, near their points and in as few rows as the best try needs.

    `taken` is room that something else stands in; `lines` are better left free.
    ValueError when even the outer rows have no room.
    """
    order = sorted(range(len(labels)), key=lambda n: labels[n].x)
    beam: list[tuple[float, tuple[Spot, ...]]] = [(0, taken)]
    for n in order:
        candidates = [
            (cost + _CROSSING * sum(map(spot.covers, lines)) + _ASTRAY * _astray(spot, labels), spot)
            for cost, spot in _candidates(labels[n], left, right, rows, lines)
        ]
        grown = [
            (cost + extra, (*spots, spot))
            for cost, spots in beam
            for extra, spot in candidates
            if not any(spot.meets(other) for other in reversed(spots))
        ]
        if not grown:
            raise ValueError("no room for all labels; show fewer events or a longer span")
        beam = sorted(grown, key=lambda state: state[0])[:_BEAM]
    placed = dict(zip(order, beam[0][1][len(taken) :], strict=True))
    return tuple(placed[n] for n in range(len(labels)))


def _astray(spot: Spot, labels: Sequence[Wanted]) -> bool:
    """Tell whether an end of a label stands over the point of another, and not over its own."""
    return any(
        abs(end - label.x) < _OVER < abs(end - spot.x)
        for end in (spot.left + 6, spot.right - 6)
        for label in labels
        if label.x != spot.x
    )


def _candidates(
    label: Wanted, left: float, right: float, rows: int, lines: Sequence[Crossing]
) -> Iterator[tuple[float, Spot]]:
    """Yield the places of a label: held by its point, or flush with a line or an edge that it would cross."""
    held = [(0.0, label.x - 6), (1.5, label.x - label.width / 2), (1.0, label.x + 6 - label.width)]
    for row in range(1, rows + 1):
        for side in (1, -1):
            passed = [line for line in lines if line.row == row * side]
            flush = {left, right - label.width}
            flush |= {line.right + _CLEAR for line in passed} | {line.left - _CLEAR - label.width for line in passed}
            for cost, start in (*held, *((2.0, start) for start in sorted(flush))):
                # Only a label next to the line can stand over a later part of what it belongs to.
                last = label.until if label.until is not None and row == 1 else label.x
                over = start - 6 <= last and label.x <= start + label.width + 6
                if over and start >= left and start + label.width <= right:
                    yield (
                        cost + (row - 1) * 12 + (0.4 if side < 0 else 0),
                        Spot(row * side, start, start + label.width, label.x),
                    )
