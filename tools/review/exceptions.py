"""What silences a check: remarks on pages, exceptions, acronyms, words the checks know, addresses that are let go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from explainer.data.lasting import FILE
from explainer.data.yaml import Entry, read_file
from explainer.prose.grammar import REMARKS

from .building import Side, Sides
from .words import likeness

_REMARK = re.compile(rf"<!--\s*((?:{'|'.join(REMARKS)})\s*:.*?)\s*-->", re.DOTALL)
_LIKE = 0.5  # of their words, for one to stand in the place of another
_NEVER_IN = ("glossary", "people")


@dataclass(frozen=True)
class Exempt:
    """Something that a check lets pass since the base: file and line, and what it says."""

    place: str
    text: str


def exceptions(sides: Sides) -> list[Exempt]:
    """Return what lets something pass that the base does not let pass."""
    before = dict.fromkeys(one.text for one in _written(sides.base))
    kept = set(_addresses(sides.new))
    gone = [Exempt(f"data/{FILE}", f"the address “{one}” is not asked for any more") for one in _addresses(sides.base)]
    now = {one.text: one for one in _written(sides.new)}
    lost = [text for text in before if text not in now]
    return [
        *(_beside(one, lost) for text, one in now.items() if text not in before),
        *(one for one, address in zip(gone, _addresses(sides.base), strict=True) if address not in kept),
    ]


def _beside(one: Exempt, lost: Iterable[str]) -> Exempt:
    """Return what a check lets pass, with what it stands in the place of."""
    alike = {text: likeness(text, one.text) for text in lost}
    old = max(alike, key=alike.__getitem__, default="")
    return Exempt(one.place, f"{one.text} (before: {old})") if old and alike[old] >= _LIKE else one


def _written(side: Side) -> Iterator[Exempt]:
    for path in sorted((side.root / "docs").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for match in _REMARK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Exempt(f"docs/{path.name}:{line}", f"{' '.join(match[1].split())} (on {path.name})")
    for entry in _entries(side, "exceptions"):
        yield Exempt(f"data/exceptions.yml:{entry.line}", f"{entry.key}: {entry.fields.get('reason', '')}")
    for entry in _entries(side, "acronyms"):
        form, why = (entry.fields.get(name, "") for name in ("form", "because"))
        yield Exempt(f"data/acronyms.yml:{entry.line}", f"“{form}” needs no entry: {why}")
    for entry in _entries(side, "wording"):
        for word in entry.fields.get("words") or ():
            yield Exempt(f"data/wording.yml:{entry.line}", f"“{word}” is one of the {entry.key.replace('-', ' ')}")
    for name in _NEVER_IN:
        for entry in _entries(side, name):
            for page in entry.fields.get("never_in") or ():
                yield Exempt(f"data/{name}.yml:{entry.line}", f"“{entry.key}” is not marked on {page}")


def _entries(side: Side, name: str) -> Iterator[Entry]:
    path = side.root / "data" / f"{name}.yml"
    if path.is_file():
        yield from read_file(path.read_text(encoding="utf-8-sig"), path.name, []).entries


def _addresses(side: Side) -> list[str]:
    path: Path = side.root / "data" / FILE
    return path.read_text(encoding="utf-8").split() if path.is_file() else []
