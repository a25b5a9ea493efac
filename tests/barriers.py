"""What axe finds on a page: barriers for readers."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Axe looks for all it can find; that nothing is wrong with thousands of elements need not be told of each.
_OPTIONS = {"resultTypes": ["violations"]}
COLOURS = ("color-contrast", "link-in-text-block")  # the rules that ask what a palette can change


def barriers(
    page: Page, within: str | None = None, rules: Sequence[str] = (), without: Sequence[str] = ()
) -> list[str]:
    """Return a sentence for each barrier, on the page or within what a selector finds; up to three places of a kind.

    Axe asks for all that it knows, for `rules` alone, or for all but those of `without`.
    """
    options: dict[str, object] = {**_OPTIONS, "rules": {rule: {"enabled": False} for rule in without}}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:220]}"
        for one in Axe().run(page, context=within, options=options).response["violations"]
        for node in one["nodes"][:3]
    ]
