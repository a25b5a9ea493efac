"""People as the text names them: their forms, marked by the same engine as the glossary's terms."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from ..data.records import Person, Spelling, Term
from .forms import fold, keys

_MARK = "person_"  # before a person's id among those of terms; ids have no such line


def is_person(mark: str) -> bool:
    """Tell whether a mark is that of a person, and not of a term."""
    return mark.startswith(_MARK)


def person_id(mark: str) -> str:
    """Return the id in data/people.yml of a person's mark."""
    return mark.removeprefix(_MARK)


def person_marks(people: Iterable[Person]) -> list[Term]:
    """Return the people as what the matcher finds: exact, without plurals, under name, spellings and surname.

    A surname that two of them share says nothing, and is left out.
    """
    persons = [person for person in people if person.kind == "person"]
    shared = {name for name, times in Counter(map(short_name, persons)).items() if times > 1}
    return [_mark(person, shared) for person in persons]


def short_name(person: Person) -> str:
    """Return the name under which a person goes once introduced: the surname, which most names end with."""
    return person.short or person.name.rsplit(maxsplit=1)[-1]


def _mark(person: Person, shared: set[str]) -> Term:
    forms = dict.fromkeys(form for form in _spelled(person) if form != person.name)
    short = short_name(person)
    if short not in shared and short != person.name:
        forms[short] = None
    return Term(
        id=f"{_MARK}{person.id}",
        line=person.line,
        term=person.name,
        aliases=tuple(Spelling(form=form) for form in forms),
        plurals=(),
        case="exact",
        definition=person.role,
    )


def _spelled(person: Person) -> Iterator[str]:
    for alias in person.aliases:
        # A single word is half of a name, and may be somebody else's.
        yield from (form for form in alias.forms if " " in form)


# Written in Rust; finds all forms in one pass, five to ten times faster than a look-up by words or a trie in Python.


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
