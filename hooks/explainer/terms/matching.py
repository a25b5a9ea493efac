"""Terms and people as texts name them: their written forms, and where these stand in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from ahocorasick_rs import AhoCorasick

from ..data.parts import Spelling
from ..data.records import Person, Term
from ..prose.sentences import BREAK, JOINT

# A letter may carry its accent as a sign of its own; an apostrophe or a hyphen within a word belongs to it.
WORD = re.compile(r"[\w\u0300-\u036f]+(?:[-’][\w\u0300-\u036f]+)*")

_SPACES = "\t\n\r\f\v\u00a0\u2002\u2003\u2009\u200a\u202f"
_VARIANTS = str.maketrans(
    {"'": "’", "\u02bc": "’", "\u2010": "-", "\u2011": "-", BREAK: "?", JOINT: "?"} | dict.fromkeys(_SPACES, " ")
)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f0-9’-]+")
CONSONANT_Y = re.compile(r"[^aeiou]y$")
# Nor is a form that begins or ends with a digit a part of a number: “Pier 5” is not in “Pier 5.5”.
# Nor is one a part of an address: “petition@example.org”.
_BEFORE = re.compile(r"(?<![\w\u0300-\u036f@])(?<![\w\u0300-\u036f][-’])(?<!\d[.,](?=\d))(?<![a-z]\.)")
_AFTER = re.compile(r"(?:’s)?(?![\w\u0300-\u036f]|[-’][\w\u0300-\u036f]|(?<=\d)[.,]\d|(?<=\d) ?%|@\w|\.[a-z])")
_MARK = "person_"  # before a person's id among those of terms; ids have no such line


def even(text: str) -> str:
    """Write apostrophes, hyphens and white space in one way, and no sign that is ours; the length stays."""
    return text.translate(_VARIANTS)


def fold(text: str) -> str:
    """Drop the difference of capitals; the length stays, so that what is found in it is found in the text."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def key(form: str) -> str:
    """Return a written form as it is looked up: composed, even, without brackets and without signs around it."""
    text = even(normalize("NFC", _BRACKETS.sub("", form)))
    words = list(WORD.finditer(text))
    return " ".join(text[words[0].start() : words[-1].end()].split()) if words else ""


def keys(term: Term) -> Iterator[str]:
    """Yield every form of a term as it is looked up, its plurals too; possessives are left to the look-up."""
    foreign = {alias.form for alias in term.aliases if alias.lang}
    for form in (term.term, *(alias.form for alias in term.aliases), *(term.plurals or ())):
        found = key(form)
        if found:
            yield found
            if term.plurals is None and form not in foreign and (several := plural(found)):
                yield several


def plural(form: str) -> str:
    """Return the English plural of a form’s last word, or "" where the rule has nothing to say."""
    last = form.rpartition(" ")[2]
    if not _LATIN.fullmatch(last) or (last.isupper() and last.endswith("S")):
        return ""
    if CONSONANT_Y.search(last):
        return form[:-1] + "ies"
    return form + ("es" if last.endswith(("s", "x", "z", "ch", "sh")) else "s")


def is_person(mark: str) -> bool:
    """Tell whether a mark is that of a person, and not of a term."""
    return mark.startswith(_MARK)


def person_id(mark: str) -> str:
    """Return the id in data/people.yml of a person's mark."""
    return mark.removeprefix(_MARK)


def short_name(person: Person) -> str:
    """Return the name under which a person goes once introduced: the surname, which most names end with."""
    return person.short or person.name.rsplit(maxsplit=1)[-1]


def person_marks(people: Iterable[Person]) -> Iterator[Term]:
    """Yield the people as what the matcher finds: exact, without plurals, under name, spellings and surname.

    A surname that two of them share says nothing, and is left out.
    """
    persons = [person for person in people if person.kind == "person"]
    times = Counter(map(short_name, persons))
    for person in persons:
        # A single word of a spelling is half of a name, and may be somebody else's.
        forms = [form for alias in person.aliases for form in alias.forms if " " in form]
        if times[short_name(person)] == 1:
            forms.append(short_name(person))
        yield Term(
            id=f"{_MARK}{person.id}",
            line=person.line,
            term=person.name,
            aliases=tuple(Spelling(form=form) for form in dict.fromkeys(forms) if form != person.name),
            plurals=(),
            case="exact",
            definition=person.role,
        )


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
        # Written in Rust; finds all forms in one pass, five to ten times faster than a look-up by words in Python.
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
