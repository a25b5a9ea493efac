"""What is wrong in the files that people edit, and where."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Sized
from dataclasses import dataclass
from difflib import get_close_matches

import yaml

from .signs import printable, visible


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, told in one sentence: place, what was found, what is allowed, the nearest valid name.

    `line` and `column` count from 1; 0 means that the fault has no such place.
    """

    file: str
    line: int
    column: int
    found: str
    allowed: str = ""
    nearest: str = ""

    def __post_init__(self) -> None:
        # What an editor typed stands in it: a message is one line, and colours no terminal.
        for name in ("file", "found", "nearest"):
            object.__setattr__(self, name, printable(getattr(self, name)))
        object.__setattr__(self, "allowed", visible(self.allowed))  # a list may be long

    @classmethod
    def of_record(cls, kind: str, line: int, found: str, allowed: str = "", nearest: str = "") -> Problem:
        """A fault of a whole record of `data/KIND.yml`, told at the line on which it begins."""
        return cls(f"data/{kind}.yml", line, 1, found, allowed, nearest)

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        return f"{place}: {self.sentence}"

    @property
    def sentence(self) -> str:
        """The fault without its place."""
        sentence = self.found
        if self.allowed:
            sentence += f"; allowed: {self.allowed}"
        if self.nearest:
            sentence += f"; did you mean “{self.nearest}”?"
        return sentence


@dataclass(frozen=True)
class Report:
    """Tells the faults of one file, each with its place in it."""

    file: str
    problems: list[Problem]

    def __call__(self, line: int, column: int, found: str, allowed: str = "", nearest: str = "") -> None:
        """Add a fault to those found before."""
        self.problems.append(Problem(self.file, line, column, found, allowed, nearest))

    def at(self, mark: yaml.Mark, found: str, allowed: str = "", nearest: str = "") -> None:
        """Add a fault at the place where the YAML parser saw it; it counts from 0."""
        self(mark.line + 1, mark.column + 1, found, allowed, nearest)


class ContentError(Exception):
    """The only exception for people who edit: all problems of one run, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        head = counted(self.problems, "problem")
        super().__init__("\n".join([f"{head} in the content:", *(f"  {p}" for p in self.problems)]))


UNFORESEEN = "Nobody foresaw what stands in the files now; what stood there before the last change can be read."


def broken(error: BaseException) -> str:
    """Say what ended a run that nobody foresaw, and where: the line of the template, or of the engine."""
    if isinstance(error, ContentError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    place = next((frame for frame in reversed(frames) if frame.filename.endswith(".html")), frames[-1])
    name, line = getattr(error, "filename", None) or place.filename, getattr(error, "lineno", None) or place.lineno
    return f"{name}:{line}: {type(error).__name__}: {error}"


def unreadable(file: str, error: OSError) -> Problem:
    """Say that a file cannot be opened: a link to itself, one that nobody may read."""
    return Problem(file, 0, 0, f"the file cannot be read: {error.strerror}", "a file that can be read")


def not_utf8(file: str, error: UnicodeDecodeError) -> Problem:
    """Return the fault of a file that was saved in another encoding, at its first foreign character."""
    before = error.object[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    found = "the file is not saved as UTF-8; this character cannot be read"
    return Problem(file, line, column, found, "the encoding UTF-8")


def counted(things: Sized, word: str, words: str = "") -> str:
    """Say how many there are: “1 problem”, “3 problems”; `words` where an s does not make them several."""
    return f"{len(things)} {word if len(things) == 1 else words or word + 's'}"


def nearest_name(name: str, names: Iterable[str]) -> str:
    """Return the valid name most like `name`, or "" where none is near."""
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=0.6)), "")


def listing(names: Iterable[str], most: int = 12) -> str:
    """Join valid names for a message, p2 before p10, cut after `most`."""
    ordered = sorted(names, key=_with_numbers)
    more = f" … ({len(ordered)} in all)" if len(ordered) > most else ""
    return ", ".join(ordered[:most]) + more


def _with_numbers(name: str) -> list[int | str]:
    return [int(part) if number % 2 else part for number, part in enumerate(re.split(r"([0-9]+)", name))]
