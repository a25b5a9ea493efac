"""Places for labels along a line: above or below it, where they meet neither each other nor the edges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_GAP = 9  # px between two labels of one row
_CROSSING = 30  # cost of a label on a line; a further row costs 12
_BEAM = 60  # arrangements kept while labels are placed one after the other


@dataclass(frozen=True)
class Wanted:
    """A label that belongs to the point `x` (px along the line) and is `width` px wide."""

    x: float
    width: float


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


def place(
    labels: Sequence[Wanted],
    left: float,
    right: float,
    *,
    rows: int = 4,
    taken: tuple[Spot, ...] = (),
    lines: Sequence[tuple[float, int]] = (),
) -> tuple[Spot, ...]:
    """Place all labels between `left` and `right` px, near their points and in as few rows as the best try needs.

    `taken` is room that something else stands in; `lines` (x, 1 above or -1 below) are better left free.
    ValueError when even the outer rows have no room.
    """
    order = sorted(range(len(labels)), key=lambda n: labels[n].x)
    beam: list[tuple[float, tuple[Spot, ...]]] = [(0, taken)]
    for n in order:
        candidates = [
            (cost + _CROSSING * sum(_covers(spot, *line) for line in lines), spot)
            for cost, spot in _candidates(labels[n], left, right, rows)
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


def _covers(spot: Spot, x: float, side: int) -> bool:
    return spot.row * side > 0 and spot.left - 3 < x < spot.right + 3


def _candidates(label: Wanted, left: float, right: float, rows: int) -> Iterator[tuple[float, Spot]]:
    for row in range(1, rows + 1):
        for side in (1, -1):
            for cost, start in ((0, label.x - 6), (1.5, label.x - label.width / 2), (1, label.x + 6 - label.width)):
                if start >= left and start + label.width <= right:
                    yield (
                        cost + (row - 1) * 12 + (0.4 if side < 0 else 0),
                        Spot(row * side, start, start + label.width, label.x),
                    )
