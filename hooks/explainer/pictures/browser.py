"""Find a Chromium for the charts' pictures and the browser tests, or install one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 600  # for one installer
_FAULT = re.compile(r"^(?:E|[\w.]*[Ee]rror): ?.+", re.MULTILINE)  # as apt, Node and Python begin one


def advice() -> str:
    """Return in a sentence what to do where `find` finds nothing; what CHROMIUM names is not passed over in silence."""
    if named := os.environ.get("CHROMIUM"):
        return (
            f"No Chromium was found: CHROMIUM is “{named}”, and no program is there; "
            "set it to the path of a Chrome or Chromium, or leave it unset."
        )
    return (
        "No Chromium was found and none could be installed: install the package “chromium” of your system, "
        "or set CHROMIUM to the path of a Chrome or Chromium, and run make again."
    )


def find() -> str | None:
    """Return a Chromium's path: the variable CHROMIUM, one on the PATH, one that the system or a tool keeps."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or _kept()


def _kept() -> str | None:
    """Ask the exporter's library, which knows the usual places of each system, and what comes with the tests."""
    from choreographer.browsers.chromium import Chromium

    if path := Chromium.find_browser(skip_local=False):
        return path
    if find_spec("playwright") is None:
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return shutil.which(playwright.chromium.executable_path)


def _installers() -> Iterator[list[str]]:
    """Yield commands to try in turn: apt where we are root, which brings all that is needed, then what is at hand."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        yield ["apt-get", "--quiet", "update"]
        yield ["apt-get", "--quiet", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"]
    if find_spec("playwright") is not None:
        # Of its two builds only the whole browser is where Playwright says that its Chromium is.
        yield [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    yield [str(Path(sys.executable).with_name("choreo_get_chrome"))]


def attempt(command: list[str]) -> None:
    """Run an installer; of one that fails a line is told, the first that names a fault."""
    print(" ".join(command), flush=True)
    try:
        subprocess.check_output(command, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        fault = _FAULT.search(error.stdout) if isinstance(error, subprocess.CalledProcessError) else None
        print(f"That did not work: {fault[0].strip() if fault else error}", flush=True)


def main() -> int:
    """Print the path of a Chromium, installing one if need be; exit 1 with one sentence when there is none."""
    for command in () if os.environ.get("CHROMIUM") else _installers():
        if find():
            break
        attempt(command)
    path = find()
    print(f"Chromium: {path}" if path else advice())
    return 0 if path else 1


if __name__ == "__main__":
    raise SystemExit(main())
