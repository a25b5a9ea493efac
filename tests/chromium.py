"""Find a Chromium for the browser tests, or install one: Playwright's own first, then the system's package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As root, as on many CI machines, Chromium has no sandbox to offer; the rest keeps it from calling home.
ARGUMENTS = (
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
MISSING = (
    "No Chromium was found and none could be installed: install the package “chromium” of your system, "
    "or set CHROMIUM to the path of a Chrome or Chromium, and run make test again."
)


def find() -> str | None:
    """Return the path of a Chromium: the variable CHROMIUM, one on the PATH, or the one Playwright keeps."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    for name in NAMES:
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> None:
    """Try Playwright's own installer, then apt where we may use it; both may fail, and `find` tells."""
    _run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium-headless-shell"])
    if find() is None and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        _run([*sudo, "apt-get", "update", "--quiet"])
        _run(
            [*sudo, "apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"]
        )


def _run(command: list[str]) -> None:
    print(" ".join(command), flush=True)
    try:
        subprocess.run(command, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(f"That did not work: {error}", flush=True)


def main() -> int:
    """Print the path of a Chromium, installing one if need be; exit 1 with one sentence when there is none."""
    if find() is None:
        install()
    path = find()
    print(f"Chromium for the tests: {path}" if path else MISSING)
    return 0 if path else 1


if __name__ == "__main__":
    raise SystemExit(main())
