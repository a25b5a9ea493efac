"""How the tests start the Chromium that `explainer.chromium` finds."""

from __future__ import annotations

import os

from explainer.chromium import advice, find

__all__ = ["ARGUMENTS", "advice", "find"]

# As root, as on many CI machines, Chromium has no sandbox to offer; the rest keeps it from calling home.
ARGUMENTS = (
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
