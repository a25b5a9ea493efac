"""Small pieces of HTML that every feature shares, built as elements so that text from data is escaped once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from xml.etree.ElementTree import Element

from markdown.serializers import to_html_string
from markdown.util import AMP_SUBSTITUTE, AtomicString

ADDRESSES = frozenset(("href", "src"))

_ENTITY = re.compile(r"&(?=#?\w+;)")

Child: TypeAlias = "str | Element | Iterable[Child] | None"


class Rooted(str):
    """An address that the engine wrote, from the site's root; `extension.py` leads it there from a page in a folder."""


def kept(text: str | None) -> AtomicString:
    """Return a text as it is: Markdown takes marks for its own, and its serializer what looks like an entity."""
    return AtomicString(_ENTITY.sub(f"{AMP_SUBSTITUTE}amp;", text or ""))


def as_html(element: Element) -> str:
    """Return what Markdown makes of an element in the end."""
    return str(to_html_string(element)).replace(AMP_SUBSTITUTE, "&")


def h(tag: str, attributes: Mapping[str, str] | None = None, *children: Child) -> Element:
    """Make an element; strings become text that Markdown leaves alone, None is left out, lists are flattened."""
    given = attributes or {}
    element = Element(tag, {name: Rooted(text) if name in ADDRESSES else text for name, text in given.items()})
    add(element, *children)
    return element


@dataclass(eq=False)
class TreeText:
    """One text of a tree between two tags: that of `parent` after its child `before` (None: before all children)."""

    parent: Element
    before: Element | None

    @property
    def words(self) -> str:
        return (self.parent.text if self.before is None else self.before.tail) or ""

    @words.setter
    def words(self, words: str) -> None:
        if self.before is None:
            self.parent.text = words
        else:
            self.before.tail = words

    def insert(self, offset: int, element: Element, behind: str) -> None:
        """Put an element where the text has come to `offset`; what is left of it goes, `behind` stands behind."""
        self.words, element.tail = self.words[:offset], behind
        self.parent.insert(0 if self.before is None else list(self.parent).index(self.before) + 1, element)


def lengthy(element: Element) -> Element:
    """Note how many characters an entry of a long page shows: its height is guessed from them until it comes near."""
    element.set("data-length", str(_shown(element)))
    return element


def _shown(element: Element) -> int:
    """Count the characters of an element; of what is folded those of the line that opens it."""
    inside = element.findall("summary") if element.tag == "details" else list(element)
    return len(element.text or "") + sum(_shown(part) + len(part.tail or "") for part in inside)


def add(element: Element, *children: Child) -> None:
    """Append strings and elements to `element`."""
    for child in children:
        if child is None:
            continue
        if isinstance(child, Element):
            element.append(child)
        elif isinstance(child, str):
            last = TreeText(element, element[-1] if len(element) else None)
            last.words = kept(last.words + child)
        else:
            add(element, *child)
