"""Finding the glossary's terms in text: a look-up keyed by words, longest form first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from .records import Term

_WORD = re.compile(r"[^\W_]+(?:[-‑'’][^\W_]+)*")
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_ENDINGS = ("", "s", "es", "’s", "s’")


@dataclass(frozen=True)
class Hit:
    """One mention: the term's id, where its words begin and end in the text, and whether a backslash keeps it plain."""

    term: str
    start: int
    end: int
    escaped: bool = False


@dataclass(frozen=True)
class _Form:
    words: tuple[str, ...]
    exact: tuple[str, ...] | None
    term: str


class Matcher:
    """All forms of all terms; building it is linear in their words, finding is linear in the text."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        seen: set[tuple[str, ...]] = set()
        for term in terms:
            for text in (term.term, *(alias.form for alias in term.aliases)):
                for words in _inflected(_words(_BRACKETS.sub("", text))):
                    folded = tuple(word.casefold() for word in words)
                    if folded and folded not in seen:
                        seen.add(folded)
                        form = _Form(folded, words if term.case == "exact" else None, term.id)
                        self._forms.setdefault(folded[0], []).append(form)
        for forms in self._forms.values():
            forms.sort(key=lambda form: -len(form.words))

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the mentions in `text` from left to right."""
        found = list(_WORD.finditer(text))
        position = 0
        while position < len(found):
            form = self._at(text, found, position)
            if form is None:
                position += 1
                continue
            start, end = found[position].start(), found[position + len(form.words) - 1].end()
            yield Hit(form.term, start, end, escaped=text[:start].endswith("\\"))
            position += len(form.words)

    def _at(self, text: str, found: list[re.Match[str]], position: int) -> _Form | None:
        first = _normal(found[position][0]).casefold()
        for form in self._forms.get(first, ()):
            window = found[position : position + len(form.words)]
            if len(window) < len(form.words):
                continue
            words = tuple(_normal(word[0]) for word in window)
            if form.exact is not None and words != form.exact:
                continue
            if tuple(word.casefold() for word in words) == form.words and _together(text, window):
                return form
        return None


def _together(text: str, window: list[re.Match[str]]) -> bool:
    return all(text[left.end() : right.start()].isspace() for left, right in pairwise(window))


def _normal(word: str) -> str:
    return word.replace("'", "’").replace("‑", "-")


def _words(text: str) -> tuple[str, ...]:
    return tuple(_normal(match[0]) for match in _WORD.finditer(text))


def _inflected(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the form itself, its plurals and its possessives."""
    if words:
        for ending in _ENDINGS:
            yield (*words[:-1], words[-1] + ending)
