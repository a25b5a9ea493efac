"""The whole folder `data/`, read once into frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from .charts import CHART_KINDS, ChartRecord
from .dates import When
from .edition import LISTS, PARTS, Edition
from .problem import ContentError, Problem, nearest_name, not_utf8
from .reading import read_records
from .records import KINDS as RECORDS
from .records import (
    WORDINGS,
    Acronym,
    Change,
    Claim,
    Event,
    Exemption,
    Person,
    Place,
    Record,
    Scenario,
    Series,
    Source,
    Statement,
    Term,
    Wording,
)
from .yaml import YamlFile, listed, read_file

KINDS: Mapping[str, type[Record]] = {**RECORDS, "wording": Wording, "exceptions": Exemption, "changes": Change}


@dataclass(frozen=True)
class Dossier:
    """All records by kind and id, in the order of their files."""

    sources: Mapping[str, Source]
    claims: Mapping[str, Claim]
    article: Mapping[str, Statement]
    events: Mapping[str, Event]
    people: Mapping[str, Person]
    places: Mapping[str, Place]
    glossary: Mapping[str, Term]
    acronyms: Mapping[str, Acronym]
    series: Mapping[str, Series]
    charts: Mapping[str, ChartRecord]
    scenarios: Mapping[str, Scenario]
    wording: Mapping[str, Wording]
    exceptions: Mapping[str, Exemption]
    changes: Mapping[str, Change]
    edition: Edition
    geo: Path

    @property
    def article_ends(self) -> date:
        """The last day that the article speaks of; what came after is later."""
        return self.edition.article.ends_on

    @cached_property
    def event_of_claim(self) -> Mapping[str, Event]:
        """The first event that each claim tells."""
        found: dict[str, Event] = {}
        for event in self.events.values():
            found.setdefault(event.claim, event)
        return found

    def when(self, claim: Claim) -> When:
        """Return the date of a claim: its event's, or its own."""
        event = self.event_of_claim.get(claim.id)
        date_ = event.date if event else claim.date
        assert date_ is not None  # checked when the folder was read
        return date_

    def theme(self, event: Event) -> str:
        """Return the id of an event's theme: its own, or the one that the strand of its claim tells."""
        theme = event.theme or self.edition.strands[self.claims[event.claim].strand].theme
        assert theme is not None  # checked when the folder was read
        return theme

    def begins_later(self, claim: Claim) -> bool:
        """Tell whether all that a claim speaks of came after the article."""
        return self.when(claim).first > self.article_ends

    def is_later(self, claim: Claim) -> bool:
        """Tell whether a claim speaks, among other things, of what came after the article."""
        return self.when(claim).last > self.article_ends

    @cached_property
    def timeline(self) -> tuple[Event, ...]:
        """All events in order of time, then of the file."""
        return tuple(sorted(self.events.values(), key=lambda event: (event.date.first, event.line)))

    @cached_property
    def latest_changes(self) -> tuple[Change, ...]:
        """What changed, the newest first; of one day in the order of the file."""
        return tuple(sorted(self.changes.values(), key=lambda change: (-change.date.first.toordinal(), change.line)))

    def modified(self, page: str) -> str:
        """Return the day, ISO 8601, on which a page changed last: with the record as a whole, or by itself later."""
        days = [change.date.start for change in self.changes.values() if page in change.pages]
        return max([self.edition.article.compiled.last.isoformat(), *days])

    @cached_property
    def statements_of_claim(self) -> Mapping[str, tuple[str, ...]]:
        """The article's statements that each claim was set against."""
        found: dict[str, list[str]] = {}
        for statement in self.article.values():
            for claim in statement.record:
                found.setdefault(claim, []).append(statement.id)
        return {claim: tuple(ids) for claim, ids in found.items()}


def read_dossier(folder: Path) -> Dossier:
    """Read and check every YAML file of `folder`; ContentError carries all problems of all files."""
    problems: list[Problem] = []
    dossier, _ = read_data(folder, problems)
    if dossier is None:
        raise ContentError(problems)
    return dossier


def read_data(
    folder: Path, problems: list[Problem], pages: set[str] | None = None
) -> tuple[Dossier | None, Mapping[str, set[str]]]:
    """Read `folder` and append all faults of all files to `problems`; the dossier is None where there are any.

    `pages` are the names that records can name; without them these stay unchecked.
    The ids by kind come with it, so that pages can be checked all the same; a kind whose file is broken is left out.
    """
    before = len(problems)
    names = [*KINDS, "charts", "edition"]
    sheets = {name: _sheet(folder, name, problems) for name in names}
    _refuse_strangers(folder, names, problems)
    known = {name: sheet.ids for name, sheet in sheets.items() if not sheet.broken}
    if pages is not None:
        known["pages"] = pages
    _check_entries(sheets["edition"], (*PARTS, *LISTS), problems)
    lists = {name: listed(sheets["edition"], name) for name in LISTS}
    known |= _known_of_edition(sheets["edition"], lists)
    _check_entries(sheets["wording"], WORDINGS, problems)
    records = {
        name: read_records(sheet, CHART_KINDS if name == "charts" else KINDS[name], known, problems)
        for name, sheet in sheets.items()
        if name != "edition"
    }
    edition = _read_edition(sheets["edition"], lists, known, problems)
    # What compares two files waits until the other one is whole.
    whole = {name for name in records if not sheets[name].broken and len(records[name]) == len(sheets[name].ids)}
    if "events" in whole:
        _check_dates(records["claims"], records["events"], problems)
        if edition:
            _check_themes(records["claims"], records["events"], edition, problems)
    if "sources" in whole:
        _check_weakness(records["claims"], records["sources"], problems)
    if "claims" in whole:
        _check_contradictions(records["article"], records["claims"], problems)
    _check_paragraph_order(records["article"], problems)
    if len(problems) > before or edition is None:
        return None, known
    return Dossier(**records, edition=edition, geo=folder / "geo"), known


def _sheet(folder: Path, name: str, problems: list[Problem]) -> YamlFile:
    file = f"{folder.name}/{name}.yml"
    try:
        text = (folder / f"{name}.yml").read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(file, 0, 0, "the file is missing"))
        return YamlFile(file, broken=True)
    except UnicodeDecodeError as error:
        problems.append(not_utf8(file, error))
        return YamlFile(file, broken=True)
    return read_file(text, file, problems)


def _refuse_strangers(folder: Path, names: list[str], problems: list[Problem]) -> None:
    for path in sorted(folder.iterdir()):
        files = [f"{name}.yml" for name in sorted(names)]
        if path.suffix.lower() in (".yml", ".yaml") and path.name not in files:
            problems.append(
                Problem(
                    f"{folder.name}/{path.name}",
                    0,
                    0,
                    "nothing reads this file",
                    ", ".join(files),
                    nearest_name(path.name.lower(), files),
                )
            )


def _check_entries(sheet: YamlFile, names: tuple[str, ...], problems: list[Problem]) -> None:
    """Ask for the entries that a file of settings has to have, and for no others."""
    allowed = f"one entry, “{names[0]}:”" if len(names) == 1 else ", ".join(names)
    strangers = [entry for entry in sheet.entries if entry.key not in names]
    for name in names:
        # Where a stranger stands, it is told instead: most likely it is the missing one, misspelt.
        if not sheet.broken and not strangers and name not in sheet.ids:
            problems.append(Problem(sheet.file, 1, 1, f"“{name}” is missing", allowed))
    for entry in strangers:
        found = f"nothing reads “{entry.key}”"
        nearest = nearest_name(entry.key, names)
        problems.append(Problem(sheet.file, entry.line, 1, found, allowed, nearest))


def _known_of_edition(sheet: YamlFile, lists: Mapping[str, YamlFile]) -> dict[str, set[str]]:
    """Return the ids that the edition gives: actors, strands, themes, and the article's paragraphs."""
    if sheet.broken:
        return {}
    known = {name: part.ids for name, part in lists.items() if part.entries}
    if lists["themes"].entries:
        known["event themes"] = {one.key for one in lists["themes"].entries if _serves_events(one.value)}
    if lists["actors"].entries:
        known["actors at a side"] = {one.key for one in lists["actors"].entries if _has_side(one.value)}
    article = next((entry.value for entry in sheet.entries if entry.key == "article"), None)
    count = article.get("paragraphs") if isinstance(article, dict) else None
    if isinstance(count, str) and count.isdecimal():
        known["paragraphs"] = {f"p{number}" for number in range(1, int(count) + 1)}
    return known


def _has_side(actor: object) -> bool:
    return isinstance(actor, dict) and actor.get("side") not in (None, "middle")


def _serves_events(theme: object) -> bool:
    return not (isinstance(theme, dict) and theme.get("events") in ("no", "false"))


def _read_edition(
    sheet: YamlFile, lists: Mapping[str, YamlFile], known: Mapping[str, set[str]], problems: list[Problem]
) -> Edition | None:
    """Type the parts of the edition; None where one of them has faults, which are told."""
    before = len(problems)
    parts: dict[str, Any] = {}
    for entry in sheet.entries:
        if entry.key in PARTS:
            parts |= read_records(replace(sheet, entries=[entry]), PARTS[entry.key], known, problems)
    for name, part in lists.items():
        parts[name] = read_records(part, LISTS[name], known, problems)
    if len(problems) > before or not (parts.keys() >= PARTS.keys() and all(parts[name] for name in LISTS)):
        return None  # what is missing is told by the check of entries
    middles = [actor for actor in parts["actors"].values() if actor.side == "middle"]
    if len(middles) != 1:
        line = middles[1].line if middles else 1
        found = "two actors stand in the middle" if middles else "no actor stands in the middle"
        problems.append(Problem(sheet.file, line, 1, found, "one actor with “side: middle”"))
        return None
    return Edition(**parts)


def _check_themes(
    claims: Mapping[str, Claim], events: Mapping[str, Event], edition: Edition, problems: list[Problem]
) -> None:
    """Ask for the theme of each event that neither it nor its claim tells; `claims` may miss broken ones."""
    for event in events.values():
        claim = claims.get(event.claim)
        if claim is None or event.theme or edition.strands[claim.strand].theme:
            continue
        found = f"“{event.id}” has no theme, and the strand of its claim, “{claim.strand}”, tells none"
        allowed = f"“theme:” with one of {', '.join(id_ for id_, theme in edition.themes.items() if theme.events)}"
        problems.append(Problem("data/events.yml", event.line, 1, found, allowed))


def _check_dates(claims: Mapping[str, Claim], events: Mapping[str, Event], problems: list[Problem]) -> None:
    dated = {event.claim: event for event in events.values()}
    for claim in claims.values():
        event = dated.get(claim.id)
        if event is None and claim.date is None:
            problems.append(
                Problem(
                    "data/claims.yml",
                    claim.line,
                    1,
                    f"“{claim.id}” has no date",
                    "“date:” here, or an event in data/events.yml with this claim",
                )
            )
        elif event is not None and claim.date is not None:
            problems.append(
                Problem(
                    "data/claims.yml",
                    claim.line,
                    1,
                    f"“{claim.id}” has a date here and in data/events.yml:{event.line}",
                    "the event’s date alone",
                )
            )


def _check_weakness(claims: Mapping[str, Claim], sources: Mapping[str, Source], problems: list[Problem]) -> None:
    for claim in claims.values():
        only_c = all(sources[support.source].tier == "C" for support in claim.sources)
        if only_c and not claim.weak:
            problems.append(
                Problem(
                    "data/claims.yml",
                    claim.line,
                    1,
                    f"“{claim.id}” rests on tier C sources alone",
                    "a source of tier A or B, or “weak: yes”",
                )
            )


def _check_contradictions(
    article: Mapping[str, Statement], claims: Mapping[str, Claim], problems: list[Problem]
) -> None:
    """Ask that a source named against a statement backs a claim that the statement was checked against."""
    for statement in article.values():
        # A claim that does not exist is told by the check of ids.
        record = [claims[id_] for id_ in statement.record if id_ in claims]
        backing = sorted({support.source for claim in record for support in claim.sources})
        for source in statement.contradicted_by:
            if source not in backing:
                problems.append(
                    Problem(
                        "data/article.yml",
                        statement.line,
                        1,
                        f"“{statement.id}” is contradicted by “{source}”, which stands under no claim of its “record”",
                        ", ".join(backing) or "a claim under “record” first",
                        nearest_name(source, backing),
                    )
                )


def _check_paragraph_order(article: Mapping[str, Statement], problems: list[Problem]) -> None:
    last = 0
    for statement in article.values():
        number = int(statement.paragraph[1:])
        if number < last:
            problems.append(
                Problem(
                    "data/article.yml",
                    statement.line,
                    1,
                    f"“{statement.id}” of p{number} stands after p{last}",
                    "the order of the article’s paragraphs",
                )
            )
        last = max(last, number)
