"""`/// timeline`: every event, by month."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from ..dates import When
from ..markup import h, joined, later, status_mark
from ..records import Event
from .base import GeneratedBlock
from .links import page_links

ACTOR_WORDS = {
    "minsk": "Minsk",
    "moscow": "Moscow",
    "beijing": "Beijing",
    "warsaw": "Warsaw",
    "kyiv": "Kyiv",
    "west": "monitors and the West",
}
_MONTHS_FROM = 2024  # the summer of the article month by month, what led to it year by year


def _group(event: Event) -> tuple[str, str]:
    first = event.date.first
    if first.year < _MONTHS_FROM or event.date.start.count("-") == 0:
        return f"y{first.year}", str(first.year)
    return f"m{first:%Y-%m}", When.parse(f"{first:%Y-%m}").words


class Timeline(GeneratedBlock):
    """All events of data/events.yml in order of time, with status, place, explainer and claim."""

    NAME = "timeline"
    TAG = "ol"
    CLASS = "timeline"

    def build(self) -> Any:
        """Return a list item for each month, or year before 2024."""
        for (id_, head), events in groupby(self.context.dossier.timeline, _group):
            yield h(
                "li", {"class": "timeline__month"}, h("h2", {"id": id_}, head), h("ol", {}, map(self._event, events))
            )

    def _event(self, event: Event) -> Element:
        dossier, publication = self.context.dossier, self.context.publication
        claim = dossier.claims[event.claim]
        pages = [page for page in publication.pages_with("claims", claim.id) if page in publication.explainers]
        places = [h("a", {"href": f"map.md#{id_}"}, dossier.places[id_].name) for id_ in claim.places]
        meta = joined(
            (
                h("span", {"class": "event__actor"}, ACTOR_WORDS[event.actor]),
                h("span", {}, joined(places, ", ")) if places else None,
                h("span", {}, f"claimed by {claim.claimed_by}") if claim.status == "claimed" else None,
                h("span", {}, page_links(pages)) if pages else None,
                h("a", {"href": f"claims.md#{claim.id}"}, "sources"),
                self.edit_link("events", event.line),
            ),
            " · ",
        )
        return h(
            "li",
            {"class": "event", "id": event.id, "data-actor": event.actor},
            h("time", {"datetime": event.date.start}, event.date.words),
            h(
                "div",
                {},
                h(
                    "p",
                    {"class": "event__title"},
                    status_mark(claim.status),
                    " ",
                    claim.title,
                    [" ", later()] if dossier.is_later(claim) else None,
                ),
                h("p", {"class": "event__text"}, claim.statement),
                h("p", {"class": "event__meta"}, meta),
            ),
        )
