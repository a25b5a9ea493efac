"""Numbers in running text: digits and words, with scale, unit, rounding word and range."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..prose.moments import NUMBERS, ORDINALS, one_of, without_dates
from .vocabulary import Vocabulary, any_of

_SCALES: Mapping[str, float] = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9, "m": 1e6,
}  # fmt: skip
_GLUED = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}  # “412k”
_PARTS = {name + end: n for name, n in (("third", 3), ("quarter", 4), ("fifth", 5), ("tenth", 10)) for end in ("", "s")}
_PARTS |= {"half": 2, "halves": 2}

_WORD = rf"(?:{one_of(NUMBERS)})"
_NO_COMMA = str.maketrans("", "", ",\u00a0\u202f")
_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:dozen|hundred|thousand|million|billion|trillion|bn)\b"
# Numbers that are a sign: ², ½, ⁹, Ⅸ, ⑨.
_SIGNS = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
# Most texts hold no number at all.
_HINT = re.compile(rf"[\d{_SIGNS}]|\b(?:{one_of([*NUMBERS, *_PARTS, *_SCALES, *ORDINALS])})", re.IGNORECASE)
_CLOCK = re.compile(
    rf"(?<![\w.,])(?:(?P<h>[0-2]?\d)[:.](?P<min>[0-5]\d)|(?P<word>{_WORD}|[0-2]?\d))"
    r"(?P<half>\s*(?:a\.m\.|p\.m\.|am\b|pm\b|o[’']clock|in\s+the\s+(?:morning|afternoon|evening)|at\s+night))?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b(?:(?P<top>a|one|two|three|four|nine)[\s-]+(?P<part>{one_of(_PARTS)})|(?P<half>half)"
    rf"|(?P<few>{_WORD})\s+(?:in|out\s+of)\s+(?P<all>{_WORD}))\b(?!\s+an?\s+(?:million|dozen|billion))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?<![\w.,])(?<![^\W\d][-–])(?P<minus>(?<![^\s(|“])[-−–](?=[$€£]?\d))?(?P<money>[$€£])?(?:(?P<digits>{_DIGITS})|(?P<words>\b(?:half\s+a|an?)(?=\s+{_SCALE})"
    rf"|\b{_WORD}(?:(?:\s+and)?\s+(?:a\s+)?half(?!\s+of))?(?:\s+hundred(?:\s+and\s+{_WORD})?)?)\b)"
    rf"(?P<scales>(?:\s+{_SCALE})*)(?P<ordinal>st|nd|rd|th)?(?P<glued>(?<=\d)[^\W\d_{_SIGNS}]+)?(?![\w]|[.,:]\d)",
    re.IGNORECASE,
)
# What has digits and is none of these: “9e3”, “x400”, “2²”; no name such as F-16, and no “km²”.
_UNREAD = re.compile(rf"(?<![\w.,/·])(?<![^\W\d][-–])(?:x|[a-z]{{3,}})?[\d{_SIGNS}]\w*(?:[.,:]\w+)*")
_ORDINAL = re.compile(rf"\b(?:{one_of(ORDINALS)})\b", re.IGNORECASE)
_AND_A_HALF = re.compile(r"\s+and\s+a\s+half\b", re.IGNORECASE)
_THING = re.compile(r"(?:[\s-]+[^\W\d_]+){1,3}")
# A number that names something: “Figure 2”, “the 20th century”.
_NAMING = re.compile(r"\b(?:Figure|Fig\.|[Pp]ages?|pp?\.|Nos?\.|Route)\s+$")
_CENTURY = re.compile(r"[\s-]+centur(?:y|ies)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|these|those|its|their|his|her|our|other|such|all)\s+(?:other\s+)?$", re.IGNORECASE)
# “Over” and “under” say as often where or when.
_STRICT = re.compile(
    r"(?:(?<!\bno\s)(?<!\bnot\s)\b(?:more\s+than|fewer\s+than|less\s+than|(?P<close>nearly|almost|not\s+quite)"
    r"|(?:just|well|little)\s+(?:over|under)|exactly|precisely))\s+(?:the\s+|a\s+)?[$€£]?$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s+(?:[^\W\d_]+\s+)?(?:(?P<strict>exactly|precisely)|(?P<least>or\s+more|at\s+least)|or\s+(?:fewer|less)|at\s+(?:the\s+)?most)\b",
    re.IGNORECASE,
)
# “A week later”: a span from what was told before; “one day later” and the like mostly are none to count.
_LATER = re.compile(
    r"\b(?:an?|the)\s+(?P<unit>week|fortnight|month|year|decade)\s+(?:later|earlier|before|after|afterwards|ago)\b"
    r"(?!\s+(?:last|next))",
    re.IGNORECASE,
)
# “Dozens of names”: a number of that size, or some of them.
_SOME_SIZES: Mapping[str, tuple[float, float]] = {
    "dozens": (24, 200), "scores": (40, 200), "hundreds": (200, 2e3), "thousands": (2e3, 2e4),
    "tens of thousands": (2e4, 2e5), "hundreds of thousands": (2e5, 2e6), "millions": (2e6, 2e9),
}  # fmt: skip
_SOME = re.compile(
    rf"\b(?P<size>{one_of(_SOME_SIZES)})\s+of\s+(?:(?:other|more|the|its|their)\s+)?(?P<thing>[^\W\d_]+)", re.IGNORECASE
)
_JOINT = re.compile(r"\s*(?:–|-|to|and|or)\s*(?:[$€£])?", re.IGNORECASE)


@dataclass(frozen=True)
class Quantity:
    """A number as it is written: `bound` is "", "about", "at-least" or "at-most"; `unit` is canonical or "".

    Its value is `nan` where it is written as nobody can read it.
    """

    value: float
    unit: str = ""
    bound: str = ""
    start: int = 0
    end: int = 0
    text: str = ""
    thing: str = ""  # the words behind it: what is counted
    vague: bool = False  # a small number in words, without unit or rounding word: often no count at all
    strict: bool = False  # “more than”, not “at least”; without a bound “exactly”
    close: bool = False  # “nearly”, and not far below it
    paired: bool = False  # an end of a range


class Reader:
    """Finds quantities, by the units and rounding words of the wording."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._units = {name.casefold(): names[0] for names in vocabulary.groups("units") for name in names}
        self._unit = re.compile(rf"(?:[\s-]*)(?P<unit>{one_of(self._units)})(?![\w])", re.IGNORECASE)
        self._bounds = {
            name: re.compile(rf"(?:{any_of(vocabulary.words(name)).pattern})\s+(?:the\s+|a\s+)?[$€£]?$", re.IGNORECASE)
            for name in ("at-least", "at-most", "about")
        }
        self._read: dict[str, list[Quantity]] = {}

    def read(self, text: str) -> list[Quantity]:
        """Return the quantities of a text from left to right; dates are none."""
        if text not in self._read:  # most are read for several checks
            self._read[text] = self._quantities(text)
        return [*self._read[text]]

    def _quantities(self, text: str) -> list[Quantity]:
        if not _HINT.search(text):
            return []
        masked = without_dates(text)
        found: list[Quantity] = []
        for read in (self._clocks, self._fractions, self._numbers, self._ordinals, self._unread):
            for quantity in read(masked):
                written = " ".join(text[quantity.start : quantity.end].split())
                thing = _THING.match(text, quantity.end)
                is_ordinal = written.casefold() in ORDINALS or written.endswith(("st", "nd", "rd", "th"))
                if _NAMING.search(text, 0, quantity.start) or (is_ordinal and _CENTURY.match(text, quantity.end)):
                    masked = masked[: quantity.start] + "·" * (quantity.end - quantity.start) + masked[quantity.end :]
                    continue
                small = written[0].isalpha() and 1 < quantity.value <= 10 and quantity.value % 1 == 0
                vague = small and not quantity.unit and not quantity.bound
                if vague and _DEFINITE.search(text, 0, quantity.start):
                    continue  # “the two armies” are known already
                found.append(replace(quantity, text=written, thing=thing[0] if thing else "", vague=vague))
                found[-1] = _bounded(found[-1], text)
                masked = masked[: quantity.start] + "·" * (quantity.end - quantity.start) + masked[quantity.end :]
        return self._joined(sorted(found, key=lambda quantity: quantity.start), text)

    def spans(self, text: str) -> list[Quantity]:
        """Return the spans of one week, month or year by which something is told to be later or earlier."""
        return [
            Quantity(1, match["unit"].casefold(), "", *match.span(), text=" ".join(match[0].split()))
            for match in _LATER.finditer(text)
        ]

    def sizes(self, text: str) -> Iterator[tuple[re.Match[str], float, float]]:
        """Yield the numbers of which a text tells the size alone, each with what it can be: “dozens of names”."""
        for match in _SOME.finditer(text):
            yield match, *_SOME_SIZES[match["size"].casefold()]

    def counted(self, value: float, unit: str, bound: str = "", text: str = "") -> Quantity:
        """Return a number of a record; its unit may hold a scale: “billion USD”."""
        # A unit that begins like a month (“May votes”) makes a date of the number before it.
        read = next(iter(self.read(f"3 {unit}")), Quantity(3, ""))
        return Quantity(value * read.value / 3, read.unit, bound, text=text, thing="" if read.unit else unit)

    def _clocks(self, text: str) -> Iterator[Quantity]:
        for match in _CLOCK.finditer(text):
            half = (match["half"] or "").strip().casefold()
            if not half and not (match["h"] and match[0][len(match["h"])] == ":"):
                continue
            hour = int(match["h"]) if match["h"] else _small(match["word"])
            late = hour < 12 and half.startswith(("p", "in the afternoon", "in the evening"))
            minutes = (hour + 12 * late) * 60 + int(match["min"] or 0)
            yield Quantity(minutes, "o’clock", self.bound(text, match.start()), *match.span())

    def _fractions(self, text: str) -> Iterator[Quantity]:
        for match in _FRACTION.finditer(text):
            if _is_more_than_a_part(text, match):
                continue
            if match["few"]:
                value = _small(match["few"]) / max(_small(match["all"]), 1)
            elif match["half"]:
                value = 0.5
            else:
                top = 1 if match["top"].casefold() == "a" else _small(match["top"])
                value = top / _PARTS[match["part"].casefold()]
            yield Quantity(value, "share", self.bound(text, match.start()), *match.span())

    def _numbers(self, text: str) -> Iterator[Quantity]:
        for match in _NUMBER.finditer(text):
            value = float(match["digits"].translate(_NO_COMMA)) if match["digits"] else _in_words(match["words"])
            for scale in match["scales"].split():
                value *= _SCALES[scale.casefold()]
            value *= -1 if match["minus"] else 1
            unit = self._unit.match(text, match.start("glued") if match["glued"] else match.end())
            if match["glued"] and not unit:
                if match["glued"].casefold() not in _GLUED:
                    continue
                value *= _GLUED[match["glued"].casefold()]
            name = self._units.get((match["money"] or "").casefold(), "")
            end = match.end()
            if unit:
                name, end = self._units[unit["unit"].casefold()], unit.end()
                half = _AND_A_HALF.match(text, end)
                if half:
                    value, end = value + 0.5, half.end()
            one = (match["words"] or "").casefold() == "one"
            if one and not match["scales"].strip() and name in ("", "day"):
                continue  # “one” and “one day” are mostly no numbers
            if match["words"] and not unit and text[end : end + 1] == "-":
                continue  # “twenty-foot”, “two-thirds”
            yield Quantity(value, name, self.bound(text, match.start()), match.start(), end)
        for match in re.finditer(r"\ban?\s+(?P<unit>\w+)\s+and\s+a\s+half\b", text):
            if match["unit"].casefold() in self._units:
                yield Quantity(1.5, self._units[match["unit"].casefold()], "", *match.span())

    def _ordinals(self, text: str) -> Iterator[Quantity]:
        for match in _ORDINAL.finditer(text):
            value = ORDINALS[match[0].casefold()]
            if value > 2:  # “first” and “second” are mostly no numbers
                yield Quantity(value, "", "", *match.span())

    def _unread(self, text: str) -> Iterator[Quantity]:
        for match in _UNREAD.finditer(text):
            yield Quantity(math.nan, "", "", *match.span())

    def bound(self, text: str, start: int) -> str:
        """Return what the words before a number make of it: "", "about", "at-least" or "at-most"."""
        before = text[max(0, start - 40) : start]
        found = [(match.start(), name) for name, pattern in self._bounds.items() if (match := pattern.search(before))]
        return min(found, default=(0, ""))[1]  # “no more than”, not the “more than” in it

    def _joined(self, found: list[Quantity], text: str) -> list[Quantity]:
        """Give the first number of a range what the second one brings: “40 to 55 million euros”."""
        for position in range(len(found) - 2, -1, -1):
            left, right = found[position], found[position + 1]
            if _JOINT.fullmatch(text[left.end : right.start]):
                scale = next((word for word in right.text.casefold().split() if word in _SCALES), "")
                has = any(word in _SCALES for word in left.text.casefold().split())
                value = left.value * (_SCALES[scale] if scale and not has and left.value < 1000 else 1)
                found[position] = replace(left, value=value, unit=left.unit or right.unit, paired=True)
                found[position + 1] = replace(right, bound=right.bound or left.bound, paired=True)
        return found


def _bounded(found: Quantity, text: str) -> Quantity:
    """Add whether a number is meant strictly, and what is said of that behind it: “298 exactly”, “298 or fewer”."""
    strict = _STRICT.search(text, 0, found.start)
    found = replace(found, strict=strict is not None, close=strict is not None and strict["close"] is not None)
    behind = None if found.bound or found.strict else _BEHIND.match(text, found.end)
    if not behind:
        return found
    if behind["strict"]:
        return replace(found, strict=True)
    return replace(found, bound="at-least" if behind["least"] else "at-most")


def _small(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.index(word.casefold())


def _in_words(words: str) -> float:
    if words.casefold() in ("a", "an"):
        return 1
    value, half = 0.0, 0.0
    for word in words.casefold().split():
        if word == "half":
            half = 0.5
        elif word == "hundred":
            value *= 100
        elif word not in ("a", "and"):
            value += _small(word)
    return value + half


def _is_more_than_a_part(text: str, match: re.Match[str]) -> bool:
    """Tell whether “half” belongs to a number (“six and a half”, “a year and a half”) or a word (“half-open”)."""
    if "half" not in match[0].casefold():
        return False
    before, after = text[: match.start()], text[match.end() : match.end() + 1]
    return bool(re.search(r"\b(?:and\s+(?:a\s+)?|first\s+|second\s+)$", before)) or after == "-"
