"""Words in figures: how wide they run and where they break, numbers and dates as written, what hovers say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Literal

from ..data.charts import EventMark
from ..data.dates import When
from ..data.dossier import Dossier
from ..data.records import Claim
from ..data.series import Alternative, Point
from ..data.vocabularies import STATUS_WORDS
from ..prose.moments import in_digits
from .figure import SMALL, colour

# The site's serif, for the names of capitals and states, as in tokens.css.
SERIF = (
    'Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", '
    '"Sitka Text", Cambria, Georgia, "Noto Serif", serif'
)
LATER = "later than the article"
NOT_FOUND = "no count found"

# Advance widths in em of a wide system sans (Inter runs widest of those the stack names), by kind of letter.
_ADVANCE = ((" ilIj.,:;|'’!", 0.29), ("ftr()[]-–/“”", 0.40), ("mwMW—%≥≈", 0.88), ("abcdeghknopqsuvxyz", 0.59))
_WIDTH = {letter: width for letters, width in _ADVANCE for letter in letters}
SURE = 0.94  # of the estimated width, what letters surely take
TAG = re.compile(r"</?\w[^<>]*>")  # “< noon >” is none
_BOLD = 1.04  # how much wider bold letters run
_HOVER = 264  # px of the lines of a hover label, in the smallest size


def width_of(text: str, size: float = SMALL, *, bold: bool = False) -> float:
    """Estimate the width in px of the longest line of a sans text, rather too wide than too narrow."""
    lines = (TAG.sub("", line) for line in text.split("<br>"))
    return max(sum(_WIDTH.get(letter, 0.66) for letter in line) for line in lines) * size * (_BOLD if bold else 1)


def unmarked(text: str) -> str:
    """Return words of a figure as a message tells them: in one line, without tags."""
    return TAG.sub("", text.replace("<br>", " "))


def wrap(text: str, width: float, size: float = SMALL, measure: Callable[[str, float], float] = width_of) -> list[str]:
    """Break a text into lines of at most `width` px; no-break spaces hold, as after “≥”."""
    return flowed(text.split(" "), width, size, measure=measure)


def flowed(
    parts: Iterable[str],
    width: float,
    size: float = SMALL,
    gap: str = " ",
    measure: Callable[[str, float], float] = width_of,
) -> list[str]:
    """Set words or whole names one after the other, with a gap between them, in lines of at most `width` px."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}{gap}{part}" if lines else part
        if lines and measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def folded(text: str, width: float = _HOVER) -> str:
    """Fold a text of the record to so many px, by default those of a hover label; “<” and “&” escaped."""
    return "<br>".join(escape(line, quote=False) for line in wrap(text, width))


def tinted(text: str, token: str) -> str:
    """Set a text inside a label in the colour of a token."""
    return f'<span style="color:{colour(token)}">{text}</span>'


# How a value says its qualifier: in words, beside a mark, and in a line over the number.
_LIGHT = '<span style="font-weight:400">{}</span><br>'
_QUALIFIED: Mapping[str, Mapping[str, str]] = {
    "full": {"at-least": "≥\u202f{}", "about": "about {}", "derived": "{} (derived)"},
    "short": {"at-least": "≥\u202f{}", "about": "about {}", "derived": "{}*"},
    "lines": {"at-least": _LIGHT.format("at least") + "{}", "about": _LIGHT.format("about") + "{}", "derived": "{}*"},
}


def qualified(given: Point | Alternative, form: Literal["full", "short", "lines"] = "full") -> str:
    """Write a value with its qualifier: “≥ 9”, “about 2,500”, “109 (derived)”, “no count found”."""
    if given.value is None:
        return NOT_FOUND
    return _QUALIFIED[form].get(given.qualifier, "{}").format(in_digits(given.value))


def written(given: Point | Alternative) -> list[str]:
    """Return how a value may stand at its mark: in one line and, where it has a qualifier, in two."""
    return list(dict.fromkeys((qualified(given, "short"), qualified(given, "lines"))))


_PREPOSITIONS = """
about above across after against along among around at before behind below beside between beyond by down during for from
in inside into near of off on onto out outside over past per since through to toward towards under until up upon via
with within without
"""
_BESIDE = frozenset(_PREPOSITIONS.split())
# Those whose singular no rule gives, and those in “-ie”, of which there are few.
_ODD = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth"}
_ODD |= {word: word for word in ("aircraft", "dead", "gas", "means", "series", "sheep", "species", "troops", "wounded")}
_ODD |= {f"{word}s": word for word in ("calorie", "cookie", "lie", "movie", "pie", "sortie", "tie", "zombie")}
_ODD |= {f"{word}es": word for word in ("cargo", "echo", "embargo", "hero", "potato", "tomato", "torpedo", "veto")}
_ODD |= {f"{word[:-1]}ves": word for word in ("calf", "half", "loaf", "leaf", "shelf", "thief", "wolf", "self")}
_ODD |= {f"{word[:-2]}ves": word for word in ("knife", "life", "wife")}
_ODD |= {f"{word[:-2]}es": word for word in ("analysis", "basis", "crisis", "thesis")}
_ODD |= {
    f"{word}s": word for word in ("abuse", "ache", "avalanche", "cache", "excuse", "headache", "niche", "refuse", "use")
}
_ODD["headquarters"] = "headquarters"
_PLURAL = re.compile(r"ies$|(?:(?<=ss)|(?<=x)|(?<=[cs]h)|(?<=[^aeo]us))es$|(?<!s)s$")


def counted(point: Point, unit: str) -> str:
    """Write a count with its unit: “1 drone”, “≥ 5 drones”, or that a number was not found."""
    if point.value is None:
        return NOT_FOUND
    return f"{qualified(point)} {singular(unit) if point.value == 1 else unit}"


def singular(unit: str) -> str:
    """Return what one of a unit is called: “drone”, “ferry”, “crossing by night”; of thousands there are many."""
    first, *rest = unit.split(" ")
    if first in ("thousand", "million", "billion"):
        return unit
    if first.casefold() in _ODD:
        return " ".join([_ODD[first.casefold()], *rest])
    if first.endswith("men"):
        return " ".join([f"{first[:-2]}an", *rest])
    if rest and first.endswith("s") and (not unit.endswith("s") or not _BESIDE.isdisjoint(rest)):
        return " ".join([singular(first), *rest])  # what stands behind it only tells more of it
    return _PLURAL.sub(lambda match: "y" if match[0] == "ies" else "", unit)


def short_month(name: str) -> str:
    """Shorten the name of a month as all labels do: “July”, “Aug”, “Sept”."""
    return name if len(name) < 6 else "Sept" if name == "September" else name[:3]


_YEARLESS = 300  # days of a span from one year into the next that its months alone can tell


def short_date(when: When, *, year: bool = False) -> str:
    """Write a date for a label: “13 July”, “8–19 July”, “10 Aug”; the year only where it is asked for."""
    year = year or (when.first.year != when.last.year and when.days > _YEARLESS)
    words = when.words if year else re.sub(r"(?<=[a-z]) \d{4}\b", "", when.words)
    return re.sub("[A-Z][a-z]+", lambda match: short_month(match[0]), words)


def status_words(claim: Claim) -> str:
    """Write a claim's status, and where one side says so, which."""
    word = STATUS_WORDS[claim.status]
    return f"{word} by {claim.named}" if claim.named else word


def paragraph_words(paragraphs: Iterable[str]) -> str:
    """Say which paragraphs of the article are meant: “paragraph 11”, “paragraphs 1, 2 and 11”."""
    *most, last = dict.fromkeys(paragraph.removeprefix("p") for paragraph in paragraphs)
    return f"paragraphs {', '.join(most)} and {last}" if most else f"paragraph {last}"


def shortened(names: Sequence[str], most: int) -> str:
    """List at most so many names: “Reuters, AP and 2 more”."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def claim_hover(dossier: Dossier, claim: str) -> str:
    """Return date, title, status and publishers of a claim as lines of hover text."""
    record = dossier.claims[claim]
    publishers = list(dict.fromkeys(dossier.sources[support.source].publisher for support in record.sources))
    lines = [
        f"<b>{dossier.when(record).words}</b>",
        folded(record.title),
        escape(status_words(record), quote=False),
        folded(f"Sources: {shortened(publishers, 3)}"),
    ]
    return "<br>".join(lines)


def statement_hover(dossier: Dossier, statement: str) -> str:
    """Return a statement of the article, restated, as lines of hover text."""
    record = dossier.article[statement]
    head = f"<b>The article, {paragraph_words([record.paragraph])}</b>"
    return "<br>".join(filter(None, [head, folded(record.restated), folded(record.note)]))


def point_hover(point: Point, unit: str, dossier: Dossier, head: str = "") -> str:
    """Return a point in words: when, what and how sure, the note, the source."""
    said = qualified(point) + (f" {unit}" if point.value is not None else "")
    lines = [head or (point.date.words if point.date else ""), said, point.note or ""]
    if point.source:
        lines.append(f"Source: {dossier.sources[point.source].publisher}")
    return "<br>".join(folded(line) for line in lines if line)


def event_hover(mark: EventMark, dossier: Dossier) -> str:
    """Return an event in words: its date and the title of the claim that tells it."""
    event = dossier.events[mark.event]
    return "<br>".join([event.date.words, folded(dossier.claims[event.claim].title)])
