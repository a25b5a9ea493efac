"""One place that the search can lead to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from unicodedata import combining, normalize

# Letters that carry their stroke in themselves, and would not come off with the accents.
_STROKES = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O"})


@dataclass(frozen=True)
class Entry:
    """A place with its title and its text in paragraphs; of paragraphs, results show the first or those that match.

    `boost` is its weight beside other entries, 1 for a section of an ordinary page; `dates` are the ways in which
    people type when it was, which results do not show.
    """

    location: str
    title: str
    paragraphs: tuple[str, ...]
    boost: float = 1
    dates: str = ""

    def data(self) -> dict[str, str | float]:
        """Return the entry as Material's search reads it: title and text are HTML there."""
        text = "".join(f"<p>{escape(one, quote=False)}</p>" for one in self.paragraphs)
        entry: dict[str, str | float] = {
            "location": self.location,
            "title": escape(self.title, quote=False),
            "text": text,
        }
        if self.boost != 1:
            entry["boost"] = self.boost
        if self.dates:
            entry["dates"] = self.dates
        return entry


def unaccented(text: str) -> str:
    """Return a text as it is typed on a plain keyboard: Łukašenka as Lukasenka, й and ў as they are."""
    return "".join(_bare(letter) for letter in normalize("NFC", text)).translate(_STROKES)


def _bare(letter: str) -> str:
    base = normalize("NFD", letter)[0]
    return base if base.isascii() and not combining(base) else letter


def plain_spellings(spellings: Iterable[str]) -> tuple[str, ...]:
    """Return what is to be found under plain letters, as one paragraph, or nothing where all are plain."""
    words = {bare: None for word in " ".join(spellings).split() if (bare := unaccented(word)) != word}
    return (f"Without accents: {', '.join(words)}",) if words else ()
