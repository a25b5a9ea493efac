"""How a Chromium is found, what is said where none is, and what an installer that fails leaves to read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from projects import ROOT

from explainer.pictures.browser import attempt


def _run(**environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), **environment}
    command = [sys.executable, "-m", "explainer.pictures.browser"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def _program(path: Path) -> Path:
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_variable_goes_before_the_path(tmp_path: Path) -> None:
    named = _program(tmp_path / "mine")
    _program(tmp_path / "chromium")
    assert _run(CHROMIUM=str(named), PATH=str(tmp_path)).stdout == f"Chromium: {named}\n"
    assert _run(CHROMIUM="", PATH=str(tmp_path)).stdout == f"Chromium: {tmp_path / 'chromium'}\n"


@pytest.mark.parametrize("kind", ["nothing", "a text", "a folder"])
def test_what_the_variable_names_is_not_passed_over(tmp_path: Path, kind: str) -> None:
    named = tmp_path / "chrome"
    if kind == "a text":
        named.write_text("no program", encoding="utf-8")
    elif kind == "a folder":
        named.mkdir()
    _program(tmp_path / "chromium")
    done = _run(CHROMIUM=str(named), PATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == (
        f"No Chromium was found: CHROMIUM is “{named}”, and no program is there; "
        "set it to the path of a Chrome or Chromium, or leave it unset.\n"
    ), "nothing is installed instead, and one sentence says what to do"


_TRACEBACK = "raise SystemExit('Traceback:\\n  at x\\nsocket.gaierror: not known\\n\\nmore')"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("print('fetched 9 packages')", ""),
        ("raise SystemExit('W: slow\\nE: no route to the mirror\\nE: gave up')", "E: no route to the mirror"),
        (_TRACEBACK, "socket.gaierror: not known"),
        ("raise SystemExit(3)", "returned non-zero exit status 3."),
    ],
)
def test_of_an_installer_that_fails_one_line_is_told(capsys: pytest.CaptureFixture[str], code: str, told: str) -> None:
    attempt([sys.executable, "-c", code])
    lines = capsys.readouterr().out.splitlines()[len(code.splitlines()) :]
    assert len(lines) == bool(told)
    assert all(line.startswith("That did not work: ") and line.endswith(told) for line in lines)


def test_an_installer_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    attempt(["/nowhere/installer"])
    assert "That did not work: [Errno 2] No such file or directory: '/nowhere/installer'" in capsys.readouterr().out
