"""Languages by their English names."""

from __future__ import annotations

from functools import cache

from babel import Locale


@cache
def _names() -> dict[str, str]:
    return {code: name for code, name in Locale("en").languages.items() if code.isalpha()}


def language_name(code: str) -> str:
    """Return the English name of a language's code; KeyError where there is no such language."""
    return _names()[code]


def is_language(code: str) -> bool:
    """Tell whether a code stands for a language."""
    return code in _names()
