"""Counts and lists in words, as the review says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def some(*counts: tuple[int, str] | tuple[int, str, str]) -> Iterator[str]:
    """Say of each thing how many there are, and nothing of those that are not."""
    return (count(*one) for one in counts if one[0])


def count(number: int, one: str, several: str = "") -> str:
    """Say how many there are."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def listed(parts: Iterable[str]) -> str:
    """Make a sentence of parts, or nothing of none."""
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def short(text: str, most: int = 90) -> str:
    """Cut a text between two words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"
