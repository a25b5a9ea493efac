"""`/// changes`: what changed for readers."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..markup import h
from ..records import Change
from .base import GeneratedBlock
from .links import page_links

KIND_WORDS = {"addition": "Added", "correction": "Corrected"}


class Changes(GeneratedBlock):
    """All changes of data/changes.yml, the newest first; the feed tells the same."""

    NAME = "changes"
    TAG = "ol"
    CLASS = "changes"

    def build(self) -> Any:
        """Return an item for each change."""
        return map(self._change, self.context.dossier.latest_changes)

    def _change(self, change: Change) -> Element:
        pages = [self.context.publication.by_name[name] for name in change.pages]
        return h(
            "li",
            {"id": f"change-{change.id}", "data-kind": change.kind},
            h("p", {"class": "changes__head"}, h("time", {"datetime": change.date.start}, change.date.words)),
            h("p", {}, h("b", {}, f"{KIND_WORDS[change.kind]}: {change.title}. "), change.what),
            h("p", {"class": "changes__pages"}, page_links(pages)) if pages else None,
        )
