"""`/// changes`: what changed for readers."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from ..markup import h
from ..records import Change
from .base import GeneratedBlock
from .links import page_links

KIND_WORDS = {"addition": "Added", "correction": "Corrected"}
_OPEN = 5  # the newest, which no fold hides


class Changes(GeneratedBlock):
    """All changes of data/changes.yml, the newest first, the older ones in a fold; the feed tells the same."""

    NAME = "changes"
    TAG = "ol"
    CLASS = "changes"

    def build(self) -> Any:
        """Return an item for each change, and one that folds the older away where it saves more than a line."""
        items = [*map(self._change, self.context.dossier.latest_changes)]
        older = items[_OPEN:]
        if len(older) < 2:
            return items
        summary = h("summary", {}, f"{len(older)} older changes")
        fold = h("details", {"class": "changes__older"}, summary, h("ol", {"class": "changes"}, older))
        return [*items[:_OPEN], h("li", {"class": "changes__fold"}, fold)]

    def _change(self, change: Change) -> Element:
        pages = [self.context.publication.by_name[name] for name in change.pages]
        return h(
            "li",
            {"id": f"change-{change.id}", "data-kind": change.kind},
            h("p", {"class": "changes__head"}, h("time", {"datetime": change.date.start}, change.date.words)),
            h("p", {}, h("b", {}, f"{KIND_WORDS[change.kind]}: {change.title}. "), change.what),
            h("p", {"class": "changes__pages"}, page_links(pages)) if pages else None,
        )
