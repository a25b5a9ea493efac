"""What axe finds on a page: barriers for readers."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Axe looks for all it can find; that nothing is wrong with thousands of elements need not be told of each.
_OPTIONS = {"resultTypes": ["violations"]}


def barriers(page: Page, within: str | None = None) -> list[str]:
    """Return a sentence for each barrier, on the page or within what a selector finds; up to three places of a kind."""
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:220]}"
        for one in Axe().run(page, context=within, options=_OPTIONS).response["violations"]
        for node in one["nodes"][:3]
    ]
