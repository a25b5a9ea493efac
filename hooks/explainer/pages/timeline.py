"""An event as a line that opens: date, actor, status, title; under it what happened and all that it leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.edition import Actor, Window
from ..data.records import Claim, Event
from .base import GeneratedBlock
from .claims import WEAK_WORDS
from .filter import actor_mark, event_fields, event_values, filter_form
from .later import labelled
from .markup import described, h, joined, later, status, status_mark
from .record_links import page_links

if TYPE_CHECKING:
    from .context import PageContext

EditLink = Callable[[str, int], Element | None]


def event_row(event: Event, year: str, context: PageContext, edit_link: EditLink) -> Element:
    """Return the line of an event; dates leave out the `year` that its heading tells."""
    dossier = context.dossier
    claim = dossier.claims[event.claim]
    places = [dossier.places[id_] for id_ in claim.places]
    line = h(
        "summary",
        {},
        h("time", {"datetime": event.date.start}, short_date(event, year)),
        " ",
        h("span", {"class": "event__actor"}, actor_mark(dossier.edition.actors[event.actor])),
        " ",
        h(
            "span",
            {"class": "event__title"},
            status_mark(claim.status),
            " ",
            [later(), " "] if dossier.is_later(claim) else None,
            claim.title,
        ),
        " ",
        h("span", {"class": "event__where"}, ", ".join(place.name for place in places)) if places else None,
    )
    more = h(
        "div",
        {"class": "event__more"},
        h("p", {"class": "event__text"}, claim.statement),
        h("p", {"class": "claim__weak"}, WEAK_WORDS) if claim.weak else None,
        h(
            "dl",
            {"class": "event__facts"},
            (described(name, value) for name, value in _facts(event, claim, context)),
        ),
        edit_link("events", event.line),
    )
    return h("li", {"class": "event", "id": event.id, **event_values(event, dossier)}, h("details", {}, line, more))


def short_date(event: Event, year: str) -> str:
    """Return an event's date in words, without the year where it is the given one."""
    return event.date.words.replace(f" {year}", "") if year and event.date.words.count(year) == 1 else event.date.words


def _facts(event: Event, claim: Claim, context: PageContext) -> list[tuple[str, Any]]:
    dossier, publication = context.dossier, context.publication
    pages = [page for page in publication.pages_with("claims", claim.id) if page in publication.explainers]
    places = [h("a", {"href": f"map.md#{id_}"}, dossier.places[id_].name) for id_ in claim.places]
    count = len(claim.sources)
    said = f", said by {claim.claimed_by}" if claim.status == "claimed" else ""
    facts: list[tuple[str, Any]] = [
        ("Status", [status(claim.status), said, [" ", later()] if dossier.is_later(claim) else None]),
        ("Beside it", labelled(claim.differs, dossier.article_ends) if claim.differs else []),
        ("Place", joined(places, ", ")),
        ("Read in", page_links(pages)),
        (
            "Record",
            h(
                "a",
                {"href": f"claims.md#{claim.id}"},
                f"the claim and its {count} sources" if count > 1 else "the claim and its source",
            ),
        ),
        ("Link", h("a", {"class": "permalink", "href": f"#{event.id}"}, f"#{event.id}")),
    ]
    return [(name, value) for name, value in facts if value != []]


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


@dataclass(frozen=True)
class _Stretch:
    """A stretch of the timeline: its id, its heading, its name in the jump bar, the year its dates can leave out."""

    id: str
    head: str
    name: str
    year: str = ""


def _stretch(event: Event, window: Window) -> _Stretch:
    first = event.date.first
    if first < window.first:
        return _Stretch("before", f"Before {window.short}", "Before")
    if first <= window.last:
        month = When.parse(f"{first:%Y-%m}").words
        return _Stretch(f"m{first:%Y-%m}", month, month, f"{first:%Y}")
    if first.year == window.last.year:
        return _Stretch(f"y{first.year}", f"Later in {first.year}", f"Later in {first.year}", str(first.year))
    return _Stretch(f"y{first.year}", f"Later: {first.year}", str(first.year), str(first.year))


class Timeline(GeneratedBlock):
    """All events of data/events.yml in order of time, each with status, place, explainer and claim."""

    NAME = "timeline"
    CLASS = "timeline"

    def build(self) -> Any:
        """Return the days of the window, the filter, the jump bar, and the events."""
        dossier = self.context.dossier
        window = dossier.edition.window
        spans = [
            (span, list(events)) for span, events in groupby(dossier.timeline, lambda event: _stretch(event, window))
        ]
        yield window_days(dossier)
        yield filter_form(".event", ".span", ("event", "events"), *event_fields(dossier.timeline, dossier))
        yield h(
            "div",
            {"class": "timeline__body"},
            _jumps((span, len(events)) for span, events in spans),
            h("div", {"class": "timeline__list"}, (self._section(span, events) for span, events in spans)),
        )

    def _section(self, span: _Stretch, events: list[Event]) -> Element:
        number = str(len(events))
        count = h("span", {"class": "span__n"}, h("span", {"data-count": number}, number), " events")
        rows = (event_row(event, span.year, self.context, self.edit_link) for event in events)
        under = h("ol", {"class": "events"}, rows)
        if span.id == "before":  # folded, so that the page opens on the window
            # Not h2: the link to a heading has no place in what is pressed to open.
            title = h("span", {"class": "span__title", "role": "heading", "aria-level": "2"}, span.head)
            head = h("summary", {"class": "span__head"}, title, " ", count)
            return h("details", {"class": "span", "id": span.id}, head, under)
        head = h("div", {"class": "span__head"}, h("h2", {"id": f"{span.id}-head"}, span.head), " ", count)
        return h("section", {"class": "span", "id": span.id}, head, under)


def _jumps(spans: Iterable[tuple[_Stretch, int]]) -> Element:
    links = (
        h("li", {}, h("a", {"href": f"#{span.id}"}, span.name, " ", h("span", {"class": "filter__n"}, str(count))))
        for span, count in spans
    )
    return h("nav", {"class": "timeline__jumps", "aria-label": "Months and years", "data-echo": ""}, h("ol", {}, links))
