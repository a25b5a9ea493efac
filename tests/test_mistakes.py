"""What an editor is told: mistakes.yml holds edits of the small edition, and every message that each must bring."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import EDITION, TESTS

from explainer.data.problem import ContentError
from explainer.publication.publication import read_publication

MISTAKES: list[dict[str, Any]] = yaml.safe_load((TESTS / "mistakes.yml").read_text(encoding="utf-8"))


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the words of the small edition, to be edited and read; nothing is built of it."""
    for name in ("data", "docs"):
        shutil.copytree(EDITION / name, tmp_path / name, ignore=shutil.ignore_patterns("assets"))
    return tmp_path


@pytest.mark.parametrize("case", MISTAKES, ids=[case["name"] for case in MISTAKES])
def test_mistake(case: dict[str, Any], edition: Path) -> None:
    begun: dict[str, int] = {}
    for mistake in case.get("edits", [case]):
        begun.setdefault(mistake["file"], make(mistake, edition))
    with pytest.raises(ContentError) as caught:
        read_publication(edition)
    says = [filled_in(line, begun, edition) for line in case["says"].splitlines()]
    assert [str(problem) for problem in caught.value.problems] == says


def test_every_file_of_the_data_is_covered() -> None:
    covered = {mistake["file"] for case in MISTAKES for mistake in case.get("edits", [case])}
    assert {f"data/{path.name}" for path in (EDITION / "data").glob("*.yml")} <= covered


def make(mistake: dict[str, Any], root: Path) -> int:
    """Edit one file as the mistake says, and return the line at which the edit begins."""
    path = root / mistake["file"]
    if "find" in mistake:
        before, *after = path.read_text(encoding="utf-8").split(mistake["find"])
        assert len(after) == 1, f"“{mistake['find']}” does not stand once in {mistake['file']}"
        path.write_text(before + mistake.get("put", mistake["find"]) + after[0], encoding="utf-8")
        return before.count("\n") + 1
    if "append" in mistake:
        before = path.read_text(encoding="utf-8")
        path.write_text(before + mistake["append"], encoding="utf-8")
        return before.count("\n") + 1
    if "remove" in mistake:
        path.unlink()
    else:
        encoding = "latin-1" if "latin-1" in mistake else "utf-8"
        path.write_text(mistake.get("content", mistake.get("latin-1")), encoding=encoding)
    return 1


def filled_in(line: str, begun: dict[str, int], root: Path) -> str:
    """Put the numbers of lines and the ids of records in the place of every “@” of an expected message."""
    own = line.partition(":")[0]
    line = re.sub(
        r"([\w/-]+\.\w+:|on line )@([+-]\d+)?",
        lambda found: f"{found[1]}{begun[own if found[1] == 'on line ' else found[1][:-1]] + int(found[2] or 0)}",
        line,
    )
    return re.sub(r"@(\d+) (\w+)", lambda found: listed(ids(found[2], root), int(found[1])), line)


def ids(kind: str, root: Path) -> list[str]:
    """Return the ids of `data/KIND.yml`, or the names of all pages."""
    if kind == "pages":
        return [path.name for path in (root / "docs").glob("*.md")]
    return re.findall(r"^([^\s#:]+):", (root / f"data/{kind}.yml").read_text(encoding="utf-8"), re.MULTILINE)


def listed(names: list[str], most: int) -> str:
    """Join names as a message does, cut after `most`."""
    return ", ".join(sorted(names)[:most]) + (f" … ({len(names)} in all)" if len(names) > most else "")
