"""What tells the actors apart: their names, ids, states and shapes, and their colours to those who see fewer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from coloraide import Color

from ..data.dossier import Dossier
from ..data.edition import Actor
from ..data.problem import Problem
from ..pictures.design import dark_values, light_values, property_names
from ..prose.inserts import FORMS, SPANNING

APART = 12  # CIEDE2000: as far as colours of one drawing have to be from each other
MARKS, WORDS = 3, 4.5  # the contrast that WCAG 2.2 asks for, of marks and of small words on their paper
SIGHTS = {
    "": "anybody sees",
    "deutan": "those without the cones for green see",
    "protan": "those without the cones for red see",
    "tritan": "those without the cones for blue see",
}


def actors_astray(dossier: Dossier) -> Iterator[Problem]:
    """Yield the actors that readers would take for another, or for something else, or see badly."""
    yield from _names_alike(dossier)
    yield from _ids_taken(dossier)
    yield from _states_astray(dossier)
    yield from _shapes_alike(dossier)
    yield from _colours_astray(dossier)


def _names_alike(dossier: Dossier) -> Iterator[Problem]:
    first = dict[str, Actor]()
    for actor in dossier.edition.actors.values():
        for name in dict.fromkeys((actor.name.casefold(), actor.word.casefold())):
            if (other := first.setdefault(name, actor)).id != actor.id:
                found = f"“{actor.id}” has a name of “{other.id}” (line {other.line}): “{name}”"
                yield Problem.of_record("edition", actor.line, found, "a “name” and a “short” of its own")


def _ids_taken(dossier: Dossier) -> Iterator[Problem]:
    taken = property_names(dossier.geo.parents[1])
    for id_, actor in dossier.edition.actors.items():
        if id_ in taken or f"{id_}-ink" in taken or id_.endswith("-ink") or id_.startswith("md-"):
            found = f"“{id_}” is what the site’s styles call something else"
            yield Problem.of_record("edition", actor.line, found, "another id")
        elif id_ in (*FORMS, *SPANNING, "window"):
            found = f"“{id_}” is what inserts ask for: “{{{{ count events {id_} }}}}”"
            yield Problem.of_record("edition", actor.line, found, "another id")


def _states_astray(dossier: Dossier) -> Iterator[Problem]:
    for actor in dossier.edition.actors.values():
        state = dossier.people.get(actor.state or "")
        if state and state.kind != "state":
            found = f"“{actor.id}”: “state” names “{actor.state}”, which is none"
            yield Problem.of_record("edition", actor.line, found, "an entry of “kind: state”, or no “state”")


def _shapes_alike(dossier: Dossier) -> Iterator[Problem]:
    for one, other in combinations(dossier.edition.actors.values(), 2):
        if one.shape == other.shape:
            found = f"“{other.id}” has the shape of “{one.id}” (line {one.line}): “{one.shape}”"
            yield Problem.of_record("edition", other.line, found, "a “shape” of its own")


def _colours_astray(dossier: Dossier) -> Iterator[Problem]:
    actors, root = dossier.edition.actors.values(), dossier.geo.parents[1]
    for paper, values in enumerate((light_values(root), dark_values(root))):
        where, ground = ("light", "dark")[paper], Color(values["paper"])
        for actor in actors:
            for field, shades, least in (("colour", actor.colour, MARKS), ("ink", actor.ink, WORDS)):
                if (contrast := Color(shades[paper]).contrast(ground)) < least:
                    found = f"“{actor.id}”: “{field}” has {contrast:.1f} : 1 on {where} paper, “{shades[paper]}”"
                    yield Problem.of_record("edition", actor.line, found, f"{least:g} : 1 or more")
        for one, other in combinations(actors, 2):
            for sight, whom in SIGHTS.items():
                if (apart := _distance(one.colour[paper], other.colour[paper], sight)) < APART:
                    colour = f"“{other.id}” has about the colour of “{one.id}” (line {one.line}) on {where} paper"
                    found = f"{colour}: {whom} them {apart:.1f} apart"
                    yield Problem.of_record("edition", other.line, found, f"{APART} or more (CIEDE2000)")
                    break


def _distance(one: str, other: str, sight: str) -> float:
    return _seen(one, sight).delta_e(_seen(other, sight), method="2000")


def _seen(value: str, sight: str) -> Color:
    """Machado, Oliveira and Fernandes 2009, at full severity."""
    colour = Color(value)
    return colour.filter(sight, 1, space="srgb-linear", method="machado") if sight else colour
