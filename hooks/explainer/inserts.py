"""Facts that the records lend to prose: `{{ edition compiled }}` becomes a date, `{{ count explainers }}` “eight”."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from .dates import When
from .edition import Edition
from .numbers import FORMS, INSERT, NUMBER, in_prose
from .problem import listing, nearest_name
from .record import Record

if TYPE_CHECKING:
    from .publication import Publication

_FIELDS = tuple(name for name in Edition.model_fields if name not in Record.model_fields)
_COUNTED: Mapping[str, str] = {"statements": "article", "terms": "glossary"}  # where the file is called otherwise
_KINDS = ("charts", "claims", "events", "explainers", "people", "places", "scenarios", "sources", "statements", "terms")
_ALLOWED: Mapping[str, tuple[str, ...]] = {"edition": _FIELDS, "count": _KINDS}
_FORMS: Mapping[str, tuple[str, ...]] = {"edition": (), "count": FORMS}


def check_inserts(text: str, line: int, report: Callable[..., None]) -> None:
    """Report what the inserts of a line ask for and cannot have."""
    for match in NUMBER.finditer(text):
        if not (insert := INSERT.fullmatch(match["inside"])):
            continue
        kind, (name, *forms) = insert["kind"], insert["words"].split() or [""]
        column, allowed = match.start() + 1, _ALLOWED[kind]
        if name not in allowed:
            found = f"“{name}” is no field of the edition" if kind == "edition" else f"“{name}” is not counted"
            found = found if name else f"“{match[0]}” names nothing"
            report(line, column, found, listing(allowed), nearest_name(name, allowed))
        for form in forms:
            if form not in _FORMS[kind]:
                found = f"“{form}” is no form of “{kind} {name}”"
                report(line, column, found, listing(_FORMS[kind]) or "none", nearest_name(form, _FORMS[kind]))


def insert_words(inside: str, publication: Publication) -> str:
    """Return what an insert stands for; ValueError where it asks for nothing that there is."""
    insert = INSERT.fullmatch(inside)
    name, *forms = insert["words"].split() if insert else [""]
    if insert is None or name not in _ALLOWED[insert["kind"]]:
        raise ValueError(inside)
    if insert["kind"] == "edition":
        value = getattr(publication.dossier.edition, name)
        return value.words if isinstance(value, When) else str(value)
    if name == "explainers":
        return in_prose(len(publication.explainers), forms)
    return in_prose(len(getattr(publication.dossier, _COUNTED.get(name, name))), forms)
