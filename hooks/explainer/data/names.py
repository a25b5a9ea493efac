"""Names, and their spellings: each in its language, and none that another record has already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

from .edition import Actor
from .parts import Spelling
from .problem import Problem, Report
from .reading import place_of
from .yaml import Entry, YamlFile

_NAMED = ("people", "places")  # whose names are held against one another; the glossary is checked with its plurals
# What no two records have alike; a name may stand in two countries. The others are told with all their forms.
_ALONE = {
    "places": ("name", "country"),
    "sources": ("url",),
    "claims": ("title",),
    "charts": ("title",),
    "series": ("title",),
}
_QUOTES = "“”„‘’«"  # YAML takes straight ones away
# Within a word, but for the one of a genitive, which the search takes for a sign between words.
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)(?!s\b)")
# Letters that carry their stroke in themselves, and would not come off with the accents.
_STROKES = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O"})


def unaccented(text: str) -> str:
    """Return a text as it is typed on a plain keyboard: Łódeš as Lodes, Naf’ta as Nafta, й and ў as they are."""
    bare = "".join(_bare(letter) for letter in normalize("NFC", text)).translate(_STROKES)
    return _APOSTROPHES.sub("", bare)


def _bare(letter: str) -> str:
    base = normalize("NFD", letter)[0]
    return base if base.isascii() and not combining(base) else letter


def sort_key(name: str) -> str:
    """Return what a list is sorted by: a name in small, plain letters, Łódeš among those with L."""
    return unaccented(name).casefold()


_NOT_LATIN = re.compile(r"[^\W\d_\u0000-\u036f\u1d00-\u1eff]")


@dataclass(frozen=True)
class _Owner:
    """Who has a name: the file and id of the record, and which language it is in, where that is told."""

    file: str
    id: str
    line: int
    lang: str | None = None


def check_names(
    records: Mapping[str, Mapping[str, Any]],
    files: Mapping[str, YamlFile],
    actors: Mapping[str, Actor],
    problems: list[Problem],
) -> None:
    """Report the aliases of people, places and terms that lack their language or are a name already.

    `records` and `files` are by kind; each fault is told at its alias.
    """
    owners: dict[str, list[_Owner]] = {}
    for kind in _NAMED:
        for one in records[kind].values():
            owners.setdefault(_folded(one.name), []).append(_Owner(f"data/{kind}.yml", one.id, one.line))
    for actor in actors.values():
        if _folded(actor.name) not in owners:  # most bear the name of their capital
            owners[_folded(actor.name)] = [_Owner("data/edition.yml", actor.id, actor.line)]
    for kind in (*_NAMED, "glossary"):
        report = Report(f"data/{kind}.yml", problems)
        for entry in files[kind].entries:
            if kind in _NAMED and entry.key in records[kind] and records[kind][entry.key].name[0] in _QUOTES:
                mark = place_of(entry.node, ("name",)).start_mark
                report.at(mark, f"“{entry.key}”: curly quotes stand around the name", "the name without them")
            aliases = records[kind][entry.key].aliases if entry.key in records[kind] else ()
            for number, alias in enumerate(aliases):
                mark = place_of(entry.node, ("aliases", number)).start_mark
                if not alias.lang and _NOT_LATIN.search(alias.form):
                    found = f"“{entry.key}”: “{alias.form}” is in other letters and has no language"
                    report.at(mark, found, f"“{{form: {alias.form}, lang: …}}”")
                for found, allowed in _taken(entry, report.file, alias, owners) if kind in _NAMED else ():
                    report.at(mark, found, allowed)


def check_doubles(
    records: Mapping[str, Mapping[str, Any]], files: Mapping[str, YamlFile], problems: list[Problem]
) -> None:
    """Report records that readers could not tell apart, or that are one record under two ids."""
    for kind, fields in _ALONE.items():
        report, first = Report(f"data/{kind}.yml", problems), dict[tuple[str, ...], Entry]()
        for entry in files[kind].entries:
            if record := records[kind].get(entry.key):
                other = first.setdefault(tuple(_folded(getattr(record, field)) for field in fields), entry)
                if other.key != entry.key:
                    mark, name = place_of(entry.node, fields[:1]).start_mark, fields[0]
                    found = f"“{entry.key}”: “{name}” is that of “{other.key}” (line {other.line})"
                    report.at(mark, found, f"another “{name}”, or one record")


def _taken(entry: Entry, file: str, alias: Spelling, owners: dict[str, list[_Owner]]) -> list[tuple[str, str]]:
    """Return what is wrong with the forms of an alias that are names already, and let it own the others."""
    faults = []
    for form in alias.forms:
        known = owners.setdefault(_folded(form), [])
        other = next((one for one in known if (one.file, one.id) != (file, entry.key)), None)
        if other:
            found = f"“{entry.key}”: “{form}” is a name of “{other.id}” ({other.file}:{other.line})"
            faults.append((found, "each name in one record"))
        elif any(one.lang in (None, alias.lang) for one in known):
            faults.append((f"“{entry.key}”: “{form}” is its name already", "other spellings, each once"))
        known.append(_Owner(file, entry.key, entry.line, alias.lang))
    return faults


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
