"""Numbers, counts and fields of the edition in the texts of charts: `{{ … }}` in a title or alternative text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ..data.problem import Problem, Report, listing, nearest_name
from ..prose.inserts import (
    INSERT,
    NUMBER,
    Told,
    candidates,
    check_numbers,
    in_words,
    insert_words,
    parse,
    read_inserts,
)

if TYPE_CHECKING:
    from ..data.charts import ChartRecord
    from ..data.dossier import Dossier

TEXTS = ("title", "measure", "alt", "note", "caveat")


def told_charts(told: Told, problems: list[Problem]) -> Mapping[str, ChartRecord]:
    """Return the charts with their texts filled in; what a text asks for and cannot have goes to `problems`."""
    return {chart.id: _filled(chart, told, problems) for chart in told.dossier.charts.values()}


def _filled(chart: ChartRecord, told: Told, problems: list[Problem]) -> ChartRecord:
    texts = {name: text for name in TEXTS if (text := getattr(chart, name)) and "{{" in text}
    filled = {}
    for name, text in texts.items():
        faults = _faults(text, told.dossier)
        where = f"“{chart.id}”: “{name}”: "
        problems.extend(replace(one, line=chart.line, column=1, found=where + one.found) for one in faults)
        if not faults:
            filled[name] = NUMBER.sub(lambda match: _words(match["inside"], told), text)
    return chart.model_copy(update=filled) if filled else chart


def _faults(text: str, dossier: Dossier) -> list[Problem]:
    series, report = dossier.series, Report("data/charts.yml", [])
    numbers = read_inserts(text, 1, report, {"actors": set(dossier.edition.actors)})
    for number in numbers:
        if number.series not in series:
            report(1, 1, f"there is no series “{number.series}”", listing(series), nearest_name(number.series, series))
    check_numbers(numbers, report, series)
    return report.problems


def _words(inside: str, told: Told) -> str:
    if INSERT.fullmatch(inside):
        return insert_words(inside, told)
    number = parse(inside)
    assert number is not None  # its faults were told
    words = in_words(candidates(number, told.dossier.series[number.series])[0], number.forms)
    return words.replace("\u00a0", " ")  # these texts are read out, searched and copied
