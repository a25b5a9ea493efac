"""What a change of the engine does to pages whose words are the same: elements, styles, scripts, summed up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from .meeting import Both, Meeting
from .site import Page

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MOST = 8


@dataclass(frozen=True)
class ElementChange:
    """A kind of element that stands elsewhere or oftener: how often, on how many pages, before and after."""

    old: str
    new: str
    count: int
    pages: int


@dataclass(frozen=True)
class Rules:
    """The selectors of a style sheet whose rules came, went or changed; and how many more there are of them."""

    added: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Sheet:
    """A style sheet or script that changed: its size, and the rules of a sheet."""

    path: str
    old: int
    new: int
    rules: Rules


@dataclass(frozen=True)
class Markup:
    """What differs under the words: pages with the same words and another tree, elements, sheets and scripts."""

    alone: tuple[Meeting, ...]
    marked: tuple[Meeting, ...]  # of these the marks of statuses are others
    elements: tuple[ElementChange, ...]
    sheets: tuple[Sheet, ...]


def markup(both: Both, told: set[str]) -> Markup:
    """Compare what is under the words; `told` are the links to what else is told of the new site."""
    paths = {href.partition("#")[0] for href in told}
    alone: dict[bool, list[Meeting]] = {True: [], False: []}
    for old, new in both.changed:
        meeting = both.meeting(new.address)
        if meeting.new not in paths:
            alone[old.statuses != new.statuses].append(meeting)
    return Markup(tuple(alone[False]), tuple(alone[True]), tuple(_elements(both)), tuple(_sheets(both)))


def _elements(both: Both) -> Iterator[ElementChange]:
    """Yield the kinds of elements that one site has and the other has not at all, paired where as many stand."""
    changed = list(both.changed)
    before = _shapes([(new.address, old) for old, new in changed])
    after = _shapes([(new.address, new) for _, new in changed])
    everywhere = [
        {shape for page in site.pages.values() for shape in page.shapes} if before or after else set()
        for site in (both.base, both.new)
    ]
    gone = {shape: where for shape, where in before.items() if shape not in everywhere[1]}
    came = {shape: where for shape, where in after.items() if shape not in everywhere[0]}
    for shape, where in sorted(gone.items(), key=lambda item: -item[1].total()):
        twin = next(
            (one for one, other in came.items() if other == where and one.split(".")[0] == shape.split(".")[0]), ""
        )
        twin = twin or next((one for one, other in came.items() if other == where), "")
        came.pop(twin, None)
        yield ElementChange(shape, twin, where.total(), len(where))
    for shape, where in sorted(came.items(), key=lambda item: -item[1].total()):
        yield ElementChange("", shape, where.total(), len(where))


def _shapes(pages: list[tuple[str, Page]]) -> dict[str, Counter[str]]:
    """Return how often each kind of element stands on each page, by its shape."""
    found: dict[str, Counter[str]] = {}
    for address, page in pages:
        for shape, count in page.shapes.items():
            found.setdefault(shape, Counter())[address] = count
    return found


def _sheets(both: Both) -> Iterator[Sheet]:
    for path in dict.fromkeys((*both.base.files, *both.new.files)):
        if not path.startswith(("assets/stylesheets/", "assets/javascripts/")):
            continue
        old, new = both.base.files.get(path, b""), both.new.files.get(path, b"")
        if old == new:
            continue
        before, after = (Counter(_rules(text.decode())) if path.endswith(".css") else Counter() for text in (old, new))
        added = dict.fromkeys(selector for selector, _ in after - before)
        gone = dict.fromkeys(selector for selector, _ in before - after)
        came, went = [one for one in added if one not in gone], [one for one in gone if one not in added]
        other = [one for one in added if one in gone]
        more = sum(max(len(kind) - _MOST, 0) for kind in (came, went, other))
        rules = Rules(tuple(came[:_MOST]), tuple(went[:_MOST]), tuple(other[:_MOST]), more)
        yield Sheet(path.replace(".HASH", ""), len(old), len(new), rules)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    for match in _RULE.finditer(css):
        yield match[1].strip(), match[2].strip()
