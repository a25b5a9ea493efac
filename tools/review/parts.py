"""The parts of charts as editors wrote them: places, routes, cells and steps, with the records that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from explainer.data.yaml import plain

_UNDER = ("claim", "claims", "statement", "statements")
_TEXTS = ("note", "label", "text", "name")
# By what a part of a chart is known again: the first of these that it has.
_KNOWN_BY = ("place", "places", "event", "key", "scenario", "name", "text", "label")


@dataclass(frozen=True)
class Part:
    """A part of a chart, known again by its path: a place, a route, a cell, a step."""

    path: tuple[str, ...]
    fields: Mapping[str, Any]
    line: int

    @property
    def under(self) -> tuple[str, ...]:
        """The ids of the claims and statements under it."""
        found = (self.fields.get(name, ()) for name in _UNDER)
        return tuple(id_ for value in found for id_ in ([value] if isinstance(value, str) else value))

    @property
    def events(self) -> tuple[str, ...]:
        """The id of the event that it draws."""
        return (str(self.fields["event"]),) if "event" in self.fields else ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The words on the chart that are its own."""
        return tuple(str(self.fields[name]) for name in _TEXTS if self.fields.get(name))

    @property
    def drawn(self) -> tuple[str, int]:
        """Of a route: how it is drawn, and how many of its legs are only probable."""
        return str(self.fields.get("drawn", "")), int(self.fields.get("likely", 0))


def parts(node: yaml.Node | None, path: tuple[str, ...] = ()) -> Iterator[Part]:
    """Yield the parts of a chart that rest on a record."""
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from parts(item, (*path, _known_by(item) or str(number)))
    if isinstance(node, yaml.MappingNode):
        fields = plain(node)
        if path and any(name in fields for name in (*_UNDER, "event")):
            yield Part(path, fields, node.start_mark.line + 1)
        for key, value in node.value:
            yield from parts(value, (*path, key.value))


def _known_by(node: yaml.Node) -> str:
    fields = plain(node) if isinstance(node, yaml.MappingNode) else {}
    return next((str(fields[name]) for name in _KNOWN_BY if fields.get(name)), "")
