"""Languages and countries by their English names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale


@cache
def _names(kind: str) -> Mapping[str, str]:
    return {code: name for code, name in getattr(Locale("en"), kind).items() if code.isalpha()}


def language_name(code: str) -> str:
    """Return the English name of a language's code; KeyError where there is no such language."""
    return _names("languages")[code]


def is_language(code: str) -> bool:
    """Tell whether a code stands for a language."""
    return code in _names("languages")


def country_name(code: str) -> str:
    """Return the English name of a country's code; KeyError where there is no such country."""
    return _names("territories")[code]


def is_country(code: str) -> bool:
    """Tell whether a code stands for a country."""
    return code in _names("territories")
