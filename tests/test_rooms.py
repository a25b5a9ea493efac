"""The rooms of the engine: each imports only from those under it, and none of the files in a circle."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from projects import ROOT


def test_the_contracts_of_imports_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    command = [str(linter), "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(command, cwd=ROOT / "hooks", env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
