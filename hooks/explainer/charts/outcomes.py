"""Outcomes: the article's forecasts, each with a mark in the column of what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from ..fields import OUTCOME_WORDS, ScenarioId, Text
from ..record import Part
from ..records import Scenario
from .chart import ChartRecord, Row, Table
from .figure import NARROW, SMALL, WIDE, Figure, label, new_figure
from .hovering import folded, paragraph_words
from .lettering import text_block, wrap
from .palette import colour

if TYPE_CHECKING:
    from ..dossier import Dossier

_LINE, _PAD, _HEAD = 16, 9, 46  # px: a line of text; above and below a row; the heads of the columns


class Shown(Part):
    """A forecast to show, in a few words; its outcome comes from scenarios.yml."""

    scenario: ScenarioId
    label: Text


class Chart(ChartRecord):
    """Forecasts in the order given."""

    kind: Literal["outcomes"]
    forecasts: tuple[Shown, ...] = Field(min_length=1)


def draw(chart: Chart, dossier: Dossier, narrow: bool) -> Figure:
    """Draw one row a forecast and one column an outcome.

    On narrow screens the words stand over the marks; both axes count px.
    """
    width = NARROW if narrow else WIDE
    left = 0 if narrow else 292
    each = (width - left) / 4
    lines = [wrap(shown.label, width - 4 if narrow else left - 12) for shown in chart.forecasts]
    tops, y = [], float(_HEAD)
    for block in lines:
        tops.append(y)
        y += len(block) * _LINE + 2 * _PAD + (20 if narrow else 0)
    figure = new_figure(round(y) + 2, left=0, right=0, top=0, bottom=2)
    figure.update_xaxes(range=[0, width], showticklabels=False)
    figure.update_yaxes(range=[y, 0], showticklabels=False)
    for column, (key, words) in enumerate(OUTCOME_WORDS.items()):
        many = sum(dossier.scenarios[shown.scenario].outcome == key for shown in chart.forecasts)
        x = left + (column + 0.5) * each
        figure.add_annotation(label(f"{words}<br><b>{many}</b>", x, 4, "ink-2", size=SMALL, yanchor="top", borderpad=0))
        if not narrow:
            figure.add_shape(
                type="line", x0=x, x1=x, y0=_HEAD, y1=y, line={"color": colour("rule-2"), "width": 1}, layer="below"
            )
    for shown, top, block in zip(chart.forecasts, tops, lines, strict=True):
        scenario = dossier.scenarios[shown.scenario]
        figure.add_shape(
            type="line", x0=0, x1=width, y0=top, y1=top, line={"color": colour("rule"), "width": 1}, layer="below"
        )
        figure.add_annotation(text_block(block, 0, top + _PAD))
        column = list(OUTCOME_WORDS).index(scenario.outcome)
        middle = top + _PAD + len(block) * _LINE + 10 if narrow else top + _PAD + len(block) * _LINE / 2
        if narrow:
            _track(figure, each, middle)
        _mark(figure, shown, scenario, left + (column + 0.5) * each, middle)
    return figure


def _track(figure: Figure, each: float, y: float) -> None:
    """Draw the four places of a row as faint ticks on a hairline."""
    figure.add_shape(
        type="line", x0=each / 2, x1=3.5 * each, y0=y, y1=y, line={"color": colour("rule-2"), "width": 1}, layer="below"
    )
    for column in range(4):
        x = (column + 0.5) * each
        figure.add_shape(
            type="line", x0=x, x1=x, y0=y - 3, y1=y + 3, line={"color": colour("rule"), "width": 1}, layer="below"
        )


def _mark(figure: Figure, shown: Shown, scenario: Scenario, x: float, y: float) -> None:
    """Draw a triangle: filled for came true, half for partly, struck through for did not, empty for open."""
    hover = "<br>".join(
        [f"<b>{OUTCOME_WORDS[scenario.outcome]}, as of {scenario.as_of.words}</b>", *folded(scenario.result)]
    )
    outcome = scenario.outcome
    figure.add_scatter(
        x=[x],
        y=[y],
        mode="markers",
        uid=f"ground-{shown.scenario}",
        name="ground of a mark",
        hoverinfo="skip",
        marker={"size": 18, "color": colour("paper")},
    )
    figure.add_scatter(
        x=[x],
        y=[y],
        mode="markers",
        uid=shown.scenario,
        name=shown.label,
        hoverinfo="text",
        hovertext=hover,
        marker={
            "symbol": "triangle-right" if outcome == "came-true" else "triangle-right-open",
            "size": 14,
            "color": colour("accent"),
            "line": {"width": 1.8 if outcome != "came-true" else 0},
        },
    )
    inner = {"partly": ("triangle-right", 8, 0), "did-not": ("x-thin", 14, 1.6)}.get(outcome)
    if inner:
        symbol, size, stroke = inner
        figure.add_scatter(
            x=[x - (1.5 if outcome == "partly" else 0)],
            y=[y],
            mode="markers",
            uid=f"{shown.scenario}-inner",
            name=f"{shown.label}, inner mark",
            hoverinfo="skip",
            marker={
                "symbol": symbol,
                "size": size,
                "color": colour("accent"),
                "line": {"width": stroke, "color": colour("accent")},
            },
        )


def table(chart: Chart, dossier: Dossier) -> Table:
    """Return one row a forecast with its outcome and the day up to which it was followed."""
    rows = []
    for shown in chart.forecasts:
        scenario = dossier.scenarios[shown.scenario]
        rows.append(
            Row(
                (
                    paragraph_words(*(dossier.article[id_] for id_ in scenario.statements)),
                    scenario.forecast,
                    OUTCOME_WORDS[scenario.outcome],
                    scenario.as_of.words,
                    scenario.result,
                ),
                claims=scenario.claims,
                statements=scenario.statements,
            )
        )
    return Table(("In the article", "Forecast", "Outcome", "Followed until", "What happened"), tuple(rows))
