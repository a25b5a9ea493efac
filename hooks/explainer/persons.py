"""People as the text names them: their forms, marked by the same engine as the glossary's terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from .glossary import Term
from .records import Person
from .spelling import Spelling

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
