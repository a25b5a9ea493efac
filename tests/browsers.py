"""Find or install the browsers that the pages are tried in besides Chromium: Firefox, and WebKit as GTK brings it.

python tests/browsers.py        what make test runs; told in a sentence where one is missing
"""

from __future__ import annotations

import os
import shutil
import subprocess

from explainer.pictures.browser import attempt

# A browser, the programs of which one has to be there for each of its parts, and the packages that bring them.
PROGRAMS = {
    "Firefox": (("firefox-esr", "firefox"),),
    "WebKit": (("WebKitWebDriver",), ("Xvfb",)),
}
PACKAGES = {
    "Firefox": (("firefox-esr",), ("firefox",)),  # Debian’s name, that of others
    "WebKit": (("webkit2gtk-driver", "xvfb"),),
}


def find(browser: str) -> list[str] | None:
    """Return the paths of a browser's programs; the variable FIREFOX names one that is not on the path."""
    if browser == "Firefox" and (named := os.environ.get("FIREFOX")):
        return [path] if (path := shutil.which(named)) else None
    found = [next(filter(None, map(shutil.which, names)), None) for names in PROGRAMS[browser]]
    return [path for path in found if path] if all(found) else None


def advice(browser: str) -> str:
    """Return in a sentence what to do where a browser is missing."""
    packages = " or ".join(f"“{' '.join(names)}”" for names in PACKAGES[browser])
    return f"{browser} was not found: install the package {packages} of your system, and run make test again."


def _administrator() -> list[str] | None:
    """How a command is run as root without being asked for a password; None where it cannot."""
    if not shutil.which("apt-get") or not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    may = sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0
    return [str(sudo), "-n"] if may else None


def _install(browser: str) -> None:
    if (before := _administrator()) is None:
        return
    attempt([*before, "apt-get", "--quiet", "update"])
    for packages in PACKAGES[browser]:
        attempt([*before, "apt-get", "--quiet", "install", "--yes", "--no-install-recommends", *packages])
        if find(browser):
            return


def main() -> int:
    """Print where each browser is, installing what is missing; exit 1 where one has to be there and is not."""
    missing = 0
    for browser in PROGRAMS:
        if not find(browser):
            _install(browser)
        found = find(browser)
        missing += not found
        print(f"{browser}: {', '.join(found)}" if found else advice(browser))
    return 1 if missing and os.environ.get("CI") else 0


if __name__ == "__main__":
    raise SystemExit(main())
