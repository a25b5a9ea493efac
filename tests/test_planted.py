"""Faults planted in copies of pages and data: each is told at its file and line."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import EDITION, TESTS

from explainer.checks.checks import check
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
        problems = check(_read(copy, fault, publication)).problems
    finally:
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")
    told = [str(problem) for problem in problems]
    assert any(one.startswith(f"{file}:{line}:") and fault["says"] in one for one in told), told
    if not fault.get("several"):
        assert {(problem.file, problem.line) for problem in problems} == {(file, line)}, told
