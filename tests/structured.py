"""The structured data of a built page, as its tests read it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from mkdocs_site import Site, SitePage

Node = dict[str, Any]


def graph(page: SitePage) -> list[Node]:
    """Return the nodes of the page's one script of structured data."""
    (script,) = page.tree.cssselect("script[type='application/ld+json']")
    return list(json.loads(script.text)["@graph"])


def nodes(value: Any, under: str = "") -> Iterator[tuple[str, Node]]:
    """Yield every node at any depth, with the property under which it stands."""
    if isinstance(value, dict):
        if "@value" not in value:
            yield under, value
        for name, inner in value.items():
            yield from nodes(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner, under)


@dataclass(frozen=True)
class Place:
    """Where an address of the structured data leads: the file under the site, and the part of it."""

    address: str
    fragment: str


def place(url: str, page: SitePage, base: str) -> Place | None:
    """Resolve an address on a page of the site at `base`; None where it leads to another host."""
    whole = urljoin(urljoin(base, page.address), url)
    if not whole.startswith(base):
        return None
    parts = urlsplit(whole.removeprefix(base))
    return Place(parts.path, parts.fragment)


def stands(found: Place, site: Site) -> bool:
    """Tell whether such a file is there, and in a page its part: an element, or a node described there."""
    if not site.has(found.address):
        return False
    page = site.pages.get(found.address)
    if page is None or not found.fragment or found.fragment in page.ids:
        return True
    described = (str(node.get("@id", "")) for _, node in nodes(graph(page)) if len(node) > 2)
    return any(id_.endswith(f"#{found.fragment}") for id_ in described)
