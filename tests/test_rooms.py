"""The rooms of the engine: each imports only from those under it, and none of the files in a circle."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from projects import ROOT

LINTER = str(Path(sys.executable).with_name("lint-imports"))


def _lint(hooks: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(hooks)}
    command = [LINTER, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=hooks, env=env, capture_output=True, text=True, check=False)


def test_the_contracts_hold() -> None:
    done = _lint(ROOT / "hooks")
    assert done.returncode == 0, done.stdout


def test_a_lazy_import_that_points_up_breaks_them(tmp_path: Path) -> None:
    subprocess.run(["cp", "-r", str(ROOT / "hooks"), str(tmp_path)], check=True)
    dates = tmp_path / "hooks/explainer/data/dates.py"
    text = dates.read_text(encoding="utf-8")
    dates.write_text(
        f"{text}\n\ndef lazy():\n    from ..publication import uses\n\n    return uses\n", encoding="utf-8"
    )
    assert "Each room imports only from those under it BROKEN" in _lint(tmp_path / "hooks").stdout
