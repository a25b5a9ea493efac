"""Themes of charts and events in words, and which theme an event has."""

from __future__ import annotations

from collections.abc import Mapping

from .problem import Problem
from .records import Claim, Event

THEME_WORDS: Mapping[str, str] = {
    "border": "Borders and troops",
    "trade": "Trade and transit",
    "diplomacy": "Politics and diplomacy",
    "drones": "Drones",
    "prisoners": "Prisoners",
    "evidence": "The article, checked",
}

# What came after the article is of every theme, so the strand “aftermath” tells none.
_OF_STRAND: Mapping[str, str] = {
    "border": "border",
    "poland": "border",
    "china": "diplomacy",
    "minsk": "diplomacy",
    "prisoners": "prisoners",
    "russia": "drones",
    "ukraine": "border",
}


def theme(event: Event, claim: Claim) -> str:
    """Return an event's theme: its own, or the one that the strand of its claim tells."""
    return event.theme or _OF_STRAND[claim.strand]


def check_themes(claims: Mapping[str, Claim], events: Mapping[str, Event], problems: list[Problem]) -> None:
    """Append a problem for each event whose theme neither it nor its claim tells; `claims` may miss broken ones."""
    for event in events.values():
        claim = claims.get(event.claim)
        if claim is None or event.theme or claim.strand in _OF_STRAND:
            continue
        found = f"“{event.id}” has no theme, and the strand of its claim, “{claim.strand}”, tells none"
        allowed = f"“theme:” with one of {', '.join(name for name in THEME_WORDS if name != 'evidence')}"
        problems.append(Problem("data/events.yml", event.line, 1, found, allowed))
