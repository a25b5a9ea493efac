"""What an editor is told: mistakes.yml holds edits of the small edition, and every message that each must bring."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import EDITION, TESTS

from explainer.charts.kinds import KINDS
from explainer.data.problem import ContentError
from explainer.data.vocabularies import STATUSES
from explainer.prose.grammar import BLOCKS
from explainer.publication.publication import read_publication

WORDS: dict[str, Any] = {"statuses": STATUSES, "blocks": BLOCKS, "kinds": KINDS}
MISTAKES: list[dict[str, Any]] = yaml.safe_load((TESTS / "mistakes.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", MISTAKES, ids=[case["name"] for case in MISTAKES])
def test_mistake(case: dict[str, Any], project: Path) -> None:
    begun: dict[str, int] = {}
    for mistake in case.get("edits", [case]):
        begun.setdefault(mistake["file"], make(mistake, project))
    with pytest.raises(ContentError) as caught:
        read_publication(project)
    says = [filled_in(line, begun, project) for line in case["says"].splitlines()]
    assert [str(problem) for problem in caught.value.problems] == says


def test_every_file_of_the_data_is_covered() -> None:
    covered = {mistake["file"] for case in MISTAKES for mistake in case.get("edits", [case])}
    assert {f"data/{path.name}" for path in (EDITION / "data").glob("*.yml")} <= covered


def make(mistake: dict[str, Any], root: Path) -> int:
    """Edit one file as the mistake says, and return the line at which the edit begins."""
    path = root / mistake["file"]
    if "remove" in mistake:
        path.unlink()
        return 1
    if "content" in mistake or "latin-1" in mistake:
        path.parent.mkdir(exist_ok=True)
        encoding = "latin-1" if "latin-1" in mistake else "utf-8"
        path.write_text(mistake.get("content", mistake.get("latin-1")), encoding=encoding)
        return 1
    text = path.read_text(encoding="utf-8")
    find = mistake.get("find", "")
    before, *after = text.split(find) if find else (text, "")
    assert len(after) == 1, f"“{find}” does not stand once in {mistake['file']}"
    path.write_text(before + mistake.get("append", mistake.get("put", find)) + after[0], encoding="utf-8")
    return before.count("\n") + 1


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
    """Return the ids of `data/KIND.yml`, the names of all pages, or the words of a vocabulary of the engine."""
    if kind == "pages":
        return [path.name for path in (root / "docs").glob("*.md")]
    file = root / f"data/{kind}.yml"
    return [*(WORDS.get(kind) or re.findall(r"^([^\s#:]+):", file.read_text(encoding="utf-8"), re.MULTILINE))]


def listed(names: list[str], most: int) -> str:
    """Join names as a message does, cut after `most`."""
    return ", ".join(sorted(names)[:most]) + (f" … ({len(names)} in all)" if len(names) > most else "")
