"""Ids and links of what is taken into the booklet: unique there, and leading to places in it where it has them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

_NAMES_IDS = ("aria-labelledby", "aria-describedby", "aria-controls", "for")
_AWAY = ("record__links", "definition__links")  # the way from a note or term to its record on the site
_KEPT = "chart-"  # a chart stands once in the series, and its scripts know it by its id


def prefix_ids(root: Element, prefix: str) -> dict[str, str]:
    """Put `prefix` before every id and what names it; return the new ids by the old ones."""
    old = [id_ for element in root.iter() if (id_ := element.get("id")) is not None]
    new = {id_: id_ if id_.startswith(_KEPT) else prefix + id_ for id_ in old}
    for element in root.iter():
        if "id" in element.attrib:
            element.set("id", new[element.attrib["id"]])
        for name in _NAMES_IDS:
            if name in element.attrib:
                element.set(name, " ".join(new.get(id_, id_) for id_ in element.attrib[name].split()))
        address = element.get("href", "")
        if address.startswith("#") and address[1:] in new:
            element.set("href", f"#{new[address[1:]]}")
    return new


class Signposts:
    """Where in the booklet the places of other pages stand, and what paper says of the way there."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[str, str]] = {}

    def add(self, address: str, id_: str, said: str = "") -> None:
        """Lead from an address, `claims.md#id`, to an id of the booklet; `said` is written behind the link on paper."""
        self._places[address] = id_, said

    def add_all(self, page: str, ids: Mapping[str, str], said: Mapping[str, str] = MappingProxyType({})) -> None:
        """Lead from ids of a page to ids of the booklet."""
        for old, new in ids.items():
            self.add(f"{page}#{old}", new, said.get(old, ""))

    def turn(self, root: Element) -> None:
        """Lead every link whose place is in the booklet there; the others go on leading to the site."""
        own = {id(link) for line in root.iter("p") if line.get("class") in _AWAY for link in line.iter("a")}
        for link in root.iter("a"):
            found = self._places.get(link.get("href", ""))
            if found is not None and id(link) not in own:
                link.set("href", f"#{found[0]}")
                if found[1]:
                    link.set("data-address", found[1])
