"""The records that a built site publishes, each with its place in the YAML file that an editor wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import yaml

from explainer.data.yaml import YamlFile, plain, read_file

from .site import Page, Site

# The page on which every record of a kind stands, under an anchor of its id.
HOMES = {
    "claims": "claims/",
    "article": "evidence/",
    "events": "timeline/",
    "people": "people/",
    "places": "map/",
    "glossary": "glossary/",
    "sources": "sources/",
}
_FILES = {"measures": "series"}
# The fields that may say what a record is called.
NAMES = ("title", "term", "name", "restated", "forecast", "what", "label")
KINDS = {
    "claims": "claim",
    "article": "statement",
    "events": "event",
    "people": "person",
    "places": "place",
    "glossary": "term",
    "sources": "source",
    "measures": "series",
    "series": "point",
    "scenarios": "forecast",
    "charts": "chart",
}


@dataclass(frozen=True)
class Record:
    """One record: its kind, its id (of a point that of its series), its fields as the site publishes them."""

    kind: str
    id: str
    fields: Mapping[str, Any]
    number: int = 0  # of a point among those of its series and part
    of: str = ""  # the series of a point, the claim of an event

    @property
    def name(self) -> str:
        """What a reader knows it by."""
        if self.kind == "series":
            parts = (self.fields.get("date", ""), self.fields.get("label", ""))
            return f"{self.of or self.id}, {' '.join(filter(None, parts))}".strip(", ")
        return self.of or next((str(self.fields[name]) for name in NAMES if self.fields.get(name)), self.id)

    @property
    def word(self) -> str:
        """What a record of its kind is called."""
        return KINDS.get(self.kind, self.kind)

    @property
    def home(self) -> str:
        """Its own address under the site, or ""."""
        if self.kind == "charts":
            return f"charts/{self.id}/"
        return f"{HOMES[self.kind]}#{self.id}" if self.kind in HOMES else ""


class Records:
    """All records of one side by kind and key."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._files: dict[str, YamlFile] = {}

    @cached_property
    def kinds(self) -> Mapping[str, Mapping[str, Record]]:
        """The records by kind, then by id; points by series, part and number."""
        tables = dict(self._tables())
        titles = {str(row["id"]): str(row["title"]) for row in tables.get("measures", ())}
        found = {kind: dict(_keyed(kind, rows, titles)) for kind, rows in tables.items()}
        claims = found.get("claims", {})
        for id_, event in found.get("events", {}).items():
            claim = claims.get(str(event.fields.get("claim")))
            found["events"][id_] = replace(event, of=claim.name if claim else "")
        found["charts"] = {record.id: record for record in self._charts()}
        return found

    def _tables(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        package = json.loads(self._site.files.get("data/datapackage.json", b"{}"))
        for resource in package.get("resources", ()):
            name = str(resource["name"])
            content = json.loads(self._site.files[f"data/{resource['path']}"]) if name.endswith("-json") else None
            if isinstance(content, list) and name != "citations-json":
                yield name.removesuffix("-json"), content

    def _charts(self) -> Iterator[Record]:
        for path, content in self._site.files.items():
            if path.startswith("data/charts/") and path.endswith(".json"):
                told = json.loads(content)
                yield Record("charts", told["id"], told)

    def get(self, kind: str, key: str) -> Record | None:
        """Return a record, or None."""
        return self.kinds.get(kind, {}).get(key)

    def cited(self, id_: str) -> Record | None:
        """Return the claim or statement that a citation names."""
        return self.get("claims", id_) or self.get("article", id_)

    def place(self, record: Record, field: str = "") -> str:
        """Return file and line of a record, or of one of its fields: data/claims.yml:83."""
        name = _FILES.get(record.kind, record.kind)
        file = self._file(name)
        entry = next((entry for entry in file.entries if entry.key == record.id), None)
        if entry is None:
            return f"data/{name}.yml"
        return f"data/{name}.yml:{_line(entry.node, record, field) or entry.line}"

    def source(self, record: Record, field: str) -> str:
        """Return a field of a record as its editor wrote it, or ""."""
        node = self.node(_FILES.get(record.kind, record.kind), record.id)
        value = _value(node, field) if node is not None else None
        return repr(plain(value)) if value is not None else ""

    def node(self, name: str, id_: str) -> yaml.Node | None:
        """Return a record as its editor wrote it."""
        return next((entry.node for entry in self._file(name).entries if entry.key == id_), None)

    def _file(self, name: str) -> YamlFile:
        if name not in self._files:
            path = self._site.side.root / "data" / f"{name}.yml"
            text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
            self._files[name] = read_file(text, path.name, [])
        return self._files[name]

    def series_of(self, chart: str) -> list[str]:
        """Return the ids of the series that a chart draws."""
        record = self.get("charts", chart)
        return [str(series["id"]) for series in (record.fields.get("series") or () if record else ())]

    @cached_property
    def charts_of(self) -> Mapping[str, list[str]]:
        """The charts that draw each series."""
        found: dict[str, list[str]] = {}
        for chart in self.kinds["charts"]:
            for series in self.series_of(chart):
                found.setdefault(series, []).append(chart)
        return found

    def _events_of(self, record: Record) -> list[Record]:
        """Return the events of a claim, by which the timeline and the map tell it."""
        events = self.kinds.get("events", {}).values() if record.kind == "claims" else ()
        return [event for event in events if event.fields.get("claim") == record.id]

    def pages(self, record: Record) -> list[tuple[Page, str]]:
        """Return where readers meet a record, the pages of prose first: each page with an anchor on it."""
        site, found = self._site, dict[str, str]()
        if record.kind in ("measures", "series"):
            for chart in self.charts_of.get(record.id, ()):
                found |= {page.address: f"chart-{chart}" for page in site.shown.get(chart, ())}
        elif record.kind == "charts":
            found |= {page.address: f"chart-{record.id}" for page in site.shown.get(record.id, ())}
        else:
            for page, sentence in site.cited.get(record.id, ()):
                found.setdefault(page.address, sentence.anchor)
            homes = [record.home, *(event.home for event in self._events_of(record))]
            for page in [page for home in homes if home for page in site.linked.get(home, ())]:
                found.setdefault(page.address, "")
        home = record.home.partition("#")[0]
        if home in site.pages and record.id in site.pages[home].anchors:
            found[home] = record.id
        ordered = {address: number for number, address in enumerate(site.pages)}
        return [(site.pages[address], found[address]) for address in sorted(found, key=lambda one: ordered[one])]


def _keyed(kind: str, rows: list[dict[str, Any]], titles: Mapping[str, str]) -> Iterator[tuple[str, Record]]:
    counted: dict[tuple[str, str], int] = {}
    for row in rows:
        if "id" in row:
            yield row["id"], Record(kind, row["id"], row)
        else:
            part = row["series"], row.get("part", "")
            number = counted[part] = counted.get(part, -1) + 1
            yield f"{part[0]} {part[1]} {number}", Record(kind, part[0], row, number, titles.get(part[0], ""))


def _line(node: yaml.Node, record: Record, field: str) -> int:
    """Return the line of a field of a record, or 0."""
    if record.kind == "series":
        part = {"point": "points", "total": "total", "cumulative": "cumulative"}[record.fields.get("part", "point")]
        found = _value(node, part)
        if isinstance(found, yaml.SequenceNode) and record.number < len(found.value):
            found = found.value[record.number]
        return found.start_mark.line + 1 if found is not None else 0
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            if key.value == field:
                return int(key.start_mark.line) + 1
    return 0


def _value(node: yaml.Node, name: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)
