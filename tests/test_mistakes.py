"""What an editor is told: mistakes.yml holds edits of the sample, and every message that each must bring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import TESTS

from explainer.data.problem import ContentError
from explainer.publication.publication import read_publication

MISTAKES: list[dict[str, Any]] = yaml.safe_load((TESTS / "mistakes.yml").read_text(encoding="utf-8"))


def make(mistake: dict[str, Any], root: Path) -> None:
    """Edit one file as the mistake says: find and put, append, content, latin-1 (in that encoding) or remove."""
    path = root / mistake["file"]
    if "find" in mistake:
        text = path.read_text(encoding="utf-8")
        assert text.count(mistake["find"]) == 1, f"“{mistake['find']}” does not stand once in {mistake['file']}"
        path.write_text(text.replace(mistake["find"], mistake["put"]), encoding="utf-8")
    elif "append" in mistake:
        path.write_text(path.read_text(encoding="utf-8") + mistake["append"], encoding="utf-8")
    elif "remove" in mistake:
        path.unlink()
    else:
        encoding = "latin-1" if "latin-1" in mistake else "utf-8"
        path.write_text(mistake.get("content", mistake.get("latin-1")), encoding=encoding)


@pytest.mark.parametrize("case", MISTAKES, ids=[case["name"] for case in MISTAKES])
def test_mistake(case: dict[str, Any], sample: Path) -> None:
    for mistake in case.get("edits", [case]):
        make(mistake, sample)
    with pytest.raises(ContentError) as caught:
        read_publication(sample)
    assert [str(problem) for problem in caught.value.problems] == case["says"].splitlines()


def test_the_sample_has_no_mistake(sample: Path) -> None:
    assert len(read_publication(sample).pages) == 2


def test_every_file_of_the_data_is_covered() -> None:
    covered = {mistake["file"] for case in MISTAKES for mistake in case.get("edits", [case])}
    assert {f"data/{path.name}" for path in (TESTS / "sample/data").glob("*.yml")} <= covered
