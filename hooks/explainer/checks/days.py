"""Days that cannot be: after the record was closed, long before it, or other than those of the claims beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.problem import Problem
from ..prose.grammar import CITE
from ..prose.moments import moments
from ..prose.pages import Page
from ..prose.sentences import sentence_ends
from ..publication.publication import Publication
from .numbers import NumberCheck
from .report import Finding

_FIRST_YEAR = 1800
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ON = re.compile(rf"\bon\s+(?:{_WEEKDAY},?\s+)?$", re.IGNORECASE)
_NAMED = re.compile(rf"\b({_WEEKDAY})\s*,?\s+")
_EMPHASIS = str.maketrans("*_", "  ")
_LONGEST = 60  # characters of a date as it is written
_BESIDE = re.compile(r"\b(?:before|earlier|eve|later|next|following)\b", re.IGNORECASE)

_HEADING = re.compile(r"(?P<level>##+) +(?P<words>.*)")


def days_over_sections(page: Page, numbers: NumberCheck) -> Iterator[Finding]:
    """Yield the days in headings that no claim cited in the section has, and in the front matter none of the page."""
    for line, column, words, body in _over(page):
        facts = [numbers.facts[id_] for id_ in dict.fromkeys(CITE.findall(body)) if id_ in numbers.facts]
        others = numbers.gives_others(words)
        for moment in moments(words):
            if not moment.day or not facts or any(one.has_moment(moment, others=others) for one in facts):
                continue
            written = words[moment.start : moment.end]
            found = f"“{written}” is no day of what is cited under it"
            allowed = ", ".join(f"{when.words} [^{one.id}]" for one in facts[:3] for when in one.whens)
            problem = Problem(page.file, line, column + moment.start, found, allowed)
            yield Finding(problem, "unmatched", written, range(line, line + 1))


def _over(page: Page) -> Iterator[tuple[int, int, str, str]]:
    """Yield the texts that stand over others: line and column, the words, and all that they stand over."""
    texts = [line.text if line.kind == "text" else "" for line in page.lines]
    for number, front in enumerate(page.front.split("\n"), 2):
        name, _, words = front.partition(": ")
        if name in ("title", "standfirst", "answer", "description"):
            yield number, len(name) + 3, words, "\n".join(texts)
    for position, (line, text) in enumerate(zip(page.lines, texts, strict=True)):
        if heading := _HEADING.fullmatch(text):
            level = len(heading["level"])
            ends = (n for n, one in enumerate(texts) if n > position and re.match(rf"#{{2,{level}}} ", one))
            section = "\n".join(texts[position : next(ends, None)])
            yield line.number, heading.start("words") + 1, heading["words"], section


def other_weekdays(publication: Publication) -> Iterator[Finding]:
    """Yield the days that stand beside the name of another day of the week; what a source prints is left alone."""
    for page in publication.pages:
        yield from _other_weekdays(page.file, 2, page.front)
        if page.lines:
            first = page.lines[0].number
            texts = {line.number - first: line.text for line in page.lines if line.kind == "text"}
            body = (texts.get(n, "") for n in range(page.lines[-1].number - first + 1))
            yield from _other_weekdays(page.file, first, "\n".join(body))
    for path in sorted(publication.dossier.geo.parent.glob("*.yml")):
        if path.name != "sources.yml":
            yield from _other_weekdays(f"data/{path.name}", 1, path.read_text(encoding="utf-8-sig"))


def _other_weekdays(file: str, first: int, text: str) -> Iterator[Finding]:
    text = text.translate(_EMPHASIS)
    for name in _NAMED.finditer(text):
        begin = name.start()
        dates = [one for one in moments(text[begin : name.end() + _LONGEST]) if begin + one.start == name.end()]
        if len(dates) == 1 and (day := dates[0].date) and f"{day:%A}" != name[1]:  # not “Monday and Tuesday, 12 and 13”
            written = " ".join(text[begin : begin + dates[0].end].split()).replace(" ,", ",")
            line, column = first + text.count("\n", 0, begin), begin - text.rfind("\n", 0, begin)
            problem = Problem(file, line, column, f"“{written}” was a {day:%A}", f"{day:%A}, or the day that is meant")
            yield Finding(problem, "unmatched", written, range(line, line + 1))


def unlikely_days(dossier: Dossier) -> Iterator[Finding]:
    """Yield the dates of records that lie before 1800, or after the record was closed or holds anything."""
    closed, ends = dossier.edition.article.compiled, dossier.edition.article.thin_until
    for kind, id_, line, when in _dated(dossier):
        last, told = closed, "the record was closed"
        if ends.last < when.first <= closed.last and kind not in ("pictures", "scenarios"):
            last, told = ends, "“thin_until” of data/edition.yml"
        after = when.first > last.last
        if after or when.first.year < _FIRST_YEAR:
            side = f"after {told} ({last})" if after else f"before {_FIRST_YEAR}"
            allowed = f"{_FIRST_YEAR} to {last}, or “allows: unlikely-day” with the reason in data/exceptions.yml"
            problem = Problem.of_record(kind, line, f"“{id_}” has the date {when}, {side}", allowed)
            yield Finding(problem, "unlikely-day", id_)


def days_apart(dossier: Dossier) -> Iterator[Finding]:
    """Yield the events and claims that are dated to none of the days on which, in the claim's words, it happened.

    Asked of a claim whose first sentence has a day with “on”, from which nothing is told: “the evening before”.
    """
    for claim in dossier.claims.values():
        event, when, text = dossier.event_of_claim.get(claim.id), dossier.when(claim), claim.statement
        end = next(iter(sentence_ends(text, dossier.abbreviations)), len(text))
        named = sorted((moment for moment in moments(text) if moment.day), key=lambda moment: moment.start)
        on = [moment for moment in named if moment.start < end and _ON.search(text[: moment.start])]
        # A year that is left out is that of the date.
        days = [replace(moment, year=moment.year or when.first.year).date for moment in named]
        if not on or _BESIDE.search(text) or any(day and when.first <= day <= when.last for day in days):
            continue
        kind, id_, line = ("events", event.id, event.line) if event else ("claims", claim.id, claim.line)
        there = f"its claim “{claim.id}” (data/claims.yml:{claim.line})" if event else "its statement"
        found = f"“{id_}” has the date {when}, and {there} tells of {text[on[0].start : on[0].end]}"
        allowed = f"one day in both, or “allows: unlikely-day” for “{id_}” with the reason in data/exceptions.yml"
        yield Finding(Problem.of_record(kind, line, found, allowed), "unlikely-day", id_)


def days_to_come(publication: Publication, today: date) -> Iterator[Problem]:
    """Yield the days on which something was done to the site, and that lie after `today`.

    The clock of a machine may be wrong: what lies within a year after the record was closed is taken for right.
    """
    latest = max(today, publication.dossier.edition.article.compiled.last + timedelta(366))
    for kind, id_, line, name, day in _days_of_work(publication.dossier):
        if day.first > latest:
            found = f"“{id_}”: “{name}” is {day}, a day to come"
            yield Problem.of_record(kind, line, found, f"{latest} at the latest")
    for page in publication.pages:
        if (read := page.meta.reviewed) and read.first > latest:
            line = page.line_of("reviewed")
            yield Problem(page.file, line, 1, f"“reviewed” is {read}, a day to come", f"{latest} at the latest")


def _days_of_work(dossier: Dossier) -> Iterator[tuple[str, str, int, str, When]]:
    for change in dossier.changes.values():
        yield "changes", change.id, change.line, "date", change.date
    for redirect in dossier.redirects.values():
        yield "redirects", redirect.id, redirect.line, "since", redirect.since
    for source in dossier.sources.values():
        copied = source.archived.date if source.archived else None
        days = {"checked": source.checked, "dead": source.dead, "archived": copied}
        yield from (("sources", source.id, source.line, name, day) for name, day in days.items() if day)


def _dated(dossier: Dossier) -> Iterator[tuple[str, str, int, When]]:
    for source in dossier.sources.values():
        if source.published:
            yield "sources", source.id, source.line, source.published
    for claim in dossier.claims.values():
        if claim.date:
            yield "claims", claim.id, claim.line, claim.date
    for event in dossier.events.values():
        yield "events", event.id, event.line, event.date
    for series in dossier.series.values():
        for point in series.points:
            if point.date:
                yield "series", series.id, series.line, point.date
    for picture in dossier.pictures.values():
        if picture.date:
            yield "pictures", picture.id, picture.line, picture.date
    for scenario in dossier.scenarios.values():
        yield "scenarios", scenario.id, scenario.line, scenario.as_of
