"""Runs: inline content as readers see it, one text, whatever elements it is made of, and links put around parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from unicodedata import normalize
from xml.etree.ElementTree import Element

from .forms import BREAK, JOINT, WORD, even
from .wrapping import Place, insert, level

# Python-Markdown's placeholders, signs without width, white space in a row, letters with accents of their own.
_SPECIAL = re.compile(
    r"\x02(?P<code>[^\x03]*)\x03|(?P<unseen>[\u00ad\u200b\u2060]+)|(?P<space>\s\s+)|(?P<letter>.[\u0300-\u036f]+)"
)
_ODD = re.compile("[\x02\u00ad\u200b\u2060\u0300-\u036f]|\\s\\s")  # whether there is any of them, told fast
_RAW = re.compile(r"<(?P<closing>/?)(?P<name>[a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
TRANSPARENT = frozenset(
    [
        "em",
        "strong",
        "b",
        "i",
        "abbr",
        "span",
        "u",
        "s",
        "del",
        "ins",
        "mark",
        "small",
        "sub",
        "sup",
        "q",
        "dfn",
        "bdi",
        "data",
    ]
)
CLOSED = frozenset(("a", "button", "code", "kbd", "label", "samp", "script", "select", "style", "textarea", "var"))


@dataclass(frozen=True)
class _Piece:
    """A stretch of the run's text: where it begins there, and the stretch of the tree's text that it stands for."""

    start: int
    size: int
    parent: Element
    before: Element | None
    offset: int
    width: int  # in the tree
    raw: str = ""  # the name of a raw tag, with a slash before it when it closes

    @property
    def end(self) -> int:
        return self.start + self.size


class Run:
    """Collects inline content piece by piece, then marks stretches of it, from the last to the first."""

    def __init__(self, stash: Sequence[str | Element] = ()) -> None:
        self._stash = stash
        self._texts: list[str] = []
        self._pieces: list[_Piece] = []
        self._shown: list[str] = []  # what stands behind each BREAK and JOINT
        self._parents: dict[Element, Element] = {}
        self._length = 0
        self._has_raw = False  # whether raw tags stand in the run
        self._raw_closed = ""  # the raw tag within which nothing is marked

    @property
    def text(self) -> str:
        """The text as readers see it, white space single, BREAK or JOINT for what no term can span."""
        return "".join(self._texts)

    def enter(self, child: Element, parent: Element) -> None:
        """Note that `child` is inline and stands in `parent`."""
        self._parents[child] = parent

    def closed(self, shown: str = "", *, apart: bool = False) -> None:
        """Add what no term can span; `shown` is what readers see of it, part of a word beside it unless `apart`."""
        self._shown.append(shown)
        self._texts.append(BREAK if apart else JOINT)
        self._length += 1

    def space(self) -> None:
        """Add a line break."""
        self._texts.append(" ")
        self._length += 1

    def add(self, parent: Element, before: Element | None, text: str | None) -> None:
        """Add the text of `parent` that follows its child `before`."""
        if not text:
            return
        if not _ODD.search(text):
            self._piece(parent, before, 0, len(text), text)
            return
        last = 0
        for match in _SPECIAL.finditer(text):
            self._piece(parent, before, last, match.start(), text[last : match.start()])
            last = match.end()
            if match["code"] is not None:
                self._placeholder(parent, before, match)
            else:
                seen = "" if match["unseen"] else " " if match["space"] else normalize("NFC", match["letter"])
                self._piece(parent, before, match.start(), last, seen)
        self._piece(parent, before, last, len(text), text[last:])

    def _piece(self, parent: Element, before: Element | None, start: int, end: int, seen: str, raw: str = "") -> None:
        if start == end:
            return
        if self._raw_closed and not raw:
            self._shown[-1] += seen
            return
        self._pieces.append(_Piece(self._length, len(seen), parent, before, start, end - start, raw))
        self._texts.append(even(seen))
        self._length += len(seen)

    def _placeholder(self, parent: Element, before: Element | None, match: re.Match[str]) -> None:
        code = match["code"]
        number = code.rpartition(":")[2]
        stashed = self._stash[int(number)] if ":" in code and int(number) < len(self._stash) else ""
        seen = chr(int(code)) if code.isdigit() else "&" if code == "amp" else ""
        if isinstance(stashed, str) and stashed.startswith("&"):
            seen = unescape(stashed)
        tag = _RAW.fullmatch(stashed) if isinstance(stashed, str) else None
        if tag:
            self._tag(parent, before, match, tag)
        elif seen:
            self._piece(parent, before, match.start(), match.end(), seen)
        else:
            self.closed()

    def _tag(self, parent: Element, before: Element | None, match: re.Match[str], tag: re.Match[str]) -> None:
        name, self._has_raw = tag["name"].lower(), True
        if self._raw_closed:
            if name == self._raw_closed and tag["closing"]:
                self._raw_closed = ""
        elif name in CLOSED:
            self.closed()
            self._raw_closed = "" if tag["closing"] else name
        elif name in TRANSPARENT:
            self._piece(parent, before, match.start(), match.end(), "", tag["closing"] + name)
        elif name == "br":
            self.space()
        else:
            self.closed()

    @property
    def shown(self) -> tuple[str, ...]:
        """What readers see in the place of each BREAK and JOINT."""
        return tuple(self._shown)

    def drop(self, position: int) -> None:
        """Take one character out of the tree."""
        place = self._start(position)
        text = place.text
        place.write(text[: place.offset] + text[place.offset + 1 :])

    def wrap(self, start: int, end: int, link: Element) -> bool:
        """Put `link` around a stretch of the text; where its nesting allows only a part, around the longest part."""
        pair = self._balanced(start, end)
        pair = pair and level(*pair, self._parents)
        if pair is None:
            start, end = self._longest_part(start, end)
            pair = self._balanced(start, end) if start < end else None
        if pair is None:
            return False
        insert(*pair, link)
        return True

    def _start(self, position: int) -> Place:
        piece = next(piece for piece in self._pieces if piece.start <= position < piece.end)
        within = position - piece.start if piece.size == piece.width else 0
        return Place(piece.parent, piece.before, piece.offset + within)

    def _end(self, position: int) -> Place:
        piece = next(piece for piece in self._pieces if piece.start < position <= piece.end)
        within = position - piece.start if piece.size == piece.width else piece.width
        return Place(piece.parent, piece.before, piece.offset + within)

    def _balanced(self, start: int, end: int) -> tuple[Place, Place] | None:
        """Return the two ends of a stretch, moved over raw tags beside it so that each is opened and closed within."""
        first, last = self._start(start), self._end(end)
        if not self._has_raw:
            return first, last
        before = [piece for piece in self._pieces if piece.raw and piece.start == start]
        within = [piece for piece in self._pieces if piece.raw and start < piece.start < end]
        after = [piece for piece in self._pieces if piece.raw and piece.start == end]
        opened: list[str] = []
        for piece in within:
            if not piece.raw.startswith("/"):
                opened.append(piece.raw)
            elif opened:
                if opened.pop() != piece.raw[1:]:
                    return None
            elif before and before[-1].raw == piece.raw[1:]:
                tag = before.pop()
                first = Place(tag.parent, tag.before, tag.offset)
            else:
                return None
        while opened:
            if not after or after[0].raw != f"/{opened.pop()}":
                return None
            tag = after.pop(0)
            last = Place(tag.parent, tag.before, tag.offset + tag.width)
        return first, last

    def _longest_part(self, start: int, end: int) -> tuple[int, int]:
        """Return the longest stretch of whole words that stands in one text of the tree."""
        words = [match.span() for match in WORD.finditer(self.text)]
        best = (0, 0)
        for low, high in self._texts_within(start, end):
            inside = [span for span in words if low <= span[0] and span[1] <= high]
            if inside and inside[-1][1] - inside[0][0] > best[1] - best[0]:
                best = (inside[0][0], inside[-1][1])
        return best

    def _texts_within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        for piece in self._pieces:
            low, high = max(start, piece.start), min(end, piece.end)
            if low < high:
                yield low, high
