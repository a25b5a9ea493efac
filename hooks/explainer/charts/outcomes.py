"""Outcomes: the article's forecasts, each with a mark in the column of what became of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ..data.charts import ChartRecord
from ..data.dossier import Dossier
from ..data.fields import ScenarioId, Text
from ..data.parts import Part
from ..data.records import Scenario
from ..data.vocabularies import OUTCOME_WORDS, OUTCOMES
from .figure import NARROW, WIDE, Figure, colour
from .sheet import Sheet
from .tables import Row, Table
from .words import folded, paragraph_words, wrap


class ShownScenario(Part):
    """A forecast to show, in a few words; its outcome comes from scenarios.yml."""

    ONCE = ("scenario",)
    scenario: ScenarioId = Field(description="the forecast to show")
    label: Text = Field(description="the forecast in a few words")


class OutcomesChart(ChartRecord):
    """Forecasts in the order given."""

    kind: Literal["outcomes"] = Field(description="forecasts and what became of them")
    forecasts: tuple[ShownScenario, ...] = Field(min_length=1, description="forecasts in order: {scenario, label}")


_LINE, _PAD, _HEAD = 16, 9, 46  # px: a line of text; above and below a row; the heads of the columns


def draw(chart: OutcomesChart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one row a forecast and one column an outcome; on narrow screens the words stand over the marks."""
    width, left = (NARROW, 0) if narrow else (WIDE, 292)
    each = (width - left) / 4
    columns = {outcome: left + (number + 0.5) * each for number, outcome in enumerate(OUTCOME_WORDS)}
    sheet, top = Sheet(width), float(_HEAD)
    for shown in chart.forecasts:
        scenario, words = dossier.scenarios[shown.scenario], wrap(shown.label, width - 4 if narrow else left - 12)
        sheet.rule(0, top, width, top, "rule")
        sheet.words(words, 0, top + _PAD, align="left")
        foot = top + _PAD + len(words) * _LINE
        y = foot + 10 if narrow else (top + _PAD + foot) / 2
        if narrow:
            sheet.rule(each / 2, y, 3.5 * each, y, "rule-2")
            for x in columns.values():
                sheet.rule(x, y - 3, x, y + 3, "rule")
        _mark(sheet, shown, scenario, columns[scenario.outcome], y)
        top = foot + _PAD + (20 if narrow else 0)
    for outcome, x in columns.items():
        many = sum(dossier.scenarios[shown.scenario].outcome == outcome for shown in chart.forecasts)
        sheet.words([OUTCOME_WORDS[outcome], f"<b>{many}</b>"], x, 4, "ink-2", "top")
        if not narrow:
            sheet.rule(x, _HEAD, x, top, "rule-2")
    sheet.end(top)
    return sheet


def _mark(sheet: Sheet, shown: ShownScenario, scenario: Scenario, x: float, y: float) -> None:
    outcome = OUTCOMES[scenario.outcome]
    stroke = 1.8 if outcome.shape.endswith("-open") else 0
    accent, head = colour("accent"), f"<b>{OUTCOME_WORDS[scenario.outcome]}, as of {scenario.as_of.words}</b>"
    hover = "<br>".join([head, folded(scenario.result)])
    sheet.mark(x, y, f"ground-{shown.scenario}", "ground of a mark", size=18, color=colour("paper"))
    sheet.mark(
        x, y, shown.scenario, shown.label, hover, symbol=outcome.shape, size=14, color=accent, line={"width": stroke}
    )
    if outcome.inner:
        symbol, size, stroke, aside = outcome.inner
        sheet.mark(
            x - aside, y, f"{shown.scenario}-inner", f"{shown.label}, inner mark",
            symbol=symbol, size=size, color=accent, line={"width": stroke, "color": accent},
        )  # fmt: skip


def table(chart: OutcomesChart, dossier: Dossier) -> Table:
    """Return one row a forecast with its outcome and the day up to which it was followed."""
    rows = []
    for shown in chart.forecasts:
        scenario = dossier.scenarios[shown.scenario]
        where = paragraph_words(dossier.article[id_].paragraph for id_ in scenario.statements)
        outcome = (OUTCOME_WORDS[scenario.outcome], scenario.as_of.words, scenario.result)
        cells = (where, scenario.forecast, *outcome)
        rows.append(Row(cells, claims=scenario.claims, statements=scenario.statements))
    return Table(("In the article", "Forecast", "Outcome", "Followed until", "What happened"), tuple(rows))
