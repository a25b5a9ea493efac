"""The records of charts: what every chart has, and what each kind adds; the contract of `data/charts.yml`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, field_validator

from .fields import ActorId, ClaimId, Date, EventId, PlaceId, ScenarioId, SeriesId, StatementId, Text, ThemeId, matching
from .problem import Problem
from .records import Part, Record, short_for

Size = Literal["small", "column", "wide"]
NOTE_WORDS = 25  # the most that a note may have; the rest is a caveat

_INSERT = re.compile(r"\{\{[^{}]*\}\}")


class ChartRecord(Record):
    """A chart: the finding, the measure, and what it draws; kinds add their own fields.

    `note` is what a reader needs to read it, and stands under it everywhere; `caveat` stands on its own page alone.
    """

    kind: Text
    title: Text
    measure: Text
    alt: Text
    note: Text | None = None
    caveat: Text | None = None
    theme: ThemeId
    wide: bool = False

    @field_validator("note")
    @classmethod
    def _short(cls, note: Text | None) -> Text | None:
        if note and (words := len(_INSERT.sub("1", note).split())) > NOTE_WORDS:
            raise ValueError(f"it has {words} words; allowed: {NOTE_WORDS}, and the rest as “caveat”")
        return note

    @property
    def size(self) -> Size:
        """For how much room the wide form is composed."""
        return "wide" if self.wide else "column"

    def fault(self, found: str, allowed: str = "", nearest: str = "") -> Problem:
        """Return what is wrong with this record as a problem at its line."""
        return Problem.of_record("charts", self.line, f"“{self.id}”: {found}", allowed, nearest)


class EventMark(Part):
    """An event set against the points: its date comes from the event, `label` is written beside the line."""

    event: EventId
    label: Text | None = None


class Group(Part):
    """Points that belong together: the labels that the series gives them, a name, the actor's colour."""

    name: Text
    labels: tuple[Text, ...]
    actor: ActorId | None = None


class SpanChart(ChartRecord):
    """A chart of the time from `first` to `last`, against the dates of `events`."""

    first: Date
    last: Date
    events: tuple[EventMark, ...] = ()

    def contradictions(self) -> Iterator[str]:
        if self.last.last <= self.first.first:
            yield "“last” lies before “first”"

    @property
    def days(self) -> int:
        """How many days the span has, its first and its last included."""
        return (self.last.last - self.first.first).days + 1

    def share(self, when: date) -> float:
        """Return how much of the span has passed at the beginning of a day."""
        return (when - self.first.first).days / self.days


def _in_two_groups(groups: Iterable[Group]) -> Iterator[str]:
    """Yield each label that stands twice: its points would be drawn twice."""
    labels = Counter(name for group in groups for name in group.labels)
    return (f"“{name}” stands in two groups; allowed: one" for name, times in labels.items() if times > 1)


class BarGroup(Group):
    """A group of bars; `total` is the label of its yearly total, which stands over its panel."""

    total: Text | None = None


class BarsChart(ChartRecord):
    """Bars from zero; `by` says which points: those dated to a year, to a month, or each point for itself."""

    kind: Literal["bars"]
    series: SeriesId
    by: Literal["year", "month", "point"]
    actor: ActorId | None = None
    groups: tuple[BarGroup, ...] = ()
    arrange: Literal["panels", "coloured"] = "coloured"
    first: Date | None = None
    last: Date | None = None
    noted: tuple[Date, ...] = ()
    events: tuple[EventMark, ...] = ()

    def contradictions(self) -> Iterator[str]:
        if self.groups and self.actor:
            yield "“actor” colours all bars, and “groups” have colours of their own; allowed: one of them"
        if self.arrange != "coloured" and len(self.groups) < 2:
            yield f"“arrange: {self.arrange}” needs at least two “groups”"
        if self.by == "point" and self.arrange != "coloured":
            yield "“by: point” gives every point its own bar; allowed with “arrange: coloured” only"
        if self.arrange == "panels" and self.events:
            yield "small panels have no room for “events”"
        if self.first and self.last and self.last.last < self.first.first:
            yield "“last” lies before “first”"
        yield from _in_two_groups(self.groups)


class Case(Part):
    """One of the two cases: its name and whose colour its marks take."""

    name: Text
    actor: ActorId


class Cell(Part):
    """What holds for one case under an aspect, and the claim that says so."""

    text: Text
    claim: ClaimId


class Aspect(Part):
    """One line of the comparison: what is compared, then a cell for each case."""

    name: Text
    cells: tuple[Cell, ...]


class ComparisonChart(ChartRecord):
    """Two cases and at least two aspects."""

    kind: Literal["comparison"]
    cases: tuple[Case, ...]
    aspects: tuple[Aspect, ...] = Field(min_length=2)

    def contradictions(self) -> Iterator[str]:
        if len(self.cases) != 2:
            yield f"“cases” has {len(self.cases)}; allowed: two"
        for aspect in self.aspects:
            if len(aspect.cells) != 2:
                yield f"“{aspect.name}” has {len(aspect.cells)} cells; allowed: two, in the order of the cases"


class DaysChart(SpanChart):
    """Marks by day between `first` and `last`; a narrow figure gives each month a row."""

    kind: Literal["days"]
    series: SeriesId
    actor: ActorId | None = None

    def contradictions(self) -> Iterator[str]:
        yield from super().contradictions()
        if self.days > 101:
            yield "“first” and “last” lie more than 100 days apart; allowed: a span whose days can be told apart"


class RowGroup(Group):
    """A group whose rows are called by the point’s `label`, `date` or `note`, in the order given.

    `what` is the label without the name in brackets at its end, for groups that bear that name.
    """

    words: Annotated[tuple[Literal["label", "what", "date", "note"], ...], Field(min_length=1)] = ("label",)


class DotsChart(ChartRecord):
    """Dots in rows from zero, or from a power of ten where `log` is yes."""

    kind: Literal["dots"]
    series: SeriesId
    groups: Annotated[tuple[RowGroup, ...], Field(min_length=1)]
    log: bool = False

    def contradictions(self) -> Iterator[str]:
        yield from _in_two_groups(self.groups)


FlowKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]


class FlowNode(Part):
    """A fact or a reading that links join: its capital, its words, and the claim or statement under it."""

    key: FlowKey
    actor: ActorId
    text: Text
    claim: ClaimId | None = None
    statement: StatementId | None = None

    def contradictions(self) -> Iterator[str]:
        if (self.claim is None) == (self.statement is None):
            yield f"the node “{self.key}” rests on either “claim” or “statement”"


class FlowLink(Part):
    """A link between nodes: documented by claims, or inferred by the author in statements."""

    first: FlowKey
    then: FlowKey
    text: Text
    claims: tuple[ClaimId, ...] = ()
    statements: tuple[StatementId, ...] = ()

    def contradictions(self) -> Iterator[str]:
        if bool(self.claims) == bool(self.statements):
            yield "a link names either “claims” (documented, solid) or “statements” (inferred, dashed)"


class FlowChart(ChartRecord):
    """Nodes in one column a capital, in the order given, and the links between them."""

    kind: Literal["flow"]
    nodes: tuple[FlowNode, ...]
    links: tuple[FlowLink, ...]

    def contradictions(self) -> Iterator[str]:
        keys = [node.key for node in self.nodes]
        if len(set(keys)) < len(keys):
            yield "two nodes have the same “key”"
        for end in (end for link in self.links for end in (link.first, link.then)):
            if end not in keys:
                yield f"a link names the node “{end}”; allowed: {', '.join(keys)}"

    @property
    def actors(self) -> tuple[ActorId, ...]:
        """The capitals in the order of their first node."""
        return tuple(dict.fromkeys(node.actor for node in self.nodes))


class ShownEvent(Part):
    """An event to show, and the second capital that took part in it, joined by a solid line."""

    event: EventId
    joint: ActorId | None = None


class LaneLink(Part):
    """A link from one event to a later one, which the author draws in a statement."""

    first: EventId
    then: EventId
    statement: StatementId


class LaneCounts(Part):
    """Numbers by date, drawn as stacked triangles in the lane of an actor, with the totals of the months."""

    actor: ActorId
    dates: SeriesId
    months: SeriesId


class LanesChart(ChartRecord):
    """Events by capital between two days; without `events`, all that the timeline has for the lanes in that span."""

    kind: Literal["lanes"]
    between: Date
    lanes: tuple[ActorId, ...]
    events: tuple[Annotated[ShownEvent, short_for("event")], ...] = ()
    links: tuple[LaneLink, ...] = ()
    counts: LaneCounts | None = None

    def contradictions(self) -> Iterator[str]:
        if len(set(self.lanes)) < len(self.lanes):
            yield "“lanes” names an actor twice; allowed: each once"


class LinePanel(Part):
    """One measure: its series, its name, and the dates whose values are written out; `steps` for running totals."""

    series: SeriesId
    name: Text
    actor: ActorId | None = None
    labelled: tuple[Date, ...] = ()
    steps: bool = False


class LineChart(SpanChart):
    """Series over time from zero; points further apart than `join` days are not joined."""

    kind: Literal["line"]
    panels: Annotated[tuple[LinePanel, ...], Field(min_length=1)]
    join: int = 400
    ticks: Text | None = None

    def contradictions(self) -> Iterator[str]:
        yield from super().contradictions()
        if self.join < 1:
            yield "“join” is a number of days; allowed: 1 or more"


NameSide = Literal["right", "left", "above", "below"]


class Dot(Part):
    """A place to show, and a second line under its name.

    The name stands where it has room, or at the `side` that is given.
    """

    place: PlaceId
    side: NameSide | None = None
    note: Text | None = None
    claim: ClaimId | None = None
    mark: Literal["point", "end", "area"] = "point"


class Route(Part):
    """A line through places: documented place by place, or schematic; `likely` legs at its end are only probable.

    `bend`: by how many km a schematic line bows to the left of the probable legs.
    `label` stands beside their beginning.
    """

    places: tuple[PlaceId, ...] = Field(min_length=2)
    drawn: Literal["documented", "schematic"]
    actor: ActorId
    claims: tuple[ClaimId, ...] = Field(min_length=1)
    likely: int = 0
    bend: float = 0
    label: Text | None = None

    def contradictions(self) -> Iterator[str]:
        if not 0 <= self.likely < len(self.places):
            yield f"“likely” is {self.likely}; allowed: 0 to {len(self.places) - 1}, the number of legs"
        if (self.bend or self.label) and not self.likely:
            yield "“bend” and “label” go with “likely” legs"
        if self.bend and self.drawn == "documented":
            yield "a “documented” route has no “bend”; allowed: drawn: schematic"


class MapFrame(Part):
    """The piece of land that is shown, by its middle in degrees and its width in km."""

    lat: float
    lon: float
    wide_km: float
    narrow_km: float
    height: float = Field(0.8, gt=0.2, lt=2)
    narrow_height: float = Field(1.1, gt=0.2, lt=2)


class NamedCountry(Part):
    """The name of a country, as it stands in the geometry (ISO 3166, three letters), at a point in degrees."""

    country: Text
    lat: float
    lon: float
    narrow: bool = True


class Inset(Part):
    """A crowded piece of the map, drawn larger in its lower left corner: its middle in degrees, its width in km.

    `share` of the map's width is the inset's own; `height` times as high as wide; its places stand in it alone.
    """

    lat: float
    lon: float
    km: float
    share: float = Field(0.4, gt=0, lt=1)
    narrow_share: float = Field(0.6, gt=0, lt=1)
    height: float = Field(0.6, gt=0.2, lt=2)
    places: tuple[Dot, ...]


class MapChart(ChartRecord):
    """Places and routes; `base` names the geometry in data/geo: region, or a wider one,
    on which the country of the edition stands out in its actor's colour.

    `small: yes` composes it for 460 px, to stand beside words.
    """

    kind: Literal["map"]
    base: Annotated[Text, matching(r"[a-z0-9-]+", "the name of a file in data/geo")]
    frame: MapFrame
    places: tuple[Dot, ...]
    routes: tuple[Route, ...] = ()
    names: tuple[NamedCountry, ...] = ()
    inset: Inset | None = None
    small: bool = False

    def contradictions(self) -> Iterator[str]:
        if self.small and self.wide:
            yield "“small” and “wide” stand together; allowed: one"

    @property
    def size(self) -> Size:
        """A small map is composed for 460 px."""
        return "small" if self.small else super().size


class ShownScenario(Part):
    """A forecast to show, in a few words; its outcome comes from scenarios.yml."""

    scenario: ScenarioId
    label: Text


class OutcomesChart(ChartRecord):
    """Forecasts in the order given."""

    kind: Literal["outcomes"]
    forecasts: tuple[ShownScenario, ...] = Field(min_length=1)


class Trigger(Part):
    """What went before a step and was told as its ground, by the claim that tells it."""

    claim: ClaimId
    text: Text


class Step(Part):
    """The level that an event announced, and what went before."""

    event: EventId
    level: Text
    trigger: Trigger


class PostureChart(ChartRecord):
    """Steps between two days on `levels`, named from the lowest to the highest; `start` holds before the first step."""

    kind: Literal["posture"]
    between: Date
    actor: ActorId
    levels: tuple[Text, ...]
    start: Text
    steps: tuple[Step, ...]

    def contradictions(self) -> Iterator[str]:
        for level in (self.start, *(step.level for step in self.steps)):
            if level not in self.levels:
                yield f"“{level}” is not among “levels”; allowed: {', '.join(self.levels)}"


class VerdictsChart(ChartRecord):
    """All statements of article.yml; nothing is repeated here."""

    kind: Literal["verdicts"]


def _kind(record: type[ChartRecord]) -> str:
    return str(get_args(record.model_fields["kind"].annotation)[0])


CHART_KINDS: Mapping[str, type[ChartRecord]] = {
    _kind(record): record
    for record in (
        BarsChart,
        ComparisonChart,
        DaysChart,
        DotsChart,
        FlowChart,
        LanesChart,
        LineChart,
        MapChart,
        OutcomesChart,
        PostureChart,
        VerdictsChart,
    )
}
