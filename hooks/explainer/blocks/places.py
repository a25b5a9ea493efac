"""`/// places`: what happened where, on a map and in a list that lead to each other."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from ..charts.lettering import short_date
from ..locales import country_name
from ..markup import h, joined, later, spelling, status_mark
from ..records import Event, Place
from .base import GeneratedBlock
from .filtering import actor_mark, event_fields, event_values, filter_form
from .place_map import place_map

_FIRST = ("BY", "PL", "UA", "RU")  # the countries with most of the places; the others follow by name


def _country(place: Place) -> tuple[int, str]:
    rank = _FIRST.index(place.country) if place.country in _FIRST else len(_FIRST)
    return rank, country_name(place.country)


class Places(GeneratedBlock):
    """All places with their spellings and coordinates, the events that happened there, and the map of them."""

    NAME = "places"
    CLASS = "atlas"

    def build(self) -> Any:
        """Return the filter, the map, and the list by country."""
        dossier = self.context.dossier
        places = sorted(dossier.places.values(), key=lambda place: (*_country(place), place.name.casefold()))
        self._events: dict[str, list[Event]] = {place.id: [] for place in places}
        for event in dossier.timeline:
            for id_ in dossier.claims[event.claim].places:
                self._events[id_].append(event)
        placed = [event for event in dossier.timeline if dossier.claims[event.claim].places]
        fields = event_fields(placed, dossier)
        yield filter_form(
            ".place__events > li",
            ".place, .places__country",
            ("event at these places", "events at these places"),
            *fields,
        )
        yield h(
            "div",
            {"class": "atlas__body"},
            place_map([(place, self._events[place.id]) for place in places], dossier),
            h(
                "div",
                {"class": "places", "id": "places"},
                (self._section(name, list(group)) for (_, name), group in groupby(places, _country)),
            ),
        )

    def _section(self, name: str, places: list[Place]) -> Element:
        return h(
            "section",
            {"class": "places__country"},
            h("h2", {"id": f"country-{places[0].country.lower()}"}, name),
            h("ul", {}, map(self._place, places)),
        )

    def _place(self, place: Place) -> Element:
        events = self._events[place.id]
        about = joined(
            (
                *(h("span", {}, spelling(alias)) for alias in place.aliases),
                f"{place.lat:.2f}° N, {place.lon:.2f}° E",
                place.note,
            ),
            " · ",
        )
        return h(
            "li",
            {"class": "place", "id": place.id},
            h("p", {"class": "place__name"}, place.name),
            h("p", {"class": "place__about"}, about),
            h("ul", {"class": "place__events"}, map(self._event, events)) if events else None,
            self.edit_link("places", place.line),
        )

    def _event(self, event: Event) -> Element:
        dossier = self.context.dossier
        claim = dossier.claims[event.claim]
        return h(
            "li",
            {"data-event": event.id, **event_values(event, dossier)},
            h("time", {"datetime": event.date.start}, short_date(event.date, year=True)),
            " ",
            actor_mark(self.context.dossier.edition.actors[event.actor]),
            " ",
            h(
                "span",
                {"class": "place__event"},
                status_mark(claim.status),
                " ",
                h("a", {"href": f"timeline.md#{event.id}"}, claim.title),
                [" ", later()] if dossier.is_later(claim) else None,
            ),
        )
