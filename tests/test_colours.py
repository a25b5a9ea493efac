"""The colours of the design, as those see them who see fewer."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from coloraide import Color
from conftest import ROOT

from explainer.data.dossier import read_dossier
from explainer.pictures.design import actor_values

EDITION = read_dossier(ROOT / "data").edition
ACTORS = tuple(EDITION.actors)
TEXT = ("ink", "ink-2", "ink-3", "accent", *(f"{actor}-ink" for actor in ACTORS))
APART = 12  # CIEDE2000; the closest pair has 13.1
SCHEMES = ("default", "slate")


def _tokens(scheme: str) -> dict[str, Color]:
    css = (ROOT / "docs/assets/stylesheets/tokens.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\n\}}', css, re.DOTALL)
    assert block is not None
    values = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))
    values |= actor_values(EDITION, dark=scheme == "slate")
    return {name: Color(value) for name, value in values.items()}


def _seen(colour: Color, deficiency: str) -> Color:
    """Machado, Oliveira and Fernandes 2009, at full severity."""
    return colour.filter(deficiency, 1, space="srgb-linear", method="machado") if deficiency else colour


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("deficiency", ["", "deutan", "protan", "tritan"])
def test_actors_are_told_apart(scheme: str, deficiency: str) -> None:
    tokens = _tokens(scheme)
    near = []
    for one, other in combinations(ACTORS, 2):
        distance = _seen(tokens[one], deficiency).delta_e(_seen(tokens[other], deficiency), method="2000")
        if distance < APART:
            near.append(f"{one} and {other}: {distance:.1f}")
    assert near == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_marks_stand_out_from_the_paper(scheme: str) -> None:
    tokens = _tokens(scheme)
    for name in TEXT:
        for ground in ("paper", "wash", "land", "land-focus", "water") if name in ("ink", "ink-2") else ("paper",):
            assert tokens[name].contrast(tokens[ground]) >= 4.5, (name, ground)
    for name in (*ACTORS, "edge"):
        assert tokens[name].contrast(tokens["paper"]) >= 3, name
