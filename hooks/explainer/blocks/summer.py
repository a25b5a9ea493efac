"""The summer of 2024 day by day: a lane for each actor, a mark for each event, drawn from the events alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..dates import When
from ..dossier import Dossier
from ..edition import ARTICLE_ENDS, SUMMER
from ..markup import h
from ..records import Event
from .filtering import ACTOR_WORDS, actor

_DAYS = (SUMMER.last - SUMMER.first).days + 1
_MONTHS = (0, 30, 61)  # days from the beginning at which June, July and August begin
_LATER = (ARTICLE_ENDS - SUMMER.first).days + 1  # the same for what is later than the article
_ROW = 0.625  # rem that a mark is high


def summer_days(dossier: Dossier) -> Element:
    """Return the scale: pointers find each event under its mark, others find the same events in the list below."""
    events = [one for one in dossier.timeline if SUMMER.first <= one.date.first <= SUMMER.last]
    dated = [one for one in events if one.date.start.count("-") == 2]
    lanes = (_lane(name, [one for one in dated if one.actor == name], dossier) for name in ACTOR_WORDS)
    months = (h("span", {}, words) for words in ("June 2024", "July", "August"))
    axis = h("div", {"class": "days__lane days__axis"}, h("span", {}), h("span", {"class": "days__months"}, months))
    return h(
        "figure",
        {"class": "days", "data-search-exclude": ""},
        h("div", {"class": "days__lanes", "aria-hidden": "true", "data-echo": ""}, lanes, axis),
        h("figcaption", {}, _caption(len(dated), len(events) - len(dated)), h("span", {"class": "vh"}, _told(dated))),
    )


def _lane(name: str, events: list[Event], dossier: Dossier) -> Element:
    rows = _packed(events)
    count = max(rows.values(), default=0) + 1
    frame = {"viewBox": f"0 0 {_DAYS} {count}", "preserveAspectRatio": "none", "height": f"{count * _ROW:g}rem"}
    lines = [h("path", {"class": "days__month", "d": f"M{day} 0V{count}"}) for day in _MONTHS]
    lines.append(h("path", {"class": "days__later", "d": f"M{_LATER} 0V{count}"}))
    marks = (_mark(event, count - 1 - rows[event.id], dossier) for event in events)
    return h("div", {"class": "days__lane", "data-actor": name}, actor(name), h("svg", frame, lines, marks))


def _packed(events: list[Event]) -> dict[str, int]:
    """Return the row of each event: the lowest that is free on all of its days."""
    taken: dict[int, set[int]] = {}
    rows = {}
    for event in events:
        days = _span(event)
        row = next(row for row in range(len(events)) if all(row not in taken.get(day, ()) for day in days))
        for day in days:
            taken.setdefault(day, set()).add(row)
        rows[event.id] = row
    return rows


def _span(event: Event) -> range:
    first = (event.date.first - SUMMER.first).days
    return range(first, min((event.date.last - SUMMER.first).days, _DAYS - 1) + 1)


def _mark(event: Event, row: int, dossier: Dossier) -> Element:
    days = _span(event)
    place = {"x": f"{days.start + 0.1:g}", "y": f"{row + 0.08:g}", "width": f"{len(days) - 0.2:g}", "height": "0.84"}
    claim = dossier.claims[event.claim]
    words = f"{event.date.words}{', later' if dossier.is_later(claim) else ''}: {claim.title}"
    return h("a", {"href": f"#{event.id}", "tabindex": "-1"}, h("title", {}, words), h("rect", place))


def _caption(dated: int, undated: int) -> str:
    rest = f"; {undated} known by their month alone are in the list only" if undated else ""
    marks = f"Each mark is an event, on its day and in the colour of who acted: {dated} in the summer of 2024{rest}."
    return f"{marks} What stands to the right of the violet line came after 10 August, later than the article."


def _told(events: Iterable[Event]) -> str:
    """The same in words: how many events each month has, by actor."""
    months: dict[str, Counter[str]] = {}
    for event in events:
        months.setdefault(When.parse(f"{event.date.first:%Y-%m}").words, Counter())[ACTOR_WORDS[event.actor]] += 1
    told = (
        f"{month}: {', '.join(f'{who} {n}' for who, n in counts.most_common())}" for month, counts in months.items()
    )
    return f" {'. '.join(told)}."
