"""The field that narrows a list of entries as a reader types."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from ..markup import h


def entry_filter(id_: str, label: str) -> Element:
    """Return the field; entries.js works it, and without that it is hidden.

    It stands in the page so that nothing moves when the script comes.
    """
    return h(
        "search",
        {"class": "term-filter", "aria-label": "Filter"},
        h("label", {"for": id_}, label),
        h("input", {"type": "search", "id": id_, "autocomplete": "off", "spellcheck": "false"}),
        h("p", {"role": "status"}),
    )
