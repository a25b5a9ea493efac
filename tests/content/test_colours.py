"""The colours of the design, as those see them who see fewer."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from coloraide import Color
from projects import EDITION, ROOT

from explainer.data.dossier import read_dossier
from explainer.data.edition import Edition
from explainer.pictures.design import actor_values

EDITIONS = {name: read_dossier(root / "data").edition for name, root in (("real", ROOT), ("small", EDITION))}
TEXT = ("ink", "ink-2", "ink-3", "accent")
APART = 12  # CIEDE2000; the closest pair has 13.1
SCHEMES = ("default", "slate")


def _tokens(edition: Edition, scheme: str) -> dict[str, Color]:
    css = (ROOT / "docs/assets/stylesheets/tokens.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\n\}}', css, re.DOTALL)
    assert block is not None
    values = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))
    values |= actor_values(edition, dark=scheme == "slate")
    return {name: Color(value) for name, value in values.items()}


def _seen(colour: Color, deficiency: str) -> Color:
    """Machado, Oliveira and Fernandes 2009, at full severity."""
    return colour.filter(deficiency, 1, space="srgb-linear", method="machado") if deficiency else colour


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("deficiency", ["", "deutan", "protan", "tritan"])
def test_actors_are_told_apart(edition: Edition, scheme: str, deficiency: str) -> None:
    tokens = _tokens(edition, scheme)
    near = []
    for one, other in combinations(edition.actors, 2):
        distance = _seen(tokens[one], deficiency).delta_e(_seen(tokens[other], deficiency), method="2000")
        if distance < APART:
            near.append(f"{one} and {other}: {distance:.1f}")
    assert near == []


@pytest.mark.parametrize("edition", EDITIONS.values(), ids=EDITIONS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_and_marks_stand_out_from_the_paper(edition: Edition, scheme: str) -> None:
    tokens = _tokens(edition, scheme)
    for name in (*TEXT, *(f"{actor}-ink" for actor in edition.actors)):
        for ground in ("paper", "wash", "land", "land-focus", "water") if name in ("ink", "ink-2") else ("paper",):
            assert tokens[name].contrast(tokens[ground]) >= 4.5, (name, ground)
    for name in (*edition.actors, "edge"):
        assert tokens[name].contrast(tokens["paper"]) >= 3, name
