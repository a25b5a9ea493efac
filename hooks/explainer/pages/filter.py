"""The field that narrows a list of entries as a reader types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from ..data.dossier import Dossier
from ..data.edition import Actor
from ..data.fields import STATUS_WORDS
from ..data.records import Event
from .markup import h


def entry_filter(id_: str, label: str) -> Element:
    """Return the field; entries.js works it, and without that it is hidden.

    It stands in the page so that nothing moves when the script comes.
    """
    return h(
        "search",
        {"class": "term-filter", "aria-label": "Filter"},
        h("label", {"for": id_}, label),
        h("input", {"type": "search", "id": id_, "autocomplete": "off", "spellcheck": "false"}),
        h("p", {"role": "status"}),
    )


def filter_form(items: str, groups: str, noun: tuple[str, str], *fields: Element | None) -> Element:
    """Make the form over `items` in `groups` (CSS selectors), called `noun` (one, several); scripts show it."""
    about = {"data-items": items, "data-groups": groups, "data-one": noun[0], "data-several": noun[1]}
    return h(
        "form",
        {"class": "filter", "hidden": "", "data-filter": "", "data-search-exclude": "", **about},
        fields,
        h("button", {"type": "reset"}, "Show all"),
        h("p", {"role": "status", "class": "filter__count"}),
    )


def boxes(name: str, head: str, choices: Mapping[str, Any], counts: Mapping[str, int]) -> Element:
    """Make a field of which several values can be chosen; `choices` has what stands beside each box."""
    return h("fieldset", {}, h("legend", {}, head), (_box(name, value, choices[value], counts) for value in choices))


def _box(name: str, value: str, words: Any, counts: Mapping[str, int]) -> Element:
    return h(
        "label",
        {},
        h("input", {"type": "checkbox", "name": name, "value": value}),
        " ",
        h("span", {"class": "filter__words"}, words),
        " ",
        h("span", {"class": "filter__n"}, str(counts[value])),
    )


def option(value: str, words: str, count: int | None = None) -> Element:
    """Make a choice of a list; with a count beside its words the script keeps it true."""
    counted = f" ({count})" if count is not None else ""
    about = {"data-words": words} if count is not None else {}
    return h("option", {"value": value, **about}, words + counted)


def one_of(name: str, head: str, *options: Any) -> Element:
    """Make a field of which one value can be chosen."""
    return h(
        "label",
        {"class": "filter__where"},
        f"{head} ",
        h("select", {"name": name}, h("option", {"value": ""}, "all"), options),
    )


def event_values(event: Event, dossier: Dossier) -> dict[str, str]:
    """Return the attributes by which an event is filtered."""
    claim = dossier.claims[event.claim]
    return {"data-actor": event.actor, "data-theme": dossier.theme(event), "data-status": claim.status}


def event_fields(events: Iterable[Event], dossier: Dossier) -> list[Element]:
    """Make the fields for a list of events: who acted, what it is about, how sure it is."""
    values = [event_values(event, dossier) for event in events]

    def counts(name: str) -> Counter[str]:
        return Counter(one[f"data-{name}"] for one in values)

    return [
        boxes(
            "actor", "Who acted", {one.id: actor_mark(one) for one in dossier.edition.actors.values()}, counts("actor")
        ),
        _list(
            "theme", "Theme", {one.id: one.name for one in dossier.edition.themes.values()}, counts("theme").__getitem__
        ),
        _list("status", "Status", STATUS_WORDS, counts("status").__getitem__),
    ]


def _list(name: str, head: str, words: Mapping[str, str], count: Callable[[str], int]) -> Element:
    return one_of(name, head, [option(value, words[value], count(value)) for value in words if count(value)])


def actor_mark(actor: Actor) -> Element:
    """An actor by colour and word."""
    return h("span", {"class": "actor", "data-actor": actor.id}, actor.name)
