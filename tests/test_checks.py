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


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the pages and data."""
    folder = tmp_path_factory.mktemp("planted")
    for name in ("data", "docs"):
        shutil.copytree(EDITION / name, folder / name, symlinks=True)
    return folder


def _plant(fault: dict[str, Any], text: str) -> str:
    if "append" in fault:
        return text + fault["append"]
    assert text.count(fault["find"]) == 1, f"“{fault['find']}” does not stand once in {fault['file']}"
    return text.replace(fault["find"], fault["put"])


def _line(fault: dict[str, Any], text: str) -> int:
    mark = fault.get("at") or fault.get("put") or fault["append"].strip()
    found = [number for number, line in enumerate(text.splitlines(), 1) if mark in line]
    assert found, f"no line has “{mark}”"
    return found[-1]


def _read(root: Path, fault: dict[str, Any], publication: Publication) -> Publication:
    if fault["file"].startswith("data/"):
        return read_publication(root)
    # The records are as they were: the pages alone are read anew.
    problems: list[Problem] = []
    kinds = (*(name for name in vars(publication.dossier) if name not in ("edition", "geo")),)
    known = {kind: set(getattr(publication.dossier, kind)) for kind in kinds}
    pages = read_pages(root / "docs", known, problems)
    assert problems == []
    return replace(publication, pages=pages)


@pytest.mark.parametrize("fault", PLANTED, ids=[fault["name"] for fault in PLANTED])
def test_planted_fault(fault: dict[str, Any], copy: Path, publication: Publication) -> None:
    edits = [edit for edit in (fault, fault.get("with")) if edit]
    before = {copy / edit["file"]: (copy / edit["file"]).read_text(encoding="utf-8") for edit in edits}
    try:
        for edit, (path, text) in zip(edits, before.items(), strict=True):
            path.write_text(_plant(edit, text), encoding="utf-8")
        file = fault.get("in", fault["file"])
        line = _line(fault, (copy / file).read_text(encoding="utf-8"))
        # Which terms are used hangs on how the pages are converted, which has tests of its own.
        problems = check(_read(copy, fault, publication), with_uses=False).problems
    finally:
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
    told = [str(problem) for problem in problems]
    assert any(one.startswith(f"{file}:{line}:") and fault["says"] in one for one in told), told
    if not fault.get("several"):
        assert {(problem.file, problem.line) for problem in problems} == {(file, line)}, told


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
