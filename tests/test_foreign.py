"""Markdown of other kinds is told and ours is not: foreign.yml."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from projects import TESTS

from explainer.data.problem import Report
from explainer.data.signs import line_faults
from explainer.prose.grammar import BLOCKS
from explainer.prose.proofreading import Proofreader

TABLE: dict[str, Any] = yaml.safe_load((TESTS / "foreign.yml").read_text(encoding="utf-8"))
KNOWN = {"pages": {"map.md", "about.md"}, "charts": {"pier"}, "claims": set[str](), "article": {"a01"}}


def proofread(text: str) -> list[str]:
    """Return what is told of the lines of a page."""
    report = Report("docs/about.md", [])
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        for fault in line_faults(line):
            report(number, *fault)
    Proofreader(report, BLOCKS, KNOWN).read(lines, 1)
    return [str(problem) for problem in report.problems]


@pytest.mark.parametrize("case", TABLE["wrong"], ids=[case["text"] for case in TABLE["wrong"]])
def test_what_looks_right_is_told(case: dict[str, Any]) -> None:
    told = proofread(case["text"])
    place = f"docs/about.md:{case.get('line', 1)}:"
    assert any(one.startswith(place) and case["says"] in one for one in told), told


@pytest.mark.parametrize("text", TABLE["right"])
def test_nothing_is_told_of_what_is_right(text: str) -> None:
    assert proofread(text) == []
