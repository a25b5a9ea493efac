"""The whole folder `data/`, read once into frozen records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml

from .charts import CHART_TEXTS, ChartRecord
from .dates import When
from .edition import Edition, read_edition
from .lasting import FILE as ADDRESSES
from .lasting import read_addresses
from .names import check_doubles, check_names
from .parts import Record
from .problem import Problem, Report, nearest_name, not_utf8, unreadable
from .reading import check_entries, read_records
from .records import KINDS as RECORDS
from .records import Acronym, Claim, Event, Person, Place, Scenario, Source, Statement, Term
from .series import Series, check_series_points
from .signs import text_faults
from .site_records import WORDINGS, Change, Exemption, PictureRecord, Question, Redirect, Wording
from .yaml import YamlFile, read_file, texts

KINDS: Mapping[str, type[Record]] = {
    **RECORDS,
    "wording": Wording,
    "exceptions": Exemption,
    "changes": Change,
    "questions": Question,
    "redirects": Redirect,
    "pictures": PictureRecord,
}
OPTIONAL = ("redirects", "pictures")  # files that an edition can do without


Used = TypeVar("Used")
User = TypeVar("User")


def gathered(pairs: Iterable[tuple[Used, User]]) -> Mapping[Used, tuple[User, ...]]:
    """Gather `(used, user)` pairs by what is used; a user counts once."""
    found: dict[Used, list[User]] = {}
    for used, user in pairs:
        users = found.setdefault(used, [])
        if user not in users:
            users.append(user)
    return {used: tuple(users) for used, users in found.items()}


@dataclass(frozen=True)
class Dossier:
    """All records by kind and id, in the order of their files.

    `addresses` are those that the site has had so far, each with its line in their list.
    """

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
    questions: Mapping[str, Question]
    redirects: Mapping[str, Redirect]
    pictures: Mapping[str, PictureRecord]
    addresses: Mapping[str, int]
    edition: Edition
    geo: Path

    @property
    def article_ends(self) -> date:
        """The last day that the article speaks of; what came after is later."""
        return self.edition.article.ends.last

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """The words behind which a full stop ends no sentence."""
        return frozenset(self.wording["abbreviations"].words)

    @cached_property
    def event_of_claim(self) -> Mapping[str, Event]:
        """The first event that each claim tells."""
        return {event.claim: event for event in reversed(list(self.events.values()))}

    def cited(self, id_: str) -> Claim | Statement | None:
        """Return the claim or statement that `[^id_]` cites."""
        return self.claims.get(id_) or self.article.get(id_)

    def when(self, claim: Claim) -> When:
        """Return the date of a claim: its event's, or its own."""
        event = self.event_of_claim.get(claim.id)
        date_ = event.date if event else claim.date
        assert date_ is not None  # checked when the folder was read
        return date_

    def sources_of(self, claim: Claim) -> list[Source]:
        """Return what a claim rests on, the best first."""
        return [self.sources[support.source] for support in claim.sources]

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
        """What changed, the newest first, in the file the last."""
        return tuple(sorted(self.changes.values(), key=lambda change: (change.date.first, change.line), reverse=True))

    def modified(self, page: str) -> str:
        """Return the day, ISO 8601, on which a page changed last: with the record as a whole, or by itself later."""
        changed = self.changed(page)
        return max(self.edition.article.compiled.last.isoformat(), changed.start if changed else "")

    def changed(self, page: str) -> When | None:
        """Return the day of the last change that names a page; None where there is none."""
        return max((change.date for change in self.changes.values() if page in change.pages), default=None)

    @cached_property
    def statements_of_claim(self) -> Mapping[str, tuple[str, ...]]:
        """The article's statements that each claim was set against."""
        return gathered((claim, statement.id) for statement in self.article.values() for claim in statement.record)


def read_data(
    folder: Path, charts: Mapping[str, type[ChartRecord]], problems: list[Problem], pages: set[str]
) -> tuple[Dossier | None, Mapping[str, set[str]]]:
    """Read `folder` and append all faults of all files to `problems`; the dossier is None where there are any.

    `charts` are the records of charts by what their `kind` says, `pages` the names that records can name.
    The ids by kind come with it, so that pages can be checked all the same; a kind whose file is broken is left out.
    """
    before = len(problems)
    files = {name: _file(folder, name, problems) for name in (*KINDS, "charts", "edition")}
    problems += _strangers(folder, files)
    for name, file in files.items():
        _check_texts(name, file, problems)
    known = {name: file.ids for name, file in files.items() if not file.broken}
    known["pages"] = pages
    edition = read_edition(files.pop("edition"), known, problems)
    check_entries(files["wording"], WORDINGS, problems)
    kinds: Mapping[str, type[Record] | Mapping[str, type[ChartRecord]]] = {**KINDS, "charts": charts}
    records = {name: read_records(file, kinds[name], known, problems) for name, file in files.items()}
    check_series_points(records["series"], files["series"], Report("data/series.yml", problems))
    check_names(records, files, edition.actors if edition else {}, problems)
    check_doubles(records, files, problems)
    # What compares two files waits until the other one is whole.
    whole = {name for name, file in files.items() if not file.broken and len(records[name]) == len(file.ids)}
    if "events" in whole:
        problems += _undated(records["claims"], records["events"])
        if edition:
            problems += _without_theme(records["claims"], records["events"], edition)
    if "sources" in whole:
        problems += _weak(records, records["sources"])
        problems += _strong(records, records["sources"])
    if "claims" in whole:
        problems += _contradicted(records["article"], records["claims"])
    problems += _out_of_order(records["article"])
    if RECORDS.keys() <= known.keys():
        problems += _astray(records["questions"], set().union(*(known[kind] for kind in RECORDS)))
    addresses = read_addresses(folder, problems)
    if len(problems) > before or edition is None:
        return None, known
    return Dossier(**records, addresses=addresses, edition=edition, geo=folder / "geo"), known


def _file(folder: Path, name: str, problems: list[Problem]) -> YamlFile:
    file, path = f"{folder.name}/{name}.yml", folder / f"{name}.yml"
    if path.exists() and not path.is_file():
        problems.append(Problem(file, 0, 0, "this is no file", "a file"))
        return YamlFile(file, broken=True)
    try:
        read = read_file(path.read_text(encoding="utf-8-sig"), file, problems)
        if read.broken or read.root is not None or name in (*_EMPTY, *OPTIONAL):
            return read
        problems.append(Problem(file, 1, 1, "no record stands in the file", "“id:” lines, with fields under them"))
    except FileNotFoundError:
        if name in OPTIONAL:
            return YamlFile(file)
        problems.append(Problem(file, 0, 0, "the file is missing"))
    except UnicodeDecodeError as error:
        problems.append(not_utf8(file, error))
    except OSError as error:
        problems.append(unreadable(file, error))
    return YamlFile(file, broken=True)


_WEAK = ("claims", "glossary", "people")  # records of which it is told that they rest on weak sources alone
_MARKDOWN = ("definition", "facts")  # fields of terms
_DRAWN = ("charts", "series", "events", "claims", "places", "edition")
# There may be none of the first four; what the others have to hold is asked for entry by entry.
_EMPTY = ("acronyms", "exceptions", "changes", "questions", "edition", "wording")


def _check_texts(name: str, file: YamlFile, problems: list[Problem]) -> None:
    """Report in plain texts what only prose can hold; charts read more into theirs."""
    report = Report(file.file, problems)
    if file.root is None or name == "wording":  # which holds words of every kind
        return
    for field, node in _fields(file.root):
        if name == "glossary" and field in _MARKDOWN:
            continue
        filled = name == "charts" and field in CHART_TEXTS
        for text in (one for one in texts(node) if not one.value.isalnum()):
            for found, allowed in text_faults(text.value, drawn=name in _DRAWN, filled=filled):
                report.at(text.start_mark, found, allowed)


def _fields(root: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
    """Yield what stands in the fields of each entry, with their names; an entry may be a text or a list."""
    for key, entry in root.value:
        pairs = entry.value if isinstance(entry, yaml.MappingNode) else [(key, entry)]
        yield from ((str(field.value), value) for field, value in pairs)


def _strangers(folder: Path, files: Mapping[str, YamlFile]) -> Iterator[Problem]:
    """Yield links to other files, and files that nothing reads: of outlines, those over which nothing is drawn."""
    named = [f"{name}.yml" for name in sorted(files)]
    drawn_over = {"region", *(str(entry.fields.get("base")) for entry in files["charts"].entries)}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield Problem(f"{folder.name}/{name}", 0, 0, "this is a link to another file", "the file itself")
        elif path.is_dir() or path.name.startswith(".") or name in (*named, ADDRESSES):
            continue  # names with a dot are those of disks and programs
        elif path.parent != folder / "geo" or path.suffix != ".json":
            nearest = nearest_name(path.name.lower(), named)
            yield Problem(f"{folder.name}/{name}", 0, 0, "nothing reads this file", ", ".join(named), nearest)
        elif path.stem not in drawn_over and not files["charts"].broken:
            yield Problem(f"{folder.name}/{name}", 0, 0, "nothing is drawn over this outline", "one that “base” names")


def _without_theme(claims: Mapping[str, Claim], events: Mapping[str, Event], edition: Edition) -> Iterator[Problem]:
    """Ask for the theme of each event that neither it nor its claim tells; `claims` may miss broken ones."""
    allowed = f"“theme:” with one of {', '.join(edition.ids['event themes'])}"
    for event in events.values():
        claim = claims.get(event.claim)
        if claim is not None and not event.theme and not edition.strands[claim.strand].theme:
            found = f"“{event.id}” has no theme, and the strand of its claim, “{claim.strand}”, tells none"
            yield Problem.of_record("events", event.line, found, allowed)


def _undated(claims: Mapping[str, Claim], events: Mapping[str, Event]) -> Iterator[Problem]:
    """Ask for one date of each claim: its own, or that of its event."""
    dated = {event.claim: event for event in events.values()}
    for claim in claims.values():
        event = dated.get(claim.id)
        if event is None and claim.date is None:
            allowed = "“date:” here, or an event in data/events.yml with this claim"
            yield Problem.of_record("claims", claim.line, f"“{claim.id}” has no date", allowed)
        elif event is not None and claim.date is not None:
            found = f"“{claim.id}” has a date here and in data/events.yml:{event.line}"
            yield Problem.of_record("claims", claim.line, found, "the event’s date alone")


def _weak(records: Mapping[str, Mapping[str, Any]], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield what rests on sources of the last tier alone, and is not called weak."""
    for kind in _WEAK:
        for record in records[kind].values():
            tiers = {sources[support.source].tier for support in record.sources}
            if tiers == {"C"} and not record.weak:
                found = f"“{record.id}” rests on tier C sources alone"
                yield Problem.of_record(kind, record.line, found, "a source of tier A or B, or “weak: yes”")


def _strong(records: Mapping[str, Mapping[str, Any]], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Yield what is called weak and rests on a source of the first tier."""
    for kind in _WEAK:
        for record in records[kind].values():
            ids = (support.source for support in record.sources if sources[support.source].tier == "A")
            if record.weak and (strong := next(ids, None)):
                found = f"“{record.id}” has “weak: yes”, and “{strong}” of tier A stands under it"
                yield Problem.of_record(kind, record.line, found, "no “weak”, or sources of tiers B and C")


def _contradicted(article: Mapping[str, Statement], claims: Mapping[str, Claim]) -> Iterator[Problem]:
    """Ask that a source named against a statement backs a claim that the statement was checked against."""
    for statement in article.values():
        # A claim that does not exist is told by the check of ids.
        record = [claims[id_] for id_ in statement.record if id_ in claims]
        backing = sorted({support.source for claim in record for support in claim.sources})
        allowed = ", ".join(backing) or "a claim under “record” first"
        for source in statement.contradicted_by:
            if source not in backing:
                found = f"“{statement.id}” is contradicted by “{source}”, which stands under no claim of its “record”"
                yield Problem.of_record("article", statement.line, found, allowed, nearest_name(source, backing))


def _astray(questions: Mapping[str, Question], ids: Collection[str]) -> Iterator[Problem]:
    """Ask for a record where a question leads to one; an entry needs its page."""
    for question in questions.values():
        if question.entry and question.entry not in ids:
            found = f"“{question.id}” leads to “{question.entry}”, which is no record"
            allowed = "the id of a claim, an event, a person, a place, a source, a term"
            yield Problem.of_record("questions", question.line, found, allowed, nearest_name(question.entry, ids))
        if question.entry and not question.page:
            found = f"“{question.id}” leads to “{question.entry}” on no page"
            yield Problem.of_record("questions", question.line, found, "“page:” with the page it stands on")


def _out_of_order(article: Mapping[str, Statement]) -> Iterator[Problem]:
    last = 0
    for statement in article.values():
        number = int(statement.paragraph[1:])
        if number < last:
            found = f"“{statement.id}” of p{number} stands after p{last}"
            yield Problem.of_record("article", statement.line, found, "the order of the article’s paragraphs")
        last = max(last, number)
