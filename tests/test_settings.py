"""What may be set in mkdocs.yml: settings.yml holds what may not, and the message that each must bring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from projects import EDITION, ROOT, TESTS

from explainer.data.problem import ContentError
from explainer.data.settings import FILE, read_settings
from explainer.outputs.build import Build
from explainer.pages.context import Mentions

SETTINGS: list[dict[str, Any]] = yaml.safe_load((TESTS / "settings.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", SETTINGS, ids=[case["says"][:60] for case in SETTINGS])
def test_what_may_not_be_set_is_told_at_its_line(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in case.get("env", {}).items():
        monkeypatch.setenv(name, value)
    text = (ROOT / FILE).read_text(encoding="utf-8")
    before, found, after = text.partition(case["for"]) if "for" in case else (text, "", "")
    assert bool(found) == ("for" in case)
    (tmp_path / FILE).write_text(f"{before}{case['put']}{after}\n", encoding="utf-8")
    for name in ("docs", "data", "hooks", "overrides"):
        (tmp_path / name).symlink_to(ROOT / name)
    lines = (tmp_path / FILE).read_text(encoding="utf-8").splitlines()
    line = next((n for n, line in enumerate(lines, 1) if case.get("at", "\0") in line), before.count("\n") + 1)
    told = [str(problem) for problem in read_settings(tmp_path).problems]
    assert any(one.startswith(f"{FILE}:{line}:") and case["says"] in one for one in told), told
    assert len(told) == 1 + ("also" in case), told


@pytest.mark.parametrize("root", [ROOT, EDITION])
@pytest.mark.parametrize("address", ["", "https://example.org/ferry/", "http://127.0.0.1:8000/"])
def test_what_is_set_may_be_set(root: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SITE_URL", address), ("REPO_URL", address), ("EDIT_URI", address and "edit/main/docs/")):
        monkeypatch.setenv(name, value)
    assert read_settings(root).problems == ()


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("# nothing\n", encoding="utf-8")
    (told,) = map(str, read_settings(tmp_path).problems)
    assert told.startswith("mkdocs.yml:1:1: the file is empty")


def test_a_list_takes_over_nothing_from_another_file(tmp_path: Path) -> None:
    text = (EDITION / FILE).read_text("utf-8").replace("../../mkdocs.yml", str(ROOT / FILE))
    (tmp_path / FILE).write_text(text + "\nplugins: []\n", encoding="utf-8")
    (tmp_path / "docs").symlink_to(EDITION / "docs")
    (told,) = map(str, read_settings(tmp_path).problems)
    assert told.endswith("“search” is missing")


def test_no_site_is_built_by_settings_that_may_not_be(project: Path) -> None:
    (project / FILE).write_text((project / FILE).read_text("utf-8") + "\nstrict: false\n", encoding="utf-8")
    for read in (
        lambda: Build.read(project, ("", "", "x"), list, pictures=False),
        lambda: Build.read_for_some(project, ("", "", "x"), Mentions()),
    ):
        with pytest.raises(ContentError, match=r"mkdocs\.yml:\d+:9: “strict” is “false”; allowed: true"):
            read()
