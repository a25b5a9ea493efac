"""Find a Chromium for the charts' pictures and the browser tests, or install one."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium was found and none could be installed: install the package “chromium” of your system, "
    "or set CHROMIUM to the path of a Chrome or Chromium, and run make again."
)
_SECONDS = 600  # for one installer
_FAULT = re.compile(r"^(?:E|[\w.]*[Ee]rror): ?.+", re.MULTILINE)  # as apt, Node and Python begin one


def advice() -> str:
    """Return in a sentence what to do where `find` finds nothing; what CHROMIUM names is not passed over in silence."""
    if named := os.environ.get("CHROMIUM"):
        return (
            f"No Chromium was found: CHROMIUM is “{named}”, and no program is there; "
            "set it to the path of a Chrome or Chromium, or leave it unset."
        )
    return MISSING


def find() -> str | None:
    """Return a Chromium's path: the variable CHROMIUM, one on the PATH, one that the system or a tool keeps."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    for name in NAMES:
        if path := shutil.which(name):
            return path
    return _of_choreographer() or _of_playwright()


def _of_choreographer() -> str | None:
    """Ask the library that starts the browser for the exporter; it knows the usual places of each system."""
    from choreographer.browsers.chromium import Chromium

    return Chromium.find_browser(skip_local=False)


def _of_playwright() -> str | None:
    if find_spec("playwright") is None:  # it comes with the tests
        return None
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> None:
    """Try apt where we are root, which brings all that is needed, then the installers at hand; `find` tells."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        attempt(["apt-get", "--quiet", "update"])
        attempt(["apt-get", "--quiet", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"])
    if find() is None and find_spec("playwright") is not None:
        # Of its two builds only the whole browser is where Playwright says that its Chromium is.
        attempt([sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"])
    if find() is None:
        attempt([str(Path(sys.executable).with_name("choreo_get_chrome"))])


def attempt(command: list[str]) -> None:
    """Run an installer; of one that fails a line is told, the first that names a fault."""
    print(" ".join(command), flush=True)
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"That did not work: {error}", flush=True)
        return
    if done.returncode:
        fault = _FAULT.search(done.stdout)
        print(f"That did not work: {fault[0].strip() if fault else f'exit code {done.returncode}'}", flush=True)


def main() -> int:
    """Print the path of a Chromium, installing one if need be; exit 1 with one sentence when there is none."""
    if find() is None and not os.environ.get("CHROMIUM"):
        install()
    path = find()
    print(f"Chromium: {path}" if path else advice())
    return 0 if path else 1


if __name__ == "__main__":
    raise SystemExit(main())
