"""One report of a run, for the terminal, for the annotations of a code host, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby

from ..problem import Problem
from .finding import Allowed


@dataclass(frozen=True)
class Report:
    """What is wrong, and which exceptions hold; `summary` says in a line what was looked at."""

    problems: tuple[Problem, ...]
    exceptions: tuple[Allowed, ...] = ()
    summary: str = ""


def in_words(report: Report) -> str:
    """Write a report for the terminal, grouped by file."""
    lines = []
    if report.problems:
        count = len(report.problems)
        lines.append(("1 problem" if count == 1 else f"{count} problems") + " in the content:")
        for _, problems in groupby(report.problems, key=lambda problem: problem.file):
            lines += ["", *(f"  {problem}" for problem in problems)]
        lines.append("")
    if report.exceptions:
        count = len(report.exceptions)
        lines.append(("1 exception" if count == 1 else f"{count} exceptions") + " allowed:")
        lines += [f"  {exception.file}:{exception.line}: {_told(exception)}" for exception in report.exceptions]
    return "\n".join([*lines, *([report.summary] if report.summary else [])])


def for_github(report: Report) -> str:
    """Write a report as workflow commands: an error for each problem, a notice for each exception."""
    lines = []
    for problem in report.problems:
        place = _properties(problem.file, problem.line, problem.column)
        sentence = str(problem).split(": ", 1)[1]
        lines.append(f"::error {place}::{_escaped(sentence)}")
    for exception in report.exceptions:
        place = _properties(exception.file, exception.line, 0)
        lines.append(f"::notice {place}::{_escaped('exception allowed: ' + _told(exception))}")
    return "\n".join([*lines, *([report.summary] if report.summary else [])])


def as_json(report: Report) -> str:
    """Write a report as one JSON object."""
    told = {
        "problems": [asdict(problem) | {"message": str(problem)} for problem in report.problems],
        "exceptions": [asdict(exception) for exception in report.exceptions],
        "summary": report.summary,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


FORMATS = {"text": in_words, "github": for_github, "json": as_json}


def _told(exception: Allowed) -> str:
    subject = f" “{exception.subject}”" if exception.subject else ""
    return f"{exception.word}{subject}: {exception.reason}"


def _properties(file: str, line: int, column: int) -> str:
    parts: Iterable[tuple[str, str | int]] = (("file", file), ("line", line), ("col", column))
    return ",".join(f"{name}={_escaped(str(value), also=':,')}" for name, value in parts if value)


def _escaped(text: str, also: str = "") -> str:
    # The percent sign first: the others are written with it.
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
