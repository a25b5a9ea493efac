"""Find a Chromium for the browser tests, or install one: the system's package, or Playwright's own."""

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
    """Try the system's package where we may, which brings all it needs, then Playwright's own; `find` tells."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        _run(["apt-get", "update", "--quiet"])
        _run(["apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"])
    if find() is None:
        _run([sys.executable, "-m", "playwright", "install", "chromium-headless-shell"])


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
