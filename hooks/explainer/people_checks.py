"""What an editor of the people could miss: a form that a term or another person claims too."""

from __future__ import annotations

from collections.abc import Iterator

from .forms import fold, keys
from .persons import person_id, person_marks
from .problem import Problem
from .publication import Publication

_FILE = "data/people.yml"


def people_problems(publication: Publication) -> Iterator[Problem]:
    """Yield each name that would mark two entries: names are exact, so a term’s capitals may tell them apart."""
    dossier = publication.dossier
    any_case: dict[str, str] = {}
    exact: dict[str, str] = {}
    for term in dossier.glossary.values():
        owner = f"the term “{term.id}” (data/glossary.yml:{term.line})"
        for form in keys(term):
            if term.case == "exact":
                exact.setdefault(form, owner)
            else:
                any_case.setdefault(fold(form), owner)
    for person in person_marks(dossier.people.values()):
        for form in dict.fromkeys(keys(person)):
            other = exact.get(form) or any_case.get(fold(form))
            if other:
                found = f"“{person_id(person.id)}” and {other} both claim “{form}”"
                yield Problem(_FILE, person.line, 1, found, "each form in one entry, or another “short:” name")
                break
            exact[form] = f"“{person_id(person.id)}” (line {person.line})"
