"""What languages are called."""

from __future__ import annotations

from functools import cache

from babel import Locale


@cache
def _names() -> dict[str, str]:
    return dict(Locale("en").languages)


def language(code: str) -> str:
    """Return a language's English name, or the code where nobody has named it."""
    return _names().get(code, code)
