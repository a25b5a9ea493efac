"""Counts and lists in words, as the review says them."""

from __future__ import annotations

from collections.abc import Iterable


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
