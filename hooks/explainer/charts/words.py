"""Lettering of figures: how wide a text runs, where it breaks, and how dates are shortened."""

from __future__ import annotations

import re
import textwrap

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.fields import STATUS_WORDS
from ..data.records import Claim, Statement
from .figure import SMALL, colour

# The site's serif, for the names of capitals and states, as in tokens.css.
SERIF = (
    'Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", '
    '"Sitka Text", Cambria, Georgia, "Noto Serif", serif'
)
# Advance widths in em of a wide system sans (Inter runs widest of those the stack names), by kind of letter.
_ADVANCE = ((" ilIj.,:;|'’!", 0.29), ("ftr()[]-–/“”", 0.40), ("mwMW—%≥≈", 0.88), ("abcdeghknopqsuvxyz", 0.59))
_WIDTH = {letter: width for letters, width in _ADVANCE for letter in letters}
_TAG = re.compile(r"<[^>]+>")
_SHORT = {
    "August": "Aug",
    "September": "Sept",
    "January": "Jan",
    "February": "Feb",
    "October": "Oct",
    "November": "Nov",
    "December": "Dec",
}


def width_of(text: str, size: float = SMALL) -> float:
    """Estimate the width in px of one line of sans text, rather too wide than too narrow."""
    return size * sum(_WIDTH.get(letter, 0.66) for letter in _TAG.sub("", text))


def wrap(text: str, width: float, size: float = SMALL) -> list[str]:
    """Break a text into lines of at most `width` px; no-break spaces hold, as after “≥”."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def tinted(text: str, token: str) -> str:
    """Set a text inside a label in the colour of a token."""
    return f'<span style="color:{colour(token)}">{text}</span>'


def short_date(when: When, *, year: bool = False) -> str:
    """Write a date for a label: “13 July”, “8–19 July”, “10 Aug”; the year only where it is asked for."""
    words = when.words if year else re.sub(r" \d{4}\b", "", when.words)
    return re.sub("|".join(_SHORT), lambda match: _SHORT[match[0]], words)


LATER = "later than the article"


def status_words(claim: Claim) -> str:
    """Write a claim's status, and where one side says so, which."""
    word = STATUS_WORDS[claim.status]
    return f"{word} by {claim.claimed_by}" if claim.claimed_by and claim.status == "claimed" else word


def claim_hover(dossier: Dossier, claim: str) -> str:
    """Return date, title, status and publishers of a claim as lines of hover text."""
    record = dossier.claims[claim]
    publishers = list(dict.fromkeys(dossier.sources[support.source].publisher for support in record.sources))
    more = f" and {len(publishers) - 3} more" if len(publishers) > 3 else ""
    lines = [
        f"<b>{dossier.when(record).words}</b>",
        *folded(record.title),
        status_words(record),
        *folded("Sources: " + ", ".join(publishers[:3]) + more),
    ]
    return "<br>".join(lines)


def paragraph_words(*statements: Statement) -> str:
    """Say where in the article statements stand: “paragraph 11”, “paragraphs 3 and 4”."""
    numbers = list(dict.fromkeys(statement.paragraph.removeprefix("p") for statement in statements))
    last = f" and {numbers[-1]}" if numbers[1:] else ""
    return ("paragraphs " if last else "paragraph ") + ", ".join(numbers[: -1 if last else None]) + last


def statement_hover(dossier: Dossier, statement: str) -> str:
    """Return a statement of the article, restated, as lines of hover text."""
    record = dossier.article[statement]
    return "<br>".join(
        [f"<b>The article, {paragraph_words(record)}</b>", *folded(record.restated), *folded(record.note)]
    )


def folded(text: str) -> list[str]:
    """Fold a text to the width of a hover label."""
    return textwrap.wrap(text, 46)
