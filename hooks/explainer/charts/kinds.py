"""The kinds of chart, each with its record, and a chart drawn: its figures as JSON, their sizes, and the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..data.problem import ContentError, Problem, listing
from ..prose.moments import NUMBERS, one_of
from . import bars, comparison, days, dots, flow, lanes, line, maps, outcomes, posture, verdicts
from .bar_frame import BarsChart
from .figure import Figure, figure_json, width_for
from .lanes_content import LanesChart
from .map_records import MapChart
from .tables import Table


@dataclass(frozen=True)
class Kind:
    """A kind of chart: its record in `data/charts.yml`, what draws a form of it, and what lays out its table."""

    record: type[ChartRecord]
    draw: Callable[[Any, Dossier, bool], Figure]
    table: Callable[[Any, Dossier], Table]

    @property
    def name(self) -> str:
        """What `kind:` says in a record of it."""
        return str(get_args(self.record.model_fields["kind"].annotation)[0])


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(BarsChart, bars.draw, bars.table),
        Kind(comparison.ComparisonChart, comparison.draw, comparison.table),
        Kind(days.DaysChart, days.draw, days.table),
        Kind(dots.DotsChart, dots.draw, dots.table),
        Kind(flow.FlowChart, flow.draw, flow.table),
        Kind(LanesChart, lanes.draw, lanes.table),
        Kind(line.LineChart, line.draw, line.table),
        Kind(MapChart, maps.draw, maps.table),
        Kind(outcomes.OutcomesChart, outcomes.draw, outcomes.table),
        Kind(posture.PostureChart, posture.draw, posture.table),
        Kind(verdicts.VerdictsChart, verdicts.draw, verdicts.table),
    )
}
RECORDS: Mapping[str, type[ChartRecord]] = {name: kind.record for name, kind in KINDS.items()}

_NUMBER = re.compile(rf"\d[\d,]*(?:\.\d+)?|\b(?:{one_of(NUMBERS[1:13])})\b", re.IGNORECASE)
_YEARS = range(1900, 2101)
_BEFORE = 30  # characters before a number in which its qualifier stands
_SAID = {
    "at-least": ("at least", "more than", "over", "no fewer than"),
    "about": ("about", "near", "roughly", "around", "just under"),
}


def overstated(chart: ChartRecord, table: Table) -> Iterator[Problem]:
    """Yield the numbers of a title that no point has but with a qualifier, and that stand there without one."""
    for match in _NUMBER.finditer(chart.title):
        written = match[0].lower().replace(",", "")
        value = NUMBERS.index(written) if written in NUMBERS else float(written)
        qualifiers = {row.point.qualifier for row in table.rows if row.point and row.point.value == value}
        if value in _YEARS or not qualifiers or not qualifiers <= set(_SAID):
            continue
        before = chart.title[max(0, match.start() - _BEFORE) : match.start()].lower()
        allowed = [words for qualifier in sorted(qualifiers) for words in _SAID[qualifier]]
        if not any(re.search(rf"\b{words}\b", before) for words in allowed):
            sure = " or ".join(sorted(qualifiers))
            found = f"the title tells “{match[0]}” as exact, the series as {sure}"
            yield chart.fault(found, "before it " + listing(f"“{one}”" for one in allowed))


FORMS = ("wide", "narrow")


@dataclass(frozen=True)
class Drawing:
    """What one chart gives a page: its table, and its figures, which are drawn when somebody first asks for them."""

    record: ChartRecord
    dossier: Dossier = field(repr=False)
    table: Table

    @property
    def chart(self) -> str:
        """The chart's id."""
        return self.record.id

    @cached_property
    def _forms(self) -> Mapping[str, Figure]:
        drawn = KINDS[self.record.kind].draw
        return {form: drawn(self.record, self.dossier, form == "narrow") for form in FORMS}

    @property
    def is_drawn(self) -> bool:
        """Whether somebody asked for the figures."""
        return "figures" in self.__dict__

    @cached_property
    def figures(self) -> str:
        """Both figures as JSON, `{"wide": …, "narrow": …}`; ContentError where a record cannot be drawn."""
        return figure_json(*self._forms.values())

    @property
    def script(self) -> str:
        """The file that the page's script loads when the chart is to be interactive."""
        return f'explainerChart("{self.chart}",{self.figures});\n'

    def words(self, form: str) -> Iterator[str]:
        """Yield the words that a form has in its drawing and at its axes, line by line."""
        layout = self._forms[form].layout
        axes = [axis for name, axis in layout.items() if re.fullmatch(r"[xy]axis\d*", name)]
        texts = [text for axis in axes if axis.get("showticklabels", True) for text in axis.get("ticktext", ())]
        texts += [note["text"] for note in layout["annotations"]]
        yield from (line for text in texts for line in text.split("<br>"))

    def width(self, form: str) -> int:
        """Return the width in px for which a form is composed."""
        return width_for(self.record.size, narrow=form == "narrow")

    def height(self, form: str) -> int:
        """Return the height in px of a form."""
        return self._forms[form].height


def draw(chart: ChartRecord, dossier: Dossier) -> Drawing:
    """Lay out the table of a chart, whose figures can then be asked for; ContentError where its title says too much."""
    table = KINDS[chart.kind].table(chart, dossier)
    if not table.rows:
        raise ContentError([chart.fault("it has nothing to show", "something in its lists")])
    if problems := list(overstated(chart, table)):
        raise ContentError(problems)
    return Drawing(chart, dossier, table)
