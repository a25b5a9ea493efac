"""How the tests start the Chromium that `explainer.pictures.browser` finds."""

from __future__ import annotations

import os

from explainer.pictures.browser import advice, find

__all__ = ["ARGUMENTS", "advice", "find"]

# As root, as on many CI machines, Chromium has no sandbox to offer; the rest keeps it from calling home.
ARGUMENTS = (
    *(("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()),
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
