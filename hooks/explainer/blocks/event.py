"""An event as a line that opens: date, actor, status, title; under it what happened and all that it leads to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ..later import labelled
from ..markup import described, h, joined, later, status, status_mark
from ..records import Claim, Event
from .claims import WEAK_WORDS
from .filtering import actor_mark, event_values
from .links import page_links

if TYPE_CHECKING:
    from ..context import PageContext

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
