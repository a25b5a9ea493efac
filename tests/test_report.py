"""The report of a run in its three formats, and what becomes of exceptions."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import explainer_hooks
import pytest
from mkdocs.exceptions import PluginError

from explainer.__main__ import main
from explainer.checks.ages import age_notes
from explainer.checks.checks import check
from explainer.checks.report import FORMATS
from explainer.publication.publication import Publication

PAGE = "data.md"
BARE = "There was no such offer.[^quay-offer-denied]"
TOLD = f"docs/{PAGE}:9:1: “There was no such offer.” states as fact what is claimed by Ida Corven: [^quay-offer-denied]"
ALLOWED = "allowed: “Ida Corven said that …”, “according to Ida Corven, …”"


def _with(publication: Publication, texts: dict[str, str]) -> Publication:
    """Put a text on line 9 of a page, above all else that it says."""
    pages = [
        replace(page, body=f"{texts[page.name]}\n\n{page.body}", first_line=9) if page.name in texts else page
        for page in publication.pages
    ]
    return replace(publication, pages=tuple(pages))


def test_each_format_tells_faults_and_exceptions_in_its_own_way(publication: Publication) -> None:
    data = f"{BARE}\n\nIt was 100% sure, its counters said.[^no-divers]"
    again = "Nobody had offered a quay.[^quay-offer-denied]"
    excepted = f"{BARE}\n\n<!-- unhedged: quay-offer-denied: told above -->\n{again}"
    report = check(_with(publication, {PAGE: data, "about.md": excepted}), with_uses=False)

    _, *problems, exceptions = FORMATS["text"](report).split("\n\n")
    files = [{line.split(":")[0].strip() for line in block.splitlines()} for block in problems]
    assert files == [{"docs/about.md"}, {f"docs/{PAGE}"}], "text is grouped by file"
    assert f"  {TOLD}; {ALLOWED}" in problems[1].splitlines()
    assert "exceptions allowed:\n" in exceptions
    assert "  docs/about.md:11: unhedged “quay-offer-denied”: told above" in exceptions.splitlines()

    *lines, last = FORMATS["github"](report).splitlines()
    assert f"::error file=docs/{PAGE},line=9,col=1::{TOLD.split(': ', 1)[1]}; {ALLOWED}" in lines
    assert any("“100%25” is not in what" in line for line in lines), "a percent sign is escaped"
    assert any(line.startswith("::notice file=docs/about.md,line=11::exception allowed: unhedged") for line in lines)
    assert all(line.startswith("::") for line in lines) and last == report.summary

    told = json.loads(FORMATS["json"](report))
    assert [problem["line"] for problem in told["problems"]] == [9, 9, 11]
    assert {"file", "line", "column", "found", "allowed", "nearest", "message"} == set(told["problems"][0])
    exception = {"line": 11, "word": "unhedged", "subject": "quay-offer-denied", "reason": "told above"}
    assert {"file": "docs/about.md"} | exception in told["exceptions"]


def test_every_kind_of_exception_holds(publication: Publication) -> None:
    written = {
        "unhedged: quay-offer-denied": BARE,
        "misattributed: no-return": "The Council of Lind replied that it was no return.[^no-return]",
        "unmatched: ninety": "Harbour Watch counted ninety.[^december-count]",
        "misspelt: Mira Sandvick": "Mira Sandvick spoke.",
    }
    data = "\n\n".join(f"<!-- {exception}: a reason -->\n{text}" for exception, text in written.items())
    dry = {publication.explainers[-1].name: "<!-- uncited: known -->\nIt was a dry summer."}
    allowed = check(_with(publication, {PAGE: data, **dry}), with_uses=False)
    assert allowed.problems == (), "an exception that nothing needs would be one"
    words = {"unhedged", "misattributed", "unmatched", "misspelt", "uncited", "unused", "weak-alone"}
    assert {one.word for one in allowed.exceptions} == words


def test_what_is_due_is_noted_and_is_no_fault(publication: Publication) -> None:
    def notes(*day: int) -> list[str]:
        return list(age_notes(publication, date(*day)))

    (as_of,) = notes(2013, 5, 9)
    assert as_of.startswith("data/scenarios.yml, as of, the oldest first: ")
    ages = [int(age) for age in re.findall(r"\((\d+) days? ago\)", as_of)]
    assert ages == sorted(ages, reverse=True) and len(ages) == len(publication.dossier.scenarios)
    (read, _) = notes(2014, 5, 3)
    assert read == (
        "1 page last read against its sources on 2 May 2013 (366 days ago); due after 365 days: "
        "docs/who-needs-the-evening-ferry.md"
    )
    assert [note.partition(" on ")[0] for note in notes(2015, 5, 9)[:-1]] == [
        "1 page last read against its sources",
        f"{len(publication.pages) - 1} pages checked against the record",
    ]


def test_the_command_exits_with_one_where_something_is_to_be_mended(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(project)]) == 0
    assert "problem" not in capsys.readouterr().out
    (project / "data/places.yml").unlink()  # what cannot be read is reported alike
    assert main(["check", str(project), "--format", "github"]) == 1
    assert "::error file=data/places.yml::the file is missing" in capsys.readouterr().out


def test_what_nobody_foresaw_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ended(*_: object) -> None:
        raise KeyError("ferry")

    monkeypatch.setattr("explainer.__main__.read_publication", ended)
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert re.match(r".*test_report\.py:\d+: KeyError: 'ferry'\nNobody foresaw", told) and "Traceback" not in told
    with pytest.raises(PluginError, match="ZeroDivisionError"):
        try:
            raise ZeroDivisionError
        except ZeroDivisionError as error:
            explainer_hooks.on_build_error(error)
