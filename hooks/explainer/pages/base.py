"""What the blocks have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks.block import Block, type_string, type_string_in

from ..prose.grammar import BLOCKS
from .context import PageContext
from .markup import add
from .templates import View, rendered


class ExplainerBlock(Block):
    """A block of the site; what it may say stands in the grammar, and is checked with file and line."""

    ARGUMENT = None  # the grammar knows
    SCRIPTS: ClassVar[tuple[str, ...]] = ()  # of docs/assets/javascripts, which the block asks for on its page

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Take the options from the grammar, in the form that the library reads."""
        super().__init_subclass__(**kwargs)
        options = BLOCKS[cls.NAME].options if cls.NAME else {}
        cls.OPTIONS = {
            name: [option.default, type_string_in(list(option.values)) if option.values else type_string]
            for name, option in options.items()
        }

    def on_init(self) -> None:
        self.context.scripts.update(self.SCRIPTS)

    def on_validate(self, parent: Element) -> bool:
        self.options["attrs"] = {}  # those that any block of the library takes; the grammar has none of them
        return True

    @property
    def context(self) -> PageContext:
        return self.config["context"]

    @property
    def ids(self) -> list[str]:
        return (self.argument or "").split()


class GeneratedBlock(ExplainerBlock):
    """A block made of records alone: its template overrides/blocks/NAME.html fills an element of class `CLASS`."""

    TAG: ClassVar[str] = "div"
    CLASS: ClassVar[str] = ""

    def on_create(self, parent: Element) -> Element:
        """Make the element; the generated text is no place for terms."""
        return SubElement(parent, self.TAG, {"class": self.CLASS, "data-terms": "off"})

    def on_end(self, block: Element) -> None:
        if not self.context.prose_only:
            add(block, rendered(self.NAME, self.context.publication, self.view()))

    def view(self) -> View | None:
        """Return what the template sees besides the publication and its dossier."""
        return None


Item = TypeVar("Item")


def grouped(items: Iterable[Item], key: Callable[[Item], str], order: Iterable[str]) -> dict[str, list[Item]]:
    """Return the items by their key, the keys in `order`; a key that no item has is left out."""
    found: dict[str, list[Item]] = {name: [] for name in order}
    for item in items:
        found[key(item)].append(item)
    return {name: those for name, those in found.items() if those}
