"""Every built page beside the rules of HTML, as html-validate knows them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from mkdocs_site import Site
from projects import ROOT

CHECKER = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
CONFIG = ROOT / "tests/html-validate.mjs"


def _faults(folder: Path, report: Path) -> list[str]:
    """Let one process look at all pages; return a sentence for each fault.

    The report goes through a file: what Node still has to write into a pipe when it ends is lost.
    """
    command = ["node", str(CHECKER), "--config", str(CONFIG), "--formatter", f"json={report}", f"{folder}/**/*.html"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert report.is_file(), done.stderr
    return [
        f"{Path(page['filePath']).relative_to(folder)}:{one['line']}:{one['column']}: {one['message']} {one['ruleId']}"
        for page in json.loads(report.read_text(encoding="utf-8"))
        for one in page["messages"]
    ]


@pytest.fixture(scope="module", autouse=True)
def _checker() -> None:
    """The checker runs on Node, which the site can be built without; in CI it has to be there."""
    missing = [
        what for what, there in (("Node", shutil.which("node")), ("html-validate", CHECKER.is_file())) if not there
    ]
    if missing and not os.environ.get("CI"):
        pytest.skip(f"{' and '.join(missing)} not found: install Node, remove .venv/tools.done and run make test again")
    assert not missing, f"{missing} not found"


def test_no_page_has_a_fault(site: Site, tmp_path: Path) -> None:
    assert _faults(site.folder, tmp_path / "report.json") == []


def test_the_checker_finds_a_fault(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!doctype html><html><body><p><ul></ul></p></body></html>", encoding="utf-8")
    assert any(
        "close-order" in fault or "no-implicit-close" in fault for fault in _faults(tmp_path, tmp_path / "report.json")
    )
