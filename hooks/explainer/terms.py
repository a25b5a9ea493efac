"""Finding the glossary's terms in text, whole words only, longest form first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# Written in Rust; finds all forms in one pass, five to ten times faster than a look-up by words or a trie in Python.
from ahocorasick_rs import AhoCorasick

from .forms import fold, keys
from .glossary import Term

_BEFORE = re.compile(r"(?<![\w\u0300-\u036f])(?<![\w\u0300-\u036f][-’])")
_AFTER = re.compile(r"(?:’s)?(?![\w\u0300-\u036f]|[-’][\w\u0300-\u036f])")


@dataclass(frozen=True)
class Hit:
    """One mention: the term's id, where its words begin and end in the text, and whether a backslash keeps it plain."""

    term: str
    start: int
    end: int
    escaped: bool = False


class Matcher:
    """All forms of all terms; building it is linear in their letters, finding in the text, however many terms."""

    def __init__(self, terms: Iterable[Term]) -> None:
        # By folded form: the term that takes it in any case; those that take it as they write it.
        self._any: dict[str, str] = {}
        self._exact: dict[str, dict[str, str]] = {}
        for term in terms:
            for form in keys(term):
                if term.case == "exact":
                    self._exact.setdefault(fold(form), {}).setdefault(form, term.id)
                else:
                    self._any.setdefault(fold(form), term.id)
        self._forms = list(self._any | self._exact)
        self._automaton = AhoCorasick(self._forms, store_patterns=False)

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the mentions in `text` from left to right; it is even and composed (NFC), with single white space."""
        after = 0
        for start, _, form, end in sorted(self._candidates(text)):
            if start < after:
                continue
            exact = self._exact.get(form, {}).get(text[start : start + len(form)])
            term = exact or self._any.get(form)
            if term:
                yield Hit(term, start, end, escaped=text[start - 1 : start] == "\\")
                after = end

    def _candidates(self, text: str) -> Iterator[tuple[int, int, str, int]]:
        """Yield where whole-word forms stand: start, length as a sort key (longest first), form, end with its ’s."""
        forms, before, after = self._forms, _BEFORE.match, _AFTER.match
        for number, start, end in self._automaton.find_matches_as_indexes(fold(text), overlapping=True):
            if before(text, start) and (ending := after(text, end)):
                yield start, start - end, forms[number], ending.end()
