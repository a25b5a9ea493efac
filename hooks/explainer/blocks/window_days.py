"""The window of the article day by day: a lane for each actor, a mark for each event, drawn from the events alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from ..dates import When
from ..dossier import Dossier
from ..edition import Actor, Window
from ..markup import h
from ..records import Event
from .filtering import actor_mark

_ROW = 0.625  # rem that a mark is high


def window_days(dossier: Dossier) -> Element:
    """Return the scale: pointers find each event under its mark, others find the same events in the list below."""
    window = dossier.edition.window
    events = [one for one in dossier.timeline if window.holds(one.date.first)]
    dated = [one for one in events if one.date.start.count("-") == 2]
    lanes = (
        _lane(actor, [one for one in dated if one.actor == actor.id], dossier)
        for actor in dossier.edition.actors.values()
    )
    months = (h("span", {}, words) for words in month_words(window))
    axis = h("div", {"class": "days__lane days__axis"}, h("span", {}), h("span", {"class": "days__months"}, months))
    return h(
        "figure",
        {"class": "days", "data-search-exclude": ""},
        h("div", {"class": "days__lanes", "aria-hidden": "true", "data-echo": ""}, lanes, axis),
        h(
            "figcaption",
            {},
            _caption(dossier, len(dated), len(events) - len(dated)),
            h("span", {"class": "vh"}, _told(dated, dossier)),
        ),
    )


def month_words(window: Window) -> list[str]:
    """Return the names of the window's months, the year with the first and wherever it changes."""
    days = [day for _, day in window.months]
    return [
        f"{day:%B %Y}" if number == 0 or day.year != days[number - 1].year else f"{day:%B}"
        for number, day in enumerate(days)
    ]


def _lane(actor: Actor, events: list[Event], dossier: Dossier) -> Element:
    window = dossier.edition.window
    rows = _packed(events, window)
    count = max(rows.values(), default=0) + 1
    frame = {"viewBox": f"0 0 {window.days} {count}", "preserveAspectRatio": "none", "height": f"{count * _ROW:g}rem"}
    later = (dossier.article_ends - window.first).days + 1  # what is later than the article
    lines = [h("path", {"class": "days__month", "d": f"M{day} 0V{count}"}) for day, _ in window.months]
    lines.append(h("path", {"class": "days__later", "d": f"M{later} 0V{count}"}))
    marks = (_mark(event, count - 1 - rows[event.id], dossier) for event in events)
    return h("div", {"class": "days__lane", "data-actor": actor.id}, actor_mark(actor), h("svg", frame, lines, marks))


def _packed(events: list[Event], window: Window) -> dict[str, int]:
    """Return the row of each event: the lowest that is free on all of its days."""
    taken: dict[int, set[int]] = {}
    rows = {}
    for event in events:
        days = _span(event, window)
        row = next(row for row in range(len(events)) if all(row not in taken.get(day, ()) for day in days))
        for day in days:
            taken.setdefault(day, set()).add(row)
        rows[event.id] = row
    return rows


def _span(event: Event, window: Window) -> range:
    first = (event.date.first - window.first).days
    return range(first, min((event.date.last - window.first).days, window.days - 1) + 1)


def _mark(event: Event, row: int, dossier: Dossier) -> Element:
    days = _span(event, dossier.edition.window)
    place = {"x": f"{days.start + 0.1:g}", "y": f"{row + 0.08:g}", "width": f"{len(days) - 0.2:g}", "height": "0.84"}
    claim = dossier.claims[event.claim]
    words = f"{event.date.words}{', later' if dossier.is_later(claim) else ''}: {claim.title}"
    return h("a", {"href": f"#{event.id}", "tabindex": "-1"}, h("title", {}, words), h("rect", place))


def _caption(dossier: Dossier, dated: int, undated: int) -> str:
    edition = dossier.edition
    rest = f"; {undated} known by their month alone are in the list only" if undated else ""
    marks = f"Each mark is an event, on its day and in the colour of who acted: {dated} in {edition.window.name}{rest}."
    ends = edition.article.ends.words.removesuffix(f" {edition.window.year}")
    return f"{marks} What stands to the right of the violet line came after {ends}, later than the article."


def _told(events: Iterable[Event], dossier: Dossier) -> str:
    """The same in words: how many events each month has, by actor."""
    months: dict[str, Counter[str]] = {}
    actors = dossier.edition.actors
    for event in events:
        months.setdefault(When.parse(f"{event.date.first:%Y-%m}").words, Counter())[actors[event.actor].name] += 1
    told = (
        f"{month}: {', '.join(f'{who} {n}' for who, n in counts.most_common())}" for month, counts in months.items()
    )
    return f" {'. '.join(told)}."
