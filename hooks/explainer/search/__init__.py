"""What the search knows: every section of the prose, and every record under its names, spellings and dates."""

from __future__ import annotations

from .entries import Entry
from .index import SearchIndex

__all__ = ["Entry", "SearchIndex"]
