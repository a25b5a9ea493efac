"""Two texts set beside each other word by word, and sentences paired with what became of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

_TOKEN = re.compile(r"\s+|\d[\d.,:  ]*\d|\w+(?:[’'‑-]\w+)*|[^\w\s]")
_LIKE = 0.5  # of their words, for one sentence to be another one reworded
_MANY = 80  # sentences in a row, above which only the order tells which became which


@dataclass(frozen=True)
class Piece:
    """A run of words: kept (""), deleted ("del") or inserted ("ins")."""

    how: str
    text: str


def tokens(text: str) -> list[str]:
    """Return words, numbers, signs and the spaces between them."""
    return _TOKEN.findall(text)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return what was deleted from and inserted into a text, word by word."""
    before, after = tokens(old), tokens(new)
    found: list[tuple[str, str, str]] = []  # kept, deleted, inserted
    for how, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = "".join(before[i1:i2]), "".join(after[j1:j2])
        if how == "equal":
            found.append((left, "", ""))
        elif found and not found[-1][0]:
            found[-1] = ("", found[-1][1] + left, found[-1][2] + right)
        elif len(found) > 1 and _is_gap(found[-1][0]):
            kept = found.pop()[0]
            found[-1] = ("", found[-1][1] + kept + left, found[-1][2] + kept + right)
        else:
            found.append(("", left, right))
    return tuple(_pieces(found))


def _is_gap(kept: str) -> bool:
    """Tell whether what stands between two changes is too short to be read by itself."""
    return not kept.strip(" ,.;:–—-")


def _pieces(found: Sequence[tuple[str, str, str]]) -> Iterator[Piece]:
    for kept, deleted, inserted in found:
        if kept:
            yield Piece("", kept)
        if deleted:
            yield Piece("del", deleted)
        if inserted:
            yield Piece("ins", inserted)


def swaps(shown: Sequence[Piece]) -> set[tuple[str, str]]:
    """Return which words stand in the place of which; where one side has none, both with the word before."""
    found, before, deleted = set(), "", ""
    for piece, behind in pairwise((*shown, Piece("", ""))):
        if piece.how == "del" and behind.how == "ins":
            deleted = piece.text.strip()
        elif piece.how == "ins" and deleted:
            found.add((deleted, piece.text.strip()))
            deleted = ""
        elif piece.how:
            whole = f"{before} {piece.text.strip()}".strip()
            found.add((whole, before) if piece.how == "del" else (before, whole))
        else:
            before = "".join(tokens(piece.text.strip())[-1:])
    return found


def likeness(old: str, new: str) -> float:
    """Tell how many of their words two texts share, from 0 to 1."""
    before, after = (set(re.findall(r"\w+", text.casefold())) for text in (old, new))
    if not before or not after:
        return 0.0
    return 2 * len(before & after) / (len(before) + len(after))


def runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Yield runs of two lists of texts: bounds in the old and in the new one, and whether they are equal."""
    top = 0
    while top < min(len(old), len(new)) and old[top] == new[top]:
        top += 1
    end = 0
    while end < min(len(old), len(new)) - top and old[-1 - end] == new[-1 - end]:
        end += 1
    if top:
        yield 0, top, 0, top, True
    middle_old, middle_new = old[top : len(old) - end], new[top : len(new) - end]
    if middle_old or middle_new:
        matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        for how, i1, i2, j1, j2 in matcher.get_opcodes():
            yield i1 + top, i2 + top, j1 + top, j2 + top, how == "equal"
    if end:
        yield len(old) - end, len(old), len(new) - end, len(new), True


def paired(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Pair texts of two short lists by their likeness, those alone with None; in the order of the new ones."""
    if len(old) > _MANY or len(new) > _MANY:
        both = min(len(old), len(new)) if len(old) == len(new) else 0
        yield from ((number, number) for number in range(both))
        yield from ((number, None) for number in range(both, len(old)))
        yield from ((None, number) for number in range(both, len(new)))
        return
    scores = sorted(
        ((likeness(a, b), -abs(i - j), i, j) for i, a in enumerate(old) for j, b in enumerate(new)), reverse=True
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, _, i, j in scores:
        if score >= _LIKE and i not in taken and j not in partner:
            partner[j] = i
            taken.add(i)
    yield from ((number, None) for number in range(len(old)) if number not in taken)
    yield from ((partner.get(number), number) for number in range(len(new)))
