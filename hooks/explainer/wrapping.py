"""Putting an element around a stretch of mixed content without breaking its nesting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class Place:
    """A point in a tree: `offset` in the text of `parent` after its child `before` (None: before all children)."""

    parent: Element
    before: Element | None
    offset: int

    @property
    def text(self) -> str:
        """The text in which the place is."""
        return (self.parent.text if self.before is None else self.before.tail) or ""

    def write(self, text: str) -> None:
        """Put another text in its stead."""
        if self.before is None:
            self.parent.text = text
        else:
            self.before.tail = text

    @property
    def is_first(self) -> bool:
        """Whether nothing of the parent stands before the place."""
        return self.before is None and not self.offset

    @property
    def is_last(self) -> bool:
        """Whether nothing of the parent stands after the place."""
        final = self.parent[-1] if len(self.parent) else None
        return self.before is final and self.offset == len(self.text)


def level(first: Place, last: Place, parents: Mapping[Element, Element]) -> tuple[Place, Place] | None:
    """Lift two places out of elements that they wholly take in, until both stand in one parent; None if they cannot."""
    while first.parent is not last.parent:
        if _depth(first.parent, parents) >= _depth(last.parent, parents):
            if not first.is_first:
                return None
            parent = parents[first.parent]
            position = list(parent).index(first.parent)
            start = Place(parent, parent[position - 1] if position else None, 0)
            first = Place(parent, start.before, len(start.text))
        else:
            if not last.is_last:
                return None
            last = Place(parents[last.parent], last.parent, 0)
    return first, last


def _depth(element: Element, parents: Mapping[Element, Element]) -> int:
    depth = 0
    while element in parents:
        element, depth = parents[element], depth + 1
    return depth


def insert(first: Place, last: Place, wrapper: Element) -> None:
    """Put `wrapper` around what stands between two places of one parent."""
    parent, children = first.parent, list(first.parent)
    position = 0 if first.before is None else children.index(first.before) + 1
    text = first.text
    if last.before is None or last.before is first.before:
        wrapper.text, wrapper.tail = text[first.offset : last.offset], text[last.offset :]
    else:
        inside = children[position : children.index(last.before) + 1]
        wrapper.text, wrapper.tail = text[first.offset :], last.text[last.offset :]
        last.write(last.text[: last.offset])
        for child in inside:
            parent.remove(child)
        wrapper.extend(inside)
    first.write(text[: first.offset])
    parent.insert(position, wrapper)
