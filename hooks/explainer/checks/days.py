"""Days that cannot be: after the record was closed, long before it, or other than those of the claims beside them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta

from ..data.dates import When
from ..data.dossier import Dossier
from ..data.problem import Problem
from ..prose.grammar import CITE
from ..prose.moments import Moment, moments, within
from ..prose.pages import Page
from ..prose.sentences import Paragraph, sentence_ends
from ..publication.publication import Publication
from .numbers import NumberCheck, near
from .report import Finding, in_sentence, of_record

_FIRST_YEAR = 1800
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ON = re.compile(rf"\bon\s+(?:{_WEEKDAY},?\s+)?$", re.IGNORECASE)
_NAME = re.compile(rf"\b(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)(?![’'\w-])")
# What stands between it and a day, “Monday, 12 December”, or a day and it: “12 December, a Monday” or “(Mon)”.
_BEFORE = re.compile(r"\s*,?\s+(?:the\s+)?")
_BEHIND = re.compile(r"\s*(?:,\s*|\(\s*|\s)(?:(?:was|is)\s+)?(?:an?\s+)?$")
_MORE = re.compile(r",?\s*(?:and|or|to|–|\d)")  # “12 December, Monday and Tuesday”
_EMPHASIS = str.maketrans("*_", "  ")
_LONGEST = 60  # characters of a date as it is written
_BESIDE = re.compile(r"\b(?:before|earlier|eve|later|next|following)\b", re.IGNORECASE)

_HEADING = re.compile(r"(?P<level>##+) +(?P<words>.*)")


def days_over_sections(page: Page, numbers: NumberCheck) -> Iterator[Finding]:
    """Yield the days and numbers in headings that no claim cited in the section has; days in the front matter, too."""
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
        for quantity in numbers.reader.read(words) if facts and line > page.first_line else ():
            counts = not quantity.vague and quantity.unit != "share"  # no “half a sea”
            if counts and not any(one.has_quantity(quantity) for one in facts):
                found = f"“{quantity.text}” is no number of what is cited under it"
                problem = Problem(page.file, line, column + quantity.start, found, near(quantity, facts))
                yield Finding(problem, "unmatched", quantity.text, range(line, line + 1))


def _over(page: Page) -> Iterator[tuple[int, int, str, str]]:
    """Yield the texts that stand over others: line and column, the words, and all that they stand over."""
    texts = [line.text if line.kind == "text" else "" for line in page.lines]
    for number, front in enumerate(page.front.split("\n"), 2):
        name, _, words = front.partition(": ")
        if name in ("title", "standfirst", "answer", "description", "needs", "leads"):
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
    for start, end, moment, name in _weekdays(text):
        if (day := moment.date) and f"{day:%A}" != name:
            written = " ".join(text[start:end].split()).replace(" ,", ",")
            line, column = first + text.count("\n", 0, start), start - text.rfind("\n", 0, start)
            problem = Problem(file, line, column, f"“{written}” was a {day:%A}", f"{day:%A}, or the day that is meant")
            yield Finding(problem, "unmatched", written, range(line, line + 1))


def _weekdays(text: str) -> Iterator[tuple[int, int, Moment, str]]:
    """Yield the days beside the name of a day of the week: where both begin and end, the day, the name.

    Not “Monday and Tuesday, 12 and 13 December”.
    """
    for match in _NAME.finditer(text):
        begin, end = max(0, match.start() - _LONGEST), match.end() + _LONGEST
        dates = [one for one in moments(text[begin:end]) if one.day]
        gap = _BEFORE.match(text, match.end())
        beside = [one for one in dates if gap and begin + one.start == gap.end()]
        if not beside and not _MORE.match(text, match.end()) and (gap := _BEHIND.search(text, begin, match.start())):
            beside = [one for one in dates if begin + one.end == gap.start()]
        if len(beside) == 1:
            name = next(name for name in calendar.day_name if name.startswith(match[0][:3]))
            start, end = begin + beside[0].start, begin + beside[0].end
            yield min(match.start(), start), max(match.end(), end), beside[0], name


def weekdays_apart(paragraph: Paragraph, numbers: NumberCheck) -> Iterator[Finding]:
    """Yield the days without a year, beside another day of the week than they had in the years of what is cited."""
    for passage in paragraph.passages:
        facts = [numbers.facts[cite.id] for cite in passage[-1].cites if cite.id in numbers.facts]
        years = {edge.year for one in facts for when in one.whens for edge in (when.first, when.last)}
        for sentence in passage:
            for start, end, moment, name in _weekdays(sentence.text):
                if found := _of_years(sentence.text[start:end], moment, name, years):
                    allowed = f"{found.rsplit(maxsplit=1)[-1]}, or the day that is meant"
                    yield in_sentence(paragraph, sentence, found, allowed, "unmatched", sentence.text[start:end], start)


def weekdays_of_claims(dossier: Dossier) -> Iterator[Finding]:
    """Yield the same for the words of claims, whose year is that of their date."""
    for claim in dossier.claims.values():
        when = dossier.when(claim)
        for text in (claim.title, claim.statement, claim.differs or ""):
            for start, end, moment, name in _weekdays(text):
                if found := _of_years(text[start:end], moment, name, {when.first.year, when.last.year}):
                    problem = Problem.of_record("claims", claim.line, f"“{claim.id}”: {found}", "the day that is meant")
                    yield Finding(problem, "unmatched", text[start:end])


def _of_years(written: str, moment: Moment, name: str, years: Collection[int]) -> str:
    """Tell what day of the week a day without a year was, in a year of which it was not the one named; or ""."""
    days = [day for year in sorted(years) if (day := replace(moment, year=year).date)] if not moment.year else []
    if not days or any(f"{day:%A}" == name for day in days):
        return ""
    return f"“{' '.join(written.split())}” was in {days[0].year} a {days[0]:%A}"


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


def labels_apart(dossier: Dossier) -> Iterator[Finding]:
    """Yield the days in labels of events that are not the event's own."""
    for event in dossier.events.values():
        for moment in moments(event.label or ""):
            day = replace(moment, year=moment.year or event.date.first.year).date
            if moment.day and not (within(moment, event.date) or (day and event.date.first <= day <= event.date.last)):
                written = (event.label or "")[moment.start : moment.end]
                found = f"“{written}” of its label is not its date, {event.date.words}"
                yield of_record("events", event.id, event.line, found, "one day in both", "unlikely-day")


def counted_too_early(dossier: Dossier) -> Iterator[Finding]:
    """Yield the points of series, and other counts for them, that are later than the work said to give them."""
    for series in dossier.series.values():
        for point in series.points:
            for id_ in filter(None, (point.source, *(one.source for one in point.alt))):
                published = dossier.sources[id_].published
                if point.date and published and published.last < point.date.first:
                    found = f"{point.date.words} is counted by “{id_}” of {published.words}"
                    yield of_record("series", series.id, series.line, found, "a work that knows of it", "unlikely-day")


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


def dates_of_explainers(publication: Publication) -> Iterator[Finding]:
    """Yield the days on which an explainer is said to happen: those of nothing that it cites, or out of order."""
    dossier = publication.dossier
    events = [event.date for event in dossier.events.values()]
    for page in publication.explainers:
        known = [dossier.when(dossier.claims[id_]) for id_ in page.citations if id_ in dossier.claims] + events
        line, before = page.line_of("dates"), None
        for one in page.meta.dates:
            found, allowed = "", "a day on which something happened"
            dated = [when for when in known if when.has_day] if one.has_day else known
            if not any(when.first <= one.last and one.first <= when.last for when in dated):
                found = "is no day of an event, nor of a claim that the page cites"
            elif before and (one.first, one.last) <= (before.first, before.last):
                found, allowed = f"stands behind {before}", "each once, in order of time"
            if found:
                problem = Problem(page.file, line, 1, f"“{one}” of “dates” {found}", allowed)
                yield Finding(problem, "unmatched", str(one), range(line, line + 1))
            before = one


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
