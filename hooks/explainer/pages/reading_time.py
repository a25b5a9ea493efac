"""How long a page takes to read, counted from what is finished: its text without what the apparatus adds to it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

WORDS_A_MINUTE = 220  # plain text, read by adults

_WORD = re.compile(r"\w+(?:[’'.,–-]\w+)*")
# Notes, labels of notes, what a chart has under and in it, definitions, what screen readers alone are told.
_APART = frozenset(
    ("note", "notes", "definitions", "cite", "vh", "headerlink", "edit", "citing", "chart__body", "chart__foot")
)
_APART_TAGS = frozenset(("table", "svg", "script", "style", "form", "nav", "button"))
_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)


def count_words(text: str) -> int:
    """Count the words of a text; a number is one."""
    return len(_WORD.findall(text))


def minutes_to_read(html: str) -> int:
    """Return how many minutes, at least one, a reader is with the content of a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return max(1, round(count_words(" ".join(reader.texts)) / WORDS_A_MINUTE))


def seconds_to_read(words: int) -> int:
    """Return how many seconds so many words take, to the nearest ten and at least ten."""
    return max(10, round(words * 6 / WORDS_A_MINUTE) * 10)


class _Reader(HTMLParser):
    """Gathers the texts of a page that a reader goes through from its beginning to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._apart: list[str] = []  # the tags that are open within what is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out an element that stands apart, with all in it."""
        classes = (dict(attrs).get("class") or "").split()
        if tag not in _EMPTY and (self._apart or tag in _APART_TAGS or not _APART.isdisjoint(classes)):
            self._apart.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open up to the element with this tag."""
        if tag in self._apart:
            while self._apart.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Take a text."""
        if not self._apart:
            self.texts.append(data)
