"""Which tests a change asks for: those of the content where pages and data alone are touched, otherwise all."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from projects import ROOT


def _git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.mark.parametrize(
    ("files", "suite"),
    [
        (["docs/about.md", "data/claims.yml", "data/geo/region.json", "docs/more/Łódź.md"], "test-content"),
        (["docs/assets/pictures/quay.webp", "data/pictures.yml"], "test-content"),
        (["docs/about.md", "hooks/explainer_hooks.py"], "test"),
        (["docs/assets/stylesheets/site.css"], "test"),
        (["mkdocs.yml"], "test"),
        (["tests/data/x.yml"], "test"),
    ],
    ids=["content", "a picture", "engine too", "a style", "settings", "tests"],
)
def test_a_change_asks_for(tmp_path: Path, files: list[str], suite: str) -> None:
    _git(tmp_path, "init")
    _git(tmp_path, "commit", "--allow-empty", "--message", "Begin")
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "--message", "Change")
    asked = [
        subprocess.run([ROOT / ".ci/suite", *since], cwd=tmp_path, check=True, capture_output=True, text=True).stdout
        for since in (["HEAD^1"], [], ["no-such-commit"])
    ]
    assert asked == [f"{suite}\n", "test\n", "test\n"]
