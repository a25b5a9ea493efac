"""Marks that came and went, addresses that lead nowhere any more, files and entries, and what pages weigh."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .meeting import Both, Meeting
from .prose import SentenceChange
from .site import Page, Site
from .text import HEADINGS

_HEAD_OF_RECORD = re.compile(r"(?:claim|term|person|place|event)-")  # the heading within the record of that id
_PERSON = "person_"
_LEAST = 1024  # bytes; a page that weighs less more than that is not told
_OWN = 0.02  # of its weight
_MOST = 12


@dataclass(frozen=True)
class Mark:
    """A term or person, with the pages on which it is marked now and was not, and the other way round."""

    name: str
    kind: str
    came: tuple[tuple[Meeting, int], ...]
    went: tuple[tuple[Meeting, int], ...]


def mark_changes(both: Both, renamed: Mapping[str, Mapping[str, str]]) -> list[Mark]:
    """Return the terms and people that are newly marked on a page, or no more; under another id they are the same."""
    people = {f"{_PERSON}{old}": f"{_PERSON}{new}" for old, new in renamed.get("people", {}).items()}
    names = {**renamed.get("glossary", {}), **people}
    came: dict[str, list[tuple[Meeting, int]]] = {}
    went: dict[str, list[tuple[Meeting, int]]] = {}
    for old, new in both.pairs:
        before, after = {names.get(term, term): times for term, times in _marks(old).items()}, _marks(new)
        address = (new or old or both.new.pages[""]).address
        for term in after.keys() - before.keys():
            came.setdefault(term, []).append((both.meeting(address), after[term]))
        for term in before.keys() - after.keys():
            went.setdefault(term, []).append((both.meeting(address), before[term]))
    return [
        Mark(*_marked(both, term), _sorted(came.get(term, ())), _sorted(went.get(term, ())))
        for term in sorted(came.keys() | went.keys())
    ]


def _marks(page: Page | None) -> Counter[str]:
    return page.reading.marks if page is not None else Counter()


def _sorted(pages: Iterable[tuple[Meeting, int]]) -> tuple[tuple[Meeting, int], ...]:
    return tuple(sorted(pages, key=lambda one: one[0].title))


def _marked(both: Both, term: str) -> tuple[str, str]:
    kind = "people" if term.startswith(_PERSON) else "glossary"
    id_ = term.removeprefix(_PERSON)
    record = both.new_records.get(kind, id_) or both.base_records.get(kind, id_)
    return (record.name if record else id_), "person" if kind == "people" else "term"


@dataclass(frozen=True)
class Vanished:
    """An address of the base that leads nowhere now, and the pages of the base that led there."""

    address: str
    href: str
    led: tuple[Meeting, ...]
    renamed: str = ""


def headings(changes: Iterable[SentenceChange]) -> Mapping[str, str]:
    """Return the new anchors of headings that read otherwise, by their old addresses."""
    return {
        f"{address}#{change.old.anchor}": change.new.anchor
        for change in changes
        if change.old is not None and change.new is not None and change.new.kind in HEADINGS
        for address in change.pages
    }


def vanished(both: Both, renamed: Mapping[str, Mapping[str, str]], headed: Mapping[str, str]) -> list[Vanished]:
    """Return the pages and anchors that are gone, those with most links to them first."""
    names = {old: new for pairs in renamed.values() for old, new in pairs.items()}
    moved = {old: new for new, old in both.partners.items()}
    found = []
    for address, page in both.base.pages.items():
        now = both.new.pages.get(address)
        if now is None:
            found.append(_vanished(both, address, "", moved.get(address, "")))
            continue
        if now.content == page.content:
            continue
        gone = page.anchors - now.anchors
        for anchor in sorted(gone):
            plain = _HEAD_OF_RECORD.sub("", anchor)
            if plain == anchor or plain not in gone:
                now_as = names.get(anchor) or headed.get(f"{address}#{anchor}", "")
                found.append(_vanished(both, address, anchor, f"{address}#{now_as}" if now_as else ""))
    return sorted(found, key=lambda one: (-len(one.led), one.address))


def _vanished(both: Both, address: str, anchor: str, renamed: str) -> Vanished:
    whole = f"{address}#{anchor}" if anchor else address
    page = both.base.pages[address]
    led = [one for one in both.base.linked.get(whole, ()) if one.address != address]
    met = tuple(both.meeting(one.address) for one in dict.fromkeys(led))
    href = f"{both.base.side.name}/{page.file}" + (f"#{anchor}" if anchor else "")
    return Vanished(whole or "Home", href, met, renamed)


@dataclass(frozen=True)
class Listed:
    """What a site offers under one head: added, gone, and called otherwise."""

    what: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    called: tuple[tuple[str, str], ...] = ()


def listings(both: Both, renamed: Mapping[str, Mapping[str, str]], headed: Mapping[str, str]) -> list[Listed]:
    """Return the pages, downloads, pictures, entries of feed and search that were added or are gone.

    An entry of the search under another id is the same one, and so is one under another heading.
    """
    names = {old: new for pairs in renamed.values() for old, new in pairs.items()}
    told = [
        Listed("pages", *_both_ways(both.base.pages, both.new.pages)),
        Listed("downloads and other files", *_both_ways(_files(both.base), _files(both.new))),
        Listed("entries of the feed", *_both_ways(_feed(both.base), _feed(both.new))),
        Listed("entries of the search", *_entries(_search(both.base, names, headed), _search(both.new, {}, {}))),
    ]
    return [one for one in told if one.added or one.gone or one.called]


def _both_ways(old: Iterable[str], new: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    added = tuple(one or "Home" for one in after if one not in before)
    return added, tuple(one or "Home" for one in before if one not in after)


def _files(site: Site) -> list[str]:
    """Return what is offered beside the pages; of a chart its script stands for its pictures, which need a browser."""
    left_out = re.compile(r"\.html$|(?:^|/)index\.md$|^assets/charts/.*\.(?:svg|png)$")
    return [path for path in site.files if not left_out.search(path)]


def _feed(site: Site) -> list[str]:
    text = site.files.get("feed.xml", b"").decode()
    entries = re.findall(r"<entry>.*?<title>(.*?)</title>.*?<updated>(.*?)T", text, re.DOTALL)
    return [f"{day}: {title}" for title, day in entries]


def _entries(
    old: Mapping[str, str], new: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the entries whose address is new or gone, and those that are called otherwise: old and new."""
    added = tuple(f"{title} ({address or 'Home'})" for address, title in new.items() if address not in old)
    gone = tuple(f"{title} ({address or 'Home'})" for address, title in old.items() if address not in new)
    called = ((title, new[address]) for address, title in old.items() if address in new)
    return added, gone, tuple(dict.fromkeys(pair for pair in called if pair[0] != pair[1]))


def _search(site: Site, names: Mapping[str, str], headed: Mapping[str, str]) -> dict[str, str]:
    """Return the titles of the entries by address."""
    entries = json.loads(site.files.get("search/search_index.json", b"{}")).get("docs", ())
    found = {}
    for entry in entries:
        address, sign, anchor = str(entry["location"]).partition("#")
        now_as = headed.get(f"{address}#{anchor}") or names.get(anchor, anchor)
        found[f"{address}{sign}{now_as}"] = html.unescape(entry["title"])
    return found


@dataclass(frozen=True)
class Weight:
    """What a page or the whole site weighs, in KiB, before and after."""

    what: str
    old: float
    new: float

    @property
    def more(self) -> float:
        """By how much it is heavier."""
        return self.new - self.old


def weights(both: Both) -> tuple[list[Weight], Weight]:
    """Return the pages that weigh clearly more or less, compressed, and the whole sites."""
    found = []
    for old, new in both.changed:
        difference = abs(new.weight - old.weight)
        if difference >= _LEAST or difference >= _OWN * old.weight:
            found.append(Weight(both.names[new.address], old.weight / 1024, new.weight / 1024))
    found.sort(key=lambda one: -abs(one.more))
    total = Weight("all files", *(sum(map(len, site.files.values())) / 1024 for site in (both.base, both.new)))
    return found[:_MOST], total
