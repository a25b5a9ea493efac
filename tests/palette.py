"""The colours of an edition and of the design, as those see them who see fewer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from coloraide import Color
from projects import ROOT

from explainer.data.edition import Edition
from explainer.pictures.design import actor_values, dark_values, light_values

TEXT = ("ink", "ink-2", "ink-3", "accent")
APART = 12  # CIEDE2000


def faults(edition: Edition) -> Iterator[str]:
    """Yield the actors that are hard to tell apart, and text and marks that are pale on their ground."""
    for dark, paper in ((False, light_values(ROOT)), (True, dark_values(ROOT))):
        scheme = "dark" if dark else "light"
        tokens = {**paper, **actor_values(edition, dark=dark)}
        for deficiency in ("", "deutan", "protan", "tritan"):
            for one, other in combinations(edition.actors, 2):
                distance = _seen(tokens[one], deficiency).delta_e(_seen(tokens[other], deficiency), method="2000")
                if distance < APART:
                    yield f"{scheme}: {one} and {other} are {distance:.1f} apart for {deficiency or 'all'}"
        for name in (*TEXT, *(f"{actor}-ink" for actor in edition.actors), *edition.actors, "edge"):
            least = 3 if name in (*edition.actors, "edge") else 4.5
            for ground in ("paper", "wash", "land", "land-focus", "water") if name in ("ink", "ink-2") else ("paper",):
                if Color(tokens[name]).contrast(tokens[ground]) < least:
                    yield f"{scheme}: {name} is pale on {ground}"


def _seen(value: str, deficiency: str) -> Color:
    """Machado, Oliveira and Fernandes 2009, at full severity."""
    colour = Color(value)
    return colour.filter(deficiency, 1, space="srgb-linear", method="machado") if deficiency else colour
