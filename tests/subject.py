"""The words of the real edition's subject, from its records: no other edition and nothing of the engine has them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml
from conftest import ROOT

from explainer.data.dossier import Dossier, read_dossier

# What the records do not name by itself, with all its forms: Belarusian, summers.
_ROOTS = ("belarus", "summer")
_SHORTEST = 4  # letters of a word that says something: shorter ones stand in half of all English words
# Words of the records that are everybody's.
_COMMON: Mapping[str, str] = {
    "west": "a side of the device, and of every map",
}


@cache
def subject() -> re.Pattern[str]:
    """Return what finds a word of the subject, whole and in any case, and the author's name as it is written."""
    dossier = read_dossier(ROOT / "data")
    words = {word for word in _words(dossier) if len(word) >= _SHORTEST} - _COMMON.keys()
    names = "|".join((*(rf"{root}\w*" for root in _ROOTS), *map(re.escape, sorted(words, key=len, reverse=True))))
    return re.compile(rf"\b(?:(?i:{names})|{re.escape(dossier.edition.article.called)})\b")


def _words(dossier: Dossier) -> Iterator[str]:
    edition = dossier.edition
    texts = [edition.article.publisher, edition.site.dataset, edition.site.key]
    texts.append(yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["site_name"])
    texts += [name for actor in edition.actors.values() for name in (actor.id, actor.name, actor.word)]
    texts += edition.article.author.split()
    for person in dossier.people.values():
        if person.kind == "state":
            texts.append(person.name)
        if person.kind == "person":
            texts.append(person.short or person.name.split()[-1])
    texts += [place.name for place in dossier.places.values()]
    yield from map(str.lower, texts)


def told(path: Path, text: str) -> list[str]:
    """Return each word of the subject in a text with its line."""
    found = ((number, word) for number, line in enumerate(text.splitlines(), 1) for word in subject().findall(line))
    return [f"{path}:{number}: {word}" for number, word in found]
