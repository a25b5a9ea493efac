"""Write a new record or page: `make new KIND=claim`, or `PYTHONPATH=hooks:tools python -m new claim title="…"`.

What is not given as `field=value` is asked for in the terminal; where there is none, what is missing is told.
The record is written as an editor would, the rest of its file stays as it is, and the content is checked.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from explainer.charts.kinds import RECORDS as CHARTS
from explainer.checks.checks import check
from explainer.checks.coverage import unused, unused_terms
from explainer.data.dossier import read_data
from explainer.data.problem import ContentError, Problem, nearest_name
from explainer.pages.extension import gather
from explainer.prose.pages import page_names, read_pages
from explainer.publication.publication import Publication, read_publication

from .desk import Desk, Written, names_of
from .kinds import KINDS, skeleton
from .questions import AnswerError, Interview


def main(arguments: list[str] | None = None, ask: Callable[[str], str] | None = None) -> int:
    """Make a record of the kind that is named; exit 1 when there is something to mend."""
    parser = argparse.ArgumentParser(prog="make new", description=__doc__)
    parser.add_argument("kind", nargs="?", default="")
    parser.add_argument("given", nargs="*", metavar="field=value")
    parser.add_argument("--from", dest="named", default="", help="variables of the environment that are fields")
    parser.add_argument("--skeleton", action="store_true", help="print what a record of the kind looks like")
    parser.add_argument("--root", type=Path, default=Path(), help="the folder that holds data/ and docs/")
    options = parser.parse_intermixed_args(arguments)
    try:
        if options.kind not in KINDS:
            raise AnswerError(str(_unknown("KIND", options.kind, KINDS)))
        if options.skeleton:
            print(skeleton(options.kind), end="")
            return 0
        made = _desk(options.root, ask).make(options.kind, _given(options.named.split(), options.given))
    except AnswerError as error:
        print(error, "Nothing was written.", sep="\n", file=sys.stderr)
        return 1
    except (EOFError, KeyboardInterrupt):
        print("\nNothing was written.", file=sys.stderr)
        return 1
    try:
        return _told(options.root, made)
    except KeyboardInterrupt:
        print("\nIt is written, and not checked yet: `make check` does that.", file=sys.stderr)
        return 1


def _unknown(what: str, found: str, allowed: Collection[str]) -> str:
    told = Problem("", 0, 0, f"{what} is {f'“{found}”' if found else 'not given'}", ", ".join(allowed))
    return replace(told, nearest=nearest_name(found, allowed)).sentence


def _given(named: Iterable[str], words: Iterable[str]) -> dict[str, str]:
    """Return the fields that came with the command: variables of make, and words “field=value”."""
    given = {name.lower(): os.environ.get(name, "") for name in named}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise AnswerError(f"“{word}” is no “field=value”")
        given[name] = value
    return given


def _desk(root: Path, ask: Callable[[str], str] | None) -> Desk:
    """Read the content; a new record needs that it can be read."""
    problems: list[Problem] = []
    dossier, known = read_data(root / "data", CHARTS, problems, page_names(root / "docs"))
    pages = read_pages(root / "docs", known, problems)
    if problems or dossier is None:
        raise AnswerError(str(ContentError(problems)))
    return Desk(root, dossier, pages, Interview(known, names_of(dossier), print, ask))


def _told(root: Path, made: list[Written]) -> int:
    """Say what was written, what is to mend, and what comes next."""
    print()
    for one in made:
        print(
            f"written: {one.file}"
            + (f":{one.lines.start}, “{one.id}”" if one.lines else ", and its line in mkdocs.yml")
        )
    try:
        publication = read_publication(root)
        problems, readable = set(check(publication).problems), True
        waiting = set(_waiting(publication, problems, made))
    except ContentError as error:
        problems, waiting, readable = set(error.problems), set(), False
    mine = {one for one in problems - waiting if any(_is_of(one, written) for written in made)}
    for head, those in (("to mend in it:", mine), ("elsewhere `make check` says:", problems - waiting - mine)):
        if those:
            print("\n".join([head, *(f"  {one}" for one in sorted(those))]))
    for one in made:
        print(f"next: {KINDS[one.kind].after.format(id=one.id, date=one.date)}")
    for problem in sorted(problems & waiting):
        print(f"until then `make check` says: {problem.sentence}")
    return 1 if mine or not readable else 0


def _waiting(publication: Publication, problems: set[Problem], made: list[Written]) -> Iterator[Problem]:
    """Yield the faults that go with the next step: that nothing uses the record yet, what a page has yet to say."""
    ids, pages = {one.id for one in made}, {one.file for one in made if not one.lines}
    findings = [*unused(publication), *unused_terms(publication, gather(publication))]
    yield from (finding.problem for finding in findings if finding.subject in ids)
    yield from (problem for problem in problems if problem.file in pages)


def _is_of(problem: Problem, written: Written) -> bool:
    return problem.file == written.file and (not written.lines or problem.line in written.lines)


if __name__ == "__main__":
    with suppress(ImportError):
        import readline  # noqa: F401  # lets what is typed be mended with the arrow keys
    raise SystemExit(main(ask=input if sys.stdin.isatty() else None))
