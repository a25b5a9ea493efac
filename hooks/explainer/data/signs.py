"""Signs that no text of ours may hold: those that nobody sees, letters that look like others, marks of a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_RANGES = (
    *("\x00-\x08", "\x0b-\x1f", "\x7f-\x9f"),  # controls, but for the tab and the line end
    *("\xad", "\u034f", "\u061c", "\u115f\u1160", "\u17b4\u17b5", "\u180b-\u180e"),  # hyphens and fillers without width
    *("\u200b-\u200f", "\u2028-\u202e", "\u2060-\u206f", "\u3164", "\ufeff", "\uffa0", "\ufff0-\ufffb", "\ufffe\uffff"),
    *("\ud800-\udfff", "\U000e0000-\U000e007f"),  # halves of signs, and tags
)
UNSEEN = re.compile(f"[{''.join(_RANGES)}]")
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f", "\u0370-\u03ff\u0400-\u052f"
_MIXED = re.compile(rf"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_MERGE = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?")


def named(sign: str) -> str:
    """Return how a message names a sign that cannot be shown: “U+202E”."""
    return f"U+{ord(sign):04X}"


def visible(text: str) -> str:
    """Return a text on one line, with what cannot be seen by its number."""
    return UNSEEN.sub(lambda match: f"[{named(match[0])}]", " ".join(text.split()) if "\n" in text else text)


def printable(text: str) -> str:
    """Return a text for a message as `visible` does, not longer than a screen."""
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


_LONGEST, _LONGEST_LINE = 400, 4000  # of a message; of a line, for there are patterns that take the square of it


def line_faults(line: str) -> Iterator[tuple[int, str, str]]:
    """Yield column, what was found and what is allowed for each such sign of a line as it was typed; one of a kind."""
    if len(line) > _LONGEST_LINE:
        yield 1, f"the line has {len(line)} characters", f"{_LONGEST_LINE} at most, a sentence a line"
        return
    if "&" in line and (hidden := UNSEEN.search(unescape(line))) and not UNSEEN.search(line):
        found = f"a character that cannot be seen is written here as an entity ({named(hidden[0])})"
        yield 1, found, "the line without it"
    if _MERGE.fullmatch(line):
        yield 1, f"a merge is not finished: “{line[:7]}”", "one of the two texts, without these lines"
    if unseen := UNSEEN.search(line):
        found = f"a character that cannot be seen stands here ({named(unseen[0])})"
        yield unseen.start() + 1, found, "the line without it"
    if not line.isascii() and (mixed := _MIXED.search(line)):
        begin = mixed.start() - len(re.split(r"\W", line[: mixed.start()])[-1])
        word = line[begin : mixed.end()] + re.split(r"\W", line[mixed.end() :], maxsplit=1)[0]
        yield begin + 1, f"“{word}” mixes letters of two scripts", "letters of one"


# What only some texts can hold: it would be printed, or read by what draws the charts.
_MARKUP = re.compile(r"\[\^[^\]]*\]?|^/{3,}.*|var\(--[^)]*\)?")
_INSERT = re.compile(r"\{\{[^}]*(?:\}\})?")
_TAG = re.compile(r"</?[A-Za-z][^>]*>?|&(?:lt|#0*60|#[xX]0*3[cC]);")


def text_faults(text: str, *, drawn: bool, filled: bool) -> Iterator[tuple[str, str]]:
    """Yield what a plain text of a record may not hold; charts are `drawn` of it, or inserts are `filled` in."""
    if markup := _MARKUP.search(text):
        yield f"“{markup[0]}” would be printed as it is typed", "words; a citation stands on a page or in a definition"
    if not filled and (insert := _INSERT.search(text)):
        yield f"“{insert[0]}” would be printed as it is typed", "words; an insert stands on a page or in a chart’s text"
    if drawn and (tag := _TAG.search(text)):
        yield f"“{tag[0]}” is HTML", "words, as a chart shows them"
