"""What `make check` finds in whole pages and data: faults planted in copies of them, and citations without room."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import EDITION, TESTS

from explainer.checks.checks import check
from explainer.checks.coverage import incomplete
from explainer.data.problem import Problem
from explainer.prose.pages import read_pages
from explainer.publication.publication import Publication, read_publication

PLANTED: list[dict[str, Any]] = yaml.safe_load((TESTS / "planted.yml").read_text(encoding="utf-8"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the pages and data."""
    for name in ("data", "docs"):
        shutil.copytree(EDITION / name, tmp_path / name, symlinks=True)
    return tmp_path


def _plant(fault: dict[str, Any], root: Path) -> None:
    path = root / fault["file"]
    text = path.read_text(encoding="utf-8")
    if "append" in fault:
        changed = text + fault["append"]
    else:
        assert text.count(fault["find"]) == 1, f"“{fault['find']}” does not stand once in {fault['file']}"
        changed = text.replace(fault["find"], fault["put"])
    path.write_text(changed, encoding="utf-8")


def _line(fault: dict[str, Any], text: str) -> int:
    mark = fault.get("at") or fault.get("put") or fault["append"].strip()
    found = [number for number, line in enumerate(text.splitlines(), 1) if mark in line]
    assert found, f"no line has “{mark}”"
    return found[-1]


def _check(root: Path, file: str, publication: Publication) -> tuple[Problem, ...]:
    """Check what is in `root`, which differs from the publication in one file, and read no more than has changed.

    Which terms are used hangs on how the pages are converted, which has tests of its own.
    """
    if file == "data/charts.yml":  # texts of charts are checked as they are written
        publication = replace(publication, dossier=replace(publication.dossier, geo=root / "data/geo"))
    elif file.startswith("data/"):
        publication = read_publication(root)
    else:
        problems: list[Problem] = []
        kinds = (*(name for name in vars(publication.dossier) if name not in ("edition", "geo")),)
        known = {kind: set(getattr(publication.dossier, kind)) for kind in kinds}
        publication = replace(publication, pages=read_pages(root / "docs", known, problems))
        assert problems == []
    return check(publication, with_uses=False).problems


@pytest.mark.parametrize("fault", PLANTED, ids=[fault["name"] for fault in PLANTED])
def test_planted_fault(fault: dict[str, Any], copy: Path, publication: Publication) -> None:
    second = fault.get("with")
    if second:
        _plant(second, copy)
    if second and second.get("right"):
        assert _check(copy, second["file"], publication) == ()
    _plant(fault, copy)
    file = fault.get("in", fault["file"])
    line = _line(fault, (copy / file).read_text(encoding="utf-8"))
    problems = _check(copy, fault["file"], publication)
    told = [str(problem) for problem in problems]
    assert any(one.startswith(f"{file}:{line}:") and fault["says"] in one for one in told), told
    if not fault.get("several"):
        assert {(problem.file, problem.line) for problem in problems} == {(file, line)}, told


@pytest.mark.parametrize(
    ("old", "new", "chart", "words"),
    [
        ("{date: 2007, value: 63,", "{date: 2007, value: 64,", "ferry-by-year", "64 in 2007"),
        ("      value: 298\n", "      value: 301\n", "evening-passengers", "at least 301 in December"),
        ("(ferry company), value: 350,", "(ferry company), value: 360,", "december-by-speaker", "to about 360, by"),
    ],
)
def test_texts_of_charts_follow_a_corrected_point(old: str, new: str, chart: str, words: str, copy: Path) -> None:
    _plant({"file": "data/series.yml", "find": old, "put": new}, copy)
    changed = read_publication(copy)
    record = changed.dossier.charts[chart]
    assert words in f"{record.title} {record.alt}".replace("\u00a0", " ")
    assert check(changed, with_uses=False).problems == ()


@pytest.mark.parametrize(
    ("claims", "others", "says"),
    [
        (20, 0, []),
        (21, 0, ["21 citations in 500 words, 4.2 for 100; allowed: 4 for 100 words, here 20"]),
        (5, 15, []),
        (
            4,
            16,
            [
                "16 citations of records that are not established in 500 words, 3.2 for 100;"
                " allowed: 3 for 100 words, here 15"
            ],
        ),
        (0, 0, []),
    ],
)
def test_citations_leave_room(publication: Publication, claims: int, others: int, says: list[str]) -> None:
    page = publication.explainers[0]
    open_claim, argued = others - others // 2, others // 2
    cites = "[^evening-stop]" * claims + "[^quay-offer]" * open_claim + "[^a07]" * argued
    body = f"/// brief\n/// chart | stalls\n/// differs | a06\n{'word ' * 500}{cites}"
    changed = replace(publication, pages=(replace(page, body=body, first_line=1),))
    told = [str(finding.problem) for finding in incomplete(changed)]
    assert told == [f"docs/{page.name}:1:1: the explainer has {one}" for one in says]
