"""What a mark says when it is pointed at: what, when, how sure, and who says so."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ..fields import STATUS_WORDS
from ..records import Claim, Statement

if TYPE_CHECKING:
    from ..dossier import Dossier

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
