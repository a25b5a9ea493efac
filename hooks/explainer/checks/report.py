"""What a check finds, and the exceptions that editors write for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import groupby

from ..data.problem import Problem, counted, nearest_name
from ..data.site_records import Exemption
from ..prose.grammar import COMMENT, REMARKS
from ..prose.pages import Page
from ..prose.sentences import Paragraph, Sentence

_FORM = re.compile(r"\s*(?P<word>[\w-]+)\s*:(?P<rest>.*)")
# How each exception is written; most name what they are for before they say why.
_HOW = {
    "unhedged": "<!-- unhedged: claim-id: reason -->",
    "misattributed": "<!-- misattributed: claim-id: reason -->",
    "unmatched": "<!-- unmatched: the number: reason -->",
    "uncited": "<!-- uncited: reason -->",
    "misspelt": "<!-- misspelt: the name: reason -->",
}


@dataclass(frozen=True)
class Finding:
    """A fault, and what an exception for it would have to name: its word, its subject, one of its lines."""

    problem: Problem
    word: str = ""
    subject: str = ""
    lines: range = range(0)


def in_sentence(
    paragraph: Paragraph, sentence: Sentence, found: str, allowed: str, word: str, subject: str, offset: int = 0
) -> Finding:
    """Return a fault of a sentence; `offset` leads to the place in it, an exception may name any of its lines."""
    problem = Problem(paragraph.file, *paragraph.place(sentence.start + offset), " ".join(found.split()), allowed)
    return Finding(problem, word, subject, range(sentence.line, sentence.last_line + 1))


def of_record(kind: str, id_: str, line: int, found: str, allowed: str, word: str) -> Finding:
    """Return a fault of a record that data/exceptions.yml may allow by its word, and that says so."""
    allowed += f", or “allows: {word}” for “{id_}” with the reason in data/exceptions.yml"
    return Finding(Problem.of_record(kind, line, f"“{id_}”: {found}", allowed), word, id_)


@dataclass(frozen=True)
class Allowed:
    """An exception: where it is written, what it is for, and why."""

    file: str
    line: int
    word: str
    subject: str
    reason: str
    kind: str = ""  # in data/exceptions.yml: what the subject is
    target: int = 0  # on a page: the first line of prose behind it

    def __str__(self) -> str:
        subject = f" “{self.subject}”" if self.subject else ""
        return f"{self.word}{subject}: {self.reason}"

    def holds_for(self, finding: Finding) -> bool:
        """Tell whether a finding is what the exception is for; one for a claim holds wherever that is cited."""
        file, subject = finding.problem.file, finding.subject
        if self.word != finding.word:
            return False
        if self.kind:
            return self.subject == subject and (self.kind == "claims" or file == f"data/{self.kind}.yml")
        same = self.subject.strip('“”"').casefold() == subject.casefold()
        return same and self.file == file and self.target in finding.lines


class Exceptions:
    """Exceptions for records and those that stand on pages; each has to be needed."""

    def __init__(self, exemptions: Iterable[Exemption], pages: Iterable[Page]) -> None:
        self.problems: list[Problem] = []
        self._all = [allowed for page in pages for allowed in self._of_page(page)]
        self._all += [
            Allowed("data/exceptions.yml", one.line, one.allows, one.id, one.reason, kind=one.kind)
            for one in exemptions
        ]
        self._used: set[Allowed] = set()

    def allow(self, finding: Finding) -> bool:
        """Tell whether an exception holds for a finding, and remember that it is needed."""
        found = [allowed for allowed in self._all if allowed.holds_for(finding)]
        self._used.update(found)
        return bool(found)

    @property
    def used(self) -> tuple[Allowed, ...]:
        """The exceptions that hold, in the order of their places."""
        return tuple(sorted(self._used, key=lambda allowed: (allowed.file, allowed.line)))

    def unused(self) -> Iterator[Problem]:
        """Yield a fault for each exception that nothing needs any more."""
        for allowed in self._all:
            if allowed not in self._used:
                about = f" of “{allowed.subject}”" if allowed.subject else ""
                found = f"the exception “{allowed.word}”{about} is not needed"
                yield Problem(allowed.file, allowed.line, 1, found, "none, where nothing is wrong")

    def _of_page(self, page: Page) -> Iterator[Allowed]:
        for position, line in enumerate(page.lines, 1):
            comment = COMMENT.match(line.text)
            form = _FORM.match(comment["inside"]) if comment else None
            if form is None:
                continue
            word, place = form["word"].lower(), (page.file, line.number)
            if word not in REMARKS:
                near = nearest_name(word, REMARKS)
                if near:
                    self.problems.append(Problem(*place, 1, f"“{word}” is no exception", ", ".join(REMARKS), near))
                continue
            subject, reason = "", form["rest"].strip()
            with_subject = _HOW[word].count(": ") > 1
            if with_subject:
                subject, _, reason = (part.strip() for part in reason.partition(":"))
            if not reason or (with_subject and not subject):
                self.problems.append(Problem(*place, 1, f"the exception “{word}” gives no reason", _HOW[word]))
                continue
            behind = (one.number for one in page.lines[position:] if one.text.strip() and not COMMENT.match(one.text))
            yield Allowed(*place, word, subject, reason, target=next(behind, line.number))


@dataclass(frozen=True)
class Report:
    """What is wrong, and which exceptions hold; `summary` says in a line what was looked at.

    `notes` are no faults: what somebody should look at in time.
    """

    problems: tuple[Problem, ...]
    exceptions: tuple[Allowed, ...] = ()
    summary: str = ""
    notes: tuple[str, ...] = ()


def in_words(report: Report) -> str:
    """Write a report for the terminal, grouped by file."""
    lines = []
    if report.problems:
        lines.append(f"{counted(report.problems, 'problem')} in the content:")
        for _, problems in groupby(report.problems, key=lambda problem: problem.file):
            lines += ["", *(f"  {problem}" for problem in problems)]
        lines.append("")
    if report.exceptions:
        lines.append(f"{counted(report.exceptions, 'exception')} allowed:")
        lines += [f"  {allowed.file}:{allowed.line}: {allowed}" for allowed in report.exceptions]
    if report.notes:
        lines.append(f"{counted(report.notes, 'note')}:")
        lines += [f"  {note}" for note in report.notes]
    return "\n".join([*lines, *filter(None, (report.summary,))])


def for_github(report: Report) -> str:
    """Write a report as workflow commands: an error for each problem, a notice for each exception."""
    lines = []
    for problem in report.problems:
        column = f",col={problem.column}" if problem.column else ""
        line = f",line={problem.line}" if problem.line else ""
        message = str(problem).split(": ", 1)[1]
        lines.append(f"::error file={_escaped(problem.file, also=':,')}{line}{column}::{_escaped(message)}")
    for allowed in report.exceptions:
        place = f"file={_escaped(allowed.file, also=':,')},line={allowed.line}"
        lines.append(f"::notice {place}::{_escaped(f'exception allowed: {allowed}')}")
    lines += (f"::notice::{_escaped(note)}" for note in report.notes)
    return "\n".join([*lines, *filter(None, (report.summary,))])


def _escaped(text: str, also: str = "") -> str:
    # The percent sign first: the others are written with it.
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_json(report: Report) -> str:
    """Write a report as one JSON object."""
    fields = ("file", "line", "word", "subject", "reason")
    told = {
        "problems": [asdict(problem) | {"message": str(problem)} for problem in report.problems],
        "exceptions": [{name: getattr(allowed, name) for name in fields} for allowed in report.exceptions],
        "notes": list(report.notes),
        "summary": report.summary,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


FORMATS = {"text": in_words, "github": for_github, "json": as_json}
