"""Facts that the records lend to prose: `{{ edition compiled }}` becomes a date, `{{ count explainers }}` “eight”.

A count is narrowed by words: `{{ count statements differs }}` is of those with that verdict, with two of either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from .dates import When
from .dossier import Dossier
from .edition import Article, Window
from .fields import Outcome, Status, Verdict
from .locales import is_country
from .numbers import FORMS, INSERT, NUMBER, in_prose
from .problem import listing, nearest_name
from .record import Record
from .records import Person
from .sources import Source

_FIELDS = tuple(name for name in Article.model_fields if name not in (*Record.model_fields, "silent"))
_COUNTED: Mapping[str, str] = {"statements": "article", "terms": "glossary"}  # where the file is called otherwise
_KINDS = ("charts", "claims", "events", "explainers", "people", "places", "scenarios", "sources", "statements", "terms")
_ALLOWED: Mapping[str, tuple[str, ...]] = {"edition": _FIELDS, "count": _KINDS}
_FORMS: Mapping[str, tuple[str, ...]] = {"edition": (), "count": FORMS}
# By which words a count is narrowed; those of places are countries, those of events actors and “window”.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "claims": get_args(Status),
    "scenarios": get_args(Outcome),
    "people": get_args(Person.model_fields["kind"].annotation),
    "sources": get_args(Source.model_fields["tier"].annotation),
    "statements": get_args(Verdict),
}
_FIELD_OF_PARTS: Mapping[str, str] = {
    "claims": "status",
    "people": "kind",
    "places": "country",
    "scenarios": "outcome",
    "sources": "tier",
    "statements": "verdict",
}


def _parts(name: str, actors: Iterable[str]) -> tuple[str, ...]:
    return (*actors, "window") if name == "events" else _PARTS.get(name, ())


def _is_part(name: str, word: str, actors: Iterable[str]) -> bool:
    return is_country(word) if name == "places" and word.isupper() else word in _parts(name, actors)


def _parts_of(name: str, record: Any, window: Window) -> tuple[str, ...]:
    """Return the words that narrow a count to what this record belongs to."""
    if name == "events":
        return (record.actor, "window") if window.holds(record.date.first) else (record.actor,)
    return (getattr(record, _FIELD_OF_PARTS[name]),)


def check_inserts(text: str, line: int, report: Callable[..., None], known: Mapping[str, set[str]]) -> None:
    """Report what the inserts of a line ask for and cannot have; `known` holds the ids of every kind."""
    actors = known.get("actors", set())
    for match in NUMBER.finditer(text):
        if not (insert := INSERT.fullmatch(match["inside"])):
            continue
        kind, (name, *forms) = insert["kind"], insert["words"].split() or [""]
        column, allowed = match.start() + 1, _ALLOWED[kind]
        if name not in allowed:
            found = f"“{name}” is no field of the edition" if kind == "edition" else f"“{name}” is not counted"
            found = found if name else f"“{match[0]}” names nothing"
            report(line, column, found, listing(allowed, 20), nearest_name(name, allowed))
        for form in forms:
            if form not in _FORMS[kind] and not _is_part(name, form, actors):
                found = f"“{form}” is no form of “{kind} {name}”"
                words = (*_FORMS[kind], *_parts(name, actors))
                report(line, column, found, listing(words) or "none", nearest_name(form, words))


def check_head(text: str, line: int, report: Callable[..., None], known: Mapping[str, set[str]]) -> None:
    """Report what a line of front matter asks for and cannot have: only counts and the edition are told there."""
    check_inserts(text, line, report, known)
    for match in NUMBER.finditer(text):
        if not INSERT.fullmatch(match["inside"]):
            found = f"“{match[0]}” cannot stand in the front matter"
            report(line, match.start() + 1, found, "“{{ count … }}” or “{{ edition … }}”")


@dataclass(frozen=True)
class Told:
    """What inserts are told from: the records, and how many explainers there are."""

    dossier: Dossier
    explainers: int


def with_inserts(text: str, told: Told) -> str:
    """Return a text of the front matter with its inserts filled in."""
    return NUMBER.sub(lambda match: insert_words(match["inside"], told), text)


def insert_words(inside: str, told: Told) -> str:
    """Return what an insert stands for; ValueError where it asks for nothing that there is."""
    insert = INSERT.fullmatch(inside)
    name, *forms = insert["words"].split() if insert else [""]
    if insert is None or name not in _ALLOWED[insert["kind"]]:
        raise ValueError(inside)
    edition = told.dossier.edition
    if insert["kind"] == "edition":
        value = getattr(edition.article, name)
        return value.words if isinstance(value, When) else str(value)
    if name == "explainers":
        return in_prose(told.explainers, forms)
    records = getattr(told.dossier, _COUNTED.get(name, name)).values()
    parts = {word for word in forms if _is_part(name, word, edition.actors)}
    count = sum(1 for one in records if not parts or parts.intersection(_parts_of(name, one, edition.window)))
    return in_prose(count, forms)
