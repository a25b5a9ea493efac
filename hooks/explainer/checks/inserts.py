"""Numbers that pages and charts take from series and records: what the words around an insert make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..charts.outcomes import OutcomesChart
from ..charts.tables import Table, name_of
from ..data.charts import ChartRecord
from ..data.dossier import Dossier, gathered
from ..data.problem import Problem
from ..data.series import Series
from ..prose.grammar import CODE
from ..prose.inserts import INSERT, NUMBER, Number, Told, candidates, in_words, parse, points_within, with_inserts
from ..prose.sentences import blanked
from ..publication.publication import Publication
from .quantities import Reader

# By what the unit of a series says of its scale, what the words beside a number of it have to say.
_SCALES = {
    re.compile(
        r"\bper 1(?:[,. ]?0)+\b|\bper (?:ten|hundred) thousand\b", re.IGNORECASE
    ): r"\bper (?:1|ten|hundred)|\brates?\b",
    re.compile(r"\btrillions?\b|\btn\b", re.IGNORECASE): r"\btrillion|\btn\b",
    re.compile(
        r"\bthousands?\b|\b1[,. ]?000s?\b|[€£$¥] ?k\b|(?:^|\bin )k(?= \w)", re.IGNORECASE
    ): r"\bthousand|000|\dk\b",
    re.compile(r"\bmillions?\b|\bmn\b|[€£$¥] ?m\b|(?:^|\bin )m(?= \w+s\b)", re.IGNORECASE): r"\bmillion|\bmn?\b",
    re.compile(r"\bbillions?\b|\bbn\b", re.IGNORECASE): r"\bbillion|\bbn\b",
    re.compile(r"\bhundreds?\b", re.IGNORECASE): r"\bhundred|00\b",
    re.compile(r"\bdozens?\b", re.IGNORECASE): r"\bdozen",
    re.compile(r"\bper ?cent(?:age)?s?\b|%", re.IGNORECASE): r"per ?cent|%|\bshares?\b",
}
_SMALL = re.compile(r"[^\W\d]+")
_NO_THING = frozenset(("a", "an", "each", "in", "of", "the"))
_BEHIND = re.compile(r"(?:\[\^[^\]]*\]|[\s*])*(\w+)")
_GOES_ON = re.compile(
    r"(?:and|as|at|by|for|from|in|is|of|on|or|over|per|percent|than|the|to|under|until|up|was|were)?\d*"
)
_CUT = re.compile(r"\d[.,]\Z")
_GLUED = re.compile(r"[^\W_]|[.,]?\{\{|[.,]\d")
_OR_MORE = re.compile(r"(?:\s+\w+)?\s+or (?:fewer|less|more|so)\b")
_EXACTLY = re.compile(r"\b(?:exactly|precisely)\s+$", re.IGNORECASE)
_NOUNS = ("claims", "statements", "events", "sources", "people", "terms", "charts", "places", "explainers")
_NOUN = re.compile(rf"\s+(?P<noun>{'|'.join(_NOUNS)})\b")
_OPENS = re.compile(r"(?:^|[.!?…:|\n])[\s*_“\"‘'(\[#>|-]*$")
_HEADS = re.compile(r"(?:^(?:[-*] |\d+\. )?|[.!?…][”’\")\]]*(?:\[\^[^\]]*\])*\s+(?:[-*] |\d+\. )?)[*_“‘(]*$")
_PASSAGE = re.compile(r"(?:.+\n?)+")
_COUNTED = {"outcomes": "scenarios", "verdicts": "statements"}  # what charts of these kinds draw all of
_Fault = tuple[int, tuple[str, str]]  # where in the text, what is found there and what is allowed


class InsertCheck:
    """Finds the inserts that the words around them make something else of, and those of what a chart does not draw."""

    def __init__(self, dossier: Dossier, reader: Reader) -> None:
        self._dossier, self._reader = dossier, reader
        panels = [panel for chart in dossier.charts.values() for panel in getattr(chart, "panels", ())]
        self._totals = {panel.series for panel in panels if getattr(panel, "steps", False)}

    def of_pages(self, publication: Publication) -> Iterator[Problem]:
        """Yield the inserts of pages that are misread, and sums of running totals."""
        for page in publication.pages:
            for passage in _PASSAGE.finditer(page.body):
                for at, fault in (*self._misread(passage[0], ""), *_ill_read(passage[0], publication.told)):
                    line = page.first_line + page.body.count("\n", 0, passage.start() + at)
                    yield Problem(page.file, line, 1, *fault)

    def of_chart(self, chart: ChartRecord, texts: dict[str, str], table: Table) -> Iterator[tuple[str, _Fault]]:
        """Yield the field, and where in it, at which the texts of a chart, as they are written, have a wrong insert."""
        written = chart.model_dump_json()
        for name, text in texts.items():
            compares = name in ("note", "caveat")
            counts = self._miscounted(chart, text) if chart.kind in _COUNTED or not compares else ()
            for fault in (*self._misread(text, chart.measure), *counts):
                yield name, fault
            # A note or caveat may compare, and what draws no series may tell of some.
            if not compares and chart.kind in ("bars", "days", "dots", "lanes", "line"):
                yield from ((name, fault) for fault in _undrawn(written, table, self._dossier, text))

    def _miscounted(self, chart: ChartRecord, text: str) -> Iterator[_Fault]:
        """Yield where a text of a chart counts something else than the chart draws, or more of it."""
        wanted, known = _COUNTED.get(chart.kind), len(self._dossier.scenarios)
        for match in NUMBER.finditer(text):
            insert = INSERT.fullmatch(match["inside"])
            if insert is None or insert["kind"] != "count":
                continue
            if wanted is None:
                found = f"“{match[0]}” counts more than the chart draws"
                yield match.start(), (found, "a number of what it draws")
            elif insert["words"].split()[:1] != [wanted]:
                found = f"“{match[0]}” counts what the chart does not draw"
                yield match.start(), (found, f"“{{{{ count {wanted} }}}}”")
            elif isinstance(chart, OutcomesChart) and len(chart.forecasts) != known:
                found = f"“{match[0]}” counts among all {known}, and the chart draws {len(chart.forecasts)}"
                yield match.start(), (found, "all under “forecasts”, or numbers that are typed")

    def _misread(self, text: str, beside: str) -> Iterator[_Fault]:
        """Yield where a text makes something else of an insert; what stands `beside` the text may tell its scale.

        No word says that its series is in thousands, millions or percent, or the unit stands right behind:
        “{{ … }} passengers” of “thousand passengers”; words make a bound of what has one: “no more than at least 298”;
        it adds up what a chart draws in steps, which is a running total.
        """
        for match in NUMBER.finditer(text):
            if (
                _GLUED.match(text, match.end())
                or text[: match.start()][-1:].isalnum()
                or _CUT.search(text[: match.start()])
            ):
                yield match.start(), (f"“{match[0]}” would be one with what stands beside it", "a space between them")
            for fault in _misplaced(match):
                yield match.start(), fault
            number = parse(match["inside"])
            if number is None or number.series not in self._dossier.series:
                continue
            if number.series in self._totals and "sum" in number.forms:
                found = f"“{match[0]}” adds up running totals: a chart draws “{number.series}” with “steps: yes”"
                yield match.start(), (found, "“most”, or one point")
            if "count" in number.forms:
                if any(point.value == 0 for point in points_within(number, self._dossier.series[number.series])):
                    yield match.start(), (f"“{match[0]}” counts a point of 0, too", "a span in which none is 0")
            else:
                for fault in self._of_value(match, number, self._dossier.series[number.series], beside):
                    yield match.start(), fault

    def _of_value(self, match: re.Match[str], number: Number, series: Series, beside: str) -> Iterator[tuple[str, str]]:
        text = match.string
        point = next(iter(candidates(number, series)), None)
        if (
            point
            and point.qualifier in ("about", "at-least")
            and (
                self._reader.bound(text, match.start())
                or _EXACTLY.search(text, 0, match.start())
                or _OR_MORE.match(text, match.end())
            )
        ):
            told = in_words(point).replace("\u00a0", " ")
            found = f"“{match[0]}” is “{told}”, and the words beside it make something else of that"
            yield found, "the insert without them"
        if _has_scale(series.unit) and (
            _is_bare(series.unit, text, match.end()) or _lacks_scale(series.unit, f"{text} {beside}")
        ):
            found = f"“{match[0]}” is a number of “{series.unit}”, and the words beside it leave that out"
            yield found, f"“{match[0]} {series.unit}”"


def _misplaced(match: re.Match[str]) -> Iterator[tuple[str, str]]:
    """Yield that an insert counts other records than the noun behind it, or has a capital within a sentence."""
    insert, behind = INSERT.fullmatch(match["inside"]), _NOUN.match(match.string, match.end())
    words = match["inside"].split()
    if insert and insert["kind"] == "count" and behind and words[1:2] != [behind["noun"]]:
        yield f"“{match[0]}” counts other things than “{behind['noun']}”", f"“{{{{ count {behind['noun']} }}}}”"
    if "capital" in words and not _OPENS.search(match.string, 0, match.start()):
        yield f"“{match[0]}” has a capital within its sentence", "the insert without “capital”"


def _ill_read(text: str, told: Told) -> Iterator[_Fault]:
    """Yield the inserts that begin a sentence of a page with a small letter, and those that read “one claims”."""
    for match in NUMBER.finditer(blanked(CODE, text)):
        read = with_inserts(match[0], told)
        if (noun := _NOUN.match(text, match.end())) and read.casefold() in ("1", "one"):
            yield match.start(), (f"“{match[0]}{noun[0]}” reads “{read}{noun[0]}”", "other words: it is one")
        if _HEADS.search(text, 0, match.start()) and read[:1].islower():
            asked = match[0].replace("}}", "capital }}").replace("  ", " ")
            yield match.start(), (f"“{match[0]}” begins a sentence with a small letter", f"“{asked}”")


def _undrawn(written: str, table: Table, dossier: Dossier, text: str) -> Iterator[_Fault]:
    """Yield where a text of a chart takes a number of a series, or of a point, that the chart does not draw.

    A series is drawn if the chart, as it is `written`, names it; of lanes, whose table tells events, no more is asked.
    """
    drawn = gathered((row.series, row.point) for row in table.rows if row.series and row.point)
    for match in NUMBER.finditer(text):
        number = parse(match["inside"])
        if number is None or INSERT.fullmatch(match["inside"]):
            continue
        if f'"{number.series}"' not in written:
            found = f"“{match[0]}” is of a series that the chart does not draw"
            yield match.start(), (found, "a number of what it draws")
        elif number.series in drawn:
            series = dossier.series[number.series]
            points = points_within(number, series) if number.spans else candidates(number, series)[:1]
            if any(point not in drawn[number.series] for point in points):
                yield (
                    match.start(),
                    (f"“{match[0]}” is of a point that the chart does not draw", "a number of what it draws"),
                )


def _has_scale(unit: str) -> bool:
    """Tell whether a unit counts in thousands, millions or percent."""
    return any(scale.search(unit) for scale in _SCALES)


def _lacks_scale(unit: str, told: str) -> bool:
    """Tell whether words say nothing of the thousands, millions or percent of a unit."""
    words = next((words for scale, words in _SCALES.items() if scale.search(unit)), "")
    return not re.search(words, told, re.IGNORECASE)


def _is_bare(unit: str, text: str, end: int) -> bool:
    """Tell whether what is counted stands right behind a number of a unit, without its thousands, millions, percent."""
    behind = _BEHIND.match(text, end)
    word = behind[1].casefold() if behind else ""
    scale = next(scale for scale in _SCALES if scale.search(unit))
    things = [one for one in _SMALL.findall(scale.sub("", unit).casefold()) if one not in _NO_THING]
    return word in things if things else not _GOES_ON.fullmatch(word)


def scales_left_out(publication: Publication) -> Iterator[Problem]:
    """Yield the charts that draw thousands, millions or percent, of which neither title nor measure says so."""
    for chart in publication.dossier.charts.values():
        told = f"{chart.title} {chart.measure} {' '.join(one.name for one in getattr(chart, 'panels', ()))}"
        for id_ in dict.fromkeys(row.series for row in publication.drawings[chart.id].table.rows if row.series):
            unit = publication.dossier.series[id_].unit
            if _lacks_scale(unit, told):
                found = f"“{id_}” counts “{unit}”, and neither “title” nor “measure” says so"
                yield chart.fault(found, f"“{unit}” in “measure”")


def stars_unexplained(publication: Publication) -> Iterator[Problem]:
    """Yield the charts that write a value with “*”, worked back from others, and do not say under them what it is."""
    for chart in publication.dossier.charts.values():
        if chart.kind == "lanes" or "*" in f"{chart.measure} {chart.note or ''}":
            continue
        labelled = {when for panel in getattr(chart, "panels", ()) for when in getattr(panel, "labelled", ())}
        for row in publication.drawings[chart.id].table.rows:
            point = row.point
            if point and point.qualifier == "derived" and (chart.kind != "line" or point.date in labelled):
                found = f"the value of {name_of(point)} is written with “*”, which nothing under the chart explains"
                yield chart.fault(found, "a “note” such as “* Worked back from …”")
