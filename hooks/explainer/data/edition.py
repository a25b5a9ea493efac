"""The edition: the article that the site reads and its subject; the contract of `data/edition.yml`.

The engine itself knows no actor, no country and no day: whatever it says of them stands in these records.
"""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Field

from .dates import When
from .fields import (
    Country,
    Date,
    Day,
    EventThemeId,
    InnerAddress,
    Months,
    Number,
    Paragraph,
    PersonId,
    Text,
    Url,
    Whole,
    matching,
    two,
)
from .parts import Part, Record
from .problem import Problem, Report
from .reading import check_entries, read_record, read_records
from .yaml import YamlFile

Colour = Annotated[Text, matching(r"#[0-9a-f]{6}", "a colour such as #0e5e48")]
Shades = Annotated[tuple[Colour, ...], two("a colour on light paper and one on dark")]
Shape = Literal["disc", "square", "triangle", "diamond", "wedge", "plus"]
Side = Literal["middle", "west", "east", "far-east", "south"]
Pair = Annotated[tuple[Number, ...], two("two numbers")]


class Article(Record):
    """The article: as it is cited, how far it speaks, and how far the record goes."""

    title: Text = Field(description="its title")
    author: Text = Field(description="its author")
    called: Text = Field(description="the author in a word or two, for charts")
    publisher: Text = Field(description="who published it")
    published: Date = Field(description="when it was published")
    published_note: Text = Field(description="how the date is known")
    url: Url = Field(description="its address")
    url_note: Text = Field(description="how the address is known")
    paragraphs: Whole = Field(ge=1, le=999, description="how many paragraphs it has, p1 and so on")
    silent: Mapping[Paragraph, Text] = Field(
        {},
        json_schema_extra={"keys": "paragraphs"},
        description="paragraphs that state nothing, and what they are: {p7: a note on the author}",
    )
    ends: Day = Field(description="the last day that it speaks of; what came after is later")
    compiled: Day = Field(description="the day on which the record was closed")
    dense_until: Date = Field(description="up to when the record is dense")
    thin_until: Date = Field(description="up to when the record holds anything")

    def contradictions(self) -> Iterator[str]:
        for names in (("ends", "published", "compiled"), ("dense_until", "thin_until", "compiled")):
            for earlier, later in pairwise(names):
                before, after = getattr(self, earlier), getattr(self, later)
                if before.first > after.last:
                    yield f"“{earlier}” is {before}, and “{later}” is {after}; allowed: “{earlier}” before it"

    @property
    def compiled_at(self) -> int:
        """When the record was compiled, as seconds from 1970 to the beginning of that day (UTC)."""
        return timegm(self.compiled.first.timetuple())


class Credit(Part):
    """Somebody who has to be named, with where and on which terms what is theirs comes."""

    ONCE = ("name",)
    name: Text = Field(description="who it is")
    url: Url = Field(description="where it was taken from")
    what: Text = Field(description="what was taken, and on which terms")


class Site(Record):
    """Names of the site for machines and for those who cite it; readers see that of mkdocs.yml."""

    key: Annotated[Text, matching(r"[a-z0-9]+", "small letters and digits")] = Field(
        description="begins the keys of citations"
    )
    dataset: Annotated[Text, matching(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and hyphens")] = Field(
        description="the name of the data package"
    )
    editors: Text = Field(description="who answers for the site")
    about: Text = Field(description="what the site is, to end “the data behind …, a …”")
    corrections: InnerAddress = Field(description="where the site tells what was corrected, such as about/#corrections")
    citing: InnerAddress = Field(description="where the site tells how it is cited, such as about/#how-to-cite")
    credits: tuple[Credit, ...] = Field((), description="who else is named beside the licence: {name, url, what}")
    review_after: Whole = Field(
        365, ge=1, description="after how many days a page is due to be read against its sources again"
    )


class Landmark(Part):
    """A day that is named on the scale of the window."""

    date: Day = Field(description="its day")
    label: Text = Field(description="its name on the scale, in two or three words")


class Window(Record):
    """The months that the article speaks of, drawn day by day."""

    span: Months = Field(description="from month to month")
    name: Text = Field(description="its name, as in “events in …”")
    short: Text = Field(description="its short name, as in “Before …”")
    landmarks: tuple[Landmark, ...] = Field((), description="days named on its scale: {date, label}")

    def contradictions(self) -> Iterator[str]:
        for mark in self.landmarks:
            if not self.holds(mark.date.first):
                yield f"the landmark {mark.date} lies outside; allowed: days within {self.span}"

    @property
    def first(self) -> date:
        return self.span.first

    @property
    def last(self) -> date:
        return self.span.last

    @property
    def days(self) -> int:
        return self.span.days

    @property
    def year(self) -> int:
        """The year in which it ends."""
        return self.last.year

    @property
    def years(self) -> str:
        """The year or years that it has days of."""
        return "–".join(dict.fromkeys((str(self.first.year), str(self.last.year))))

    @property
    def months(self) -> tuple[tuple[int, date], ...]:
        """Its months: how many days from its first each begins, and that day."""
        return tuple((self.offset(day), day) for day in self.span.month_starts)

    def offset(self, day: date) -> int:
        """Return how many days from its first a day is: where it stands on every scale of the window."""
        return (day - self.first).days

    def covered(self, when: When) -> range:
        """Return the days of the window, from 0, that a date covers."""
        return range(max(self.offset(when.first), 0), min(self.offset(when.last) + 1, self.days))

    def spoken(self, day: date) -> str:
        """Return a day in words, with its year only where the window has several."""
        return f"{day.day} {day:%B}" + (f" {day.year}" if self.first.year != self.last.year else "")

    def meets(self, when: When) -> bool:
        """Tell whether a date is known to begin in it, or goes on into it from a known day before."""
        begins = self.holds(when.first) and ("-" in when.start or self.holds(when.last))
        return begins or (when.has_day and when.first < self.first <= when.last)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


class Actor(Record):
    """Whose move an event is, with the colours and the shape by which readers know it."""

    name: Text = Field(description="its name as lists have it")
    short: Text | None = Field(None, description="its name as charts have it, if it is another")
    colour: Shades = Field(description="its colour in charts and maps: on light paper, on dark")
    ink: Shades = Field(description="the same, dark or light enough for small words")
    shape: Shape = Field(description="its mark, which tells who acted without colour")
    side: Side | None = Field(
        None, description="where it stands on the device; the middle is the one the article is about"
    )
    state: PersonId | None = Field(None, description="whose capital it is")

    @property
    def word(self) -> str:
        """The name that charts have room for."""
        return self.short or self.name


class Strand(Record):
    """A chapter of the record: its heading, and the theme of its events where all have the same."""

    name: Text = Field(description="its heading")
    theme: EventThemeId | None = Field(None, description="that of its events, if all have the same")


class Theme(Record):
    """What charts and events are about."""

    name: Text = Field(description="its heading")
    events: bool = Field(True, description="no, where only charts have it")


class MapWindow(Part):
    """A piece of land by its middle in projected km; `wide` in km, drawn `px` wide and `high` times as high."""

    ONCE = ("name",)
    name: Text = Field(description="what it shows")
    middle: Pair = Field(description="its middle: km east, km north")
    wide: Number = Field(ge=4, lt=20000, description="how many km wide it is")
    px: Whole = Field(ge=40, lt=2000, description="how many px wide it is drawn")
    high: Number = Field(gt=0.2, lt=5, description="how many times as high as wide")


class MapWindows(Part):
    """The windows of the map page: for screens that are wide, broader than that, and narrow."""

    wide: MapWindow = Field(description="for wide screens")
    broad: MapWindow = Field(description="for screens that are broader than that")
    narrow: MapWindow = Field(description="for narrow screens")


class MapPage(Record):
    """What the map page draws."""

    focus: Text = Field(description="the country drawn strongly, by its three letters in the geometry")
    note: Text = Field(description="the sentence about borders under the map")
    windows: MapWindows = Field(description="the piece of land for screens of three kinds")
    crowded: tuple[MapWindow, ...] = Field((), description="windows that are shown once more and larger")
    countries: Mapping[str, Pair] = Field(
        {}, description="where the name of a country stands, code: [latitude, longitude]"
    )
    first: tuple[Country, ...] = Field(
        (), description="the countries that come first in the list of places, by two letters; the others follow by name"
    )
    middle: Pair = Field(description="from where directions to places beyond it are told, [latitude, longitude]")

    def contradictions(self) -> Iterator[str]:
        for what, (lat, lon) in {"middle": self.middle, **self.countries}.items():
            if abs(lat) > 85 or abs(lon) > 180:
                yield f"“{what}” is at {lat:g}, {lon:g}; allowed: a latitude of -85 to 85, a longitude of -180 to 180"


PARTS: Mapping[str, type[Record]] = {"article": Article, "site": Site, "window": Window, "map": MapPage}
LISTS: Mapping[str, type[Record]] = {"actors": Actor, "strands": Strand, "themes": Theme}


@dataclass(frozen=True)
class Edition:
    """All of `data/edition.yml`; actors, strands and themes by id, in the order of the file.

    `ids` are those that records can name, by kind.
    """

    article: Article
    site: Site
    window: Window
    map: MapPage
    actors: Mapping[str, Actor]
    strands: Mapping[str, Strand]
    themes: Mapping[str, Theme]
    ids: Mapping[str, Sequence[str]]

    @cached_property
    def middle(self) -> Actor:
        """The actor that the article is about."""
        return next(actor for actor in self.actors.values() if actor.side == "middle")

    @cached_property
    def sides(self) -> Mapping[str, Actor]:
        """The actors around the middle, by their side."""
        return {one.side: one for one in self.actors.values() if one.side not in (None, "middle")}


def read_edition(file: YamlFile, known: dict[str, set[str]], problems: list[Problem]) -> Edition | None:
    """Type all parts of the edition, and add to `known` the ids that it gives; None where a part has faults."""
    check_entries(file, (*PARTS, *LISTS), problems)
    before = len(problems)
    lists = {name: file.part(name) for name in LISTS}
    ids = _ids(file, lists)
    known |= {kind: set(those) for kind, those in ids.items()}
    parts: dict[str, Any] = {name: read_records(part, LISTS[name], known, problems) for name, part in lists.items()}
    for entry in file.entries:
        if entry.key in PARTS:
            parts[entry.key] = read_record(entry, PARTS[entry.key], known, Report(file.file, problems))
    for entry in file.entries:
        if entry.key in LISTS and not lists[entry.key].entries and len(problems) == before:
            problems.append(
                Problem.of_record("edition", entry.line, f"“{entry.key}” is empty", "ids, each with its fields")
            )
    if len(problems) > before or not (parts.keys() >= PARTS.keys() and all(parts[name] for name in LISTS)):
        return None  # what is missing is told by the check of entries
    middles = [actor for actor in parts["actors"].values() if actor.side == "middle"]
    if len(middles) != 1:
        line = middles[1].line if middles else 1
        found = "two actors stand in the middle" if middles else "no actor stands in the middle"
        problems.append(Problem.of_record("edition", line, found, "one actor with “side: middle”"))
        return None
    taken: dict[str, Actor] = {}
    for actor in parts["actors"].values():
        if actor.side and taken.setdefault(actor.side, actor) is not actor:
            found = f"“{actor.id}” stands at the side “{actor.side}”, as “{taken[actor.side].id}” does"
            problems.append(Problem.of_record("edition", actor.line, found, "one actor at a side, or no “side”"))
    return None if len(problems) > before else Edition(**parts, ids=ids)


_NO = ("no", "n", "false", "f", "off", "0")  # what a field that says yes or no takes for no


def _ids(file: YamlFile, lists: Mapping[str, YamlFile]) -> Mapping[str, Sequence[str]]:
    """Return the ids that the edition gives by kind; they are known even where its values have faults.

    A list that cannot be read gives none, so that nothing is held against it.
    """
    ids = {name: [one.key for one in part.entries] for name, part in lists.items() if part.entries}
    if themes := lists["themes"].entries:
        ids["event themes"] = [one.key for one in themes if str(one.fields.get("events")).casefold() not in _NO]
    if actors := lists["actors"].entries:
        ids["actors at a side"] = [one.key for one in actors if one.fields.get("side") not in (None, "middle")]
    for entry in file.entries:
        count = entry.fields.get("paragraphs") if entry.key == "article" else None
        if isinstance(count, str) and re.fullmatch(r"[1-9][0-9]{0,2}", count):
            ids["paragraphs"] = [f"p{number}" for number in range(1, int(count) + 1)]
    return ids
