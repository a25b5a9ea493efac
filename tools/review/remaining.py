"""Old forms that still stand: of records that are called otherwise, and of names changed in many sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .certainty import Quote
from .differing import Differences
from .meeting import Both
from .prose import Swap
from .records import Record
from .site import Page
from .text import Sentence

_CALLED = ("name", "term")
_KINDS = ("people", "places", "glossary")
_NAME = re.compile(r"[^\W\d_a-z]\w+(?:[ -][^\W\d_a-z]\w+)+")  # several words with capitals


@dataclass(frozen=True)
class Remaining:
    """A form that became another one, and the sentences of the new site in which it still stands."""

    old: str
    new: str
    quotes: tuple[Quote, ...]
    place: str  # of the first
    kept: bool = False  # whether it stays one of the forms of a term, which may stand in a text


def remaining(both: Both, found: Differences, swaps: Iterable[Swap]) -> list[Remaining]:
    """Return the old forms of what was renamed, each with where it still stands."""
    forms = dict(_forms(found))
    records = [one for kind in _KINDS for one in both.base_records.kinds.get(kind, {}).values()]
    known = {word for record in records for word in _words(record)}
    for swap in swaps:
        is_told = any(swap.old in form for form, _ in forms)
        if swap.old and swap.new and not is_told and (_NAME.search(swap.old) or swap.old in known):
            forms[swap.old, swap.new] = ""
    return [_standing(both, old, new, own) for (old, new), own in forms.items()]


def _words(record: Record) -> Iterator[str]:
    """Yield what a record is called, and the words of it that have a capital."""
    called = next((str(record.fields[name]) for name in _CALLED if name in record.fields), "")
    yield called
    yield from (word for word in called.split() if word[:1].isupper())


def _forms(found: Differences) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the old and the new name of records, of a person the last word alone where it changed; and the id."""
    for change in found.fields:
        if change.name in _CALLED and isinstance(change.old, str) and isinstance(change.new, str):
            old, new = change.old, change.new
            if change.record.kind == "people" and old.split()[-1] != new.split()[-1]:
                old, new = old.split()[-1], new.split()[-1]
            yield (old, new), change.record.id


def _standing(both: Both, old: str, new: str, own: str) -> Remaining:
    form, without = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)"), new if old in new else ""
    met: dict[str, list[tuple[Page, Sentence]]] = {}
    for page in both.new.pages.values():
        for sentence in page.sentences:
            text = sentence.text.replace(without, "") if without else sentence.text
            is_own = own and sentence.anchor in (own, f"person_{own}")  # its own entry lists how else it is written
            if sentence.region != "frame" and not is_own and form.search(text):
                met.setdefault(sentence.text, []).append((page, sentence))
    quoted = [text for text in met for other in met if text != other and text.endswith(other)]
    met = {text: where for text, where in met.items() if text not in quoted}
    first = next(iter(met.values()), [])
    at = [(page.address, one.anchor) for page, one in first]
    place = both.new_writings.find(first[0][1], at).place if first else ""
    quotes = tuple(Quote(text, both.meetings((page, one.anchor) for page, one in found)) for text, found in met.items())
    term = both.new_records.get("glossary", own)
    aliases = (term.fields.get("aliases") or ()) if term is not None else ()
    kept = old in [alias.get("form") if isinstance(alias, dict) else alias for alias in aliases]
    return Remaining(old, new, quotes, place, kept)
